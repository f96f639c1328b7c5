#include "intake/scan.h"

#include "base/numerals.h"
#include "base/text.h"

namespace dl::intake {

namespace {

constexpr View kHanDigits = U"〇零○一二三四五六七八九十百千廿卅";

std::size_t skip_space(View text, std::size_t at) {
  while (at < text.size() && text::is_space(text[at])) ++at;
  return at;
}

std::optional<int> han_number(View text) {
  auto value = text::parse_number(text::encode(text));
  return value && *value >= 0 && *value < 10'000 ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

/// Reads up to `most` digits, with white space before them; moves `at` past them.
std::optional<int> digits(View text, std::size_t& at, std::size_t least, std::size_t most) {
  auto begin = skip_space(text, at), end = begin;
  int value = 0;
  while (end < text.size() && end - begin < most && is_ascii_digit(half(text[end])))
    value = value * 10 + static_cast<int>(half(text[end++]) - U'0');
  if (end - begin < least || (end < text.size() && is_ascii_digit(half(text[end])))) return std::nullopt;
  at = end;
  return value;
}

std::optional<int> han_digits(View text, std::size_t& at) {
  auto begin = skip_space(text, at), end = begin;
  while (end < text.size() && end - begin < 6 && is_one_of(text[end], kHanDigits)) ++end;
  if (end == begin) return std::nullopt;
  auto value = han_number(text.substr(begin, end - begin));
  if (value) at = end;
  return value;
}

bool separator(View text, std::size_t& at, View allowed) {
  auto next = skip_space(text, at);
  if (next >= text.size() || !is_one_of(half(text[next]), allowed)) return false;
  at = next + 1;
  return true;
}

void read_time(View text, FoundDate& found) {
  auto at = skip_space(text, found.end);
  if (at < text.size() && text[at] == U'T') ++at;
  auto hour = digits(text, at, 1, 2);
  if (!hour || *hour > 23 || !separator(text, at, U":时")) return;
  auto minute = digits(text, at, 2, 2);
  if (!minute || *minute > 59) return;
  found.has_time = true;
  found.hour = *hour;
  found.minute = *minute;
  auto end = at;
  if (separator(text, at, U":分"))
    if (auto second = digits(text, at, 2, 2); second && *second < 60) {
      found.second = *second;
      end = at;
    }
  found.end = end;
  if (end < text.size() && text[end] == U'分') ++found.end;
}

/// Reads one date that begins exactly at `begin`.
std::optional<FoundDate> date_at(View text, std::size_t begin) {
  std::size_t at = begin;
  bool han = !is_ascii_digit(half(text[begin]));
  auto year = han ? han_digits(text, at) : digits(text, at, 4, 4);
  if (!year || *year < 1900 || *year > 2199) return std::nullopt;
  auto sign = skip_space(text, at);
  if (sign >= text.size()) return std::nullopt;
  char32_t mark = half(text[sign]);
  if (han ? mark != U'年' : !is_one_of(mark, U"年-/.－—")) return std::nullopt;
  at = sign + 1;
  auto month = han ? han_digits(text, at) : digits(text, at, 1, 2);
  if (!month || !separator(text, at, mark == U'年' ? View(U"月") : View(&mark, 1))) return std::nullopt;
  auto day = han ? han_digits(text, at) : digits(text, at, 1, 2);
  if (!day) return std::nullopt;
  if (mark == U'年' && !separator(text, at, U"日号")) return std::nullopt;
  std::chrono::year_month_day civil{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                    std::chrono::day(static_cast<unsigned>(*day))};
  if (!civil.ok()) return std::nullopt;
  FoundDate found{.date = Date(std::chrono::sys_days(civil)), .begin = begin, .end = at};
  read_time(text, found);
  return found;
}

bool is_date_start(char32_t c) { return c == U'1' || c == U'2' || c == U'一' || c == U'二'; }

Mark bracket_mark(View text) {
  auto close = text.find_first_of(U"）)", 1);
  if (close == View::npos || close > 5 || close < 2) return {};
  auto inner = squeezed(text.substr(1, close - 1));
  bool han = std::all_of(inner.begin(), inner.end(), [](char32_t c) { return is_one_of(c, kHanDigits); });
  bool ascii = std::all_of(inner.begin(), inner.end(), [](char32_t c) { return is_ascii_digit(half(c)); });
  if (inner.empty() || (!han && !ascii) || (ascii && inner.size() > 2)) return {};
  auto number = han_number(inner);
  if (!number || *number < 1) return {};
  std::size_t size = close + 1;
  if (size < text.size() && text[size] == U'、') ++size;
  return {han ? MarkKind::HanBracket : MarkKind::NumberBracket, *number, size};
}

Mark number_mark(View text) {
  std::size_t end = 0;
  while (end < text.size() && end < 3 && is_ascii_digit(half(text[end]))) ++end;
  if (end == 0 || end > 2 || end >= text.size()) return {};
  char32_t sign = half(text[end]);
  auto number = han_number(text.substr(0, end));
  if (!number || *number < 1) return {};
  if (sign == U')') return {MarkKind::NumberBracket, *number, end + 1};
  if (sign != U'.' && sign != U'、') return {};
  if (sign == U'.' && end + 1 < text.size() && is_ascii_digit(half(text[end + 1]))) return {};
  return {MarkKind::Number, *number, end + 1};
}

Mark ordinal_mark(View text) {
  std::size_t end = 1;
  while (end < text.size() && end < 8 && (is_one_of(text[end], kHanDigits) || is_ascii_digit(half(text[end])))) ++end;
  if (end == 1 || end >= text.size()) return {};
  auto kind = text[end] == U'章'   ? MarkKind::Chapter
              : text[end] == U'节' ? MarkKind::Section
              : text[end] == U'条' ? MarkKind::Article
                                   : MarkKind::None;
  if (kind == MarkKind::None) return {};
  // 第三条第二款 and 第三章规定的 are references; a mark stands alone or before white space.
  bool alone = end + 1 == text.size() || text::is_space(text[end + 1]);
  auto number = han_number(text.substr(1, end - 1));
  if (!alone || !number) return {};
  return {kind, *number, end + 1};
}

}  // namespace

bool starts_with(View text, View with) { return text.starts_with(with); }
bool ends_with(View text, View with) { return text.ends_with(with); }
bool contains(View text, View part) { return text.find(part) != View::npos; }
bool starts_with_any(View text, std::initializer_list<View> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](View start) { return text.starts_with(start); });
}
bool contains_any(View text, std::initializer_list<View> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](View part) { return contains(text, part); });
}
bool ends_with_any(View text, std::initializer_list<View> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](View end) { return text.ends_with(end); });
}

