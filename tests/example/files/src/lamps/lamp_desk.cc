#include "lamps/lamp_desk.h"

#include "work/comments.h"

namespace dl::lamps {
namespace {

void record(journal::Transaction& transaction, const Lamp& lamp, journal::EventKind kind, const LampDesk::Principal& by,
            const std::string& reason = {}) {
  transaction.record({.actor = by.actor(),
                      .verb = std::string(kind.verb),
                      .subject = accounts::subject_text(kLamp, lamp.id),
                      .agency = lamp.agency,
                      .reason = reason});
}

Outcome<void> check_complete(const Report& report) {
  std::vector<FieldProblem> problems;
  if (report.place.empty()) problems.push_back({"place", "lamp.place"});
  if (report.fault.empty()) problems.push_back({"fault", "lamp.fault"});
  if (problems.empty()) return refuse_lengths(report);
  return Failure(Error{Fault::Invalid, "lamp.incomplete", {}, std::move(problems)});
}

Outcome<void> take_step(journal::Transaction& transaction, std::int64_t id, Step step, const std::string& reason,
                        const LampDesk::Principal& by) {
  DL_TRY(const auto lamp, lock_lamp(transaction.sql(), id));
  DL_CHECK(work::require_ever(kCycle, step, by, lamp.agency));
  const auto* row = work::find(kCycle, lamp.state, step);
  if (row == nullptr)
    return fail(Fault::Conflict, "lamp.step", fmt::format("{} from {}", name_of(step), name_of(lamp.state)));
  DL_CHECK(work::check(*row, Standing{lamp, by.actor()}, by, lamp.agency));
  if (row->reason == work::Reason::Owed && reason.empty()) return fail(Fault::Invalid, "lamp.reason-owed");
  DL_CHECK(transaction.hold(accounts::subject_text(kLamp, id)));
  DL_CHECK(move(transaction.sql(), lamp, row->to, transaction.now()));
  record(transaction, lamp, row->event, by, reason);
  return {};
}

// What stands beside the words of a lamp, by whoever keeps lamps.
template <class F>
auto beside(journal::Journal& journal, std::int64_t id, journal::EventKind kind, const LampDesk::Principal& by, F f) {
  using Result = std::invoke_result_t<F, journal::Transaction&, const std::string&>;
  return journal.write([&](journal::Transaction& transaction) -> Result {
    DL_TRY(const auto lamp, lock_lamp(transaction.sql(), id));
    DL_CHECK(by.require(accounts::Right::KeepLamps, lamp.agency));
    const auto subject = accounts::subject_text(kLamp, id);
    DL_CHECK(transaction.hold(subject));
    Result done = f(transaction, subject);
    if (done) record(transaction, lamp, kind, by);
    return done;
  });
}

}  // namespace

Outcome<std::int64_t> LampDesk::note(std::int64_t agency, const Report& report, const Principal& by) {
  DL_CHECK(by.require(accounts::Right::KeepLamps, agency));
  DL_CHECK(check_complete(report));
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<std::int64_t> {
    DL_TRY(const auto lamp,
           insert(transaction.sql(),
                  {.agency = agency, .report = report, .noted_at = transaction.now(), .noted_by = by.actor()}));
    record(transaction, lamp, event("lamp.noted"), by);
    return lamp.id;
  });
}

Outcome<void> LampDesk::take(std::int64_t id, Step step, const std::string& reason, const Principal& by) {
  return journal_.write(
      [&](journal::Transaction& transaction) { return take_step(transaction, id, step, reason, by); });
}

Outcome<std::int64_t> LampDesk::comment(std::int64_t id, const std::string& text, const Principal& by) {
  return beside(journal_, id, event("lamp.commented"), by, [&](auto& transaction, const std::string& subject) {
    return work::add_comment(transaction, {subject, 1}, {}, text, {}, by);
  });
}

Outcome<work::Attachment> LampDesk::add_file(std::int64_t id, const work::NewFile& file, const Principal& by) {
  return beside(journal_, id, event("lamp.file-added"), by, [&](auto& transaction, const std::string& subject) {
    return work::add_file(transaction, {subject, 1}, file, by);
  });
}

Outcome<void> LampDesk::schedule(std::int64_t id, Step step, Instant at, const Principal& by) {
  return beside(journal_, id, event("lamp.scheduled"), by, [&](auto& transaction, const std::string& subject) {
    return work::set_schedule(transaction.sql(), subject, {std::string(name_of(step)), at, by.actor()});
  });
}

work::Taker take_lamps() {
  const auto lock = [](journal::Transaction& transaction, std::int64_t id) -> Outcome<void> {
    DL_CHECK(lock_lamp(transaction.sql(), id));
    return {};
  };
  const auto take = [](journal::Transaction& transaction, std::int64_t id, const work::Schedule& due,
                       const accounts::Principal& by) -> Outcome<void> {
    const auto step = find_named<Step>(due.step);
    if (!step) return fail(Fault::Conflict, "lamp.step", due.step);
    return take_step(transaction, id, *step, {}, by);
  };
  const auto refuse = [](journal::Transaction& transaction, std::int64_t id, const std::string& why) -> Outcome<void> {
    DL_TRY(const auto lamp, lock_lamp(transaction.sql(), id));
    record(transaction, lamp, event("lamp.schedule-refused"), accounts::Principal::machine("system:schedule"), why);
    return {};
  };
  return {.subject = &kLamp, .lock = lock, .take = take, .refuse = refuse};
}

}  // namespace dl::lamps
