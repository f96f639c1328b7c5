// The staff's reading side of publications: work in every state. Each function takes the Scope of
// Right::ReadDocuments and puts it in its SQL; what lies outside is not there (`document.missing`).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "accounts/principal.h"
#include "db/page.h"
#include "publications/document_store.h"
#include "work/comments.h"

namespace dl::publications {

/// A document as a line of the work list: its newest edition, which is where work goes on.
struct WorkLine {
  std::int64_t document = 0;
  std::int64_t agency = 0;
  std::int64_t column = 0;
  std::string title = {};
  std::string document_number = {};
  std::string index_number = {};
  std::string kind = {};
  State state = State::Draft;
  int edition = 1;
  std::int64_t revision = 0;
  std::string author = {};  ///< actor
  Instant updated_at = {};
  std::optional<Instant> published_at = {};
  std::optional<Instant> scheduled_at = {};
  bool is_public = false;  ///< some edition of it is
};

struct WorkFilter {
  std::int64_t agency = 0;                 ///< 0 = all of the scope
  std::vector<std::int64_t> columns = {};  ///< any of them; empty = all
  std::optional<State> state = {};         ///< of the newest edition
  std::string text = {};                   ///< part of the title or of the document number
  std::string kind = {};                   ///< 文种
  int year = 0;                            ///< of publication; 0 = all
  std::string author = {};                 ///< actor of the newest edition; empty = all
};

/// The last changed first.
Outcome<db::Page<WorkLine>> list_work(db::Session& session, const accounts::Scope& scope, const WorkFilter& filter,
                                      const std::optional<db::Key>& after, int limit);

/// Hands the whole list to `take`, a page at a time, out of the session's one snapshot: for exports.
Outcome<void> walk_work(db::Session& session, const accounts::Scope& scope, const WorkFilter& filter,
                        const std::function<Outcome<void>(const std::vector<WorkLine>&)>& take);

/// How many documents stand in each state by their newest edition; states without any are left out.
Outcome<std::vector<std::pair<State, std::int64_t>>> count_work(db::Session& session, const accounts::Scope& scope,
                                                                const WorkFilter& filter);

/// A document, whole, with its newest edition.
struct Work {
  Document document = {};
  std::int64_t revision = 0;
  Instant created_at = {};
  Instant updated_at = {};
  Edition edition = {};
  std::vector<std::string> authors = {};   ///< actors who changed its words or files, the first one first
  std::optional<int> public_edition = {};  ///< number of the edition that the public sees
  std::optional<int> posted_edition = {};  ///< or else the agency's own people
  std::optional<Instant> scheduled_at = {};
  std::string scheduled_by = {};     ///< actor
  std::string schedule_failed = {};  ///< message key of why the last scheduled publication did not come about
};
/// Fault::NotFound `document.missing` for what is outside the scope or nowhere.
Outcome<void> check_within(db::Session& session, const accounts::Scope& scope, std::int64_t document);
/// Fault::NotFound `document.missing`.
Outcome<Work> load_work(db::Session& session, const accounts::Scope& scope, std::int64_t document);

/// Fault::NotFound `edition.missing`.
Outcome<Edition> load_edition(db::Session& session, const accounts::Scope& scope, std::int64_t document, int number);

/// An edition without its words.
struct EditionLine {
  int number = 1;
  State state = State::Draft;
  std::string author = {};
  std::string change_note = {};
  std::string ground = {};
  Instant created_at = {};
  std::optional<Instant> released_at = {};
  std::optional<Instant> posted_at = {};
  std::optional<Instant> ended_at = {};
};
/// Newest first.
Outcome<std::vector<EditionLine>> list_editions(db::Session& session, const accounts::Scope& scope,
                                                std::int64_t document);

/// Of all editions, oldest first.
Outcome<std::vector<work::Review>> list_reviews(db::Session& session, const accounts::Scope& scope,
                                                std::int64_t document);
Outcome<std::vector<work::Comment>> list_comments(db::Session& session, const accounts::Scope& scope,
                                                  std::int64_t document);

/// Links from either end as staff see them: the other document is within the scope or public.
Outcome<std::vector<Link>> list_links(db::Session& session, const accounts::Scope& scope, std::int64_t document);

/// A document with its newest edition and all that stands beside it.
struct Whole {
  Work work = {};
  std::vector<EditionLine> editions = {};
  std::vector<work::Review> reviews = {};
  std::vector<work::Comment> comments = {};
  std::vector<Link> links = {};
};
Outcome<Whole> load_whole(db::Session& session, const accounts::Scope& scope, std::int64_t document);

/// A document that another may be linked with, by the words that the reader may see.
struct Linkable {
  std::int64_t document = 0;
  std::int64_t agency = 0;
  std::string title = {};
  std::string document_number = {};
};
/// Those within the scope, and the public ones of others, whose title or number holds the text; what changed last
/// first.
Outcome<std::vector<Linkable>> list_linkable(db::Session& session, const accounts::Scope& scope, std::int64_t document,
                                             std::string_view text, int limit);

/// The stored file behind an attachment of any edition; Fault::NotFound `file.missing`.
Outcome<Attachment> find_attachment(db::Session& session, const accounts::Scope& scope, std::int64_t document,
                                    const std::string& digest);

}  // namespace dl::publications
