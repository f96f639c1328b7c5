#include "intake/head_line.h"

#include "base/identifiers.h"
#include "base/text.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

constexpr View kNumerals = U"0123456789〇零○一二三四五六七八九十百千";

/// The text without white space and with every kind of bracket around a year as 〔〕.
Chars plain(View text) {
  auto chars = squeezed(text);
  for (std::size_t i = 0; i < chars.size(); ++i) {
    if (!is_one_of(chars[i], U"〈＜<《「『{｛[［(（【﹝〔")) continue;
    auto close = chars.find_first_of(U"〉＞>》」』}｝]］)）】﹞〕", i);
    if (close == Chars::npos || close - i > 6 || close - i < 3) continue;
    bool year = std::all_of(chars.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                            chars.begin() + static_cast<std::ptrdiff_t>(close),
                            [](char32_t c) { return is_one_of(half(c), kNumerals) || c == U'年'; });
    if (year) chars[i] = U'〔', chars[close] = U'〕';
  }
  return chars;
}

/// Moves `at` past figures or numerals; whether there were any.
bool pass_numerals(View text, std::size_t& at) {
  auto from = at;
  while (at < text.size() && at - from < 8 && is_one_of(half(text[at]), kNumerals)) ++at;
  return at > from;
}

bool pass(View text, std::size_t& at, View word) {
  if (!starts_with(text.substr(at), word)) return false;
  at += word.size();
  return true;
}

/// 第31号, 2023年第6号, 〔2023〕第6号, 第5期 from `at` to the end.
bool is_ordinal(View text, std::size_t at) {
  if (pass(text, at, U"〔")) {
    if (!pass_numerals(text, at)) return false;
    pass(text, at, U"年");
    if (!pass(text, at, U"〕")) return false;
  } else if (auto year = at; pass_numerals(text, year) && pass(text, year, U"年")) {
    at = year;
    pass(text, at, U"度");
  } else if (at >= text.size() || text[at] != U'第') {
    return false;
  }
  pass(text, at, U"总");
  pass(text, at, U"第");
  if (!pass_numerals(text, at) || at >= text.size() || !is_one_of(text[at], U"号期")) return false;
  auto rest = text.substr(at + 1);
  return rest.empty() || (rest.size() <= 10 && half(rest.front()) == U'(' && contains(rest, U"总第"));
}

/// 某某市人民政府令, 某某局公告: words that a number without 〔〕 may follow.
bool is_series(View words) {
  return words.size() >= 3 && words.size() <= 30 &&
         ends_with_any(
             words, {U"令", U"公告", U"通告", U"公报", U"决定", U"命令", U"通报", U"纪要", U"通知", U"简报", U"字"}) &&
         std::all_of(words.begin(), words.end(),
                     [](char32_t c) { return text::is_han(c) || is_one_of(c, U"（）()、"); });
}

bool is_signer(View text) {
  return text.size() <= 40 &&
         starts_with_any(text, {U"签发人", U"会签人", U"签发：", U"签发:", U"会签：", U"会签:", U"核签人"}) &&
         text.find_first_of(U"。，；") == View::npos;
}

/// A, B1类, （C类）: how a reply to a proposal is classed.
bool is_class(View text) {
  if (text.empty() || half(text[0]) < U'A' || half(text[0]) > U'F') return false;
  text.remove_prefix(1);
  if (!text.empty() && is_ascii_digit(half(text[0]))) text.remove_prefix(1);
  return text.empty() || text == U"类" || text == U"级" || text == U"类件";
}

bool is_mark(View line) {
  if (is_signer(line)) return true;
  auto chars = squeezed(line);
  View text = chars;
  if (text.size() > 24) return false;
  bool bracketed =
      text.size() > 2 && is_one_of(half(text.front()), U"([【〔") && is_one_of(half(text.back()), U")]】〕");
  if (bracketed) text = text.substr(1, text.size() - 2);
  bool labelled = false;
  for (View label : {U"类别",         U"办理类别", U"答复类别", U"办复类别", U"承办类别", U"提案类别", U"建议类别",
                     U"类别标记",     U"公开属性", U"公开类别", U"公开方式", U"公开选项", U"公开形式", U"是否公开",
                     U"信息公开选项", U"紧急程度", U"缓急程度", U"缓急",     U"等级",     U"份号",     U"办理结果"})
    if (starts_with(text, label) && text.size() > label.size() && half(text[label.size()]) == U':') {
      text.remove_prefix(label.size() + 1);
      labelled = true;
      break;
    }
  if (labelled) return text.size() <= 10;
  bool copy =
      text.size() == 6 && std::all_of(text.begin(), text.end(), [](char32_t c) { return is_ascii_digit(half(c)); });
  if (copy || is_class(text)) return true;
  static constexpr View kWords[] = {U"特急",         U"加急",         U"急件",        U"特提",     U"平急",
                                    U"紧急",         U"急",           U"明电",        U"内部明电", U"特急·明电",
                                    U"特急明电",     U"加急·明电",    U"公开",        U"主动公开", U"依申请公开",
                                    U"不予公开",     U"不公开",       U"同意公开",    U"全文公开", U"部分公开",
                                    U"同意对外公开", U"此件公开发布", U"此件主动公开"};
  return std::ranges::find(kWords, text) != std::end(kWords);
}

