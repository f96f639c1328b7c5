// The head of the first page, the rows of the body, signature and seal, the foot of the last page.
#include "paper/sheet.h"

#include "paper/code.h"

namespace dl::paper {

namespace {

constexpr double kAscent = 0.88;  ///< of Chinese typefaces, of their size
constexpr double kHalfGap = (kRow - kSize3) / 2;
constexpr double kDashHeight = 0.38;  ///< above the baseline, of the size
constexpr double kDraftSize = 150;
constexpr double kDraftAngle = -0.9;  ///< radians
constexpr double kLabelSize = 10.5;   ///< 5号
constexpr const char* kCodeLabel = "扫码核验";

class Sheet {
 public:
  Sheet(cairo_t* cairo, const Letter& letter, const Parts& parts, Typesetter& typesetter)
      : cairo_(cairo), letter_(letter), parts_(parts), typesetter_(typesetter) {}

  Outcome<void> draw() {
    for (std::size_t page = 0; page < parts_.pages.size(); ++page) {
      const bool last = page + 1 == parts_.pages.size();
      begin_page();
      if (page == 0) draw_head();
      draw_rows(parts_.rows, parts_.pages[page]);
      if (last && !parts_.form) DL_CHECK(draw_tail(parts_.pages[page].end_slot()));
      if (last && !parts_.foot_alone) draw_foot();
      draw_folio(page + 1);
      cairo_show_page(cairo_);
    }
    if (parts_.annex) draw_annex(*parts_.annex);
    if (parts_.foot_alone) {  // 7.5: such a page bears no number
      begin_page();
      draw_foot();
      cairo_show_page(cairo_);
    }
    return {};
  }

 private:
  void begin_page() {
    cairo_identity_matrix(cairo_);
    if (letter_.standing == Standing::Draft) draw_draft();
    cairo_translate(cairo_, kLeft, kTop);
    black();
  }

  void draw_annex(const AnnexParts& annex) {
    for (std::size_t page = 0; page < annex.pages.size(); ++page) {
      begin_page();
      if (page == 0) {
        annex.label.draw(cairo_, 0, kAscent * kSize3);
        draw_title(annex.title, kAnnexTitleSlot);
      }
      draw_rows(annex.rows, annex.pages[page]);
      draw_folio(parts_.pages.size() + page + 1);
      cairo_show_page(cairo_);
    }
  }

  /// One character from the outer edge (7.5).
  void draw_folio(std::size_t number) {
    const auto folio = typesetter_.set_line(fmt::format("— {} —", number), {Face::Song, kSize4});
    const double x = number % 2 == 1 ? kWidth - kPitch - folio.width() : kPitch;
    folio.draw(cairo_, x, kHeight + kFolioBelow + kDashHeight * kSize4);
  }

  void black() { cairo_set_source_rgb(cairo_, 0, 0, 0); }
  void red() { cairo_set_source_rgb(cairo_, 1, 0, 0); }

  void draw_draft() {
    const auto line = typesetter_.set_line("草稿", {Face::Hei, kDraftSize});
    cairo_save(cairo_);
    cairo_set_source_rgb(cairo_, 0.9, 0.9, 0.9);
    cairo_translate(cairo_, kPageWidth / 2, kPageHeight / 2);
    cairo_rotate(cairo_, kDraftAngle);
    line.draw(cairo_, -line.width() / 2, kDraftSize / 3);
    cairo_restore(cairo_);
  }

  void draw_centred(const Line& line, double top, double size) {
    line.draw(cairo_, (kWidth - line.width()) / 2, top + kAscent * size);
  }

  void rule(double x, double y, double to_x, double to_y, double weight) {
    cairo_set_line_width(cairo_, weight);
    cairo_move_to(cairo_, x, y);
    cairo_line_to(cairo_, to_x, to_y);
    cairo_stroke(cairo_);
  }

  void draw_head() {
    if (parts_.form) return draw_title(parts_.title, parts_.title_slot());
    red();
    const double size = parts_.mark_size;
    double top = kMarkTop;
    for (const auto& line : parts_.mark) {
      draw_centred(line, top, size);
      top += size * kMarkLead;
    }
    const double at = parts_.rule_at();
    rule(0, at, kWidth, at, kRedRule);
    black();
    if (parts_.number) draw_centred(*parts_.number, parts_.number_top(), kSize3);
    draw_title(parts_.title, parts_.title_slot());
  }

  void draw_title(const std::vector<Line>& title, std::size_t slot) {
    for (const auto& line : title) {
      draw_centred(line, static_cast<double>(slot) * kRow - (kSize2 - kSize3) / 2, kSize2);
      ++slot;
    }
  }

