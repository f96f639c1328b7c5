#include "sums/list.h"

#include <algorithm>
#include <cstdlib>

namespace dl::sums {
namespace {

constexpr std::size_t kFarApart = 36;  ///< characters between two parts of a list

constexpr View kStops[] = {U"其中",   U"另有",   U"此外",   U"另外", U"同时", U"同比",     U"环比", U"比上年",
                           U"较上年", U"比去年", U"较去年", U"较上", U"比上", U"上年",     U"去年", U"同期",
                           U"分别",   U"中，",   U"包括",   U"达到", U"近年", U"今年以来", U"截至", U"目前"};
/// A clause that begins so goes on with something else, unless the first part began so, too.
constexpr View kVerbs[] = {U"开展", U"组织", U"召开", U"举办", U"印发", U"制定", U"出台", U"完成", U"参加", U"发放",
                           U"张贴", U"受理", U"办结", U"整改", U"检查", U"接待", U"培训", U"新增", U"建成", U"投入",
                           U"修订", U"更新", U"转发", U"走访", U"排查", U"查处", U"立案", U"罚款", U"收到", U"答复",
                           U"办理", U"处理", U"发布", U"公开", U"推送", U"回复", U"回应", U"解决", U"清理", U"废止",
                           U"形成", U"编制", U"编发", U"编印", U"征集", U"采纳", U"审核", U"审查", U"出动", U"派出",
                           U"协调", U"督办", U"通报", U"约谈", U"撰写", U"报送", U"被",   U"获",   U"共",   U"累计",
                           U"收取", U"带动", U"惠及", U"覆盖", U"服务", U"涉及", U"提供", U"建立", U"设立", U"开设",
                           U"利用", U"并",   U"还",   U"全年", U"全市", U"我",   U"按",   U"已",   U"对",   U"为"};
constexpr View kSeparators[] = {U"", U"、", U"，", U",", U"和", U"及", U"以及", U"与", U"，和", U"、和", U" "};
struct Pair {
  View one = {};
  View other = {};
};
/// Two words that divide a whole between them.
constexpr Pair kPairs[] = {{U"自然人", U"法人"},       {U"主办", U"协办"}, {U"主办", U"会办"},   {U"主办", U"分办"},
                           {U"网", U"当面"},           {U"线上", U"线下"}, {U"男", U"女"},       {U"市级", U"县"},
                           {U"城镇", U"农村"},         {U"办结", U"在办"}, {U"办结", U"结转"},   {U"已办结", U"未办"},
                           {U"基本支出", U"项目支出"}, {U"建议", U"提案"}, {U"同意", U"不同意"}, {U"合格", U"不合格"},
                           {U"满意", U"不满意"},       {U"公民", U"法人"}};
/// What one thing may be besides another: such lists may add up to more than there are.
constexpr View kBesides[] = {U"党员",   U"女",   U"少数民族", U"岁",   U"学历", U"本科", U"大专",
                             U"研究生", U"硕士", U"博士",     U"职称", U"原创", U"首次"};
/// Verbs that also name a kind: 回应热点信息2条 among 发布…信息.
constexpr View kNamingVerbs[] = {U"回应", U"回复", U"发布", U"公开", U"推送", U"转发", U"编发",
                                 U"答复", U"报送", U"办理", U"处理", U"服务", U"提供", U"受理"};
constexpr View kRest[] = {U"其他", U"其它", U"其余"};

/// The depth of brackets behind a stretch of words, SIZE_MAX-like −1 once it has left the bracket that it began in.
int depth_behind(View words, int depth, int lowest) {
  for (const char32_t c : words) {
    depth += is_open(c) ? 1 : is_close(c) ? -1 : 0;
    if (depth < lowest) return -1;
  }
  return depth;
}

/// The words that name a part: behind the marks that part it from the one before.
View name_of_part(View gap) {
  if (auto mark = gap.find_last_of(U"，、；,;：:）)"); mark != View::npos) gap.remove_prefix(mark + 1);
  while (!gap.empty() && is_one_of(gap.front(), U"和及与 ")) gap.remove_prefix(1);
  return gap;
}

View verb_of(View name) {
  for (const View verb : kVerbs)
    if (name.starts_with(verb)) return verb;
  return {};
}

/// Whether two names have two neighbouring characters in common: 解读类信息发布, 回应热点信息.
bool are_alike(View one, View other) {
  for (std::size_t i = 0; i + 2 <= one.size(); ++i)
    if (contains(other, one.substr(i, 2))) return true;
  return false;
}

bool names_kind(View verb, View name, View last_name) {
  return std::ranges::find(kNamingVerbs, verb) != std::ranges::end(kNamingVerbs) && are_alike(name, last_name);
}

/// The gap without what stands in brackets.
Chars outside_brackets(View gap) {
  Chars outside;
  int depth = 0;
  for (const char32_t c : gap) {
    if (is_open(c)) ++depth;
    if (depth <= 0 && !is_close(c)) outside += c;
    if (is_close(c) && depth > 0) --depth;
  }
  return outside;
}

bool has_any_digit_repair(std::int64_t wrong, std::int64_t right) {
  const auto a = std::to_string(std::abs(wrong)), b = std::to_string(std::abs(right));
  if (a.size() != b.size()) return false;
  std::vector<std::size_t> unequal;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i] != b[i]) unequal.push_back(i);
  if (unequal.size() == 1) return true;
  return unequal.size() == 2 && a[unequal[0]] == b[unequal[1]] && a[unequal[1]] == b[unequal[0]];
}

