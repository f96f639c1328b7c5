// Named tables: what each value of an enumeration is called where it is stored or sent, and what people call it.
//
// An enumeration that is stored, sent or shown has one table, in the order of its values, and beside its declaration
// `Names<E> table_of(E)`, which answers that table. Everything else follows from it: name_of, chinese_of, find_named,
// the words of the API and the lists that forms choose from.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <stdexcept>
#include <string_view>
#include <type_traits>

namespace dl {

template <class E>
struct Named {
  E value = {};
  std::string_view name = {};     ///< as it is stored and sent: do not rename
  std::string_view chinese = {};  ///< as people read it; may be empty
  std::string_view earlier = {};  ///< the name that it was stored and sent under before; mostly empty
};

template <class E>
using Names = std::span<const Named<E>>;

/// An enumeration with a table. `table_of` is found where the enumeration is declared; its argument only chooses.
template <class E>
concept HasNames = std::is_enum_v<E> && requires(E value) {
  { table_of(value) } -> std::same_as<Names<E>>;
};

/// Makes a table; one that leaves a value out, or stands in another order, does not compile.
template <class E, std::size_t N>
consteval std::array<Named<E>, N> named_table(const Named<E> (&rows)[N]) {
  for (std::size_t i = 0; i < N; ++i)
    if (static_cast<std::size_t>(rows[i].value) != i) throw "the rows stand in the order of the values";
  return std::to_array(rows);
}

/// The row of a value; a value without one is a broken invariant.
template <HasNames E>
const Named<E>& named_row(E value) {
  const Names<E> rows = table_of(value);
  const auto place = static_cast<std::size_t>(value);
  if (place >= rows.size()) throw std::logic_error("a value without a name");
  return rows[place];
}

template <HasNames E>
std::string_view name_of(E value) {
  return named_row(value).name;
}

template <HasNames E>
std::string_view chinese_of(E value) {
  return named_row(value).chinese;
}

/// The value of a name as it is stored and sent, or was before; nothing for other words.
template <HasNames E>
std::optional<E> find_name(std::string_view text) {
  if (text.empty()) return std::nullopt;
  for (const auto& row : table_of(E{}))
    if (row.name == text || row.earlier == text) return row.value;
  return std::nullopt;
}

/// The value of a name, or of what people call it; nothing for other words.
template <HasNames E>
std::optional<E> find_named(std::string_view text) {
  if (auto value = find_name<E>(text)) return value;
  for (const auto& row : table_of(E{}))
    if (row.chinese == text && !text.empty()) return row.value;
  return std::nullopt;
}

}  // namespace dl
