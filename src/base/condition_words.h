// The words of conditions and what they suit; inside the language (condition.h).
#pragma once

#include <array>
#include <string_view>

#include "base/condition.h"

namespace dl::condition {

struct WordRow {
  Word word = Word::All;
  std::string_view name = {};  ///< stored; do not rename
  unsigned types = 0;          ///< bits of the types that it suits; none for groups

  constexpr bool is_group() const { return types == 0; }
  constexpr bool suits(Type type) const { return (types & (1U << static_cast<unsigned>(type))) != 0; }
};

constexpr unsigned types(auto... several) { return ((1U << static_cast<unsigned>(several)) | ...); }

/// In the order of Word.
inline constexpr std::array kWords = {
    WordRow{Word::Is, "is", types(Type::Text, Type::Integer, Type::Date)},
    WordRow{Word::In, "in", types(Type::Text, Type::Integer)},
    WordRow{Word::Has, "has", types(Type::List)},
    WordRow{Word::From, "from", types(Type::Date)},
    WordRow{Word::Before, "before", types(Type::Date)},
    WordRow{Word::AtLeast, "at-least", types(Type::Integer)},
    WordRow{Word::Filled, "filled", types(Type::Text, Type::Integer, Type::Date, Type::List)},
    WordRow{Word::All, "all", 0},
    WordRow{Word::Any, "any", 0},
    WordRow{Word::Not, "not", 0},
};

constexpr std::string_view name_of(Word word) { return kWords[static_cast<std::size_t>(word)].name; }

}  // namespace dl::condition
