// Words in the forms in which the bytes of a file may hold them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dl::redaction {

class Needles {
 public:
  explicit Needles(const std::vector<std::string>& words);

  /// Words whose characters stand in a text one after the other, whatever white space is between them and in whatever
  /// form they are (key_of).
  std::vector<std::string> in_text(std::string_view text) const;
  std::vector<std::string> in_key(std::u32string_view key) const;
  /// Words that stand in bytes as UTF-8, UTF-16, GB18030 or hexadecimal UTF-16. `shortest`: forms of fewer bytes are
  /// not looked for, since they come up in packed pictures by chance; nor are words of few letters or digits at all.
  std::vector<std::string> in_bytes(std::string_view bytes, std::size_t shortest = 1) const;

 private:
  struct Needle {
    std::string word = {};
    std::u32string key = {};
    std::vector<std::string> forms = {};
  };
  std::vector<Needle> needles_ = {};
};

}  // namespace dl::redaction
