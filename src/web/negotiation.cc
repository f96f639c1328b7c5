#include "web/negotiation.h"

#include <array>
#include <charconv>
#include <chrono>

namespace dl::web {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equals_word(std::string_view text, std::string_view word) {
  return std::equal(text.begin(), text.end(), word.begin(), word.end(), [](char a, char b) { return lower(a) == b; });
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string_view take_until(std::string_view& text, char separator) {
  auto part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(part.size() + 1, text.size()));
  return trim(part);
}

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
  Number value = 0;
  if (text.empty() || text.front() == '-') return std::nullopt;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A weight "0.85" in thousandths; what cannot be read counts as not acceptable.
int weight_of(std::string_view parameters) {
  while (!parameters.empty()) {
    auto parameter = take_until(parameters, ';');
    auto name = take_until(parameter, '=');
    if (!equals_word(name, "q")) continue;
    if (parameter.size() > 5 || parameter.empty()) return 0;
    if (parameter.size() > 1 && parameter[1] != '.') return 0;
    if (parameter[0] == '1') return 1000;
    if (parameter[0] != '0') return 0;
    auto digits = parameter.substr(std::min<std::size_t>(2, parameter.size()));
    int weight = 0;
    for (int i = 0; i < 3; ++i) {
      auto at = static_cast<std::size_t>(i);
      if (at < digits.size() && (digits[at] < '0' || digits[at] > '9')) return 0;
      weight = weight * 10 + (at < digits.size() ? digits[at] - '0' : 0);
    }
    return weight;
  }
  return 1000;
}

}  // namespace

int named_weight(std::string_view accept, std::string_view media_type) {
  int weight = 0;
  while (!accept.empty()) {
    auto one = take_until(accept, ',');
    if (const auto name = take_until(one, ';'); name.size() == media_type.size() && equals_word(name, media_type))
      weight = std::max(weight, weight_of(one));
  }
  return weight;
}

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::Identity: return "identity";
    case Encoding::Gzip: return "gzip";
    case Encoding::Brotli: return "br";
  }
  return "identity";
}

Encoding choose_encoding(std::string_view accept_encoding) {
  constexpr int kUnsaid = -1;
  std::array<int, kEncodings> weights = {kUnsaid, kUnsaid, kUnsaid};
  int rest = kUnsaid;
  while (!accept_encoding.empty()) {
    auto parameters = take_until(accept_encoding, ',');
    auto name = take_until(parameters, ';');
    int weight = weight_of(parameters);
    if (equals_word(name, "identity")) weights[0] = weight;
    if (equals_word(name, "gzip") || equals_word(name, "x-gzip")) weights[1] = weight;
    if (equals_word(name, "br")) weights[2] = weight;
    if (name == "*") rest = weight;
  }
  auto best = Encoding::Identity;
  // Identity is acceptable unless it is excluded, but counts as last among what was not weighed.
  int best_weight = weights[0] == kUnsaid ? 1 : weights[0];
  for (auto encoding : {Encoding::Gzip, Encoding::Brotli}) {
    int weight = weights[static_cast<std::size_t>(encoding)];
    if (weight == kUnsaid) weight = rest == kUnsaid ? 0 : rest;
    if (weight == 0 || weight < best_weight) continue;
    best = encoding;
    best_weight = weight;
  }
  return best;
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  while (!if_none_match.empty()) {
    auto candidate = take_until(if_none_match, ',');
    if (candidate == "*") return true;
    if (candidate.starts_with("W/")) candidate.remove_prefix(2);
    if (!candidate.empty() && candidate == etag) return true;
  }
  return false;
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  static constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";
  text = trim(text);
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  auto month = kMonths.find(text.substr(8, 3));
  auto day = whole_number<unsigned>(text.substr(5, 2));
  auto year = whole_number<int>(text.substr(12, 4));
  auto hour = whole_number<int>(text.substr(17, 2));
  auto minute = whole_number<int>(text.substr(20, 2));
  auto second = whole_number<int>(text.substr(23, 2));
  if (month == std::string_view::npos || month % 3 != 0 || !day || !year || !hour || !minute || !second)
    return std::nullopt;
  auto date = std::chrono::year{*year} / static_cast<int>(month / 3 + 1) / static_cast<int>(*day);
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t{86400} + *hour * 3600 + *minute * 60 +
         *second;
}

RangeChoice choose_range(std::string_view range, std::string_view if_range, std::string_view etag, std::int64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (range.size() <= kUnit.size() || !equals_word(range.substr(0, kUnit.size()), kUnit)) return {};
  if (!if_range.empty() && (trim(if_range) != etag || etag.starts_with("W/"))) return {};
  auto spec = trim(range.substr(kUnit.size()));
  auto dash = spec.find('-');
  if (spec.find(',') != std::string_view::npos || dash == std::string_view::npos) return {};
  auto first_text = trim(spec.substr(0, dash));
  auto last_text = trim(spec.substr(dash + 1));
  auto first = whole_number<std::int64_t>(first_text);
  auto last = whole_number<std::int64_t>(last_text);

  if (first_text.empty()) {  // "-500": the last 500 bytes
    if (!last) return {};
    auto length = std::min(*last, size);
    if (length == 0) return {.answer = RangeAnswer::Unsatisfiable};
    return {.answer = RangeAnswer::Part, .range = {.first = size - length, .length = length}};
  }
  if (!first || (!last_text.empty() && (!last || *last < *first))) return {};
  if (*first >= size) return {.answer = RangeAnswer::Unsatisfiable};
  auto end = last ? std::min(*last, size - 1) : size - 1;
  return {.answer = RangeAnswer::Part, .range = {.first = *first, .length = end - *first + 1}};
}

}  // namespace dl::web
