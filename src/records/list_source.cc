#include "records/list_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <sstream>

#include "base/text.h"
#include "db/rows.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

/// What is found by so few pairs of a word is looked up; of more the next row soon comes by in the order of the list.
constexpr Id kFewMatches = 5'000;
constexpr Id kManyMatches = std::numeric_limits<Id>::max();

bool among(const Field* field, const Fields& fields) { return std::ranges::find(fields, field) != fields.end(); }

Outcome<Id> count_of(db::Session& session, const Text& sql, std::vector<db::Value> values) {
  DL_TRY(const auto rows, db::query_rows(session, sql, std::move(values), {db::Type::Integer}));
  return std::get<Id>(rows.at(0)[0]);
}

Outcome<void> check_filters(const Shape& shape, const Viewer& viewer, const Asked& asked) {
  const auto& made = *shape.made;
  const auto& allowed = viewer.office ? made.console.filters : made.page.facets;
  for (const auto& [field, is, from, before] : asked.filters)
    if (!among(field, allowed) && !among(field, made.key) && !among(field, links_of(made)))
      return fail(Fault::Invalid, "list.filter", field == nullptr ? "" : field->code);
  return {};
}

void add_comparison(Statement& statement, const Filter& filter) {
  const auto column = quoted_name(filter.field->code);
  if (!filter.is.empty()) statement.add(fmt::format(" AND {} = ?", column), {column_value(filter.is)});
  if (!filter.from.empty()) statement.add(fmt::format(" AND {} >= ?", column), {column_value(filter.from)});
  if (!filter.before.empty()) statement.add(fmt::format(" AND {} < ?", column), {column_value(filter.before)});
}

/// Of a row of `table`, whose name or other name it is.
void add_filter(Statement& statement, const Shape& shape, const Filter& filter, std::string_view table) {
  const auto* part = shape.part_of(*filter.field);
  if (part == nullptr) return add_comparison(statement, filter);
  statement.add(
      fmt::format(" AND EXISTS (SELECT 1 FROM {} AS several WHERE several._entry = {}._entry", part->table, table));
  add_comparison(statement, filter);
  statement.add(")");
}

