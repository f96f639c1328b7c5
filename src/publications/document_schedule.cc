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
constexpr const char* kScheduledReason = "按预定时间发布";

// Faults of the machinery come again; these are decisions, which would be the same the next time.
bool is_refusal(Fault fault) {
  return fault == Fault::Forbidden || fault == Fault::Conflict || fault == Fault::Invalid || fault == Fault::NotFound;
}

}  // namespace

Outcome<void> DocumentDesk::schedule(std::int64_t id, Instant at, const Principal& by) {
  return on_newest(
      journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
        DL_CHECK(act.require(Right::Publish, document));
        if (at <= act.transaction.now()) return fail(Fault::Invalid, "document.schedule-past", at.text());
        if (edition.state != State::Cleared)
          return fail(Fault::Conflict, "document.step", fmt::format("schedule from {}", name_of(edition.state)));
        DL_CHECK(check_four_eyes(act, edition));
        DL_CHECK(set_schedule(act.sql(), id, at, by.actor()));
        record(act, document, {.verb = "scheduled", .reason = at.text()});
        return {};
      });
}

Outcome<void> DocumentDesk::unschedule(std::int64_t id, const Principal& by) {
  return on_newest(journal_, directory_, id, by, [&](const Act& act, Document& document, Edition&) -> Outcome<void> {
    DL_CHECK(act.require(Right::Publish, document));
    DL_TRY(auto scheduled, find_schedule(act.sql(), id));
    if (!scheduled) return fail(Fault::NotFound, "document.not-scheduled", fmt::format("{}", id));
    DL_CHECK(clear_schedule(act.sql(), id, {}));
    record(act, document, {.verb = "unscheduled"});
    return {};
  });
}

Outcome<int> DocumentDesk::publish_due() {
  Instant now = journal_.clock().now();
  DL_TRY(auto due, journal_.database().read([&](db::Session& session) { return list_due(session, now, kDueAtOnce); }));
  int published = 0;
  for (auto id : due) {
    DL_TRY(bool done, publish_one_due(id));
    published += done ? 1 : 0;
  }
  return published;
}

// Another node may have been quicker; then nothing is due any more and there is nothing to say.
Outcome<bool> DocumentDesk::publish_one_due(std::int64_t id) {
  auto directory = directory_.current();
  bool was_due = false;
  auto published = journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto document, lock_document(transaction.sql(), id));
    DL_TRY(auto scheduled, find_schedule(transaction.sql(), id));
    was_due = scheduled && scheduled->at <= transaction.now();
    if (!was_due) return fail(Fault::NotFound, "document.not-scheduled", fmt::format("{}", id));
    DL_TRY(auto by, accounts::load_principal(transaction.sql(), scheduled->by));
    Act act{transaction, *directory, by};
    DL_TRY(auto edition, load_newest_edition(transaction.sql(), id));
    if (edition.metadata.disclosure == DisclosureClass::Internal)
      return post_for_staff(act, document, edition, kScheduledReason);
    DL_CHECK(make_public(act, document, edition, Force::No, kScheduledReason));
    return {};
  });
  if (published) return true;
  if (!was_due) return is_refusal(published.error().fault) ? Outcome<bool>(false) : Failure(published.error());
  if (!is_refusal(published.error().fault)) return Failure(published.error());

  const auto refused = Principal::machine("system:schedule");
  DL_CHECK(on_newest(journal_, directory_, id, refused, [&](const Act& act, Document& document, Edition&) {
    record(act, document, {.verb = "schedule-refused", .reason = published.error().key});
    return clear_schedule(act.sql(), id, published.error().key);
  }));
  return false;
}

}  // namespace dl::publications
