#include "publications/document.h"

#include <charconv>

#include <boost/json.hpp>

#include "base/hash.h"
#include "publications/limits.h"
#include "publications/metadata_json.h"

namespace dl::publications {
namespace {

constexpr auto kStates = named_table<State>({
    {State::Draft, "Draft", "草稿"},
    {State::Submitted, "Submitted", "已送审"},
    {State::Reviewed, "Reviewed", "已审核"},
    {State::Cleared, "Cleared", "已保密审查"},
    {State::Published, "Published", "已发布"},
    {State::Superseded, "Superseded", "已被新版本替代"},
    {State::Withdrawn, "Withdrawn", "已撤下"},
    {State::Posted, "Posted", "已内部公开"},
    {State::Recalled, "Recalled", "内部公开已结束"},
});

constexpr auto kSteps = named_table<Step>({
    {Step::Submit, "submit", "送审"},
    {Step::SendBack, "send-back", "退回"},
    {Step::Review, "review", "审核"},
    {Step::Clear, "clear", "保密审查"},
    {Step::Publish, "publish", "发布"},
    {Step::Post, "post", "内部公开"},
    {Step::Supersede, "supersede", "替代"},
    {Step::Withdraw, "withdraw", "撤下"},
    {Step::Revise, "revise", "修订"},
});

constexpr auto kDisclosures = named_table<DisclosureClass>({
    {DisclosureClass::Undecided, "Undecided", "未认定"},
    {DisclosureClass::Active, "Active", "主动公开"},
    {DisclosureClass::OnRequest, "OnRequest", "依申请公开"},
    {DisclosureClass::Withheld, "Withheld", "不予公开"},
    {DisclosureClass::Internal, "Internal", "内部公开"},
});

constexpr auto kValidities = named_table<Validity>({
    {Validity::None, "None", ""},
    {Validity::Pending, "Pending", "尚未生效"},
    {Validity::InForce, "InForce", "有效"},
    {Validity::Amended, "Amended", "已修改"},
    {Validity::PartlyExpired, "PartlyExpired", "部分失效"},
    {Validity::Expired, "Expired", "已失效"},
    {Validity::Repealed, "Repealed", "已废止"},
    {Validity::Revoked, "Revoked", "已撤销"},
});

constexpr auto kRelations = named_table<Relation>({
    {Relation::Interprets, "Interprets", "解读"},
    {Relation::Amends, "Amends", "修改"},
    {Relation::Repeals, "Repeals", "废止"},
    {Relation::Implements, "Implements", "依据"},
    {Relation::Related, "Related", "相关"},
});

}  // namespace

Names<State> table_of(State) { return kStates; }
Names<Step> table_of(Step) { return kSteps; }
Names<DisclosureClass> table_of(DisclosureClass) { return kDisclosures; }
Names<Validity> table_of(Validity) { return kValidities; }
Names<Relation> table_of(Relation) { return kRelations; }

std::optional<Validity> validity_named(std::string_view text) {
  if (auto known = find_named<Validity>(text)) return known;
  if (text == "现行有效") return Validity::InForce;
  if (text == "失效" || text == "已失效(到期)") return Validity::Expired;
  if (text == "废止") return Validity::Repealed;
  if (text == "修改") return Validity::Amended;
  return std::nullopt;
}

Validity validity_on(const Metadata& metadata, Date day) {
  return validity_on(metadata.validity, metadata.effective_on, metadata.expires_on, day);
}

Validity validity_on(Validity stated, std::optional<Date> effective_on, std::optional<Date> expires_on, Date day) {
  if (stated == Validity::Expired || stated == Validity::Repealed || stated == Validity::Revoked) return stated;
  if (expires_on && *expires_on < day) return Validity::Expired;
  if (effective_on && *effective_on > day) return Validity::Pending;
  if (effective_on && stated == Validity::Pending) return Validity::InForce;
  return stated;
}

std::vector<FieldProblem> problems_before_submission(const Metadata& metadata, const content::Tree& body) {
  std::vector<FieldProblem> problems;
  if (metadata.title.empty()) problems.push_back({"title", "document.title-missing"});
  if (body.empty()) problems.push_back({"body", "document.body-missing"});
  if (metadata.disclosure == DisclosureClass::Undecided)
    problems.push_back({"disclosure", "document.disclosure-undecided"});
  bool closed = metadata.disclosure == DisclosureClass::OnRequest || metadata.disclosure == DisclosureClass::Withheld;
  if (closed && metadata.disclosure_reason.empty())
    problems.push_back({"disclosure_reason", "document.disclosure-reason-missing"});
  if (metadata.effective_on && metadata.expires_on && *metadata.expires_on < *metadata.effective_on)
    problems.push_back({"expires_on", "document.expires-before-effective"});
  return problems;
}

Outcome<void> check_words(const Metadata& metadata, const content::Tree& body) {
  std::size_t length = 0;
  bool writable = true;
  const auto add = [&](const std::vector<content::Run>& runs) {
    for (const auto& run : runs) {
      length += text::length(run.text) + text::length(run.link);
      writable = writable && text::is_writable(run.text);
    }
  };
  for (const auto& block : body.blocks) {
    length += text::length(block.alt);
    add(block.runs);
    for (const auto& row : block.rows)
      for (const auto& cell : row.cells) add(cell.runs);
  }
  std::vector<FieldProblem> problems;
  check_lengths(metadata, "", problems);
  if (length > kLongestBody) problems.push_back({"body", too_many("field.too-long", kLongestBody)});
  if (!writable) problems.push_back({"body", "field.characters"});
  return refuse_fields(std::move(problems));
}

std::string Edition::digest() const {
  boost::json::array files;
  for (const auto& attachment : attachments) files.push_back({attachment.name, attachment.digest});
  return sha256_hex(write_json(metadata) + "\n" + content::write_json(body) + "\n" + boost::json::serialize(files));
}

std::string topic_of_document(std::int64_t id) { return fmt::format("document:{}", id); }

work::Version version_of(const Edition& edition) { return {topic_of_document(edition.document), edition.number}; }

std::string topic_of_column(std::int64_t id) { return fmt::format("column:{}", id); }

std::optional<std::int64_t> column_of_topic(std::string_view topic) {
  constexpr std::string_view kColumn = "column:";
  if (!topic.starts_with(kColumn)) return std::nullopt;
  std::int64_t id = 0;
  const char* end = topic.data() + topic.size();
  const auto [stopped, code] = std::from_chars(topic.data() + kColumn.size(), end, id);
  return code == std::errc() && stopped == end ? std::optional(id) : std::nullopt;
}

}  // namespace dl::publications
