#include "mail/charset.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "base/hash.h"
#include "base/text.h"
#include "intake/decode.h"

namespace dl::mail {
namespace {

/// Names as mails have them, in small letters, and what iconv calls the charset. No other name reaches iconv.
constexpr auto kCharsets = std::to_array<std::pair<std::string_view, const char*>>({
    {"gb2312", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"euc-cn", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"cp936", "GB18030"},
    {"ms936", "GB18030"},
    {"windows-936", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "CP950"},
    {"x-big5", "CP950"},
    {"cp950", "CP950"},
    {"big5-hkscs", "BIG5-HKSCS"},
    {"utf-8", "UTF-8"},
    {"utf8", "UTF-8"},
    {"utf-16", "UTF-16"},
    {"utf-16le", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},
    {"utf-7", "UTF-7"},
    {"iso-8859-1", "CP1252"},
    {"windows-1252", "CP1252"},
    {"iso-8859-15", "ISO8859-15"},
    {"windows-1251", "CP1251"},
    {"koi8-r", "KOI8-R"},
    {"shift_jis", "CP932"},
    {"euc-jp", "EUC-JP"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
});

const char* find_charset(std::string_view name) {
  const auto small = text::ascii_lower(text::trim(name));
  const auto* row = std::ranges::find(kCharsets, std::string_view(small), &decltype(kCharsets)::value_type::first);
  return row == kCharsets.end() ? nullptr : row->second;
}

class Converter {
 public:
  explicit Converter(const char* charset) : handle_(iconv_open("UTF-8", charset)) {}
  ~Converter() {
    if (open()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  /// U+FFFD stands for each byte that means nothing; `right` tells whether there was none.
  std::string convert(std::string_view bytes, bool& right) {
    right = open();
    std::string out;
    if (!right) return out;
    auto* from = const_cast<char*>(bytes.data());  // iconv does not write there
    auto left = bytes.size();
    std::array<char, 16'384> piece = {};
    while (left > 0) {
      auto* to = piece.data();
      auto room = piece.size();
      const auto done = iconv(handle_, &from, &left, &to, &room);
      const int problem = done == static_cast<std::size_t>(-1) ? errno : 0;
      out.append(piece.data(), piece.size() - room);
      if (problem != EILSEQ && problem != EINVAL) continue;
      right = false;
      text::append(out, text::kReplacement);
      iconv(handle_, nullptr, nullptr, nullptr, nullptr);
      ++from;
      --left;
    }
    return out;
  }

 private:
  bool open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // what iconv_open answers on a fault
  iconv_t handle_;
};

std::string without_returns(std::string text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '\r')
      out += text[at];
    else if (at + 1 == text.size() || text[at + 1] != '\n')
      out += '\n';
  }
  return out;
}

/// By the shape of the bytes alone.
std::string guess(std::string_view bytes) {
  static const std::string none = text::encode(std::u32string(1, U'\U0010FFFD'));
  auto decoded = intake::decode(bytes, intake::Format::Text).text;
  for (auto at = decoded.find(none); at != decoded.npos; at = decoded.find(none, at)) decoded.erase(at, none.size());
  return decoded;
}

/// Whether bytes are UTF-8 beyond chance: in few words GBK, too, can look like it.
bool is_surely_utf8(std::string_view bytes) {
  constexpr std::size_t kEnough = 4;
  if (!text::is_utf8(bytes)) return false;
  std::size_t signs = 0;
  for (std::size_t at = 0; at < bytes.size() && signs < kEnough;) {
    const auto c = text::next(bytes, at);
    if (text::is_cjk(c) || text::is_cjk_punctuation(c)) ++signs;
  }
  return signs == kEnough;
}

std::string convert(std::string_view bytes, std::string_view charset) {
  if (is_surely_utf8(bytes)) return std::string(bytes);
  const char* known = find_charset(charset);
  if (known == nullptr) return text::is_utf8(bytes) ? std::string(bytes) : guess(bytes);
  bool right = false;
  auto converted = Converter(known).convert(bytes, right);
  if (!right && text::is_utf8(bytes)) return std::string(bytes);
  return converted;
}

// Encoded words (RFC 2047).

struct EncodedWord {
  std::string charset = {};
  std::string bytes = {};
  std::size_t end = 0;  ///< behind it
};

std::string from_loose_base64(std::string_view text) {
  std::string packed;
  for (const char c : text)
    if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/') packed += c;
  if (packed.size() % 4 == 1) packed.pop_back();
  packed.append((4 - packed.size() % 4) % 4, '=');
  return from_base64(packed).value_or(std::string());
}

std::string from_quoted(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = text[at] == '=' ? from_hex(text.substr(std::min(at + 1, text.size()), 2)) : std::nullopt;
    if (byte && byte->size() == 1) {
      out += *byte;
      at += 2;
    } else {
      out += text[at] == '_' ? ' ' : text[at];
    }
  }
  return out;
}

/// The word that begins at `at`, where "=?" stands.
std::optional<EncodedWord> word_at(std::string_view field, std::size_t at) {
  const auto way = field.find('?', at + 2);
  if (way == field.npos || way + 2 >= field.size() || field[way + 2] != '?') return std::nullopt;
  const auto end = field.find("?=", way + 3);
  if (end == field.npos) return std::nullopt;
  const auto name = field.substr(at + 2, way - at - 2);
  const auto coded = field.substr(way + 3, end - way - 3);
  EncodedWord word{.charset = std::string(name.substr(0, name.find('*'))), .end = end + 2};
  const char kind = field[way + 1];
  if (kind == 'B' || kind == 'b')
    word.bytes = from_loose_base64(coded);
  else if (kind == 'Q' || kind == 'q')
    word.bytes = from_quoted(coded);
  else
    return std::nullopt;
  return word;
}

std::string unfold(std::string_view raw) {
  std::string out;
  for (const char c : raw)
    if (c != '\r' && c != '\n') out += c == '\t' ? ' ' : c;
  return out;
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return without_returns(text::keep_writable(convert(bytes, charset)));
}

std::string decode_field(std::string_view raw) {
  const auto field = unfold(raw);
  std::string out;
  EncodedWord pending;
  const auto flush = [&] {
    if (!pending.bytes.empty()) out += to_utf8(pending.bytes, pending.charset);
    pending = {};
  };
  for (std::size_t at = 0; at < field.size();) {
    const auto next = std::min(field.find("=?", at), field.size());
    auto word = next < field.size() ? word_at(field, next) : std::nullopt;
    const auto plain = std::string_view(field).substr(at, (word ? next : std::min(next + 2, field.size())) - at);
    // White space between encoded words is none (RFC 2047, 6.2).
    if (!pending.bytes.empty() && word && text::trim(plain).empty()) {
      if (text::ascii_lower(pending.charset) == text::ascii_lower(word->charset))
        word->bytes.insert(0, pending.bytes);
      else
        flush();
    } else {
      flush();
      out += to_utf8(plain, {});
    }
    if (word) pending = *word;
    at = word ? word->end : at + plain.size();
  }
  flush();
  return std::string(text::trim(out));
}

}  // namespace dl::mail
