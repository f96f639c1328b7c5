#include "requests/erasure.h"

#include <fmt/format.h>

#include "base/numerals.h"
#include "db/files.h"
#include "db/sql.h"
#include "journal/topics.h"
#include "matters/materials.h"
#include "matters/matter_store.h"
#include "matters/parties.h"
#include "matters/subject.h"
#include "requests/events.h"
#include "requests/procedure.h"
#include "work/files.h"
#include "work/sealed_values.h"

namespace dl::requests {
namespace {

using Id = std::int64_t;
using Text = std::string;
using journal::Transaction;
using matters::Case;
using matters::Fact;
using matters::Matter;

constexpr auto kArchived = event("request.archived").verb;
constexpr auto kErased = event("request.erased").verb;
constexpr const char* kActor = "system:erasure";
constexpr std::size_t kAtOnce = 500;

/// The last fact of the verb, of whichever round.
const Fact* last_of(const Case& now, std::string_view verb) {
  const Fact* found = nullptr;
  for (const auto& fact : now.facts)
    if (fact.verb == verb) found = &fact;
  return found;
}

/// What was filed away again after it was decided anew is erased again.
const Fact* erasure_of(const Case& now) {
  const auto* archived = last_of(now, kArchived);
  const auto* erased = last_of(now, kErased);
  return erased != nullptr && archived != nullptr && erased->id > archived->id ? erased : nullptr;
}

/// A day moved by a period, on or back; nothing by one of no such unit.
std::optional<Date> moved(Date day, const periods::Period& period, int by) {
  switch (period.unit) {
    case periods::Unit::Year: return day.plus_months(12 * by * period.length);
    case periods::Unit::Month: return day.plus_months(by * period.length);
    case periods::Unit::Day: return day.plus_days(by * period.length);
    default: return std::nullopt;
  }
}

/// No request that was filed away later is due; by the month a day is left over, and is judged by itself.
Date oldest_day(const periods::Period& period, Date today) {
  constexpr int kLongerMonths = 3;  // the 31st of a month that has fewer days
  return moved(today, period, -1).value_or(Date(1, 1, 1)).plus_days(kLongerMonths);
}

/// Requests with larger numbers that were filed away by a day and not erased since, a page of them.
Outcome<std::vector<Id>> candidates_after(db::Session& session, Id after, Date oldest) {
  DL_TRY(const auto rows,
         session.query<Id>(db::Sql(
             "SELECT matter.id FROM matter WHERE matter.id > ? AND kind = ? AND phase = ? AND EXISTS (SELECT 1 FROM "
             "matter_fact WHERE matter_fact.matter = matter.id AND matter_fact.verb = ? AND matter_fact.on_day <= ? "
             "AND NOT EXISTS (SELECT 1 FROM matter_fact AS erased WHERE erased.matter = matter.id AND erased.verb = ? "
             "AND erased.id > matter_fact.id)) ORDER BY matter.id ?",
             after, kKind, name_of(matters::Phase::Ended), kArchived, oldest, kErased, db::limit_to(kAtOnce))));
  std::vector<Id> ids;
  for (const auto& [id] : rows) ids.push_back(id);
  return ids;
}

}  // namespace

std::optional<Date> erased_from(const Case& now, const periods::Laws& laws) {
  const auto* archived = now.last(kArchived);
  if (archived == nullptr || now.matter.phase != matters::Phase::Ended || erasure_of(now) != nullptr)
    return std::nullopt;
  const auto* period = laws.find(kErasePeriod, archived->on);
  if (period == nullptr || !period->on) return std::nullopt;
  return moved(archived->on, *period, 1);
}

std::optional<Date> erased_on(const Case& now) {
  const auto* erased = erasure_of(now);
  return erased == nullptr ? std::nullopt : std::optional(erased->on);
}

Text erased_words(const Case& now) {
  const auto on = erased_on(now);
  return on ? fmt::format("材料和当事人的资料已于{}按规定的期限删除，经过和指纹保留。", text::chinese_date(*on))
            : Text();
}

Outcome<bool> Eraser::is_due(db::Session& session, const Case& now, Date today) const {
  const auto from = erased_from(now, laws_);
  if (!from || *from > today) return false;
  DL_TRY(const auto followers, matters::list_followers(session, now.matter.id));
  std::vector<Id> against;
  for (const auto& one : followers)
    if (one.tie == matters::Tie::Follows) against.push_back(one.matter);
  DL_TRY(const auto others, matters::load_matters(session, against));
  for (const auto& other : others)
    if (other.phase != matters::Phase::Ended) return false;
  return true;
}

Outcome<std::vector<Matter>> Eraser::list_due(db::Session& session) const {
  const auto today = journal_.clock().today();
  const auto* period = laws_.find(kErasePeriod, today);
  if (period == nullptr || !period->on) return std::vector<Matter>();
  std::vector<Matter> due;
  Id after = 0;
  // Behind those that wait for a review or a suit, however many they are.
  for (bool more = true; more && due.size() < kAtOnce;) {
    DL_TRY(const auto ids, candidates_after(session, after, oldest_day(*period, today)));
    more = ids.size() == kAtOnce;
    if (!ids.empty()) after = ids.back();
    DL_TRY(auto candidates, matters::load_matters(session, ids));
    DL_TRY(auto cases, matters::load_cases(session, std::move(candidates)));
    for (auto& now : cases) {
      DL_TRY(const auto is, is_due(session, now, today));
      if (is) due.push_back(std::move(now.matter));
    }
  }
  return due;
}

Outcome<int> Eraser::erase_due() {
  DL_TRY(const auto due, journal_.database().read([&](db::Session& session) { return list_due(session); }));
  int erased = 0;
  for (const auto& matter : due) {
    const auto done = journal_.write([&](Transaction& transaction) { return erase(transaction, matter); });
    if (!done && done.error().key != "matter.changed") return Failure(done.error());  // no longer due, others are
    if (done) ++erased;
  }
  return erased;
}

Outcome<void> Eraser::erase(Transaction& transaction, const Matter& matter) const {
  auto& session = transaction.sql();
  const auto subject = matters::subject_of(matter.id);
  DL_TRY(auto held, matters::lock_matter(session, matter.id));
  DL_CHECK(transaction.hold(subject));
  DL_TRY(auto now, matters::load_case(session, std::move(held)));
  DL_TRY(const auto due, is_due(session, now, transaction.now().date()));
  if (!due) return fail(Fault::Conflict, "matter.changed", matter.number);
  DL_TRY(const auto parties, matters::list_parties(session, matter.id));
  DL_CHECK(work::erase_values(session, subject));
  DL_TRY(const auto files, matters::list_materials(session, matter.id));
  for (const auto& [file, added_at] : files)
    DL_CHECK(work::remove_file(transaction, {.subject = subject, .number = 1}, file.position));
  for (const auto& [file, added_at] : files) {
    DL_TRY(const auto named, named_(session, file.digest));
    if (!named) DL_CHECK(db::drop_file(session, file.digest));
  }
  DL_CHECK(session.run("DELETE FROM request_disclosure WHERE matter = :matter", matter.id));  // areas name words
  const auto before = now.facts.back().digest;
  Fact fact{.matter = matter.id,
            .round = now.matter.round,
            .verb = Text(kErased),
            .on = transaction.now().date(),
            .words = fmt::format("材料{}份，当事人{}名", files.size(), parties.size()),
            .actor = kActor,
            .at = transaction.now()};
  DL_CHECK(matters::insert(session, fact));
  DL_CHECK(matters::update(session, now.matter));
  transaction.record({.actor = kActor,
                      .verb = Text(kErased),
                      .subject = subject,
                      .agency = matter.agency,
                      .before_digest = before,
                      .after_digest = fact.digest,
                      .reason = fact.words,
                      .topics = {Text(journal::kStaffOnly)}});
  return {};
}

}  // namespace dl::requests
