// The text of pages, character by character with its place, as `mutool draw -F stext` tells it; and where passages
// stand in it.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "redaction/area.h"

namespace dl::redaction {

struct Point {
  double x = 0, y = 0;
};

/// One character that is no white space.
struct Glyph {
  char32_t character = 0;
  std::array<Point, 4> corners = {};  ///< upper left, upper right, lower left, lower right, as its line runs
  int line = 0;                       ///< which of the page

  Box box() const;
  /// Whether it goes with a box: its middle lies in it, or a quarter of it.
  bool lies_in(const Box& box) const;
};

struct Page {
  double width = 0, height = 0;  ///< points
  std::vector<Glyph> glyphs = {};
};

/// Fails with `redaction.broken` for what is no such text, Fault::TooLarge `redaction.pages` and `redaction.too-many`
/// (characters) beyond the limits, `redaction.page-size` for a page that is larger or smaller than they are.
Outcome<std::vector<Page>> parse_pages(std::string_view stext);
/// The same of a PDF, through mutool. Fails as run_tool, too.
Outcome<std::vector<Page>> read_pages(std::string_view pdf);

/// A text as passages are looked for: without white space, in one form of each character.
std::u32string key_of(std::string_view text);
/// The same of one character, which may be white space.
char32_t key_of(char32_t character);

/// The characters of all pages in a row, for passages to be found in.
class Passages {
 public:
  /// `pages` must live as long.
  explicit Passages(const std::vector<Page>& pages);
  /// Every place of a passage, one mark for each line that it stands on; also across lines and pages. Ground and
  /// passage are those of the area. None where it stands nowhere.
  std::vector<Mark> find(const Area& area) const;

 private:
  struct Place {
    std::size_t page = 0, glyph = 0;
  };
  void add_marks(std::span<const Place> places, const Area& area, std::vector<Mark>& marks) const;

  const std::vector<Page>& pages_;
  std::u32string key_ = {};
  std::vector<Place> places_ = {};
};

/// Those glyphs of a page that no box of `marks` takes; what it takes is told to the marks.
std::vector<Glyph> take_out(const Page& page, int number, std::vector<Mark>& marks);

}  // namespace dl::redaction
