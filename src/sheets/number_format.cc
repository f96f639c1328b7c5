#include "sheets/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "base/text.h"
#include "base/time.h"

namespace dl::sheets {

namespace {

constexpr double kLastDay = 2'958'465;  ///< 9999-12-31

/// One piece of a code: letters of one kind, or words as they are.
struct Token {
  char kind = 0;  ///< y m d h s 0 . , % E / @ a (am/pm), w = words, [ = elapsed hours …
  std::string text = {};
  std::size_t size = 1;
};

/// A code's tokens up to the end of its section; nothing for what is not understood.
std::optional<std::vector<Token>> tokens_of(std::string_view code) {
  std::vector<Token> tokens;
  auto words = [&](std::string_view text) {
    if (tokens.empty() || tokens.back().kind != 'w') tokens.push_back({'w', {}, 0});
    tokens.back().text += text;
  };
  for (std::size_t i = 0; i < code.size(); ++i) {
    char c = code[i];
    if (c == '"') {
      auto end = std::min(code.find('"', i + 1), code.size());
      words(code.substr(i + 1, end - i - 1));
      i = end;
    } else if (c == '\\' && i + 1 < code.size()) {
      auto at = i + 1;
      text::next(code, at);
      words(code.substr(i + 1, at - i - 1));
      i = at - 1;
    } else if ((c == '_' || c == '*') && i + 1 < code.size()) {
      auto at = i + 1;
      text::next(code, at);
      i = at - 1;  // room as wide as a character, or filled with it
    } else if (c == '[') {
      auto end = std::min(code.find(']', i), code.size());
      auto inner = text::ascii_lower(code.substr(i + 1, end - i - 1));
      if (inner.starts_with("dbnum")) return std::nullopt;
      if (inner.starts_with("$") && inner.find('-') != 1) words(std::string_view(inner).substr(1, inner.find('-') - 1));
      if (inner == "h" || inner == "hh" || inner == "m" || inner == "mm" || inner == "s")
        tokens.push_back({'[', inner, inner.size()});
      i = end;
    } else if (text::ascii_lower(code.substr(i, 5)) == "am/pm") {
      tokens.push_back({'a', {}, 5});
      i += 4;
    } else if (code.substr(i).starts_with("上午/下午")) {
      tokens.push_back({'a', {}, 13});
      i += 12;
    } else if (text::ascii_lower(code.substr(i, 7)) == "general") {
      tokens.push_back({'G', {}, 7});
      i += 6;
    } else if (std::string_view("ymdhsYMDHS0#?.,%Ee/@").find(c) != std::string_view::npos) {
      char kind = c == '#' || c == '?' ? '0' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      if (kind == 'e' && i + 1 < code.size() && (code[i + 1] == '+' || code[i + 1] == '-')) return std::nullopt;
      if (kind == '0' && !tokens.empty() && tokens.back().kind == '0')
        tokens.back().text += c, ++tokens.back().size;
      else if (!tokens.empty() && tokens.back().kind == kind && std::isalpha(static_cast<unsigned char>(c)) != 0)
        ++tokens.back().size;
      else
        tokens.push_back({kind, std::string(1, c), 1});
    } else if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      return std::nullopt;  // names of days (aaaa), other calendars
    } else {
      words(code.substr(i, 1));
    }
  }
  return tokens;
}

/// The section for a number: positive; negative; zero; words. `sign` is left to write for a code of one section.
std::string_view section_for(double value, std::string_view code, bool& sign) {
  std::vector<std::string_view> sections;
  bool quoted = false;
  std::size_t from = 0;
  for (std::size_t i = 0; i <= code.size(); ++i) {
    if (i < code.size() && code[i] == '"') quoted = !quoted;
    if (i < code.size() && code[i] == '\\') ++i;
    if (i >= code.size() || (code[i] == ';' && !quoted)) {
      sections.push_back(code.substr(from, std::min(i, code.size()) - from));
      from = i + 1;
    }
  }
  sign = value < 0;
  if (value < 0 && sections.size() > 1) {
    sign = false;
    return sections[1];
  }
  return value == 0 && sections.size() > 2 ? sections[2] : sections[0];
}

/// 0.00;[Red]0.00: a negative number that its colour alone tells, which a text has not.
bool is_told_by_colour(std::string_view section, const std::vector<Token>& tokens) {
  const auto lower = text::ascii_lower(section);
  const bool coloured =
      lower.find("[red]") != lower.npos || lower.find("[color") != lower.npos || lower.find("[红色]") != lower.npos;
  return coloured && std::ranges::none_of(tokens, [](const Token& token) {
           return token.kind == 'w' &&
                  (token.text.find_first_of("-(") != token.text.npos || token.text.find("（") != token.text.npos);
         });
}

std::string two(int value, std::size_t size) {
  return size > 1 ? fmt::format("{:02}", value) : fmt::format("{}", value);
}

std::int64_t seconds_of(double value) { return std::llround(value * 86400); }

Date day_of(std::int64_t days, DayOne day_one) {
  if (day_one == DayOne::In1904)
    days += 1462;
  else if (days < 60)
    ++days;  // these programs count a day that 1900 did not have
  return Date(1899, 12, 30).plus_days(static_cast<int>(days));
}

std::optional<std::string> show_date(double value, const std::vector<Token>& tokens, DayOne day_one) {
  if (value < 0 || value > kLastDay) return std::nullopt;
  const auto seconds = seconds_of(value);
  const auto rest = static_cast<int>(seconds % 86400);
  const auto date = day_of(seconds / 86400, day_one);
  const int hour = rest / 3600, minute = rest / 60 % 60, second = rest % 60;
  const bool halves = std::ranges::any_of(tokens, [](const Token& token) { return token.kind == 'a'; });
  std::string out;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    auto beside = [&](char kind, bool before) {
      for (auto k = i; before ? k-- > 0 : ++k < tokens.size();)
        if (tokens[k].kind != 'w') return tokens[k].kind == kind || (kind == 'h' && tokens[k].kind == '[');
      return false;
    };
    switch (token.kind) {
      case 'y': out += token.size > 2 ? fmt::format("{}", date.year()) : fmt::format("{:02}", date.year() % 100); break;
      case 'e': out += fmt::format("{}", date.year()); break;
      case 'm':
        if (token.size > 2) return std::nullopt;  // names of months
        if (beside('h', true) || beside('s', false))
          out += two(minute, token.size);
        else
          out += two(date.month(), token.size == 2 ? 2 : 1);
        break;
      case 'd':
        if (token.size > 2) return std::nullopt;  // names of days
        out += two(date.day(), token.size);
        break;
      case 'h': out += two(halves && hour > 12 ? hour - 12 : hour, token.size); break;
      case 's': out += two(second, token.size); break;
      case 'a': out += hour < 12 ? "上午" : "下午"; break;
      case '[':
        out += two(static_cast<int>(token.text[0] == 'h'   ? seconds / 3600
                                    : token.text[0] == 'm' ? seconds / 60
                                                           : seconds),
                   token.size);
        break;
      case '0': break;  // parts of a second
      default: out += token.text;
    }
  }
  return out;
}

