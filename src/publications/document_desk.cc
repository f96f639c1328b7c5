#include "publications/document_desk.h"

#include "base/identifiers.h"
#include "db/files.h"
#include "publications/document_store.h"

namespace dl::publications {
namespace {

using agencies::Directory;
using journal::Transaction;

// Who acts in one transaction, on whose directory.
struct Act {
  Transaction& transaction;
  const Directory& directory;
  const std::string& actor;

  db::Session& sql() const { return transaction.sql(); }
};

struct Change {
  std::string verb = {};
  std::string before = {};
  std::string after = {};
  std::string reason = {};
};

void record(const Act& act, const Document& document, Change change, std::vector<std::string> topics = {}) {
  journal::Event event;
  event.actor = act.actor;
  event.verb = "document." + change.verb;
  event.subject = topic_of_document(document.id);
  event.agency = document.agency;
  event.before_digest = std::move(change.before);
  event.after_digest = std::move(change.after);
  event.reason = std::move(change.reason);
  event.topics = std::move(topics);
  event.topics.push_back(topic_of_column(document.column));
  if (const auto* column = act.directory.column(document.column))
    event.topics.push_back(fmt::format("site:{}", column->site));
  act.transaction.record(std::move(event));
}

// A change of a public document is also a change of the pages of documents linked with it.
Outcome<void> record_on_linked(const Act& act, const Document& document, Change change) {
  DL_TRY(auto linked, list_linked(act.sql(), document.id));
  std::vector<std::string> topics;
  for (auto id : linked) topics.push_back(topic_of_document(id));
  record(act, document, std::move(change), std::move(topics));
  return {};
}

Outcome<std::vector<Attachment>> store_files(const Act& act, const std::vector<NewFile>& files) {
  std::vector<Attachment> attachments;
  for (const auto& file : files) {
    DL_TRY(auto stored, db::put_file(act.sql(), file.bytes, act.transaction.now()));
    int position = static_cast<int>(attachments.size()) + 1;
    attachments.push_back({position, file.name, file.type, stored.digest, stored.size, file.embedded});
  }
  return attachments;
}

Outcome<std::int64_t> enter_draft(const Act& act, const NewDocument& entered) {
  const auto* column = act.directory.column(entered.column);
  const auto* site = column != nullptr ? act.directory.site(column->site) : nullptr;
  if (site == nullptr || site->agency != entered.agency)
    return fail(Fault::NotFound, "column.missing", fmt::format("{}", entered.column));

  DL_TRY(auto id,
         insert_document(act.sql(), entered.agency, entered.column, entered.source_digest, act.transaction.now()));
  Document document{id, entered.agency, entered.column, entered.index_number};
  if (!entered.index_number.empty()) {
    DL_TRY(bool taken, index_number_taken(act.sql(), entered.index_number));
    if (taken) return fail(Fault::Conflict, "document.index-number-taken", entered.index_number);
    DL_CHECK(set_index_number(act.sql(), id, entered.index_number));
  }

  Edition edition;
  edition.document = id;
  edition.metadata = entered.metadata;
  edition.body = entered.body;
  edition.author = act.actor;
  edition.created_at = act.transaction.now();
  edition.published_at = entered.published_at;
  DL_TRY(edition.attachments, store_files(act, entered.files));
  DL_CHECK(insert_edition(act.sql(), document, edition));
  record(act, document, {.verb = "drafted", .after = edition.digest()});
  return id;
}

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

Outcome<void> take_step(const Act& act, const Document& document, Edition& edition, Step step, const std::string& verb,
                        const std::string& reason) {
  DL_TRY(edition.state, advance(edition.state, step, reason));
  std::string digest = edition.digest();
  if (step == Step::Review || step == Step::Clear || step == Step::SendBack)
    DL_CHECK(insert_review(act.sql(), edition.id, {step, act.actor, reason, digest, act.transaction.now()}));
  DL_CHECK(update_state(act.sql(), edition));
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

// True when nobody but the author has had a hand in the edition.
Outcome<bool> author_alone(const Act& act, const Edition& edition) {
  if (act.actor != edition.author) return false;
  DL_TRY(auto reviews, list_reviews(act.sql(), edition.id));
  return std::all_of(reviews.begin(), reviews.end(),
                     [&](const Review& review) { return review.person == edition.author; });
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
  auto previous = load_public_edition(act.sql(), document.id);
  if (!previous) return previous.error().fault == Fault::NotFound ? Outcome<void>() : Failure(previous.error());
  DL_TRY(previous->state, advance(previous->state, Step::Supersede, next.change_note));
  previous->ended_at = act.transaction.now();
  return update_state(act.sql(), *previous);
}

Outcome<Publication> make_public(const Act& act, Document document, Edition edition, Force force,
                                 const std::string& reason) {
  DL_CHECK(check_complete(edition));
  if (edition.metadata.disclosure != DisclosureClass::Active)
    return fail(Fault::Forbidden, "document.not-for-the-public", std::string(name_of(edition.metadata.disclosure)));
  if (force == Force::Yes) {
    if (reason.empty()) return fail(Fault::Invalid, "document.reason-owed", "publish");
    DL_CHECK(force_to_cleared(act, document, edition, reason));
  } else {
    DL_TRY(bool alone, author_alone(act, edition));
    if (alone) return fail(Fault::Forbidden, "document.author-alone", act.actor);
  }

  DL_TRY(edition.state, advance(edition.state, Step::Publish, reason));
  Instant now = act.transaction.now();
  if (!edition.published_at) edition.published_at = now;
  edition.released_at = now;
  DL_CHECK(end_previous(act, document, edition));
  DL_CHECK(give_index_number(act, document, *edition.published_at));
  DL_CHECK(update_state(act.sql(), edition));
  std::string digest = edition.digest();
  DL_CHECK(record_on_linked(act, document,
                            {.verb = force == Force::Yes ? "published-by-force" : "published",
                             .before = digest,
                             .after = digest,
                             .reason = reason}));
  return Publication{document.id, document.index_number, *edition.published_at};
}

// Runs `body(act, document, newest edition)` in one journalled transaction.
template <class F>
auto on_newest(journal::Journal& journal, const agencies::DirectoryHolder& holder, std::int64_t id,
               const std::string& actor, F body) {
  auto directory = holder.current();
  using Result = std::invoke_result_t<F, const Act&, Document&, Edition&>;
  return journal.write([&](Transaction& transaction) -> Result {
    Act act{transaction, *directory, actor};
    DL_TRY(auto document, load_document(act.sql(), id));
    DL_TRY(auto edition, load_newest_edition(act.sql(), id));
    return body(act, document, edition);
  });
}

}  // namespace

Outcome<std::int64_t> DocumentDesk::draft(const NewDocument& entered, const std::string& actor) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) {
    return enter_draft({transaction, *directory, actor}, entered);
  });
}

