#include "sheets/charset.h"

#include <unicode/ucnv.h>

#include "base/text.h"

namespace dl::sheets {

namespace {

constexpr std::size_t kPiece = 1U << 16U;

std::size_t line_of(std::string_view bytes, std::size_t at) {
  return static_cast<std::size_t>(std::ranges::count(bytes.substr(0, at), '\n')) + 1;
}

Failure unknown_byte(std::size_t line) { return fail_at(line, fail(Fault::Unreadable, "sheets.encoding")); }

/// Converts piece by piece. `line` is that of the first bytes that have no meaning.
std::optional<std::string> convert(std::string_view bytes, const char* charset, std::size_t& line) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(charset, &status), &ucnv_close);
  if (U_FAILURE(status)) throw std::runtime_error(std::string("no converter of ") + charset);
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 2);
  std::array<char16_t, kPiece> wide;
  char16_t high = 0;
  const char* in = bytes.data();
  const char* const end = bytes.data() + bytes.size();
  for (bool more = true; more;) {
    auto* to = wide.data();
    status = U_ZERO_ERROR;
    ucnv_toUnicode(from.get(), &to, wide.data() + wide.size(), &in, end, nullptr, 1, &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    for (const auto* at = wide.data(); at != to; ++at) {
      char32_t c = *at;
      if (c >= 0xD800 && c < 0xDC00) {
        high = *at;
        continue;
      }
      if (c >= 0xDC00 && c < 0xE000) c = 0x10000 + ((static_cast<char32_t>(high) - 0xD800) << 10U) + (c - 0xDC00U);
      text::append(out, c);
    }
    if (U_FAILURE(status) && !more) {
      line = static_cast<std::size_t>(std::ranges::count(out, '\n')) + 1;
      return std::nullopt;
    }
  }
  return out;
}

/// UTF-8 that is damaged here and there, rather than another encoding.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto from = at;
    const auto c = text::next(bytes, at);
    if (c == text::kReplacement && at == from + 1)
      ++bad;
    else if (at > from + 2)
      ++good;
  }
  return good >= bad * 2;
}

std::size_t first_stray(std::string_view bytes) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const auto from = at;
    if (text::next(bytes, at) == text::kReplacement && at == from + 1) return from;
  }
  return at;
}

}  // namespace

Outcome<Text> decode(std::string_view bytes) {
  std::size_t line = 0;
  for (const auto& [mark, charset] : {std::pair("\xFF\xFE", "UTF-16LE"), std::pair("\xFE\xFF", "UTF-16BE")}) {
    if (!bytes.starts_with(mark)) continue;
    auto text = convert(bytes.substr(2), charset, line);
    if (!text) return unknown_byte(line);
    return Text{.charset = Charset::Utf16, .converted = std::move(*text)};
  }
  const bool marked = bytes.starts_with("\xEF\xBB\xBF");
  const auto rest = bytes.substr(marked ? 3 : 0);
  if (text::is_utf8(rest)) return Text{.mark = bytes.size() - rest.size()};
  if (marked || is_damaged_utf8(rest)) return unknown_byte(line_of(rest, first_stray(rest)));
  auto text = convert(rest, "gb18030", line);
  if (!text) return unknown_byte(line);
  return Text{.charset = Charset::Gb18030, .converted = std::move(*text)};
}

}  // namespace dl::sheets