std::string grouped(std::string digits) {
  auto point = std::min(digits.find('.'), digits.size());
  for (auto at = point; at > 3; digits.insert(at -= 3, 1, ',')) continue;
  return digits;
}

std::optional<std::string> show_plain(double value, const std::vector<Token>& tokens) {
  std::size_t decimals = 0, whole = 0, least = 0, optional = 0;
  bool point = false, thousands = false, placed = false, cut = false;
  int scale = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const auto& token = tokens[i];
    if (token.kind == '/') return std::nullopt;
    if (token.kind == 'w') cut = whole > 0 || point;
    if (token.kind == '0' && cut) return std::nullopt;  // words between digits: 0"."0,"万" is a tenth of what it seems
    if (token.kind == '.') point = true;
    if (token.kind == '%') value *= 100;
    if (token.kind == '0' && point) {
      decimals += token.size;
      optional = static_cast<std::size_t>(std::ranges::count_if(token.text, [](char c) { return c != '0'; }));
    }
    if (token.kind == '0' && !point) {
      whole += token.size;
      least += static_cast<std::size_t>(std::ranges::count(token.text, '0'));
    }
    if (token.kind != ',') continue;
    bool between = i + 1 < tokens.size() && tokens[i + 1].kind == '0' && whole > 0;
    thousands = thousands || between;
    if (!between) ++scale;
  }
  value /= std::pow(1000, scale);
  const auto power = std::pow(10.0, static_cast<double>(std::min<std::size_t>(decimals, 15)));
  auto rounded = std::round(std::abs(value) * power * (1 + 1e-15)) / power;
  auto digits = fmt::format("{:.{}f}", rounded, std::min<std::size_t>(decimals, 15));
  for (; optional > 0 && decimals > 0 && digits.back() == '0'; --optional) digits.pop_back();
  if (digits.back() == '.') digits.pop_back();
  auto width = std::min(digits.find('.'), digits.size());
  // # and ? show no nought that only stands for nothing: the usual "-"?? of accounts is a dash alone.
  if (least == 0 && rounded < 1 && digits.starts_with("0")) digits.erase(0, 1), --width;
  if (least > width && least < 30) digits.insert(0, least - width, '0');
  if (thousands) digits = grouped(std::move(digits));
  std::string out;
  for (const auto& token : tokens) {
    if (token.kind == '0' || token.kind == '.' || token.kind == 'G') {
      if (!std::exchange(placed, true)) out += token.kind == 'G' ? number_text(std::abs(value)) : digits;
    } else if (token.kind == '%' || token.kind == 'w') {
      out += token.kind == '%' ? "%" : token.text;
    } else if (token.kind == '@') {
      out += number_text(value);
    }
  }
  return out;
}

}  // namespace

