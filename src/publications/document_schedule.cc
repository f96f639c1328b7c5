// The desk's verbs about time: have a cleared edition published later, and publish what is due.
#include "accounts/people.h"
#include "publications/document_act.h"
#include "publications/document_desk.h"

namespace dl::publications {
namespace {

using accounts::Principal;
using accounts::Right;
using journal::Transaction;

constexpr int kDueAtOnce = 100;
// A document whose publication has failed this often is tried more seldom.
constexpr int kFailuresBeforeRest = 3;
constexpr std::int64_t kRest = 60'000;  // milliseconds
constexpr const char* kScheduledReason = "按预定时间发布";

// Faults of the machinery come again; these are decisions, which would be the same the next time.
bool is_refusal(Fault fault) {
  return fault == Fault::Forbidden || fault == Fault::Conflict || fault == Fault::Invalid || fault == Fault::NotFound;
}

}  // namespace

Outcome<void> DocumentDesk::schedule(std::int64_t id, Instant at, const Principal& by) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     DL_CHECK(act.require(Right::PublishDocuments, document));
                     if (at <= act.transaction.now()) return fail(Fault::Invalid, "document.schedule-past", at.text());
                     DL_TRY(const auto* row, row_of(edition.state, release_of(edition.metadata.disclosure)));
                     DL_CHECK(check_row(act, document, edition, *row));
                     DL_CHECK(set_schedule(act.sql(), id, at, by.actor()));
                     record(act, document, {.kind = event("document.scheduled"), .reason = at.text()});
                     return {};
                   });
}

Outcome<void> DocumentDesk::unschedule(std::int64_t id, const Principal& by) {
  return on_newest(journal_, directory_, id, by, [&](const Act& act, Document& document, Edition&) -> Outcome<void> {
    DL_CHECK(act.require(Right::PublishDocuments, document));
    DL_TRY(auto scheduled, find_schedule(act.sql(), id));
    if (!scheduled) return fail(Fault::NotFound, "document.not-scheduled", fmt::format("{}", id));
    DL_CHECK(clear_schedule(act.sql(), id, *scheduled, {}));
    record(act, document, {.kind = event("document.unscheduled")});
    return {};
  });
}

// What fails costs nobody behind it their hour. When the machinery cannot write at all the round ends, for the others
// would fail as well; those that have failed rest, so that the next rounds begin with others.
Outcome<int> DocumentDesk::publish_due(const Failed& failed) {
  Instant now = journal_.clock().now();
  DL_TRY(auto due, journal_.database().read([&](db::Session& session) { return list_due(session, now); }));
  std::erase_if(failing_, [&](const auto& one) { return std::ranges::find(due, one.first) == due.end(); });
  std::erase_if(due, [&](std::int64_t id) { return failing_.contains(id) && now < failing_[id].rests_until; });
  if (due.size() > kDueAtOnce) due.resize(kDueAtOnce);
  int published = 0;
  for (auto id : due) {
    auto done = publish_one_due(id);
    if (done) {
      published += *done ? 1 : 0;
      failing_.erase(id);
      continue;
    }
    auto& failing = failing_[id];
    if (++failing.failures >= kFailuresBeforeRest) failing.rests_until = Instant(now.milliseconds() + kRest);
    failed(id, done.error());
    if (done.error().fault == Fault::Unavailable) break;
  }
  return published;
}

// Another node may have been quicker; then nothing is due any more and there is nothing to say.
Outcome<bool> DocumentDesk::publish_one_due(std::int64_t id) {
  auto directory = directory_.current();
  std::optional<Schedule> scheduled;
  bool was_due = false;
  auto published = journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto document, lock_document(transaction.sql(), id));
    DL_CHECK(transaction.hold(topic_of_document(id)));
    DL_TRY(scheduled, find_schedule(transaction.sql(), id));
    was_due = scheduled && scheduled->at <= transaction.now();
    if (!was_due) return fail(Fault::NotFound, "document.not-scheduled", fmt::format("{}", id));
    DL_TRY(auto by, accounts::load_principal(transaction.sql(), scheduled->by));
    Act act{transaction, *directory, by};
    DL_TRY(auto edition, load_newest_edition(transaction.sql(), id));
    return take_step(act, document, edition, release_of(edition.metadata.disclosure), kScheduledReason);
  });
  if (published) return true;
  if (!was_due) return is_refusal(published.error().fault) ? Outcome<bool>(false) : Failure(published.error());
  if (!is_refusal(published.error().fault)) return Failure(published.error());

  const auto refused = Principal::machine("system:schedule");
  auto cleared = on_newest(journal_, directory_, id, refused, [&](const Act& act, Document& document, Edition&) {
    record(act, document, {.kind = event("document.schedule-refused"), .reason = published.error().key});
    return clear_schedule(act.sql(), id, *scheduled, published.error().key);
  });
  if (!cleared && cleared.error().fault != Fault::NotFound) return Failure(cleared.error());
  return false;
}

}  // namespace dl::publications
