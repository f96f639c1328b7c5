#include "publications/document_desk.h"

#include "journal/read_only.h"
#include "journal/topics.h"
#include "publications/document_act.h"
#include "publications/finding_store.h"
#include "publications/limits.h"
#include "work/files.h"

namespace dl::publications {
namespace {

using accounts::Principal;
using accounts::Right;
using journal::Transaction;

Outcome<std::int64_t> enter_draft(const Act& act, const NewDocument& entered) {
  DL_CHECK(act.by.require(Right::DraftDocuments, entered.agency));
  if (entered.published_at && entered.published_at->date() > act.transaction.now().date())
    return fail(Fault::Invalid, "document.published-ahead", entered.published_at->text());
  const auto* column = act.directory.column(entered.column);
  const auto* site = column != nullptr ? act.directory.site(column->site) : nullptr;
  if (site == nullptr || site->agency != entered.agency)
    return fail(Fault::NotFound, "column.missing", fmt::format("{}", entered.column));
  Edition edition;
  edition.metadata = entered.metadata;
  edition.body = entered.body;
  auto told = findings_of(entered.warnings, act.transaction.now());
  std::ranges::move(keep_writable(edition, act.transaction.now()), std::back_inserter(told));
  DL_CHECK(check_words(edition.metadata, edition.body));

  DL_TRY(auto id,
         insert_document(act.sql(), entered.agency, entered.column, entered.source_digest, act.transaction.now()));
  Document document{id, entered.agency, entered.column, entered.index_number};
  if (!entered.index_number.empty()) {
    DL_TRY(bool taken, index_number_taken(act.sql(), entered.index_number));
    if (taken) return fail(Fault::Conflict, "document.index-number-taken", entered.index_number);
    DL_CHECK(set_index_number(act.sql(), id, entered.index_number));
  }

  edition.document = id;
  edition.author = act.by.actor();
  edition.created_at = act.transaction.now();
  edition.published_at = entered.published_at;
  DL_TRY(edition.id, insert_edition(act.sql(), document, edition));
  for (const auto& file : entered.files) {
    DL_TRY(auto attachment, work::add_file(act.transaction, version_of(edition), file, act.by));
    edition.attachments.push_back(std::move(attachment));
  }
  DL_CHECK(note_findings(act, edition, told));
  DL_CHECK(touch_document(act.sql(), id, act.transaction.now()));
  record(act, document, {.kind = event("document.drafted"), .after = edition.digest()});
  return id;
}

Outcome<void> check_draft(const Edition& edition, std::string_view deed) {
  if (edition.state == State::Draft) return {};
  return fail(Fault::Conflict, "document.step", fmt::format("{} from {}", deed, name_of(edition.state)));
}

Outcome<void> check_revision(const Act& act, std::int64_t id, std::optional<std::int64_t> expected) {
  DL_TRY(const auto revision, load_revision(act.sql(), id));
  if (!expected || *expected == revision) return {};
  return fail(Fault::Conflict, "document.changed", fmt::format("{}", revision));
}

// A sitting: the last thing that was recorded about the document is this author's own, and not long ago.
constexpr std::int64_t kSitting = 10 * 60'000;  // milliseconds

Outcome<bool> is_sitting(const Act& act, const Document& document, const Edition& edition) {
  DL_TRY(const auto latest, journal::latest_about(act.sql(), topic_of_document(document.id)));
  if (!latest || latest->actor != act.by.actor()) return false;
  if (act.transaction.now().milliseconds() - latest->at.milliseconds() >= kSitting) return false;
  DL_TRY(const auto authors, list_authors(act.sql(), edition.id));
  return is_among(authors, act.by.actor());
}

// Whether what is found in the changed words is what stands in the rows: else these change, with an event.
Outcome<bool> finds_the_same(const Act& act, const Edition& changed) {
  DL_TRY(const auto kept, list_findings(act.sql(), changed.id));
  const auto digests = [](const std::vector<Finding>& findings) {
    std::set<std::string> all;
    for (const auto& one : findings) all.insert(one.what.digest);
    return all;
  };
  return digests(survey(changed, kept, public_numbers(act.directory), act.transaction.now())) == digests(kept);
}

// What is kept without an event is refused where its event would be.
Outcome<void> check_words_open(const Act& act, const journal::Journal& journal) {
  const std::vector<journal::Event> later = {{.verb = std::string(event("document.corrected").verb)}};
  return journal::check_open(act.sql(), later, journal.features(), journal.closed_here());
}

// Writes the words of a draft that has been changed and records it; the new revision.
Outcome<std::int64_t> write_words(const Act& act, const Document& document, const Edition& edition,
                                  journal::EventKind kind, const std::string& before,
                                  const std::vector<Finding>& told = {}) {
  if (edition.under_way) DL_CHECK(drop_draft_words(act.sql(), edition.id));
  DL_CHECK(update_words(act.sql(), edition));
  DL_CHECK(note_author(act.sql(), edition.id, act.by.actor(), act.transaction.now()));
  DL_CHECK(note_findings(act, edition, told));
  DL_TRY(auto revision, touch_document(act.sql(), document.id, act.transaction.now()));
  record(act, document, {.kind = kind, .before = before, .after = edition.digest()});
  return revision;
}

}  // namespace

Outcome<std::int64_t> DocumentDesk::draft(const NewDocument& entered, const Principal& by) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) { return enter_draft({transaction, *directory, by}, entered); });
}