/// Names that sites give to their columns.
constexpr View kColumns[] = {
    U"政务公开",     U"信息公开",         U"政府信息公开", U"政务信息公开", U"政府信息公开平台", U"通知公告",
    U"公告公示",     U"公示公告",         U"通知通告",     U"政策文件",     U"规范性文件",       U"行政规范性文件",
    U"政府文件",     U"部门文件",         U"政府规章",     U"法规文件",     U"政策法规",         U"法律法规",
    U"政策解读",     U"文件解读",         U"解读回应",     U"新闻中心",     U"新闻动态",         U"工作动态",
    U"政务动态",     U"部门动态",         U"政务要闻",     U"今日要闻",     U"重要新闻",         U"图片新闻",
    U"基层动态",     U"乡镇动态",         U"热点新闻",     U"要闻动态",     U"公开信息",         U"法定主动公开内容",
    U"法定主动公开", U"重点领域信息公开", U"重点领域",     U"财政信息",     U"财政预决算",       U"预决算公开",
    U"规划计划",     U"规划信息",         U"人事信息",     U"人事任免",     U"统计信息",         U"应急管理",
    U"行政执法",     U"行政许可",         U"行政处罚",     U"双公示",       U"办事服务",         U"政务服务",
    U"互动交流",     U"征集调查",         U"意见征集",     U"建议提案",     U"建议提案办理",     U"人大建议办理",
    U"政协提案办理", U"机构概况",         U"文件资料",     U"公文公报",     U"政府公报",         U"文件库",
    U"政策文件库",   U"公开目录",         U"其他文件",     U"其他",         U"专题专栏",         U"文件公开"};

/// The names in front of 文件, 便函, 明电 …; empty when the line is no red head.
Chars red_head(View text) {
  for (View end : {U"部门文件", U"文件", U"便函", U"内部明电", U"明电", U"电报"}) {
    if (text.size() > 60 || !ends_with(text, end)) continue;
    auto name = trimmed(text.substr(0, text.size() - end.size()));
    if (!name.empty() && !body_names(name).empty()) return Chars(name);
  }
  return {};
}

bool is_site_name(View text) {
  return text.size() <= 30 && text.find_first_of(U"。，；：:《") == View::npos &&
         (ends_with_any(text, {U"网站", U"政府网", U"信息网", U"政务网", U"官网", U"公众网", U"门户网", U"公开平台",
                               U"服务网"}) ||
          starts_with_any(text, {U"中国·", U"中国•", U"欢迎访问", U"欢迎光临"}));
}

}  // namespace

bool is_secrecy_mark(View text) {
  auto chars = squeezed(text);
  View words = chars;
  for (View word : {U"绝密", U"机密", U"秘密"})
    for (auto at = words.find(word); at != View::npos; at = words.find(word, at + 1)) {
      auto behind = words.substr(at + word.size());
      if (!behind.empty() && is_one_of(behind.front(), U"★☆▲")) return true;
      auto before = words.substr(0, at);
      if (ends_with_any(before, {U"密级：", U"密级:"})) return true;
      if (before.empty() && (behind.empty() || (behind.size() <= 4 && is_ascii_digit(half(behind.front())))))
        return true;
    }
  return false;
}

bool is_closed_mark(View text) {
  if (text.size() > 60) return false;
  auto chars = squeezed(text);
  View words = chars;
  if (words.size() > 2 && is_one_of(half(words.front()), U"([【〔") && is_one_of(half(words.back()), U")]】〕"))
    words = words.substr(1, words.size() - 2);
  if (ends_with(words, U"内部明电")) return true;
  static constexpr View kClosed[] = {U"不予公开", U"不公开", U"依申请公开", U"免予公开", U"暂不公开", U"内部公开"};
  if (std::ranges::find(kClosed, words) != std::end(kClosed)) return true;
  if (starts_with_any(words, {U"是否公开：否", U"是否公开:否", U"是否公开：不", U"是否公开:不"})) return true;
  return starts_with_any(words, {U"公开属性", U"公开方式", U"公开形式", U"公开类别", U"公开类型", U"公开选项",
                                 U"公开范围", U"信息公开选项", U"信息公开属性", U"信息公开类别", U"此件", U"本件"}) &&
         !contains(words, U"主动公开") &&
         std::ranges::any_of(kClosed, [&](View closed) { return contains(words, closed); });
}

