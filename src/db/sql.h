// A statement that is put together while the program runs: its text and the values of its placeholders, in their order.
//
//   Sql sql("SELECT id FROM document WHERE agency = ?", agency);
//   if (!kind.empty()) sql.add(" AND kind = ?", kind);
//   session.query<std::int64_t>(sql.add(" ORDER BY id ?", limit_to(50)));
//
// Each ? takes the next argument: a value is bound, another Sql or a Literal is put in its place. The text itself
// stands in the program, so nothing that somebody sends can become a part of it, and a ? too many does not compile.
#pragma once

#include <concepts>
#include <span>
#include <type_traits>
#include <vector>

#include "db/value.h"

namespace dl::db {

/// A piece of SQL as it stands in the program: the name of a column, say.
class Literal {
 public:
  template <class T>
  requires std::convertible_to<const T&, std::string_view>
  consteval Literal(const T& text) : text_(text) {}  // NOLINT(google-explicit-constructor): stands for its text
  constexpr std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

namespace detail {

/// Where the next ? stands that is not within quotes; the length of the text when there is none.
constexpr std::size_t find_mark(std::string_view text) {
  char quote = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quote == 0 && c == '?') return at;
    if (quote == 0 && (c == '\'' || c == '"'))
      quote = c;
    else if (c == quote)
      quote = 0;
  }
  return text.size();
}

constexpr std::size_t count_marks(std::string_view text) {
  std::size_t count = 0;
  for (auto at = find_mark(text); at < text.size(); at = find_mark(text)) {
    text.remove_prefix(at + 1);
    ++count;
  }
  return count;
}

/// A text with as many ? as there are arguments.
template <class... Args>
struct SqlText {
  template <class T>
  requires std::convertible_to<const T&, std::string_view>
  consteval SqlText(const T& from) : text(from) {  // NOLINT(google-explicit-constructor): stands for its text
    if (count_marks(text) != sizeof...(Args)) throw "as many ? as arguments";
  }
  std::string_view text;
};

}  // namespace detail

class Sql {
 public:
  Sql() = default;
  template <class... Args>
  explicit Sql(detail::SqlText<std::type_identity_t<Args>...> text, const Args&... args) {
    put_all(text.text, args...);
  }

  template <class... Args>
  Sql& add(detail::SqlText<std::type_identity_t<Args>...> text, const Args&... args) {
    put_all(text.text, args...);
    return *this;
  }
  Sql& add(const Sql& more);

  const std::string& text() const { return text_; }
  const std::vector<Value>& values() const { return values_; }
  bool empty() const { return text_.empty(); }

 private:
  friend Sql limit_to(int rows);

  template <class... Args>
  void put_all(std::string_view text, const Args&... args) {
    (put(text, args), ...);
    text_ += text;
  }

  template <class Arg>
  void put(std::string_view& text, const Arg& arg) {
    const auto mark = detail::find_mark(text);
    text_ += text.substr(0, mark);
    text.remove_prefix(mark + 1);
    if constexpr (std::same_as<Arg, Sql>) {
      add(arg);
    } else if constexpr (std::same_as<Arg, Literal>) {
      text_ += arg.text();
    } else {
      text_ += '?';
      values_.push_back(Column<Arg>::to(arg));
    }
  }

  std::string text_ = {};
  std::vector<Value> values_ = {};
};

/// "LIMIT 50". The number stands in the text, for an engine plans otherwise for few rows than for any number.
Sql limit_to(int rows);

/// The pieces one behind the other.
Sql join(std::span<const Sql> pieces, Literal between);

/// How many values a list of so many is given: the next power of two, so that lists of many lengths share few
/// statements.
std::size_t padded(std::size_t count);

/// Whether the column holds one of the values; "1 = 0" for none.
template <class T>
Sql among(Literal column, const std::vector<T>& values) {
  if (values.empty()) return Sql("1 = 0");
  Sql list("?", values.front());
  for (std::size_t i = 1; i < padded(values.size()); ++i)
    list.add(", ?", i < values.size() ? values[i] : values.back());
  return Sql("? IN (?)", column, list);
}

}  // namespace dl::db
