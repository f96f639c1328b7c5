// The life of a request for information as one table. Pure.
#pragma once

#include "requests/events.h"
#include "requests/states.h"

namespace dl::requests {

using matters::Standing;

// What keeps everybody from a step: Fault::Conflict with these keys.
Outcome<void> check_confirms(const Standing& standing);    ///< `request.received`: the day of receipt is settled
Outcome<void> check_accepts(const Standing& standing);     ///< `request.unconfirmed`: it is not
Outcome<void> check_supplement(const Standing& standing);  ///< `request.supplement-once` (art. 30)
/// `request.supplement-untold`: what was not told (told.h) is neither supplemented nor abandoned.
Outcome<void> check_supplemented(const Standing& standing);
/// The same; `request.not-lapsed`: its day has not passed.
Outcome<void> check_supplement_lapse(const Standing& standing);
Outcome<void> check_fee(const Standing& standing);  ///< `request.fee-once`
/// `request.fee-untold`; `request.fee-unreceived`: its twenty working days have not begun; `request.not-lapsed`.
Outcome<void> check_fee_lapse(const Standing& standing);
Outcome<void> check_calls_off(const Standing& standing);  ///< `request.told`: the notice is issued
/// `request.extended`: once (art. 33), and not when deferred; `request.redecision`: its day was ordered.
Outcome<void> check_proposes(const Standing& standing);
Outcome<void> check_extends(const Standing& standing);  ///< `request.extension-unasked`, `request.extension-own`
/// `request.deferred`; `request.reasons-unasked` (art. 35); `request.deferral-over`: the period is over, and what is
/// late stays late; `request.redecision`.
Outcome<void> check_defers(const Standing& standing);
Outcome<void> check_takes_over(const Standing& standing);  ///< `request.not-joint`: it follows no other request
Outcome<void> check_reports(const Standing& standing);     ///< `request.no-ledger`: it was not brought with a ledger
/// `request.consultation-unreceived`: the time of whoever was asked has not begun; `request.consultation-open`: it
/// runs; `request.co-handling-open`: who helps has not answered.
Outcome<void> check_submits(const Standing& standing);
/// `request.letter-own`: whoever wrote the answer does not issue it.
Outcome<void> check_issues(const Standing& standing);
Outcome<void> check_delivers(const Standing& standing);  ///< `request.notice-unissued`: one that a law owes is a draft

Outcome<void> check_archives(const Standing& standing);  ///< `request.archived`: it is filed away already
/// `request.not-withheld`: nothing was withheld by arts 14 to 16; `request.opened-up`: it may be public already.
Outcome<void> check_reassesses(const Standing& standing);

inline constexpr auto kOffice = accounts::Right::AnswerRequests;
inline constexpr auto kApprover = accounts::Right::ApproveRequests;
inline constexpr auto kSupervisor = accounts::Right::SuperviseRequests;

using matters::Phase;
inline constexpr auto kStates = std::to_array<matters::StateRow<State>>({
    {State::Received, Phase::Open, "已收到您的申请，正在确认和登记。", kOffice},
    {State::Registered, Phase::Open, "正在办理。", kOffice},
    {State::Supplement, Phase::Waiting, "请您按补正告知书补正申请；答复期限自收到补正之日起计算。", kOffice},
    {State::Fee, Phase::Waiting, "请您按收费通知书缴纳信息处理费。", kOffice},
    {State::Signing, Phase::Open, "正在审核答复。"},
    {State::Signed, Phase::Open, "答复正在签发。", kApprover},
    {State::Issued, Phase::Open, "答复已经签发，正在送达。", kOffice},
    {State::Answered, Phase::Done, "已经答复。", kOffice},
    {State::Archived, Phase::Ended, "已经答复并归档。"},
    {State::Lapsed, Phase::Ended, "逾期没有补正或者缴费，不再处理。"},
    {State::Withdrawn, Phase::Ended, "申请已经撤回。"},
    {State::Divided, Phase::Ended, "申请已经拆分，各部分分别办理。"},
    {State::Reported, Phase::Ended, "已经办结（按本机关的台账登记）。"},
});

/// Where a topic may be given: wherever a request counts by itself.
inline constexpr std::array kButDivided = {State::Received, State::Registered, State::Supplement, State::Fee,
                                           State::Signing,  State::Signed,     State::Issued,     State::Answered,
                                           State::Archived, State::Lapsed,     State::Withdrawn,  State::Reported};

/// Where a request ends without an answer, and is filed away as it stands (art. 45).
inline constexpr std::array kEndedUnanswered = {State::Lapsed, State::Withdrawn, State::Reported};

/// Where what became of a request may be annulled, so that it is decided anew (复议法 art. 64, 行政诉讼法 art. 70).
inline constexpr std::array kAttacked = {State::Answered, State::Archived, State::Lapsed, State::Reported};
/// Where what was withheld is re-assessed (art. 18).
inline constexpr std::array kReassessed = {State::Answered, State::Archived, State::Reported};

using Row = matters::Transition<State, Step>;
using work::Leads;
using work::Reason;

/// Where something may be noted that changes no state: until the answer is served.
inline constexpr std::array kWhileOpen = {State::Received, State::Registered, State::Supplement, State::Fee,
                                          State::Signing,  State::Signed,     State::Issued};

/// A step of the office out of `from` that leads on.
constexpr Row on(State from, Step step, State to, journal::EventKind event, std::string_view sentence,
                 Outcome<void> (*guard)(const Standing&) = nullptr, Reason reason = Reason::Free,
                 std::string_view label = "说明（可不填）") {
  return {from, step, to, kOffice, event, reason, guard, {Leads::On, sentence, label}};
}
/// The same where its words are owed.
constexpr Row with_words(State from, Step step, State to, journal::EventKind event, std::string_view sentence,
                         std::string_view label, Outcome<void> (*guard)(const Standing&) = nullptr) {
  return on(from, step, to, event, sentence, guard, Reason::Owed, label);
}
/// Something that is noted while the request is handled.
constexpr Row noted(Step step, journal::EventKind event, std::string_view sentence, std::string_view label,
                    Outcome<void> (*guard)(const Standing&) = nullptr) {
  return with_words(State::Registered, step, State::Registered, event, sentence, label, guard);
}
constexpr Row noted(Step step, journal::EventKind event, std::string_view sentence) {
  return on(State::Registered, step, State::Registered, event, sentence);
}
/// A step of the approver.
constexpr Row approved(State from, Step step, State to, journal::EventKind event, work::Asking asking,
                       Reason reason = Reason::Free, Outcome<void> (*guard)(const Standing&) = nullptr) {
  return {from, step, to, kApprover, event, reason, guard, asking};
}
/// A step back, or to an end without an answer.
constexpr Row back(State from, Step step, State to, journal::EventKind event, std::string_view sentence,
                   std::string_view label, Outcome<void> (*guard)(const Standing&) = nullptr) {
  return {from, step, to, kOffice, event, Reason::Owed, guard, {Leads::Back, sentence, label}};
}

inline constexpr auto kReceipt = std::to_array<Row>({
    on(State::Received, Step::Confirm, State::Registered, event("request.confirmed"),
       "双方确认之日就是收到申请之日，答复期限由此起算。", check_confirms, Reason::Owed,
       "由谁、以什么方式与申请人确认"),
    on(State::Received, Step::Accept, State::Registered, event("request.accepted"), "登记后开始办理。", check_accepts),
    with_words(State::Registered, Step::AskSupplement, State::Supplement, event("request.supplement-asked"),
               "一次性告知需要补正的全部内容，同时起草补正告知书；收到补正后重新计算答复期限。",
               "需要补正的全部内容和怎样补正", check_supplement),
    on(State::Supplement, Step::Supplemented, State::Registered, event("request.supplemented"),
       "答复期限自收到补正之日起重新计算。", check_supplemented, Reason::Owed, "补正后的申请内容"),
    back(State::Supplement, Step::LapseSupplement, State::Lapsed, event("request.supplement-lapsed"),
         "视为放弃申请，不再处理。", "怎样认定没有正当理由", check_supplement_lapse),
    back(State::Supplement, Step::CallOff, State::Registered, event("request.notice-called-off"),
         "补正告知书还没有签发，撤销告知后继续办理；草稿一并删除。", "为什么撤销", check_calls_off),
    with_words(
        State::Registered, Step::Fee, State::Fee, event("request.fee-asked"),
        "按标准算出数额，同时起草收费通知书，等待申请人缴费；是否缴费后重新计算答复期限未核实，答复期限继续计算。",
        "怎样缴纳（账户、地点、联系人等）", check_fee),
    on(State::Fee, Step::Paid, State::Registered, event("request.fee-paid"), "继续办理。"),
    with_words(State::Fee, Step::NoticeReceived, State::Fee, event("request.notice-received"),
               "申请人自签收的次日起二十个工作日内缴纳。", "怎样签收（邮件号、签收人等）"),
    back(State::Fee, Step::CallOff, State::Registered, event("request.notice-called-off"),
         "收费通知书还没有签发，撤销告知后继续办理；草稿一并删除。", "为什么撤销", check_calls_off),
    back(State::Fee, Step::LapseFee, State::Lapsed, event("request.fee-lapsed"), "视为放弃申请，不再处理。",
         "没有缴费的情况", check_fee_lapse),
});

/// What an office had ended before it came to this program: no letter and no clock of it is judged.
inline constexpr auto kBrought = std::to_array<Row>({
    approved(State::Received, Step::Report, State::Reported, event("request.reported"),
             {Leads::On, "按台账登记的结果和日期办结，计入统计，不另行答复。", "说明（可不填）"}, Reason::Free,
             check_reports),
});

inline constexpr auto kHandling = std::to_array<Row>({
    noted(Step::Assign, event("request.assigned"), "交给科室和承办人办理。"),
    {State::Registered,
     Step::Return,
     State::Registered,
     kOffice,
     event("request.returned"),
     Reason::Owed,
     nullptr,
     {Leads::Back, "退回公开工作机构，重新确定由谁办理。", "退回的理由"}},
    noted(Step::CoHandle, event("request.co-handling-asked"), "请其他科室提供材料或者意见；答复前不能送审。",
          "需要什么"),
    noted(Step::CoAnswered, event("request.co-handled"), "记下协办的答复。", "协办的答复"),
    noted(Step::Search, event("request.searched"), "检索记录是答复信息不存在的依据。"),
    on(State::Registered, Step::TakeOver, State::Registered, event("request.taken-over"),
       "沿用合并办理的主办件的检索记录，并按其答复起草本件的答复；编号、期限和答复书仍各归各件。", check_takes_over),
    noted(Step::ConsultThird, event("request.third-party-asked"),
          "同时起草征求意见书和给申请人的告知书；征求意见的时间不计入答复期限。",
          "涉及什么信息（第三方的名称另行登记）"),
    noted(Step::NoticeReceived, event("request.notice-received"),
          "对方自签收之日起十五个工作日内答复；没有登记签收的，期限没有起算。", "怎样签收（邮件号、签收人等）"),
    noted(Step::ThirdAnswered, event("request.third-party-answered"),
          "逾期未答复的，由本机关决定是否公开；不同意公开且有合理理由的，不予公开。", "第三方的意见和理由"),
    noted(Step::Override, event("request.objection-overridden"),
          "第三方不同意而决定予以公开的，记下决定公开的内容和理由；因公共利益公开的，同时起草告知第三方决定公开书。",
          "决定公开的理由"),
    noted(Step::ConsultMaker, event("request.maker-asked"),
          "同时起草征求意见书和给申请人的告知书；征求意见的时间不计入答复期限。", "征求哪个机关、涉及什么信息"),
    noted(Step::MakerAnswered, event("request.maker-answered"), "逾期未答复的，视为同意公开。", "该机关的意见"),
    noted(Step::ConsultAgency, event("request.agency-asked"), "同时起草协办函；征求意见的时间不计入答复期限。",
          "征求哪个机关、需要协助什么"),
    noted(Step::AgencyAnswered, event("request.agency-answered"), "记下该机关的意见。", "该机关的意见"),
    noted(Step::AskReasons, event("request.reasons-asked"),
          "申请的数量、频次明显超过合理范围的，要求说明理由，同时起草告知书；答复期限不停止。",
          "为什么认为超过合理范围、要说明什么"),
    noted(Step::ReasonsGiven, event("request.reasons-given"), "记下申请人说明的理由。", "申请人说明的理由"),
    noted(Step::ProposeExtension, event("request.extension-proposed"), "请公开工作机构负责人批准延期。", "延期的理由",
          check_proposes),
    approved(State::Registered, Step::Extend, State::Registered, event("request.extended"),
             {Leads::On, "批准提请的延期，同时起草延期答复告知书。", "意见（可不填）"}, Reason::Free, check_extends),
    approved(State::Registered, Step::Defer, State::Registered, event("request.deferred"),
             {Leads::On, "理由合理而无法按期答复的，确定合理的延迟答复日期并告知申请人。", "延迟的理由"}, Reason::Owed,
             check_defers),
});

inline constexpr auto kAnswer = std::to_array<Row>({
    on(State::Registered, Step::Submit, State::Signing, event("request.submitted"),
       "答复送审签；审签期间不能改动，改动须先收回。", check_submits),
    approved(State::Signing, Step::Sign, State::Signing, event("request.signed"),
             {Leads::On, "同意这份答复。", "意见（可不填）"}),
    approved(State::Signing, Step::SendBack, State::Registered, event("request.sent-back"),
             {Leads::Back, "退回承办人修改。", "退回的理由"}, Reason::Owed),
    back(State::Signing, Step::TakeBack, State::Registered, event("request.taken-back"), "收回后可以修改，再次送审。",
         "收回的理由"),
    {State::Signing, Step::AllSigned, State::Signed, kApprover},
    approved(State::Signed, Step::Recall, State::Registered, event("request.recalled"),
             {Leads::Back, "不予签发，退回办理。", "不予签发的理由"}, Reason::Owed),
    approved(State::Signed, Step::Issue, State::Issued, event("request.issued"),
             {Leads::On, "编定文号，答复从此不能改动；起草人不能签发。", "说明（可不填）"}, Reason::Free, check_issues),
    on(State::Issued, Step::Deliver, State::Answered, event("request.delivered"),
       "邮寄的以交邮之日、直接送达的以签收之日为答复之日。", check_delivers, Reason::Free,
       "送达凭证（邮件号、签收人等，可不填）"),
    on(State::Answered, Step::Archive, State::Archived, event("request.archived"), "办理结束，起草归档目录。"),
});

inline constexpr auto kEnds = std::to_array<Row>({
    with_words(State::Registered, Step::Divide, State::Divided, event("request.divided"),
               "各部分成为单独的申请，收到日期不变，补正、征求意见、检索、延期等照旧有效，分别答复。", "为什么拆分",
               check_delivers),
});

inline constexpr auto kCycle = matters::joined(
    kReceipt, kBrought, kHandling, kAnswer, kEnds,
    matters::wherever(kEndedUnanswered, on(State::Lapsed, Step::Archive, State::Lapsed, event("request.archived"),
                                           "没有答复而办结的，材料照样归档，起草归档目录。", check_archives)),
    matters::from_each(std::array{State::Received, State::Registered, State::Supplement, State::Fee},
                       back(State::Received, Step::Withdraw, State::Withdrawn, event("request.withdrawn"),
                            "申请人撤回申请，办理结束。", "申请人怎样撤回")),
    matters::from_each(
        kAttacked, Row{State::Answered,
                       Step::Redecide,
                       State::Registered,
                       kOffice,
                       event("request.redecided"),
                       Reason::Owed,
                       nullptr,
                       {Leads::Anew,
                        "按复议决定或者裁判重新答复，期限是所定的日期；年度报告表三仍按第一次的结果计一件。除因违反法定"
                        "程序被撤销的以外，不得以同一事实和理由作出相同或者基本相同的答复（复议法第六十四条）。",
                        "复议决定或者裁判怎样责令"}}),
    matters::wherever(kWhileOpen,
                      with_words(State::Received, Step::Contact, State::Received, event("request.contacted"),
                                 "记下与申请人的联系，不影响期限。", "联系的方式、内容和结果")),
    matters::wherever(
        std::array{State::Registered, State::Answered, State::Archived},
        with_words(State::Registered, Step::Transform, State::Registered, event("request.transform-proposed"),
                   "建议把这项信息转为主动公开，由公开工作机构审核。", "多人申请的情况和建议的理由")),
    matters::wherever(kButDivided, on(State::Registered, Step::Classify, State::Registered, event("request.classified"),
                                      "统计按主题归入，可以随时重新归类。")),
    matters::wherever(kReassessed,
                      with_words(State::Answered, Step::KeepClosed, State::Answered, event("request.kept-closed"),
                                 "不予公开的理由仍然成立，到期再评估。", "为什么仍不公开", check_reassesses)),
    matters::wherever(
        kReassessed,
        with_words(State::Answered, Step::OpenUp, State::Answered, event("request.opened-up"),
                   "不再需要不予公开，不再评估；请据此主动公开。", "情况有什么变化、怎样公开", check_reassesses)),
    matters::wherever(
        std::array{State::Answered, State::Archived},
        with_words(State::Answered, Step::KeepOnRequest, State::Answered, event("request.transform-declined"),
                   "多人申请的，不转为主动公开；有更多的人申请时再提示。", "为什么不转为主动公开")),
    matters::wherever(kWhileOpen, Row{State::Received,
                                      Step::Urge,
                                      State::Received,
                                      kSupervisor,
                                      event("request.urged"),
                                      Reason::Owed,
                                      nullptr,
                                      {Leads::On, "督促按期答复：记入办理经过，承办人的待办中标明已督办，不影响期限。",
                                       "督办的事由和要求"}}));

}  // namespace dl::requests
