// A connection to the database and the statements prepared on it.
//
// SQL is the common part of SQLite and PostgreSQL, one statement a call, with placeholders: a :name
// takes the next argument where it first stands and the same one when it comes again; :2 takes the
// second argument. What is put together while the program runs is an Sql (sql.h). Values are typed, so the same call
// reads the same from both. A Session belongs to one thread at a time; Database (database.h) lends it out. Throws
// nothing: every fault is an Error.
//
// A statement that fails dooms its transaction on both engines, as PostgreSQL does anyway: later
// ones are refused and nothing is committed. Ask first, or use ON CONFLICT.
#pragma once

#include <functional>
#include <memory>
#include <tuple>
#include <vector>

#include "base/outcome.h"
#include "db/sql.h"

namespace dl::db {

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
  Outcome<std::int64_t> run(const Sql& sql) { return execute(sql.text(), sql.values(), {}, nullptr); }

  /// All rows as tuples. A value that its C++ type cannot hold (NULL without std::optional, a text that is no date) is
  /// Fault::Internal `db.value`, here and below.
  template <class... Cols, class... Args>
  Outcome<std::vector<std::tuple<Cols...>>> query(std::string_view sql, const Args&... args) {
    return read_rows<Cols...>(sql, bind(args...));
  }
  template <class... Cols>
  Outcome<std::vector<std::tuple<Cols...>>> query(const Sql& sql) {
    return read_rows<Cols...>(sql.text(), sql.values());
  }

  /// The first row, if there is one.
  template <class... Cols, class... Args>
  Outcome<std::optional<std::tuple<Cols...>>> find(std::string_view sql, const Args&... args) {
    return read_first<Cols...>(sql, bind(args...));
  }
  template <class... Cols>
  Outcome<std::optional<std::tuple<Cols...>>> find(const Sql& sql) {
    return read_first<Cols...>(sql.text(), sql.values());
  }

  /// The single value of a statement that always yields one, such as count(*) or RETURNING id.
  template <class T, class... Args>
  Outcome<T> value(std::string_view sql, const Args&... args) {
    return read_single<T>(sql, bind(args...));
  }
  template <class T>
  Outcome<T> value(const Sql& sql) {
    return read_single<T>(sql.text(), sql.values());
  }

 protected:
  using RowSink = std::function<bool(std::vector<Value>&)>;  ///< may take values out; false stops the reading
  virtual Outcome<std::int64_t> execute(std::string_view sql, std::vector<Value> binds,
                                        const std::vector<Type>& columns, const RowSink& sink) = 0;

 private:
  template <class... Args>
  static std::vector<Value> bind(const Args&... args) {
    std::vector<Value> binds;
    binds.reserve(sizeof...(Args));
    (binds.push_back(Column<Args>::to(args)), ...);
    return binds;
  }
  template <class... Cols>
  Outcome<std::vector<std::tuple<Cols...>>> read_rows(std::string_view sql, std::vector<Value> binds);
  template <class... Cols>
  Outcome<std::optional<std::tuple<Cols...>>> read_first(std::string_view sql, std::vector<Value> binds);
  template <class T>
  Outcome<T> read_single(std::string_view sql, std::vector<Value> binds);
};

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

template <class... Cols>
Outcome<std::vector<std::tuple<Cols...>>> Session::read_rows(std::string_view sql, std::vector<Value> binds) {
  std::vector<std::tuple<Cols...>> rows;
  bool readable = true;
  DL_CHECK(execute(sql, std::move(binds), {Column<Cols>::type...}, [&](std::vector<Value>& values) {
    auto row = detail::row_of<std::tuple<Cols...>>(values, std::index_sequence_for<Cols...>());
    readable = row.has_value();
    if (row) rows.push_back(std::move(*row));
    return readable;
  }));
  if (!readable) return detail::unreadable(sql);
  return rows;
}

template <class... Cols>
Outcome<std::optional<std::tuple<Cols...>>> Session::read_first(std::string_view sql, std::vector<Value> binds) {
  std::optional<std::tuple<Cols...>> row;
  bool readable = true;
  DL_CHECK(execute(sql, std::move(binds), {Column<Cols>::type...}, [&](std::vector<Value>& values) {
    row = detail::row_of<std::tuple<Cols...>>(values, std::index_sequence_for<Cols...>());
    readable = row.has_value();
    return false;
  }));
  if (!readable) return detail::unreadable(sql);
  return row;
}

template <class T>
Outcome<T> Session::read_single(std::string_view sql, std::vector<Value> binds) {
  DL_TRY(auto row, read_first<T>(sql, std::move(binds)));
  if (!row) return fail(Fault::Internal, "db.no-value", std::string(sql));
  return std::get<0>(std::move(*row));
}

}  // namespace dl::db
