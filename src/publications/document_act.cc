#include "publications/document_act.h"

#include "base/identifiers.h"

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

// Takes an edition through the steps it has not had, each with the reason it was forced for.
Outcome<void> force_to_cleared(const Act& act, const Document& document, Edition& edition, const std::string& reason) {
  constexpr std::pair<State, std::pair<Step, const char*>> kPath[] = {
      {State::Draft, {Step::Submit, "submitted"}},
      {State::Submitted, {Step::Review, "reviewed"}},
      {State::Reviewed, {Step::Clear, "cleared"}},
  };
  for (const auto& [from, move] : kPath)
    if (edition.state == from) DL_CHECK(take_step(act, document, edition, move.first, move.second, reason));
  return {};
}

Outcome<void> end_previous(const Act& act, const Document& document, const Edition& next) {
  if (next.number == 1) return {};
  auto previous = load_shown_edition(act.sql(), document.id);
  if (!previous) return previous.error().fault == Fault::NotFound ? Outcome<void>() : Failure(previous.error());
  if (previous->state == State::Published && next.state == State::Posted)
    return fail(Fault::Conflict, "document.already-public", fmt::format("{}", document.id));
  DL_TRY(previous->state, advance(previous->state, Step::Supersede, next.change_note));
  previous->ended_at = act.transaction.now();
  return update_state(act.sql(), *previous);
}

}  // namespace

void record(const Act& act, const Document& document, Change change, std::vector<std::string> topics) {
  journal::Event event;
  event.actor = act.by.actor();
  event.verb = "document." + change.verb;
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

Outcome<void> take_step(const Act& act, const Document& document, Edition& edition, Step step, const std::string& verb,
                        const std::string& reason) {
  DL_TRY(edition.state, advance(edition.state, step, reason));
  std::string digest = edition.digest();
  if (step == Step::Review || step == Step::Clear || step == Step::SendBack)
    DL_CHECK(insert_review(act.sql(), edition.id, {step, act.by.actor(), reason, digest, act.transaction.now()}));
  DL_CHECK(update_state(act.sql(), edition));
  DL_CHECK(touch_document(act.sql(), document.id, act.transaction.now()));
  record(act, document, {.verb = verb, .before = digest, .after = digest, .reason = reason});
  return {};
}

Outcome<void> check_complete(const Edition& edition) {
  auto problems = problems_before_submission(edition.metadata, edition.body);
  if (problems.empty()) return {};
  std::string detail;
  for (const auto& problem : problems) detail += (detail.empty() ? "" : ", ") + problem.key;
  return Failure(Error{Fault::Invalid, "document.incomplete", detail, std::move(problems)});
}

Outcome<void> check_four_eyes(const Act& act, const Edition& edition) {
  DL_TRY(const auto authors, list_authors(act.sql(), edition.id));
  DL_TRY(const auto reviews, list_reviews(act.sql(), edition.id));
  if (author_alone(authors, reviews, act.by.actor()))
    return fail(Fault::Forbidden, "document.author-alone", act.by.actor());
  return {};
}

Outcome<Publication> make_public(const Act& act, Document document, Edition edition, Force force,
                                 const std::string& reason) {
  DL_CHECK(act.require(force == Force::Yes ? Right::ForcePublish : Right::Publish, document));
  DL_CHECK(check_complete(edition));
  if (edition.metadata.disclosure != DisclosureClass::Active)
    return fail(Fault::Forbidden, "document.not-for-the-public", std::string(name_of(edition.metadata.disclosure)));
  if (force == Force::Yes) {
    if (reason.empty()) return fail(Fault::Invalid, "document.reason-owed", "publish");
    DL_CHECK(check_findings(act, edition));
    DL_CHECK(force_to_cleared(act, document, edition, reason));
  } else {
    DL_CHECK(check_four_eyes(act, edition));
    DL_CHECK(check_findings(act, edition));
  }

  DL_TRY(edition.state, advance(edition.state, Step::Publish, reason));
  Instant now = act.transaction.now();
  // A draft may come from a time when a day to come was taken; nothing is public before its day.
  if (!edition.published_at || *edition.published_at > now) edition.published_at = now;
  edition.released_at = now;
  DL_CHECK(end_previous(act, document, edition));
  DL_CHECK(give_index_number(act, document, *edition.published_at));
  DL_CHECK(update_state(act.sql(), edition));
  DL_CHECK(touch_document(act.sql(), document.id, now));
  std::string digest = edition.digest();
  DL_CHECK(record_on_linked(act, document,
                            {.verb = force == Force::Yes ? "published-by-force" : "published",
                             .before = digest,
                             .after = digest,
                             .reason = reason}));
  return Publication{document.id, document.index_number, *edition.published_at};
}

Outcome<void> post_for_staff(const Act& act, const Document& document, Edition edition, const std::string& reason) {
  DL_CHECK(act.require(Right::Publish, document));
  DL_CHECK(check_complete(edition));
  if (edition.metadata.disclosure != DisclosureClass::Internal)
    return fail(Fault::Forbidden, "document.not-internal", std::string(name_of(edition.metadata.disclosure)));
  DL_CHECK(check_four_eyes(act, edition));
  DL_CHECK(check_findings(act, edition));
  DL_TRY(edition.state, advance(edition.state, Step::Post, reason));
  edition.posted_at = act.transaction.now();
  DL_CHECK(end_previous(act, document, edition));
  DL_CHECK(update_state(act.sql(), edition));
  DL_CHECK(touch_document(act.sql(), document.id, act.transaction.now()));
  std::string digest = edition.digest();
  record(act, document, {.verb = "posted", .before = digest, .after = digest, .reason = reason});
  return {};
}

}  // namespace dl::publications
