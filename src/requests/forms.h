// What each step asks for, and who hears of it. Pure.
#pragma once

#include "requests/states.h"

namespace dl::requests {

using matters::Ask;
using matters::Need;
using matters::Question;
using matters::Shown;

/// Kinds of letters that answer, and so are signed.
inline constexpr std::string_view kAnswers = "reply correction";
/// The list of topics, which is that of letters to the mailbox, too (data/vocabularies).
inline constexpr std::string_view kTopics = "message_topics";

namespace form {

inline constexpr Question kTopic = {Ask::Code, "主题", Need::Free, kTopics, "供统计用，以后可以再归类"};
inline constexpr Question kConfirmed[] = {{Ask::On, "确认日期", Need::Owed, {}, "双方确认之日（条例第三十一条）"},
                                          kTopic};
inline constexpr Question kAccepted[] = {kTopic};
inline constexpr Question kClassified[] = {{Ask::Code, "主题", Need::Owed, kTopics}};
inline constexpr Question kOn[] = {{Ask::On, "日期", Need::Owed}};
inline constexpr Question kGiven[] = {{Ask::On, "收到日期", Need::Owed}};
inline constexpr Question kSupplement[] = {
    {Ask::On, "告知日期", Need::Owed, {}, "收到申请之日起七个工作日内（条例第三十条）；逾期告知的记为逾期"},
    {Ask::Until, "补正期限", Need::Owed, "request.supplement", "合理的补正期限，由本机关确定（条例第三十条）"}};
inline constexpr Question kAssigned[] = {
    {Ask::Department, "承办科室"},
    {Ask::Holder, "承办人", Need::Free},
    {Ask::Until, "内部办理期限", Need::Free, {}, "不迟于答复期限；不影响答复期限"}};
inline constexpr Question kCoHandling[] = {
    {Ask::Department, "协办科室"},
    {Ask::Holder, "协办人", Need::Free, {}, "列入其待办；不填的，由公开工作机构转交"},
    {Ask::Until, "协办期限", Need::Owed, {}, "不迟于答复期限"}};
inline constexpr Question kCoAnswer[] = {{Ask::About, "对应的协办", Need::Owed, "request.co-handling-asked"}};
inline constexpr Question kSearch[] = {{Ask::On, "检索日期"},
                                       {Ask::Place, "检索位置", Need::Owed, {}, "在哪些系统、档案和卷宗里检索"},
                                       {Ask::Person, "检索人", Need::Owed},
                                       {Ask::Terms, "检索词", Need::Owed, {}, "用什么词、按什么条件检索"},
                                       {Ask::Code, "检索结果", Need::Owed, "search_results"}};
inline constexpr Question kTakenOver[] = {{Ask::On, "检索日期", Need::Free},
                                          {Ask::Place, "检索位置", Need::Free},
                                          {Ask::Person, "检索人", Need::Free},
                                          {Ask::Terms, "检索词", Need::Free},
                                          {Ask::Code, "检索结果", Need::Free, "search_results"}};
inline constexpr Question kSupplementLapsed[] = {
    {Ask::On, "认定日期", Need::Owed, {}, "补正期限届满之后；年报按此日计入"}};
inline constexpr Question kFeeLapsed[] = {{Ask::On, "认定日期", Need::Owed, {}, "缴费期限届满之后；年报按此日计入"}};
/// Letters keep nobody's name, and neither do facts: whom it is written to is one of the parties.
inline constexpr Question kParty = {
    Ask::Count, "第几个当事人", Need::Free, {}, "在登记的同类当事人里的次序；不填的，为最近登记的一个"};
inline constexpr Question kConsulted[] = {
    {Ask::On, "发出日期", Need::Owed, {}, "征求意见书签发后，从次日起不计入答复期限；对方签收后另行登记"}, kParty};
inline constexpr Question kReceived[] = {
    {Ask::About, "签收的文书", Need::Owed, "request.third-party-asked request.maker-asked request.fee-asked"},
    {Ask::On, "签收日期", Need::Owed, {}, "对方的期限由此起算（条例第三十二条、第三十四条，国办函〔2020〕109号）"}};
inline constexpr Question kOverridden[] = {{Ask::About, "对应的征求意见", Need::Owed, "request.third-party-asked"},
                                           {Ask::Code, "原因", Need::Owed, "objection_overrides"}};
inline constexpr Question kThirdAnswer[] = {{Ask::About, "对应的征求意见", Need::Owed, "request.third-party-asked"},
                                            {Ask::On, "答复日期"},
                                            {Ask::Code, "意见", Need::Owed, "consultation_answers"}};
inline constexpr Question kMakerAnswer[] = {{Ask::About, "对应的征求意见", Need::Owed, "request.maker-asked"},
                                            {Ask::On, "答复日期"},
                                            {Ask::Code, "意见", Need::Owed, "consultation_answers"}};
inline constexpr Question kAgencyAsked[] = {
    {Ask::On, "发出日期"},
    {Ask::Until, "请求答复的期限", Need::Owed, "request.other-agency", "没有法定期限；逾期未答复的，答复期限继续计算"},
    kParty};
inline constexpr Question kAgencyAnswer[] = {{Ask::About, "对应的征求意见", Need::Owed, "request.agency-asked"},
                                             {Ask::On, "答复日期"}};
inline constexpr Question kReasons[] = {
    {Ask::On, "告知日期"},
    {Ask::Until, "说明理由的期限", Need::Owed, "request.reasons", "没有法定期限；答复期限不停止"}};
inline constexpr Question kFee[] = {
    {Ask::On, "通知日期", Need::Owed, {}, "答复期限内；申请人签收后另行登记，自签收的次日起二十个工作日内缴纳"},
    {Ask::Code, "计收方式", Need::Owed, "fee_bases", "按件或者按量，同一申请不能两种都收；数额按标准计算"},
    {Ask::Count, "页数", Need::Free, {}, "按量计收的填写；按件计收的不填，以本月收到的该申请人的件数为准"}};
inline constexpr Question kPaid[] = {{Ask::On, "缴费日期"}};
inline constexpr Question kLater[] = {
    {Ask::Until, "延长至", Need::Owed, {}, "延长最多二十个工作日，只能一次（条例第三十三条）"}};
inline constexpr Question kDeferred[] = {
    {Ask::Until, "延迟答复至", Need::Owed, "request.deferral", "合理的期限（条例第三十五条）"}};
inline constexpr Question kSubmitted[] = {{Ask::Letter, "答复", Need::Owed, kAnswers},
                                          {Ask::Code, "答复类型", Need::Owed, "request_outcomes"}};
inline constexpr Question kIssued[] = {
    {Ask::On, "成文日期", Need::Owed, {}, "不早于送审之日"},
    {Ask::Code, "用印", Need::Free, "letter_sealings", "不选的，留出用印的位置（GB/T 9704 7.3.5）"}};
inline constexpr Question kDelivered[] = {
    {Ask::On,
     "送达日期",
     Need::Owed,
     {},
     "邮寄的填交邮之日，直接或者委托送达的填签收之日（国办公开办函〔2016〕235号）"},
    {Ask::Code, "送达方式", Need::Owed, "request_deliveries"},
    {Ask::Terms, "邮件编号", Need::Free, {}, "邮寄送达的必填：挂号信或者特快专递的编号，凭以查询交邮和签收"},
    {Ask::Place, "送达地点", Need::Free},
    {Ask::Person, "签收人", Need::Free, "receipt_signers", "直接或者委托送达的必填；姓名见送达回证，这里不写"}};

inline constexpr Question kReported[] = {{Ask::On, "办结日期", Need::Owed, {}, "台账记载的答复送达之日"},
                                         {Ask::Code, "办理结果", Need::Owed, "request_outcomes"}};
inline constexpr Question kReassessed[] = {{Ask::On, "评估日期", Need::Owed, {}, "下一次评估由此起算（条例第十八条）"}};

inline constexpr Question kRedecided[] = {
    {Ask::On, "收到日期", Need::Owed, {}, "收到复议决定书或者裁判文书之日"},
    {Ask::Until, "责令的期限", Need::Owed, {}, "复议决定或者裁判所定的最后一日；没有写明的，按合理的期限填写"},
    {Ask::Other, "复议或者诉讼", Need::Owed, {}, "在本系统登记的复议或者诉讼的编号"}};

}  // namespace form

using Form = matters::Form<Step>;
using matters::Sign;
inline constexpr auto kForms = std::to_array<Form>({
    {Step::Confirm, form::kConfirmed, Shown::Told},
    {Step::Accept, form::kAccepted, Shown::Told},
    {Step::AskSupplement, form::kSupplement, Shown::Told},
    {Step::Supplemented, form::kGiven, Shown::Told},
    {Step::LapseSupplement, form::kSupplementLapsed, Shown::Told},
    {Step::Assign, form::kAssigned},
    {Step::Return},
    {Step::CoHandle, form::kCoHandling, Shown::Inside, matters::Sign::None, matters::Hands::Beside},
    {Step::CoAnswered, form::kCoAnswer},
    {Step::Contact, form::kOn},
    {Step::Search, form::kSearch},
    {Step::TakeOver, form::kTakenOver},
    {Step::ConsultThird, form::kConsulted, Shown::Told},
    {Step::NoticeReceived, form::kReceived},
    {Step::CallOff},
    {Step::Override, form::kOverridden},
    {Step::ThirdAnswered, form::kThirdAnswer},
    {Step::ConsultMaker, form::kConsulted, Shown::Told},
    {Step::MakerAnswered, form::kMakerAnswer},
    {Step::ConsultAgency, form::kAgencyAsked, Shown::Told},
    {Step::AgencyAnswered, form::kAgencyAnswer},
    {Step::AskReasons, form::kReasons, Shown::Told},
    {Step::ReasonsGiven, form::kGiven, Shown::Told},
    {Step::Fee, form::kFee, Shown::Told},
    {Step::Paid, form::kPaid, Shown::Told},
    {Step::LapseFee, form::kFeeLapsed, Shown::Told},
    {Step::ProposeExtension, form::kLater},
    {Step::Extend, {}, Shown::Told},
    {Step::Defer, form::kDeferred, Shown::Told},
    {Step::Submit, form::kSubmitted, Shown::Inside, Sign::Ask},
    {Step::Sign, {}, Shown::Inside, Sign::Sign},
    {Step::SendBack, {}, Shown::Inside, Sign::SendBack},
    {Step::TakeBack, {}, Shown::Inside, Sign::TakeBack},
    {Step::AllSigned, {}, Shown::Inside, Sign::AllSigned},
    {Step::Recall},
    {Step::Issue, form::kIssued},
    {Step::Deliver, form::kDelivered, Shown::Told},
    {Step::Archive},
    {Step::Withdraw, form::kOn, Shown::Told},
    {Step::Divide, {}, Shown::Told},
    {Step::Transform},
    {Step::Report, form::kReported},
    {Step::Classify, form::kClassified},
    {Step::Redecide, form::kRedecided, Shown::Told},
    {Step::KeepClosed, form::kReassessed},
    {Step::OpenUp, form::kReassessed},
    {Step::KeepOnRequest},
    {Step::Urge},
});

}  // namespace dl::requests
