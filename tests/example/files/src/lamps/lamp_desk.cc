#include "lamps/lamp_desk.h"

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
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
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
  });
}

}  // namespace dl::lamps