bool is_periodical(View words) {
  return words.size() >= 3 && words.size() <= 30 &&
         ends_with_any(words, {U"公报", U"简报", U"快报", U"专报", U"要情", U"通讯", U"专刊", U"月报", U"周报"});
}

namespace {

/// 某某市人民政府公报2026年第3期（总第45期）
bool is_issue(View plain) {
  for (std::size_t at = 3; at < plain.size() && at <= 30; ++at)
    if (is_periodical(plain.substr(0, at)) && is_ordinal(plain, at)) return contains(plain.substr(at), U"期");
  return false;
}

/// The names of 某某局办公室　2026年3月5日; empty for other lines.
Chars imprint(View text) {
  auto date = find_date(text);
  if (!date || date->end != text.size() || date->begin == 0 || !text::is_space(text[date->begin - 1])) return {};
  auto names = trimmed(text.substr(0, date->begin));
  return body_names(names).empty() ? Chars() : Chars(names);
}

}  // namespace

std::string written_number(View text) {
  if (text.size() > 60) return {};
  auto chars = plain(text);
  if (chars.empty()) return {};
  auto written = text::encode(chars);
  if (auto number = DocumentNumber::parse(written)) {
    bool own = number->departs(Departure::Ordinal) || number->departs(Departure::LeadingZero) ||
               number->departs(Departure::YearMark) || number->departs(Departure::ShortYear) ||
               number->departs(Departure::NoSuffix);
    return own || number->order ? written : number->text();
  }
  for (std::size_t at = 3; at < chars.size(); ++at)
    if (is_series(View(chars).substr(0, at)) && is_ordinal(chars, at)) return is_issue(chars) ? "" : written;
  return {};
}

HeadLine head_line(View line) {
  auto text = trimmed(line);
  if (text.empty() || text.size() > 90) return {};
  auto whole = squeezed(text);
  if (auto issuer = red_head(text); !issuer.empty()) return {.kind = HeadKind::RedHead, .issuer = issuer};
  if (text.size() <= 24 && is_secrecy_mark(text)) return {.kind = HeadKind::Secrecy};
  if (is_mark(text)) return {.kind = HeadKind::Mark};
  if (whole.size() <= 24 && is_ordinal(plain(text), 0)) return {.kind = HeadKind::Ordinal};
  if (auto names = imprint(text); !names.empty()) return {.kind = HeadKind::Imprint, .issuer = names};
  if (is_issue(plain(text))) return {.kind = HeadKind::Banner};
  if (is_one_of(half(text.front()), U"(〔[") && is_one_of(half(text.back()), U")〕]"))
    if (auto number = written_number(text.substr(1, text.size() - 2)); !number.empty())
      return {.kind = HeadKind::Number, .number = number};
  // The number ends with one of the 号; a mark may stand before it, a signer, a mark or other numbers behind it.
  std::size_t begin = 0;
  if (auto gap = text.find_first_of(U" \u3000\t"); gap != View::npos && is_mark(text.substr(0, gap))) begin = gap + 1;
  for (auto end = text.find(U'号'); end != View::npos; end = text.find(U'号', end + 1)) {
    auto number = written_number(trimmed(text.substr(begin, end + 1 - begin)));
    if (number.empty()) continue;
    auto rest = text.substr(end + 1);
    while (!rest.empty() && (text::is_space(rest.front()) || is_one_of(rest.front(), U"、，,；;/|")))
      rest.remove_prefix(1);
    bool fits = rest.empty() || is_mark(rest) || head_line(rest).kind == HeadKind::Number;
    if (!fits) return {};
    Chars beside(trimmed(text.substr(0, begin)));
    if (!beside.empty() && !rest.empty()) beside += U' ';
    return {.kind = HeadKind::Number, .number = number, .beside = beside + Chars(rest)};
  }
  bool label = whole == U"标题" || whole == U"正文";
  if (label || std::ranges::find(kColumns, View(whole)) != std::end(kColumns) || is_site_name(whole))
    return {.kind = HeadKind::Banner};
  return {};
}

}  // namespace dl::intake
