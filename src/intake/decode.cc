#include "intake/decode.h"

#include <unicode/ucnv.h>

#include "base/text.h"

namespace dl::intake {

namespace {

constexpr std::size_t kHead = 4096;

bool has_tag(std::string_view head, std::initializer_list<std::string_view> tags) {
  return std::any_of(tags.begin(), tags.end(), [&](auto tag) { return head.find(tag) != head.npos; });
}

/// The encoding that `<meta charset=…>` or its older form declares; empty when there is none.
std::string declared_charset(std::string_view bytes) {
  auto head = text::ascii_lower(bytes.substr(0, kHead));
  auto at = head.find("charset");
  if (at == head.npos) return {};
  at += 7;
  while (at < head.size() && (head[at] == ' ' || head[at] == '=' || head[at] == '"' || head[at] == '\'')) ++at;
  auto end = at;
  while (end < head.size() &&
         (std::isalnum(static_cast<unsigned char>(head[end])) || head[end] == '-' || head[end] == '_'))
    ++end;
  return head.substr(at, end - at);
}

/// What zeros in every second byte, on one side, say about UTF-16 without a mark.
std::string_view utf16_without_mark(std::string_view bytes) {
  auto head = bytes.substr(0, kHead);
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < head.size(); ++i)
    if (head[i] == '\0' || (head[i] == '\n' && i + 1 < head.size() && head[i + 1] == '\0')) ++(i % 2 == 0 ? even : odd);
  auto zeros = even + odd;
  if (head.size() < 8 || zeros < 2 || std::min(even, odd) * 10 > std::max(even, odd)) return {};
  // A few stray zeros in what reads well without them are damage.
  if (zeros * 4 < head.size() && text::is_utf8(text::cut_bytes(head, head.size() - 4))) return {};
  return odd > even ? "UTF-16LE" : "UTF-16BE";
}

/// Converts through ICU; a character that has no meaning becomes U+FFFD.
std::optional<std::string> convert(std::string_view bytes, const char* charset) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(charset, &status), &ucnv_close);
  if (U_FAILURE(status)) return std::nullopt;
  std::u16string wide(bytes.size() + 2, u'\0');
  auto* out = wide.data();
  const char* in = bytes.data();
  ucnv_toUnicode(from.get(), &out, wide.data() + wide.size(), &in, bytes.data() + bytes.size(), nullptr, 1, &status);
  if (U_FAILURE(status)) return std::nullopt;
  wide.resize(static_cast<std::size_t>(out - wide.data()));
  std::string utf8;
  utf8.reserve(wide.size() * 3);
  for (std::size_t i = 0; i < wide.size(); ++i) {
    char32_t c = wide[i];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < wide.size() && wide[i + 1] >= 0xDC00 && wide[i + 1] < 0xE000)
      c = 0x10000 + ((c - 0xD800) << 10U) + (wide[++i] - 0xDC00U);
    text::append(utf8, c);
  }
  return utf8;
}

/// Bytes of GBK can be UTF-8 by chance, but then mean letters of no Chinese text, two bytes each.
bool is_chance(std::string_view utf8) {
  std::size_t strange = 0, other = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    char32_t c = text::next(utf8, at);
    if (c >= 0x250 && c < 0x800)
      ++strange;
    else if (c >= 0x80)
      ++other;
  }
  return strange > other * 2;
}

/// UTF-8 that was cut or damaged here and there, rather than another encoding.
bool is_damaged_utf8(std::string_view bytes) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    auto from = at;
    char32_t c = text::next(bytes, at);
    if (c == text::kReplacement && at == from + 1)
      ++bad;
    else if (at > from + 2)
      ++good;
  }
  return bad > 0 && good >= bad * 2 && !is_chance(bytes);
}

