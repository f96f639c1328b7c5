#include "redaction/needles.h"

#include <unicode/unistr.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "redaction/page_text.h"

namespace dl::redaction {

namespace {

std::string in_encoding(const std::string& word, const char* encoding) {
  const auto text = icu::UnicodeString::fromUTF8(word);
  const auto size = text.extract(0, text.length(), nullptr, 0U, encoding);
  std::string out(static_cast<std::size_t>(std::max(size, 0)), '\0');
  text.extract(0, text.length(), out.data(), static_cast<std::uint32_t>(out.size()), encoding);
  return out;
}

/// Short words of letters and digits are in the make of any file: names of entries, measures, offsets.
bool is_telling(std::string_view word) {
  constexpr std::size_t kLetters = 6, kDigits = 8;
  auto plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  auto digit = [](char c) { return (c >= '0' && c <= '9') || c == '.' || c == '-'; };
  if (!std::ranges::all_of(word, plain)) return true;
  return word.size() >= (std::ranges::all_of(word, digit) ? kDigits : kLetters);
}

std::vector<std::string> forms_of(const std::string& word) {
  if (!is_telling(word)) return {};
  std::vector<std::string> forms{word, in_encoding(word, "UTF-16BE"), in_encoding(word, "UTF-16LE"),
                                 in_encoding(word, "GB18030")};
  auto digits = hex(forms[1]);
  forms.push_back(digits);
  std::ranges::transform(digits, digits.begin(),
                         [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c; });
  forms.push_back(digits);
  std::erase(forms, std::string());
  return forms;
}

}  // namespace

Needles::Needles(const std::vector<std::string>& words) {
  for (const auto& word : words)
    if (auto key = key_of(word); key.size() >= 2)
      needles_.push_back({word, std::move(key), forms_of(text::remove_space(word))});
}

std::vector<std::string> Needles::in_text(std::string_view text) const { return in_key(key_of(text)); }

std::vector<std::string> Needles::in_key(std::u32string_view key) const {
  std::vector<std::string> found;
  for (const auto& needle : needles_)
    if (key.find(needle.key) != key.npos) found.push_back(needle.word);
  return found;
}

std::vector<std::string> Needles::in_bytes(std::string_view bytes, std::size_t shortest) const {
  std::vector<std::string> found;
  for (const auto& needle : needles_)
    if (std::ranges::any_of(needle.forms, [&](const std::string& form) {
          return form.size() >= shortest && bytes.find(form) != bytes.npos;
        }))
      found.push_back(needle.word);
  return found;
}

}  // namespace dl::redaction
