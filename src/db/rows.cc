#include "db/rows.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <stdexcept>

namespace dl::db {
namespace {

/// Only this module may run a statement untyped; the name is taken from the session's own class.
struct Untyped : Session {
  static constexpr auto kExecute = &Untyped::execute;
};

/// "{1,NULL,"a \"b\""}": what PostgreSQL reads as an array.
std::string array_of(const std::vector<std::vector<Value>>& rows, std::size_t column) {
  std::string text = "{";
  for (const auto& row : rows) {
    if (text.size() > 1) text += ',';
    const auto& value = row.at(column);
    if (const auto* words = std::get_if<std::string>(&value)) {
      text += '"';
      for (const char c : *words) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
      }
      text += '"';
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      text += fmt::format("{}", *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
      text += fmt::format("{}", *real);
    } else if (std::holds_alternative<std::monostate>(value)) {
      text += "NULL";
    } else {
      throw std::logic_error("bytes are inserted row by row");
    }
  }
  return text + "}";
}

}  // namespace

Insertion insertion_into(std::string_view table, const std::vector<std::pair<std::string, Type>>& columns) {
  constexpr std::array<std::string_view, 4> kArrays = {"bigint[]", "double precision[]", "text[]", "bytea[]"};
  Insertion into;
  std::vector<std::string> names;
  std::vector<std::string> marks;
  std::vector<std::string> arrays;
  for (const auto& [name, type] : columns) {
    names.push_back(name);
    marks.emplace_back("?");
    arrays.push_back(fmt::format("CAST(? AS {})", kArrays.at(static_cast<std::size_t>(type))));
  }
  const auto start = fmt::format("INSERT INTO {} ({}) ", table, fmt::join(names, ", "));
  into.one = start + fmt::format("VALUES ({})", fmt::join(marks, ", "));
  into.many = start + fmt::format("SELECT * FROM unnest({})", fmt::join(arrays, ", "));
  return into;
}

Outcome<void> insert_rows(Session& session, const Insertion& into, const std::vector<std::vector<Value>>& rows) {
  if (session.engine() == Engine::Postgres && rows.size() > 1 && !into.many.empty()) {
    std::vector<Value> arrays;
    for (std::size_t i = 0; i < rows.front().size(); ++i) arrays.emplace_back(array_of(rows, i));
    DL_CHECK((session.*Untyped::kExecute)(into.many, std::move(arrays), {}, nullptr));
    return {};
  }
  for (const auto& row : rows) DL_CHECK((session.*Untyped::kExecute)(into.one, row, {}, nullptr));
  return {};
}

Outcome<std::vector<std::vector<Value>>> query_rows(Session& session, std::string_view sql, std::vector<Value> binds,
                                                    const std::vector<Type>& columns) {
  std::vector<std::vector<Value>> rows;
  DL_CHECK((session.*Untyped::kExecute)(sql, std::move(binds), columns, [&](std::vector<Value>& values) {
    rows.push_back(values);
    return true;
  }));
  return rows;
}

}  // namespace dl::db
