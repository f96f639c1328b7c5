#include "base/identifiers.h"

#include <array>

#include "base/text.h"

namespace dl {
namespace {

constexpr std::string_view kCreditSymbols = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// GB 32100 table 1 and its amendment: registrar and kind of body.
constexpr std::string_view kRegistrars[] = {"11", "12", "13", "19", "21", "29", "31", "32", "33", "34", "35", "39",
                                            "41", "49", "51", "52", "53", "59", "61", "62", "69", "71", "72", "79",
                                            "81", "89", "91", "92", "93", "A1", "A9", "N1", "N2", "N3", "N9", "Y1"};
/// In use before the amendment.
constexpr std::string_view kOldRegistrars[] = {"54", "55"};
/// GB/T 2260 provinces, and 10 for bodies of the centre.
constexpr std::string_view kProvinces[] = {"10", "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33",
                                           "34", "35", "36", "37", "41", "42", "43", "44", "45", "46", "50", "51",
                                           "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83"};

template <std::size_t N>
bool is_one_of(const std::string_view (&list)[N], std::string_view value) {
  return std::find(std::begin(list), std::end(list), value) != std::end(list);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

/// Narrow, upper case, without white space: the form that is checked. Long texts are no numbers.
std::string plain(std::string_view text) {
  if (text.size() > 200) return {};
  auto out = text::remove_space(text::fold_width(text));
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  return out;
}

Checked wrong(const char* problem) { return {Verdict::Wrong, {}, problem}; }
Checked doubtful(const std::string& code, const char* problem) { return {Verdict::Doubtful, code, problem}; }
Checked right(const std::string& code) { return {Verdict::Right, code, {}}; }

bool has_credit_form(std::string_view code) {
  if (code.size() != 18 || !all_digits(code.substr(2, 6))) return false;
  return std::all_of(code.begin(), code.end(), [](char c) { return kCreditSymbols.find(c) != kCreditSymbols.npos; });
}

std::optional<Date> birth_date(std::string_view digits) {
  auto text = fmt::format("{}-{}-{}", digits.substr(0, 4), digits.substr(4, 2), digits.substr(6, 2));
  auto date = Date::parse(text);
  if (!date || date->year() < 1800) return std::nullopt;
  return *date;
}

}  // namespace

char credit_code_check_digit(std::string_view first_17) {
  if (first_17.size() != 17) return '\0';
  std::size_t sum = 0;
  std::size_t weight = 1;
  for (char c : first_17) {
    auto value = kCreditSymbols.find(c);
    if (value == kCreditSymbols.npos) return '\0';
    sum += value * weight;
    weight = weight * 3 % 31;
  }
  return kCreditSymbols[(31 - sum % 31) % 31];
}

char organisation_code_check_digit(std::string_view first_8) {
  static constexpr std::array<int, 8> kWeights = {3, 7, 9, 10, 5, 8, 4, 2};
  if (first_8.size() != 8) return '\0';
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) {
    char c = first_8[i];
    if (!is_digit(c) && (c < 'A' || c > 'Z')) return '\0';
    sum += (is_digit(c) ? c - '0' : c - 'A' + 10) * kWeights[i];
  }
  int check = 11 - sum % 11;
  if (check == 10) return 'X';
  return check == 11 ? '0' : static_cast<char>('0' + check);
}

char resident_number_check_digit(std::string_view first_17) {
  static constexpr std::array<int, 17> kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  if (first_17.size() != 17 || !all_digits(first_17)) return '\0';
  int sum = 0;
  for (std::size_t i = 0; i < kWeights.size(); ++i) sum += (first_17[i] - '0') * kWeights[i];
  return "10X98765432"[sum % 11];
}

Checked check_credit_code(std::string_view text) {
  auto code = plain(text);
  if (!has_credit_form(code)) return wrong("credit_code.form");
  auto pair = std::string_view(code).substr(0, 2);
  bool old = is_one_of(kOldRegistrars, pair);
  if (!old && !is_one_of(kRegistrars, pair)) return wrong("credit_code.registrar");
  auto inside = std::string_view(code).substr(8, 9);
  bool check_fits = credit_code_check_digit(std::string_view(code).substr(0, 17)) == code[17];
  bool inside_fits = organisation_code_check_digit(inside.substr(0, 8)) == inside[8];
  bool known_area = is_one_of(kProvinces, std::string_view(code).substr(2, 2));
  if (!check_fits && !inside_fits) return wrong("credit_code.check_digit");
  if (!check_fits) return doubtful(code, "credit_code.check_digit_alone");
  if (!inside_fits) return doubtful(code, "credit_code.organisation");
  if (old) return doubtful(code, "credit_code.registrar_old");
  if (!known_area) return doubtful(code, "credit_code.area");
  return right(code);
}

Checked check_organisation_code(std::string_view text) {
  auto code = plain(text);
  if (code.size() == 10 && code[8] == '-') code.erase(8, 1);
  if (code.size() != 9 || (!is_digit(code[8]) && code[8] != 'X')) return wrong("organisation_code.form");
  char check = organisation_code_check_digit(std::string_view(code).substr(0, 8));
  if (check == '\0') return wrong("organisation_code.form");
  if (check != code[8]) return wrong("organisation_code.check_digit");
  return right(code);
}

Checked check_agency_code(std::string_view text) {
  auto size = plain(text).size();
  if (size == 18) return check_credit_code(text);
  if (size == 9 || size == 10) return check_organisation_code(text);
  return wrong("agency_code.form");
}

Checked check_resident_number(std::string_view text) {
  auto number = plain(text);
  bool old = number.size() == 15 && all_digits(number);
  if (old) {
    number.insert(6, "19");
    number += resident_number_check_digit(number);
  }
  if (number.size() != 18 || !all_digits(std::string_view(number).substr(0, 17)) ||
      (!is_digit(number[17]) && number[17] != 'X'))
    return wrong("resident_number.form");
  auto province = std::string_view(number).substr(0, 2);
  if (province == "10" || !is_one_of(kProvinces, province)) return wrong("resident_number.area");
  if (!birth_date(std::string_view(number).substr(6, 8))) return wrong("resident_number.birth");
  if (resident_number_check_digit(std::string_view(number).substr(0, 17)) != number[17])
    return wrong("resident_number.check_digit");
  return right(number);
}

bool passes_luhn(std::string_view digits) {
  if (!all_digits(digits)) return false;
  int sum = 0;
  bool doubled = false;
  for (auto it = digits.rbegin(); it != digits.rend(); ++it, doubled = !doubled) {
    int value = *it - '0';
    if (doubled) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

Checked check_site_code(std::string_view text) {
  auto code = text::ascii_lower(plain(text));
  if (code.size() != 10) return wrong("site_code.form");
  auto rest = std::string_view(code).substr(code.starts_with("bm") ? 2 : 0);
  if (all_digits(rest)) return right(code);
  bool plausible = std::all_of(code.begin(), code.end(), [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z'); });
  if (!plausible) return wrong("site_code.form");
  return doubtful(code, "site_code.form");
}

}  // namespace dl
