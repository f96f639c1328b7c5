#include "base/numerals.h"

#include <vector>

#include "base/text.h"

namespace dl::text {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::size_t kMaxDigits = 16;

/// The value of a written digit of any kind, or -1.
int digit_value(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  if (c >= U'０' && c <= U'９') return static_cast<int>(c - U'０');
  if (c == U'〇' || c == U'○' || c == U'◯' || c == U'Ｏ' || c == U'O' || c == U'o') return 0;
  if (c == U'两') return 2;
  auto at = kDigits.find(c);
  if (at != kDigits.npos) return static_cast<int>(at);
  at = std::u32string_view(U"〇壹贰叁肆伍陆柒捌玖").find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

/// The worth of a unit within ten thousand, or 0.
int small_unit(char32_t c) {
  if (c == U'十' || c == U'拾') return 10;
  if (c == U'百' || c == U'佰') return 100;
  if (c == U'千' || c == U'仟') return 1000;
  return 0;
}

std::optional<std::int64_t> digit_by_digit(std::u32string_view characters) {
  if (characters.empty() || characters.size() > kMaxDigits) return std::nullopt;
  std::int64_t value = 0;
  bool numeral = false;
  for (char32_t c : characters) {
    int digit = digit_value(c);
    if (digit < 0) return std::nullopt;
    numeral = numeral || (c != U'O' && c != U'o' && c != U'Ｏ');
    value = value * 10 + digit;
  }
  // The letter O stands for zero only among numerals.
  if (!numeral) return std::nullopt;
  return value;
}

/// A number below ten thousand with units: 一千零二十三, 十五, 廿一, 三百五.
std::optional<std::int64_t> below_myriad(std::u32string_view characters) {
  std::int64_t value = 0;
  int pending = -1;
  int last_unit = 10000;
  bool zero = false;
  for (char32_t c : characters) {
    if (c == U'廿' || c == U'卅') {
      if (pending >= 0 || last_unit <= 10) return std::nullopt;
      value += c == U'廿' ? 20 : 30;
      last_unit = 10;
      continue;
    }
    if (int unit = small_unit(c)) {
      if (unit >= last_unit || pending == 0 || (pending < 0 && unit != 10)) return std::nullopt;
      value += (pending < 0 ? 1 : pending) * unit;
      pending = -1;
      last_unit = unit;
      zero = false;
      continue;
    }
    int digit = digit_value(c);
    if (digit < 0 || pending > 0) return std::nullopt;
    if (digit == 0)
      zero = true;
    else
      pending = digit;
  }
  // 三百五 is 350, 三百零五 is 305.
  if (pending > 0) value += !zero && last_unit > 10 && last_unit < 10000 ? pending * (last_unit / 10) : pending;
  return value;
}

std::optional<std::int64_t> with_units(std::u32string_view characters) {
  std::int64_t value = 0;
  std::u32string_view rest = characters;
  for (auto [mark, worth] : {std::pair{U'亿', std::int64_t{100'000'000}}, std::pair{U'万', std::int64_t{10'000}}}) {
    auto at = rest.find(mark);
    if (at == rest.npos) continue;
    if (at == 0) return std::nullopt;
    auto part = below_myriad(rest.substr(0, at));
    if (!part || *part == 0) return std::nullopt;
    value += *part * worth;
    rest = rest.substr(at + 1);
  }
  auto part = below_myriad(rest);
  if (!part) return std::nullopt;
  return value + *part;
}

std::u32string group(std::int64_t value, bool leading_zero) {
  static constexpr char32_t kUnits[] = {0, U'十', U'百', U'千'};
  std::u32string out;
  bool owed = leading_zero && value < 1000;
  for (int place = 3; place >= 0; --place) {
    std::int64_t scale = place == 3 ? 1000 : place == 2 ? 100 : place == 1 ? 10 : 1;
    auto digit = static_cast<std::size_t>(value / scale % 10);
    if (digit == 0) {
      owed = owed || !out.empty();
      continue;
    }
    if (owed) out += U'零';
    owed = false;
    bool plain_ten = place == 1 && digit == 1 && out.empty() && !leading_zero;
    if (!plain_ten) out += kDigits[digit];
    if (place > 0) out += kUnits[place];
  }
  return out;
}

std::optional<int> small_number(std::u32string_view characters) {
  auto value = parse_number(encode(characters));
  if (!value || *value > 9999) return std::nullopt;
  return static_cast<int>(*value);
}

}  // namespace

std::optional<std::int64_t> parse_number(std::string_view text) {
  auto characters = decode(text);
  if (characters.empty() || characters.size() > 24) return std::nullopt;
  if (auto plain = digit_by_digit(characters)) return plain;
  for (char32_t c : characters) {
    bool unit = small_unit(c) || c == U'万' || c == U'亿' || c == U'廿' || c == U'卅';
    if (!unit && (digit_value(c) < 0 || is_digit(c) || c == U'O' || c == U'o')) return std::nullopt;
  }
  return with_units(characters);
}

std::string chinese_number(std::int64_t value) {
  if (value < 0 || value > 999'999'999'999) return {};
  if (value == 0) return "零";
  std::u32string out;
  for (auto [mark, worth] : {std::pair{U'亿', std::int64_t{100'000'000}}, std::pair{U'万', std::int64_t{10'000}}}) {
    auto part = value / worth;
    value %= worth;
    if (part == 0) {
      continue;
    }
    out += group(part, !out.empty());
    out += mark;
  }
  if (value > 0) out += group(value, !out.empty());
  return encode(out);
}

std::string chinese_digits(std::int64_t value) {
  std::u32string out;
  for (char c : std::to_string(value)) {
    if (c == '0') out += U'〇';
    if (c > '0' && c <= '9') out += kDigits[static_cast<std::size_t>(c - '0')];
  }
  return encode(out);
}

std::optional<Date> parse_date(std::string_view text) {
  auto characters = decode(remove_space(fold_width(text)));
  std::vector<std::u32string> parts(1);
  std::u32string marks;
  for (char32_t c : characters) {
    bool mark = c == U'年' || c == U'月' || c == U'日' || c == U'号' || c == U'-' || c == U'/' || c == U'.';
    if (!mark) {
      parts.back() += c;
      continue;
    }
    marks += c;
    parts.emplace_back();
  }
  if (parts.back().empty()) parts.pop_back();
  bool worded = marks == U"年月日" || marks == U"年月号";
  bool dotted = marks == U"--" || marks == U"//" || marks == U"..";
  if ((!worded && !dotted) || parts.size() != 3 || parts[0].size() != 4) return std::nullopt;
  auto year = small_number(parts[0]);
  auto month = small_number(parts[1]);
  auto day = small_number(parts[2]);
  if (!year || !month || !day || *month > 12 || *day > 31) return std::nullopt;
  std::chrono::year_month_day ymd = std::chrono::year{*year} / static_cast<int>(*month) / static_cast<int>(*day);
  if (!ymd.ok() || *year < 1900) return std::nullopt;
  return Date(std::chrono::sys_days(ymd));
}

std::string chinese_date(Date date) { return fmt::format("{}年{}月{}日", date.year(), date.month(), date.day()); }

}  // namespace dl::text
