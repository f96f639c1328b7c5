// Texts: of one line and of several, names, telephones, grounds in law, addresses of the web, files by their digests.
#include <algorithm>

#include "base/text.h"
#include "records/families.h"
#include "records/file_value.h"

namespace dl::records {
namespace {

bool has_digit(std::string_view text) {
  const auto characters = text::decode(text);
  return std::ranges::any_of(characters, text::is_digit);
}

}  // namespace

Parsed parse_line(std::string_view text, const Field& /*field*/) {
  if (!text::is_writable(text)) return {.problem = "record.unwritable"};
  if (text.find_first_of("\r\n") != text.npos) return {.problem = "record.one-line"};
  return {.value = text::fold_space(text)};
}

Parsed parse_lines(std::string_view text, const Field& /*field*/) {
  if (!text::is_writable(text)) return {.problem = "record.unwritable"};
  std::string lines;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool ends = text[at] == '\r';
    if (ends && at + 1 < text.size() && text[at + 1] == '\n') continue;
    lines += ends ? '\n' : text[at];
  }
  return {.value = lines};
}

Parsed parse_person_name(std::string_view text, const Field& field) {
  if (has_digit(text)) return {.problem = "record.person-name"};
  return parse_line(text, field);
}

Parsed parse_phone(std::string_view text, const Field& field) {
  auto narrow = text::fold_width(text);
  const auto digits = std::ranges::count_if(narrow, [](char c) { return c >= '0' && c <= '9'; });
  constexpr std::string_view kBetween = " -()+、/转";
  const bool foreign =
      std::ranges::any_of(narrow, [&](char c) { return (c < '0' || c > '9') && kBetween.find(c) == kBetween.npos; });
  if (digits < 3 || foreign) return {.problem = "record.phone"};
  return parse_line(narrow, field);
}

// 《law》 and the article; a ground without an article is taken with a warning.
Parsed parse_legal_basis(std::string_view text, const Field& field) {
  auto parsed = parse_lines(text, field);
  if (!parsed.problem.empty()) return parsed;
  const auto opens = text.find("《");
  const bool named = opens != text.npos && text.find("》", opens) != text.npos;
  const auto article = text.find("第");
  if (named && article != text.npos && text.find("条", article) != text.npos) return parsed;
  return {.value = parsed.value, .problem = "record.legal-basis", .doubtful = true};
}

Parsed parse_web_address(std::string_view text, const Field& field) {
  const bool scheme = text.starts_with("https://") || text.starts_with("http://");
  const bool plain =
      std::ranges::all_of(text, [](char c) { return c > ' ' && c < 127 && c != '"' && c != '<' && c != '>'; });
  if (!scheme || !plain || text.size() <= text.find("//") + 2) return {.problem = "record.web-address"};
  return parse_line(text, field);
}

// Nobody writes one by hand: whoever hands a file in is told its value, and exports have it.
Parsed parse_file(std::string_view text, const Field& /*field*/) {
  const auto file = parse_file_value(text);
  if (!file) return {.problem = "record.file"};
  return {.value = text_of(*file)};
}

std::string write_text(const Value& value, const Field& /*field*/) {
  if (const auto* number = value.number()) return std::to_string(*number);
  return value.text() != nullptr ? *value.text() : std::string();
}

}  // namespace dl::records