/// Big5 by its shape: hardly any common character of GB 2312 when read as pairs, nearly all common ones of Big5.
bool is_big5(std::string_view bytes) {
  std::size_t pairs = 0, gb = 0, big5 = 0, wrong = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) continue;
    auto trail = static_cast<unsigned char>(bytes[++i]);
    bool sign = lead >= 0xA1 && lead <= 0xA3;
    bool low = trail >= 0x40 && trail <= 0x7E, high = trail >= 0xA1 && trail <= 0xFE;
    ++pairs;
    gb += high && (sign || (lead >= 0xB0 && lead <= 0xD7)) ? 1 : 0;
    big5 += (low || high) && (sign || (lead >= 0xA4 && lead <= 0xC6)) ? 1 : 0;
    wrong += (low || high) && lead >= 0xA1 && lead <= 0xF9 ? 0 : 1;
  }
  return pairs >= 8 && gb * 100 < pairs * 75 && big5 * 100 >= pairs * 80 && wrong * 20 <= pairs;
}

std::string convert_guessing(std::string_view bytes, Format format, const char*& guess) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return std::string(bytes.substr(3));
  if (bytes.starts_with("\xFF\xFE")) return convert(bytes.substr(2), "UTF-16LE").value_or("");
  if (bytes.starts_with("\xFE\xFF")) return convert(bytes.substr(2), "UTF-16BE").value_or("");
  if (auto name = utf16_without_mark(bytes); !name.empty())
    if (auto text = convert(bytes, std::string(name).c_str())) return *text;
  if (text::is_utf8(bytes) && !is_chance(bytes)) return std::string(bytes);
  auto declared = format == Format::Html ? declared_charset(bytes) : std::string();
  if (declared == "utf-8" || declared == "utf8" || is_damaged_utf8(bytes)) return std::string(bytes);
  if (!declared.empty() && !declared.starts_with("gb"))
    if (auto text = convert(bytes, declared.c_str())) return *text;
  if (declared.empty() && is_big5(bytes)) {
    guess = "Big5";
    if (auto text = convert(bytes, guess)) return *text;
  }
  return convert(bytes, "gb18030").value_or(std::string(bytes));
}

constexpr char32_t kNone = 0x10FFFD;  ///< stands where a character was that no text may hold; parsers let it pass

/// Repairs UTF-8, makes line ends one kind, marks what no text may hold, drops what has no width.
Decoded clean(std::string_view text) {
  Decoded out;
  out.text.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = text::next(text, at);
    if (c == text::kReplacement) out.doubtful = true;
    if (c == U'\r') {
      if (at >= text.size() || text[at] != '\n') out.text += '\n';
    } else if (c == U'\u2028' || c == U'\u2029' || c == U'\v') {
      out.text += '\n';
    } else if (c != 0xFEFF && c != 0x200B && c != 0xAD) {
      text::append(out.text, is_forbidden(c) ? kNone : c);
    }
  }
  return out;
}

}  // namespace

namespace {

std::size_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  std::size_t value = 0;
  for (std::size_t i = size; i-- > 0;)
    value = value << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
  return value;
}

/// What the names in the list at the end of a zip archive say; a damaged one is what its own name says.
Format format_of_zip(std::string_view name, std::string_view bytes) {
  constexpr std::size_t kEntry = 46, kMostEntries = 4000;
  const auto end = bytes.rfind("PK\x05\x06");
  auto at = end == bytes.npos ? bytes.size() : number_at(bytes, end + 16, 4);
  bool any = false;
  for (std::size_t i = 0; i < kMostEntries && at + kEntry < bytes.size() && bytes.substr(at, 4) == "PK\x01\x02"; ++i) {
    const auto size = number_at(bytes, at + 28, 2);
    const auto entry = bytes.substr(at + kEntry, size);
    if (entry == "word/document.xml") return Format::Docx;
    if (entry == "xl/workbook.xml") return Format::Xlsx;
    if (entry == "OFD.xml") return Format::Ofd;
    any = true;
    at += kEntry + size + number_at(bytes, at + 30, 2) + number_at(bytes, at + 32, 2);
  }
  if (any) return Format::Unknown;
  return name.ends_with(".xlsx") ? Format::Xlsx : name.ends_with(".ofd") ? Format::Ofd : Format::Docx;
}

/// Documents of older and other word processors: a compound file with the words of a document, odt, rtf.
bool is_office(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return bytes.find("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0"sv) != bytes.npos;
  return bytes.starts_with("{\\rtf") ||
         (bytes.starts_with("PK\x03\x04") && bytes.substr(std::min<std::size_t>(30, bytes.size()))
                                                 .starts_with("mimetypeapplication/vnd.oasis.opendocument.textPK"));
}

