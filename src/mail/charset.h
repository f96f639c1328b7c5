// Which characters the bytes of mails mean: declared charsets, encoded words (RFC 2047), and what neither tells.
// Pure; takes any bytes.
#pragma once

#include <string>
#include <string_view>

namespace dl::mail {

/// UTF-8 of bytes in a charset by the name that mails give it; GB2312 and GBK are read as GB18030, which holds both. A
/// charset that is unknown, or that the bytes are not in while they are UTF-8, is not believed. What no text may hold
/// is left out, and line ends are "\n".
std::string to_utf8(std::string_view bytes, std::string_view charset);

/// The words of an unstructured field, unfolded, without white space at their ends. A character that was cut in two by
/// encoded words is whole again.
std::string decode_field(std::string_view raw);

}  // namespace dl::mail
