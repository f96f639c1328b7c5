#include "publications/document_act.h"

#include "base/identifiers.h"
#include "journal/topics.h"
#include "publications/finding_store.h"
#include "work/files.h"
#include "work/schedules.h"

namespace dl::publications {
namespace {

using accounts::Right;

// The index number is made at first publication, from the publishing body's code and that year's
// running number; it is never changed afterwards.
Outcome<void> give_index_number(const Act& act, Document& document, Instant published_at) {
  if (!document.index_number.empty()) return {};
  const auto* agency = act.directory.agency(document.agency);
  if (agency == nullptr) return fail(Fault::Internal, "agency.missing", fmt::format("{}", document.agency));
  int year = published_at.date().year();
  bool taken = true;
  while (taken) {
    DL_TRY(auto serial, next_index_serial(act.sql(), agency->organisation_code(), year));
    DL_TRY(auto number, IndexNumber::next(agency->organisation_code(), year, static_cast<int>(serial) - 1));
    document.index_number = number.text();
    DL_TRY(taken, index_number_taken(act.sql(), document.index_number));
  }
  return set_index_number(act.sql(), document.id, document.index_number);
}

Outcome<void> end_previous(const Act& act, const Document& document, const Edition& next) {
  if (next.number == 1) return {};
  auto previous = load_shown_edition(act.sql(), document.id);
  if (!previous) return previous.error().fault == Fault::NotFound ? Outcome<void>() : Failure(previous.error());
  DL_TRY(previous->state, advance(previous->state, Step::Supersede, next.change_note));
  previous->ended_at = act.transaction.now();
  return update_state(act.sql(), *previous);
}

// What the rules look at. By force nobody is asked who wrote it.
Outcome<Standing> load_standing(const Act& act, const Document& document, const Edition& edition, Force force) {
  Standing standing{.edition = edition, .actor = act.by.actor(), .force = force};
  if (force == Force::No) {
    DL_TRY(standing.authors, list_authors(act.sql(), edition.id));
    DL_TRY(standing.reviews, work::list_reviews(act.sql(), version_of(edition)));
  }
  DL_TRY(const auto findings, load_findings(act.sql(), edition, act.directory, act.transaction.now()));
  standing.owed = count_owed(findings);
  DL_TRY(standing.is_public, has_public_edition(act.sql(), document.id));
  return standing;
}

// What is withdrawn does not come back by the clock: whoever scheduled the next edition decides anew.
Outcome<void> end_schedule(const Act& act, const Document& document, const std::string& why) {
  const auto subject = topic_of_document(document.id);
  DL_TRY(const auto scheduled, work::find_schedule(act.sql(), subject));
  if (!scheduled) return {};
  record(act, document, {.kind = event("document.unscheduled"), .reason = why});
  DL_CHECK(work::clear_schedule(act.sql(), subject, *scheduled, why));
  return {};
}

Outcome<void> begin_next(const Act& act, const Document& document, Edition& edition, const std::string& change_note) {
  const Edition previous = edition;
  edition.number = previous.number + 1;
  edition.author = act.by.actor();
  edition.change_note = change_note;
  edition.ground.clear();
  edition.created_at = act.transaction.now();
  edition.released_at.reset();
  edition.posted_at.reset();
  edition.ended_at.reset();
  DL_TRY(edition.id, insert_edition(act.sql(), document, edition));
  DL_CHECK(work::copy_files(act.transaction, version_of(previous), version_of(edition)));
  return carry_findings(act, previous, edition);
}

// What a step does beside moving the edition, which has its new state already.
Outcome<void> follow_through(const Act& act, Document& document, Edition& edition, Step step,
                             const std::string& reason) {
  const auto now = act.transaction.now();
  switch (step) {
    case Step::Submit:
      if (reason.empty()) break;
      [[fallthrough]];
    case Step::Review:
    case Step::Clear:
    case Step::SendBack:
      return work::insert_review(
          act.sql(), topic_of_document(document.id),
          {edition.number, std::string(name_of(step)), act.by.actor(), reason, edition.digest(), now});
    case Step::Publish:
      // A draft may come from a time when a day to come was taken; nothing is public before its day.
      if (!edition.published_at || *edition.published_at > now) edition.published_at = now;
      edition.released_at = now;
      DL_CHECK(end_previous(act, document, edition));
      return give_index_number(act, document, *edition.published_at);
    case Step::Post: edition.posted_at = now; return end_previous(act, document, edition);
    case Step::Withdraw:
      edition.ground = reason;
      edition.ended_at = now;
      return end_schedule(act, document, "document.schedule-withdrawn");
    case Step::Revise: return begin_next(act, document, edition, reason);
    case Step::Supersede: break;
  }
  return {};
}

// Moves an edition that may be moved and records it, under the row's event unless the rules were broken.
Outcome<void> move(const Act& act, Document& document, Edition& edition, const Transition& row,
                   const std::string& reason, journal::EventKind kind) {
  const auto before = edition.digest();
  DL_TRY(edition.state, advance(edition.state, row.step, reason));
  DL_CHECK(follow_through(act, document, edition, row.step, reason));
  if (row.step != Step::Revise) DL_CHECK(update_state(act.sql(), edition));
  DL_CHECK(touch_document(act.sql(), document.id, act.transaction.now()));
  Change change{.kind = kind, .before = before, .reason = reason};
  if (row.step != Step::Withdraw && row.step != Step::Revise) change.after = before;
  const bool is_seen = row.to == State::Published || row.to == State::Withdrawn;
  if (is_seen) return record_on_linked(act, document, std::move(change));
  record(act, document, std::move(change));
  return {};
}

}  // namespace

void record(const Act& act, const Document& document, Change change, std::vector<std::string> topics) {
  journal::Event event;
  event.actor = change.actor.empty() ? act.by.actor() : std::move(change.actor);
  event.verb = change.kind.verb;
  event.subject = topic_of_document(document.id);
  event.agency = document.agency;
  event.before_digest = std::move(change.before);
  event.after_digest = std::move(change.after);
  event.reason = std::move(change.reason);
  event.topics = std::move(topics);
  if (change.seen == Seen::ByThePublic) {
    event.topics.push_back(topic_of_column(document.column));
    if (const auto* column = act.directory.column(document.column))
      event.topics.push_back(fmt::format("site:{}", column->site));
  } else {
    event.topics.emplace_back(journal::kStaffOnly);
  }
  act.transaction.record(std::move(event));
}

Outcome<void> record_on_linked(const Act& act, const Document& document, Change change) {
  DL_TRY(auto linked, list_linked(act.sql(), document.id));
  std::vector<std::string> topics;
  for (auto id : linked) topics.push_back(topic_of_document(id));
  change.seen = Seen::ByThePublic;
  record(act, document, std::move(change), std::move(topics));
  return {};
}

Outcome<void> settle(const Act& act, const Document& document, Edition& edition) {
  if (!edition.under_way) return {};
  const auto [person, kept_at, before] = *std::exchange(edition.under_way, std::nullopt);
  DL_CHECK(drop_draft_words(act.sql(), edition.id));
  DL_CHECK(update_words(act.sql(), edition));
  DL_CHECK(note_author(act.sql(), edition.id, person, kept_at));
  DL_CHECK(note_findings(act, edition));
  record(act, document,
         {.kind = event("document.corrected"), .before = before, .after = edition.digest(), .actor = person});
  return {};
}

Outcome<void> check_row(const Act& act, const Document& document, const Edition& edition, const Transition& row) {
  DL_CHECK(act.require(row.right, document));
  if (row.guard == nullptr) return {};
  DL_TRY(const auto standing, load_standing(act, document, edition, Force::No));
  return row.guard(standing);
}

Outcome<void> take_step(const Act& act, Document& document, Edition& edition, Step step, const std::string& reason) {
  DL_CHECK(work::require_ever(kCycle, step, act.by, document.agency));
  if (is_of_shown(step)) {
    DL_TRY(edition, load_shown_edition(act.sql(), document.id));
  }
  DL_TRY(const auto* row, row_of(edition.state, step));
  if (row->asking.leads == work::Leads::Follows) return fail(Fault::Conflict, "document.step", "nobody's step");
  DL_CHECK(check_row(act, document, edition, *row));
  return move(act, document, edition, *row, reason, row->event);
}

Outcome<Publication> make_public(const Act& act, Document& document, Edition& edition, Force force,
                                 const std::string& reason) {
  if (force == Force::No) {
    DL_CHECK(take_step(act, document, edition, Step::Publish, reason));
  } else {
    DL_CHECK(act.require(Right::ForcePublication, document));
    if (reason.empty()) return fail(Fault::Invalid, "document.reason-owed", "publish");
    DL_TRY(const auto standing, load_standing(act, document, edition, Force::Yes));
    DL_CHECK(check_publication(standing));
    while (const auto* row = row_to_cleared(edition.state))
      DL_CHECK(move(act, document, edition, *row, reason, row->event));
    DL_TRY(const auto* row, row_of(edition.state, Step::Publish));
    DL_CHECK(move(act, document, edition, *row, reason, event("document.published-by-force")));
  }
  return Publication{document.id, document.index_number, *edition.published_at};
}

}  // namespace dl::publications