Outcome<void> DocumentDesk::correct(std::int64_t id, const Metadata& metadata, const content::Tree& body,
                                    const std::string& actor) {
  return on_newest(
      journal_, directory_, id, actor, [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
        if (edition.state != State::Draft)
          return fail(Fault::Conflict, "document.step", fmt::format("correct from {}", name_of(edition.state)));
        std::string before = edition.digest();
        edition.metadata = metadata;
        edition.body = body;
        DL_CHECK(update_words(act.sql(), edition));
        record(act, document, {.verb = "corrected", .before = before, .after = edition.digest()});
        return {};
      });
}

Outcome<void> DocumentDesk::submit(std::int64_t id, const std::string& actor) {
  return on_newest(journal_, directory_, id, actor,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     DL_CHECK(check_complete(edition));
                     return take_step(act, document, edition, Step::Submit, "submitted", {});
                   });
}

Outcome<void> DocumentDesk::review(std::int64_t id, const std::string& actor, const std::string& remark) {
  return on_newest(journal_, directory_, id, actor,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     if (edition.author == actor) return fail(Fault::Forbidden, "document.own-review", actor);
                     return take_step(act, document, edition, Step::Review, "reviewed", remark);
                   });
}

Outcome<void> DocumentDesk::send_back(std::int64_t id, const std::string& actor, const std::string& reason) {
  return on_newest(journal_, directory_, id, actor, [&](const Act& act, Document& document, Edition& edition) {
    return take_step(act, document, edition, Step::SendBack, "sent-back", reason);
  });
}

