// Plans for tests: lines and tables written as short as they can be read.
#pragma once

#include <initializer_list>
#include <sstream>
#include <string>

#include "base/text.h"
#include "plans/read_plan.h"

namespace dl::plans {

/// A paragraph; one that begins with # is a heading, one with = a title in the middle.
inline content::Block line_of(std::string words) {
  content::Block block;
  if (words.starts_with('#')) block.kind = content::BlockKind::Heading, block.level = 1, words.erase(0, 1);
  if (words.starts_with('=')) block.align = content::Align::Center, words.erase(0, 1);
  block.runs = {{.text = std::move(words)}};
  return block;
}

/// Rows whose cells stand between bars; ^ goes on from the cell above, < from the one on the left.
inline content::Block table_of_rows(std::initializer_list<const char*> rows) {
  struct Spot {
    std::size_t row = 0;
    std::size_t cell = 0;
  };
  content::Block table{.kind = content::BlockKind::Table};
  std::vector<Spot> above;
  for (const char* row : rows) {
    auto& cells = table.rows.emplace_back().cells;
    std::vector<Spot> here;
    std::istringstream in(row);
    for (std::string word; std::getline(in, word, '|');) {
      if (word == "<") {
        ++table.rows[here.back().row].cells[here.back().cell].column_span;
        here.push_back(here.back());
      } else if (word == "^") {
        const auto spot = above[here.size()];
        ++table.rows[spot.row].cells[spot.cell].row_span;
        here.push_back(spot);
      } else {
        here.push_back({table.rows.size() - 1, cells.size()});
        cells.push_back({.runs = {{.text = word}}});
      }
    }
    above = std::move(here);
  }
  return table;
}

inline Paper plan_of(std::initializer_list<const char*> lines, const char* title = "江湾市2024年政务公开工作要点") {
  Paper paper{.title = title};
  for (const char* line : lines) paper.body.blocks.push_back(line_of(line));
  return paper;
}

inline std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

/// One line a task: outline | six characters of the text | lead | responsible | limits.
inline std::string told(const std::vector<Task>& tasks) {
  std::string lines;
  for (const auto& task : tasks) {
    std::vector<std::string> limits;
    for (const auto& limit : task.limits) limits.push_back(limit.text);
    lines += task.outline + "|" + std::string(text::cut(task.text, 6)) + "|" + joined(task.lead) + "|" +
             joined(task.responsible) + "|" + joined(limits) + "\n";
  }
  return lines;
}

}  // namespace dl::plans
