#include "mail/letter.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"

namespace dl::mail {
namespace {

/// Lines of at most 75 characters (RFC 2047, 2), no character cut in two.
std::string encoded(std::string_view words) {
  constexpr std::size_t kPiece = 39;  // bytes, 52 in base64: the first stands behind "Subject: "
  std::string out;
  while (!words.empty()) {
    const auto piece = text::cut_bytes(words, kPiece);
    if (piece.empty()) break;
    out += fmt::format("{}=?utf-8?B?{}?=", out.empty() ? "" : "\r\n ", base64(piece));
    words.remove_prefix(piece.size());
  }
  return out;
}

std::string lines_of(const std::string& packed) {
  constexpr std::size_t kLine = 76;
  std::string out;
  for (std::size_t at = 0; at < packed.size(); at += kLine) out += packed.substr(at, kLine) + "\r\n";
  return out;
}

/// "Mon, 02 Mar 2026 02:30:00 +0000"
std::string date_of(Instant moment) {
  auto date = moment.http_date();
  return date.substr(0, date.rfind(' ')) + " +0000";
}

}  // namespace

std::string write_letter(const Letter& letter, const std::string& from) {
  return fmt::format(
      "Date: {}\r\nFrom: <{}>\r\nTo: <{}>\r\nSubject: {}\r\nMessage-ID: <{}@{}>\r\nAuto-Submitted: auto-generated\r\n"
      "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}",
      date_of(letter.date), from, letter.to, encoded(letter.subject), letter.id, from.substr(from.find('@') + 1),
      lines_of(base64(letter.text)));
}

}  // namespace dl::mail
