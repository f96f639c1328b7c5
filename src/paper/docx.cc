// A letter as DOCX: the same parts as in the PDF, in the typefaces that offices have (方正小标宋简体, 仿宋, 黑体, 楷体,
// 宋体).
#include "base/numerals.h"
#include "base/text.h"
#include "paper/code.h"
#include "paper/docx_parts.h"
#include "paper/letter.h"
#include "paper/package.h"
#include "paper/word.h"
#include "paper/wording.h"

namespace dl::paper {

namespace {

using word::Layout;
using word::Look;

constexpr double kLine = kHeight / kRows;  ///< a word processor's grid has no row on the bottom edge
constexpr std::string_view kRed = "FF0000";
constexpr double kFactWidth = 8 * kPitch;

double width_of_text(std::string_view text) { return width_of(text::decode(text)) * kPitch; }

/// Mark and number, above the red rule.
std::string mark_and_number(const Letter& letter) {
  std::string out;
  const auto mark = mark_of(letter);
  for (std::size_t i = 0; i < mark.lines.size(); ++i)
    out +=
        word::paragraph(Layout{.align = "center", .before = i == 0 ? kMarkTop : 0, .line = mark.size * kMarkLead}.xml(),
                        word::run(mark.lines[i], {word::kTitleFont, mark.size, kRed}));
  const auto red_rule = word::rule("bottom", kRedRule, kRuleBelow, kRed);
  return out + word::paragraph(Layout{.align = "center", .before = 2 * kLine, .line = kLine, .borders = red_rule}.xml(),
                               word::run(text::fold_space(letter.number)));
}

std::string head(const Letter& letter) {
  const bool form = letter.standing == Standing::Form;
  auto out = form ? std::string() : mark_and_number(letter);
  const auto title = balanced_lines(letter.title, kTitleCharacters);
  for (std::size_t i = 0; i < title.size(); ++i)
    out += word::paragraph(Layout{.align = "center", .before = i == 0 && !form ? 2 * kLine : 0, .line = kLine}.xml(),
                           word::run(title[i], {word::kTitleFont, kSize2}));
  return out + word::paragraph(Layout{.align = "left", .before = kLine}.xml(), word::run(addressee_line(letter)));
}

class Body {
 public:
  void operator()(const Paragraph& paragraph) {
    for (const auto& text : paragraphs_of(paragraph.text))
      out_ += word::paragraph(Layout{.first = 2 * kPitch}.xml(), word::run(text));
  }

  void operator()(const Heading& heading) {
    const Look look{heading.level == 1 ? "黑体" : heading.level == 2 ? "楷体" : "仿宋"};
    out_ += word::paragraph(Layout{.first = 2 * kPitch, .outline = heading.level, .keep_next = true}.xml(),
                            word::run(numbering_.next(heading.level) + text::fold_space(heading.text), look));
  }

  void operator()(const Facts& facts) {
    std::string rows;
    for (const auto& [name, value] : facts.rows) {
      std::string values;
      for (const auto& text : paragraphs_of(value)) values += cell_paragraph(text);
      rows += word::table_row({{kFactWidth, cell_paragraph(text::fold_space(name))},
                               {kWidth - kFactWidth, values.empty() ? cell_paragraph("") : values}});
    }
    if (!rows.empty())
      out_ += word::table(rows, {kFactWidth, kWidth - kFactWidth}) + word::paragraph(Layout{}.xml(), "");
  }

  void add_attachments(const std::vector<std::string>& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto number = attachment_number(i, names.size());
      const auto before = (i == 0 ? "附件：" : "") + number;
      const double label = i == 0 ? width_of_text(before) : width_of_text(number);
      const double at = 5 * kPitch + width_of_text(number);
      out_ += word::paragraph(Layout{.align = "left", .before = i == 0 ? kLine : 0, .left = at, .first = -label}.xml(),
                              word::run(before + attachment_name(names[i])));
    }
  }

  std::string take() { return std::move(out_); }

 private:
  static std::string cell_paragraph(std::string_view text) {
    return word::paragraph(Layout{.align = "left"}.xml(), word::run(text));
  }

