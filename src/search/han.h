// Chinese characters as a reader hears and writes them: the syllable of each, and the simplified one. Taken once from
// ICU, at the first question that needs it; read by any thread afterwards.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dl::search {

class Han {
 public:
  static const Han& get();

  /// The number of a character's syllable without its tone, one where it has several; 0 for none.
  std::uint16_t syllable(char32_t character) const;
  /// All characters that sound so.
  const std::vector<char32_t>& sounding(std::uint16_t syllable) const { return sounding_[syllable]; }
  /// Latin letters (a to z, v for ü) as syllables, in as few as can be; empty when they are none.
  std::vector<std::uint16_t> syllables_of(std::string_view letters) const;
  /// The pinyin of a word, and its first letters; empty when it has other characters.
  std::string pinyin(std::u32string_view word) const;
  std::string initials(std::u32string_view word) const;

  std::u32string simplified(std::u32string_view run) const;

 private:
  Han();

  std::vector<std::uint16_t> syllables_ = {};  // from the first ideograph
  std::vector<char32_t> simplified_ = {};
  std::vector<std::string> spelled_ = {""};
  std::vector<std::vector<char32_t>> sounding_ = {{}};
  std::map<std::string, std::uint16_t, std::less<>> numbers_ = {};
};

}  // namespace dl::search
