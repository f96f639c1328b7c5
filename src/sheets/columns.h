// A plain description of columns, from which templates and exports are written. Where it comes from, nobody here asks.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sheets/cells.h"

namespace dl::sheets {

enum class ColumnKind : std::uint8_t {
  Text,    ///< also codes and numbers that are names: never a number of the sheet
  Number,  ///< decimal digits
  Date,    ///< YYYY-MM-DD
};

struct Column {
  std::string code = {};   ///< never changes; stands in the hidden row
  std::string title = {};  ///< the heading
  ColumnKind kind = ColumnKind::Text;
  bool required = false;
  std::vector<std::string> choices = {};  ///< all that may be entered; empty for anything
  std::string help = {};                  ///< what is to be entered, in a sentence
  std::string example = {};
  int decimals = 0;   ///< of numbers
  double width = 16;  ///< characters
};

/// The hidden row of a template: which description it was made from, and which column holds what.
struct CodeRow {
  std::string name = {};
  std::string version = {};
  std::vector<std::pair<std::uint32_t, std::string>> codes = {};  ///< by column
};

/// Nothing for a row that is none.
std::optional<CodeRow> code_row(const Row& row);

/// Whether the row holds the examples and nothing else: it is the template's own, not somebody's.
bool is_example(const Row& row, const CodeRow& codes, const std::vector<Column>& columns);

/// The mark in the hidden row behind the codes: "#penalties/3".
std::string code_mark(const std::string& name, const std::string& version);

}  // namespace dl::sheets