  void draw_rows(const std::vector<Row>& rows, const PageSpan& page) {
    for (auto i = page.from; i < page.to; ++i) {
      const auto& row = rows[i];
      const double top = static_cast<double>(page.slot + i - page.from) * kRow;
      const bool entry = row.kind == RowKind::Entry;
      for (const auto& piece : row.pieces)
        piece.line.draw(cairo_, piece.x, top + kAscent * kSize3 + (entry ? kHalfGap : 0));
      if (entry) draw_frame(row, top, i == page.from, i + 1 == page.to);
    }
  }

  void draw_frame(const Row& row, double top, bool first, bool last) {
    for (const double x : {0.0, kFactColumn, kWidth}) rule(x, top, x, top + kRow, kThinRule);
    if (row.begins || first) rule(0, top, kWidth, top, kThinRule);
    if (row.ends || last) rule(0, top + kRow, kWidth, top + kRow, kThinRule);
  }

  /// Signature centred over the date, the date four characters from the right, the seal over both with its top
  /// within a line of the body (7.3.5.1); the note below the date (7.3.6). The seal is drawn first, so that the words
  /// can be read.
  Outcome<void> draw_tail(std::size_t slot) {
    const double top = static_cast<double>(slot) * kRow;
    const double centre = parts_.signature_centre();
    const double signed_at = top + kSignatureBlank * kRow;
    const double dated_at = signed_at + static_cast<double>(parts_.signer.size()) * kRow;
    if (letter_.seal) DL_CHECK(draw_seal(centre, top));
    black();
    double at = signed_at;
    for (const auto& line : parts_.signer) {
      line.draw(cairo_, centre - line.width() / 2, at + kAscent * kSize3);
      at += kRow;
    }
    parts_.date.draw(cairo_, centre - parts_.date.width() / 2, dated_at + kAscent * kSize3);
    for (const auto& line : parts_.note) line.draw(cairo_, 0, (at += kRow) + kAscent * kSize3);
    return letter_.code.empty() ? Outcome<void>() : draw_code_at(top);
  }

  /// `top` is that of the row after the body.
  Outcome<void> draw_seal(double centre, double top) {
    DL_TRY(const auto seal, load_seal(*letter_.seal));
    const double side = side_of(letter_.seal), scale = side / cairo_image_surface_get_width(seal.get());
    const double height = cairo_image_surface_get_height(seal.get()) * scale;
    cairo_save(cairo_);
    cairo_translate(cairo_, centre - side / 2, top + seal_top(height, parts_.signer.size(), kRow));
    cairo_scale(cairo_, scale, scale);
    cairo_set_source_surface(cairo_, seal.get(), 0, 0);
    cairo_paint(cairo_);
    cairo_restore(cairo_);
    return {};
  }

  Outcome<void> draw_code_at(double top) {
    cairo_save(cairo_);
    cairo_translate(cairo_, 0, top);
    DL_CHECK(draw_code(cairo_, letter_.code, kCodeSide));
    cairo_restore(cairo_);
    const auto label = typesetter_.set_line(kCodeLabel, {Face::Fang, kLabelSize});
    label.draw(cairo_, (kCodeSide - label.width()) / 2, top + kCodeSide + kLabelSize);
    return {};
  }

  /// On the bottom of the 版心: rules, copies, who had it printed and when (7.4).
  void draw_foot() {
    const double height = parts_.foot_height();
    if (height <= 0) return;
    double top = kHeight - height;
    const auto baseline = [&] { return top + (kRow - kSize4) / 2 + kAscent * kSize4; };
    rule(0, top, kWidth, top, kThickRule);
    for (std::size_t i = 0; i < parts_.copies.size(); ++i, top += kRow)
      parts_.copies[i].draw(cairo_, kSize4, baseline());
    if (parts_.imprint) {
      if (!parts_.copies.empty()) rule(0, top, kWidth, top, kThinRule);
      parts_.imprint->first.draw(cairo_, kSize4, baseline());
      parts_.imprint->second.draw(cairo_, kWidth - kSize4 - parts_.imprint->second.width(), baseline());
    }
    rule(0, kHeight, kWidth, kHeight, kThickRule);
  }

  cairo_t* cairo_;
  const Letter& letter_;
  const Parts& parts_;
  Typesetter& typesetter_;
};

}  // namespace

Outcome<void> draw_pages(cairo_t* cairo, const Letter& letter, const Parts& parts, Typesetter& typesetter) {
  return Sheet(cairo, letter, parts, typesetter).draw();
}

}  // namespace dl::paper
