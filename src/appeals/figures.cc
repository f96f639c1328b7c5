#include "appeals/figures.h"

#include "appeals/appeal.h"

namespace dl::appeals {
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

// Whether a year's table counts the result of an instance: not where the next one began by the end of that year.
constexpr auto kCounted =
    "CASE WHEN appeal_round.ended_on IS NOT NULL THEN CASE WHEN EXISTS (SELECT 1 FROM appeal_round AS later WHERE "
    "later.matter = appeal_round.matter AND later.round > appeal_round.round AND substr(later.begun_on, 1, 4) <= "
    "substr(appeal_round.ended_on, 1, 4)) THEN 'no' ELSE 'yes' END END";

constexpr auto kNameOfAgency = "(SELECT named.name FROM agency AS named WHERE named.id = matter.agency)";
constexpr auto kCodeOfAgency = "(SELECT named.code FROM agency AS named WHERE named.id = matter.agency)";

}  // namespace

Outcome<figures::Sources> figure_sources() {
  return figures::Sources{std::make_shared<const figures::Source>(figures::Source{
      .name = "appeals",
      .title = "政府信息公开行政复议、行政诉讼",
      .from =
          "appeal_round JOIN appeal ON appeal.matter = appeal_round.matter JOIN matter ON matter.id = appeal.matter",
      .where = "1 = 1",
      .id = "appeal_round.matter * 100 + appeal_round.round",
      .agency = "matter.agency",
      .needs = accounts::Right::ReadRequests,
      .withheld = "1 = 1",
      .open_inside = true,
      .columns = {
          {.field = {"number", "编号", Type::Text}, .sql = "matter.number"},
          {.field = {"title", "内容", Type::Text}, .sql = "matter.title"},
          {.field = {"agency", "机关", Type::Text}, .sql = kNameOfAgency},
          {.field = {"agency_code", "机关代码", Type::Text}, .sql = kCodeOfAgency},
          {.field = {"block", "类别", Type::Text}, .sql = "appeal.block", .words = words_of<Block>()},
          {.field = {"instance", "第几审", Type::Integer}, .sql = "appeal_round.round"},
          {.field = {"begun_on", "收到日期", Type::Date}, .sql = "appeal_round.begun_on"},
          {.field = {"ended_on", "审结日期", Type::Date}, .sql = "appeal_round.ended_on"},
          {.field = {"result", "结果", Type::Text},
           .sql = "CASE WHEN appeal_round.result <> '' THEN appeal_round.result END",
           .words = words_of<Result>()},
          {.field = {"counted", "是否计入当年结果", Type::Text},
           .sql = kCounted,
           .words = {{"yes", "是"}, {"no", "否"}}},
          {.field = {"agency_id", "机关编号", Type::Integer}, .sql = "matter.agency", .use = Column::Use::Inside},
      }})};
}

}  // namespace dl::appeals
