// What is checked: the lines of a text in their order, words and rows of cells, with tables in whatever form they came.
//
// Made of the content tree of a document, or of plain text, in which tables are still tabs, bars, spaces or one cell a
// line.
#pragma once

#include <string>
#include <vector>

#include "base/content.h"
#include "sums/words.h"

namespace dl::sums {

struct Cell {
  Chars text = {};
  int columns = 1;
  int rows = 1;
  std::size_t offset = 0;  ///< where it begins in its line, of rows set with spaces
};

struct Line {
  Chars text = {};               ///< the whole line
  std::vector<Cell> cells = {};  ///< of rows; empty: a line of words
  int table = -1;                ///< rows of one table have one number; -1: the line only looks like a row

  bool is_row() const { return !cells.empty(); }
};

struct Page {
  std::vector<Line> lines = {};
  bool side_by_side = false;  ///< two texts beside one another on its lines: no sentence of it can be read
};

Page page_of(const content::Tree& tree);
Page page_of_text(std::string_view text);

struct Sentence {
  Chars text = {};         ///< without white space, but where it parts two numbers
  std::size_t number = 1;  ///< from 1, by the 。！？ before it in the file, tables counted
};

/// The sentences of the lines of words; a row ends one.
std::vector<Sentence> sentences_of(const Page& page);

}  // namespace dl::sums
