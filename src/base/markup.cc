#include "base/markup.h"

#include "base/text.h"

namespace dl {
namespace {

constexpr bool is_writable(char32_t c) {
  if (c < 0x20) return c == U'\t' || c == U'\n' || c == U'\r';
  const bool noncharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  return !noncharacter && (c < 0x7F || c > 0x9F || c == 0x85);
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  for (char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
}

std::string writable(std::string page) {
  constexpr std::string_view kReplacement = "\uFFFD";
  std::string kept;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < page.size();) {
    const auto byte = static_cast<unsigned char>(page[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++at;
      continue;
    }
    const auto begin = at;
    const auto c = text::next(page, at);
    const auto here = std::string_view(page).substr(begin, at - begin);
    const bool broken = c == text::kReplacement && here != kReplacement;
    if (!broken && is_writable(c)) continue;
    kept.append(page, copied, begin - copied);
    if (broken) kept += kReplacement;
    copied = at;
  }
  if (copied == 0) return page;
  return kept.append(page, copied);
}

}  // namespace dl
