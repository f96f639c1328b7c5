// What kinds of matters keep beside a matter, in words: what is wanted, what somebody wrote.
#include "api/api.h"
#include "api/matters/kinds.h"
#include "api/matters/meeting.h"
#include "api/matters/views.h"
#include "appeals/appeal_store.h"
#include "appeals/suit.h"
#include "base/numerals.h"
#include "compliance/procedure.h"
#include "compliance/rectification_store.h"
#include "dialogue/message_store.h"
#include "dialogue/procedure.h"
#include "matters/matter_store.h"
#include "requests/asked_by_many.h"
#include "requests/clocks.h"
#include "requests/erasure.h"
#include "requests/procedure.h"
#include "requests/reassess.h"
#include "requests/request_store.h"

namespace dl::api {

namespace {

using Details = std::vector<MatterDetail>;

/// The counter of the month, from the second request on, and what was asked as a fee.
Outcome<void> add_fees(db::Session& session, const matters::Case& now, Details& all) {
  DL_TRY(const auto before, requests::pieces_before(session, now.matter));
  if (before > 0) all.push_back({"本月件数", fmt::format("本机关本月收到的同一申请人的第{}件申请", before + 1)});
  const auto fact = std::ranges::find(now.facts, requests::facts_of(now).fee_fact, &matters::Fact::id);
  if (fact != now.facts.end() && fact->amount != 0) all.push_back({"信息处理费", fmt::format("{}元", fact->amount)});
  return {};
}

/// What was withheld: when it is looked at again, or that it need not be withheld any more (art. 18).
std::string reassessment_words(const requests::Reassessment& of) {
  if (of.opened) return text::chinese_date(of.last) + "评估为可以公开";
  return of.due ? fmt::format("下一次不迟于{}", text::chinese_date(*of.due)) : "没有规定期限";
}

Outcome<Details> details_of_request(db::Session& session, const Call& call, const matters::Matter& matter) {
  DL_TRY(const auto request, requests::load_request(session, matter.id));
  Details all = {{"申请事项", std::string(chinese_of(request.purpose))}, {"所需信息", request.wanted}};
  if (!request.clarified.empty()) all.push_back({"补正后的内容", request.clarified});
  if (!request.document_number.empty()) all.push_back({"文号", request.document_number});
  all.push_back({"获取方式", std::string(chinese_of(request.way))});
  all.push_back({"载体形式", std::string(chinese_of(request.carrier))});
  all.push_back({"主题", request.topic.empty() ? "未分类" : term_name(call, requests::kTopics, request.topic)});
  // Whoever filled the form in themselves asks to be helped (art. 43); for others the office has written it (art. 29).
  const bool written = matter.channel == matters::Channel::Counter || matter.channel == matters::Channel::Oral;
  if (request.helped && written) all.push_back({"代为填写", "申请人书写有困难，由工作人员代为填写"});
  if (request.helped && !written) all.push_back({"需要帮助", "申请人阅读、书写或者视听有困难"});
  DL_TRY(const auto now, matters::load_case(session, matter));
  DL_CHECK(add_fees(session, now, all));
  if (!now.facts.empty() && now.facts.front().words == requests::kSuggestsPublic)
    all.push_back({"申请人的建议", "主动公开这项信息（条例第四十四条）"});
  if (auto erased = requests::erased_words(now); !erased.empty()) all.push_back({"到期删除", std::move(erased)});
  if (const auto again = requests::reassessment_of(now, call.api.laws))
    all.push_back({"不予公开的评估", reassessment_words(*again)});
  DL_TRY(const auto many, requests::asked_by_many(session, now, call.api.laws, call.api.around.clock.today()));
  if (many && many->proposed())
    all.push_back(
        {"多人申请", fmt::format("{}个月内有{}名申请人申请相近的信息；请评估是否转为主动公开（条例第四十四条），"
                                 "办理“建议转主动公开”或者“不转主动公开”",
                                 many->months, many->people)});
  return all;
}

Outcome<Details> details_of_message(db::Session& session, const Call& call, std::int64_t matter) {
  DL_TRY(const auto message, dialogue::load_message(session, call.api.around.sealing_key, matter));
  return Details{{"来信类别", term_name(call, "message_kinds", message.kind)},
                 {"主题", term_name(call, "message_topics", message.topic)},
                 {"标题", message.title},
                 {"内容", message.words.empty() ? "已删除" : message.words},
                 {"公开意愿", message.wants_public ? "同意公开问题和答复" : "不同意公开"}};
}

Outcome<Details> details_of_rectification(db::Session& session, const Call& call, std::int64_t matter) {
  DL_TRY(const auto item, compliance::load_rectification(session, matter));
  const auto& found = item.found;
  Details all = {{"来源", term_name(call, "problem_origins", found.origin)},
                 {"类别", term_name(call, "problem_kinds", found.kind)},
                 {"问题描述", found.problem},
                 {"涉及栏目或者链接", found.place},
                 {"发现日期", found.found_on.text()}};
  if (!found.origin_number.empty()) all.push_back({"问题编号", found.origin_number});
  if (!found.measures.empty()) all.push_back({"整改措施", found.measures});
  if (found.assessed) all.push_back({"考核", "计入考核"});
  return all;
}

Outcome<Details> details_of_appeal(db::Session& session, const matters::Matter& matter) {
  DL_TRY(const auto appeal, appeals::load_appeal(session, matter.id));
  DL_TRY(const auto now, matters::load_case(session, matter));
  Details all = {{"表四的类别", std::string(chinese_of(appeal.block))},
                 {matter.kind == appeals::ReviewProcedure::kName ? "复议机关" : "人民法院", appeal.body},
                 {"审理程序", std::string(chinese_of(appeals::way_of(now)))}};
  if (!appeal.case_number.empty()) all.push_back({"案号", appeal.case_number});
  if (!appeal.claim.empty()) all.push_back({"请求事项", appeal.claim});
  if (matter.round > 1) all.push_back({"审级", "第二审"});
  return all;
}

}  // namespace

std::string term_name(const Call& call, std::string_view list, const std::string& code) {
  const auto* words = call.api.vocabularies.find(list);
  const auto* term = words == nullptr ? nullptr : words->find(code);
  return term == nullptr ? code : term->name;
}

Outcome<Details> matter_details(db::Session& session, const Call& call, const matters::Matter& matter) {
  if (matter.kind == requests::Procedure::kName) return details_of_request(session, call, matter);
  if (matter.kind == dialogue::Procedure::kName) return details_of_message(session, call, matter.id);
  if (matter.kind == compliance::Procedure::kName) return details_of_rectification(session, call, matter.id);
  if (matter.kind == appeals::ReviewProcedure::kName || matter.kind == appeals::SuitProcedure::kName)
    return details_of_appeal(session, matter);
  return Details();
}

}  // namespace dl::api
