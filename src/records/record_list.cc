#include "records/record_list.h"

#include <fmt/format.h>

#include <algorithm>

#include "db/rows.h"
#include "records/list_source.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

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
Outcome<void> in_order(db::Session& session, Source& source, const Sequence& order) {
  constexpr int kFew = 5'000;
  auto& [from, where, ordered] = source;
  const auto hits = fmt::format("SELECT _entry, {} FROM {} WHERE {} LIMIT {}", order.key, from.sql, where.sql, kFew);
  DL_TRY(const auto count, db::query_rows(session, fmt::format("SELECT count(*) FROM ({}) AS found", hits),
                                          where.values, {db::Type::Integer}));
  const bool few = std::get<Id>(count.at(0)[0]) < kFew;
  if (few) from.sql = fmt::format("({}) AS few", hits);
  where.sql = few ? "1 = 1" : fmt::format("_head = 1 AND CASE WHEN {} THEN 1 ELSE 0 END = 1", where.sql);
  return {};
}

/// The hits that are counted, as far as they are, with these columns.
Statement hits_of(const Shape& shape, const Source& source, std::string_view columns) {
  Statement hits;
  hits.add(fmt::format("SELECT {} FROM ", columns)).add(source.from).add(" WHERE ").add(source.where);
  const auto falls = shape.made->page.newest_first ? " DESC" : "";
  if (source.in_order) hits.add(fmt::format(" ORDER BY _sort{}, _entry{}", falls, falls));
  return hits.add(fmt::format(" LIMIT {}", kMostCounted + 1));
}

/// Counts of the values of each facet.
using Counts = std::vector<std::map<Text, Id>>;

// Hits whose facets are too long to lie in an index.
Outcome<void> count_contents(db::Session& session, const Shape& shape, const Source& source, Counts& counts) {
  const auto hits = hits_of(shape, source, "_entry, _facets");
  Statement statement;
  statement.add("SELECT content FROM record_entry WHERE id IN (SELECT _entry FROM (").add(hits);
  statement.add(") AS hits WHERE _facets = '')");
  DL_TRY(const auto rows, db::query_rows(session, statement.sql, std::move(statement.values), {db::Type::Text}));
  const auto fields = facet_fields(*shape.made);
  for (const auto& row : rows) {
    DL_TRY(const auto words, read_content(std::get<Text>(row[0]), *shape.made));
    for (std::size_t i = 0; i < fields.size(); ++i)
      for (auto& value : facets_of(*fields[i], words.shown.at(fields[i]->place))) ++counts[i][std::move(value)];
  }
  return {};
}

/// All facets out of what each hit counts under, so that the hits are looked for once.
Outcome<std::vector<Facet>> counted_facets(db::Session& session, const Shape& shape, const Source& source) {
  Statement statement;
  statement.add("SELECT _facets, count(*) FROM (").add(hits_of(shape, source, "_facets"));
  statement.add(") AS hits GROUP BY _facets");
  DL_TRY(const auto rows,
         db::query_rows(session, statement.sql, std::move(statement.values), {db::Type::Text, db::Type::Integer}));
  const auto fields = facet_fields(*shape.made);
  Counts counts(fields.size());
  Id hits = 0;
  bool untold = false;
  for (const auto& row : rows) {
    const auto& text = std::get<Text>(row[0]);
    const auto count = std::get<Id>(row[1]);
    hits += count;
    untold = untold || text.empty();
    for (auto& [facet, value] : read_facets(text)) counts.at(facet)[std::move(value)] += count;
  }
  if (untold) DL_CHECK(count_contents(session, shape, source, counts));
  std::vector<Facet> facets;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    Facet facet{.field = fields[i], .more = hits > kMostCounted};
    for (const auto& [value, count] : counts[i]) facet.values.push_back({value, count});
    std::ranges::stable_sort(facet.values, std::greater<>(), &FacetValue::count);
    facets.push_back(std::move(facet));
  }
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
  DL_TRY(auto source, source_of(session, shape, viewer, asked, Order::OfTheList));
  if (order.by_field) DL_CHECK(in_order(session, source, order));
  if (after) order.go_on(source.where, *after);
  Statement statement;
  statement.add(fmt::format(
      "SELECT record_entry.record, record_entry.id, record_entry.agency, found._key, record_entry.content FROM (SELECT "
      "_entry, {} AS _key FROM ",
      order.key));
  statement.add(source.from).add(" WHERE ").add(source.where);
  statement.add(
      fmt::format(" ORDER BY {} LIMIT {}) AS found JOIN record_entry ON record_entry.id = found._entry ORDER BY {}",
                  order.terms(), limit + 1, order.outer_terms()));
  DL_TRY(auto rows, db::query_rows(session, statement.sql, std::move(statement.values),
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

std::string count_text(Id count, bool more, std::string_view unit) {
  const auto text = unit.empty() ? fmt::format("{}", count) : fmt::format("{} {}", count, unit);
  return more ? text + (unit.empty() ? " 以上" : "以上") : text;
}

Outcome<Count> count_records(db::Session& session, const Projection& projection, std::string_view code,
                             const Viewer& viewer, const Asked& asked) {
  const auto& shape = projection.shape(code);
  DL_CHECK(projection.require(session, shape, Projection::For::Reading));
  if (asked.empty() && !viewer.office) {
    DL_TRY(const auto total, kept_total(session, shape, asked.agency));
    if (total) return Count{*total, false};
  }
  DL_TRY(const auto source, source_of(session, shape, viewer, asked, Order::Any));
  Statement statement;
  statement.add("SELECT count(*) FROM (").add(hits_of(shape, source, "_entry")).add(") AS hits");
  DL_TRY(const auto rows, db::query_rows(session, statement.sql, std::move(statement.values), {db::Type::Integer}));
  const auto found = std::get<Id>(rows.at(0)[0]);
  return Count{std::min<Id>(found, kMostCounted), found > kMostCounted};
}

Outcome<std::vector<Facet>> count_facets(db::Session& session, const Projection& projection, std::string_view code,
                                         const Viewer& viewer, const Asked& asked) {
  const auto& shape = projection.shape(code);
  DL_CHECK(projection.require(session, shape, Projection::For::Reading));
  if (!asked.empty() || viewer.office) {
    DL_TRY(const auto source, source_of(session, shape, viewer, asked, Order::Any));
    return counted_facets(session, shape, source);
  }
  std::vector<Facet> facets;
  for (const auto* field : facet_fields(*shape.made)) {
    DL_TRY(auto values, kept_values(session, shape, *field, asked.agency));
    facets.push_back({.field = field, .values = std::move(values)});
  }
  return facets;
}

}  // namespace dl::records