void add_words(Statement& statement, const Shape& shape, const Text& text) {
  std::istringstream words(text);
  for (Text word; words >> word;) statement.add(" AND ").add(shape.words.compared, {word});
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

/// How many rows the pairs of a text find, up to kFewMatches; kManyMatches for more, and where no pair tells anything.
Outcome<Id> count_matches(db::Session& session, const Shape& shape, const Text& text, std::string_view order) {
  const auto pairs = shape.words.pairs_to_match(text);
  if (pairs.empty()) return kManyMatches;
  if (shape.words.engine == db::Engine::Postgres) {
    // GIN finds all rows before it gives the first one; so the first rows of the list tell whether they would be many.
    constexpr int kTried = 300;
    constexpr Id kManyOfThem = 3;
    Statement first;
    first.add(fmt::format("SELECT count(*) FROM (SELECT _words FROM {} WHERE {} LIMIT {}) AS tried WHERE 1 = 1",
                          shape.table, order, kTried));
    add_words(first, shape, text);
    DL_TRY(const auto found, count_of(session, first.sql, std::move(first.values)));
    return found >= kManyOfThem ? kManyMatches : kFewMatches - 1;
  }
  const auto sql = fmt::format("SELECT count(*) FROM ({} LIMIT {}) AS found", shape.words.match, kFewMatches);
  DL_TRY(const auto found, count_of(session, sql, {pairs}));
  return found == kFewMatches ? kManyMatches : found;
}

// ── the office ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// The newest words, the newest first: an index has each filter in that order, and each value of several.
class OfficeSource {
 public:
  OfficeSource(db::Session& session, const Shape& shape, const Viewer& viewer, const Asked& asked)
      : session_(session), shape_(shape), viewer_(viewer), asked_(asked) {}

  Outcome<Source> make(Order order) {
    source_.from.add(shape_.table);
    auto& where = source_.where;
    const auto scope = viewer_.office->condition("_agency");
    where.add("_head = 1 AND ").add(scope.text(), scope.values());
    if (asked_.agency) where.add(" AND _agency = ?", {*asked_.agency});
    if (asked_.state) add_state(where, shape_, *asked_.state);
    for (const auto& filter : asked_.filters) DL_CHECK(narrow(filter));
    const auto text = text::fold_for_search(asked_.words);
    add_words(where, shape_, text);
    DL_TRY(const auto matches, count_matches(session_, shape_, text, "_head = 1 ORDER BY _entry DESC"));
    const bool looked_up = matches < kFewMatches || (order == Order::Any && matches != kManyMatches);
    if (looked_up) where.add(fmt::format(" AND _entry {}", shape_.words.found_in), {shape_.words.pairs_to_match(text)});
    return std::move(source_);
  }

 private:
  // Few rows of one of several values are looked up. Of many the next one soon comes by.
  Outcome<void> narrow(const Filter& filter) {
    auto& where = source_.where;
    const auto* part = shape_.part_of(*filter.field);
    if (part == nullptr) {
      add_comparison(where, filter);
      return {};
    }
    Statement those;
    those.add(fmt::format("SELECT _entry FROM {} WHERE 1 = 1", part->table));
    add_comparison(those, filter);
    DL_TRY(const auto found,
           count_of(session_, fmt::format("SELECT count(*) FROM ({} LIMIT {}) AS few", those.sql, kFewMatches),
                    those.values));
    if (found < kFewMatches) {
      where.add(" AND _entry IN (").add(those).add(")");
      return {};
    }
    where.add(" AND CASE WHEN 1 = 1");
    add_filter(where, shape_, filter, shape_.table);
    where.add(" THEN 1 ELSE 0 END = 1");
    return {};
  }

  db::Session& session_;
  const Shape& shape_;
  const Viewer& viewer_;
  const Asked& asked_;
  Source source_ = {};
};

// ── the public ──────────────────────────────────────────────────────────────────────────────────────────────────────

/// What counts in a facet if and only if it meets the filter; nothing where no such value is.
std::optional<Text> counted_as(const Filter& filter) {
  if (filter.field->type != Type::Date) {
    const auto values = facets_of(*filter.field, filter.is);
    const bool alone = filter.from.empty() && filter.before.empty() && values.size() == 1;
    return alone && can_be_told(values.front()) ? std::optional(values.front()) : std::nullopt;
  }
  const auto* from = filter.from.text();
  const auto* before = filter.before.text();
  if (!filter.is.empty() || from == nullptr || before == nullptr) return {};
  const auto first = Date::parse(*from);
  const bool a_year =
      first && *from == Date(first->year(), 1, 1).text() && *before == fmt::format("{:04}-01-01", first->year() + 1);
  return a_year ? std::optional(from->substr(0, 4)) : std::nullopt;
}

class PublicSource {
 public:
  PublicSource(db::Session& session, const Shape& shape, const Viewer& viewer, const Asked& asked)
      : session_(session),
        shape_(shape),
        viewer_(viewer),
        asked_(asked),
        text_(text::fold_for_search(asked.words)),
        facets_(facet_fields(*shape.made)) {}

  Outcome<Source> make(Order order) {
    DL_CHECK(choose(order));
    lead();
    auto& where = source_.where;
    where.add(few_matches_ ? " AND +_shown = 1" : " AND _shown = 1");
    where.add(" AND (_until IS NULL OR _until >= ?)", {viewer_.today.text()});
    if (asked_.agency) where.add(leads_ == Leads::Order ? " AND _agency = ?" : " AND +_agency = ?", {*asked_.agency});
    Statement rest;
    for (const auto& filter : asked_.filters)
      if (&filter != led_by_) narrow(filter, rest);
    if (asked_.state) add_state(rest, shape_, *asked_.state);
    if (leads_ != Leads::Words || !WordIndex::tells_all(text_)) add_words(rest, shape_, text_);
    if (!rest.sql.empty()) where.add(" AND ").add(of_the_row("THEN 1 ELSE 0 END = 1", rest));
    return std::move(source_);
  }

 private:
  /// In the order of which index: that of the whole list, of a value, of the words.
  enum class Leads : std::uint8_t { Order, Value, Words };

  bool is_sort(const Filter& filter) const {
    return filter.field == shape_.made->page.sort && shape_.part_of(*filter.field) == nullptr;
  }

  Outcome<void> choose(Order order) {
    Id fewest = kManyMatches;
    if (asked_.agency) {
      DL_TRY(const auto total, kept_total(session_, shape_, *asked_.agency));
      if (total) fewest = *total;
    }
    for (const auto& filter : asked_.filters) {
      if (filter.is.empty() || is_sort(filter)) continue;
      DL_TRY(const auto count, count_kept(filter));
      if (count > fewest || (leads_ == Leads::Value && count == fewest)) continue;
      fewest = count;
      leads_ = Leads::Value;
      led_by_ = &filter;
    }
    if (text_.empty() || fewest == 0) return {};
    DL_TRY(const auto matches, count_matches(session_, shape_, text_, first_rows()));
    // Many are read from the index of words only for counting, for which any of them will do; GIN finds all of them
    // first.
    constexpr Id kFewForCounting = 20'000;
    const bool one_by_one = shape_.words.engine == db::Engine::Sqlite && !shape_.words.pairs_to_match(text_).empty();
    few_matches_ = matches != kManyMatches && matches < fewest;
    if (!few_matches_ && (order != Order::Any || !one_by_one || fewest <= kFewForCounting)) {
      // Asked for an order, PostgreSQL sorts all that it finds; rows as they lie are there five times as quickly.
      any_will_do_ = order == Order::Any && shape_.words.engine == db::Engine::Postgres;
      return {};
    }
    leads_ = Leads::Words;
    led_by_ = nullptr;
    return {};
  }

  Outcome<Id> count_kept(const Filter& filter) {
    const auto value = counted_as(filter);
    if (!among(filter.field, facets_) || !value)
      return Id{filter.field->type == Type::Date ? kFewMatches : 0};  // a key, a link: few
    DL_TRY(const auto row,
           session_.find<Id>("SELECT CAST(coalesce(sum(n), 0) AS BIGINT) FROM rec_facet WHERE register = :code AND "
                             "field = :field AND value = :value",
                             shape_.made->code, filter.field->code, *value));
    return row ? std::get<0>(*row) : Id{0};
  }

  Text first_rows() const {
    const auto falls = shape_.made->page.newest_first ? " DESC" : "";
    return fmt::format("_shown = 1 ORDER BY _sort{}, _entry{}", falls, falls);
  }

  void lead() {
    auto& [from, where, in_order] = source_;
    table_ = shape_.table;
    in_order = leads_ != Leads::Words && !any_will_do_;
    if (leads_ == Leads::Words && few_matches_) {
      from.add(shape_.table);
      where.add(fmt::format("_entry {}", shape_.words.found_in), {shape_.words.pairs_to_match(text_)});
      return;
    }
    if (leads_ == Leads::Words) {
      // Whoever compares the words reads the row, and has everything there.
      const auto by_entry = WordIndex::tells_all(text_) ? shape_.narrow : shape_.table + " NOT INDEXED";
      from.add(fmt::format("({}) AS matched CROSS JOIN {}", shape_.words.match, by_entry),
               {shape_.words.pairs_to_match(text_)});
      where.add("_entry = matched._of");
      return;
    }
    if (led_by_ != nullptr)
      if (const auto* part = shape_.part_of(*led_by_->field)) table_ = part->table;
    from.add(table_);
    where.add("1 = 1");
    if (led_by_ != nullptr) add_comparison(where, *led_by_);
  }

  // By what the index has, where it tells; what the row has to tell stands in `rest`.
  void narrow(const Filter& filter, Statement& rest) {
    auto& where = source_.where;
    if (is_sort(filter)) {
      const auto& field = *filter.field;
      const bool is_text = field.row().stored == Stored::Text;
      const bool always_there = field.required && !field.from && !field.until;
      if (!filter.is.empty()) where.add(" AND _sort = ?", {column_value(filter.is)});
      if (!filter.from.empty()) where.add(" AND _sort >= ?", {column_value(filter.from)});
      if (!filter.before.empty()) where.add(" AND _sort < ?", {column_value(filter.before)});
      if (is_text) where.add(" AND _sort <> ''");  // as a record without a value lies, others at 0
      if (!is_text && !always_there) add_filter(rest, shape_, filter, shape_.table);
      return;
    }
    const auto value = counted_as(filter);
    const auto place = std::ranges::find(facets_, filter.field);
    Statement exactly;
    add_filter(exactly, shape_, filter, shape_.table);
    if (!value || place == facets_.end()) {
      rest.add(exactly);
      return;
    }
    const auto mark = facet_mark(static_cast<std::size_t>(place - facets_.begin()), *value);
    where.add(" AND CASE WHEN replace(_facets, ?, '') <> _facets THEN 1 WHEN _facets <> '' THEN 0 ELSE ", {mark});
    where.add(of_the_row("THEN 1 ELSE 0 END END = 1", exactly));
  }

  /// "CASE WHEN … " of a condition on the row, with what ends it.
  Statement of_the_row(std::string_view end, const Statement& condition) const {
    Statement asked;
    if (table_ == shape_.table)
      asked.add("CASE WHEN (1 = 1").add(condition);
    else
      asked
          .add(fmt::format("CASE WHEN EXISTS (SELECT 1 FROM {} WHERE {}._entry = {}._entry", shape_.table, shape_.table,
                           table_))
          .add(condition);
    return asked.add(") ").add(end);
  }

  db::Session& session_;
  const Shape& shape_;
  const Viewer& viewer_;
  const Asked& asked_;
  Text text_;
  Fields facets_;
  Leads leads_ = Leads::Order;
  const Filter* led_by_ = nullptr;
  bool few_matches_ = false;
  bool any_will_do_ = false;
  Text table_ = {};
  Source source_ = {};
};

}  // namespace

