// The characters of a file of text, strictly: no byte is replaced by a guess.
#pragma once

#include "sheets/cells.h"

namespace dl::sheets {

enum class Charset : std::uint8_t { Utf8, Utf16, Gb18030 };

struct Text {
  Charset charset = Charset::Utf8;
  std::size_t mark = 0;        ///< bytes of the mark of UTF-8
  std::string converted = {};  ///< of every other charset

  /// UTF-8, without a mark; line ends as they are. `bytes` are those that were decoded.
  std::string_view in(std::string_view bytes) const {
    return charset == Charset::Utf8 ? bytes.substr(mark) : std::string_view(converted);
  }
};

/// By the mark; else UTF-8 when all of it is; else GB18030, which holds GBK and GB2312, when all of it is. Fails with
/// `sheets.encoding` and the line of the first byte that fits none. What is UTF-8 but for stray bytes is not taken for
/// GB18030, which would often hold it, with other characters.
Outcome<Text> decode(std::string_view bytes);

}  // namespace dl::sheets
