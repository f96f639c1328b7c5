#include "intake/personal_data.h"

#include "base/identifiers.h"
#include "base/text.h"

namespace dl::intake {

namespace {

constexpr std::size_t kCueBytes = 45;

struct Digits {
  std::string value = {};
  std::size_t begin = 0;
  std::size_t end = 0;
  bool loose = false;  ///< letters touch it: part of a code
};

/// The character before byte `at`, or 0.
char32_t before(std::string_view text, std::size_t at) {
  if (at == 0) return 0;
  auto begin = at - 1;
  while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
  return text::next(text, begin);
}

bool is_letter(char32_t c) {
  c = text::fold_character(c);
  return (c >= U'a' && c <= U'z') || c == U'_';
}

/// Reads digits from `at`, single spaces and dashes between groups of at least three allowed.
Digits digits_at(std::string_view text, std::size_t at) {
  Digits found{.begin = at, .end = at};
  std::size_t group = 0;
  bool separated = false;
  while (at < text.size() && found.value.size() < 32) {
    auto start = at;
    char32_t c = text::fold_character(text::next(text, at));
    if (c >= U'0' && c <= U'9') {
      found.value += static_cast<char>(c);
      found.end = at;
      ++group;
      separated = false;
    } else if (c == U'x' && found.value.size() == 17) {
      found.value += 'X';
      found.end = at;
    } else if ((c == U' ' || c == U'-') && group >= 3 && !separated) {
      group = 0;
      separated = true;
    } else {
      found.loose = start == found.end && is_letter(c);
      break;
    }
  }
  found.loose = found.loose || is_letter(before(text, found.begin));
  return found;
}

bool has_cue(std::string_view text, std::size_t at, std::initializer_list<std::string_view> cues) {
  auto head = text.substr(at > kCueBytes ? at - kCueBytes : 0, std::min(at, kCueBytes));
  return std::any_of(cues.begin(), cues.end(), [&](auto cue) { return head.find(cue) != head.npos; });
}

/// Behind the digits that follow directly: the rest of a run that is too long to be anything.
std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    auto next = at;
    if (!text::is_digit(text::next(text, next))) break;
    at = next;
  }
  return at;
}

std::optional<PersonalKind> kind_of(std::string_view text, const Digits& digits) {
  const auto& value = digits.value;
  if (digits.loose) return std::nullopt;
  if (value.size() == 18 && check_resident_number(value).verdict == Verdict::Right) return PersonalKind::ResidentNumber;
  if (value.size() == 15 && has_cue(text, digits.begin, {"身份证", "身份号码"}) &&
      check_resident_number(value).verdict == Verdict::Right)
    return PersonalKind::ResidentNumber;
  bool prefix = value.size() == 13 && value.starts_with("86");
  auto mobile = prefix ? std::string_view(value).substr(2) : std::string_view(value);
  if (mobile.size() == 11 && mobile[0] == '1' && mobile[1] >= '3') return PersonalKind::Mobile;
  if (value.size() >= 16 && value.size() <= 19 && passes_luhn(value) &&
      has_cue(text, digits.begin, {"卡号", "账号", "帐号", "银行卡", "账户", "帐户", "储蓄"}))
    return PersonalKind::BankCard;
  return std::nullopt;
}

}  // namespace

std::vector<PersonalData> find_personal_data(std::string_view text, const std::vector<std::string>& exempt) {
  std::vector<PersonalData> found;
  for (std::size_t at = 0; at < text.size();) {
    auto begin = at;
    char32_t c = text::next(text, at);
    if (!text::is_digit(c)) continue;
    auto digits = digits_at(text, begin);
    // What is grouped too freely may hold a number as its first group: 13812345678 - 010.
    auto kind = kind_of(text, digits);
    if (!kind) {
      auto first = digits.begin;
      while (first < digits.end) {
        auto next = first;
        if (!text::is_digit(text::next(text, next))) break;
        first = next;
      }
      digits.end = std::min(digits.end, first);
      digits.value = text::fold_alphanumeric(text.substr(digits.begin, digits.end - digits.begin));
      kind = kind_of(text, digits);
    }
    at = skip_digits(text, std::max(at, digits.end));
    bool known = std::find(exempt.begin(), exempt.end(), digits.value) != exempt.end();
    if (kind && !known) found.push_back({*kind, digits.begin, digits.end - digits.begin, digits.value});
  }
  return found;
}

std::string mask(const PersonalData& data) {
  std::size_t head = data.kind == PersonalKind::Mobile     ? data.number.size() - 8
                     : data.kind == PersonalKind::BankCard ? 4
                                                           : 6;
  std::string out = data.number;
  for (std::size_t i = head; i + 4 < out.size(); ++i) out[i] = '*';
  return out;
}

std::string_view chinese_of(PersonalKind kind) {
  switch (kind) {
    case PersonalKind::ResidentNumber: return "身份证号";
    case PersonalKind::Mobile: return "手机号";
    case PersonalKind::BankCard: return "银行卡号";
  }
  return "";
}

}  // namespace dl::intake
