// What a line of a document loses on its way in, gathered until the line is done and told with its place and words.
#pragma once

#include <array>

#include "intake/draft.h"

namespace dl::intake {

enum class Loss : std::uint8_t { Deleted, Hidden, Struck, Ruby, Formula, Symbol, Object, Comment, Part };
inline constexpr std::size_t kLosses = 9;

class Losses {
 public:
  /// Words that were lost, or stand on the line from `begin` to `end` without what made them different. What
  /// follows at once belongs to the words before it: files cut words in pieces as they like.
  void add(Loss loss, View words, std::size_t begin, std::size_t end);
  /// Warns about everything and begins anew.
  void tell(Draft& draft, std::size_t line);

 private:
  struct Gathered {
    std::vector<std::string> words = {};
    std::size_t end = 0;
  };
  std::array<Gathered, kLosses> all_ = {};
};

}  // namespace dl::intake
