#include "records/record_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "base/text.h"
#include "db/like.h"
#include "db/rows.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// Whether the first rows are wanted in their order, or any.
enum class Order : std::uint8_t { OfTheList, Any };

/// A statement under way; names come from the shape alone.
struct Statement {
  Text sql = {};
  std::vector<db::Value> values = {};

  Statement& add(std::string_view text, std::vector<db::Value> more = {}) {
    sql += text;
    for (auto& value : more) values.push_back(std::move(value));
    return *this;
  }
};

const Fields& filters_of(const Register& made, const Viewer& viewer) {
  return viewer.office ? made.console.filters : made.page.facets;
}

Outcome<void> add_filter(Statement& statement, const Shape& shape, const Viewer& viewer, const Filter& filter) {
  const auto& allowed = filters_of(*shape.made, viewer);
  const auto among = [&](const Fields& fields) { return std::ranges::find(fields, filter.field) != fields.end(); };
  if (!among(allowed) && !among(shape.made->key) && !among(links_of(*shape.made)))
    return fail(Fault::Invalid, "list.filter", filter.field == nullptr ? "" : filter.field->code);
  const auto* part = shape.part_of(*filter.field);
  const auto column = quoted_name(filter.field->code);
  if (part != nullptr) statement.add(fmt::format(" AND _entry IN (SELECT _entry FROM {} WHERE 1 = 1", part->table));
  if (!filter.is.empty()) statement.add(fmt::format(" AND {} = ?", column), {column_value(filter.is)});
  if (!filter.from.empty()) statement.add(fmt::format(" AND {} >= ?", column), {column_value(filter.from)});
  if (!filter.before.empty()) statement.add(fmt::format(" AND {} < ?", column), {column_value(filter.before)});
  if (part != nullptr) statement.add(")");
  return {};
}

// What few rows have is looked up in the index; what many have soon comes by in the order of the list.
Outcome<void> add_words(db::Session& session, Statement& statement, const Shape& shape, const Text& text, Order order) {
  constexpr int kFew = 2'000;
  std::istringstream words(text);
  for (Text word; words >> word;) statement.add(" AND _words LIKE ? ESCAPE '!'", {db::pattern_containing(word)});
  const auto pairs = shape.words.pairs_to_match(text);
  if (pairs.empty()) return {};
  if (order == Order::OfTheList) {
    const auto sql = fmt::format("SELECT count(*) FROM ({} LIMIT {}) AS found", shape.words.match, kFew);
    DL_TRY(const auto count, db::query_rows(session, sql, {pairs}, {db::Type::Integer}));
    if (std::get<Id>(count.at(0)[0]) == kFew) return {};
  }
  statement.add(fmt::format(" AND _entry IN ({})", shape.words.match), {pairs});
  return {};
}

// What waits lies in an index of its own; of what is common the next one soon comes by.
void add_state(Statement& statement, const Shape& shape, State state) {
  const db::Value named = Text(name_of(state));
  if (state == State::Entered || state == State::Signing || state == State::Signed)
    statement.add(
        " AND _record IN (SELECT id FROM record_state WHERE register = ? AND state = ? AND (state IN ('Entered', "
        "'Signing', 'Signed') OR demanded_on IS NOT NULL))",
        {shape.made->code, named});
  else
    statement.add(" AND EXISTS (SELECT 1 FROM record_state WHERE id = _record AND state = ?)", {named});
}

/// The condition of a list, behind WHERE.
Outcome<Statement> condition_of(db::Session& session, const Shape& shape, const Viewer& viewer, const Asked& asked,
                                Order order) {
  Statement statement;
  if (viewer.office) {
    const auto scope = viewer.office->condition("_agency");
    statement.add("_head = 1 AND ").add(scope.text(), scope.values());
  } else {
    statement.add("_shown = 1 AND (_until IS NULL OR _until >= ?)", {viewer.today.text()});
  }
  if (asked.agency) statement.add(" AND _agency = ?", {*asked.agency});
  if (asked.state) add_state(statement, shape, *asked.state);
  for (const auto& filter : asked.filters) DL_CHECK(add_filter(statement, shape, viewer, filter));
  DL_CHECK(add_words(session, statement, shape, text::fold_for_search(asked.words), order));
  return statement;
}

Outcome<Listed> read_listed(const Shape& shape, const std::vector<db::Value>& values) {
  DL_TRY(auto words, read_content(std::get<Text>(values[4]), *shape.made));
  return Listed{std::get<Id>(values[0]), std::get<Id>(values[1]), std::get<Id>(values[2]), std::move(words.shown)};
}

Behind behind_of(const std::vector<db::Value>& values) {
  const auto entry = std::get<Id>(values[1]);
  if (const auto* number = std::get_if<Id>(&values[3])) return {*number, entry};
  return {std::get<Text>(values[3]), entry};
}

/// A sort that is empty lies as an empty text.
db::Value bound_sort(const Behind& behind) {
  if (const auto* number = behind.sort.number()) return *number;
  return behind.sort.text() != nullptr ? db::Value(*behind.sort.text()) : db::Value(Text());
}

