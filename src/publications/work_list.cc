#include "publications/work_list.h"

#include <charconv>

#include "db/merged.h"

namespace dl::publications {
namespace {

using accounts::Scope;
using Text = std::string;
using Id = std::int64_t;
using Moment = std::optional<Instant>;

// Of what waits without a day.
const Date kNoDay(9999, 12, 31);

// More agencies than this are passed over in one walk; a merge of that many lists would cost more.
constexpr std::size_t kMostLists = 100;

constexpr std::string_view kLineColumns =
    "document.id, document.agency, document.site_column, document.title, document.document_number, "
    "document.index_number, document.kind, document.state, edition.number, document.revision, document.author, "
    "document.updated_at, edition.published_at, document.scheduled_at, document.is_public, document.due_from";

/// Lines of a statement that selects kLineColumns.
template <class... Args>
Outcome<std::vector<WorkLine>> query_lines(db::Session& session, const std::string& sql, const Args&... args) {
  DL_TRY(auto rows, (session.query<Id, Id, Id, Text, Text, std::optional<Text>, Text, Text, int, Id, Text, Instant,
                                   Moment, Moment, bool, std::optional<Date>>(sql, args...)));
  std::vector<WorkLine> lines;
  for (auto& [id, agency, column, title, number, index, kind, state, edition, revision, author, updated, published,
              scheduled, is_public, due_from] : rows)
    lines.push_back({id, agency, column, std::move(title), std::move(number), index.value_or(""), std::move(kind),
                     find_named<State>(state).value_or(State::Draft), edition, revision, std::move(author), updated,
                     published, scheduled, is_public, due_from == kNoDay ? std::nullopt : due_from});
  return lines;
}

// "+" takes a condition from the planner's choice of an index, where another one is the list's own.
std::string conditions(db::Engine engine, const WorkFilter& filter, bool own_index) {
  const auto* mark = own_index || engine != db::Engine::Sqlite ? "" : "+";
  std::string all;
  if (filter.state) all += fmt::format(" AND {}document.state = :1", mark);
  if (!filter.kind.empty()) all += fmt::format(" AND {}document.kind = :2", mark);
  if (filter.year != 0) all += fmt::format(" AND {}document.published_year = :3", mark);
  if (!filter.author.empty()) all += " AND document.author = :4";
  if (!filter.text.empty()) all += " AND " + holds_part(engine, ":5");
  if (filter.scheduled) all += " AND document.scheduled_at IS NOT NULL";
  return all;
}

/// The scope as it narrows a list that is not one agency's own.
std::string within(const Scope& scope, const WorkFilter& filter, std::string_view column = "+document.agency") {
  if (filter.agency == 0) return scope.condition(column);
  return scope.covers(filter.agency) ? fmt::format("{} = {}", column, filter.agency) : "1 = 0";
}

std::string in_columns(const WorkFilter& filter) {
  if (filter.columns.empty()) return "1 = 1";
  return Scope::of(filter.columns).condition("+document.site_column");
}

/// The lists that are merged, each one a condition with which an index is in order.
std::vector<std::string> lists(const Scope& scope, const WorkFilter& filter) {
  std::vector<std::string> made;
  // One person's documents are a list of their own.
  if (!filter.author.empty()) return {fmt::format("{} AND {}", within(scope, filter), in_columns(filter))};
  for (auto column : Scope::of(filter.columns).agencies)
    made.push_back(fmt::format("document.site_column = {} AND {}", column, within(scope, filter)));
  if (!made.empty()) return made;
  if (filter.agency != 0 && scope.covers(filter.agency)) return {fmt::format("document.agency = {}", filter.agency)};
  if (filter.agency != 0 || scope.all || scope.agencies.empty() || scope.agencies.size() > kMostLists)
    return {within(scope, filter)};
  for (auto agency : scope.agencies) made.push_back(fmt::format("document.agency = {}", agency));
  return made;
}

constexpr std::string_view kFound =
    "(SELECT DISTINCT document FROM document_piece WHERE piece >= :6 AND piece < :7) AS found CROSS JOIN document";

std::string bound_state(const WorkFilter& filter) {
  return filter.state ? std::string(name_of(*filter.state)) : std::string();
}

// Each of them names the actor, for a statement has to use what it is given.
std::string waiting_conditions(const Scope& scope, Waits waits) {
  const auto sent_back =
      fmt::format("EXISTS (SELECT 1 FROM review WHERE review.edition = document.newest AND review.step = '{}')",
                  name_of(Step::SendBack));
  const auto of = [&](State state, std::string_view rest) {
    return fmt::format("document.state = '{}' AND document.due_from IS NOT NULL AND {} AND {}", name_of(state),
                       scope.condition("document.agency"), rest);
  };
  switch (waits) {
    case Waits::ForReview:
      return of(State::Submitted,
                "NOT EXISTS (SELECT 1 FROM edition_author WHERE edition_author.edition = document.newest AND "
                "edition_author.person = :1)");
    case Waits::ForClearing: return of(State::Reviewed, "'' <> :1");
    case Waits::ForPublication: return of(State::Cleared, "document.scheduled_at IS NULL AND '' <> :1");
    case Waits::ForItsTime: return of(State::Cleared, "document.scheduled_at IS NOT NULL AND '' <> :1");
    case Waits::ForCorrection: return of(State::Draft, "document.author = :1 AND " + sent_back);
    case Waits::AsDraft: break;
  }
  return of(State::Draft, "document.author = :1 AND NOT " + sent_back);
}

/// The filter with its part in the form that is searched, and where the search begins.
struct Question {
  WorkFilter filter = {};
  std::optional<Pieces> rare = {};
};
Outcome<Question> prepare(db::Session& session, const WorkFilter& filter) {
  Question question{.filter = filter};
  question.filter.text = part_of_words(filter.text);
  DL_TRY(question.rare, find_rare_pieces(session, question.filter.text));
  return question;
}

}  // namespace

std::string WorkCursor::text() const { return fmt::format("{}-{}", updated_at.milliseconds(), document); }

std::optional<WorkCursor> WorkCursor::parse(std::string_view text) {
  std::int64_t at = 0;
  WorkCursor cursor;
  const char* end = text.data() + text.size();
  auto first = std::from_chars(text.data(), end, at);
  if (first.ec != std::errc() || first.ptr == end || *first.ptr != '-') return std::nullopt;
  auto second = std::from_chars(first.ptr + 1, end, cursor.document);
  if (second.ec != std::errc() || second.ptr != end || cursor.document < 0) return std::nullopt;
  cursor.updated_at = Instant(at);
  return cursor;
}

std::string work_keys_sql(db::Engine engine, const Scope& scope, const WorkFilter& filter, Begin begin, int rows) {
  constexpr std::string_view kKeys = "SELECT document.id AS id, document.updated_at AS updated_at FROM";
  constexpr std::string_view kAfter = "(document.updated_at, document.id) < (:8, :9)";
  const auto order = fmt::format("ORDER BY updated_at DESC, id DESC LIMIT {}", rows);
  const bool from_pieces = begin == Begin::FromPieces;
  const auto filters = conditions(engine, filter, !from_pieces && filter.columns.empty() && filter.author.empty());
  if (from_pieces)
    return fmt::format("{} {} WHERE document.id = found.document AND {} AND {}{} AND {} {}", kKeys, kFound,
                       within(scope, filter), in_columns(filter), filters, kAfter, order);
  std::vector<std::string> selects;
  for (const auto& list : lists(scope, filter))
    selects.push_back(fmt::format("{} document WHERE {}{} AND {}", kKeys, list, filters, kAfter));
  return db::merge_lists(engine, selects, order);
}

std::string work_page_sql(db::Engine engine, const Scope& scope, const WorkFilter& filter, Begin begin, int rows) {
  return fmt::format(
      "SELECT {} FROM ({}) AS page JOIN document ON document.id = page.id JOIN edition ON edition.id = document.newest "
      "ORDER BY page.updated_at DESC, page.id DESC",
      kLineColumns, work_keys_sql(engine, scope, filter, begin, rows));
}

Outcome<WorkPage> list_work(db::Session& session, const Scope& scope, const WorkFilter& filter,
                            const std::optional<WorkCursor>& after, int limit) {
  auto key = after.value_or(WorkCursor{Instant(std::int64_t{1} << 60), 0});
  DL_TRY(const auto question, prepare(session, filter));
  const auto& [asked, rare] = question;
  const auto [low, high] = rare.value_or(Pieces());
  const auto begin = rare ? Begin::FromPieces : Begin::FromTheList;
  WorkPage page;
  DL_TRY(page.lines,
         query_lines(session, work_page_sql(session.engine(), scope, asked, begin, limit + 1), bound_state(asked),
                     asked.kind, asked.year, asked.author, asked.text, low, high, key.updated_at, key.document));
  if (page.lines.size() > static_cast<std::size_t>(limit)) {
    page.lines.pop_back();
    page.next = WorkCursor{page.lines.back().updated_at, page.lines.back().document};
  }
  return page;
}

Outcome<void> walk_work(db::Session& session, const Scope& scope, const WorkFilter& filter,
                        const std::function<Outcome<void>(const std::vector<WorkLine>&)>& take) {
  constexpr int kPage = 500;
  std::optional<WorkCursor> cursor;
  do {
    DL_TRY(const auto page, list_work(session, scope, filter, cursor, kPage));
    DL_CHECK(take(page.lines));
    cursor = page.next;
  } while (cursor);
  return {};
}

std::string waiting_keys_sql(const Scope& scope, Waits waits, int rows) {
  return fmt::format(
      "SELECT document.id, document.due_from, document.updated_at FROM document WHERE {} "
      "ORDER BY document.due_from, document.updated_at, document.id LIMIT {}",
      waiting_conditions(scope, waits), rows);
}

Outcome<Waiting> list_waiting(db::Session& session, const Scope& scope, Waits waits, const std::string& actor,
                              int limit) {
  Waiting waiting;
  DL_TRY(waiting.lines, query_lines(session,
                                    fmt::format("SELECT {} FROM ({}) AS page JOIN document ON document.id = page.id "
                                                "JOIN edition ON edition.id = document.newest "
                                                "ORDER BY page.due_from, page.updated_at, page.id",
                                                kLineColumns, waiting_keys_sql(scope, waits, limit)),
                                    actor));
  waiting.count = std::ssize(waiting.lines);
  if (waiting.count < limit) return waiting;
  DL_TRY(waiting.count,
         session.value<Id>(fmt::format("SELECT count(*) FROM document WHERE {}", waiting_conditions(scope, waits)),
                           actor));
  return waiting;
}

Outcome<std::vector<std::pair<State, std::int64_t>>> count_work(db::Session& session, const Scope& scope,
                                                                const WorkFilter& filter) {
  auto asked = filter;
  asked.text = part_of_words(filter.text);
  const auto sql = fmt::format(
      "SELECT document.state, count(*) FROM document WHERE {} AND {}{} AND 0 < :6 "
      "GROUP BY document.state ORDER BY document.state",
      within(scope, asked, "document.agency"), in_columns(asked), conditions(session.engine(), asked, true));
  DL_TRY(auto rows,
         (session.query<Text, Id>(sql, bound_state(asked), asked.kind, asked.year, asked.author, asked.text, 1)));
  std::vector<std::pair<State, std::int64_t>> counts;
  for (auto& [state, count] : rows) counts.emplace_back(find_named<State>(state).value_or(State::Draft), count);
  return counts;
}

}  // namespace dl::publications
