// What the API says of documents: their work in every state, their editions, reviews and remarks.
#pragma once

#include "agencies/directory.h"
#include "api/accounts/people_views.h"
#include "api/api.h"
#include "api/comments.h"
#include "api/files.h"
#include "api/operation.h"
#include "api/steps.h"
#include "publications/limits.h"
#include "publications/shelf.h"

namespace dl::api {

template <>
inline constexpr bool kSparse<publications::Metadata> = true;

struct DocumentLine {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::int64_t column = 0;
  std::string column_name = {};
  std::string title = {};
  std::string document_number = {};
  std::string index_number = {};
  std::string kind = {};
  publications::State state = {};
  std::string state_name = {};
  int edition = 1;
  std::int64_t revision = 0;
  std::string author = {};
  std::string author_name = {};
  Instant updated_at = {};
  std::optional<Instant> published_at = {};
  std::optional<Instant> scheduled_at = {};
  bool public_ = false;  // NOLINT(readability-identifier-naming): the word itself is C++'s
  static constexpr auto kFields = std::to_array<Field>({{"title", "标题和文号"},
                                                        {"column_name", "栏目"},
                                                        {"agency_name", "机构"},
                                                        {"state", "状态"},
                                                        {"author", "起草人"},
                                                        {"updated_at", "更新时间"}});
};
BOOST_DESCRIBE_STRUCT(DocumentLine, (),
                      (id, agency, agency_name, column, column_name, title, document_number, index_number, kind, state,
                       state_name, edition, revision, author, author_name, updated_at, published_at, scheduled_at,
                       public_))

/// Which documents a list or an export has.
struct DocumentFilter {
  std::int64_t agency = 0;  ///< 0 = all within reach
  std::int64_t column = 0;
  std::optional<publications::State> state = {};
  std::string text = {};
  std::string kind = {};
  int year = 0;
  bool mine = false;
  static constexpr auto kOwed = std::to_array<std::string_view>({"agency"});  ///< by whoever takes it as a file
  static constexpr auto kLimits = std::to_array<Limit>({{"text", kLongestQuestion}, {"kind", 20}});
};
BOOST_DESCRIBE_STRUCT(DocumentFilter, (), (agency, column, state, text, kind, year, mine))
template <>
inline constexpr bool kSparse<DocumentFilter> = true;

struct DocumentQuery : DocumentFilter, Paging {};
BOOST_DESCRIBE_STRUCT(DocumentQuery, (DocumentFilter, Paging), ())

/// The caller's question as the store takes it: a column with those below it, "mine" as the caller's own.
publications::WorkFilter filter_of(const Call& call, const DocumentFilter& asked);

struct EditionView {
  int number = 1;
  publications::State state = {};
  std::string state_name = {};
  publications::Metadata metadata = {};
  content::Tree body = {};
  std::vector<AttachmentView> attachments = {};
  std::string author = {};
  std::string author_name = {};
  std::string change_note = {};
  std::string ground = {};
  Instant created_at = {};
  std::optional<Instant> published_at = {};
  std::optional<Instant> released_at = {};
  std::optional<Instant> posted_at = {};
  std::optional<Instant> ended_at = {};
  static constexpr auto kFields = std::to_array<Field>({{"body", "正文"}, {"change_note", "修订说明"}});
};
BOOST_DESCRIBE_STRUCT(EditionView, (),
                      (number, state, state_name, metadata, body, attachments, author, author_name, change_note, ground,
                       created_at, published_at, released_at, posted_at, ended_at))

struct EditionLineView {
  int number = 1;
  publications::State state = {};
  std::string state_name = {};
  std::string author_name = {};
  std::string change_note = {};
  std::string ground = {};
  Instant created_at = {};
  std::optional<Instant> released_at = {};
  std::optional<Instant> posted_at = {};
  std::optional<Instant> ended_at = {};
};
BOOST_DESCRIBE_STRUCT(EditionLineView, (),
                      (number, state, state_name, author_name, change_note, ground, created_at, released_at, posted_at,
                       ended_at))

struct ReviewView {
  publications::Step step = {};
  std::string step_name = {};
  std::string leads = {};  ///< as in StepView
  int edition = 1;
  std::string person = {};
  std::string person_name = {};
  std::string remark = {};
  Instant at = {};
};
BOOST_DESCRIBE_STRUCT(ReviewView, (), (step, step_name, leads, edition, person, person_name, remark, at))

/// What must be looked at before the newest edition is released, and what was said of it.
struct FindingView {
  std::string digest = {};  ///< names it in answers
  std::string kind = {};
  std::string kind_name = {};
  std::string place = {};  ///< a field of the metadata, "body" or "files"; empty = the whole
  std::optional<int> block = {};
  std::string excerpt = {};
  std::string message = {};
  Instant found_at = {};
  bool owed = false;  ///< nothing is released before it is answered
  publications::Answer answer = {};
  std::string answer_name = {};
  std::string answered_by_name = {};
  std::optional<Instant> answered_at = {};
  std::string reason = {};
  bool mendable = false;                    ///< may be answered with Mended
  std::optional<std::string> why_not = {};  ///< why this caller may not answer it
};
BOOST_DESCRIBE_STRUCT(FindingView, (),
                      (digest, kind, kind_name, place, block, excerpt, message, found_at, owed, answer, answer_name,
                       answered_by_name, answered_at, reason, mendable, why_not))

struct LinkView {
  publications::Relation relation = {};
  std::string relation_name = {};
  bool outgoing = true;
  std::int64_t document = 0;
  std::string title = {};
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (relation, relation_name, outgoing, document, title))

struct LinkableView {
  std::int64_t document = 0;
  std::string title = {};
  std::string document_number = {};
  std::string agency_name = {};
};
BOOST_DESCRIBE_STRUCT(LinkableView, (), (document, title, document_number, agency_name))

struct DocumentView {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::int64_t site = 0;
  std::int64_t column = 0;
  std::string column_name = {};
  std::string index_number = {};
  std::string address = {};  ///< below the host, empty while it is not public
  std::int64_t revision = 0;
  Instant created_at = {};
  Instant updated_at = {};
  EditionView edition = {};
  std::optional<int> public_edition = {};
  std::optional<int> posted_edition = {};
  std::vector<EditionLineView> editions = {};
  std::vector<ReviewView> reviews = {};
  std::vector<CommentView> comments = {};
  std::vector<FindingView> findings = {};
  std::vector<StepView> steps = {};       ///< that the newest edition's state offers; Withdraw speaks of the shown one
  std::optional<StepView> by_force = {};  ///< publication past the protecting rules, where the caller may
  bool editable = false;                  ///< the caller may change words and files
  bool schedulable = false;               ///< the caller may have it released at a moment to come
  bool unschedulable = false;             ///< the caller may take the schedule back
  std::vector<LinkView> links = {};
  std::optional<Instant> scheduled_at = {};
  std::string scheduled_by_name = {};
  std::string schedule_failed = {};  ///< the sentence of why the last scheduled publication did not come about
};
BOOST_DESCRIBE_STRUCT(DocumentView, (),
                      (id, agency, agency_name, site, column, column_name, index_number, address, revision, created_at,
                       updated_at, edition, public_edition, posted_edition, editions, reviews, comments, findings,
                       steps, by_force, editable, schedulable, unschedulable, links, scheduled_at, scheduled_by_name,
                       schedule_failed))

/// Empty when there is none.
std::string column_name(const agencies::Directory& directory, std::int64_t column);
/// What a list's `next` was, or nothing for its first page. Fault::Invalid `list.cursor`.

DocumentLine view_of(const publications::WorkLine& line, const agencies::Directory& directory,
                     const std::map<std::string, std::string>& names);
EditionView view_of(const publications::Edition& edition, const std::map<std::string, std::string>& names);

/// The whole document as the caller may see it, in one snapshot; sets the ETag. Fault::NotFound
/// `document.missing` outside the scope.
Outcome<DocumentView> load_view(Call& call, const accounts::Scope& scope, std::int64_t document);

/// Every field of metadata with its text, in the order of the form; empty ones included.
std::vector<std::pair<std::string, std::string>> texts_of(const publications::Metadata& metadata);

}  // namespace dl::api
