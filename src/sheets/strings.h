// The strings that the cells of a workbook share: very many, short, kept close together.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "sheets/package.h"

namespace dl::sheets {

class SharedStrings {
 public:
  /// Fails with `sheets.too-large` beyond Limits::words, with `sheets.too-long` for one of them.
  Outcome<void> add(std::string_view text, const Limits& limits);
  std::size_t size() const { return places_.size(); }
  /// Lives as long as this; empty where there is no such string.
  std::string_view at(std::size_t index) const;

 private:
  struct Span {
    std::uint32_t from = 0;
    std::uint32_t size = 0;
  };
  std::deque<Span> places_ = {};  // grows without moving, so the peak is what is kept
  std::vector<std::string> pieces_ = {};
};

/// The strings of the workbook; none where it has no such part. How words are read aloud stays apart.
Outcome<SharedStrings> read_strings(Package& package, const Limits& limits);

/// Excel writes characters that XML has no place for as _x000D_, and "_x" itself as _x005F_x. What no text may hold
/// becomes a space.
std::string without_escapes(std::string_view text);

/// The other way: what XML cannot hold, and what would be taken for an escape.
std::string with_escapes(std::string_view text);

}  // namespace dl::sheets
