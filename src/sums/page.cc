#include "sums/page.h"

#include <algorithm>

#include "sums/amount.h"

namespace dl::sums {
namespace {

constexpr std::size_t kLongestSentence = 2'048;  ///< longer ones are cut, so that time grows with the text

bool is_rule_cell(View cell) {
  cell = trimmed(cell);
  return !cell.empty() && cell.find_first_not_of(U"-:=—─━┄ ") == View::npos && cell.size() > 1;
}

/// The cells of a line between bars or tabs; the empty ones before the first and behind the last bar are none.
std::vector<Cell> split_cells(View line, char32_t mark) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at <= line.size();) {
    const auto end = std::min(line.find(mark, at), line.size());
    cells.push_back({.text = Chars(trimmed(line.substr(at, end - at))), .offset = at});
    at = end + 1;
  }
  if (mark == U'|') {
    const auto trimmed_line = trimmed(line);
    if (trimmed_line.starts_with(U"|")) cells.erase(cells.begin());
    if (trimmed_line.ends_with(U"|") && !cells.empty()) cells.pop_back();
  }
  return cells;
}

std::vector<Cell> split_words(View line) {
  std::vector<Cell> words;
  for (std::size_t at = 0; at < line.size();) {
    if (text::is_space(line[at])) {
      ++at;
      continue;
    }
    auto end = at;
    while (end < line.size() && !text::is_space(line[end])) ++end;
    words.push_back({.text = Chars(line.substr(at, end - at)), .offset = at});
    at = end;
  }
  return words;
}

/// Words of a line joined where no number stands: a label and its numbers.
std::vector<Cell> join_labels(std::vector<Cell> words) {
  std::vector<Cell> cells;
  bool label = false;
  for (auto& word : words) {
    const bool number = read_cell(word.text).has_value();
    if (label && !number)
      cells.back().text += word.text;
    else
      cells.push_back(std::move(word));
    label = !number;
  }
  return cells;
}

/// Whether a line without bars and tabs is a row: it ends in two numbers or more, or in one behind a label.
bool is_spaced_row(View line, const std::vector<Cell>& words) {
  std::size_t numbers = 0;
  while (numbers < words.size() && read_cell(words[words.size() - 1 - numbers].text)) ++numbers;
  if (numbers == 0 || numbers >= 3 || numbers == words.size()) return numbers > 0;
  const bool prose = line.find_first_of(U"，。；：、,;") != View::npos;
  return !prose && (numbers == 2 || (words.size() <= 3 && words.front().text.size() > 1));
}

Line read_line(View text) {
  Line line{.text = Chars(text)};
  if (contains(text, U"|")) {
    line.cells = split_cells(text, U'|');
    if (line.cells.empty()) line.cells.push_back({});
  } else if (contains(text, U"\t") && !trimmed(text).empty() && contains(trimmed(text), U"\t")) {
    line.cells = split_cells(text, U'\t');
  } else {
    auto words = split_words(text);
    if (is_spaced_row(text, words)) line.cells = join_labels(std::move(words));
  }
  return line;
}

bool is_rule(const Line& line) {
  if (!line.is_row()) return false;
  bool any = false;
  for (const auto& cell : line.cells) {
    if (cell.text.empty()) continue;
    if (!is_rule_cell(cell.text)) return false;
    any = true;
  }
  return any;
}

/// Rows that follow one another are a table.
void number_tables(std::vector<Line>& lines, int& last) {
  bool open = false;
  for (auto& line : lines) {
    if (line.table >= 0) {
      open = false;
      continue;
    }
    const bool row = line.cells.size() > 1;
    if (row && !open) ++last;
    if (row) line.table = last;
    open = row;
  }
}

/// Whether words stand on both sides of a wide gap.
bool is_double(View line) {
  const auto text = trimmed(line);
  std::size_t gap = text.find(U"    ");
  if (gap == View::npos || gap < 12) return false;
  const auto behind = trimmed(text.substr(gap));
  const auto han = [](View words) { return std::ranges::count_if(words, text::is_han); };
  return han(text.substr(0, gap)) >= 10 && han(behind) >= 10;
}

}  // namespace

