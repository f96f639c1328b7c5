#include "work/file_kind.h"

#include <algorithm>
#include <set>

#include "base/limits.h"
#include "base/text.h"
#include "work/files.h"

namespace dl::work {
namespace {

using Bytes = std::string_view;

constexpr std::size_t kMostEntries = 10'000;  // of a ZIP's directory that are looked at

std::size_t little_endian(Bytes bytes, std::size_t at, int length) {
  std::size_t value = 0;
  for (int i = length - 1; i >= 0; --i)
    value = value << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

// The names in the directory at the end of a ZIP (APPNOTE 4.3.12 and 4.3.16); none when it is damaged.
std::set<Bytes> entries_of_zip(Bytes bytes) {
  constexpr std::size_t kEnd = 22;
  constexpr std::size_t kEntry = 46;
  if (!bytes.starts_with("PK\x03\x04") || bytes.size() < kEnd) return {};
  const auto end = bytes.rfind("PK\x05\x06");
  if (end == Bytes::npos || end + kEnd > bytes.size()) return {};
  std::set<Bytes> names;
  auto at = little_endian(bytes, end + 16, 4);
  for (std::size_t i = 0; i < kMostEntries && at + kEntry <= end; ++i) {
    if (!bytes.substr(at).starts_with("PK\x01\x02")) break;
    const auto name = little_endian(bytes, at + 28, 2);
    names.insert(bytes.substr(at + kEntry, name));
    at += kEntry + name + little_endian(bytes, at + 30, 2) + little_endian(bytes, at + 32, 2);
  }
  return names;
}

// Of Office Open XML: by the part that every document of the kind has. With macros it is not one.
bool is_office(Bytes bytes, Bytes main_part) {
  const auto names = entries_of_zip(bytes);
  return names.contains("[Content_Types].xml") && names.contains(main_part) &&
         std::ranges::none_of(names, [](Bytes name) { return name.ends_with("vbaProject.bin"); });
}

// OpenDocument says its kind first, uncompressed (ODF 1.2, part 3, 3.3).
bool is_open_document(Bytes bytes, Bytes kind) {
  constexpr Bytes kFirst = "mimetypeapplication/vnd.oasis.opendocument.";
  constexpr std::size_t kHead = 30;
  return bytes.starts_with("PK\x03\x04") && bytes.size() > kHead + kFirst.size() &&
         bytes.substr(kHead).starts_with(kFirst) && bytes.substr(kHead + kFirst.size()).starts_with(kind) &&
         entries_of_zip(bytes).contains("content.xml");
}

bool is_compound(Bytes bytes) { return bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"); }

// Whether all of it is text in UTF-8 or GB18030.
bool is_text(Bytes bytes) {
  if (std::ranges::any_of(bytes, [](unsigned char c) { return (c < ' ' && (c < '\t' || c > '\r')) || c == 0x7F; }))
    return false;
  if (text::is_utf8(bytes)) return true;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[at++]);
    if (lead < 0x80) continue;
    if (lead == 0x80 || lead == 0xFF || at >= bytes.size()) return false;
    const auto trail = static_cast<unsigned char>(bytes[at]);
    const bool four = trail >= '0' && trail <= '9';
    if (!four && (trail < 0x40 || trail == 0x7F || trail == 0xFF)) return false;
    at += four ? 3 : 1;
    if (at > bytes.size()) return false;
  }
  return true;
}

bool is_png(Bytes bytes) { return bytes.starts_with("\x89PNG\r\n\x1a\n"); }
bool is_jpeg(Bytes bytes) { return bytes.starts_with("\xFF\xD8\xFF"); }
bool is_gif(Bytes bytes) { return bytes.starts_with("GIF87a") || bytes.starts_with("GIF89a"); }
bool is_webp(Bytes bytes) { return bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP"); }

struct Kind {
  Bytes extension = {};
  Bytes type = {};
  bool (*is)(Bytes) = nullptr;
};

constexpr Kind kKinds[] = {
    {"pdf", "application/pdf", [](Bytes b) { return b.starts_with("%PDF-"); }},
    {"ofd", "application/ofd", [](Bytes b) { return entries_of_zip(b).contains("OFD.xml"); }},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
     [](Bytes b) { return is_office(b, "word/document.xml"); }},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
     [](Bytes b) { return is_office(b, "xl/workbook.xml"); }},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
     [](Bytes b) { return is_office(b, "ppt/presentation.xml"); }},
    {"doc", "application/msword", is_compound},
    {"xls", "application/vnd.ms-excel", is_compound},
    {"ppt", "application/vnd.ms-powerpoint", is_compound},
    {"wps", "application/wps-office.wps", is_compound},
    {"et", "application/wps-office.et", is_compound},
    {"dps", "application/wps-office.dps", is_compound},
    {"odt", "application/vnd.oasis.opendocument.text", [](Bytes b) { return is_open_document(b, "text"); }},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet",
     [](Bytes b) { return is_open_document(b, "spreadsheet"); }},
    {"odp", "application/vnd.oasis.opendocument.presentation",
     [](Bytes b) { return is_open_document(b, "presentation"); }},
    {"png", "image/png", is_png},
    {"jpg", "image/jpeg", is_jpeg},
    {"jpeg", "image/jpeg", is_jpeg},
    {"gif", "image/gif", is_gif},
    {"webp", "image/webp", is_webp},
    {"bmp", "image/bmp", [](Bytes b) { return b.starts_with("BM"); }},
    {"tif", "image/tiff", [](Bytes b) { return b.starts_with(Bytes("II*\0", 4)) || b.starts_with(Bytes("MM\0*", 4)); }},
    {"tiff", "image/tiff",
     [](Bytes b) { return b.starts_with(Bytes("II*\0", 4)) || b.starts_with(Bytes("MM\0*", 4)); }},
    {"txt", "text/plain", is_text},
    {"csv", "text/csv", is_text},
};

