// The procedure of an administrative review (行政复议) as the agency whose answer is attacked lives it: states, steps,
// what each asks for. Arts are those of 行政复议法 (2024). Pure; the functions that judge stand in procedure.cc.
#pragma once

#include "appeals/appeal.h"
#include "appeals/events.h"
#include "matters/kind.h"

namespace dl::appeals {

inline constexpr auto kOffice = accounts::Right::AnswerRequests;

// What keeps everybody from a step: Fault::Conflict with these keys. Of reviews and suits alike.
Outcome<void> check_suspends(const matters::Standing& standing);  ///< `appeal.suspended`
Outcome<void> check_resumes(const matters::Standing& standing);   ///< `appeal.not-suspended`
Outcome<void> check_complies(const matters::Standing& standing);  ///< `appeal.nothing-ordered`, `appeal.complied`
Outcome<void> check_archives(const matters::Standing& standing);  ///< `appeal.comply-owed`
Outcome<void> check_extends(const matters::Standing& standing);   ///< `appeal.extended-once` (art. 62)
Outcome<void> check_appeals(const matters::Standing& standing);   ///< `appeal.second-instance`: two are all there are

namespace review {

/// Stored by name; do not rename.
enum class State : std::uint8_t { Received, Answered, Decided, Archived };
inline constexpr auto kStateNames = named_table<State>({{State::Received, "Received", "待提交答复"},
                                                        {State::Answered, "Answered", "复议审理中"},
                                                        {State::Decided, "Decided", "已审结"},
                                                        {State::Archived, "Archived", "已归档"}});
constexpr Names<State> table_of(State) { return kStateNames; }

/// Sent by name; do not rename.
enum class Step : std::uint8_t { Answer, Accept, Suspend, Resume, Extend, Decide, Withdraw, Comply, Amend, Archive };
inline constexpr auto kStepNames = named_table<Step>({{Step::Answer, "Answer", "提交书面答复"},
                                                      {Step::Accept, "Accept", "登记受理日期"},
                                                      {Step::Suspend, "Suspend", "登记中止"},
                                                      {Step::Resume, "Resume", "登记恢复审理"},
                                                      {Step::Extend, "Extend", "登记延长审理"},
                                                      {Step::Decide, "Decide", "登记复议决定"},
                                                      {Step::Withdraw, "Withdraw", "登记终止"},
                                                      {Step::Comply, "Comply", "登记履行"},
                                                      {Step::Amend, "Amend", "更正结果"},
                                                      {Step::Archive, "Archive", "归档"}});
constexpr Names<Step> table_of(Step) { return kStepNames; }

using matters::Phase;
inline constexpr auto kStates = std::to_array<matters::StateRow<State>>({
    {State::Received, Phase::Open, "已经收到复议申请书副本，正在准备书面答复。", kOffice},
    {State::Answered, Phase::Waiting, "书面答复已经提交，等待复议决定。", kOffice},
    {State::Decided, Phase::Done, "复议已经审结。", kOffice},
    {State::Archived, Phase::Ended, "复议已经审结并归档。"},
});

using work::Leads;
using work::Reason;
using Row = matters::Transition<State, Step>;
inline constexpr std::array kRunning = {State::Received, State::Answered};
inline constexpr std::array kOver = {State::Decided, State::Archived};

/// A step of the office, whose words are its own.
constexpr Row row(State from, Step step, State to, journal::EventKind event, std::string_view sentence,
                  Outcome<void> (*guard)(const matters::Standing&) = nullptr, Reason reason = Reason::Free,
                  std::string_view label = "说明（可不填）", Leads leads = Leads::On) {
  return {from, step, to, kOffice, event, reason, guard, {leads, sentence, label}};
}

inline constexpr auto kCycle = matters::joined(
    std::to_array<Row>({
        row(State::Received, Step::Answer, State::Answered, event("review.answered"),
            "提交书面答复和证据、依据；逾期不提交的，视为没有证据、依据（复议法第七十条）。"),
    }),
    matters::wherever(kRunning, row(State::Received, Step::Accept, State::Received, event("review.accepted"),
                                    "复议机关的审理期限自受理之日起计算。")),
    matters::wherever(kRunning, row(State::Received, Step::Suspend, State::Received, event("review.suspended"),
                                    "复议中止，审理期限停止计算（复议法第三十九条）；本机关的答复期限不停止。",
                                    check_suspends, Reason::Owed, "中止的原因")),
    matters::wherever(kRunning, row(State::Received, Step::Resume, State::Received, event("review.resumed"),
                                    "恢复审理，审理期限继续计算。", check_resumes)),
    matters::wherever(kRunning, row(State::Received, Step::Extend, State::Received, event("review.extended"),
                                    "审理期限延长，最多三十日，只能一次（复议法第六十二条）。", check_extends)),
    matters::from_each(kRunning, row(State::Received, Step::Decide, State::Decided, event("review.decided"),
                                     "登记复议决定的结果；责令限期重新作出或者履行的，填写期限，并在所针对的申请上登记"
                                     "“重新答复”。")),
    matters::from_each(kRunning,
                       row(State::Received, Step::Withdraw, State::Decided, event("review.withdrawn"),
                           "申请人撤回等而终止，计入其他结果。", nullptr, Reason::Owed, "终止的原因", Leads::Past)),
    std::to_array<Row>({
        row(State::Decided, Step::Comply, State::Decided, event("review.complied"), "已经按复议决定履行。",
            check_complies, Reason::Owed, "怎样履行（重新答复的文号等）"),
        row(State::Decided, Step::Archive, State::Archived, event("review.archived"), "办理结束，归档。",
            check_archives),
    }),
    matters::wherever(
        kOver, row(State::Decided, Step::Amend, State::Decided, event("review.amended"),
                   "更正登记错的结果和责令的期限，计入统计；审结日期不变。", nullptr, Reason::Owed, "更正的理由")));

using matters::Ask;
using matters::Need;
using matters::Question;
inline constexpr Question kAnswered[] = {
    {Ask::On, "提交日期", Need::Owed, {}, "邮寄的填交邮之日"},
    {Ask::File, "答复和证据", Need::Free, {}, "从这一件的附件中选；有多份的选答复书，其余留在附件里"}};
inline constexpr Question kAccepted[] = {{Ask::On, "受理日期"}};
inline constexpr Question kOn[] = {{Ask::On, "日期"}};
inline constexpr Question kDecided[] = {
    {Ask::On, "收到决定书的日期", Need::Owed, {}, "按此日期计入年度报告表四"},
    {Ask::Code, "结果", Need::Owed, kResultList, "撤销、变更、确认违法、责令履行的，为结果纠正"},
    {Ask::Until,
     "责令重新作出或者履行的期限",
     Need::Free,
     {},
     "没有责令的不填（复议法第六十四条、第六十六条、第七十七条）"}};
inline constexpr Question kAmended[] = {
    {Ask::Code, "结果", Need::Owed, kResultList},
    {Ask::Until, "责令重新作出或者履行的期限", Need::Free, {}, "仍有责令的，填写期限；不填的，原来登记的期限取消"}};

inline constexpr auto kForms = std::to_array<matters::Form<Step>>({
    {Step::Answer, kAnswered},
    {Step::Accept, kAccepted},
    {Step::Suspend, kOn},
    {Step::Resume, kOn},
    {Step::Extend, kOn},
    {Step::Decide, kDecided},
    {Step::Withdraw, kOn},
    {Step::Comply, kOn},
    {Step::Amend, kAmended},
    {Step::Archive},
});
static_assert(matters::sound(kStates, kCycle, kForms));

}  // namespace review

struct ReviewProcedure {
  using State = review::State;
  using Step = review::Step;
  static constexpr auto& kStates = review::kStates;
  static constexpr auto& kCycle = review::kCycle;
  static constexpr auto& kForms = review::kForms;
  static constexpr std::string_view kName = "review";
  static constexpr std::string_view kChinese = "行政复议";
  static constexpr auto kRead = accounts::Right::ReadRequests;
  static constexpr auto kOpened = event("review.received");
  static constexpr work::Kind kHandle = {"review.handle", "行政复议待办理"};
  static constexpr work::Kind kSign = {"review.sign", "行政复议待审签"};
  static constexpr std::string_view kChain = {};

  /// Fault::Invalid `matter.input` with `appeal.before` for a day before what it follows on, `appeal.until-past` for a
  /// day that was set and is not after that of the decision, `appeal.until-upheld` for one that nothing was corrected
  /// for, `field.choice` of a code.
  static Outcome<void> check(const matters::Standing& standing, Step step, const matters::Input& input);
  static void settle(matters::Matter& matter, const matters::Case& now, const matters::Fact& fact);
  static Outcome<std::vector<matters::Clock>> clocks(const matters::Case& now, const matters::Times& times);
  /// "11440100007482001X-FY2026-0003".
  static std::string number(const matters::Place& place, int year, std::int64_t serial);
};

const matters::Kind& review_kind();

}  // namespace dl::appeals
