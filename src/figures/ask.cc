#include "figures/ask.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <stdexcept>

#include "db/rows.h"
#include "db/sql.h"

namespace dl::figures {
namespace {

namespace json = boost::json;
using condition::Sql;
using condition::Type;
using condition::Value;
using Group = std::vector<Value>;

/// A statement over the source of a question.
class Statement {
 public:
  Statement(const db::Session& session, const Ask& ask) : engine_(session.engine()), ask_(ask) {}

  const Source& source() const { return *ask_.figure.source; }
  const Column& column(std::string_view name) const {
    if (const auto* found = source().find(name)) return *found;
    throw std::out_of_range("there is no field " + std::string(name));
  }

  /// Empty texts and dates are one group, whether they are NULL or ''.
  std::string grouped(const Column& one) const {
    return one.field.type == Type::Integer ? one.sql_for(engine_)
                                           : fmt::format("coalesce({}, '')", one.sql_for(engine_));
  }
  const std::string& plain(const Column& one) const { return one.sql_for(engine_); }

  void add(std::string_view text) { sql_.text += text; }
  void add_condition(const condition::Condition& condition) {
    condition::append_sql(sql_, condition, [&](std::string_view name) {
      const auto& found = column(name);
      return condition::SqlColumn{found.sql_for(engine_), found.moment, found.has};
    });
  }
  void add_source();
  void add_group(const Group& group);

  Outcome<std::vector<std::vector<db::Value>>> run(db::Session& session, const std::vector<db::Type>& types) const {
    std::vector<db::Value> values;
    for (const auto& value : sql_.values) std::visit([&](const auto& one) { values.emplace_back(one); }, value);
    return db::query_rows(session, sql_.text, std::move(values), types);
  }

 private:
  void add_scope(const std::string& agency);
  void add_stock(const Stock& stock);
  void add_day(condition::Word word, Date day) {
    add(" AND ");
    add_condition({.word = word, .field = ask_.figure.at->field, .values = {day}});
  }