View trimmed(View text) {
  while (!text.empty() && text::is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && text::is_space(text.back())) text.remove_suffix(1);
  return text;
}

Chars squeezed(View text) {
  Chars out;
  out.reserve(text.size());
  for (char32_t c : text)
    if (!text::is_space(c)) out += c;
  return out;
}

std::optional<FoundDate> find_date(View text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    if (!is_date_start(half(text[at]))) continue;
    if (at > from && (is_ascii_digit(half(text[at - 1])) || is_one_of(text[at - 1], kHanDigits))) continue;
    if (auto found = date_at(text, at)) return found;
  }
  return std::nullopt;
}

std::optional<Date> whole_date(View text) {
  text = trimmed(text);
  if (text.size() > 40 || text.size() < 8) return std::nullopt;
  if (is_one_of(half(text.front()), U"([") && is_one_of(half(text.back()), U")]"))
    text = trimmed(text.substr(1, text.size() - 2));
  auto found = find_date(text);
  if (!found || found->begin != 0 || found->end != text.size()) return std::nullopt;
  return found->date;
}

Mark mark_of(View text) {
  if (text.empty()) return {};
  char32_t first = half(text[0]);
  if (first == U'(') return bracket_mark(text);
  if (first == U'第') return ordinal_mark(text);
  if (text[0] >= 0x2474 && text[0] <= 0x2487) return {MarkKind::NumberBracket, static_cast<int>(text[0] - 0x2473), 1};
  if (text[0] >= 0x2460 && text[0] <= 0x2473) return {MarkKind::NumberBracket, static_cast<int>(text[0] - 0x245F), 1};
  if (is_ascii_digit(first)) return number_mark(text);
  std::size_t end = 0;
  while (end < text.size() && end < 4 && is_one_of(text[end], kHanDigits)) ++end;
  if (end == 0 || end >= text.size()) return {};
  auto at = skip_space(text, end);
  if (at >= text.size() || !is_one_of(half(text[at]), U"、.．")) return {};
  auto number = han_number(text.substr(0, end));
  if (!number || *number < 1) return {};
  return {MarkKind::Han, *number, at + 1};
}

