// Lines of text in the typefaces of official documents, over Pango. The fonts are a closed set of files, so that what
// else is installed on a machine changes nothing. None of it may be used by two threads at once.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pango/pangocairo.h>

#include "base/outcome.h"
#include "paper/geometry.h"

namespace dl::paper {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};

/// 仿宋, 黑体, 楷体, 宋体, and the bold 宋体 that stands in for 小标宋.
enum class Face : std::uint8_t { Fang, Hei, Kai, Song, Title };

struct Style {
  Face face = Face::Fang;
  double size = kSize3;  ///< points
  double pitch = 0;      ///< from one full-width character to the next; 0: as wide as they are
};

/// 3号 on the grid of 28 characters.
inline constexpr Style on_grid(Face face = Face::Fang) { return {face, kSize3, kPitch}; }

/// Whether lines but the last of a paragraph are spread to the width.
enum class Spread : std::uint8_t { No, Yes };

class Line {
 public:
  /// Points, without blanks at its end.
  double width() const;
  /// From its left edge; the indent of a first line comes in addition.
  void draw(cairo_t* cairo, double x, double baseline) const;

 private:
  friend class Typesetter;
  std::shared_ptr<PangoLayout> layout_ = {};  ///< shared by the lines of a paragraph
  int number_ = 0;
  double indent_ = 0;
};

/// The fonts of a process: loading them costs more than a letter.
class Fonts {
 public:
  /// Fault::Unavailable `paper.fonts` when a file is not there.
  static Outcome<Fonts> load();
  PangoContext* context() const { return context_.get(); }

 private:
  std::unique_ptr<PangoFontMap, Unref> map_ = {};
  std::unique_ptr<PangoContext, Unref> context_ = {};
};

/// Sets the texts of one letter, and keeps which characters no font has.
class Typesetter {
 public:
  explicit Typesetter(const Fonts& fonts) : context_(fonts.context()) {}

  /// The lines of one paragraph; none for an empty text. `width` and `indent` in points: of the first line, or where it
  /// is negative of all others.
  std::vector<Line> set(const std::string& text, const Style& style, double width, double indent = 0,
                        Spread spread = Spread::Yes);
  /// A text on one line, however long.
  Line set_line(const std::string& text, const Style& style);

  const std::u32string& missing() const { return missing_; }

 private:
  void note_missing(PangoLayout* layout);

  PangoContext* context_;
  std::u32string missing_ = {};
};

}  // namespace dl::paper
