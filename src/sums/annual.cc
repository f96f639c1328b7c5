#include "sums/annual.h"

#include <algorithm>

#include "sums/groups.h"

namespace dl::sums {
namespace {

constexpr std::size_t kWidth = 7;
constexpr std::size_t kFourWidth = 15;
constexpr std::size_t kBlockWidth = 5;
constexpr std::size_t kUnknown = SIZE_MAX;
constexpr std::size_t kOldOther = 100;  ///< （六）其他处理 as a row of its own

struct Keyword {
  std::size_t row = 0;
  View word = {};
};

constexpr Keyword kKeywords[] = {
    {0, U"新收"},         {1, U"上年结转"},     {1, U"上年度结转"}, {2, U"予以公开"},    {3, U"部分公开"},
    {3, U"只计这一情形"}, {3, U"不计其他情形"}, {4, U"国家秘密"},   {5, U"禁止公开"},    {6, U"三安全一稳定"},
    {7, U"第三方合法"},   {8, U"内部事务"},     {9, U"过程性信息"}, {10, U"执法案卷"},   {11, U"行政查询"},
    {12, U"不掌握"},      {13, U"没有现成"},    {14, U"仍不明确"},  {15, U"信访举报"},   {16, U"重复申请"},
    {17, U"公开出版物"},  {18, U"大量反复"},    {19, U"重新出具"},  {19, U"已获取信息"}, {20, U"逾期不补正"},
    {21, U"缴纳费用"},    {21, U"逾期未按"},    {21, U"逾期不缴"},  {22, U"3.其他"},     {22, U"3、其他"},
    {22, U"3．其他"},     {23, U"（七）总计"},  {23, U"(七)总计"},  {24, U"结转下年"},   {24, U"结转下一年"}};

/// The row that words name: the keyword nearest to their end.
std::size_t row_of(View words) {
  std::size_t best = kUnknown;
  std::size_t place = 0;
  for (const auto& keyword : kKeywords) {
    const auto at = words.rfind(keyword.word);
    if (at == View::npos || (best != kUnknown && at <= place)) continue;
    best = keyword.row;
    place = at;
  }
  if (best != kUnknown && words.size() - place < 20) return best;
  if (ends_with_any(words, std::initializer_list<View>{U"其他处理"})) return kOldOther;
  if (words.ends_with(U"总计") && words.size() < 10) return kAllResults;
  if ((words == U"其他" || words.ends_with(U"、其他") || words.ends_with(U".其他") || words.ends_with(U"3其他")))
    return 22;
  return best;
}

Chars squeezed(View words) {
  Chars out;
  for (const char32_t c : words)
    if (!text::is_space(c)) out += c;
  return out;
}

/// The row of a group by words that are certainly its own.
std::size_t sure_row(const Group& group) {
  if (group.lone) return row_of(squeezed(group.before));
  const auto row = row_of(squeezed(group.own));
  // A label that was cut at the end of its line names the row in its first half.
  return row == kUnknown && !group.own.empty() ? row_of(squeezed(group.before)) : row;
}

void drop_blank_ends(Cells& cells, std::size_t width) {
  while (cells.size() > width && !cells.back()) cells.pop_back();
}

/// The names of the columns in a row 自然人 … 总计 with so many cells.
std::optional<std::vector<Chars>> find_header(const Page& page, std::size_t width) {
  for (const auto& line : page.lines) {
    std::vector<Chars> names;
    for (const auto& cell : line.cells) {
      auto name = squeezed(cell.text);
      if (name == U"自然人" || !names.empty()) names.push_back(std::move(name));
      if (!names.empty() && names.back() == U"总计") break;
    }
    if (names.size() == width && names.back() == U"总计") return names;
  }
  return {};
}

struct Part {
  const Group* group = nullptr;
  std::size_t row = kUnknown;
};

/// Gives the groups between two known rows theirs where there are as many as rows are missing.
void fill_gaps(std::vector<Part>& parts, std::size_t width) {
  std::size_t from = 0;
  while (from < parts.size()) {
    auto to = from + 1;
    std::vector<std::size_t> open;
    while (to < parts.size() && parts[to].row == kUnknown) {
      if (parts[to].group->cells.size() == width) open.push_back(to);
      ++to;
    }
    if (to < parts.size() && parts[from].row != kUnknown) {
      const auto first = parts[from].row == kOldOther ? 22 : parts[from].row;
      const auto last = parts[to].row == kOldOther ? 20 : parts[to].row;
      if (last > first && last - first - 1 == open.size())
        for (std::size_t i = 0; i < open.size(); ++i) parts[open[i]].row = first + 1 + i;
    }
    from = to;
  }
}

/// 7 for the whole form; fewer where columns were left out.
std::size_t width_of(const std::vector<Part>& parts) {
  std::array<std::size_t, kWidth + 1> counts = {};
  for (const auto& part : parts) {
    auto cells = part.group->cells;
    drop_blank_ends(cells, kWidth);
    if (cells.size() <= kWidth) ++counts[cells.size()];
  }
  return static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
}

std::optional<TableThree> assemble(const Page& page, std::vector<Part> parts) {
  TableThree table;
  const auto width = width_of(parts);
  if (width == kWidth) {
    table.columns = {U"自然人", U"商业企业", U"科研机构", U"社会公益组织", U"法律服务机构", U"其他", U"总计"};
  } else {
    auto names = width < 2 ? std::nullopt : find_header(page, width);
    if (!names) return {};
    table.columns = std::move(*names);
  }
  fill_gaps(parts, width);
  bool noughts = false, blanks = false;
  for (const auto& part : parts) {
    if (part.row == kUnknown) continue;
    auto cells = part.group->cells;
    drop_blank_ends(cells, width);
    if (cells.size() != width) continue;
    for (std::size_t i = 0; i + 1 < width; ++i) {
      noughts = noughts || (cells[i] && cells[i]->millionths == 0);
      blanks = blanks || !cells[i];
    }
    const auto row = part.row == kOldOther ? kLastResult : part.row;
    table.old_form = table.old_form || part.row == kOldOther;
    if (!table.rows[row]) table.rows[row] = std::move(cells);
  }
  table.blank_is_zero = blanks && !noughts;
  return table;
}

void read_three(const Page& page, const std::vector<Group>& groups, Annual& annual) {
  std::vector<Part> parts;
  std::size_t last = 0;
  auto close = [&] {
    if (!parts.empty())
      if (auto table = assemble(page, parts)) {
        annual.three.push_back(std::move(*table));
        for (const auto& part : parts) annual.tables.insert(part.group->table);
      }
    parts.clear();
  };
  for (const auto& group : groups) {
    const auto row = sure_row(group);
    const auto place = row == kOldOther ? std::size_t{20} : row;
    const bool begins = row < 4 && group.cells.size() >= 3;
    if (row == kReceived && begins) close();
    if (parts.empty() && !begins) continue;
    if (row != kUnknown && !parts.empty() && place <= last) continue;
    if (row != kUnknown) last = place;
    parts.push_back({&group, row});
    if (row == kCarriedOn || parts.size() > 60) close();
  }
  close();
}

bool speaks_of_relief(View words) {
  return contains_any(words, {U"审结", U"复议后起诉", U"未经复议", U"行政复议", U"行政诉讼", U"未审"});
}

void read_four(const std::vector<Group>& groups, Annual& annual) {
  Chars words;
  TableFour blocks;
  std::size_t found = 0;
  for (const auto& group : groups) {
    words += squeezed(group.before);
    if (words.size() > 600) words.erase(0, words.size() - 600);
    auto cells = group.cells;
    drop_blank_ends(cells, kFourWidth);
    if (cells.size() == kFourWidth && speaks_of_relief(words)) {
      TableFour table;
      for (std::size_t i = 0; i < kFourWidth; ++i) table.blocks[i / kBlockWidth].push_back(cells[i]);
      annual.four.push_back(std::move(table));
      annual.tables.insert(group.table);
      words.clear();
      continue;
    }
    drop_blank_ends(cells, kBlockWidth);
    const auto label = squeezed(group.before);
    const bool block = cells.size() == kBlockWidth && contains_any(words, {U"审结"}) &&
                       (contains(label, U"维持") || contains_any(label, {U"行政复议", U"未经复议", U"复议后"}));
    if (!block) {
      found = 0;
      continue;
    }
    blocks.blocks[found++] = std::move(cells);
    annual.tables.insert(group.table);
    if (found < blocks.blocks.size()) continue;
    annual.four.push_back(std::move(blocks));
    blocks = {};
    found = 0;
  }
}

}  // namespace

const std::array<RowName, kRows> kRowNames = {{
    {U"", U"一、本年新收政府信息公开申请数量"},
    {U"", U"二、上年结转政府信息公开申请数量"},
    {U"", U"（一）予以公开"},
    {U"", U"（二）部分公开"},
    {U"（三）不予公开", U"1.属于国家秘密"},
    {U"（三）不予公开", U"2.其他法律行政法规禁止公开"},
    {U"（三）不予公开", U"3.危及“三安全一稳定”"},
    {U"（三）不予公开", U"4.保护第三方合法权益"},
    {U"（三）不予公开", U"5.属于三类内部事务信息"},
    {U"（三）不予公开", U"6.属于四类过程性信息"},
    {U"（三）不予公开", U"7.属于行政执法案卷"},
    {U"（三）不予公开", U"8.属于行政查询事项"},
    {U"（四）无法提供", U"1.本机关不掌握相关政府信息"},
    {U"（四）无法提供", U"2.没有现成信息需要另行制作"},
    {U"（四）无法提供", U"3.补正后申请内容仍不明确"},
    {U"（五）不予处理", U"1.信访举报投诉类申请"},
    {U"（五）不予处理", U"2.重复申请"},
    {U"（五）不予处理", U"3.要求提供公开出版物"},
    {U"（五）不予处理", U"4.无正当理由大量反复申请"},
    {U"（五）不予处理", U"5.要求行政机关确认或重新出具已获取信息"},
    {U"（六）其他处理", U"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"},
    {U"（六）其他处理", U"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"},
    {U"（六）其他处理", U"3.其他"},
    {U"", U"（七）总计"},
    {U"", U"四、结转下年度继续办理"},
}};

std::string name_of_row(std::size_t row) {
  const auto& name = kRowNames[row];
  return name.group.empty() ? text::encode(name.name) : text::encode(name.group) + "/" + text::encode(name.name);
}

bool TableThree::is_blank_column(std::size_t column) const {
  return std::ranges::none_of(rows, [&](const auto& row) { return row && (*row)[column]; });
}

std::optional<std::int64_t> TableThree::value(std::size_t row, std::size_t column) const {
  if (!rows[row]) return {};
  if (const auto& cell = (*rows[row])[column]) return cell->millionths;
  const bool total = column + 1 == columns.size();
  if (!total && (blank_is_zero || is_blank_column(column))) return 0;
  return {};
}

Annual read_annual(const Page& page) {
  Annual annual;
  for (const auto& groups : groups_of(page)) {
    read_three(page, groups, annual);
    read_four(groups, annual);
  }
  annual.tables.erase(-1);
  return annual;
}

}  // namespace dl::sums
