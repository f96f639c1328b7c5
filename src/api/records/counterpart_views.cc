#include "api/records/counterpart_views.h"

#include <fmt/ranges.h>

#include "api/accounts/people_views.h"

namespace dl::api {
namespace {

std::string text_of(const std::optional<Date>& day) { return day ? day->text() : std::string(); }

/// A number, where there is one.
std::string text_of(std::int64_t number) { return number == 0 ? std::string() : fmt::format("{}", number); }

}  // namespace

std::vector<DifferenceCount> counts_of(const std::map<records::Differs, std::int64_t>& counts) {
  std::vector<DifferenceCount> all;
  for (const auto& row : records::kDiffers) {
    const auto found = counts.find(row.value);
    all.push_back({row.value, std::string(row.chinese), found == counts.end() ? 0 : found->second});
  }
  return all;
}

std::vector<ShareCount> shares_of(const records::Kept& kept) {
  std::vector<ShareCount> all;
  for (const auto& row : records::kShares) all.push_back({row.value, std::string(row.chinese), kept.of(row.value)});
  return all;
}

DifferenceView view_of(const records::DifferenceLine& line, const agencies::Directory& directory) {
  return {.record = line.row.id,
          .title = line.row.title,
          .kind = line.kind,
          .kind_name = std::string(chinese_of(line.kind)),
          .agency = line.row.agency,
          .agency_name = agency_name(directory, line.row.agency),
          .due_on = line.due_on,
          .since = line.since};
}

CounterpartRow view_of(const records::KeptRow& kept, const records::Row& row, const agencies::Directory& directory) {
  return {.record = kept.record,
          .other = kept.other,
          .title = row.title,
          .duty = kept.duty,
          .duty_name = std::string(chinese_of(kept.duty)),
          .agency = row.agency,
          .agency_name = agency_name(directory, row.agency),
          .due_on = kept.due_on,
          .published_on = kept.published_on,
          .late_days = kept.late_days};
}

std::vector<sheets::Column> columns_of(const DifferenceList& /*list*/) {
  return {{.code = "kind", .title = "差异"},       {.code = "title", .title = "登记"},
          {.code = "in", .title = "不一致的项目"}, {.code = "agency", .title = "机构"},
          {.code = "due_on", .title = "期限"},     {.code = "record", .title = "编号"},
          {.code = "other", .title = "对方编号"}};
}

std::vector<sheets::Column> columns_of(const CounterpartRows& /*list*/) {
  return {{.code = "duty", .title = "公开情况"},         {.code = "title", .title = "登记"},
          {.code = "agency", .title = "机构"},           {.code = "due_on", .title = "期限"},
          {.code = "published_on", .title = "首次公开"}, {.code = "late_days", .title = "逾期天数"},
          {.code = "record", .title = "编号"},           {.code = "other", .title = "对方编号"}};
}

std::vector<std::string> cells_of(const DifferenceView& view) {
  return {view.kind_name,     view.title,           fmt::format("{}", fmt::join(view.in, "、")),
          view.agency_name,   text_of(view.due_on), text_of(view.record),
          text_of(view.other)};
}

std::vector<std::string> cells_of(const CounterpartRow& view) {
  return {view.duty_name,
          view.title,
          view.agency_name,
          text_of(view.due_on),
          text_of(view.published_on),
          text_of(view.late_days),
          text_of(view.record),
          text_of(view.other)};
}

}  // namespace dl::api