  Numbering numbering_ = {};
  std::string out_ = {};
};

/// The middle of signature and date, from the right of the 版心: a word processor cannot centre one paragraph over
/// another, so widths are counted.
double signature_centre(const std::vector<std::string>& signer, double date_width) {
  double centre = static_cast<double>(kDateIndent) * kPitch + date_width / 2;
  for (const auto& line : signer) centre = std::max(centre, width_of_text(line) / 2);
  return centre;
}

struct Pictures {
  std::string seal = {};  ///< PNG
  double seal_height = 0;
  std::string code = {};  ///< PNG
};

Outcome<Pictures> pictures_of(const Letter& letter) {
  Pictures pictures;
  if (letter.seal) {
    DL_TRY(const auto surface, load_seal(*letter.seal));
    pictures.seal_height = side_of(letter.seal) * cairo_image_surface_get_height(surface.get()) /
                           cairo_image_surface_get_width(surface.get());
    DL_TRY(pictures.seal, write_png(surface.get()));
  }
  if (!letter.code.empty()) {
    DL_TRY(pictures.code, code_png(letter.code));
  }
  return pictures;
}

std::string tail(const Letter& letter, const Pictures& pictures) {
  const auto signer = balanced_lines(signer_of(letter), kSignerCharacters);
  const auto date = text::chinese_date(letter.date);
  const double date_width = width_of_text(date), centre = signature_centre(signer, date_width);
  std::string out;
  for (std::size_t i = 0; i < signer.size(); ++i) {
    const Layout layout{.align = "right",
                        .before = i == 0 ? kSignatureBlank * kLine : 0,
                        .right = centre - width_of_text(signer[i]) / 2,
                        .keep_next = true};
    out += word::paragraph(layout.xml(), word::run(signer[i]));
  }
  std::string runs;
  if (!pictures.seal.empty())
    runs += word::Picture{.number = 1,
                          .relation = kSealRelation,
                          .what = "印章",
                          .x = kWidth - centre - side_of(letter.seal) / 2,
                          .y = seal_top(pictures.seal_height, signer.size(), kLine) -
                               static_cast<double>(kSignatureBlank + signer.size()) * kLine,
                          .width = side_of(letter.seal),
                          .height = pictures.seal_height}
                .xml();
  if (!pictures.code.empty())
    runs += word::Picture{.number = 2,
                          .relation = kCodeRelation,
                          .what = "核验二维码",
                          .x = 0,
                          .y = -2.5 * kLine,
                          .width = kCodeSide,
                          .height = kCodeSide}
                .xml();
  out += word::paragraph(Layout{.align = "right", .right = centre - date_width / 2}.xml(), runs + word::run(date));
  if (const auto note = note_line(letter); !note.empty())
    out += word::paragraph(Layout{.first = 2 * kPitch}.xml(), word::run(note));
  return out;
}

/// 附件, on a page of its own with its name in the third row (7.3.7).
std::string annex_words(const Annex& annex) {
  auto out = word::paragraph(Layout{.align = "left", .new_page = true}.xml(), word::run("附件", {"黑体"}));
  const auto title = balanced_lines(annex.title, kTitleCharacters);
  for (std::size_t i = 0; i < title.size(); ++i)
    out += word::paragraph(Layout{.align = "center", .before = i == 0 ? kLine : 0, .line = kLine}.xml(),
                           word::run(title[i], {word::kTitleFont, kSize2}));
  Body body;
  for (const auto& block : annex.body) std::visit(body, block);
  return out + word::paragraph(Layout{}.xml(), "") + body.take();
}

/// 版记, and the paragraph that a word processor wants behind a table.
std::string foot(const Letter& letter) {
  const Look look{.size = kSize4};
  std::string rows;
  if (const auto copies = copies_line(letter); !copies.empty()) {
    const Layout layout{.align = "left", .left = 4 * kSize4, .right = kSize4, .first = -3 * kSize4};
    rows += word::table_row({{kWidth, word::paragraph(layout.xml(), word::run("抄送：" + copies, look))}});
  }
  if (letter.imprint) {
    const Layout layout{.align = "left", .left = kSize4, .right = kSize4, .right_tab = kWidth - kSize4};
    const auto words = word::run(text::fold_space(letter.imprint->agency), look) + "<w:r><w:tab/></w:r>" +
                       word::run(text::chinese_date(letter.imprint->on) + "印发", look);
    rows += word::table_row({{kWidth, word::paragraph(layout.xml(), words)}});
  }
  if (rows.empty()) return {};
  return word::table(rows, {kWidth}, word::TableKind::Foot) + word::paragraph(Layout{.line = 1}.xml(), "");
}

}  // namespace

Outcome<std::string> to_docx(const Letter& letter) {
  DL_CHECK(check(letter));
  DL_TRY(const auto pictures, pictures_of(letter));
  Body body;
  for (const auto& block : letter.body) std::visit(body, block);
  body.add_attachments(letter.attachments);
  auto parts = fixed_parts(letter);
  const auto body_words = head(letter) + body.take() +
                          (letter.standing == Standing::Form ? std::string() : tail(letter, pictures)) +
                          (letter.annex ? annex_words(*letter.annex) : std::string()) + foot(letter);
  parts.push_back({"word/document.xml", document_part(body_words)});
  if (!pictures.seal.empty()) parts.push_back({"word/media/seal.png", pictures.seal});
  if (!pictures.code.empty()) parts.push_back({"word/media/code.png", pictures.code});
  return pack(parts, letter.date);
}

}  // namespace dl::paper