/// What the rows of a list follow one another by; the last of it is always the entry.
struct Sequence {
  Text key = "_sort";
  bool by_entry = false;  ///< and by nothing else
  bool by_field = false;
  bool by_number = false;
  bool falls = false;

  Text direction() const { return falls ? " DESC" : ""; }
  Text terms() const {
    return by_entry ? "_entry" + direction() : fmt::format("{}{}, _entry{}", key, direction(), direction());
  }
  Text outer_terms() const {
    return by_entry ? "found._entry" + direction()
                    : fmt::format("found._key{}, found._entry{}", direction(), direction());
  }
  void go_on(Statement& statement, const Behind& after) const {
    const auto sign = falls ? "<" : ">";
    if (by_entry)
      statement.add(fmt::format(" AND _entry {} ?", sign), {after.entry});
    else
      statement.add(fmt::format(" AND ({}, _entry) {} (?, ?)", key, sign), {bound_sort(after), after.entry});
  }
};

Outcome<Sequence> order_of(const Shape& shape, const Viewer& viewer, const Sorting& sorting) {
  const auto is_number = [](const Field* field) { return field != nullptr && field->row().stored == Stored::Integer; };
  const auto& page = shape.made->page;
  Sequence order{.by_entry = viewer.office.has_value(),
                 .by_number = is_number(page.sort),
                 .falls = viewer.office || page.newest_first};
  if (sorting.field == nullptr || !viewer.office) return order;
  const auto sorts = sorts_of(*shape.made);
  if (std::ranges::find(sorts, sorting.field) == sorts.end())
    return fail(Fault::Invalid, "list.sort", sorting.field->code);
  return Sequence{.key = quoted_name(sorting.field->code),
                  .by_field = true,
                  .by_number = is_number(sorting.field),
                  .falls = sorting.falls};
}

// Few rows, such as those of a small agency, are sorted themselves: for them the whole index would be walked. Of many
// the next one soon comes by in the order of the index, which no other condition may keep a database from taking: it
// would sort them all.
Outcome<void> in_order(db::Session& session, Text& table, Statement& statement, const Sequence& order) {
  constexpr int kFew = 5'000;
  const auto hits = fmt::format("SELECT _record, _entry, _agency, {} FROM {} WHERE {} LIMIT {}", order.key, table,
                                statement.sql, kFew);
  DL_TRY(const auto count, db::query_rows(session, fmt::format("SELECT count(*) FROM ({}) AS found", hits),
                                          statement.values, {db::Type::Integer}));
  const bool few = std::get<Id>(count.at(0)[0]) < kFew;
  if (few) table = fmt::format("({}) AS few", hits);
  statement.sql = few ? "1 = 1" : fmt::format("_head = 1 AND CASE WHEN {} THEN 1 ELSE 0 END = 1", statement.sql);
  return {};
}

Outcome<Facet> kept_facet(db::Session& session, const Shape& shape, const Field& field, std::optional<Id> agency) {
  db::Sql sql("SELECT value, CAST(sum(n) AS BIGINT) FROM rec_facet WHERE register = ? AND field = ?", shape.made->code,
              field.code);
  if (agency) sql.add(" AND agency = ?", *agency);
  DL_TRY(auto rows, (session.query<Text, Id>(sql.add(" GROUP BY value HAVING sum(n) > 0 ORDER BY 2 DESC, value"))));
  Facet facet{.field = &field};
  for (auto& [value, count] : rows) facet.values.push_back({std::move(value), count});
  return facet;
}

/// The fields that can be counted.
Fields facet_fields(const Register& made) {
  Fields fields;
  for (const auto* field : made.page.facets)
    if (!is_closed(*field) && field->type != Type::Table) fields.push_back(field);
  return fields;
}

/// How many public records there are, by the kept counts of a facet that each record has once; nothing without such.
Outcome<std::optional<Id>> kept_total(db::Session& session, const Shape& shape, std::optional<Id> agency) {
  for (const auto* field : facet_fields(*shape.made)) {
    if (!field->required || field->many || field->from || field->until) continue;
    DL_TRY(const auto facet, kept_facet(session, shape, *field, agency));
    Id total = 0;
    for (const auto& [value, count] : facet.values) total += count;
    return std::optional(total);
  }
  return std::optional<Id>();
}

/// Values of a field among the hits, as facets_of() tells them of a record.
Text counted(const Shape& shape, const Field& field) {
  const auto* part = shape.part_of(field);
  const auto column = quoted_name(field.code);
  return fmt::format(
      "SELECT '{}' AS field, {} AS value, count({}_entry) AS n FROM {} WHERE _entry IN (SELECT _entry FROM hits) AND "
      "{} IS NOT NULL GROUP BY 2",
      field.code,
      field.type == Type::Date ? fmt::format("substr({}, 1, 4)", column) : fmt::format("CAST({} AS TEXT)", column),
      part == nullptr ? "" : "DISTINCT ", part == nullptr ? shape.table : part->table, column);
}

