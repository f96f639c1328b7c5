#include "paper/parts.h"

#include "base/numerals.h"
#include "paper/seal.h"
#include "paper/wording.h"

namespace dl::paper {

namespace {

constexpr Style kFoot{Face::Fang, kSize4};
constexpr double kCopiesIndent = -3 * kSize4;  ///< 7.4.2: further lines stand below the first name

void set_mark(const Letter& letter, Typesetter& typesetter, Parts& parts) {
  const auto [lines, size] = mark_of(letter);
  parts.mark_size = size;
  for (const auto& line : lines) parts.mark.push_back(typesetter.set_line(line, {Face::Title, size}));
}

void set_foot(const Letter& letter, Typesetter& typesetter, Parts& parts) {
  if (const auto copies = copies_line(letter); !copies.empty())
    parts.copies = typesetter.set("抄送：" + copies, kFoot, kWidth - 2 * kSize4, kCopiesIndent, Spread::No);
  if (letter.imprint)
    parts.imprint = {typesetter.set_line(text::fold_space(letter.imprint->agency), kFoot),
                     typesetter.set_line(text::chinese_date(letter.imprint->on) + "印发", kFoot)};
}

std::vector<PageSpan> pages_of(const std::vector<Row>& rows, std::size_t first_slot, std::size_t tail) {
  std::vector<RowKind> kinds;
  for (const auto& row : rows) kinds.push_back(row.kind);
  return break_pages(kinds, first_slot, tail);
}

std::vector<Line> title_lines(std::string_view title, Typesetter& typesetter) {
  std::vector<Line> lines;
  for (const auto& line : balanced_lines(title, kTitleCharacters))
    lines.push_back(typesetter.set_line(line, {Face::Title, kSize2}));
  return lines;
}

AnnexParts set_annex(const Annex& annex, Typesetter& typesetter) {
  AnnexParts parts;
  parts.label = typesetter.set_line("附件", on_grid(Face::Hei));
  parts.title = title_lines(annex.title, typesetter);
  parts.rows = rows_of(Letter{.body = annex.body}, typesetter);
  parts.pages = pages_of(parts.rows, kAnnexTitleSlot + parts.title.size() + 1, 0);
  return parts;
}

/// What makes it a letter of its agency: mark and number above the title, signature, date and note below the body.
void set_frame(const Letter& letter, Typesetter& typesetter, Parts& parts) {
  set_mark(letter, typesetter, parts);
  if (const auto number = text::fold_space(letter.number); !number.empty())
    parts.number = typesetter.set_line(number, on_grid());
  for (const auto& line : balanced_lines(signer_of(letter), kSignerCharacters))
    parts.signer.push_back(typesetter.set_line(line, on_grid()));
  parts.date = typesetter.set_line(text::chinese_date(letter.date), on_grid());
  // The note begins in the row below the date (7.3.6), where the lower part of the seal is: it stays on its left.
  const double note_width = parts.signature_centre() - side_of(letter.seal) / 2;
  parts.note = typesetter.set(note_line(letter), on_grid(), note_width, 2 * kPitch, Spread::No);
}

/// One blank row below the title stands before the addressee (7.3.2).
void break_into_pages(Parts& parts) {
  const auto tail =
      parts.form ? 0 : kSignatureBlank + parts.signer.size() + 1 + std::max<std::size_t>(1, parts.note.size());
  parts.pages = pages_of(parts.rows, parts.title_slot() + parts.title.size() + 1, tail);
  const double used = static_cast<double>(parts.pages.back().end_slot() + tail) * kRow;
  parts.foot_alone = parts.foot_height() > 0 && (parts.annex || used + parts.foot_height() > kHeight);
}

}  // namespace

double Parts::number_top() const {
  return kMarkTop + static_cast<double>(mark.size()) * mark_size * kMarkLead + 2 * kRow;
}

double Parts::rule_at() const { return number_top() + kSize3 + kRuleBelow; }

/// Two blank rows below the rule (7.3.1), to the nearest row of the grid.
std::size_t Parts::title_slot() const {
  return form ? 0 : static_cast<std::size_t>((rule_at() + 2 * kRow) / kRow + 0.5);
}

double Parts::foot_height() const { return static_cast<double>(copies.size() + (imprint ? 1 : 0)) * kRow; }

double Parts::signature_centre() const {
  double centre = kWidth - kDateIndent * kPitch - date.width() / 2;
  for (const auto& line : signer) centre = std::min(centre, kWidth - line.width() / 2);
  return centre;
}

Parts set_parts(const Letter& letter, Typesetter& typesetter) {
  Parts parts{.form = letter.standing == Standing::Form};
  parts.title = title_lines(letter.title, typesetter);
  parts.rows = rows_of(letter, typesetter);
  if (!parts.form) set_frame(letter, typesetter, parts);
  set_foot(letter, typesetter, parts);
  if (letter.annex) parts.annex = set_annex(*letter.annex, typesetter);
  break_into_pages(parts);
  return parts;
}

}  // namespace dl::paper
