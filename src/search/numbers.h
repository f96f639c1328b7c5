// 文号 (document numbers) as people type them: 十政务公开发〔2020〕1号 with any brackets, any width,
// any spaces or none, "2020 1号", "2020年第1号". Stored numbers and asked ones meet in one term.
//
// base/identifiers.h reads what is a whole number and nothing else, numbers of orders (国务院令第711号)
// included; this reads on loosely, in the midst of other words and without an issuer. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dl::search {

/// A 文号 in a text, and where: characters [begin, end) of it.
struct FoundNumber {
  std::string issuer = {};  ///< 十政务公开发; empty when only year and number were written
  int year = 0;             ///< 0 for the number of an order
  int number = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// The first number in the folded characters (text::fold_character) of a text.
std::optional<FoundNumber> find_number(std::u32string_view folded);

/// The term of the whole number; with an empty issuer, the term that all numbers with this year and
/// serial share.
std::string number_term(const FoundNumber& number);
std::string short_number_term(const FoundNumber& number);

/// The form in which 索引号 are compared: no spaces, capitals, plain width. Empty when the text cannot be one.
std::string index_number_term(std::string_view text);

}  // namespace dl::search