  db::Engine engine_;
  const Ask& ask_;
  Sql sql_ = {};
};

// Literal text stays literal, for an index of part of a table serves only what says so.
void Statement::add_source() {
  const bool of_days = ask_.from || ask_.period;
  const bool by_agency = ask_.scope != nullptr && of_days && !source().from_by_agency.empty();
  add(fmt::format(" FROM {} WHERE {}", by_agency ? source().from_by_agency : source().from, source().where));
  if (by_agency) add(fmt::format(" AND {} = agency.id", source().agency));
  if (ask_.scope != nullptr) add_scope(by_agency ? "agency.id" : source().agency);
  if (ask_.agency != 0) {
    add(fmt::format(" AND {} = ", by_agency ? "agency.id" : source().agency));
    sql_.bind(ask_.agency);
  }
  if (ask_.figure.when) {
    add(" AND ");
    add_condition(*ask_.figure.when);
  }
  if (!source().until.empty()) {
    if (!ask_.today) throw std::logic_error("no day is given for records of " + source().name);
    add(fmt::format(" AND ({0} IS NULL OR {0} >= ", source().until));
    sql_.bind(ask_.today->text());
    add(")");
  }
  for (const auto& condition : ask_.further) {
    add(" AND ");
    add_condition(condition);
  }
  if (ask_.from) add_day(condition::Word::From, *ask_.from);
  if (ask_.figure.stock) {
    add_stock(*ask_.figure.stock);
  } else if (ask_.period) {
    add_day(condition::Word::From, ask_.period->from);
    add_day(condition::Word::Before, ask_.period->before);
  }
}

// What has come and has not ended before the day; without a period what has not ended at all.
void Statement::add_stock(const Stock& stock) {
  using condition::Word;
  condition::Condition ended{.word = Word::Filled, .field = stock.until->field, .values = {std::int64_t{1}}};
  if (ask_.period) {
    const auto day = stock.at == Stock::At::Begin ? ask_.period->from : ask_.period->before;
    add_day(Word::Before, day);
    ended = {.word = Word::Before, .field = stock.until->field, .values = {day}};
  }
  add(" AND ");
  add_condition({.word = Word::Not, .parts = {std::move(ended)}});
}

// As many placeholders as db::among has, so that people with scopes of many lengths share few statements.
void Statement::add_scope(const std::string& agency) {
  const auto& scope = *ask_.scope;
  if (scope.all) return;
  if (scope.agencies.empty()) return add(" AND 1 = 0");
  add(fmt::format(" AND {} IN (", agency));
  for (std::size_t i = 0; i < db::padded(scope.agencies.size()); ++i) {
    if (i > 0) add(", ");
    sql_.bind(scope.agencies[std::min(i, scope.agencies.size() - 1)]);
  }
  add(")");
}

void Statement::add_group(const Group& group) {
  for (std::size_t i = 0; i < ask_.by.size(); ++i) {
    const auto& one = column(ask_.by[i]);
    const auto* number = std::get_if<std::int64_t>(&group.at(i));
    add(fmt::format(" AND {} ", grouped(one)));
    if (one.field.type == Type::Integer && number == nullptr) {
      add("IS NULL");
    } else {
      add("= ");
      if (number != nullptr)
        sql_.bind(*number);
      else
        sql_.bind(text_of(group[i]));
    }
  }
}

Value value_of_cell(const db::Value& given, Type type) {
  if (const auto* number = std::get_if<std::int64_t>(&given)) return *number;
  const auto* text = std::get_if<std::string>(&given);
  if (text == nullptr) return {};
  return value_of(*text, type).value_or(Value(*text));
}

db::Type type_of(const Column& column) {
  return column.field.type == Type::Integer ? db::Type::Integer : db::Type::Text;
}

void add_measure(Statement& statement, const Measure& measure) {
  if (measure.kind == Measure::Kind::Sum) {
    statement.add(fmt::format("CAST(coalesce(sum({}), 0) AS BIGINT)", statement.plain(*measure.sum)));
  } else if (measure.kind == Measure::Kind::Share) {
    statement.add("CAST(coalesce(sum(CASE WHEN ");
    statement.add_condition(*measure.part);
    statement.add(" THEN 1 ELSE 0 END), 0) AS BIGINT), count(*)");
  } else {
    statement.add("count(*)");
  }
}

}  // namespace

Ask Ask::of(const Definition& figure, std::optional<Period> period, std::int64_t agency, std::optional<Date> today) {
  Ask ask{.figure = figure, .period = std::move(period), .agency = agency, .today = today};
  for (const auto* column : figure.by) ask.by.push_back(column->field.name);
  return ask;
}

Outcome<std::vector<Cell>> cells(db::Session& session, const Ask& ask) {
  if (const auto& ready = ask.figure.source->ready) DL_CHECK(ready(session));
  const bool share = ask.figure.measure.kind == Measure::Kind::Share;
  Statement statement(session, ask);
  std::vector<db::Type> types;
  statement.add("SELECT ");
  for (const auto& name : ask.by) {
    const auto& column = statement.column(name);
    statement.add(statement.grouped(column) + ", ");
    types.push_back(type_of(column));
  }
  add_measure(statement, ask.figure.measure);
  types.insert(types.end(), share ? 2 : 1, db::Type::Integer);
  statement.add_source();
  for (std::size_t i = 0; i < ask.by.size(); ++i)
    statement.add(fmt::format("{}{}", i == 0 ? " GROUP BY " : ", ", i + 1));
  DL_TRY(const auto found, statement.run(session, types));
  std::vector<Cell> cells;
  for (const auto& line : found) {
    Cell cell;
    for (std::size_t i = 0; i < ask.by.size(); ++i)
      cell.group.push_back(value_of_cell(line[i], statement.column(ask.by[i]).field.type));
    cell.value = std::get<std::int64_t>(line[ask.by.size()]);
    if (share) cell.of = std::get<std::int64_t>(line[ask.by.size() + 1]);
    cells.push_back(std::move(cell));
  }
  std::ranges::sort(cells, {}, &Cell::group);  // engines order texts each in its way
  return cells;
}

Outcome<std::vector<Row>> rows(db::Session& session, const Ask& ask, const std::optional<Group>& group,
                               const Part& part) {
  if (const auto& ready = ask.figure.source->ready) DL_CHECK(ready(session));
  Statement statement(session, ask);
  const auto& source = statement.source();
  statement.add(fmt::format("SELECT {}, CASE WHEN {} THEN 1 ELSE 0 END", source.id,
                            source.withheld.empty() ? "1 = 0" : source.withheld));
  std::vector<db::Type> types = {db::Type::Integer, db::Type::Integer};
  std::vector<Type> open;
  for (const auto& column : source.columns) {
    if (column.use != Column::Use::Open) continue;
    statement.add(", " + statement.plain(column));
    types.push_back(type_of(column));
    open.push_back(column.field.type);
  }
  statement.add_source();
  if (group) statement.add_group(*group);
  if (part.after != 0) statement.add(fmt::format(" AND {} > {}", source.id, part.after));
  statement.add(fmt::format(" ORDER BY {}", source.id));
  if (part.most != 0) statement.add(fmt::format(" LIMIT {}", part.most));
  DL_TRY(const auto found, statement.run(session, types));
  std::vector<Row> rows;
  for (const auto& line : found) {
    Row row{.id = std::get<std::int64_t>(line[0]), .withheld = std::get<std::int64_t>(line[1]) != 0};
    for (std::size_t i = 0; i < open.size(); ++i) row.values.push_back(value_of_cell(line[i + 2], open[i]));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<Value> value_of(std::string_view text, Type type) {
  if (text.empty()) return Value();
  if (type == Type::Text) return Value(std::string(text));
  if (type == Type::Date) {
    const auto date = Date::parse(text);
    return date ? std::optional(Value(*date)) : std::nullopt;
  }
  if (type == Type::Integer) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(Value(number)) : std::nullopt;
  }
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return Value(std::move(lines));
}

std::string text_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* date = std::get_if<Date>(&value)) return date->text();
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* list = std::get_if<std::vector<std::string>>(&value))
    return fmt::format("{}", fmt::join(*list, "\n"));
  return {};
}

