#include "sums/quantity.h"

#include <algorithm>

namespace dl::sums {
namespace {

/// Longer ones first.
constexpr View kUnits[] = {
    U"平方公里", U"立方米", U"平方米", U"公斤", U"千克", U"千米", U"公里", U"公顷", U"人次", U"户次", U"场次",
    U"件次",     U"台次",   U"辆次",   U"车次", U"班次", U"条次", U"家次", U"个次", U"余次", U"例次", U"项次",
    U"千瓦",     U"课时",   U"学时",   U"美元", U"件",   U"条",   U"个",   U"项",   U"篇",   U"期",   U"次",
    U"人",       U"户",     U"家",     U"份",   U"元",   U"盏",   U"台",   U"套",   U"处",   U"场",   U"起",
    U"宗",       U"名",     U"位",     U"辆",   U"吨",   U"亩",   U"米",   U"只",   U"株",   U"棵",   U"张",
    U"块",       U"面",     U"册",     U"本",   U"部",   U"幅",   U"批",   U"栋",   U"幢",   U"座",   U"间",
    U"所",       U"颗",     U"封",     U"页",   U"种",   U"类",   U"轮",   U"组",   U"支",   U"艘",   U"头",
    U"匹",       U"把",     U"根",     U"段",   U"笔",   U"例",   U"单",   U"票",   U"宿",   U"床",   U"孔",
    U"口",       U"门",     U"站",     U"班",   U"堂",   U"节",   U"卷",   U"枚",   U"瓶",   U"箱",   U"袋",
    U"桶",       U"粒",     U"具",     U"架",   U"樘",   U"度",   U"升",   U"村",   U"通",   U"集"};
/// What follows a number that counts nothing here.
constexpr View kNoUnits = U"年月日号时分秒点届级版热天周旬世度楼岁字";
/// Units that only look like one: twelve months are no count of 个.
constexpr View kLookAlikes[] = {U"个月",     U"个工作日", U"个小时", U"个百分点", U"个季度", U"个自然日",
                                U"个交易日", U"个多",     U"个半",   U"人民",     U"次会议", U"期间",
                                U"次性",     U"轮车",     U"类人",   U"级",       U"项目标", U"个人信息"};
constexpr View kRoughBefore[] = {U"近",   U"约",     U"超",   U"逾",   U"超过",   U"超过了", U"突破",   U"大约",
                                 U"将近", U"不足",   U"不到", U"至少", U"不少于", U"不低于", U"不超过", U"最多",
                                 U"最高", U"不高于", U"大于", U"小于", U"高于",   U"低于",   U"少于",   U"多于",
                                 U"上限", U"≥",      U"≤",    U">",    U"<"};
/// 预约30件, 附近3处: words that only end like those.
constexpr View kNotRough[] = {U"预约", U"签约", U"履约", U"节约", U"违约", U"集约",
                              U"特约", U"公约", U"附近", U"最近", U"就近", U"临近"};
constexpr View kRoughBehind[] = {U"左右", U"以上", U"以下", U"以内", U"上下", U"之多", U"有余", U"以外", U"多"};
constexpr View kEach[] = {U"各",   U"每",     U"均",   U"各有", U"每年", U"每月",
                          U"每周", U"每季度", U"每人", U"各为", U"均为", U"分别均为"};

bool is_letter(char32_t c) {
  c = half_width(c);
  return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

/// Whether what stands before a number makes it a part of something else: A4, 〔2016, 第3, 5-12, 3·15, No.7.
bool is_bound_before(View sentence, std::size_t at) {
  if (at == 0) return false;
  const char32_t before = sentence[at - 1];
  if (is_letter(before) || is_one_of(before, U"第〔[【［·.．:：/／#№×*＊+＋～~—–-－_=") || text::is_digit(before))
    return !(is_one_of(before, U":：")) || (at > 1 && text::is_digit(sentence[at - 2]));
  return false;
}

bool is_bound_behind(View sentence, std::size_t at) {
  if (at >= sentence.size()) return false;
  const char32_t behind = sentence[at];
  return is_letter(behind) || is_one_of(behind, U"〕]】］·:/／×*＊～~—–-－_=");
}

View unit_at(View rest) {
  if (starts_with_any(rest, kLookAlikes)) return {};
  View best;
  for (const View unit : kUnits)
    if (unit.size() > best.size() && rest.starts_with(unit)) best = unit;
  if (best.empty() && !rest.empty() && text::is_han(rest.front()) && !is_one_of(rest.front(), kNoUnits))
    best = rest.substr(0, 1);
  return best;
}

bool is_known(View unit) { return std::ranges::find(kUnits, unit) != std::ranges::end(kUnits); }

struct Suffix {
  std::size_t length = 0;
  int scale = 0;
  bool rough = false;
};

/// 万, 亿, 余 and 多 between a number and its unit, in any order.
Suffix suffix_at(View rest) {
  Suffix suffix;
  while (suffix.length < rest.size() && suffix.length < 3) {
    const char32_t c = rest[suffix.length];
    if (c == U'万')
      suffix.scale += 4;
    else if (c == U'亿')
      suffix.scale += 8;
    else if (is_one_of(c, U"余多来几+＋"))
      suffix.rough = true;
    else
      break;
    ++suffix.length;
  }
  return suffix;
}

/// Reads what stands at `at`; `length` is what is to be passed over.
std::optional<Quantity> quantity_at(View sentence, std::size_t at, std::size_t& length) {
  Quantity found{.begin = at};
  const auto rest = sentence.substr(at);
  auto amount = read_number(rest, length);
  if (length == 0) {
    amount = read_numeral(rest, length);
    found.numeral = true;
  }
  if (!amount || is_bound_before(sentence, at) || is_bound_behind(sentence, at + length)) return {};
  auto behind = rest.substr(length);
  if (!behind.empty() && half_width(behind.front()) == U'%') {
    found.unit = U"%";
    found.end = at + length + 1;
  } else {
    const auto suffix = suffix_at(behind);
    behind.remove_prefix(suffix.length);
    const auto unit = unit_at(behind);
    // 二类, 一级: which, not how many.
    if (unit.empty() || (found.numeral && (!is_known(unit) || is_one_of(unit[0], U"类种级批轮期版")))) return {};
    found.scale = suffix.scale;
    found.rough = suffix.rough;
    found.unit = unit;
    found.known = is_known(unit);
    found.end = at + length + suffix.length + unit.size();
  }
  if (found.numeral && found.is_share()) return {};
  found.value = amount->millionths;
  found.places = amount->places;
  const auto before = sentence.substr(0, at);
  found.rough =
      found.rough || ends_with_any(before, kRoughBefore) || starts_with_any(sentence.substr(found.end), kRoughBehind);
  const auto after = sentence.substr(found.end);
  found.each =
      ends_with_any(before, kEach) || starts_with_any(after, std::initializer_list<View>{U"/", U"／", U"每", U"一"});
  return found;
}

}  // namespace

std::vector<Quantity> find_quantities(View sentence) {
  std::vector<Quantity> found;
  int depth = 0;
  for (std::size_t at = 0; at < sentence.size();) {
    depth = is_open(sentence[at]) ? depth + 1 : is_close(sentence[at]) ? std::max(depth - 1, 0) : depth;
    std::size_t length = 0;
    if (auto quantity = quantity_at(sentence, at, length)) {
      quantity->depth = depth;
      at = quantity->end;
      found.push_back(std::move(*quantity));
    } else {
      at += std::max<std::size_t>(length, 1);
    }
  }
  return found;
}

}  // namespace dl::sums