/// Whether one digit, or two that changed places, in the total or in one part would make the sum hold.
bool is_slip_away(const std::vector<std::int64_t>& values, std::int64_t sum) {
  const auto missing = values[0] - sum;
  if (has_any_digit_repair(values[0] / kOne, sum / kOne)) return true;
  return std::any_of(values.begin() + 1, values.end(), [&](std::int64_t part) {
    return part + missing >= 0 && has_any_digit_repair(part / kOne, (part + missing) / kOne);
  });
}

/// Whether what a list lacks looks like a slip and not like parts that it does not name. One digit makes good any small
/// difference, and any between round numbers, so these have to be nearly whole besides.
bool looks_like_slip(const std::vector<std::int64_t>& values, std::int64_t sum) {
  const auto missing = values[0] - sum;
  const auto covered = static_cast<long double>(sum) / static_cast<long double>(values[0]);
  if (covered > 0.95L) return true;
  if (values[0] % kOne != 0 || !is_slip_away(values, sum)) return false;
  if (missing < 10 * kOne) return values.size() > 3 && covered > 0.9L;
  if (missing < 100 * kOne) return covered > 0.85L;
  std::int64_t power = 100 * kOne;
  while (missing / 10 >= power) power *= 10;
  return std::any_of(values.begin(), values.end(), [&](std::int64_t value) { return value % (power / 10) != 0; });
}

}  // namespace

List list_behind(const Read& here, std::size_t from, const Quantity& like) {
  List list{.whole = true, .strong = true};
  int lowest = 0;
  for (std::size_t i = 0; i < from; ++i) lowest += is_open(here.text[i]) ? 1 : is_close(here.text[i]) ? -1 : 0;
  lowest = std::max(lowest, 0);
  int depth = lowest;
  std::size_t end = from;
  bool semicolons = false;
  View first_verb;
  Chars last_name;
  for (std::size_t i = 0; i < here.quantities.size(); ++i) {
    const auto& quantity = here.quantities[i];
    if (quantity.begin < from) continue;
    if (depth_behind(here.between(end, quantity.begin), depth, lowest) < 0) break;
    if (!quantity.same_unit(like) || quantity.depth > lowest) continue;
    const auto gap = outside_brackets(here.between(end, quantity.begin));
    const bool first = list.parts.empty();
    if (contains_any(gap, kStops) || (says_total(gap) && !first)) break;
    if (change_at_end(gap) != 0 && !first) break;
    const bool semicolon = contains_any(gap, {U"；", U";"});
    if (list.parts.size() == 1) semicolons = semicolon;
    if (!first && semicolon && !semicolons) break;
    const auto name = name_of_part(gap);
    const auto verb = verb_of(name);
    const bool comma = contains_any(gap, {U"，", U",", U"；", U";"});
    if (first)
      first_verb = verb;
    else if (comma && !verb.empty() && verb != first_verb && !semicolons && !names_kind(verb, name, last_name))
      break;
    last_name = Chars(name);
    if (quantity.rough || quantity.each) {
      list.whole = false;
      if (first) list.parts.clear();
      list.strong = false;
      break;
    }
    list.strong = list.strong && (first || !comma);
    list.far = list.far || gap.size() > kFarApart;
    list.parts.push_back(i);
    end = quantity.end;
    depth = lowest;
  }
  return list;
}