Page page_of_text(std::string_view text) {
  Page page;
  std::size_t doubles = 0;
  const auto all = text::decode(text);
  for (std::size_t at = 0; at <= all.size();) {
    auto end = std::min(all.find_first_of(U"\n\r\f", at), all.size());
    const auto text_line = View(all).substr(at, end - at);
    doubles += is_double(text_line);
    if (auto line = read_line(text_line); !is_rule(line) && !trimmed(line.text).empty())
      page.lines.push_back(std::move(line));
    at = end + 1;
  }
  int tables = -1;
  number_tables(page.lines, tables);
  page.side_by_side = doubles > 10 && doubles * 5 > page.lines.size();
  return page;
}

Page page_of(const content::Tree& tree) {
  Page page;
  int tables = -1;
  for (const auto& block : tree.blocks) {
    if (auto words = text::decode(content::text_of(block.runs)); !words.empty())
      for (std::size_t at = 0; at <= words.size();) {
        const auto end = std::min(words.find(U'\n', at), words.size());
        page.lines.push_back(read_line(View(words).substr(at, end - at)));
        at = end + 1;
      }
    if (block.kind != content::BlockKind::Table) continue;
    ++tables;
    for (const auto& row : block.rows) {
      Line line{.table = tables};
      for (const auto& cell : row.cells) {
        line.cells.push_back({.text = text::decode(text::remove_space(content::text_of(cell.runs))),
                              .columns = cell.column_span,
                              .rows = cell.row_span});
        line.text += line.cells.back().text + U"\t";
      }
      if (!line.cells.empty()) page.lines.push_back(std::move(line));
    }
  }
  number_tables(page.lines, tables);
  return page;
}

namespace {

/// 一、 （一） 1. 1、 at the beginning: how long the mark is.
std::size_t mark_length(View line) {
  constexpr View kNumerals = U"一二三四五六七八九十0123456789";
  std::size_t at = !line.empty() && is_open(line[0]) ? 1 : 0;
  const auto begin = at;
  while (at < line.size() && kNumerals.find(half_width(line[at])) != View::npos) ++at;
  if (at == begin || at >= line.size() || at > 4) return 0;
  return is_one_of(half_width(line[at]), begin == 1 ? U"）)" : U"、.．") ? at + 1 : 0;
}

/// A heading names what follows and counts nothing; it is no beginning of the sentence below it.
bool is_heading(View line) {
  const auto mark = mark_length(line);
  if (mark == 0 || line.size() > 40 || is_one_of(line.back(), U"，；：、。,;:")) return false;
  return std::ranges::none_of(line.substr(mark), text::is_digit);
}

}  // namespace

std::vector<Sentence> sentences_of(const Page& page) {
  std::vector<Sentence> sentences;
  Sentence open;
  auto close = [&] {
    if (!open.text.empty()) sentences.push_back(open);
    open.text.clear();
  };
  for (const auto& line : page.lines) {
    if (line.is_row()) {
      close();
      open.number += static_cast<std::size_t>(
          std::ranges::count_if(line.text, [](char32_t c) { return is_one_of(c, U"。！？"); }));
      continue;
    }
    const bool heading = is_heading(trimmed(line.text));
    if (heading) close();
    bool gap = true;
    for (const char32_t c : line.text) {
      if (text::is_space(c)) {
        gap = true;
        continue;
      }
      if (gap && !open.text.empty() && text::is_digit(open.text.back()) && text::is_digit(c)) open.text += U' ';
      gap = false;
      open.text += c;
      if (open.text.size() >= kLongestSentence) close();
      if (!is_one_of(c, U"。！？")) continue;
      close();
      ++open.number;
    }
    if (heading) close();
  }
  close();
  return sentences;
}

}  // namespace dl::sums
