// The values that travel between the program and the database, and how C++ types do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/time.h"

namespace dl::db {

/// Raw bytes, for columns declared BYTEA (which both engines take). Never empty: an empty one is refused.
struct Bytes {
  std::string data = {};

  friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// SQL NULL, INTEGER (64 bits), REAL, TEXT or bytes. Dates are text, instants integers, booleans 0 or 1.
/// Text is UTF-8 without NUL (`db.text` otherwise). Columns are declared BIGINT, DOUBLE PRECISION, TEXT, BYTEA.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Bytes>;

enum class Type : std::uint8_t { Integer, Real, Text, Bytes };

enum class Engine : std::uint8_t { Sqlite, Postgres };

/// How a C++ type travels. Specialise for enumerations that are stored by name.
template <class T>
struct Column;

template <>
struct Column<std::int64_t> {
  static constexpr Type type = Type::Integer;
  static Value to(std::int64_t v) { return v; }
  static std::int64_t from(const Value& v) {
    return std::holds_alternative<std::int64_t>(v) ? std::get<std::int64_t>(v) : 0;
  }
};

template <>
struct Column<int> {
  static constexpr Type type = Type::Integer;
  static Value to(int v) { return std::int64_t{v}; }
  static int from(const Value& v) { return static_cast<int>(Column<std::int64_t>::from(v)); }
};

template <>
struct Column<bool> {
  static constexpr Type type = Type::Integer;
  static Value to(bool v) { return std::int64_t{v ? 1 : 0}; }
  static bool from(const Value& v) { return Column<std::int64_t>::from(v) != 0; }
};

template <>
struct Column<double> {
  static constexpr Type type = Type::Real;
  static Value to(double v) { return v; }
  static double from(const Value& v) { return std::holds_alternative<double>(v) ? std::get<double>(v) : 0; }
};

template <>
struct Column<std::string> {
  static constexpr Type type = Type::Text;
  static Value to(const std::string& v) { return v; }
  static std::string from(const Value& v) {
    return std::holds_alternative<std::string>(v) ? std::get<std::string>(v) : std::string();
  }
};

template <>
struct Column<std::string_view> {
  static Value to(std::string_view v) { return std::string(v); }
};

template <>
struct Column<const char*> {
  static Value to(const char* v) { return std::string(v); }
};

template <std::size_t N>
struct Column<char[N]> {
  static Value to(const char* v) { return std::string(v); }
};

template <>
struct Column<Bytes> {
  static constexpr Type type = Type::Bytes;
  static Value to(const Bytes& v) { return v; }
  static Bytes from(const Value& v) { return std::holds_alternative<Bytes>(v) ? std::get<Bytes>(v) : Bytes(); }
};

template <>
struct Column<Date> {
  static constexpr Type type = Type::Text;
  static Value to(Date v) { return v.text(); }
  static Date from(const Value& v) { return Date::parse(Column<std::string>::from(v)).value_or(Date()); }
};

template <>
struct Column<Instant> {
  static constexpr Type type = Type::Integer;
  static Value to(Instant v) { return v.milliseconds(); }
  static Instant from(const Value& v) { return Instant(Column<std::int64_t>::from(v)); }
};

template <class T>
struct Column<std::optional<T>> {
  static constexpr Type type = Column<T>::type;
  static Value to(const std::optional<T>& v) { return v ? Column<T>::to(*v) : Value(); }
  static std::optional<T> from(const Value& v) {
    if (std::holds_alternative<std::monostate>(v)) return std::nullopt;
    return Column<T>::from(v);
  }
};

}  // namespace dl::db