std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : text::ascii_lower(name.substr(dot + 1));
}

// Controls, and what is not seen or turns the direction of what follows, so that a name reads as another.
bool is_hidden(char32_t c) {
  return c < U' ' || (c >= U'\x7F' && c <= U'\x9F') || c == U'\u061C' || (c >= U'\u200B' && c <= U'\u200F') ||
         (c >= U'\u2028' && c <= U'\u202E') || (c >= U'\u2060' && c <= U'\u206F') || c == U'\uFEFF' ||
         (c >= U'\uFDD0' && c <= U'\uFDEF') || (c & 0xFFFEU) == 0xFFFEU;
}

// Names that are devices where Windows opens them, with any extension.
bool is_device(std::string_view name) {
  const auto first = text::ascii_lower(name.substr(0, name.find('.')));
  if (first == "con" || first == "prn" || first == "aux" || first == "nul") return true;
  return first.size() == 4 && (first.starts_with("com") || first.starts_with("lpt")) && first[3] >= '0' &&
         first[3] <= '9';
}

}  // namespace

Outcome<void> check_file_name(std::string_view name) {
  const auto characters = text::decode(name);
  const bool good = text::is_utf8(name) && !text::trim(name).empty() && characters.size() <= kLongestFileName &&
                    std::ranges::none_of(characters, is_hidden) &&
                    name.find_first_of("/\\:*?\"<>|") == std::string_view::npos && !name.starts_with('.') &&
                    !name.ends_with('.') && !name.ends_with(' ') && !is_device(name);
  if (good) return {};
  return refuse_fields({{"name", "file.name"}});
}

Outcome<std::string_view> type_of_file(std::string_view name, std::string_view bytes) {
  const auto extension = extension_of(name);
  const auto* kind = std::ranges::find(kKinds, std::string_view(extension), &Kind::extension);
  if (kind == std::end(kKinds)) return fail(Fault::Invalid, "file.kind", extension);
  if (!kind->is(bytes)) return fail(Fault::Invalid, "file.content", extension);
  return kind->type;
}

std::string_view type_by_name(std::string_view name) {
  const auto extension = extension_of(name);
  const auto* kind = std::ranges::find(kKinds, std::string_view(extension), &Kind::extension);
  return kind == std::end(kKinds) ? std::string_view("application/octet-stream") : kind->type;
}

std::string_view type_of_image(std::string_view bytes) {
  for (const char* drawn : {"png", "jpg", "gif", "webp"}) {
    const auto* kind = std::ranges::find(kKinds, std::string_view(drawn), &Kind::extension);
    if (kind->is(bytes)) return kind->type;
  }
  return {};
}

}  // namespace dl::work
