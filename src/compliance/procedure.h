// The procedure of a rectification: states, steps, what each asks for, and the functions that judge. Pure.
//
// Who checks is not who reported: a second person strikes it off (requirements E09: 挂账销号). The day until
// which it has to be put right is the one that was set when it was assigned or extended, once; without one, that of the
// yearly plan (data/laws/duties.toml, `assessment.rectify`).
#pragma once

#include "compliance/events.h"
#include "matters/kind.h"

namespace dl::compliance {

inline constexpr auto kRectifies = accounts::Right::RectifyFindings;
inline constexpr auto kChecks = accounts::Right::CheckFindings;

/// Stored by name; do not rename. Being overdue is no state.
enum class State : std::uint8_t { Found, Assigned, Reported, Confirmed, Withdrawn };
inline constexpr auto kStateNames = named_table<State>({{State::Found, "Found", "待交办"},
                                                        {State::Assigned, "Assigned", "整改中"},
                                                        {State::Reported, "Reported", "待核查"},
                                                        {State::Confirmed, "Confirmed", "已销号"},
                                                        {State::Withdrawn, "Withdrawn", "已撤销"}});
constexpr Names<State> table_of(State) { return kStateNames; }

/// What waits for whoever checks while the responsible office still has it, until that is past its day and was
/// escalated since. Stored by name.
inline constexpr matters::Beside kBeside[] = {{{"rectification.overdue", "整改事项到期待督办"}, kChecks}};

/// Sent by name; do not rename.
enum class Step : std::uint8_t { Assign, Report, SendBack, Confirm, Escalate, Extend, Withdraw, Reassign };
inline constexpr auto kStepNames = named_table<Step>({{Step::Assign, "Assign", "交办"},
                                                      {Step::Report, "Report", "报送整改结果"},
                                                      {Step::SendBack, "SendBack", "退回整改"},
                                                      {Step::Confirm, "Confirm", "核查销号"},
                                                      {Step::Escalate, "Escalate", "督办"},
                                                      {Step::Extend, "Extend", "延长时限"},
                                                      {Step::Withdraw, "Withdraw", "撤销"},
                                                      {Step::Reassign, "Reassign", "改派"}});
constexpr Names<Step> table_of(Step) { return kStepNames; }

/// Fault::Forbidden `rectification.second` for whoever reported last.
Outcome<void> check_second(const matters::Standing& standing);
/// Fault::Conflict `rectification.extended-once` after the first time.
Outcome<void> check_extension(const matters::Standing& standing);

inline constexpr auto kStates = std::to_array<matters::StateRow<State>>({
    {State::Found, matters::Phase::Open, "问题已经列入清单，等待交办。", kChecks},
    {State::Assigned, matters::Phase::Open, "问题正在整改。", kRectifies},
    {State::Reported, matters::Phase::Open, "整改结果已经报送，等待核查。", kChecks},
    {State::Confirmed, matters::Phase::Ended, "问题已经核查销号。"},
    {State::Withdrawn, matters::Phase::Ended, "问题已经撤销。"},
});

using work::Leads;
using work::Reason;
using Transition = matters::Transition<State, Step>;
inline constexpr std::array kUnderWay = {State::Assigned, State::Reported};
inline constexpr std::array kOnTheList = {State::Found, State::Assigned, State::Reported};

inline constexpr auto kOnward = std::to_array<Transition>({
    {State::Found,
     Step::Assign,
     State::Assigned,
     kChecks,
     event("rectification.assigned"),
     Reason::Free,
     nullptr,
     {Leads::On, "交责任单位整改。", "整改要求（可不填）"}},
    {State::Assigned,
     Step::Report,
     State::Reported,
     kRectifies,
     event("rectification.reported"),
     Reason::Owed,
     nullptr,
     {Leads::On, "送督查人员核查。", "整改情况和佐证（整改链接）"}},
    {State::Reported,
     Step::SendBack,
     State::Assigned,
     kChecks,
     event("rectification.sent-back"),
     Reason::Owed,
     nullptr,
     {Leads::Back, "核查未通过，退回继续整改；时限不变。", "核查意见"}},
    {State::Reported,
     Step::Confirm,
     State::Confirmed,
     kChecks,
     event("rectification.confirmed"),
     Reason::Free,
     check_second,
     {Leads::On, "核查通过，从清单上销号。", "核查意见（可不填）"}},
    {State::Assigned,
     Step::Extend,
     State::Assigned,
     kChecks,
     event("rectification.extended"),
     Reason::Owed,
     check_extension,
     {Leads::Past, "延长整改时限，只能一次。", "延长的理由"}},
    {State::Assigned,
     Step::Reassign,
     State::Assigned,
     kChecks,
     event("rectification.reassigned"),
     Reason::Owed,
     nullptr,
     {Leads::On, "改交另一科室或者另一人整改，时限不变。", "改派的理由"}},
});

inline constexpr auto kCycle = matters::joined(
    kOnward,
    matters::wherever<State, Step>(kUnderWay, {{},
                                               Step::Escalate,
                                               {},
                                               kChecks,
                                               event("rectification.escalated"),
                                               Reason::Owed,
                                               nullptr,
                                               {Leads::Past, "通报、约谈或者扣分，计入统计。", "事由"}}),
    matters::from_each<State, Step>(kOnTheList, {{},
                                                 Step::Withdraw,
                                                 State::Withdrawn,
                                                 kChecks,
                                                 event("rectification.withdrawn"),
                                                 Reason::Owed,
                                                 nullptr,
                                                 {Leads::Back, "撤销这一事项，不再整改。", "撤销的理由"}}));

using matters::Ask;
using matters::Need;
using matters::Question;
using matters::Shown;
inline constexpr Question kAsksOwner[] = {{Ask::Department, "责任科室", Need::Owed},
                                          {Ask::Holder, "责任人", Need::Free},
                                          {Ask::Until, "整改时限", Need::Free, {}, "不填的，按年度工作要点的时限。"}};
inline constexpr Question kAsksNewOwner[] = {{Ask::Department, "责任科室", Need::Owed},
                                             {Ask::Holder, "责任人", Need::Free}};
inline constexpr Question kAsksEvidence[] = {
    {Ask::File,
     "佐证附件",
     Need::Free,
     {},
     "从这一件的附件中选；有多份的选主要的一份，其余留在附件里。没有附件的，整改情况中须写明整改后的链接。"}};
inline constexpr Question kAsksUntil[] = {{Ask::Until, "延长至", Need::Owed}};
inline constexpr Question kAsksMeasure[] = {{Ask::Code, "督办措施", Need::Owed, "rectification_escalations"}};

inline constexpr auto kForms = std::to_array<matters::Form<Step>>({
    {Step::Assign, kAsksOwner, Shown::Told},
    {Step::Report, kAsksEvidence, Shown::Told},
    {Step::SendBack, {}, Shown::Told},
    {Step::Confirm, {}, Shown::Told},
    {Step::Escalate, kAsksMeasure},
    {Step::Extend, kAsksUntil, Shown::Told},
    {Step::Withdraw, {}, Shown::Told},
    {Step::Reassign, kAsksNewOwner, Shown::Told},
});
static_assert(matters::sound(kStates, kCycle, kForms));

struct Procedure {
  using State = compliance::State;
  using Step = compliance::Step;
  static constexpr auto& kStates = compliance::kStates;
  static constexpr auto& kCycle = compliance::kCycle;
  static constexpr auto& kForms = compliance::kForms;
  static constexpr std::string_view kName = "rectification";
  static constexpr std::string_view kChinese = "整改事项";
  static constexpr auto kRead = accounts::Right::ReadFindings;
  static constexpr auto kOpened = event("rectification.found");
  static constexpr work::Kind kHandle = {"rectification.handle", "整改事项待办理"};
  static constexpr work::Kind kSign = {"rectification.sign", "整改事项待审签"};
  static constexpr std::string_view kChain = {};
  static constexpr auto& kBeside = compliance::kBeside;
  static constexpr matters::Mark kMark = {event("rectification.escalated").verb, "已督办"};

  /// Fault::Invalid `matter.input` with `rectification.past`, `rectification.not-later` of a day, `field.choice` of a
  /// code, `rectification.evidence-owed` of a report without a file whose words have no link either.
  static Outcome<void> check(const matters::Standing& standing, Step step, const matters::Input& input);
  static void settle(matters::Matter& matter, const matters::Case& now, const matters::Fact& fact);
  static Outcome<std::vector<matters::Clock>> clocks(const matters::Case& now, const matters::Times& times);
  static Outcome<std::vector<matters::Waiting>> waiting(const matters::Case& now, const matters::Times& times);
  static std::string number(const matters::Place& place, int year, std::int64_t serial);
};

const matters::Kind& rectification_kind();

/// How a rectification stands at the end of a day.
struct Progress {
  std::optional<Date> due = {};
  bool overdue = false;  ///< not reported in time, or reported late
  std::size_t sent_back = 0;
  std::size_t escalated = 0;
};
Outcome<Progress> progress_of(const matters::Case& now, const matters::Times& times, Date today);

}  // namespace dl::compliance