std::string roman_number(int value, bool capital) {
  static constexpr std::pair<int, std::string_view> kRoman[] = {
      {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
      {40, "XL"},  {10, "X"},   {9, "IX"},  {5, "V"},    {4, "IV"},  {1, "I"}};
  if (value < 1 || value > 3999) return std::to_string(value);
  std::string out;
  for (const auto& [number, sign] : kRoman)
    for (; value >= number; value -= number) out += sign;
  return capital ? out : text::ascii_lower(out);
}

int level_of(MarkKind kind) {
  switch (kind) {
    case MarkKind::Chapter:
    case MarkKind::Han: return 1;
    case MarkKind::Section:
    case MarkKind::HanBracket: return 2;
    case MarkKind::Number: return 3;
    case MarkKind::NumberBracket: return 4;
    case MarkKind::Article:
    case MarkKind::None: break;
  }
  return 0;
}

bool is_body_name(View text) {
  auto name = squeezed(text);
  View view = name;
  if (view.ends_with(U"）") || view.ends_with(U")")) {  // …局（公章）, …局（某某执法局）
    auto open = view.find_first_of(U"（(");
    if (open == View::npos || open == 0) return false;
    view = view.substr(0, open);
  }
  if (view.size() < 3 || view.size() > 40) return false;
  if (view.find_first_of(U"，。；：、！？,;:“《") != View::npos) return false;
  return ends_with_any(view, {U"局",     U"委",     U"府",     U"厅",     U"部",     U"署",     U"院",     U"办公室",
                              U"委员会", U"小组",   U"中心",   U"大队",   U"支队",   U"总队",   U"公司",   U"学校",
                              U"医院",   U"协会",   U"管委会", U"政府办", U"街道办", U"办事处", U"研究所", U"管理处",
                              U"管理所", U"指挥部", U"党委",   U"党组",   U"法院",   U"总站",   U"秘书处"});
}

bool has_title_end(View text) {
  auto title = squeezed(text);
  View view = title;
  if (view.ends_with(U"）") || view.ends_with(U")")) {  // …办法（试行）
    auto open = view.find_last_of(U"（(");
    if (open != View::npos && open > 0 && view.size() - open <= 12) view = view.substr(0, open);
  }
  return ends_with_any(
      view, {U"决议", U"决定",   U"命令",   U"令",     U"公报",   U"公告", U"通告", U"意见", U"通知", U"通报",
             U"报告", U"请示",   U"批复",   U"议案",   U"的函",   U"复函", U"纪要", U"要点", U"计划", U"总结",
             U"方案", U"办法",   U"规定",   U"条例",   U"细则",   U"制度", U"指南", U"目录", U"清单", U"规划",
             U"规则", U"标准",   U"预案",   U"说明",   U"解读",   U"名单", U"公示", U"情况", U"简介", U"问答",
             U"答复", U"一览表", U"统计表", U"倡议书", U"告知书", U"建议", U"安排", U"措施", U"职责", U"章程",
             U"简报", U"分工",   U"任务",   U"预算",   U"决算",   U"须知", U"守则", U"流程", U"结果"});
}

}  // namespace dl::intake
