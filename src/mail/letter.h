// An e-mail that goes out: short plain words, as the bytes of a message. Pure.
#pragma once

#include <string>

#include "base/time.h"

namespace dl::mail {

struct Letter {
  std::string to = {};  ///< address
  std::string subject = {};
  std::string text = {};
  std::string id = {};  ///< before the "@" of its Message-ID: the same letter has the same one
  Instant date = {};
};

/// UTF-8 in encoded words and base64, with CRLF at line ends; says that no person wrote it (RFC 3834). `from` is an
/// address.
std::string write_letter(const Letter& letter, const std::string& from);

}  // namespace dl::mail