Outcome<void> DocumentDesk::clear(std::int64_t id, const std::string& actor, const std::string& basis) {
  return on_newest(journal_, directory_, id, actor, [&](const Act& act, Document& document, Edition& edition) {
    return take_step(act, document, edition, Step::Clear, "cleared", basis);
  });
}

Outcome<Publication> DocumentDesk::publish(std::int64_t id, const std::string& actor, Force force,
                                           const std::string& reason) {
  return on_newest(journal_, directory_, id, actor, [&](const Act& act, Document& document, Edition& edition) {
    return make_public(act, document, edition, force, reason);
  });
}

Outcome<int> DocumentDesk::revise(std::int64_t id, const std::string& actor, const std::string& change_note) {
  return on_newest(
      journal_, directory_, id, actor, [&](const Act& act, Document& document, Edition& edition) -> Outcome<int> {
        if (change_note.empty()) return fail(Fault::Invalid, "document.reason-owed", "revise");
        if (edition.state != State::Published && edition.state != State::Withdrawn)
          return fail(Fault::Conflict, "document.revision-open", std::string(name_of(edition.state)));
        Edition next = edition;
        next.number = edition.number + 1;
        next.state = State::Draft;
        next.author = actor;
        next.change_note = change_note;
        next.ground.clear();
        next.created_at = act.transaction.now();
        next.released_at.reset();
        next.ended_at.reset();
        DL_CHECK(insert_edition(act.sql(), document, next));
        record(act, document, {.verb = "revision-opened", .before = edition.digest(), .reason = change_note});
        return next.number;
      });
}

Outcome<void> DocumentDesk::withdraw(std::int64_t id, const std::string& actor, const std::string& ground) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    Act act{transaction, *directory, actor};
    DL_TRY(auto document, load_document(act.sql(), id));
    DL_TRY(auto edition, load_public_edition(act.sql(), id));
    DL_TRY(edition.state, advance(edition.state, Step::Withdraw, ground));
    edition.ground = ground;
    edition.ended_at = transaction.now();
    DL_CHECK(update_state(act.sql(), edition));
    return record_on_linked(act, document, {.verb = "withdrawn", .before = edition.digest(), .reason = ground});
  });
}

Outcome<void> DocumentDesk::link(std::int64_t from, Relation relation, std::int64_t to, const std::string& actor) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    Act act{transaction, *directory, actor};
    if (from == to) return fail(Fault::Invalid, "document.link-to-itself");
    DL_TRY(auto source, load_document(act.sql(), from));
    DL_TRY(auto target, load_document(act.sql(), to));
    DL_CHECK(insert_link(act.sql(), from, relation, to));
    record(act, source, {.verb = "linked", .reason = fmt::format("{} {}", name_of(relation), to)});
    record(act, target, {.verb = "linked", .reason = fmt::format("{} by {}", name_of(relation), from)});
    return {};
  });
}

Outcome<std::vector<Publication>> DocumentDesk::import(const std::vector<NewDocument>& documents,
                                                       const std::string& actor,
                                                       const std::optional<std::string>& publish_reason) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) -> Outcome<std::vector<Publication>> {
    Act act{transaction, *directory, actor};
    std::vector<Publication> made;
    for (const auto& entered : documents) {
      DL_TRY(auto id, enter_draft(act, entered));
      Publication publication{id, entered.index_number, entered.published_at.value_or(Instant())};
      if (publish_reason) {
        DL_TRY(auto document, load_document(act.sql(), id));
        DL_TRY(auto edition, load_newest_edition(act.sql(), id));
        DL_TRY(publication, make_public(act, document, edition, Force::Yes, *publish_reason));
      }
      made.push_back(publication);
    }
    return made;
  });
}

}  // namespace dl::publications