Outcome<Source> source_of(db::Session& session, const Shape& shape, const Viewer& viewer, const Asked& asked,
                          Order order) {
  DL_CHECK(check_filters(shape, viewer, asked));
  if (viewer.office) return OfficeSource(session, shape, viewer, asked).make(order);
  return PublicSource(session, shape, viewer, asked).make(order);
}

Outcome<std::vector<FacetValue>> kept_values(db::Session& session, const Shape& shape, const Field& field,
                                             std::optional<Id> agency) {
  db::Sql sql("SELECT value, CAST(sum(n) AS BIGINT) FROM rec_facet WHERE register = ? AND field = ?", shape.made->code,
              field.code);
  if (agency) sql.add(" AND agency = ?", *agency);
  DL_TRY(auto rows, (session.query<Text, Id>(sql.add(" GROUP BY value HAVING sum(n) > 0 ORDER BY 2 DESC, value"))));
  std::vector<FacetValue> values;
  for (auto& [value, count] : rows) values.push_back({std::move(value), count});
  return values;
}

Outcome<std::optional<Id>> kept_total(db::Session& session, const Shape& shape, std::optional<Id> agency) {
  for (const auto* field : facet_fields(*shape.made)) {
    if (!field->required || field->many || field->from || field->until) continue;
    DL_TRY(const auto values, kept_values(session, shape, *field, agency));
    Id total = 0;
    for (const auto& [value, count] : values) total += count;
    return std::optional(total);
  }
  return std::optional<Id>();
}

}  // namespace dl::records
