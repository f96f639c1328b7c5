#include "requests/figures.h"

#include <fmt/format.h>

#include "base/vocabulary.h"
#include "matters/matter_store.h"
#include "requests/bands.h"
#include "requests/counted_sql.h"
#include "requests/fees.h"
#include "requests/forms.h"
#include "requests/table3.h"
#include "requests/table_rows.h"

namespace dl::requests {
namespace {

using condition::Type;
using figures::Column;
using Words = std::map<std::string, std::string, std::less<>>;

template <class E>
Words words_of() {
  Words words;
  for (const auto& one : table_of(E())) words.emplace(one.name, one.chinese);
  return words;
}

Words words_of_rows() {
  Words words;
  for (int row = kFirstResult; row <= kLastResult; ++row)
    words.emplace(std::to_string(row), kRowTitles.at(static_cast<std::size_t>(row - 1)));
  return words;
}

std::string applicant_sql() {
  std::string named;
  for (const auto& one : kApplicants) named += fmt::format("{}'{}'", named.empty() ? "" : ", ", one.name);
  return fmt::format("CASE WHEN matter.klass IN ({}) THEN matter.klass ELSE '{}' END", named,
                     name_of(Applicant::Other));
}

Words words_of_topics(const Vocabularies& lists) {
  Words words = {{"", "未分类"}};
  for (const auto& term : lists.at(std::string(kTopics)).terms) words.emplace(term.code, term.name);
  return words;
}

std::vector<Column> columns_of_requests(const Vocabularies& lists) {
  const auto of_agency = [](const char* column) {
    return fmt::format("(SELECT named.{} FROM agency AS named WHERE named.id = matter.agency)", column);
  };
  const auto of_result = [](std::string_view sql) { return fmt::format("CASE WHEN {} THEN {} END", kIsResult, sql); };
  const auto late = fmt::format(
      "CASE WHEN matter.answer_due IS NOT NULL THEN CASE WHEN {} THEN 'yes' ELSE 'no' END END", matters::kAnsweredLate);
  return {
      {.field = {"number", "编号", Type::Text}, .sql = "matter.number"},
      {.field = {"title", "内容", Type::Text}, .sql = "matter.title"},
      {.field = {"agency", "机关", Type::Text}, .sql = of_agency("name")},
      {.field = {"agency_code", "机关代码", Type::Text}, .sql = of_agency("code")},
      {.field = {"received_on", "收到日期", Type::Date}, .sql = "matter.received_on"},
      {.field = {"ended_on", "办结日期", Type::Date}, .sql = std::string(kEndedOn)},
      {.field = {"applicant", "申请人类别", Type::Text}, .sql = applicant_sql(), .words = words_of<Applicant>()},
      {.field = {"channel", "来源", Type::Text}, .sql = "matter.channel", .words = words_of<matters::Channel>()},
      {.field = {"department", "承办科室", Type::Text}, .sql = "matter.department"},
      {.field = {"topic", "主题", Type::Text}, .sql = std::string(kTopicOf), .words = words_of_topics(lists)},
      {.field = {"decision", "办理结果", Type::Text},
       .sql = of_result("matter.outcome"),
       .words = words_of<Decision>()},
      {.field = {"row", "年报表三的行", Type::Integer}, .sql = table_row_sql(), .words = words_of_rows()},
      {.field = {"days", "用时（工作日）", Type::Integer}, .sql = of_result("matter.answer_days")},
      {.field = {"late", "是否逾期", Type::Text}, .sql = of_result(late), .words = {{"yes", "是"}, {"no", "否"}}},
      {.field = {"agency_id", "机关编号", Type::Integer}, .sql = "matter.agency", .use = Column::Use::Inside},
  };
}

}  // namespace

Outcome<figures::Sources> figure_sources() {
  // What cannot be read is told at the start.
  DL_CHECK(load_open_rows());
  DL_CHECK(load_fee_scales());
  DL_CHECK(load_due_bands());
  DL_TRY(const auto lists, Vocabularies::load());
  return figures::Sources{
      std::make_shared<const figures::Source>(figures::Source{.name = "requests",
                                                              .title = "政府信息公开申请",
                                                              .from = "matter",
                                                              .where = std::string(kCountedWhere),
                                                              .id = "matter.id",
                                                              .agency = "matter.agency",
                                                              .needs = accounts::Right::ReadRequests,
                                                              .withheld = "1 = 1",
                                                              .open_inside = true,
                                                              .subject = "matter",
                                                              .columns = columns_of_requests(lists)})};
}

}  // namespace dl::requests
