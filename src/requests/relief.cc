#include "requests/relief.h"

#include <algorithm>

#include "base/numerals.h"
#include "requests/clocks.h"
#include "requests/ends.h"
#include "requests/events.h"

namespace dl::requests {
namespace {

using Text = std::string;

/// What relief is sought against, and from when it can be.
struct Subject {
  std::string_view against = {};
  std::string_view from = {};
  std::string_view suit_period = "litigation.direct";
  std::string_view suit_source = "行政诉讼法第四十六条";
};
constexpr Subject kAnswer = {"本答复", "收到本答复"};
constexpr Subject kWithheld = {"不予公开的部分", "收到本答复"};
constexpr Subject kRest = {"本答复的其他部分", "收到本答复"};
constexpr Subject kLapse = {"本机关不再处理申请", "知道本机关不再处理申请"};
constexpr Subject kSilence = {"本机关逾期不答复", "答复期限届满", "litigation.no-answer",
                              "最高人民法院关于适用行政诉讼法的解释第六十六条"};

constexpr std::string_view kReconsideration = "reconsideration.apply";
constexpr std::string_view kSuitAfter = "litigation.after-reconsideration";

/// How long a period is, as laws write it: 六十日, 六个月.
Text length_of(std::string_view period, const Law& law) {
  const auto* found = law.laws.find(period, law.on);
  if (found == nullptr) throw std::out_of_range("no period " + Text(period));
  const auto unit = found->unit == periods::Unit::Day ? "日" : periods::chinese_of(found->unit);
  return fmt::format("{}{}", text::chinese_number(found->length), unit);
}

void add_choice(std::vector<Remedy>& all, const Subject& subject, const Bodies& bodies, const Law& law) {
  all.push_back({.means = Means::Reconsider,
                 .against = subject.against,
                 .words = fmt::format("可以自{}之日起{}内向{}申请行政复议", subject.from,
                                      length_of(kReconsideration, law), bodies.reconsideration),
                 .source = "行政复议法第二十条",
                 .period = kReconsideration});
  all.push_back({.means = Means::Sue,
                 .against = subject.against,
                 .words = fmt::format("也可以自{}之日起{}内向{}提起行政诉讼", subject.from,
                                      length_of(subject.suit_period, law), bodies.court),
                 .source = subject.suit_source,
                 .period = subject.suit_period});
}

void add_first(std::vector<Remedy>& all, const Subject& subject, const Bodies& bodies, const Law& law) {
  all.push_back({.means = Means::ReconsiderFirst,
                 .against = subject.against,
                 .words = fmt::format("应当自{}之日起{}内先向{}申请行政复议", subject.from,
                                      length_of(kReconsideration, law), bodies.reconsideration),
                 .source = "行政复议法第二十条、第二十三条",
                 .period = kReconsideration});
  all.push_back({.means = Means::SueAfter,
                 .against = subject.against,
                 .words = fmt::format("对行政复议决定不服的，可以自收到行政复议决定书之日起{}内向{}提起行政诉讼",
                                      length_of(kSuitAfter, law), bodies.court),
                 .source = "行政诉讼法第四十五条"});
}

bool is_lapse(Decision decision) { return decision == Decision::SupplementLapsed || decision == Decision::FeeLapsed; }

Text online_words(const Bodies& bodies) { return fmt::format("也可以通过{}在线申请行政复议。", bodies.online); }

/// How a letter says them, in sentences.
Text clause_of(const std::vector<Remedy>& all) {
  Text clause;
  std::string_view against;
  for (const auto& one : all) {
    if (one.against != against)
      clause += fmt::format("{}如对{}不服，", clause.empty() ? "" : "。", one.against);
    else
      clause += one.means == Means::SueAfter ? "；" : "，";
    clause += one.words;
    against = one.against;
  }
  return clause.empty() ? clause : clause + "。";
}

/// An answer that was served: those who signed for it or read it here knew of it on that day.
Recourse after_answer(Decision decision, const matters::Fact& served, const Bodies& bodies,
                      const matters::Times& times) {
  Recourse told{.remedies = remedies(decision, bodies, {times.laws, served.on})};
  set_days(told.remedies, served.on, times);
  const auto way = find_name<Delivery>(served.code);
  told.earliest = !way || *way == Delivery::Post;
  if (told.earliest && !told.remedies.empty())
    told.note = "期限自您收到答复之日起计算。日期按交邮之日算出，您收到得晚的，最后一日相应推后。";
  return told;
}

Recourse after_lapse(Decision decision, Date lapsed_on, const Bodies& bodies, const matters::Times& times) {
  Recourse told{.remedies = remedies(decision, bodies, {times.laws, lapsed_on}), .earliest = true};
  set_days(told.remedies, lapsed_on, times);
  told.note =
      "期限自您知道本机关不再处理申请之日起计算。日期按本机关不再处理之日算出，您知道得晚的，最后一日相应推后。";
  return told;
}

Recourse of_silence(const matters::Clock& answer, const Bodies& bodies, const matters::Times& times) {
  Recourse told{.remedies = remedies_of_silence(bodies, {times.laws, answer.due()})};
  set_days(told.remedies, answer.due(), times);
  told.note =
      "逾期不答复的，起诉前是否须先申请行政复议（行政复议法第二十三条第一款第三项）尚有不同认识，直接起诉的请先向法院"
      "核实。也可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报（政府信息公开条例第五十一条）。";
  return told;
}

Recourse recourse_without_channel(const matters::Case& now, const std::vector<matters::Clock>& clocks,
                                  const Bodies& bodies, Date today, const matters::Times& times) {
  if (const auto end = end_of_round(now)) {
    const auto decision = end->decision();
    if (!decision) return {};
    if (is_lapse(*decision)) return after_lapse(*decision, end->on, bodies, times);
    const auto* served = now.last(event("request.delivered").verb);
    return served != nullptr ? after_answer(*decision, *served, bodies, times) : Recourse();
  }
  const auto answer = std::ranges::find(clocks, name_of(ClockKind::Answer), &matters::Clock::code);
  const bool owed = facts_of(now).purpose == Purpose::Information;  // no law sets a period for a correction (art. 41)
  if (!owed || answer == clocks.end() || !answer->missed(today)) return {};
  return of_silence(*answer, bodies, times);
}

}  // namespace

std::vector<Remedy> remedies(Decision decision, const Bodies& bodies, const Law& law) {
  std::vector<Remedy> all;
  switch (row_of(decision).relief) {
    case Relief::None: break;
    case Relief::Choice: add_choice(all, is_lapse(decision) ? kLapse : kAnswer, bodies, law); break;
    case Relief::First: add_first(all, kAnswer, bodies, law); break;
    case Relief::Part:
      add_first(all, kWithheld, bodies, law);
      add_choice(all, kRest, bodies, law);
      break;
  }
  return all;
}

std::vector<Remedy> remedies_of_silence(const Bodies& bodies, const Law& law) {
  std::vector<Remedy> all;
  add_choice(all, kSilence, bodies, law);
  return all;
}

void set_days(std::vector<Remedy>& all, Date from, const matters::Times& times) {
  for (auto& one : all) {
    const auto* period = one.period.empty() ? nullptr : times.laws.find(one.period, from);
    if (period != nullptr) one.until = periods::due_on(*period, from, times.calendar);
  }
}

Outcome<Text> relief_words(Decision decision, const Bodies& bodies, bool online, const Law& law) {
  if (row_of(decision).relief == Relief::None) return Text();
  if (bodies.reconsideration.empty() || bodies.court.empty()) return fail(Fault::Conflict, "request.bodies-owed");
  if (online && bodies.online.empty()) return fail(Fault::Conflict, "request.online-owed");
  auto words = clause_of(remedies(decision, bodies, law));
  if (online) words += online_words(bodies);
  return words;
}

Bodies named(Bodies bodies) {
  if (bodies.reconsideration.empty()) bodies.reconsideration = "有管辖权的行政复议机关";
  if (bodies.court.empty()) bodies.court = "有管辖权的人民法院";
  return bodies;
}

Recourse recourse(const matters::Case& now, const std::vector<matters::Clock>& clocks, Bodies bodies, Date today,
                  const matters::Times& times) {
  bodies = named(std::move(bodies));
  auto told = recourse_without_channel(now, clocks, bodies, today, times);
  if (!told.remedies.empty() && !bodies.online.empty()) told.note += online_words(bodies);
  return told;
}

Text lapse_words(const matters::Case& now) {
  const auto end = end_of_round(now);
  const auto decision = end ? end->decision() : std::nullopt;
  if (decision == Decision::FeeLapsed)
    return "您没有在收到收费通知后的缴费期限内缴纳信息处理费，视为放弃申请"
           "（《政府信息公开信息处理费管理办法》），本机关不再处理这件申请。";
  const auto* asked = now.last(event("request.supplement-asked").verb);
  if (decision != Decision::SupplementLapsed || asked == nullptr) return {};
  return fmt::format(
      "您没有在补正期限（{}）内补正申请，也没有正当理由，视为放弃申请（《政府信息公开条例》第三十条），"
      "本机关不再处理这件申请。",
      text::chinese_date(asked->until.value_or(asked->on)));
}

}  // namespace dl::requests