List list_before(const Read& here, std::size_t total) {
  List list{.whole = false, .strong = true};
  auto end = here.label_begin(total);
  bool bare = true;
  std::vector<std::size_t> parts;
  for (std::size_t i = total; i-- > 0;) {
    const auto& quantity = here.quantities[i];
    if (quantity.end > end || !quantity.same_unit(here.quantities[total]) ||
        quantity.depth != here.quantities[total].depth)
      continue;
    const auto gap = here.between(quantity.end, end);
    if (parts.empty() && contains_any(gap, {U"；", U";"})) break;
    if (!parts.empty() && (contains_any(gap, kStops) || says_total(gap) || contains_any(gap, {U"；", U";"}))) break;
    if (quantity.rough || quantity.each) return {};
    if (!parts.empty()) {
      bare = bare && std::ranges::find(kSeparators, gap) != std::ranges::end(kSeparators);
      list.strong = list.strong && !contains_any(gap, {U"，", U","});
    } else if (gap.find_first_not_of(U"，,、 ") != View::npos) {
      bare = list.strong = false;
    }
    list.far = list.far || gap.size() > kFarApart;
    parts.push_back(i);
    end = quantity.begin;
    if (says_total(here.label(i))) break;
  }
  std::ranges::reverse(parts);
  list.parts = std::move(parts);
  if (list.parts.empty()) return list;
  // 三个片区分别修复路灯156盏、88盏和134盏: the words before the first of a bare list may say anything.
  const auto lead = here.label(list.parts.front());
  const auto said = here.label(total);
  const bool plain = said == U"合计" || said == U"共计" || said == U"总计" || said == U"一共" || said == U"总共";
  list.whole = list.parts.size() >= 2 && (contains(lead, U"分别") || list.strong) && (bare || list.strong) &&
               (plain || !says_total(lead));
  return list;
}

bool may_blame(const Read& here, const Quantity& total, const List& list, Strength strength, bool total_is_said) {
  std::vector<const Quantity*> parts;
  for (const auto part : list.parts) parts.push_back(&here.quantities[part]);
  const auto values = aligned(total, parts);
  if (values.empty() || parts.size() < 2 || total.rough || total.each || !total.known || list.far) return false;
  if (total.numeral && total.value < 5 * kOne) return false;
  std::int64_t sum = 0;
  std::int64_t largest = 0;
  for (std::size_t i = 1; i < values.size(); ++i) {
    sum += values[i];
    largest = std::max(largest, values[i]);
  }
  if (std::abs(values[0] - sum) <= slack_of(total, parts)) return false;
  const auto first = here.label(list.parts.front()), last = here.label(list.parts.back());
  const bool pair = parts.size() == 2 && std::ranges::any_of(kPairs, [&](const Pair& both) {
                      return (contains(first, both.one) && contains(last, both.other)) ||
                             (contains(first, both.other) && contains(last, both.one));
                    });
  const auto besides = [&](std::size_t part) { return contains_any(here.label(part), kBesides); };
  if (sum > values[0] && !pair && std::ranges::any_of(list.parts, besides)) return false;
  if (sum > values[0]) return largest <= values[0] || (strength != Strength::Partly && total_is_said);
  if (!list.whole || strength == Strength::Partly) return false;
  if (contains_any(last, kRest)) return true;
  if (pair) return true;
  if (strength == Strength::Whole) return sum * 2 > values[0];
  return looks_like_slip(values, sum);
}

}  // namespace dl::sums
