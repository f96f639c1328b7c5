// How a request can end, as one table: by which article, counted in which row of table 3 of the annual report, with
// which relief, and what the letter owes (政府信息公开条例 arts 36-41; 国办公开办函〔2021〕30号). Pure.
#pragma once

#include <array>

#include "base/enum_set.h"
#include "requests/request.h"

namespace dl::requests {

/// Stored as the outcome of a matter, and a list of data/vocabularies (`request_outcomes`); do not rename.
enum class Decision : std::uint8_t {
  Open,
  AlreadyOpen,
  Partly,
  Secret,
  Forbidden,
  Endangering,
  ThirdParty,
  Internal,
  Process,
  CaseFile,
  Inquiry,
  NotHeld,
  NotOurs,
  Transferred,
  ToBeMade,
  Unclear,
  Petition,
  Repeat,
  Publication,
  Excessive,
  Confirmation,
  SupplementLapsed,
  FeeLapsed,
  Withdrawn,
  Divided,
  Corrected,
  CorrectionForwarded,
  NotCorrected,
  CorrectionElsewhere,
};
inline constexpr auto kDecisions = named_table<Decision>({
    {Decision::Open, "open", "予以公开"},
    {Decision::AlreadyOpen, "already-open", "已主动公开，告知获取方式"},
    {Decision::Partly, "partly", "部分公开"},
    {Decision::Secret, "withheld-secret", "不予公开：属于国家秘密"},
    {Decision::Forbidden, "withheld-forbidden", "不予公开：其他法律行政法规禁止公开"},
    {Decision::Endangering, "withheld-safety", "不予公开：危及“三安全一稳定”"},
    {Decision::ThirdParty, "withheld-third-party", "不予公开：保护第三方合法权益"},
    {Decision::Internal, "withheld-internal", "不予公开：属于三类内部事务信息"},
    {Decision::Process, "withheld-process", "不予公开：属于四类过程性信息"},
    {Decision::CaseFile, "withheld-case-file", "不予公开：属于行政执法案卷"},
    {Decision::Inquiry, "inquiry", "属于行政查询事项"},
    {Decision::NotHeld, "not-held", "本机关不掌握：信息不存在"},
    {Decision::NotOurs, "not-ours", "本机关不掌握：不属于本机关负责公开"},
    {Decision::Transferred, "transferred", "本机关不掌握：职能已经划转"},
    {Decision::ToBeMade, "to-be-made", "没有现成信息需要另行制作"},
    {Decision::Unclear, "unclear", "补正后申请内容仍不明确"},
    {Decision::Petition, "petition", "信访举报投诉类申请"},
    {Decision::Repeat, "repeat", "重复申请"},
    {Decision::Publication, "publication", "要求提供公开出版物"},
    {Decision::Excessive, "excessive", "无正当理由大量反复申请"},
    {Decision::Confirmation, "confirmation", "要求确认或重新出具已获取信息"},
    {Decision::SupplementLapsed, "supplement-lapsed", "逾期不补正，不再处理"},
    {Decision::FeeLapsed, "fee-lapsed", "逾期不缴费，不再处理"},
    {Decision::Withdrawn, "withdrawn", "申请人撤回"},
    {Decision::Divided, "divided", "拆分为几件申请"},
    {Decision::Corrected, "corrected", "予以更正"},
    {Decision::CorrectionForwarded, "correction-forwarded", "转送有权更正的机关"},
    {Decision::NotCorrected, "not-corrected", "不予更正"},
    {Decision::CorrectionElsewhere, "correction-elsewhere", "告知向有权更正的机关提出"},
});
constexpr Names<Decision> table_of(Decision) { return kDecisions; }

/// What keeps information from being public (arts 14-16). Stored by name; do not rename.
enum class Ground : std::uint8_t { Secret, Forbidden, Endangering, ThirdParty, Internal, Process, CaseFile };
inline constexpr auto kGrounds = named_table<Ground>({
    {Ground::Secret, "14-1", "第十四条：依法确定为国家秘密"},
    {Ground::Forbidden, "14-2", "第十四条：法律、行政法规禁止公开"},
    {Ground::Endangering, "14-3", "第十四条：公开后可能危及国家安全、公共安全、经济安全、社会稳定"},
    {Ground::ThirdParty, "15", "第十五条：涉及商业秘密、个人隐私等，公开会损害第三方合法权益"},
    {Ground::Internal, "16-1", "第十六条第一款：人事管理、后勤管理、内部工作流程等内部事务信息"},
    {Ground::Process, "16-2", "第十六条第二款：讨论记录、过程稿、磋商信函、请示报告等过程性信息"},
    {Ground::CaseFile, "16-3", "第十六条第二款：行政执法案卷信息"},
});
constexpr Names<Ground> table_of(Ground) { return kGrounds; }
/// As lists of areas name them (redaction/area.h).
inline constexpr auto kGroundCodes = [] {
  std::array<std::string_view, kGrounds.size()> codes = {};
  for (std::size_t i = 0; i < codes.size(); ++i) codes[i] = kGrounds[i].name;
  return codes;
}();
using Grounds = EnumSet<Ground, kGrounds.size()>;

/// Whether reconsideration comes first (行政复议法 art. 23(1)(4)). A row of table 3 under 不予公开 is not always a
/// refusal under arts 14 to 16: for 行政查询事项 the two differ.
enum class Relief : std::uint8_t {
  None,
  Choice,  ///< 复议或者诉讼
  First,   ///< 复议前置
  Part,    ///< 复议前置 for what is withheld, a choice for the rest
};

/// What a letter has to say.
enum class Clause : std::uint8_t {
  Reasons,      ///< 理由
  Material,     ///< the information that is given
  Channel,      ///< 获取的方式、途径或者时间
  Withheld,     ///< what part is not given
  Responsible,  ///< 负责机关的名称和联系方式
  Earlier,      ///< number of the earlier answer
  Search,       ///< no word of the letter: a search has to be on record
};
using Clauses = EnumSet<Clause, 7>;

/// In the place of a row of table 3 that the form does not settle: table_row() has it from data/table3.toml.
inline constexpr int kByData = -1;

struct DecisionRow {
  Decision decision = {};
  std::string_view basis = {};  ///< as the letter names it
  int row = 0;                  ///< of table 3, 3 to 23; 0 is not counted; kByData
  Relief relief = Relief::None;
  Clauses owes = {};
  Grounds fit = {};    ///< one of them is owed where there are any
  bool letter = true;  ///< false: it ends without an answer
  Purpose purpose = Purpose::Information;
};

inline constexpr auto kDecisionRows = std::to_array<DecisionRow>({
    {Decision::Open, "第三十六条第二项", 3, Relief::Choice, Clauses(Clause::Material)},
    {Decision::AlreadyOpen, "第三十六条第一项", kByData, Relief::Choice, Clauses(Clause::Channel)},
    {Decision::Partly, "第三十七条", 4, Relief::Part, Clauses(Clause::Material, Clause::Withheld, Clause::Reasons),
     Grounds(Ground::Secret, Ground::Forbidden, Ground::Endangering, Ground::ThirdParty, Ground::Internal,
             Ground::Process, Ground::CaseFile)},
    {Decision::Secret, "第十四条、第三十六条第三项", 5, Relief::First, Clauses(Clause::Reasons),
     Grounds(Ground::Secret)},
    {Decision::Forbidden, "第十四条、第三十六条第三项", 6, Relief::First, Clauses(Clause::Reasons),
     Grounds(Ground::Forbidden)},
    {Decision::Endangering, "第十四条、第三十六条第三项", 7, Relief::First, Clauses(Clause::Reasons),
     Grounds(Ground::Endangering)},
    {Decision::ThirdParty, "第十五条、第三十二条、第三十六条第三项", 8, Relief::First, Clauses(Clause::Reasons),
     Grounds(Ground::ThirdParty)},
    {Decision::Internal, "第十六条第一款、第三十六条第三项", 9, Relief::First, Clauses(Clause::Reasons),
     Grounds(Ground::Internal)},
    {Decision::Process, "第十六条第二款、第三十六条第三项", 10, Relief::First, Clauses(Clause::Reasons),
     Grounds(Ground::Process)},
    {Decision::CaseFile, "第十六条第二款、第三十六条第三项", 11, Relief::First, Clauses(Clause::Reasons),
     Grounds(Ground::CaseFile)},
    {Decision::Inquiry, "第三十六条第七项", 12, Relief::Choice, Clauses(Clause::Reasons, Clause::Channel)},
    {Decision::NotHeld, "第三十六条第四项", 13, Relief::Choice, Clauses(Clause::Search)},
    // The responsible agency is named where it can be determined.
    {Decision::NotOurs, "第三十六条第五项", 13, Relief::Choice, Clauses(Clause::Reasons)},
    {Decision::Transferred, "第三十六条第五项", 13, Relief::Choice, Clauses(Clause::Reasons, Clause::Responsible)},
    {Decision::ToBeMade, "第三十八条", 14, Relief::Choice, Clauses(Clause::Reasons)},
    {Decision::Unclear, "第三十条", 15, Relief::Choice, Clauses(Clause::Reasons)},
    {Decision::Petition, "第三十九条第一款", 16, Relief::Choice, Clauses(Clause::Reasons)},
    {Decision::Repeat, "第三十六条第六项", 17, Relief::Choice, Clauses(Clause::Earlier)},
    {Decision::Publication, "第三十九条第二款", 18, Relief::Choice, Clauses(Clause::Channel)},
    {Decision::Excessive, "第三十五条", 19, Relief::Choice, Clauses(Clause::Reasons)},
    // No article names it; the row of the table is all there is.
    {Decision::Confirmation, "", 20, Relief::Choice, Clauses(Clause::Reasons)},
    {Decision::SupplementLapsed, "第三十条", 21, Relief::Choice, {}, {}, false},
    {Decision::FeeLapsed, "第四十二条", 22, Relief::Choice, {}, {}, false},
    {Decision::Withdrawn, "", 23, Relief::None, {}, {}, false},
    {Decision::Divided, "", 0, Relief::None, {}, {}, false},
    {Decision::Corrected, "第四十一条", 0, Relief::Choice, Clauses(Clause::Material), {}, true, Purpose::Correction},
    {Decision::CorrectionForwarded,
     "第四十一条",
     0,
     Relief::Choice,
     Clauses(Clause::Responsible),
     {},
     true,
     Purpose::Correction},
    {Decision::NotCorrected, "第四十一条", 0, Relief::Choice, Clauses(Clause::Reasons), {}, true, Purpose::Correction},
    {Decision::CorrectionElsewhere,
     "第四十一条",
     0,
     Relief::Choice,
     Clauses(Clause::Responsible),
     {},
     true,
     Purpose::Correction},
});

inline constexpr int kFirstResult = 3;  ///< rows of table 3
inline constexpr int kLastResult = 23;

constexpr const DecisionRow& row_of(Decision decision) { return kDecisionRows.at(static_cast<std::size_t>(decision)); }

/// What a letter may say besides: how and when what is given can be had (art. 36(2)), who is responsible where that can
/// be determined (art. 36(5)), by which channel a petition is made (art. 39(1)), how a search went.
constexpr Clauses may_say(Decision decision) {
  switch (decision) {
    case Decision::Open:
    case Decision::Partly: return Clauses(Clause::Channel);
    case Decision::NotHeld: return Clauses(Clause::Reasons);
    case Decision::NotOurs: return Clauses(Clause::Responsible);
    case Decision::Petition: return Clauses(Clause::Channel);
    default: return {};
  }
}

/// Every decision has its row, in order; every row of table 3 some decision; refusals by arts 14 to 16 alone go to
/// reconsideration first, and they give their reasons.
constexpr bool is_sound(const decltype(kDecisionRows)& rows) {
  if (rows.size() != kDecisions.size()) return false;
  std::array<bool, kLastResult + 1> counted = {};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& row = rows[i];
    if (static_cast<std::size_t>(row.decision) != i || row.row < kByData || row.row > kLastResult) return false;
    if (row.row != kByData) counted[static_cast<std::size_t>(row.row)] = true;
    const bool first = row.relief == Relief::First || row.relief == Relief::Part;
    if (first == row.fit.empty() || (first && !row.owes.has(Clause::Reasons))) return false;
    if (row.purpose == Purpose::Correction && row.row != 0) return false;
  }
  for (int row = kFirstResult; row <= kLastResult; ++row)
    if (!counted[static_cast<std::size_t>(row)]) return false;
  return true;
}
static_assert(is_sound(kDecisionRows));

}  // namespace dl::requests
