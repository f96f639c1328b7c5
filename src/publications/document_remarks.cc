// The desk's verbs beside the words: comments on an edition, links between documents.
#include "base/hash.h"
#include "publications/document_act.h"
#include "publications/document_desk.h"
#include "work/comments.h"

namespace dl::publications {
namespace {

using accounts::Principal;
using accounts::Right;
using journal::Transaction;

// The pages of both show the link.
void record_on_both(const Act& act, const Document& source, Relation relation, const Document& target,
                    journal::EventKind kind) {
  auto said = [&](std::string_view joined, std::int64_t other) {
    return Change{
        .kind = kind, .reason = fmt::format("{}{}{}", name_of(relation), joined, other), .seen = Seen::ByThePublic};
  };
  record(act, source, said(" ", target.id));
  record(act, target, said(" by ", source.id));
}

}  // namespace

Outcome<std::int64_t> DocumentDesk::comment(std::int64_t id, const std::string& text, std::optional<int> block,
                                            const Principal& by) {
  return on_newest(
      journal_, directory_, id, by, [&](const Act& act, Document& document, Edition& edition) -> Outcome<std::int64_t> {
        DL_CHECK(act.require(Right::ReadDocuments, document));
        DL_TRY(auto comment, work::add_comment(act.transaction, version_of(edition), edition.body, text, block, by));
        record(act, document, {.kind = event("document.commented"), .after = sha256_hex(text)});
        return comment;
      });
}

Outcome<void> DocumentDesk::resolve_comment(std::int64_t id, std::int64_t comment, const Principal& by) {
  return on_newest(journal_, directory_, id, by, [&](const Act& act, Document& document, Edition&) -> Outcome<void> {
    DL_CHECK(act.require(Right::ReadDocuments, document));
    DL_CHECK(work::resolve_comment(act.transaction, topic_of_document(id), comment, by));
    record(act, document, {.kind = event("document.comment-resolved"), .reason = fmt::format("{}", comment)});
    return {};
  });
}

Outcome<void> DocumentDesk::link(std::int64_t from, Relation relation, std::int64_t to, const Principal& by) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    Act act{transaction, *directory, by};
    if (from == to) return fail(Fault::Invalid, "document.link-to-itself");
    DL_TRY(auto source, load_document(act.sql(), from));
    DL_CHECK(act.require(Right::DraftDocuments, source));
    DL_CHECK(transaction.hold(topic_of_document(from)));
    DL_TRY(auto target, load_document(act.sql(), to));
    // What neither the public nor this person can see is not there.
    DL_TRY(const bool is_public, has_public_edition(act.sql(), to));
    if (!is_public && !by.may(Right::ReadDocuments, target.agency))
      return fail(Fault::NotFound, "document.missing", fmt::format("{}", to));
    DL_CHECK(insert_link(act.sql(), from, relation, to));
    record_on_both(act, source, relation, target, event("document.linked"));
    return {};
  });
}

Outcome<void> DocumentDesk::unlink(std::int64_t from, Relation relation, std::int64_t to, const Principal& by) {
  auto directory = directory_.current();
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    Act act{transaction, *directory, by};
    DL_TRY(auto source, load_document(act.sql(), from));
    DL_CHECK(act.require(Right::DraftDocuments, source));
    DL_CHECK(transaction.hold(topic_of_document(from)));
    DL_CHECK(delete_link(act.sql(), from, relation, to));
    DL_TRY(auto target, load_document(act.sql(), to));
    record_on_both(act, source, relation, target, event("document.unlinked"));
    return {};
  });
}

}  // namespace dl::publications
