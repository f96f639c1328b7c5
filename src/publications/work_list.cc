#include "publications/work_list.h"

#include "db/merged.h"

namespace dl::publications {
namespace {

using accounts::Scope;
using Text = std::string;
using Id = std::int64_t;
using Moment = std::optional<Instant>;

// More agencies than this are passed over in one walk; a merge of that many lists would cost more.
constexpr std::size_t kMostLists = 100;

constexpr db::Literal kLineColumns =
    "document.id, document.agency, document.site_column, document.title, document.document_number, "
    "document.index_number, document.kind, document.state, edition.number, document.revision, document.author, "
    "document.updated_at, edition.published_at, work_schedule.at, document.is_public";

/// Lines of a statement that selects kLineColumns.
Outcome<std::vector<WorkLine>> query_lines(db::Session& session, const db::Sql& sql) {
  DL_TRY(auto rows, (session.query<Id, Id, Id, Text, Text, std::optional<Text>, Text, Text, int, Id, Text, Instant,
                                   Moment, Moment, bool>(sql)));
  std::vector<WorkLine> lines;
  for (auto& [id, agency, column, title, number, index, kind, state, edition, revision, author, updated, published,
              scheduled, is_public] : rows)
    lines.push_back({id, agency, column, std::move(title), std::move(number), index.value_or(""), std::move(kind),
                     find_named<State>(state).value_or(State::Draft), edition, revision, std::move(author), updated,
                     published, scheduled, is_public});
  return lines;
}

// "+" takes a condition from the planner's choice of an index, where another one is the list's own.
db::Sql conditions(db::Engine engine, const WorkFilter& filter, bool own_index) {
  const auto mark = own_index || engine != db::Engine::Sqlite ? db::Literal("") : db::Literal("+");
  db::Sql all;
  if (filter.state) all.add(" AND ?document.state = ?", mark, name_of(*filter.state));
  if (!filter.kind.empty()) all.add(" AND ?document.kind = ?", mark, filter.kind);
  if (filter.year != 0) all.add(" AND ?document.published_year = ?", mark, filter.year);
  if (!filter.author.empty()) all.add(" AND document.author = ?", filter.author);
  if (!filter.text.empty()) all.add(" AND ?", holds_part(engine, filter.text));
  return all;
}

/// The scope as it narrows a list that is not one agency's own.
db::Sql within(const Scope& scope, const WorkFilter& filter, db::Literal column = "+document.agency") {
  if (filter.agency == 0) return scope.condition(column);
  return scope.covers(filter.agency) ? db::Sql("? = ?", column, filter.agency) : db::Sql("1 = 0");
}

db::Sql in_columns(const WorkFilter& filter) {
  return filter.columns.empty() ? db::Sql("1 = 1") : db::among("+document.site_column", filter.columns);
}

/// The lists that are merged, each one a condition with which an index is in order.
std::vector<db::Sql> lists(const Scope& scope, const WorkFilter& filter) {
  const auto of_agency = [](Id agency) { return db::Sql("document.agency = ?", agency); };
  const auto inside = within(scope, filter);
  // One person's documents are a list of their own.
  if (!filter.author.empty()) return {db::Sql("? AND ?", inside, in_columns(filter))};
  if (!filter.columns.empty())
    return db::lists_of(Scope::of(filter.columns).agencies,
                        [&](Id column) { return db::Sql("document.site_column = ? AND ?", column, inside); });
  if (filter.agency != 0 && scope.covers(filter.agency)) return {of_agency(filter.agency)};
  if (filter.agency != 0 || scope.all || scope.agencies.empty() || scope.agencies.size() > kMostLists) return {inside};
  return db::lists_of(scope.agencies, of_agency);
}

Outcome<Question> prepare(db::Session& session, const WorkFilter& filter) {
  Question question{.filter = filter};
  question.filter.text = part_of_words(filter.text);
  DL_TRY(question.rare, find_rare_pieces(session, question.filter.text));
  return question;
}

}  // namespace

db::Sql work_keys_sql(db::Engine engine, const Scope& scope, const Question& question, const db::Key& after, int rows) {
  const auto& [filter, rare] = question;
  const db::Sql order("ORDER BY updated_at DESC, id DESC ?", db::limit_to(rows));
  const auto filters = conditions(engine, filter, !rare && filter.columns.empty() && filter.author.empty());
  const auto select = [&](const db::Sql& from) {
    return db::Sql(
        "SELECT document.id AS id, document.updated_at AS updated_at FROM ?? AND "
        "(document.updated_at, document.id) < (?, ?)",
        from, filters, after.first, after.second);
  };
  if (rare)
    return db::Sql(
        "? ?",
        select(db::Sql("(SELECT DISTINCT document FROM document_piece WHERE piece >= ? AND piece < ?) AS found "
                       "CROSS JOIN document WHERE document.id = found.document AND ? AND ?",
                       rare->low, rare->high, within(scope, filter), in_columns(filter))),
        order);
  std::vector<db::Sql> selects;
  for (const auto& list : lists(scope, filter)) selects.push_back(select(db::Sql("document WHERE ?", list)));
  return db::merge_lists(engine, selects, order);
}

db::Sql work_page_sql(db::Engine engine, const Scope& scope, const Question& question, const db::Key& after, int rows) {
  return db::Sql(
      "SELECT ? FROM (?) AS page JOIN document ON document.id = page.id JOIN edition ON edition.id = document.newest "
      "LEFT JOIN work_schedule ON work_schedule.subject = 'document:' || document.id ORDER BY page.updated_at DESC, "
      "page.id DESC",
      kLineColumns, work_keys_sql(engine, scope, question, after, rows));
}

Outcome<db::Page<WorkLine>> list_work(db::Session& session, const Scope& scope, const WorkFilter& filter,
                                      const std::optional<db::Key>& after, int limit) {
  DL_TRY(const auto question, prepare(session, filter));
  const auto sql = work_page_sql(session.engine(), scope, question, after.value_or(db::Key::top()), limit + 1);
  DL_TRY(auto lines, query_lines(session, sql));
  return db::cut_page(std::move(lines), limit,
                      [](const WorkLine& line) { return db::Key::of(line.updated_at, line.document); });
}

Outcome<void> walk_work(db::Session& session, const Scope& scope, const WorkFilter& filter,
                        const std::function<Outcome<void>(const std::vector<WorkLine>&)>& take) {
  constexpr int kPage = 500;
  return db::walk([&](const auto& after) { return list_work(session, scope, filter, after, kPage); }, take);
}

Outcome<std::vector<std::pair<State, std::int64_t>>> count_work(db::Session& session, const Scope& scope,
                                                                const WorkFilter& filter) {
  auto asked = filter;
  asked.text = part_of_words(filter.text);
  const db::Sql sql("SELECT document.state, count(*) FROM document WHERE ? AND ?? GROUP BY document.state ORDER BY 1",
                    within(scope, asked, "document.agency"), in_columns(asked),
                    conditions(session.engine(), asked, true));
  DL_TRY(auto rows, (session.query<Text, Id>(sql)));
  std::vector<std::pair<State, std::int64_t>> counts;
  for (auto& [state, count] : rows) counts.emplace_back(find_named<State>(state).value_or(State::Draft), count);
  return counts;
}

}  // namespace dl::publications
