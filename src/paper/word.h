// WordprocessingML (ECMA-376) as text: paragraphs, runs, tables, pictures that stand free. Measures are points.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "paper/geometry.h"

namespace dl::paper::word {

/// Twentieths of a point, which most of the format counts in.
int twips(double points);

/// How a run looks: the typeface for Chinese and for everything else, its size, its colour in hex ("" = black).
struct Look {
  std::string_view font = "仿宋";
  double size = kSize3;
  std::string_view colour = {};
};

inline constexpr std::string_view kTitleFont = "方正小标宋简体";  // 小标宋, which offices have and Debian has not

std::string run(std::string_view text, const Look& look = {});

/// A paragraph with the inside of its w:pPr, in the order of the schema (Layout makes it).
std::string paragraph(std::string_view layout, std::string_view runs);

/// What a paragraph's layout says; only what differs from the style of the body.
struct Layout {
  std::string_view align = {};  ///< "center", "right", "left"
  double before = 0;            ///< points above
  double line = 0;              ///< exact pitch; 0: of the grid
  double left = 0, right = 0;   ///< indents
  double first = 0;             ///< of the first line; negative: hanging
  std::string_view borders = {};
  double right_tab = 0;
  int outline = 0;  ///< 1–4 of headings
  bool keep_next = false;
  bool new_page = false;

  std::string xml() const;
};

/// A paragraph's rule, `weight` in points, `space` from the text.
std::string rule(std::string_view side, double weight, double space, std::string_view colour);

struct Cell {
  double width = 0;
  std::string paragraphs = {};
};
std::string table_row(const std::vector<Cell>& cells);

/// Ruled: thin lines all round. Foot: on the bottom of the 版心, thick lines above and below, a thin one between rows
/// (7.4.1).
enum class TableKind : std::uint8_t { Ruled, Foot };
std::string table(std::string_view rows, const std::vector<double>& widths, TableKind kind = TableKind::Ruled);

/// A picture behind the text, `x` from the left of the 版心 and `y` from the top of the paragraph that holds it.
struct Picture {
  int number = 1;
  std::string_view relation = {};
  std::string_view what = {};  ///< for who cannot see it
  double x = 0, y = 0, width = 0, height = 0;

  std::string xml() const;
};

}  // namespace dl::paper::word
