#include "records/file_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "work/file_kind.h"

namespace dl::records {
namespace {

constexpr std::string_view kBegin = "sha256:";
constexpr std::size_t kDigits = 64;
constexpr std::string_view kParting[] = {";", "；"};  // of several values in a cell

bool is_digest(std::string_view text) {
  return text.size() == kDigits &&
         std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

std::optional<std::int64_t> parse_size(std::string_view text) {
  std::int64_t size = 0;
  const auto* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, size);
  if (error != std::errc() || stopped != end || size <= 0 || text.starts_with('0')) return std::nullopt;
  return size;
}

}  // namespace

std::string text_of(const FileValue& file) {
  return fmt::format("{}{} {} {}", kBegin, file.digest, file.size, file.name);
}

std::optional<FileValue> parse_file_value(std::string_view text) {
  if (!text.starts_with(kBegin)) return std::nullopt;
  text.remove_prefix(kBegin.size());
  const auto first = text.find(' ');
  const auto second = first == text.npos ? first : text.find(' ', first + 1);
  if (second == text.npos) return std::nullopt;
  const auto size = parse_size(text.substr(first + 1, second - first - 1));
  FileValue file{.digest = std::string(text.substr(0, first)), .name = std::string(text.substr(second + 1))};
  const bool parted =
      std::ranges::any_of(kParting, [&](std::string_view mark) { return file.name.find(mark) != file.name.npos; });
  // Of a cell the blanks around are nobody's.
  const bool bare = text::trim(file.name) == file.name;
  if (!size || parted || !bare || !is_digest(file.digest) || !work::check_file_name(file.name)) return std::nullopt;
  file.size = *size;
  return file;
}

std::vector<FileValue> files_of(const Value& value) {
  std::vector<FileValue> files;
  if (const auto* several = value.several()) {
    for (const auto& one : *several) std::ranges::move(files_of(one), std::back_inserter(files));
  } else if (const auto* text = value.text()) {
    if (auto file = parse_file_value(*text)) files.push_back(std::move(*file));
  }
  return files;
}

std::vector<FileValue> files_of(const Register& made, const Record& record) {
  std::vector<FileValue> all;
  for (const auto& field : made.fields) {
    if (field.type != Type::File) continue;
    for (auto& file : files_of(record.at(field.place)))
      if (std::ranges::find(all, file) == all.end()) all.push_back(std::move(file));
  }
  return all;
}

std::string file_path(std::int64_t record, const FileValue& file) {
  return fmt::format("/records/{}/files/{}", record, file.digest);
}

}  // namespace dl::records