std::optional<Moment> moment_of(double value, DayOne day_one) {
  if (!(value >= 0) || value > kLastDay) return std::nullopt;
  const auto seconds = seconds_of(value);
  const auto days = seconds / 86400;
  if (day_one == DayOne::In1900 && (days < 1 || days == 60)) return std::nullopt;
  return Moment{day_of(days, day_one), static_cast<int>(seconds % 86400)};
}

bool shows_date(std::string_view code) {
  bool sign = false;
  const auto tokens = tokens_of(section_for(1, code, sign));
  auto has = [&](char kind) { return tokens && std::ranges::any_of(*tokens, [=](auto& t) { return t.kind == kind; }); };
  if (!tokens) {
    // Names of months, days and eras: what is no word of the code itself tells.
    const auto lower = text::ascii_lower(code);
    return lower.find("yy") != lower.npos || (lower.find("mmm") != lower.npos && lower.find('d') != lower.npos);
  }
  return has('y') || has('e') || (has('m') && has('d'));
}

std::string_view built_in_format(int id) {
  struct BuiltIn {
    int id;
    std::string_view code;
  };
  static constexpr BuiltIn kFormats[] = {{1, "0"},
                                         {2, "0.00"},
                                         {3, "#,##0"},
                                         {4, "#,##0.00"},
                                         {9, "0%"},
                                         {10, "0.00%"},
                                         {11, "0.00E+00"},
                                         {12, "# ?/?"},
                                         {13, "# ?\?/?\?"},
                                         {14, "yyyy/m/d"},
                                         {15, "yyyy/m/d"},
                                         {16, "m/d"},
                                         {17, "yyyy/m"},
                                         {18, "h:mm AM/PM"},
                                         {19, "h:mm:ss AM/PM"},
                                         {20, "h:mm"},
                                         {21, "h:mm:ss"},
                                         {22, "yyyy/m/d h:mm"},
                                         {27, "yyyy年m月"},
                                         {28, "m月d日"},
                                         {29, "m月d日"},
                                         {30, "yyyy/m/d"},
                                         {31, "yyyy年m月d日"},
                                         {32, "h时mm分"},
                                         {33, "h时mm分ss秒"},
                                         {34, "上午/下午h时mm分"},
                                         {35, "上午/下午h时mm分ss秒"},
                                         {36, "yyyy年m月"},
                                         {37, "#,##0;-#,##0"},
                                         {38, "#,##0;-#,##0"},
                                         {39, "#,##0.00;-#,##0.00"},
                                         {40, "#,##0.00;-#,##0.00"},
                                         {41, "#,##0"},
                                         {42, "¥#,##0"},
                                         {43, "#,##0.00"},
                                         {44, "¥#,##0.00"},
                                         {45, "mm:ss"},
                                         {46, "[h]:mm:ss"},
                                         {47, "mm:ss"},
                                         {48, "##0.0E+0"},
                                         {49, "@"},
                                         {50, "yyyy年m月"},
                                         {51, "m月d日"},
                                         {52, "yyyy年m月"},
                                         {53, "m月d日"},
                                         {54, "m月d日"},
                                         {55, "上午/下午h时mm分"},
                                         {56, "上午/下午h时mm分ss秒"},
                                         {57, "yyyy年m月"},
                                         {58, "m月d日"}};
  const auto* found = std::ranges::find(kFormats, id, &BuiltIn::id);
  return found == std::end(kFormats) ? std::string_view() : found->code;
}

std::optional<std::string> show_number(double value, std::string_view code, DayOne day_one) {
  // Sections that conditions choose: [>=10000]0.0,"万";0
  for (const char* condition : {"[<", "[>", "[="})
    if (code.find(condition) != code.npos) return std::nullopt;
  bool sign = false;
  const auto section = section_for(value, code, sign);
  auto tokens = tokens_of(section);
  if (!tokens || !std::isfinite(value)) return std::nullopt;
  sign = sign || (value < 0 && is_told_by_colour(section, *tokens));
  bool date = std::ranges::any_of(*tokens, [](const Token& token) {
    return std::string_view("ymdhs[e").find(token.kind) != std::string_view::npos;
  });
  auto shown = date ? show_date(value, *tokens, day_one) : show_plain(std::abs(value), *tokens);
  if (shown && sign && !date) shown->insert(0, 1, '-');
  return shown;
}

std::string number_text(double value) {
  if (value == std::trunc(value) && std::abs(value) < 1e18) return fmt::format("{:.0f}", value);
  auto text = fmt::format("{:.15g}", value);
  if (text.find('e') == text.npos || std::abs(value) >= 1 || std::abs(value) < 1e-9) return text;
  text = fmt::format("{:.20f}", value);
  while (text.ends_with('0')) text.pop_back();
  return text;
}

}  // namespace dl::sheets
