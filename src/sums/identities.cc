#include "sums/identities.h"

#include <algorithm>

namespace dl::sums {
namespace {

constexpr std::array<std::string_view, 3> kBlocks = {"行政复议", "未经复议直接起诉", "复议后起诉"};

struct Sum {
  std::optional<std::int64_t> total = {};
  std::vector<std::int64_t> parts = {};
  bool complete = true;  ///< no part is missing
};

/// Tells a sum that can be judged; nothing where a missing part may explain the difference.
void tell(const Sum& sum, Kind kind, std::string what, std::string where, std::string hint,
          std::vector<Finding>& findings) {
  if (!sum.total || sum.parts.empty()) return;
  std::int64_t added = 0;
  for (const auto part : sum.parts) added += part;
  const auto difference = *sum.total - added;
  if (difference != 0 && !sum.complete) return;
  Finding finding{.kind = kind,
                  .what = std::move(what),
                  .total = text_of(*sum.total),
                  .reconciles = difference == 0,
                  .difference = text_of(difference),
                  .where = std::move(where)};
  for (const auto part : sum.parts) finding.parts.push_back(text_of(part));
  if (difference != 0) finding.hint = std::move(hint);
  findings.push_back(std::move(finding));
}

/// 31 read as 3 | 1: two neighbours that make the row hold when they are one number.
std::string split_hint(const Cells& cells) {
  if (cells.size() < 3 || !cells.back()) return {};
  std::int64_t sum = 0;
  for (std::size_t i = 0; i + 1 < cells.size(); ++i) sum += cells[i] ? cells[i]->millionths : 0;
  for (std::size_t i = 0; i + 2 < cells.size(); ++i) {
    if (!cells[i] || !cells[i + 1] || cells[i]->millionths == 0) continue;
    std::size_t length = 0;
    const auto joined =
        read_number(text::decode(text_of(cells[i]->millionths) + text_of(cells[i + 1]->millionths)), length);
    if (joined &&
        sum - cells[i]->millionths - cells[i + 1]->millionths + joined->millionths == cells.back()->millionths)
      return fmt::format("疑似一个数 {} 被拆成相邻两格", text_of(joined->millionths));
  }
  return {};
}

std::string table_name(std::string_view table, std::size_t number, std::size_t of) {
  return of > 1 ? fmt::format("{}（第{}份）", table, number + 1) : std::string(table);
}

std::string row_name(const TableThree& table, std::size_t row) {
  return table.old_form && row == kLastResult ? "（六）其他处理" : name_of_row(row);
}

void check_rows(const TableThree& table, const std::string& name, std::vector<Finding>& findings) {
  for (std::size_t row = 0; row < kRows; ++row) {
    if (!table.rows[row]) continue;
    const auto& cells = *table.rows[row];
    Sum sum;
    if (cells.back()) sum.total = cells.back()->millionths;
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      const auto value = table.value(row, i);
      if (cells[i])
        sum.parts.push_back(*value);
      else
        sum.complete = sum.complete && value.has_value();
    }
    tell(sum, Kind::Identity, "K3 总计=各列之和：" + row_name(table, row), name + " 行 " + row_name(table, row),
         split_hint(cells), findings);
  }
}

void check_column(const TableThree& table, std::size_t column, const std::string& name,
                  std::vector<Finding>& findings) {
  const auto title = text::encode(table.columns[column]);
  const auto where = fmt::format("{} 列 {}", name, title);
  if (table.is_blank_column(column)) return;
  const auto received = table.value(kReceived, column), in = table.value(kCarriedIn, column);
  const auto done = table.value(kAllResults, column), on = table.value(kCarriedOn, column);
  if (received && in && done && on)
    tell({*received + *in, {*done, *on}}, Kind::Identity, "K1 一+二=（七）+四：" + title, where, {}, findings);
  Sum sum{.total = done};
  for (std::size_t row = kFirstResult; row <= kLastResult; ++row) {
    if (!table.has_row(row)) continue;
    const auto value = table.value(row, column);
    if (!table.rows[row]) return;
    if (value)
      sum.parts.push_back(*value);
    else
      sum.complete = false;
  }
  tell(sum, Kind::Identity, "K2 （七）总计=（一）至（六）：" + title, where, {}, findings);
}

}  // namespace

void check_identities(const Annual& annual, std::vector<Finding>& findings) {
  for (std::size_t i = 0; i < annual.three.size(); ++i) {
    const auto& table = annual.three[i];
    const auto name = table_name("表三", i, annual.three.size());
    check_rows(table, name, findings);
    for (std::size_t column = 0; column < table.columns.size(); ++column) check_column(table, column, name, findings);
  }
  for (std::size_t i = 0; i < annual.four.size(); ++i)
    for (std::size_t block = 0; block < kBlocks.size(); ++block) {
      const auto& cells = annual.four[i].blocks[block];
      if (cells.empty()) continue;
      Sum sum;
      if (cells.back()) sum.total = cells.back()->millionths;
      for (std::size_t k = 0; k + 1 < cells.size(); ++k)
        if (cells[k])
          sum.parts.push_back(cells[k]->millionths);
        else
          sum.complete = false;
      tell(sum, Kind::Identity, "K5 总计=各结果之和：" + std::string(kBlocks[block]),
           fmt::format("{} {}", table_name("表四", i, annual.four.size()), kBlocks[block]), split_hint(cells),
           findings);
    }
}

}  // namespace dl::sums
