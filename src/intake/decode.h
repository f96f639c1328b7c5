// Bytes to text: which kind of file it is, and which characters its bytes mean.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace dl::intake {

/// Office is what LibreOffice makes into DOCX: doc and wps, odt, rtf.
enum class Format { Text, Markdown, Html, Docx, Pdf, Ofd, Xlsx, Csv, Mhtml, Office, Unknown };

/// Endings of the names of files that are read, for those who choose files; what a file is, its bytes decide.
inline constexpr std::array<std::string_view, 15> kReadEndings = {".txt",   ".md",   ".html", ".htm",  ".mht",
                                                                  ".mhtml", ".docx", ".doc",  ".wps",  ".odt",
                                                                  ".rtf",   ".ofd",  ".pdf",  ".xlsx", ".csv"};

/// By the bytes first, by the name where bytes do not tell (txt, md and csv). Unknown as well where the name promises
/// something else than text and the bytes are no such thing.
Format format_of(std::string_view file_name, std::string_view bytes);

struct Decoded {
  std::string text = {};   ///< UTF-8, "\n" at line ends; U+10FFFD where a character stood that no text may hold
  bool doubtful = false;   ///< some bytes meant nothing in any encoding that was tried
  const char* guess = "";  ///< an encoding that only the shape of the bytes tells
};

/// Whether no text may hold the character: controls, surrogates, what is no character.
bool is_forbidden(char32_t c);

/// Reads UTF-8, even damaged, Big5, UTF-16 and GB18030 (which holds GBK and GB2312), and what an HTML page declares.
Decoded decode(std::string_view bytes, Format format);

}  // namespace dl::intake
