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

/// One digit of a year; 〇 has many disguises: a circle, a nought, the letter O. -1 for anything else.
int year_digit(char32_t c) {
  c = half(c);
  if (is_ascii_digit(c)) return static_cast<int>(c - U'0');
  if (is_one_of(c, U"〇零○◯Oo\u039F\u03BF\u041E\u043E")) return 0;
  auto at = View(U"一二三四五六七八九").find(c);
  return at == View::npos ? -1 : static_cast<int>(at) + 1;
}

/// Reads 2008, 二〇〇八, 二OO八, 二00八 and 2OO8; `plain` tells whether all are figures.
std::optional<int> year_at(View text, std::size_t& at, bool& plain) {
  auto end = at;
  int value = 0;
  plain = true;
  for (int count = 0; count < 4; ++count, ++end) {
    if (count > 0 && !plain) end = skip_space(text, end);
    int digit = end < text.size() ? year_digit(text[end]) : -1;
    if (digit < 0) return std::nullopt;
    plain = plain && is_ascii_digit(half(text[end]));
    value = value * 10 + digit;
  }
  if (end < text.size() && year_digit(text[end]) >= 0) return std::nullopt;
  at = end;
  return value;
}

/// A month or day in figures or numerals.
std::optional<int> part_at(View text, std::size_t& at) {
  auto begin = skip_space(text, at);
  bool figures = begin < text.size() && is_ascii_digit(half(text[begin]));
  return figures ? digits(text, at, 1, 2) : han_digits(text, at);
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
  bool plain = true;
  auto year = year_at(text, at, plain);
  if (!year || *year < 1900 || *year > 2199) return std::nullopt;
  auto sign = skip_space(text, at);
  if (sign >= text.size()) return std::nullopt;
  char32_t mark = half(text[sign]);
  if (!is_one_of(mark, plain ? View(U"年-/.－—") : View(U"年"))) return std::nullopt;
  at = sign + 1;
  auto part = [&] { return mark == U'年' ? part_at(text, at) : digits(text, at, 1, 2); };
  auto month = part();
  if (!month || !separator(text, at, mark == U'年' ? View(U"月") : View(&mark, 1))) return std::nullopt;
  auto day = part();
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

/// 1.1, 1.1.1, 1.1.1.1 before white space or words; 1.5亿元 is a figure.
Mark decimal_mark(View text) {
  Mark mark{.kind = MarkKind::Decimal};
  std::size_t end = 0;
  while (true) {
    auto number = digits(text, end, 1, 2);
    if (!number || *number < 1) return {};
    if (mark.depth++ == 0) mark.first = *number;
    mark.number = *number;
    if (mark.depth == 4 || end + 1 >= text.size() || half(text[end]) != U'.' || !is_ascii_digit(half(text[end + 1])))
      break;
    ++end;
  }
  if (mark.depth < 2 || end >= text.size()) return {};
  if (is_one_of(half(text[end]), U".、")) ++end;
  auto words = trimmed(text.substr(end));
  mark.size = end;
  if (words.empty() || !(text::is_han(words.front()) || (words.size() < text.size() - end && words.front() > 0x7F)))
    return {};
  if (starts_with_any(words, {U"万", U"亿", U"元", U"倍", U"米", U"公里", U"公斤", U"公顷", U"吨", U"个", U"千克",
                              U"千米", U"千瓦", U"平方", U"立方", U"折", U"度", U"℃", U"％"}))
    return {};
  return mark;
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
  if (sign == U'.' && end + 1 < text.size() && is_ascii_digit(half(text[end + 1]))) return decimal_mark(text);
  return {MarkKind::Number, *number, end + 1};
}

/// Whether what follows 第一章 or 第一条 without white space are its own words: 第一章总则.
bool is_glued(View rest, MarkKind kind) {
  if (!text::is_han(rest.front())) return false;
  if (starts_with_any(rest, {U"第",   U"的",     U"之",   U"款",   U"项",   U"所",   U"和",   U"与",   U"及",  U"至",
                             U"到",   U"或",     U"规定", U"中的", U"中规", U"内容", U"修改", U"改为", U"删",  U"增加",
                             U"作为", U"调整为", U"原",   U"程",   U"课",   U"件",   U"例",   U"以下", U"以上"}))
    return false;
  if (kind == MarkKind::Article) return true;
  return rest.size() <= 30 && rest.find_first_of(U"。，；：,;:") == View::npos;
}

Mark ordinal_mark(View text) {
  std::size_t end = 1;
  while (end < text.size() && end < 8 && (is_one_of(text[end], kHanDigits) || is_ascii_digit(half(text[end])))) ++end;
  if (end == 1 || end >= text.size()) return {};
  bool part = starts_with(text.substr(end), U"部分");
  if (part) ++end;
  auto kind = part || is_one_of(text[end], U"章编篇") ? MarkKind::Chapter
              : text[end] == U'节'                    ? MarkKind::Section
              : text[end] == U'条'                    ? MarkKind::Article
                                                      : MarkKind::None;
  if (kind == MarkKind::None) return {};
  // 第三条第二款 and 第三章规定的 are references; a mark stands alone, before white space or before its own words.
  auto rest = text.substr(end + 1);
  auto number = han_number(text.substr(1, end - (part ? 2 : 1)));
  if (!number || !(rest.empty() || text::is_space(rest.front()) || is_glued(rest, kind))) return {};
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

View without_seal(View text) {
  auto is_seal = [](View inner) {
    auto word = squeezed(inner);
    return word.size() <= 8 && (ends_with_any(word, {U"章", U"印"}) || starts_with(word, U"此件"));
  };
  text = trimmed(text);
  if (text.empty()) return text;
  if (is_one_of(half(text.back()), U")]"))
    if (auto open = text.find_last_of(U"（([［");
        open != View::npos && is_seal(text.substr(open + 1, text.size() - open - 2)))
      text = trimmed(text.substr(0, open));
  if (!text.empty() && is_one_of(half(text.front()), U"(["))
    if (auto close = text.find_first_of(U"）)]］"); close != View::npos && is_seal(text.substr(1, close - 1)))
      text = trimmed(text.substr(close + 1));
  return text;
}

std::optional<Date> whole_date(View text) {
  text = without_seal(text);
  if (text.size() > 40 || text.size() < 8) return std::nullopt;
  if (is_one_of(half(text.front()), U"([") && is_one_of(half(text.back()), U")]"))
    text = trimmed(text.substr(1, text.size() - 2));
  auto found = find_date(text);
  if (!found || found->begin != 0 || found->end != text.size()) return std::nullopt;
  return found->date;
}

bool is_unfinished_date(View text) {
  auto chars = squeezed(without_seal(text));
  View rest = chars;
  if (rest.size() < 3 || rest.size() > 12) return false;
  std::size_t at = 0;
  bool plain = true;
  bool year = year_at(rest, at, plain).has_value();
  if (!separator(rest, at, U"年")) return false;
  bool month = part_at(rest, at).has_value();
  if (!separator(rest, at, U"月")) return false;
  bool day = part_at(rest, at).has_value();
  separator(rest, at, U"日");
  return at == rest.size() && !(year && month && day);
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
    case MarkKind::Decimal:
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
  return ends_with_any(
      view,
      {U"局",     U"委",     U"府",     U"厅",     U"部",     U"署",     U"院",     U"办公室", U"委员会", U"小组",
       U"中心",   U"大队",   U"支队",   U"总队",   U"公司",   U"学校",   U"医院",   U"协会",   U"管委会", U"政府办",
       U"街道办", U"办事处", U"研究所", U"管理处", U"管理所", U"指挥部", U"党委",   U"党组",   U"法院",   U"总站",
       U"秘书处", U"常委会", U"联合会", U"总工会", U"妇联",   U"残联",   U"工商联", U"派出所", U"税务所", U"司法所",
       U"居委会", U"村委会", U"集团",   U"支行",   U"分行",   U"大学",   U"图书馆", U"博物馆", U"专班",   U"理事会"});
}

std::vector<View> body_names(View line) {
  std::vector<View> names;
  for (auto rest = trimmed(line); !rest.empty();) {
    auto end = rest.find_first_of(U" \u3000\t\u00A0、，,");
    auto name = rest.substr(0, end);
    if (!is_body_name(name)) return {};
    names.push_back(name);
    if (end == View::npos) break;
    rest = trimmed(rest.substr(end + 1));
  }
  return names;
}

bool has_title_end(View text) {
  auto title = squeezed(text);
  View view = title;
  if (view.ends_with(U"）") || view.ends_with(U")")) {  // …办法（试行）
    auto open = view.find_last_of(U"（(");
    if (open != View::npos && open > 0 && view.size() - open <= 12) view = view.substr(0, open);
  }
  if (ends_with_any(view, {U"代表", U"做法", U"方法", U"看法", U"非法", U"违法", U"合法"})) return false;
  if (view.size() >= 5 && ends_with_any(view, {U"表", U"法", U"函"})) return true;
  return ends_with_any(
      view, {U"决议",   U"决定",   U"命令", U"令",     U"公报",   U"公告",   U"通告",   U"意见",   U"通知",   U"通报",
             U"报告",   U"请示",   U"批复", U"议案",   U"的函",   U"复函",   U"纪要",   U"要点",   U"计划",   U"总结",
             U"方案",   U"办法",   U"规定", U"条例",   U"细则",   U"制度",   U"指南",   U"目录",   U"清单",   U"规划",
             U"规则",   U"标准",   U"预案", U"说明",   U"解读",   U"名单",   U"公示",   U"情况",   U"简介",   U"问答",
             U"答复",   U"回复",   U"复文", U"倡议书", U"告知书", U"建议",   U"安排",   U"措施",   U"职责",   U"章程",
             U"简报",   U"分工",   U"任务", U"预算",   U"决算",   U"须知",   U"守则",   U"流程",   U"结果",   U"年报",
             U"纲要",   U"倡议",   U"启事", U"声明",   U"承诺书", U"决定书", U"通知书", U"意见书", U"责任书", U"建议书",
             U"说明书", U"公开信", U"手册", U"导则",   U"规范",   U"规程",   U"准则",   U"公约",   U"名册",   U"一览"});
}

}  // namespace dl::intake
