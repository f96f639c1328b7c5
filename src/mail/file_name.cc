#include "mail/file_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace dl::mail {
namespace {

constexpr std::size_t kLongestName = 100;      ///< characters
constexpr std::size_t kLongestExtension = 10;  ///< characters, with its dot

bool is_kept(char32_t c) {
  constexpr std::u32string_view kForbidden = U"/\\:*?\"<>|\uFFFD\u061C\uFEFF";
  const bool hidden = c < U' ' || (c >= U'\x7F' && c <= U'\x9F') || (c >= U'\u200B' && c <= U'\u200F') ||
                      (c >= U'\u2028' && c <= U'\u202E') || (c >= U'\u2060' && c <= U'\u206F');
  return !hidden && text::is_writable(c) && kForbidden.find(c) == kForbidden.npos;
}

/// Extensions of what people send without a name.
constexpr auto kExtensions = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"image/jpeg", ".jpg"},
    {"image/png", ".png"},
    {"image/gif", ".gif"},
    {"application/pdf", ".pdf"},
    {"application/msword", ".doc"},
    {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    {"text/plain", ".txt"},
});

}  // namespace

std::string clean_file_name(std::string_view name) {
  if (const auto slash = name.find_last_of("/\\"); slash != name.npos) name.remove_prefix(slash + 1);
  std::u32string kept;
  for (const auto c : text::decode(name))
    if (is_kept(c)) kept += c;
  auto clean = text::encode(kept);
  const auto edge = [](char c) { return c == '.' || c == ' '; };
  while (!clean.empty() && edge(clean.back())) clean.pop_back();
  clean.erase(0, std::min(clean.find_first_not_of(". "), clean.size()));
  if (text::length(clean) <= kLongestName) return clean;
  const auto dot = clean.rfind('.');
  const auto extension = dot == clean.npos ? std::string() : clean.substr(dot);
  const auto room = kLongestName - std::min(text::length(extension), kLongestExtension);
  return std::string(text::cut(clean, room)) + std::string(text::cut(extension, kLongestExtension));
}

std::string made_up_name(std::size_t number, std::string_view type) {
  const auto* row = std::ranges::find(kExtensions, type, &decltype(kExtensions)::value_type::first);
  return fmt::format("附件{}{}", number, row == kExtensions.end() ? std::string_view() : row->second);
}

}  // namespace dl::mail
