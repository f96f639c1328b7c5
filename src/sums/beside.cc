// K7: the words of a report against its tables.
#include <algorithm>

#include "sums/identities.h"

namespace dl::sums {
namespace {

/// Cells that words may mean: rows and columns to be added up.
struct Meaning {
  std::vector<std::size_t> rows = {};
  std::string_view name = {};
};

struct Phrase {
  View word = {};
  std::vector<Meaning> meanings = {};
  bool of_requests = false;  ///< means requests only where they are spoken of: 收到, 受理, 办结
};

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> list = {
      {U"上年结转", {{{1}, "二"}}},
      {U"上年度结转", {{{1}, "二"}}},
      {U"上一年结转", {{{1}, "二"}}},
      {U"结转上年", {{{1}, "二"}}},
      {U"结转下年", {{{24}, "四"}}},
      {U"结转下一年", {{{24}, "四"}}},
      {U"转下年度", {{{24}, "四"}}},
      {U"转下一年度", {{{24}, "四"}}},
      {U"结转至下", {{{24}, "四"}}},
      {U"予以公开及部分公开", {{{2, 3}, "（一）+（二）"}}},
      {U"予以公开和部分公开", {{{2, 3}, "（一）+（二）"}}},
      {U"不予公开", {{{4, 5, 6, 7, 8, 9, 10, 11}, "（三）"}}},
      {U"予以公开", {{{2}, "（一）"}, {{2, 3}, "（一）+（二）"}}},
      {U"同意公开", {{{2}, "（一）"}, {{2, 3}, "（一）+（二）"}}},
      {U"部分公开", {{{3}, "（二）"}}},
      {U"无法提供", {{{12, 13, 14}, "（四）"}}},
      {U"不予处理", {{{15, 16, 17, 18, 19}, "（五）"}}},
      {U"其他处理", {{{20, 21, 22}, "（六）"}, {{22}, "（六）3"}}},
      {U"新收", {{{0}, "一"}, {{0, 1}, "一+二"}}, true},
      {U"收到", {{{0}, "一"}, {{0, 1}, "一+二"}}, true},
      {U"受理", {{{0}, "一"}, {{0, 1}, "一+二"}, {{23}, "（七）"}}, true},
      {U"收办", {{{0}, "一"}, {{0, 1}, "一+二"}}, true},
      {U"办结", {{{23}, "（七）"}}, true},
      {U"答复", {{{23}, "（七）"}}, true},
      {U"办理", {{{23}, "（七）"}, {{0, 1}, "一+二"}, {{0}, "一"}}, true},
  };
  return list;
}

/// A sentence with one of these counts another thing, or more, than the tables of this report.
constexpr View kOtherScope[] = {U"备案", U"全市", U"全县", U"全区", U"全省", U"全州", U"全系统", U"各区",   U"各县",
                                U"下级", U"所属", U"市直", U"乡镇", U"近年", U"累计", U"以来",   U"上半年", U"季度",
                                U"月份", U"同比", U"通过", U"建议", U"提案", U"信访", U"投诉",   U"热线",   U"咨询",
                                U"许可", U"处罚", U"信箱", U"网民", U"留言", U"现场"};
constexpr View kRequests[] = {U"信息公开申请", U"依申请", U"公开申请", U"政府信息申请"};

std::optional<std::int64_t> sum_of(const TableThree& table, const Meaning& meaning) {
  std::int64_t sum = 0;
  for (const auto row : meaning.rows) {
    if (!table.has_row(row)) continue;
    const auto value = table.value(row, table.columns.size() - 1);
    if (!value) return {};
    sum += *value;
  }
  return sum;
}

View words_before(const Read& here, std::size_t place) {
  auto begin = place == 0 ? 0 : here.quantities[place - 1].end;
  auto words = here.between(begin, here.quantities[place].begin);
  if (auto mark = words.find_last_of(U"，。；、,;");
      mark != View::npos && !contains_any(words.substr(mark), {U"）", U")"}))
    words.remove_prefix(mark + 1);
  while (!words.empty() && is_one_of(words.front(), U"，。；、：,;:（() ")) words.remove_prefix(1);
  return words;
}

const Phrase* phrase_of(View words) {
  for (const auto& phrase : phrases())
    if (contains(words, phrase.word)) return &phrase;
  return nullptr;
}

struct Match {
  std::size_t place = 0;
  const Phrase* phrase = nullptr;
  std::int64_t cell = 0;
  std::string_view name = {};
  bool agrees = false;
};

void match(const Read& here, const TableThree& table, std::size_t place, std::vector<Match>& matches) {
  const auto& quantity = here.quantities[place];
  if (quantity.unit != U"件" && quantity.unit != U"份" && quantity.unit != U"条" && quantity.unit != U"个") return;
  if (quantity.rough || quantity.each || quantity.scale != 0) return;
  const auto words = words_before(here, place);
  const auto* phrase = phrase_of(words);
  if (!phrase || (phrase->of_requests && !contains_any(here.text, kRequests))) return;
  // 共办理718件: of requests, when the number says so.
  const bool vague = phrase->of_requests && !contains_any(words, kRequests);
  std::optional<Match> nearest;
  for (const auto& meaning : phrase->meanings) {
    const auto cell = sum_of(table, meaning);
    if (!cell) return;
    Match found{place, phrase, *cell, meaning.name, *cell == quantity.value};
    if (!nearest || found.agrees) nearest = found;
    if (found.agrees) break;
  }
  if (nearest && (nearest->agrees || !vague)) matches.push_back(*nearest);
}

void report(const Read& here, std::size_t place, std::int64_t cell, std::string cell_name,
            std::vector<Finding>& findings) {
  const auto& quantity = here.quantities[place];
  const auto words = words_before(here, place);
  findings.push_back({.kind = Kind::Beside,
                      .what = words_of(here, quantity.begin - words.size(), quantity.end) + " 对 " + cell_name,
                      .total = text_of(quantity.value),
                      .parts = {text_of(cell)},
                      .reconciles = quantity.value == cell,
                      .difference = text_of(quantity.value - cell),
                      .where = place_of(here)});
}

/// 自然人申请741件，法人或其他组织申请8件: of what was received, with or without what was carried over.
void match_applicants(const Read& here, const TableThree& table, std::vector<Finding>& findings) {
  if (table.columns.size() != 7) return;
  for (std::size_t place = 0; place < here.quantities.size(); ++place) {
    const auto& quantity = here.quantities[place];
    const auto words = words_before(here, place);
    const bool persons = contains(words, U"自然人"), bodies = contains(words, U"法人");
    if (persons == bodies || quantity.unit != U"件" || quantity.rough) continue;
    for (const std::size_t rows : {2, 1}) {
      std::int64_t cell = 0;
      bool known = true;
      for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = persons ? 0 : 1; column < (persons ? 1U : 6U); ++column) {
          const auto value = table.value(row, column);
          known = known && value.has_value();
          cell += value.value_or(0);
        }
      if (!known || cell != quantity.value) continue;
      report(here, place, cell,
             std::string(rows == 2 ? "表三 一+二 " : "表三 一 ") + (persons ? "自然人" : "法人或其他组织"), findings);
      break;
    }
  }
}