/// All facets in one statement, so that the hits are looked for once.
Outcome<std::vector<Facet>> counted_facets(db::Session& session, const Shape& shape, Statement hits) {
  auto sql = fmt::format(
      "WITH hits AS MATERIALIZED (SELECT _entry FROM {} WHERE {} LIMIT {}) SELECT '' AS field, '' AS value, count(*) "
      "AS n FROM hits",
      shape.table, hits.sql, kMostCounted + 1);
  const auto fields = facet_fields(*shape.made);
  for (const auto* field : fields) sql += " UNION ALL " + counted(shape, *field);
  DL_TRY(const auto rows, db::query_rows(session, sql + " ORDER BY 3 DESC, 2", std::move(hits.values),
                                         {db::Type::Text, db::Type::Text, db::Type::Integer}));
  std::vector<Facet> facets;
  for (const auto* field : fields) facets.push_back({.field = field});
  bool more = false;
  for (const auto& row : rows) {
    const auto& code = std::get<Text>(row[0]);
    const auto count = std::get<Id>(row[2]);
    if (code.empty()) more = count > kMostCounted;
    for (auto& facet : facets)
      if (facet.field->code == code) facet.values.push_back({std::get<Text>(row[1]), count});
  }
  for (auto& facet : facets) facet.more = more;
  return facets;
}

}  // namespace

Fields sorts_of(const Register& made) {
  constexpr std::size_t kLongestSort = 60;  // a page says behind which value it begins
  Fields sorts;
  for (const auto* field : made.console.filters) {
    const bool one_each = field->required && !field->many && !field->from && !field->until;
    const auto stored = field->row().stored;
    const bool plain = stored == Stored::Integer || (stored == Stored::Text && field->length <= kLongestSort);
    if (one_each && plain && !is_closed(*field)) sorts.push_back(field);
  }
  return sorts;
}

Outcome<ListPage> list_records(db::Session& session, const Projection& projection, std::string_view code,
                               const Viewer& viewer, const Asked& asked, const std::optional<Behind>& after,
                               int limit) {
  const auto& shape = projection.shape(code);
  DL_CHECK(projection.require(session, shape, Projection::For::Reading));
  DL_TRY(const auto order, order_of(shape, viewer, asked.sorting));
  DL_TRY(auto statement, condition_of(session, shape, viewer, asked, Order::OfTheList));
  auto table = shape.table;
  if (order.by_field) DL_CHECK(in_order(session, table, statement, order));
  if (after) order.go_on(statement, *after);
  const auto by = order.terms();
  const auto sql = fmt::format(
      "SELECT found._record, found._entry, found._agency, found._key, record_entry.content FROM (SELECT _record, "
      "_entry, _agency, {} AS _key FROM {} WHERE {} ORDER BY {} LIMIT {}) AS found JOIN record_entry ON "
      "record_entry.id "
      "= found._entry ORDER BY {}",
      order.key, table, statement.sql, by, limit + 1, order.outer_terms());
  DL_TRY(auto rows, db::query_rows(session, sql, std::move(statement.values),
                                   {db::Type::Integer, db::Type::Integer, db::Type::Integer,
                                    order.by_number ? db::Type::Integer : db::Type::Text, db::Type::Text}));
  ListPage page;
  if (std::ssize(rows) > limit) {
    rows.resize(static_cast<std::size_t>(limit));
    page.next = behind_of(rows.back());
  }
  for (const auto& row : rows) {
    DL_TRY(auto listed, read_listed(shape, row));
    page.rows.push_back(std::move(listed));
  }
  return page;
}

Outcome<Count> count_records(db::Session& session, const Projection& projection, std::string_view code,
                             const Viewer& viewer, const Asked& asked) {
  const auto& shape = projection.shape(code);
  DL_CHECK(projection.require(session, shape, Projection::For::Reading));
  if (asked.empty() && !viewer.office) {
    DL_TRY(const auto total, kept_total(session, shape, asked.agency));
    if (total) return Count{*total, false};
  }
  DL_TRY(auto hits, condition_of(session, shape, viewer, asked, Order::Any));
  const auto sql = fmt::format("SELECT count(*) FROM (SELECT 1 FROM {} WHERE {} LIMIT {}) AS found", shape.table,
                               hits.sql, kMostCounted + 1);
  DL_TRY(const auto rows, db::query_rows(session, sql, std::move(hits.values), {db::Type::Integer}));
  const auto found = std::get<Id>(rows.at(0)[0]);
  return Count{std::min<Id>(found, kMostCounted), found > kMostCounted};
}

Outcome<std::vector<Facet>> count_facets(db::Session& session, const Projection& projection, std::string_view code,
                                         const Viewer& viewer, const Asked& asked) {
  const auto& shape = projection.shape(code);
  DL_CHECK(projection.require(session, shape, Projection::For::Reading));
  if (!asked.empty() || viewer.office) {
    DL_TRY(auto hits, condition_of(session, shape, viewer, asked, Order::Any));
    return counted_facets(session, shape, std::move(hits));
  }
  std::vector<Facet> facets;
  for (const auto* field : facet_fields(*shape.made)) {
    DL_TRY(auto facet, kept_facet(session, shape, *field, asked.agency));
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace dl::records
