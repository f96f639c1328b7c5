// The closed language of conditions: one small tree that says which records are meant.
//
//   { field = "decided_on", from = 2025-01-01 }     is  in  has  from  before  at-least  filled
//   { all = […] }   { any = […] }   { not = … }
//
// Nothing else, ever: what needs more is a named check in C++. The tree is read once, from TOML
// (condition_toml.h) or JSON, against the fields that there are; then it is evaluated here, written as
// canonical JSON (which the console and the bundle of figures evaluate by the same cases, see
// tests/fixtures/conditions.json), said in Chinese, or put into SQL. Pure.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"

namespace dl::condition {

/// What a field holds. Stored by name in schemas of bundles; do not rename.
enum class Type : std::uint8_t { Text, Integer, Date, List };

std::string_view name_of(Type type);

/// A field that conditions may speak of.
struct Field {
  std::string name = {};   ///< as conditions write it: "decided_on"
  std::string title = {};  ///< as people read it: 决定日期
  Type type = Type::Text;
};

/// A value of a field; monostate, "" and an empty list are all empty.
using Value = std::variant<std::monostate, std::int64_t, Date, std::string, std::vector<std::string>>;

bool is_empty(const Value& value);

/// The words of the language. A word about one field is false where the field is empty, but `filled = false`.
enum class Word : std::uint8_t {
  Is,       ///< equal; not for lists
  In,       ///< one of several texts or numbers
  Has,      ///< a list that contains the text
  From,     ///< that day or later
  Before,   ///< before that day
  AtLeast,  ///< that number or more
  Filled,   ///< not empty, or empty
  All,
  Any,
  Not,
};

struct Condition {
  Word word = Word::All;
  Field field = {};                   ///< of a word about a field
  std::vector<Value> values = {};     ///< what it is compared with; `filled` has 1 or 0
  std::vector<Condition> parts = {};  ///< of all, any, not

  friend bool operator==(const Condition& a, const Condition& b);
};

/// The canonical JSON: the same tree is the same bytes, wherever it was read.
std::string to_json(const Condition& condition);

/// Whether the condition holds for a record, whose values are asked by the names of fields.
bool holds(const Condition& condition, const std::function<Value(std::string_view)>& value_of);

/// As a sentence by the titles of the fields: 决定日期不早于2025年1月1日，且处罚种类为“罚款”.
std::string to_chinese(const Condition& condition);

/// SQL text and the values that its placeholders ? take, in their order.
struct Sql {
  std::string text = {};
  std::vector<std::variant<std::int64_t, std::string>> values = {};

  /// Appends a placeholder for a value.
  Sql& bind(std::variant<std::int64_t, std::string> value);
};

/// Where SQL finds a field. Lists are a text of lines; dates a text YYYY-MM-DD.
struct SqlColumn {
  std::string text = {};    ///< expression that gives the value, NULL or '' where it is empty
  std::string moment = {};  ///< of a date: an expression of milliseconds that an index may serve; may be ""
  std::string has = {};     ///< of a list: "EXISTS (… = ", to which a value and ")" are added, by an index; may be ""
};

/// Appends the condition in the words that SQLite and PostgreSQL share. It is true or false, never NULL, and
/// equal to what `holds` says.
void append_sql(Sql& sql, const Condition& condition, const std::function<SqlColumn(std::string_view)>& column_of);

/// A node of a file that is being read, whatever its format. For condition_toml.cc.
struct Raw {
  using Table = std::vector<std::pair<std::string, Raw>>;
  std::string place = {};  ///< "file:line" or "$.all[1]"
  std::variant<std::monostate, bool, std::int64_t, Date, std::string, std::vector<Raw>, Table> value = {};
};

/// Reads a tree; `Error::detail` is "place: what is wrong", under the given key.
Outcome<Condition> parse(const Raw& raw, std::span<const Field> fields, std::string_view key);

}  // namespace dl::condition
