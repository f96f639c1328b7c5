// The states of a request for information, its steps, and the words that steps are taken with. Pure.
#pragma once

#include "matters/procedure.h"

namespace dl::requests {

/// Stored by name; do not rename.
enum class State : std::uint8_t {
  Received,    ///< 待登记: came, and its day of receipt may not be settled yet (条例 art. 31)
  Registered,  ///< 办理中
  Supplement,  ///< 待补正 (art. 30)
  Fee,         ///< 待缴费 (art. 42)
  Signing,     ///< 审签中
  Signed,      ///< 待签发
  Issued,      ///< 待送达
  Answered,    ///< 已答复
  Archived,    ///< 已归档 (art. 45)
  Lapsed,      ///< 不再处理: not supplemented, or not paid
  Withdrawn,   ///< 已撤回
  Divided,     ///< 已拆分: its parts are requests of their own
  Reported,    ///< 按台账登记: ended before it was brought here
};
inline constexpr auto kStateNames = named_table<State>({{State::Received, "Received", "待登记"},
                                                        {State::Registered, "Registered", "办理中"},
                                                        {State::Supplement, "Supplement", "待补正"},
                                                        {State::Fee, "Fee", "待缴费"},
                                                        {State::Signing, "Signing", "审签中"},
                                                        {State::Signed, "Signed", "待签发"},
                                                        {State::Issued, "Issued", "待送达"},
                                                        {State::Answered, "Answered", "已答复"},
                                                        {State::Archived, "Archived", "已归档"},
                                                        {State::Lapsed, "Lapsed", "不再处理"},
                                                        {State::Withdrawn, "Withdrawn", "已撤回"},
                                                        {State::Divided, "Divided", "已拆分"},
                                                        {State::Reported, "Reported", "按台账登记"}});
constexpr Names<State> table_of(State) { return kStateNames; }

/// Sent by name; do not rename.
enum class Step : std::uint8_t {
  Confirm,
  Accept,
  AskSupplement,
  Supplemented,
  LapseSupplement,
  Assign,
  Return,
  CoHandle,
  CoAnswered,
  Contact,
  Search,
  ConsultThird,
  ThirdAnswered,
  ConsultMaker,
  MakerAnswered,
  ConsultAgency,
  AgencyAnswered,
  AskReasons,
  ReasonsGiven,
  Fee,
  Paid,
  LapseFee,
  NoticeReceived,
  CallOff,
  Override,
  ProposeExtension,
  Extend,
  Defer,
  Submit,
  Sign,
  SendBack,
  TakeBack,
  AllSigned,
  Recall,
  Issue,
  Deliver,
  Archive,
  Withdraw,
  Divide,
  Transform,
  Report,
  Classify,
  TakeOver,
  Redecide,
  KeepClosed,
  OpenUp,
  KeepOnRequest,
  Urge,
};
inline constexpr auto kStepNames = named_table<Step>({
    {Step::Confirm, "Confirm", "确认收到"},
    {Step::Accept, "Accept", "登记"},
    {Step::AskSupplement, "AskSupplement", "告知补正"},
    {Step::Supplemented, "Supplemented", "收到补正"},
    {Step::LapseSupplement, "LapseSupplement", "逾期不补正"},
    {Step::Assign, "Assign", "交办"},
    {Step::Return, "Return", "退回交办"},
    {Step::CoHandle, "CoHandle", "请求协办"},
    {Step::CoAnswered, "CoAnswered", "协办答复"},
    {Step::Contact, "Contact", "联系记录"},
    {Step::Search, "Search", "检索记录"},
    {Step::ConsultThird, "ConsultThird", "征求第三方意见"},
    {Step::ThirdAnswered, "ThirdAnswered", "第三方答复"},
    {Step::ConsultMaker, "ConsultMaker", "征求共同制作机关意见"},
    {Step::MakerAnswered, "MakerAnswered", "共同制作机关答复"},
    {Step::ConsultAgency, "ConsultAgency", "征求其他机关意见"},
    {Step::AgencyAnswered, "AgencyAnswered", "其他机关答复"},
    {Step::AskReasons, "AskReasons", "要求说明理由"},
    {Step::ReasonsGiven, "ReasonsGiven", "收到理由说明"},
    {Step::Fee, "Fee", "通知缴费"},
    {Step::Paid, "Paid", "收到缴费"},
    {Step::LapseFee, "LapseFee", "逾期不缴费"},
    {Step::NoticeReceived, "NoticeReceived", "登记签收"},
    {Step::CallOff, "CallOff", "撤销告知"},
    {Step::Override, "Override", "不采纳异议"},
    {Step::ProposeExtension, "ProposeExtension", "提请延期"},
    {Step::Extend, "Extend", "批准延期"},
    {Step::Defer, "Defer", "延迟答复"},
    {Step::Submit, "Submit", "送审"},
    {Step::Sign, "Sign", "审签"},
    {Step::SendBack, "SendBack", "退回修改"},
    {Step::TakeBack, "TakeBack", "收回"},
    {Step::AllSigned, "AllSigned", "签毕"},
    {Step::Recall, "Recall", "不予签发"},
    {Step::Issue, "Issue", "签发"},
    {Step::Deliver, "Deliver", "送达"},
    {Step::Archive, "Archive", "归档"},
    {Step::Withdraw, "Withdraw", "申请人撤回"},
    {Step::Divide, "Divide", "拆分"},
    {Step::Transform, "Transform", "建议转主动公开"},
    {Step::Report, "Report", "按台账登记办结"},
    {Step::Classify, "Classify", "归类"},
    {Step::TakeOver, "TakeOver", "沿用主办件"},
    {Step::Redecide, "Redecide", "重新答复"},
    {Step::KeepClosed, "KeepClosed", "评估后仍不公开"},
    {Step::OpenUp, "OpenUp", "评估后可以公开"},
    {Step::KeepOnRequest, "KeepOnRequest", "不转主动公开"},
    {Step::Urge, "Urge", "督办"},
});
constexpr Names<Step> table_of(Step) { return kStepNames; }

/// What somebody who was consulted said (arts 32 and 34). Stored by name, and a list of data/vocabularies
/// (`consultation_answers`); do not rename.
enum class Consent : std::uint8_t { Consent, Objection, Silent };
inline constexpr auto kConsents = named_table<Consent>({{Consent::Consent, "consent", "同意公开"},
                                                        {Consent::Objection, "objection", "不同意公开"},
                                                        {Consent::Silent, "silent", "逾期未答复"}});
constexpr Names<Consent> table_of(Consent) { return kConsents; }

/// Why information is made public although a third party objects (art. 32). As above, `objection_overrides`.
enum class Overriding : std::uint8_t { PublicInterest, Unreasonable };
inline constexpr auto kOverridings =
    named_table<Overriding>({{Overriding::PublicInterest, "public-interest", "不公开可能对公共利益造成重大影响"},
                             {Overriding::Unreasonable, "unreasonable", "第三方没有合理理由"}});
constexpr Names<Overriding> table_of(Overriding) { return kOverridings; }

/// What a search came to. As above, `search_results`.
enum class Found : std::uint8_t { Found, Part, Nothing };
inline constexpr auto kFound = named_table<Found>({{Found::Found, "found", "检索到"},
                                                   {Found::Part, "part", "检索到一部分"},
                                                   {Found::Nothing, "nothing", "未检索到"}});
constexpr Names<Found> table_of(Found) { return kFound; }

/// How an answer was served (国办公开办函〔2016〕235号; 条例 art. 40). As above, `request_deliveries`.
enum class Delivery : std::uint8_t { Post, Direct, Entrusted, Online };
inline constexpr auto kDeliveries = named_table<Delivery>({{Delivery::Post, "post", "邮寄送达"},
                                                           {Delivery::Direct, "direct", "直接送达"},
                                                           {Delivery::Entrusted, "entrusted", "委托送达"},
                                                           {Delivery::Online, "online", "网上送达"}});
constexpr Names<Delivery> table_of(Delivery) { return kDeliveries; }

}  // namespace dl::requests
