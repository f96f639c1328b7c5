#include "publications/document_desk.h"

#include "db/files.h"
#include "publications/document_act.h"
#include "publications/file_kind.h"
#include "publications/limits.h"

namespace dl::publications {
namespace {

using accounts::Principal;
using accounts::Right;
using journal::Transaction;

// By its bytes; an image of the body is one that browsers draw, whatever its name.
Outcome<std::string> type_of(const NewFile& file) {
  if (!file.embedded) {
    DL_TRY(const auto type, type_of_file(file.name, file.bytes));
    return std::string(type);
  }
  std::string type(type_of_image(file.bytes));
  if (type.empty()) return fail(Fault::Invalid, "file.image");
  return type;
}

Outcome<Attachment> store_file(const Act& act, const NewFile& file, int position) {
  DL_CHECK(check_file_name(file.name));
  DL_TRY(auto type, type_of(file));
  DL_CHECK(act.transaction.need_room());
  DL_TRY(auto stored, db::put_file(act.sql(), file.bytes, act.transaction.now()));
  return Attachment{position, file.name, std::move(type), stored.digest, stored.size, file.embedded};
}

Outcome<std::int64_t> enter_draft(const Act& act, const NewDocument& entered) {
  DL_CHECK(act.by.require(Right::Draft, entered.agency));
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
  if (entered.files.size() > kMostFiles) return fail(Fault::Invalid, "file.too-many");

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
  for (const auto& file : entered.files) {
    DL_TRY(auto attachment, store_file(act, file, static_cast<int>(edition.attachments.size()) + 1));
    edition.attachments.push_back(std::move(attachment));
  }
  DL_TRY(edition.id, insert_edition(act.sql(), document, edition));
  DL_CHECK(note_findings(act, edition, told));
  DL_CHECK(touch_document(act.sql(), id, act.transaction.now()));
  record(act, document, {.verb = "drafted", .after = edition.digest()});
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

// What is withdrawn does not come back by the clock: whoever scheduled the next edition decides anew.
Outcome<void> end_schedule(const Act& act, const Document& document, const std::string& why) {
  DL_TRY(auto scheduled, find_schedule(act.sql(), document.id));
  if (!scheduled) return {};
  record(act, document, {.verb = "unscheduled", .reason = why});
  return clear_schedule(act.sql(), document.id, *scheduled, why);
}

// Writes the words of a draft that has been changed and records it; the new revision.
Outcome<std::int64_t> write_words(const Act& act, const Document& document, const Edition& edition,
                                  const std::string& verb, const std::string& before,
                                  const std::vector<Finding>& told = {}) {
  DL_CHECK(update_words(act.sql(), edition));
  DL_CHECK(note_author(act.sql(), edition.id, act.by.actor(), act.transaction.now()));
  DL_CHECK(note_findings(act, edition, told));
  DL_TRY(auto revision, touch_document(act.sql(), document.id, act.transaction.now()));
  record(act, document, {.verb = verb, .before = before, .after = edition.digest()});
  return revision;
}

}  // namespace

Right right_for(Step step) {
  switch (step) {
    case Step::Review: return Right::Review;
    case Step::Clear: return Right::Clear;
    case Step::Publish:
    case Step::Post:
    case Step::Supersede: return Right::Publish;
    case Step::Withdraw: return Right::Withdraw;
    case Step::Submit:
    case Step::SendBack: break;
  }
  return Right::Draft;
}

Right right_to_send_back(State from) {
  if (from == State::Reviewed) return Right::Clear;
  if (from == State::Cleared) return Right::Publish;
  return Right::Review;
}

Outcome<std::int64_t> DocumentDesk::draft(const NewDocument& entered, const Principal& by) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) { return enter_draft({transaction, *directory, by}, entered); });
}

Outcome<std::int64_t> DocumentDesk::correct(std::int64_t id, const Metadata& metadata, const content::Tree& body,
                                            const Principal& by, std::optional<std::int64_t> expected_revision) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<std::int64_t> {
                     DL_CHECK(act.require(Right::Draft, document));
                     DL_CHECK(check_draft(edition, "correct"));
                     DL_CHECK(check_revision(act, id, expected_revision));
                     std::string before = edition.digest();
                     edition.metadata = metadata;
                     edition.body = body;
                     const auto told = keep_writable(edition, act.transaction.now());
                     DL_CHECK(check_words(edition.metadata, edition.body));
                     return write_words(act, document, edition, "corrected", before, told);
                   });
}

Outcome<Attachment> DocumentDesk::add_file(std::int64_t id, const NewFile& file, const Principal& by) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<Attachment> {
                     DL_CHECK(act.require(Right::Draft, document));
                     DL_CHECK(check_draft(edition, "add a file"));
                     if (edition.attachments.size() >= kMostFiles) return fail(Fault::Invalid, "file.too-many");
                     std::string before = edition.digest();
                     DL_TRY(const int position, next_file_position(act.sql(), edition.id));
                     DL_TRY(auto attachment, store_file(act, file, position));
                     edition.attachments.push_back(attachment);
                     DL_CHECK(write_words(act, document, edition, "file-added", before));
                     return attachment;
                   });
}

