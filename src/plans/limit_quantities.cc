// How often, how many, which share, within how many days.
#include <algorithm>

#include "base/text.h"
#include "plans/limit_scan.h"

namespace dl::plans {
namespace {

constexpr std::initializer_list<View> kAtLeast = {U"不得少于", U"不能少于", U"不应少于", U"应不少于", U"不少于",
                                                  U"不得低于", U"不能低于", U"不应低于", U"不低于",   U"不小于",
                                                  U"至少",     U"最少",     U"≥"};
constexpr std::initializer_list<View> kAtMost = {U"不得超过", U"不能超过", U"不应超过", U"不超过", U"不得多于",
                                                 U"不多于",   U"不得高于", U"不高于",   U"≤"};
constexpr std::initializer_list<View> kShares = {U"达到",   U"达",   U"超过", U"提高到", U"提升到", U"提升至",
                                                 U"提高至", U"提高", U"提升", U"增长",   U"增加",   U"下降",
                                                 U"降低",   U"减少", U"压减", U"控制在", U"低于",   U"高于"};
constexpr std::initializer_list<View> kTimes = {U"场次", U"人次", U"次", U"场", U"期", U"篇", U"轮"};
constexpr std::initializer_list<View> kOften = {U"场次", U"人次", U"次", U"场", U"期",
                                                U"篇",   U"轮",   U"条", U"件", U"份"};
constexpr std::initializer_list<View> kMeasures = {
    U"场次", U"人次", U"个工作日", U"工作日", U"个自然日", U"自然日", U"个月", U"个小时", U"小时",
    U"分钟", U"学时", U"课时",     U"次",     U"场",       U"期",     U"篇",   U"轮",     U"条",
    U"件",   U"项",   U"份",       U"家",     U"户",       U"种",     U"名",   U"部",     U"人",
    U"处",   U"类",   U"日",       U"天",     U"周",       U"年",     U"个"};
constexpr std::initializer_list<View> kSpans = {U"个工作日", U"工作日", U"个自然日", U"自然日", U"个月", U"个小时",
                                                U"小时",     U"分钟",   U"日",       U"天",     U"周",   U"年"};

bool is_one_of(View word, std::initializer_list<View> list) { return std::ranges::find(list, word) != list.end(); }

std::string plain_unit(View measure) {
  if (measure.size() > 1 && measure.front() == U'个' && measure != U"个月") measure.remove_prefix(1);
  return text::encode(measure);
}

View take_of(Scan& scan, std::initializer_list<View> list) {
  const View found = first_of(scan.rest(), list);
  scan.at += found.size();
  return found;
}

void skip_space(Scan& scan) {
  while (begins_with(scan.rest(), U" ")) ++scan.at;
}

/// 50%, 百分之五十. 0 size for none.
Number take_share(Scan& scan) {
  Scan ahead = scan;
  const bool words = ahead.take({U"百分之"});
  auto number = ahead.take_number();
  if (number.size == 0) return {};
  if (!words) {
    if (ahead.take({U"."})) ahead.at += digits_at(ahead.rest()).size;
    skip_space(ahead);
    if (!ahead.take({U"%"})) return {};
  }
  number.size = ahead.at - scan.at;
  scan.at = ahead.at;
  return number;
}

struct Count {
  int value = 0;
  View measure = {};
};

std::optional<Count> take_count(Scan& scan, std::initializer_list<View> measures) {
  Scan ahead = scan;
  skip_space(ahead);
  const auto number = ahead.take_number();
  if (number.size == 0 || begins_with(ahead.rest(), U".")) return std::nullopt;
  skip_space(ahead);
  const auto measure = take_of(ahead, measures);
  if (measure.empty()) return std::nullopt;
  if (begins_with(ahead.rest(), U"性") || (measure == U"年" && ahead.next_is({U"度", U"月"}))) return std::nullopt;
  scan.at = ahead.at;
  return Count{number.value, measure};
}

/// Moves over words without punctuation to a count, at most `most` characters ahead.
std::optional<Count> find_count(Scan& scan, std::initializer_list<View> measures, std::size_t most) {
  for (std::size_t i = 0; i <= most && scan.at + i < scan.words.size(); ++i) {
    Scan ahead = scan;
    ahead.at += i;
    const char32_t c = scan.words[ahead.at];
    if (is_pause(c) || is_opening(c) || is_closing(c) || c == 0) return std::nullopt;
    if (i > 0 && (text::is_digit(ahead.before()) || ahead.before() == U'第')) continue;
    if (const auto count = take_count(ahead, measures)) {
      scan.at = ahead.at;
      return count;
    }
  }
  return std::nullopt;
}

View take_period(Scan& scan) {
  return take_of(
      scan, {U"工作日", U"季度", U"半年", U"星期", U"个月", U"年度", U"周", U"旬", U"季", U"月", U"年", U"日", U"天"});
}

void say(Hit& hit, LimitKind kind, int value, std::string unit) {
  hit.limit.kind = kind;
  hit.limit.value = value;
  hit.limit.unit = std::move(unit);
}

/// 一周两次, 一年不少于2次: a period without 每.
std::optional<Hit> find_rate(Scan scan) {
  Hit hit{{}, scan.at, 0};
  if (!scan.take({U"一", U"1", U"两", U"2", U"半"})) return std::nullopt;
  if (text::is_digit(scan.words[hit.begin]) && text::is_digit(Scan{scan.words, hit.begin}.before()))
    return std::nullopt;
  const bool half = scan.words[hit.begin] == U'半';
  scan.take({U"个"});
  const auto period = take_period(scan);
  if (period.empty()) return std::nullopt;
  scan.take({U"内"});
  const bool least = scan.take(kAtLeast);
  const auto count = take_count(scan, kOften);
  if (!count) return std::nullopt;
  hit.end = scan.at;
  say(hit, least ? LimitKind::AtLeast : LimitKind::Frequency, count->value,
      plain_unit(count->measure) + (half ? "/半" : "/") + text::encode(period));
  return hit;
}

/// 季度督查: the word alone, before what is done so often.
std::optional<Hit> find_season(Scan scan) {
  Hit hit{{}, scan.at, scan.at + 2};
  if (!scan.take({U"季度", U"月度"}) ||
      View(U"一二三四1234每按第个上本首").find(Scan{scan.words, hit.begin}.before()) != View::npos)
    return std::nullopt;
  if (!scan.next_is({U"督查", U"督察", U"检查", U"通报", U"抽查", U"考核", U"调度", U"测评", U"监测", U"评估", U"普查",
                     U"巡查", U"报告"}))
    return std::nullopt;
  hit.limit.kind = LimitKind::Frequency;
  return hit;
}

/// Days, hours … within which: 7个工作日, 24小时内, 提前3天.
std::optional<Hit> find_within(Scan scan) {
  const char32_t c = scan.before();
  if (text::is_digit(c) || c == U'第' || c == U'月' || c == U'年' || c == U'.' || c == U'近' || c == U'过')
    return std::nullopt;
  Hit hit{{}, scan.at, 0};
  const bool ahead = scan.take({U"提前"});
  Count count;
  if (begins_with(scan.rest(), U"半")) {
    ++scan.at;
    const auto measure = take_of(scan, {U"个月", U"小时", U"年", U"天", U"日"});
    if (measure.empty() || !scan.next_is({U"内", U"以内", U"之内"})) return std::nullopt;
    hit.end = scan.at;
    hit.limit.kind = LimitKind::Within;
    return hit;
  }
  const auto found = take_count(scan, kSpans);
  if (!found) return std::nullopt;
  const bool working = contains(found->measure, U"工作日");
  if (!ahead && !working && !scan.next_is({U"内", U"以内", U"之内"})) return std::nullopt;
  if (!ahead && found->measure == U"年" && !scan.column()) return std::nullopt;
  hit.end = scan.at;
  say(hit, LimitKind::Within, found->value, plain_unit(found->measure));
  return hit;
}

/// 举办2场, 召开一次, 2次/年, 3篇以上.
std::optional<Hit> find_bare(Scan scan) {
  const char32_t c = scan.before();
  if (text::is_digit(c) || View(U"第每首多再上本该这某同.跑").find(c) != View::npos) return std::nullopt;
  Hit hit{{}, scan.at, 0};
  const auto digits = digits_at(scan.rest()).size;
  const auto count = take_count(scan, kTimes);
  if (!count) return std::nullopt;
  Scan rate = scan;
  if (rate.take({U"/"})) {
    if (const auto period = take_period(rate); !period.empty()) {
      hit.end = rate.at;
      say(hit, LimitKind::Frequency, count->value, plain_unit(count->measure) + "/" + text::encode(period));
      return hit;
    }
  }
  const bool verb =
      last_of(scan.words.substr(0, hit.begin),
              {U"开展", U"组织",   U"举办", U"召开", U"听取",   U"报送", U"更新", U"进行", U"发布", U"通报", U"调度",
               U"检查", U"培训",   U"会议", U"活动", U"研究",   U"汇报", U"评估", U"测评", U"抽查", U"督查", U"巡查",
               U"维护", U"开放日", U"直播", U"访谈", U"发布会", U"推出", U"各",   U"编发", U"刊发"})
          .size() > 0;
  const bool least = scan.take({U"及以上", U"以上"});
  if (!verb && !least && !(digits > 0 && scan.column())) return std::nullopt;
  hit.end = scan.at;
  say(hit, least ? LimitKind::AtLeast : LimitKind::Count, count->value, plain_unit(count->measure));
  return hit;
}

/// A share with or without what leads it in: 不低于50%, 提高10%, 100%.
std::optional<Hit> find_share(Scan scan, std::size_t begin) {
  const auto share = take_share(scan);
  if (share.size == 0) return std::nullopt;
  scan.take({U"以上", U"以内", U"以下", U"及以上"});
  Hit hit{{}, begin, scan.at};
  say(hit, LimitKind::Share, share.value, "%");
  return hit;
}

/// What stands behind 不少于 or 不超过.
std::optional<Hit> find_bounded(Scan scan) {
  const auto begin = scan.at;
  const bool loose = scan.next_is({U"至少", U"最少"});
  const bool least = scan.take(kAtLeast);
  if (!least && !scan.take(kAtMost)) return std::nullopt;
  const auto behind = scan.at;
  skip_space(scan);
  if (auto share = find_share(scan, begin)) return share;
  Scan rate = scan;  // 不低于一周两次
  if (auto hit = find_rate(rate)) return hit;
  const auto count = loose ? find_count(scan, kMeasures, 8) : take_count(scan, kMeasures);
  if (!count) return std::nullopt;
  Hit hit{{}, begin, scan.at};
  const bool span = is_one_of(count->measure, kSpans);
  if (!least && span) hit.begin = behind;
  say(hit,
      least  ? LimitKind::AtLeast
      : span ? LimitKind::Within
             : LimitKind::AtMost,
      count->value, plain_unit(count->measure));
  return hit;
}

}  // namespace

std::optional<Hit> find_frequency(Scan scan) {
  if (auto season = find_season(scan)) return season;
  if (auto rate = find_rate(scan)) return rate;
  Hit hit{{}, scan.at, 0};
  const bool every = scan.take({U"每"});
  if (!every && !scan.take({U"按", U"逐"})) return std::nullopt;
  scan.take({U"个"});
  const auto number = every ? scan.take_number() : Number{};
  if (number.size > 0) scan.take({U"个"});
  const auto period = take_period(scan);
  if (period.empty() || (!every && View(U"季度 季 月 周").find(period) == View::npos)) return std::nullopt;
  hit.end = scan.at;
  hit.limit.kind = LimitKind::Frequency;
  Scan ahead = scan;
  ahead.take({U"各", U"均", U"要", U"应", U"都", U"原则上"});
  bool least = ahead.take(kAtLeast);
  std::size_t bound = ahead.rest().size();
  for (const View word : kAtLeast) bound = std::min(bound, ahead.rest().find(word));
  const auto begin = ahead.at;
  if (const auto count = find_count(ahead, kOften, 14)) {
    least = least || begin + bound < ahead.at;
    hit.end = ahead.at;
    const std::string per = (number.size > 0 ? std::to_string(number.value) : "") + text::encode(period);
    say(hit, least ? LimitKind::AtLeast : LimitKind::Frequency, count->value, plain_unit(count->measure) + "/" + per);
  } else if (begins_with(period, U"年") && number.size == 0 && !scan.column()) {
    return std::nullopt;
  }
  return hit;
}

std::optional<Hit> find_quantity(Scan scan) {
  // 年内不少于3次, 全年至少2场: the year is said with the number.
  Scan ahead = scan;
  if (ahead.take({U"本年度内", U"年度内", U"本年度", U"全年度", U"年内", U"全年", U"年度", U"每人"}))
    if (auto hit = find_bounded(ahead)) {
      hit->begin = scan.at;
      if (scan.year && scan.words.substr(scan.at, 2) != U"每人") hit->limit.due = Date(*scan.year, 12, 31);
      return hit;
    }
  if (auto hit = find_bounded(scan)) return hit;
  ahead = scan;
  if (ahead.take(kShares))
    if (auto hit = find_share(ahead, scan.at)) return hit;
  if (!text::is_digit(scan.before()) && scan.before() != U'.')
    if (auto hit = find_share(scan, scan.at)) return hit;
  if (auto hit = find_within(scan)) return hit;
  return find_bare(scan);
}

}  // namespace dl::plans
