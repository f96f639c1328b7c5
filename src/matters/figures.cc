#include "matters/figures.h"

#include <fmt/format.h>

#include "matters/matter_store.h"

namespace dl::matters {

figures::Source source_of(const Kind& kind) {
  using condition::Type;
  using figures::Column;
  constexpr auto kEnded =
      "CASE WHEN matter.ended_on < matter.received_on THEN matter.received_on ELSE matter.ended_on END";
  const auto late = fmt::format(
      "CASE WHEN matter.answer_due IS NOT NULL THEN CASE WHEN {} THEN 'yes' ELSE 'no' END END", kAnsweredLate);
  const auto of_agency = [](const char* column) {
    return fmt::format("(SELECT named.{} FROM agency AS named WHERE named.id = matter.agency)", column);
  };
  std::map<std::string, std::string, std::less<>> channels;
  for (const auto& one : kChannels) channels.emplace(one.name, one.chinese);
  return {.name = fmt::format("{}s", kind.name),
          .title = std::string(kind.chinese),
          .from = "matter",
          .where = fmt::format("matter.kind = '{}' AND matter.received_on IS NOT NULL", kind.name),
          .id = "matter.id",
          .agency = "matter.agency",
          .needs = kind.read,
          .withheld = "1 = 1",
          .open_inside = true,
          .subject = "matter",
          .columns = {
              {.field = {"number", "编号", Type::Text}, .sql = "matter.number"},
              {.field = {"title", "内容", Type::Text}, .sql = "matter.title"},
              {.field = {"agency", "机关", Type::Text}, .sql = of_agency("name")},
              {.field = {"agency_code", "机关代码", Type::Text}, .sql = of_agency("code")},
              {.field = {"received_on", "收到日期", Type::Date}, .sql = "matter.received_on"},
              {.field = {"ended_on", "办结日期", Type::Date}, .sql = kEnded},
              {.field = {"channel", "来源", Type::Text}, .sql = "matter.channel", .words = channels},
              {.field = {"department", "承办科室", Type::Text}, .sql = "matter.department"},
              {.field = {"days", "用时（工作日）", Type::Integer}, .sql = "matter.answer_days"},
              {.field = {"late", "是否逾期", Type::Text}, .sql = late, .words = {{"yes", "是"}, {"no", "否"}}},
              {.field = {"agency_id", "机关编号", Type::Integer}, .sql = "matter.agency", .use = Column::Use::Inside},
          }};
}

}  // namespace dl::matters
