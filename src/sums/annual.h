// Tables 3 and 4 of the annual report (政府信息公开工作年度报告, 国办公开办函〔2021〕30号 and the form of 2019), read
// out of whatever is left of them: tables, bars, one small table a row, spaces, one cell a line, labels torn from their
// numbers.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <vector>

#include "sums/amount.h"
#include "sums/page.h"

namespace dl::sums {

inline constexpr std::size_t kRows = 25;
inline constexpr std::size_t kReceived = 0, kCarriedIn = 1, kFirstResult = 2, kLastResult = 22, kAllResults = 23,
                             kCarriedOn = 24;

struct RowName {
  View group = {};  ///< （三）不予公开; empty for rows of their own
  View name = {};
};
/// The rows in their order.
extern const std::array<RowName, kRows> kRowNames;
std::string name_of_row(std::size_t row);

using Cells = std::vector<std::optional<Amount>>;

struct TableThree {
  std::vector<Chars> columns = {};                    ///< 自然人 … 总计; the last is the total
  std::array<std::optional<Cells>, kRows> rows = {};  ///< empty: not found, or with cells lost
  bool old_form = false;       ///< of 2019: （六）其他处理 is one row, the last of the results
  bool blank_is_zero = false;  ///< the table writes no 0 anywhere

  /// What a cell has: blank cells of wholly blank columns and of tables that write no 0 count as 0, but for totals.
  std::optional<std::int64_t> value(std::size_t row, std::size_t column) const;
  bool is_blank_column(std::size_t column) const;
  /// Whether a row of the form is in this table at all.
  bool has_row(std::size_t row) const { return !old_form || row == 22 || row < 20 || row > 22; }
};

/// 行政复议, 未经复议直接起诉, 复议后起诉; 维持, 纠正, 其他, 尚未审结, 总计 of each.
struct TableFour {
  std::array<Cells, 3> blocks = {};
};

struct Annual {
  std::vector<TableThree> three = {};
  std::vector<TableFour> four = {};
  std::set<int> tables = {};  ///< numbers of the page's tables that they were read from
};

Annual read_annual(const Page& page);

}  // namespace dl::sums