Outcome<void> DocumentDesk::remove_file(std::int64_t id, int position, const Principal& by,
                                        std::optional<std::int64_t> expected_revision) {
  return on_newest(
      journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
        DL_CHECK(act.require(Right::Draft, document));
        DL_CHECK(check_draft(edition, "remove a file"));
        DL_CHECK(check_revision(act, id, expected_revision));
        std::string before = edition.digest();
        auto gone =
            std::erase_if(edition.attachments, [&](const Attachment& file) { return file.position == position; });
        if (gone == 0) return fail(Fault::NotFound, "file.missing", fmt::format("{}", position));
        DL_CHECK(write_words(act, document, edition, "file-removed", before));
        return {};
      });
}

Outcome<void> DocumentDesk::submit(std::int64_t id, const Principal& by) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     DL_CHECK(act.require(Right::Draft, document));
                     DL_CHECK(check_complete(edition));
                     return take_step(act, document, edition, Step::Submit, "submitted", {});
                   });
}

Outcome<void> DocumentDesk::review(std::int64_t id, const Principal& by, const std::string& remark) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     DL_CHECK(act.require(Right::Review, document));
                     DL_TRY(const auto authors, list_authors(act.sql(), edition.id));
                     if (is_among(authors, by.actor()))
                       return fail(Fault::Forbidden, "document.own-review", by.actor());
                     return take_step(act, document, edition, Step::Review, "reviewed", remark);
                   });
}

Outcome<void> DocumentDesk::send_back(std::int64_t id, const Principal& by, const std::string& reason) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     DL_CHECK(act.require(right_to_send_back(edition.state), document));
                     return take_step(act, document, edition, Step::SendBack, "sent-back", reason);
                   });
}

Outcome<void> DocumentDesk::clear(std::int64_t id, const Principal& by, const std::string& basis) {
  return on_newest(journal_, directory_, id, by,
                   [&](const Act& act, Document& document, Edition& edition) -> Outcome<void> {
                     DL_CHECK(act.require(Right::Clear, document));
                     DL_CHECK(check_four_eyes(act, edition));
                     return take_step(act, document, edition, Step::Clear, "cleared", basis);
                   });
}

Outcome<Publication> DocumentDesk::publish(std::int64_t id, const Principal& by, Force force,
                                           const std::string& reason) {
  return on_newest(journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) {
    return make_public(act, document, edition, force, reason);
  });
}

Outcome<void> DocumentDesk::post(std::int64_t id, const Principal& by, const std::string& reason) {
  return on_newest(journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) {
    return post_for_staff(act, document, edition, reason);
  });
}

Outcome<int> DocumentDesk::revise(std::int64_t id, const Principal& by, const std::string& change_note) {
  return on_newest(
      journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) -> Outcome<int> {
        DL_CHECK(act.require(Right::Draft, document));
        if (change_note.empty()) return fail(Fault::Invalid, "document.reason-owed", "revise");
        if (text::length(change_note) > kLongestReason) return fail(Fault::Invalid, "document.reason-long", "revise");
        if (!is_released(edition.state))
          return fail(Fault::Conflict, "document.revision-open", std::string(name_of(edition.state)));
        Edition next = edition;
        next.number = edition.number + 1;
        next.state = State::Draft;
        next.author = by.actor();
        next.change_note = change_note;
        next.ground.clear();
        next.created_at = act.transaction.now();
        next.released_at.reset();
        next.posted_at.reset();
        next.ended_at.reset();
        DL_TRY(next.id, insert_edition(act.sql(), document, next));
        DL_CHECK(carry_findings(act, edition, next));
        DL_CHECK(touch_document(act.sql(), id, act.transaction.now()));
        record(act, document, {.verb = "revision-opened", .before = edition.digest(), .reason = change_note});
        return next.number;
      });
}

Outcome<void> DocumentDesk::withdraw(std::int64_t id, const Principal& by, const std::string& ground) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    Act act{transaction, *directory, by};
    DL_TRY(auto document, lock_document(act.sql(), id));
    DL_CHECK(act.require(Right::Withdraw, document));
    DL_CHECK(transaction.hold(topic_of_document(id)));
    DL_TRY(auto edition, load_shown_edition(act.sql(), id));
    const bool was_public = edition.state == State::Published;
    DL_TRY(edition.state, advance(edition.state, Step::Withdraw, ground));
    edition.ground = ground;
    edition.ended_at = transaction.now();
    DL_CHECK(update_state(act.sql(), edition));
    DL_CHECK(end_schedule(act, document, "document.schedule-withdrawn"));
    DL_CHECK(touch_document(act.sql(), id, transaction.now()));
    Change change{.verb = "withdrawn", .before = edition.digest(), .reason = ground};
    if (was_public) return record_on_linked(act, document, std::move(change));
    record(act, document, std::move(change));
    return {};
  });
}

Outcome<std::vector<Publication>> DocumentDesk::import(const std::vector<NewDocument>& documents, const Principal& by,
                                                       const std::optional<std::string>& publish_reason) {
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