std::string worded(const Column& column, const Value& value) {
  const auto word = [&](const std::string& text) {
    const auto found = column.words.find(text);
    return found == column.words.end() ? text : found->second;
  };
  const auto* list = std::get_if<std::vector<std::string>>(&value);
  if (list == nullptr) return word(text_of(value));
  auto words = *list;
  std::ranges::transform(words, words.begin(), word);
  return text_of(words);
}

std::string group_text(const Group& group) {
  json::array values;
  for (const auto& value : group) values.emplace_back(text_of(value));
  return json::serialize(values);
}

Outcome<Group> read_group(std::string_view text, const std::vector<const Column*>& columns) {
  constexpr std::size_t kLongest = 1000;  // bytes
  const auto refused = fail(Fault::Invalid, "figures.group", std::string(text.substr(0, kLongest)));
  boost::system::error_code error;
  const auto read = text.size() > kLongest ? json::value() : json::parse(text, error);
  const auto* texts = error ? nullptr : read.if_array();
  if (texts == nullptr || texts->size() != columns.size()) return refused;
  Group group;
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const auto* one = (*texts)[i].if_string();
    const auto value = one == nullptr ? std::nullopt : value_of(std::string_view(*one), columns[i]->field.type);
    if (!value) return refused;
    group.push_back(*value);
  }
  return group;
}

condition::Condition is_number(const Source& source, std::string_view column, std::int64_t number) {
  const auto* found = source.find(column);
  if (found == nullptr) throw std::out_of_range("there is no field " + std::string(column));
  return {.word = condition::Word::Is, .field = found->field, .values = {number}};
}

}  // namespace dl::figures
