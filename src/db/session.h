// A connection to the database and the statements prepared on it.
//
// SQL is the common part of SQLite and PostgreSQL, one statement a call, with placeholders: a :name
// takes the next argument where it first stands and the same one when it comes again; :2 takes the
// second argument. Values are typed, so the same call reads the same from both. A Session belongs
// to one thread at a time; Database (database.h) lends it out. Throws nothing: every fault is an Error.
//
// A statement that fails dooms its transaction on both engines, as PostgreSQL does anyway: later
// ones are refused and nothing is committed. Ask first, or use ON CONFLICT.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

#include "base/outcome.h"
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

class Session {
 public:
  virtual ~Session() = default;
  virtual Engine engine() const = 0;

  /// Runs a statement and returns how many rows it changed. Constraint faults come back as
  /// Fault::Conflict with key `db.unique`, `db.foreign`, `db.check` or `db.null`; a full disk as
  /// Fault::Full `db.full`; a lost or locked database as Fault::Unavailable `db.unavailable`.
  template <class... Args>
  Outcome<std::int64_t> run(std::string_view sql, const Args&... args) {
    return execute(sql, bind(args...), {}, nullptr);
  }

  /// All rows as tuples. A value that its C++ type cannot hold (NULL without std::optional, a text that is no date) is
  /// Fault::Internal `db.value`, here and below.
  template <class... Cols, class... Args>
  Outcome<std::vector<std::tuple<Cols...>>> query(std::string_view sql, const Args&... args);

  /// The first row, if there is one.
  template <class... Cols, class... Args>
  Outcome<std::optional<std::tuple<Cols...>>> find(std::string_view sql, const Args&... args);

  /// The single value of a statement that always yields one, such as count(*) or RETURNING id.
  template <class T, class... Args>
  Outcome<T> value(std::string_view sql, const Args&... args);

 protected:
  using RowSink = std::function<bool(std::vector<Value>&)>;  ///< may take values out; false stops the reading
  virtual Outcome<std::int64_t> execute(std::string_view sql, std::vector<Value> binds,
                                        const std::vector<Type>& columns, const RowSink& sink) = 0;

 private:
  template <class... Args>
  static std::vector<Value> bind(const Args&... args);
};

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

template <class... Args>
std::vector<Value> Session::bind(const Args&... args) {
  std::vector<Value> binds;
  binds.reserve(sizeof...(Args));
  (binds.push_back(Column<Args>::to(args)), ...);
  return binds;
}

namespace detail {
/// The value as a T; texts are moved out, so a long one is copied once on its way from the engine.
template <class T>
T take(Value& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    auto* text = std::get_if<std::string>(&value);
    return text != nullptr ? std::move(*text) : std::string();
  } else {
    return Column<T>::from(value);
  }
}

template <class T>
inline constexpr bool kIsOptional = false;
template <class T>
inline constexpr bool kIsOptional<std::optional<T>> = true;

template <class T>
bool is_readable(const Value& value) {
  if constexpr (kIsOptional<T>)
    return std::holds_alternative<std::monostate>(value) || is_readable<typename T::value_type>(value);
  else if constexpr (std::is_same_v<T, Date>)
    return std::holds_alternative<std::string>(value) && Date::parse(std::get<std::string>(value)).has_value();
  else
    return value.index() == static_cast<std::size_t>(Column<T>::type) + 1;  // the first is NULL
}

/// Empty when a value cannot be read as what is wanted.
template <class Tuple, std::size_t... I>
std::optional<Tuple> row_of(std::vector<Value>& values, std::index_sequence<I...>) {
  if (!(is_readable<std::tuple_element_t<I, Tuple>>(values[I]) && ...)) return std::nullopt;
  return Tuple{take<std::tuple_element_t<I, Tuple>>(values[I])...};
}

Failure unreadable(std::string_view sql);
}  // namespace detail

template <class... Cols, class... Args>
Outcome<std::vector<std::tuple<Cols...>>> Session::query(std::string_view sql, const Args&... args) {
  std::vector<std::tuple<Cols...>> rows;
  bool readable = true;
  DL_CHECK(execute(sql, bind(args...), {Column<Cols>::type...}, [&](std::vector<Value>& values) {
    auto row = detail::row_of<std::tuple<Cols...>>(values, std::index_sequence_for<Cols...>());
    readable = row.has_value();
    if (row) rows.push_back(std::move(*row));
    return readable;
  }));
  if (!readable) return detail::unreadable(sql);
  return rows;
}

template <class... Cols, class... Args>
Outcome<std::optional<std::tuple<Cols...>>> Session::find(std::string_view sql, const Args&... args) {
  std::optional<std::tuple<Cols...>> row;
  bool readable = true;
  DL_CHECK(execute(sql, bind(args...), {Column<Cols>::type...}, [&](std::vector<Value>& values) {
    row = detail::row_of<std::tuple<Cols...>>(values, std::index_sequence_for<Cols...>());
    readable = row.has_value();
    return false;
  }));
  if (!readable) return detail::unreadable(sql);
  return row;
}

template <class T, class... Args>
Outcome<T> Session::value(std::string_view sql, const Args&... args) {
  DL_TRY(auto row, find<T>(sql, args...));
  if (!row) return fail(Fault::Internal, "db.no-value", std::string(sql));
  return std::get<0>(std::move(*row));
}

}  // namespace dl::db