/// 行政复议134件, 行政诉讼57件: told where they agree; most texts count in another way than table 4.
void match_relief(const Read& here, const TableFour& table, std::vector<Finding>& findings) {
  std::array<std::int64_t, 3> totals = {};
  for (std::size_t i = 0; i < totals.size(); ++i) {
    if (table.blocks[i].size() != 5 || !table.blocks[i].back()) return;
    totals[i] = table.blocks[i].back()->millionths;
  }
  for (std::size_t place = 0; place < here.quantities.size(); ++place) {
    const auto& quantity = here.quantities[place];
    if (quantity.unit != U"件" && quantity.unit != U"起") continue;
    const auto words = words_before(here, place);
    const bool review = contains(words, U"复议"), suit = contains(words, U"诉讼");
    if (review && !suit && quantity.value == totals[0])
      report(here, place, totals[0], "表四 行政复议总计", findings);
    else if (suit && !review && quantity.value == totals[1] + totals[2])
      report(here, place, totals[1] + totals[2], "表四 行政诉讼总计", findings);
  }
}

}  // namespace

void check_beside(const Read& here, const Annual& annual, std::vector<Finding>& findings) {
  if (annual.four.size() == 1) match_relief(here, annual.four.front(), findings);
  if (annual.three.size() != 1) return;
  const auto& table = annual.three.front();
  std::vector<Match> matches;
  for (std::size_t place = 0; place < here.quantities.size(); ++place) match(here, table, place, matches);
  const auto agreeing = std::ranges::count(matches, true, &Match::agrees);
  const bool other = contains_any(here.text, kOtherScope);
  for (const auto& found : matches) {
    // One figure that differs among others that agree is a slip; a sentence of which nothing agrees may count another
    // thing, unless it says plainly what was received this year.
    const bool plain = !other && (found.phrase->word == U"新收" || found.phrase->word == U"收到");
    if (found.agrees || agreeing >= 2 || plain)
      report(here, found.place, found.cell, fmt::format("表三 {} 总计", found.name), findings);
  }
  match_applicants(here, table, findings);
}

}  // namespace dl::sums
