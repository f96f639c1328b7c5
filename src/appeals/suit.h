// The procedure of a lawsuit (行政诉讼) against what became of a request, of both instances: states, steps, what each
// asks for. Arts are those of 行政诉讼法. Pure; the functions that judge stand in procedure.cc.
#pragma once

#include "appeals/review.h"

namespace dl::appeals {
namespace suit {

/// Stored by name; do not rename.
enum class State : std::uint8_t { Received, Defended, Judged, Archived };
inline constexpr auto kStateNames = named_table<State>({{State::Received, "Received", "待答辩"},
                                                        {State::Defended, "Defended", "法院审理中"},
                                                        {State::Judged, "Judged", "已审结"},
                                                        {State::Archived, "Archived", "已归档"}});
constexpr Names<State> table_of(State) { return kStateNames; }

/// Sent by name; do not rename.
enum class Step : std::uint8_t {
  Defend,
  Accept,
  Suspend,
  Resume,
  Judge,
  Rule,
  Withdraw,
  Appeal,
  Comply,
  Amend,
  Archive
};
inline constexpr auto kStepNames = named_table<Step>({{Step::Defend, "Defend", "提交答辩状"},
                                                      {Step::Accept, "Accept", "登记立案日期"},
                                                      {Step::Suspend, "Suspend", "登记中止"},
                                                      {Step::Resume, "Resume", "登记恢复审理"},
                                                      {Step::Judge, "Judge", "登记判决"},
                                                      {Step::Rule, "Rule", "登记裁定"},
                                                      {Step::Withdraw, "Withdraw", "登记撤诉"},
                                                      {Step::Appeal, "Appeal", "登记上诉"},
                                                      {Step::Comply, "Comply", "登记履行"},
                                                      {Step::Amend, "Amend", "更正结果"},
                                                      {Step::Archive, "Archive", "归档"}});
constexpr Names<Step> table_of(Step) { return kStepNames; }

using matters::Phase;
inline constexpr auto kStates = std::to_array<matters::StateRow<State>>({
    {State::Received, Phase::Open, "已经收到起诉状或者上诉状副本，正在准备答辩。", kOffice},
    {State::Defended, Phase::Waiting, "答辩状和证据已经提交，等待裁判。", kOffice},
    {State::Judged, Phase::Done, "诉讼已经审结。", kOffice},
    {State::Archived, Phase::Ended, "诉讼已经审结并归档。"},
});

using work::Leads;
using work::Reason;
using Row = matters::Transition<State, Step>;
inline constexpr std::array kRunning = {State::Received, State::Defended};
inline constexpr std::array kOver = {State::Judged, State::Archived};

/// A step of the office, whose words are its own.
constexpr Row row(State from, Step step, State to, journal::EventKind event, std::string_view sentence,
                  Outcome<void> (*guard)(const matters::Standing&) = nullptr, Reason reason = Reason::Free,
                  std::string_view label = "说明（可不填）", Leads leads = Leads::On) {
  return {from, step, to, kOffice, event, reason, guard, {leads, sentence, label}};
}

inline constexpr auto kCycle = matters::joined(
    std::to_array<Row>({
        row(State::Received, Step::Defend, State::Defended, event("suit.defended"),
            "提交答辩状和证据、依据；逾期不提供证据的，视为没有证据（行政诉讼法第三十四条）。"),
    }),
    matters::wherever(kRunning, row(State::Received, Step::Accept, State::Received, event("suit.accepted"),
                                    "审理期限自立案之日起计算。")),
    matters::wherever(kRunning, row(State::Received, Step::Suspend, State::Received, event("suit.suspended"),
                                    "诉讼中止，本机关的答辩期限不停止。", check_suspends, Reason::Owed, "中止的原因")),
    matters::wherever(kRunning, row(State::Received, Step::Resume, State::Received, event("suit.resumed"), "恢复审理。",
                                    check_resumes)),
    matters::from_each(kRunning, row(State::Received, Step::Judge, State::Judged, event("suit.judged"),
                                     "登记判决的结果；责令限期重新作出或者履行的，填写期限，并在所针对的申请上登记“重新"
                                     "答复”。")),
    matters::from_each(kRunning, row(State::Received, Step::Rule, State::Judged, event("suit.ruled"),
                                     "登记裁定（不予立案、驳回起诉等）的结果。")),
    matters::from_each(kRunning, row(State::Received, Step::Withdraw, State::Judged, event("suit.withdrawn"),
                                     "原告撤诉，计入其他结果。", nullptr, Reason::Owed, "撤诉的情况", Leads::Past)),
    matters::from_each(kOver, row(State::Judged, Step::Appeal, State::Received, event("suit.appealed"),
                                  "开始第二审；年度报告表四从此计为尚未审结，直到第二审的结果。", check_appeals,
                                  Reason::Owed, "谁上诉、上诉的请求", Leads::Anew)),
    std::to_array<Row>({
        row(State::Judged, Step::Comply, State::Judged, event("suit.complied"), "已经按裁判履行。", check_complies,
            Reason::Owed, "怎样履行（重新答复的文号等）"),
        row(State::Judged, Step::Archive, State::Archived, event("suit.archived"), "办理结束，归档。", check_archives),
    }),
    matters::wherever(
        kOver, row(State::Judged, Step::Amend, State::Judged, event("suit.amended"),
                   "更正登记错的结果和责令的期限，计入统计；审结日期不变。", nullptr, Reason::Owed, "更正的理由")));

using matters::Ask;
using matters::Need;
using matters::Question;
inline constexpr Question kDefended[] = {
    {Ask::On, "提交日期", Need::Owed, {}, "邮寄的填交邮之日"},
    {Ask::File, "答辩状和证据", Need::Free, {}, "从这一件的附件中选；有多份的选答辩状，其余留在附件里"}};
inline constexpr Question kAccepted[] = {{Ask::On, "立案日期"}};
inline constexpr Question kOn[] = {{Ask::On, "日期"}};
inline constexpr Question kAppealed[] = {
    {Ask::On, "收到上诉状副本的日期", Need::Owed, {}, "本机关上诉的，填提交上诉状之日"}};
inline constexpr Question kJudged[] = {
    {Ask::On, "收到判决书的日期", Need::Owed, {}, "按此日期计入年度报告表四；上诉期由此起算"},
    {Ask::Code, "结果", Need::Owed, kResultList, "撤销、变更、确认违法、责令履行的，为结果纠正"},
    {Ask::Until, "责令重新作出或者履行的期限", Need::Free, {}, "没有责令的不填"}};
inline constexpr Question kRuled[] = {
    {Ask::On, "收到裁定书的日期", Need::Owed, {}, "按此日期计入年度报告表四；上诉期由此起算"},
    {Ask::Code, "结果", Need::Owed, kResultList}};
inline constexpr Question kAmended[] = {
    {Ask::Code, "结果", Need::Owed, kResultList},
    {Ask::Until, "责令重新作出或者履行的期限", Need::Free, {}, "仍有责令的，填写期限；不填的，原来登记的期限取消"}};

inline constexpr auto kForms = std::to_array<matters::Form<Step>>({
    {Step::Defend, kDefended},
    {Step::Accept, kAccepted},
    {Step::Suspend, kOn},
    {Step::Resume, kOn},
    {Step::Judge, kJudged},
    {Step::Rule, kRuled},
    {Step::Withdraw, kOn},
    {Step::Appeal, kAppealed},
    {Step::Comply, kOn},
    {Step::Amend, kAmended},
    {Step::Archive},
});
static_assert(matters::sound(kStates, kCycle, kForms));

}  // namespace suit

struct SuitProcedure {
  using State = suit::State;
  using Step = suit::Step;
  static constexpr auto& kStates = suit::kStates;
  static constexpr auto& kCycle = suit::kCycle;
  static constexpr auto& kForms = suit::kForms;
  static constexpr std::string_view kName = "suit";
  static constexpr std::string_view kChinese = "行政诉讼";
  static constexpr auto kRead = accounts::Right::ReadRequests;
  static constexpr auto kOpened = event("suit.received");
  static constexpr work::Kind kHandle = {"suit.handle", "行政诉讼待办理"};
  static constexpr work::Kind kSign = {"suit.sign", "行政诉讼待审签"};
  static constexpr std::string_view kChain = {};

  /// As of a review.
  static Outcome<void> check(const matters::Standing& standing, Step step, const matters::Input& input);
  static void settle(matters::Matter& matter, const matters::Case& now, const matters::Fact& fact);
  static Outcome<std::vector<matters::Clock>> clocks(const matters::Case& now, const matters::Times& times);
  /// "11440100007482001X-SS2026-0003".
  static std::string number(const matters::Place& place, int year, std::int64_t serial);
};

const matters::Kind& suit_kind();

}  // namespace dl::appeals