bool is_other_kind(std::string_view bytes) {
  static constexpr std::string_view kSigns[] = {"\xD0\xCF\x11\xE0",
                                                "{\\rtf",
                                                "\x89PNG",
                                                "\xFF\xD8\xFF",
                                                "GIF8",
                                                "BM",
                                                "II*",
                                                "MM",
                                                "\x7F"
                                                "ELF",
                                                "MZ\x90",
                                                "Rar!",
                                                "7z\xBC\xAF",
                                                "\x1F\x8B",
                                                "%!PS",
                                                "RIFF"};
  bool sign = std::ranges::any_of(kSigns, [&](std::string_view sign) { return bytes.starts_with(sign); });
  if (!sign) return false;
  auto head = bytes.substr(0, kHead);
  // Letters alone may begin a text, in GB 18030 too, which is no UTF-8.
  for (const char* letters : {"BM", "MM", "II*", "RIFF"})
    if (bytes.starts_with(letters)) return std::ranges::count(head, '\0') > 0;
  return bytes.starts_with("{\\rtf") || bytes.starts_with("%!PS") || !text::is_utf8(text::cut_bytes(head, kHead - 4)) ||
         std::ranges::count(head, '\0') > 0;
}

/// Whether so many bytes are controls that it can be no text, in whatever encoding.
bool is_binary(std::string_view bytes) {
  auto head = bytes.substr(0, kHead);
  auto controls = std::ranges::count_if(head, [](char c) {
    auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != '\x1A';
  });
  bool utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF") || !utf16_without_mark(bytes).empty();
  return !utf16 && static_cast<std::size_t>(controls) * 10 > head.size();
}

bool ends_with_any(std::string_view name, std::initializer_list<std::string_view> ends) {
  return std::ranges::any_of(ends, [&](std::string_view end) { return name.ends_with(end); });
}

}  // namespace

Format format_of(std::string_view file_name, std::string_view bytes) {
  auto name = text::ascii_lower(file_name);
  if (bytes.substr(0, 1024).find("%PDF-") != bytes.npos) return Format::Pdf;
  if (is_office(bytes)) return Format::Office;
  if (bytes.starts_with("PK\x03\x04")) return format_of_zip(name, bytes);
  if (is_other_kind(bytes) || is_binary(bytes)) return Format::Unknown;
  auto head = text::ascii_lower(bytes.substr(0, kHead));
  if (ends_with_any(name, {".mht", ".mhtml"}) ||
      (has_tag(head, {"mime-version:"}) && has_tag(head, {"multipart/related"})))
    return Format::Mhtml;
  if (has_tag(head, {"<!doctype html", "<html", "<head", "<body"})) return Format::Html;
  if (ends_with_any(name, {".html", ".htm", ".shtml"})) return Format::Html;
  if (ends_with_any(name, {".md", ".markdown"}) || bytes.find("<!-- INFO END -->") < kHead) return Format::Markdown;
  if (ends_with_any(name, {".csv", ".tsv"})) return Format::Csv;
  if (!bytes.empty() &&
      ends_with_any(name, {".pdf", ".docx", ".ofd", ".xlsx", ".doc", ".wps", ".xls", ".et", ".zip", ".rtf", ".odt"}))
    return has_tag(head, {"<div", "<p>", "<p ", "<table", "<span"}) ? Format::Html : Format::Unknown;
  if (!name.ends_with(".txt") && has_tag(head, {"<div", "<p>", "<table", "<span"})) return Format::Html;
  return Format::Text;
}

bool is_forbidden(char32_t c) {
  if (c < 0x20) return c != U'\n' && c != U'\t' && c != U'\f';
  return (c >= 0x7F && c <= 0x9F) || (c >= 0xD800 && c <= 0xDFFF) || (c >= 0xFDD0 && c <= 0xFDEF) ||
         (c & 0xFFFEU) == 0xFFFEU || c == kNone;
}

Decoded decode(std::string_view bytes, Format format) {
  const char* guess = "";
  auto decoded = clean(convert_guessing(bytes, format, guess));
  decoded.guess = guess;
  return decoded;
}

}  // namespace dl::intake
