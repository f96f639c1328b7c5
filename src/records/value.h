// What a field of a record holds, in the one form in which it is stored, compared and sent.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace dl::records {

/// Nothing, a number in the smallest unit of its field (分; a decimal's last digit; yes is 1), a canonical text, or
/// several: the values of a field that may have many, the rows of a sub-table, the columns of such a row.
struct Value {
  std::variant<std::monostate, std::int64_t, std::string, std::vector<Value>> held = {};

  Value() = default;
  Value(std::int64_t number) : held(number) {}                     // NOLINT(google-explicit-constructor)
  Value(std::string text) : held(std::move(text)) {}               // NOLINT(google-explicit-constructor)
  Value(std::vector<Value> several) : held(std::move(several)) {}  // NOLINT(google-explicit-constructor)

  const std::int64_t* number() const { return std::get_if<std::int64_t>(&held); }
  const std::string* text() const { return std::get_if<std::string>(&held); }
  const std::vector<Value>* several() const { return std::get_if<std::vector<Value>>(&held); }
  bool empty() const {
    return held.index() == 0 || (text() != nullptr && text()->empty()) || (several() != nullptr && several()->empty());
  }

  friend bool operator==(const Value&, const Value&) = default;
};

/// One value a field, in the order of the register's fields (Field::place).
using Record = std::vector<Value>;

}  // namespace dl::records
