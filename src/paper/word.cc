#include "paper/word.h"

#include <cmath>

#include "base/markup.h"

namespace dl::paper::word {

namespace {

std::string escaped(std::string_view text) {
  std::string out;
  append_escaped(out, text);
  return out;
}

long long emu(double points) { return std::llround(points * 12'700); }

}  // namespace

int twips(double points) { return static_cast<int>(std::lround(points * 20)); }

std::string run(std::string_view text, const Look& look) {
  const auto half_points = std::lround(look.size * 2);
  return fmt::format(
      "<w:r><w:rPr><w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\" w:eastAsia=\"{0}\" w:cs=\"{0}\" w:hint=\"eastAsia\"/>{1}"
      "<w:sz w:val=\"{2}\"/><w:szCs w:val=\"{2}\"/></w:rPr><w:t xml:space=\"preserve\">{3}</w:t></w:r>",
      look.font, look.colour.empty() ? "" : fmt::format("<w:color w:val=\"{}\"/>", look.colour), half_points,
      escaped(text));
}

std::string paragraph(std::string_view layout, std::string_view runs) {
  return fmt::format("<w:p><w:pPr>{}</w:pPr>{}</w:p>", layout, runs);
}

std::string Layout::xml() const {
  std::string out;
  if (outline > 0) out += fmt::format("<w:pStyle w:val=\"Heading{}\"/>", outline);
  if (keep_next) out += "<w:keepNext/>";
  if (new_page) out += "<w:pageBreakBefore/>";
  if (!borders.empty()) out += fmt::format("<w:pBdr>{}</w:pBdr>", borders);
  if (right_tab > 0) out += fmt::format("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", twips(right_tab));
  if (before > 0 || line > 0)
    out += fmt::format("<w:spacing w:before=\"{}\" w:line=\"{}\" w:lineRule=\"exact\"/>", twips(before),
                       twips(line > 0 ? line : kHeight / kRows));
  if (left != 0 || right != 0 || first != 0)
    out += fmt::format("<w:ind w:left=\"{}\" w:right=\"{}\" {}=\"{}\"/>", twips(left), twips(right),
                       first < 0 ? "w:hanging" : "w:firstLine", twips(first < 0 ? -first : first));
  if (!align.empty()) out += fmt::format("<w:jc w:val=\"{}\"/>", align);
  if (outline > 0) out += fmt::format("<w:outlineLvl w:val=\"{}\"/>", outline - 1);
  return out;
}

std::string rule(std::string_view side, double weight, double space, std::string_view colour) {
  return fmt::format("<w:{} w:val=\"single\" w:sz=\"{}\" w:space=\"{}\" w:color=\"{}\"/>", side,
                     std::lround(weight * 8), std::lround(space), colour);
}

std::string table_row(const std::vector<Cell>& cells) {
  std::string out = "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (const auto& cell : cells)
    out += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>{}</w:tc>",
                       twips(cell.width), cell.paragraphs);
  return out + "</w:tr>";
}

std::string table(std::string_view rows, const std::vector<double>& widths, TableKind kind) {
  const bool foot = kind == TableKind::Foot;
  const auto outer = foot ? kThickRule : kThinRule;
  std::string borders = rule("top", outer, 0, "000000");
  if (!foot) borders += rule("left", kThinRule, 0, "000000");
  borders += rule("bottom", outer, 0, "000000");
  if (!foot) borders += rule("right", kThinRule, 0, "000000");
  borders += rule("insideH", kThinRule, 0, "000000");
  if (!foot) borders += rule("insideV", kThinRule, 0, "000000");
  std::string grid;
  double whole = 0;
  for (const auto width : widths) {
    grid += fmt::format("<w:gridCol w:w=\"{}\"/>", twips(width));
    whole += width;
  }
  constexpr std::string_view kAtFoot =
      "<w:tblpPr w:vertAnchor=\"margin\" w:horzAnchor=\"margin\" w:tblpXSpec=\"left\" w:tblpYSpec=\"bottom\"/>";
  return fmt::format(
      "<w:tbl><w:tblPr>{}<w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{}</w:tblBorders>"
      "<w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>",
      foot ? kAtFoot : "", twips(whole), borders, grid, rows);
}

std::string Picture::xml() const {
  const auto size = fmt::format("cx=\"{}\" cy=\"{}\"", emu(width), emu(height));
  return fmt::format(
      "<w:r><w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" "
      "relativeHeight=\"{0}\" behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">"
      "<wp:simplePos x=\"0\" y=\"0\"/>"
      "<wp:positionH relativeFrom=\"margin\"><wp:posOffset>{1}</wp:posOffset></wp:positionH>"
      "<wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>{2}</wp:posOffset></wp:positionV>"
      "<wp:extent {3}/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/>"
      "<wp:docPr id=\"{0}\" name=\"{4}\" descr=\"{4}\"/><wp:cNvGraphicFramePr/>"
      "<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
      "<pic:nvPicPr><pic:cNvPr id=\"{0}\" name=\"{4}\"/><pic:cNvPicPr/></pic:nvPicPr>"
      "<pic:blipFill><a:blip r:embed=\"{5}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
      "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {3}/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/>"
      "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>",
      number, emu(x), emu(y), size, what, relation);
}

}  // namespace dl::paper::word
