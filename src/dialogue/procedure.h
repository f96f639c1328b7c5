// The procedure of a letter to the mailbox: states, steps, what each asks for, and the functions that judge. Pure.
//
// It is answered within five working days (data/laws/duties.toml, `message.answer`: requirements A31), which nothing
// pauses: handing it over to a department only sets an inner day. A second person signs the answer, and a second person
// makes it public.
#pragma once

#include "dialogue/events.h"
#include "matters/kind.h"

namespace dl::dialogue {

/// Stored by name; do not rename.
enum class State : std::uint8_t { Received, Accepted, HandedOver, Signing, Signed, Answered, Closed, Rejected };
inline constexpr auto kStateNames = named_table<State>({{State::Received, "Received", "待受理"},
                                                        {State::Accepted, "Accepted", "办理中"},
                                                        {State::HandedOver, "HandedOver", "已转办"},
                                                        {State::Signing, "Signing", "审签中"},
                                                        {State::Signed, "Signed", "待答复"},
                                                        {State::Answered, "Answered", "已答复"},
                                                        {State::Closed, "Closed", "已办结"},
                                                        {State::Rejected, "Rejected", "不予受理"}});
constexpr Names<State> table_of(State) { return kStateNames; }

/// Sent by name; do not rename.
enum class Step : std::uint8_t {
  Accept,
  HandOver,
  Return,
  Contact,
  Submit,
  Sign,
  SendBack,
  TakeBack,
  AllSigned,
  Answer,
  MakePublic,
  KeepPrivate,
  Withdraw,
  Close,
  Reopen,
  Reject,
  FollowUp
};
inline constexpr auto kStepNames = named_table<Step>({{Step::Accept, "Accept", "受理"},
                                                      {Step::HandOver, "HandOver", "转办"},
                                                      {Step::Return, "Return", "退单"},
                                                      {Step::Contact, "Contact", "联系来信人"},
                                                      {Step::Submit, "Submit", "送审"},
                                                      {Step::Sign, "Sign", "审签"},
                                                      {Step::SendBack, "SendBack", "退回"},
                                                      {Step::TakeBack, "TakeBack", "收回"},
                                                      {Step::AllSigned, "AllSigned", "签毕"},
                                                      {Step::Answer, "Answer", "答复"},
                                                      {Step::MakePublic, "MakePublic", "公开"},
                                                      {Step::KeepPrivate, "KeepPrivate", "不公开"},
                                                      {Step::Withdraw, "Withdraw", "撤下"},
                                                      {Step::Close, "Close", "办结"},
                                                      {Step::Reopen, "Reopen", "重新办理"},
                                                      {Step::Reject, "Reject", "不予受理"},
                                                      {Step::FollowUp, "FollowUp", "回访"}});
constexpr Names<Step> table_of(Step) { return kStepNames; }

/// Codes of the fact that a letter was received: whether the writer agreed to the answer's being public. Stored.
inline constexpr std::string_view kPublicWanted = "public";
inline constexpr std::string_view kPrivateWanted = "private";
inline constexpr std::string_view kLetterKind = "answer";  ///< of the matter's letters; stored
/// Stars of a low rating, at most: whoever gave them is asked why (回访, 国办发〔2020〕53号).
inline constexpr int kLowStars = 2;

/// Whether the answer of a round stands on the site; of any round for 0.
bool is_public(const matters::Case& now, int round);
/// The day from which a round is counted: on which the letter came, or was taken up anew.
std::optional<Date> begun_on(const matters::Case& now);

/// Fault::Conflict `message.private` where the writer did not agree, `message.public` where it stands there already;
/// Fault::Forbidden `message.second` for whoever sent the answer for its signature.
Outcome<void> check_publication(const matters::Standing& standing);
/// Fault::Conflict `message.public`, `message.kept`.
Outcome<void> check_keeping(const matters::Standing& standing);
/// Fault::Conflict `message.not-low` unless the round was rated low and nobody has followed that up yet.
Outcome<void> check_follow_up(const matters::Standing& standing);
/// Fault::Conflict `message.not-public`.
Outcome<void> check_withdrawal(const matters::Standing& standing);

inline constexpr auto kAnswers = accounts::Right::AnswerMessages;
inline constexpr auto kApproves = accounts::Right::ApproveMessages;

inline constexpr auto kStates = std::to_array<matters::StateRow<State>>({
    {State::Received, matters::Phase::Open, "您的来信已经收到，等待受理。", kAnswers},
    {State::Accepted, matters::Phase::Open, "您的来信正在办理。", kAnswers},
    {State::HandedOver, matters::Phase::Open, "您的来信已转有关科室办理。", kAnswers},
    {State::Signing, matters::Phase::Open, "答复正在审核。"},
    {State::Signed, matters::Phase::Open, "答复已经审核，即将发出。", kAnswers},
    {State::Answered, matters::Phase::Done, "您的来信已经答复，欢迎评价。", kAnswers},
    {State::Closed, matters::Phase::Ended, "您的来信已经办结。"},
    {State::Rejected, matters::Phase::Ended, "您的来信不属于受理范围，理由见办理经过。"},
});

inline constexpr std::array kAnsweredStates = {State::Answered, State::Closed};
inline constexpr std::array kRunning = {State::Accepted, State::HandedOver};
inline constexpr std::array kUnanswered = {State::Received, State::Accepted, State::HandedOver};
inline constexpr std::array kToReopen = {State::Answered, State::Closed, State::Rejected};

using work::Leads;
using work::Reason;
using Transition = matters::Transition<State, Step>;
inline constexpr std::string_view kRemark = "说明（可不填）";

inline constexpr auto kOnward = std::to_array<Transition>({
    {State::Received,
     Step::Accept,
     State::Accepted,
     kAnswers,
     event("message.accepted"),
     Reason::Free,
     nullptr,
     {Leads::On, "受理来信，交承办科室办理。", kRemark}},
    {State::HandedOver,
     Step::Return,
     State::Accepted,
     kAnswers,
     event("message.returned"),
     Reason::Owed,
     nullptr,
     {Leads::Back, "不属于本科室职责，退回重新分办。退单计入统计。", "退单理由"}},
    {State::Signing,
     Step::Sign,
     State::Signing,
     kApproves,
     event("message.signed"),
     Reason::Free,
     nullptr,
     {Leads::On, "同意这份答复。", "意见（可不填）"}},
    {State::Signing,
     Step::SendBack,
     State::Accepted,
     kApproves,
     event("message.sent-back"),
     Reason::Owed,
     nullptr,
     {Leads::Back, "退回修改。", "退回理由"}},
    {State::Signing,
     Step::TakeBack,
     State::Accepted,
     kAnswers,
     event("message.taken-back"),
     Reason::Free,
     nullptr,
     {Leads::Back, "收回送审的答复。", kRemark}},
    {State::Signing, Step::AllSigned, State::Signed, kApproves},
    {State::Signed,
     Step::Answer,
     State::Answered,
     kAnswers,
     event("message.answered"),
     Reason::Free,
     nullptr,
     {Leads::On, "发出答复，来信人凭查询码查看并评价。", kRemark}},
    {State::Answered,
     Step::KeepPrivate,
     State::Answered,
     kApproves,
     event("message.kept-private"),
     Reason::Owed,
     check_keeping,
     {Leads::Past, "来信和答复不在网站公开。", "不公开的理由"}},
    {State::Answered,
     Step::Close,
     State::Closed,
     kAnswers,
     event("message.closed"),
     Reason::Free,
     nullptr,
     {Leads::On, "办结来信。", kRemark}},
});

inline constexpr auto kCycle = matters::joined(
    kOnward,
    matters::from_each<State, Step>(kRunning, {{},
                                               Step::HandOver,
                                               State::HandedOver,
                                               kAnswers,
                                               event("message.handed-over"),
                                               Reason::Owed,
                                               nullptr,
                                               {Leads::On, "转有关科室办理；答复期限照常计算。", "转办理由和要求"}}),
    matters::wherever<State, Step>(kRunning, {{},
                                              Step::Contact,
                                              {},
                                              kAnswers,
                                              event("message.contacted"),
                                              Reason::Owed,
                                              nullptr,
                                              {Leads::On, "记下与来信人的联系情况。", "联系情况"}}),
    matters::from_each<State, Step>(kRunning, {{},
                                               Step::Submit,
                                               State::Signing,
                                               kAnswers,
                                               event("message.submitted"),
                                               Reason::Free,
                                               nullptr,
                                               {Leads::On, "送审核人审签。", kRemark}}),
    matters::from_each<State, Step>(kUnanswered,
                                    {{},
                                     Step::Reject,
                                     State::Rejected,
                                     kAnswers,
                                     event("message.rejected"),
                                     Reason::Owed,
                                     nullptr,
                                     {Leads::Past, "不予受理，并告知来信人理由和途径。", "告知来信人的理由和途径"}}),
    matters::wherever<State, Step>(kAnsweredStates, {{},
                                                     Step::MakePublic,
                                                     {},
                                                     kApproves,
                                                     event("message.made-public"),
                                                     Reason::Free,
                                                     check_publication,
                                                     {Leads::On, "核对隐去个人资料后，在网站公开。", kRemark}}),
    matters::wherever<State, Step>(kAnsweredStates, {{},
                                                     Step::FollowUp,
                                                     {},
                                                     kAnswers,
                                                     event("message.followed-up"),
                                                     Reason::Owed,
                                                     check_follow_up,
                                                     {Leads::On, "评价低的，向来信人了解原因并记下。", "回访情况"}}),
    matters::wherever<State, Step>(std::array{State::Received, State::Accepted, State::HandedOver, State::Signing,
                                              State::Signed, State::Answered, State::Closed, State::Rejected},
                                   {{},
                                    Step::Withdraw,
                                    {},
                                    kApproves,
                                    event("message.withdrawn"),
                                    Reason::Owed,
                                    check_withdrawal,
                                    {Leads::Back, "从网站撤下这封来信和答复。", "撤下理由"}}),
    matters::from_each<State, Step>(kToReopen, {{},
                                                Step::Reopen,
                                                State::Accepted,
                                                kAnswers,
                                                event("message.reopened"),
                                                Reason::Owed,
                                                nullptr,
                                                {Leads::Anew, "重新办理，期限从今天起重新计算。", "重新办理的理由"}}));

using matters::Ask;
using matters::Need;
using matters::Question;
using matters::Shown;
using matters::Sign;
inline constexpr Question kAsksDepartment[] = {
    {Ask::Department, "承办科室", Need::Free, {}, "按来信主题提出，可以更改。"}, {Ask::Holder, "承办人", Need::Free}};
inline constexpr Question kAsksHandOver[] = {{Ask::Department, "转办科室", Need::Owed},
                                             {Ask::Holder, "承办人", Need::Free},
                                             {Ask::Until, "内部时限", Need::Owed, {}, "不迟于答复期限。"}};
inline constexpr Question kAsksLetter[] = {{Ask::Letter, "答复", Need::Owed, kLetterKind}};
inline constexpr Question kAsksOutcome[] = {{Ask::Code, "办理结果", Need::Owed, "message_outcomes"},
                                            {Ask::On, "答复日期", Need::Free}};
inline constexpr Question kAsksGround[] = {
    {Ask::Code, "不予受理的情形", Need::Owed, "message_rejections", "逐件写明理由和应当向谁提出。"}};
inline constexpr Question kAsksOccasion[] = {{Ask::Code, "原因", Need::Owed, "message_reopenings"}};

inline constexpr auto kForms = std::to_array<matters::Form<Step>>({
    {Step::Accept, kAsksDepartment, Shown::Told},
    {Step::HandOver, kAsksHandOver, Shown::Told},
    {Step::Return},
    {Step::Contact},
    {Step::Submit, kAsksLetter, Shown::Inside, Sign::Ask},
    {Step::Sign, {}, Shown::Inside, Sign::Sign},
    {Step::SendBack, {}, Shown::Inside, Sign::SendBack},
    {Step::TakeBack, {}, Shown::Inside, Sign::TakeBack},
    {Step::AllSigned, {}, Shown::Inside, Sign::AllSigned},
    {Step::Answer, kAsksOutcome, Shown::Told},
    {Step::MakePublic, {}, Shown::Told},
    {Step::KeepPrivate},
    {Step::Withdraw, {}, Shown::Told},
    {Step::Close, {}, Shown::Told},
    {Step::Reopen, kAsksOccasion, Shown::Told},
    {Step::Reject, kAsksGround, Shown::InFull},
    {Step::FollowUp},
});
static_assert(matters::sound(kStates, kCycle, kForms));

struct Procedure {
  using State = dialogue::State;
  using Step = dialogue::Step;
  static constexpr auto& kStates = dialogue::kStates;
  static constexpr auto& kCycle = dialogue::kCycle;
  static constexpr auto& kForms = dialogue::kForms;
  static constexpr std::string_view kName = "message";
  static constexpr std::string_view kChinese = "群众来信";
  static constexpr auto kRead = accounts::Right::ReadMessages;
  static constexpr auto kOpened = event("message.received");
  static constexpr work::Kind kHandle = {"message.handle", "来信待办理"};
  static constexpr work::Kind kSign = {"message.sign", "来信答复待审签"};
  static constexpr std::string_view kChain = "message-answer";
  static constexpr matters::Aftercare kAftercare = {
      {"message.follow-up", "低分来信待回访"}, kAnswers, kLowStars, event("message.followed-up").verb};

  /// Fault::Invalid `matter.input` with `message.past`, `message.beyond` of the inner day, `field.choice` of a code,
  /// `message.early` of a day of answer before the letter came.
  static Outcome<void> check(const matters::Standing& standing, Step step, const matters::Input& input);
  /// Fault::Conflict `message.not-drafting` but in the states Accepted and HandedOver.
  static Outcome<void> check_draft(const matters::Case& now, std::string_view letter, std::int64_t draft);
  static void settle(matters::Matter& matter, const matters::Case& now, const matters::Fact& fact);
  /// The answer's, and while a department has the letter its inner day.
  static Outcome<std::vector<matters::Clock>> clocks(const matters::Case& now, const matters::Times& times);
  static std::string number(const matters::Place& place, int year, std::int64_t serial);
};

const matters::Kind& message_kind();

}  // namespace dl::dialogue