// Whoever goes on writing is recorded once a sitting (docs/adr/0013-words-under-way.md): what they wrote since the last
// event is kept beside the edition, until the next one.
Outcome<std::int64_t> DocumentDesk::rewrite(std::int64_t id, const std::function<void(Metadata&)>& change,
                                            const content::Tree& body, const Principal& by,
                                            std::optional<std::int64_t> expected_revision) {
  auto directory = directory_.current();
  return journal_.keep([&](Transaction& transaction) -> Outcome<std::int64_t> {
    const Act act{transaction, *directory, by};
    DL_CHECK(check_words_open(act, journal_));
    DL_TRY(const auto document, lock_document(act.sql(), id));
    DL_CHECK(act.require(Right::DraftDocuments, document));
    DL_TRY(auto edition, load_newest_edition(act.sql(), id));
    DL_CHECK(check_draft(edition, "correct"));
    DL_CHECK(check_revision(act, id, expected_revision));
    Edition changed = edition;
    change(changed.metadata);
    changed.body = body;
    const auto told = keep_writable(changed, transaction.now());
    DL_CHECK(check_words(changed.metadata, changed.body));
    const bool is_of_other = edition.under_way && edition.under_way->person != by.actor();
    DL_TRY(const bool goes_on, is_sitting(act, document, edition));
    const auto before = edition.under_way && !is_of_other ? edition.under_way->before : edition.digest();
    DL_TRY(const bool same_findings, finds_the_same(act, changed));
    if (goes_on && !is_of_other && told.empty() && same_findings) {
      transaction.touch(topic_of_document(id));
      return keep_draft_words(act.sql(), changed, edition.metadata, {by.actor(), transaction.now(), before});
    }
    DL_CHECK(transaction.hold(topic_of_document(id)));
    if (is_of_other) DL_CHECK(settle(act, document, edition));
    return write_words(act, document, changed, event("document.corrected"), before, told);
  });
}

Outcome<Attachment> DocumentDesk::add_file(std::int64_t id, const NewFile& file, const Principal& by) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<Attachment> {
                     DL_CHECK(act.require(Right::DraftDocuments, document));
                     DL_CHECK(check_draft(edition, "add a file"));
                     std::string before = edition.digest();
                     DL_TRY(auto attachment, work::add_file(act.transaction, version_of(edition), file, by));
                     edition.attachments.push_back(attachment);
                     DL_CHECK(write_words(act, document, edition, event("document.file-added"), before));
                     return attachment;
                   });
}

Outcome<void> DocumentDesk::remove_file(std::int64_t id, int position, const Principal& by,
                                        std::optional<std::int64_t> expected_revision) {
  return on_newest(
      journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
        DL_CHECK(act.require(Right::DraftDocuments, document));
        DL_CHECK(check_draft(edition, "remove a file"));
        DL_CHECK(check_revision(act, id, expected_revision));
        std::string before = edition.digest();
        DL_CHECK(work::remove_file(act.transaction, version_of(edition), position));
        std::erase_if(edition.attachments, [&](const Attachment& file) { return file.position == position; });
        DL_CHECK(write_words(act, document, edition, event("document.file-removed"), before));
        return {};
      });
}

Outcome<void> DocumentDesk::take(std::int64_t id, Step step, const Principal& by, const std::string& reason) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     return take_step(act, document, edition, step, reason);
                   });
}

Outcome<Publication> DocumentDesk::publish(std::int64_t id, const Principal& by, Force force,
                                           const std::string& reason) {
  return on_newest(journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) {
    return make_public(act, document, edition, force, reason);
  });
}

Outcome<int> DocumentDesk::revise(std::int64_t id, const Principal& by, const std::string& change_note) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<int> {
                     DL_CHECK(take_step(act, document, edition, Step::Revise, change_note));
                     return edition.number;
                   });
}

Outcome<std::vector<Publication>> DocumentDesk::import(const std::vector<NewDocument>& documents, const Principal& by,
                                                       const std::optional<std::string>& publish_reason,
                                                       const Acceptance& accepted) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) -> Outcome<std::vector<Publication>> {
    Act act{transaction, *directory, by};
    DL_CHECK(transaction.need_room());
    std::vector<Publication> made;
    for (const auto& entered : documents) {
      DL_TRY(auto id, enter_draft(act, entered));
      Publication publication{id, entered.index_number, entered.published_at.value_or(Instant())};
      if (publish_reason) {
        DL_TRY(auto document, load_document(act.sql(), id));
        DL_TRY(auto edition, load_newest_edition(act.sql(), id));
        DL_CHECK(accept_kinds(act, document, edition, accepted));
        auto published = make_public(act, document, edition, Force::Yes, *publish_reason);
        if (published)
          publication = std::move(*published);
        else if (published.error().key == "document.findings-open")
          publication.stays_draft = true;
        else
          return Failure(std::move(published).error());
      }
      made.push_back(publication);
    }
    return made;
  });
}

}  // namespace dl::publications
