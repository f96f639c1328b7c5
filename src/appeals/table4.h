// Table 4 of the annual report (政府信息公开行政复议、行政诉讼情况, 国办公开办函〔2021〕30号): three blocks of four
// results and their total, counted from the cases themselves. Pure; table4_store.h lets the database count the same.
#pragma once

#include <array>

#include "appeals/appeal.h"

namespace dl::appeals {

/// In the order of the form. Sent by name; do not rename.
enum class Column : std::uint8_t { Upheld, Corrected, Other, Pending, Total };
inline constexpr auto kColumns = named_table<Column>({{Column::Upheld, "upheld", "结果维持"},
                                                      {Column::Corrected, "corrected", "结果纠正"},
                                                      {Column::Other, "other", "其他结果"},
                                                      {Column::Pending, "pending", "尚未审结"},
                                                      {Column::Total, "total", "总计"}});
constexpr Names<Column> table_of(Column) { return kColumns; }

/// What the table reads of a review or a suit.
struct Counted {
  std::int64_t matter = 0;
  Block block = Block::Review;
  std::vector<Round> rounds = {};  ///< in their order
};

/// Where one stands for the days from `from` to `until`, both included: by the last instance that had begun by then.
/// It is pending while that had not ended, it counts with its result where that ended within them, and not at all where
/// it ended before.
std::optional<Column> column_of(const std::vector<Round>& rounds, Date from, Date until);

class Table4 {
 public:
  using Numbers = std::array<std::array<std::int64_t, kColumns.size()>, kBlocks.size()>;

  static Table4 of(const std::vector<Counted>& appeals, Date from, Date until);

  /// The cases of a cell, ascending.
  const std::vector<std::int64_t>& cell(Block block, Column column) const {
    return cells_.at(static_cast<std::size_t>(block)).at(static_cast<std::size_t>(column));
  }
  Numbers numbers() const;

 private:
  std::array<std::array<std::vector<std::int64_t>, kColumns.size()>, kBlocks.size()> cells_ = {};
};

/// The blocks whose total is not the sum of their results (K5); one that was counted has none.
std::vector<Block> breaches(const Table4::Numbers& numbers);

}  // namespace dl::appeals
