#include "work/schedules.h"

#include <algorithm>

#include "accounts/people.h"

namespace dl::work {
namespace {

using journal::Transaction;
using Text = std::string;

constexpr std::size_t kDueAtOnce = 100;
// What has failed this often is tried more seldom.
constexpr int kFailuresBeforeRest = 3;
constexpr std::int64_t kRest = 60'000;  // milliseconds

// Faults of the machinery come again; these are decisions, which would be the same the next time.
bool is_refusal(Fault fault) {
  return fault == Fault::Forbidden || fault == Fault::Conflict || fault == Fault::Invalid || fault == Fault::NotFound;
}

Outcome<std::vector<Text>> list_due(db::Session& session, Instant now) {
  DL_TRY(auto rows, session.query<Text>("SELECT subject FROM work_schedule WHERE at IS NOT NULL AND at <= :now "
                                        "ORDER BY at, subject",
                                        now));
  std::vector<Text> due;
  for (auto& [subject] : rows) due.push_back(std::move(subject));
  return due;
}

}  // namespace

Outcome<std::optional<Schedule>> find_schedule(db::Session& session, const std::string& subject) {
  DL_TRY(auto row, (session.find<Text, Instant, Text>("SELECT step, at, person FROM work_schedule "
                                                      "WHERE subject = :subject AND at IS NOT NULL",
                                                      subject)));
  if (!row) return std::nullopt;
  auto& [step, at, by] = *row;
  return Schedule{std::move(step), at, std::move(by)};
}

Outcome<void> set_schedule(db::Session& session, const std::string& subject, const Schedule& schedule) {
  DL_CHECK(session.run(
      "INSERT INTO work_schedule (subject, step, at, person, failed) VALUES (:subject, :step, :at, :by, '') "
      "ON CONFLICT (subject) DO UPDATE SET step = excluded.step, at = excluded.at, person = excluded.person, "
      "failed = ''",
      subject, schedule.step, schedule.at, schedule.by));
  return {};
}

Outcome<bool> clear_schedule(db::Session& session, const std::string& subject, const Schedule& known,
                             const std::string& failed) {
  DL_TRY(const auto present, find_schedule(session, subject));
  if (present != known) return false;
  if (failed.empty()) {
    DL_CHECK(drop_schedule(session, subject));
  } else {
    DL_CHECK(
        session.run("UPDATE work_schedule SET at = NULL, failed = :failed WHERE subject = :subject", failed, subject));
  }
  return true;
}

Outcome<void> drop_schedule(db::Session& session, const std::string& subject) {
  DL_CHECK(session.run("DELETE FROM work_schedule WHERE subject = :subject AND at IS NOT NULL", subject));
  return {};
}

const Taker* Timetable::taker_of(std::string_view subject) const {
  const auto found =
      std::ranges::find_if(takers_, [&](const Taker& one) { return accounts::number_of(*one.subject, subject) != 0; });
  return found == takers_.end() ? nullptr : &*found;
}

// What fails costs nobody behind it their hour. When the machinery cannot write at all the round ends, for the others
// would fail as well; those that have failed rest, so that the next rounds begin with others.
Outcome<int> Timetable::take_due(const Failed& failed) {
  const Instant now = journal_.clock().now();
  DL_TRY(auto due, journal_.database().read([&](db::Session& session) { return list_due(session, now); }));
  std::erase_if(failing_, [&](const auto& one) { return std::ranges::find(due, one.first) == due.end(); });
  std::erase_if(due, [&](const Text& subject) {
    return taker_of(subject) == nullptr || (failing_.contains(subject) && now < failing_[subject].rests_until);
  });
  if (due.size() > kDueAtOnce) due.resize(kDueAtOnce);
  int taken = 0;
  for (const auto& subject : due) {
    const auto done = take_one(*taker_of(subject), subject);
    if (done) {
      taken += *done ? 1 : 0;
      failing_.erase(subject);
      continue;
    }
    auto& failing = failing_[subject];
    if (++failing.failures >= kFailuresBeforeRest) failing.rests_until = Instant(now.milliseconds() + kRest);
    failed(subject, done.error());
    if (done.error().fault == Fault::Unavailable) break;
  }
  return taken;
}

// Another node may have been quicker; then nothing is due any more and there is nothing to say.
Outcome<bool> Timetable::take_one(const Taker& taker, const std::string& subject) {
  const auto id = accounts::number_of(*taker.subject, subject);
  std::optional<Schedule> tried;
  const auto taken = journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(taker.lock(transaction, id));
    DL_TRY(const auto found, find_schedule(transaction.sql(), subject));
    if (!found || found->at > transaction.now()) return fail(Fault::NotFound, "schedule.missing", subject);
    tried = found;
    DL_TRY(const auto by, accounts::load_principal(transaction.sql(), tried->by));
    DL_CHECK(taker.take(transaction, id, *tried, by));
    return drop_schedule(transaction.sql(), subject);
  });
  if (taken) return true;
  if (!is_refusal(taken.error().fault)) return Failure(taken.error());
  if (!tried) return false;

  const auto refused = journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_CHECK(taker.lock(transaction, id));
    DL_TRY(const bool cleared, clear_schedule(transaction.sql(), subject, *tried, taken.error().key));
    if (!cleared) return fail(Fault::NotFound, "schedule.missing", subject);
    return taker.refuse(transaction, id, taken.error().key);
  });
  if (!refused && refused.error().fault != Fault::NotFound) return Failure(refused.error());
  return false;
}

}  // namespace dl::work
