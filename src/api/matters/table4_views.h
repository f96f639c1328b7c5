// What is sent of table 4 of the annual report, and of what opens a review or a suit.
#pragma once

#include <algorithm>

#include "api/matters/table3_views.h"
#include "appeals/table4.h"

namespace dl::api {

/// Of a list of matters: the reviews or suits of a cell of table 4, for the days of `table_from` and `table_until`.
struct AppealCellFilter : RequestCellFilter {
  std::optional<appeals::Block> appeal_block = {};  ///< nothing asks nothing
  std::optional<appeals::Column> appeal_column = {};
};
BOOST_DESCRIBE_STRUCT(AppealCellFilter, (RequestCellFilter), (appeal_block, appeal_column))

struct AppealTableColumn {
  appeals::Column code = {};
  std::string title = {};
};
BOOST_DESCRIBE_STRUCT(AppealTableColumn, (), (code, title))

struct AppealTableBlock {
  appeals::Block block = {};
  std::string title = {};
  std::vector<std::int64_t> values = {};  ///< one for each column
  bool adds_up = true;                    ///< the total is the sum of the results (K5)
};
BOOST_DESCRIBE_STRUCT(AppealTableBlock, (), (block, title, values, adds_up))

/// Each number opens to its cases by listMatters with `appeal_block`, `appeal_column` and the same days.
struct AppealTable {
  Date from = {};
  Date until = {};
  std::vector<AppealTableColumn> columns = {};
  std::vector<AppealTableBlock> blocks = {};
};
BOOST_DESCRIBE_STRUCT(AppealTable, (), (from, until, columns, blocks))

/// A review or a suit as its papers say it.
struct NewAppealInput {
  std::int64_t agency = 0;
  std::string request = {};
  std::string body = {};
  std::optional<std::string> case_number = {};
  appeals::Way way = {};
  Date received_on = {};
  std::optional<Date> accepted_on = {};
  std::optional<std::string> claim = {};
  static constexpr auto kFields = [] {
    constexpr auto& said = appeals::NewAppeal::kFields;
    std::array<Field, said.size() + 1> all = {Field{"agency", "机关", {.asked = Asked::Place}}};
    std::ranges::copy(said, all.begin() + 1);
    return all;
  }();
};
BOOST_DESCRIBE_STRUCT(NewAppealInput, (), (agency, request, body, case_number, way, received_on, accepted_on, claim))

}  // namespace dl::api
