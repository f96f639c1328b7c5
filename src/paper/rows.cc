#include "paper/rows.h"

#include "paper/wording.h"

namespace dl::paper {

namespace {

constexpr double kIndent = 2 * kPitch;  // 7.3.3
constexpr double kCellPadding = 0.5 * kPitch;
constexpr const char* kLabel = "附件：";  // 7.3.4
constexpr double kNamesAt = kIndent + 3 * kPitch;
constexpr double kNumberWidth = 1.5 * kPitch;  ///< of 1. and 12.

class Body {
 public:
  explicit Body(Typesetter& typesetter) : typesetter_(typesetter) {}

  void add_addressee(const Letter& letter) {
    add_lines(typesetter_.set(addressee_line(letter), on_grid(), kWidth), RowKind::Text);
  }

  void operator()(const Paragraph& paragraph) {
    for (const auto& text : paragraphs_of(paragraph.text))
      add_lines(typesetter_.set(text, on_grid(), kWidth, kIndent), RowKind::Text);
  }

  void operator()(const Heading& heading) {
    const auto face = heading.level == 1 ? Face::Hei : heading.level == 2 ? Face::Kai : Face::Fang;
    const auto text = numbering_.next(heading.level) + text::fold_space(heading.text);
    add_lines(typesetter_.set(text, on_grid(face), kWidth, kIndent), RowKind::Heading);
  }

  /// A line is drawn where a table begins, so a blank row stands behind it.
  void operator()(const Facts& facts) {
    for (const auto& fact : facts.rows) add_entry(fact);
    if (!facts.rows.empty()) rows_.push_back({RowKind::Blank});
  }

  void add_attachments(const std::vector<std::string>& names) {
    if (names.empty()) return;
    if (rows_.empty() || rows_.back().kind != RowKind::Blank) rows_.push_back({RowKind::Blank});
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto number = attachment_number(i, names.size());
      const double x = kNamesAt + (number.empty() ? 0 : kNumberWidth);
      const auto first = rows_.size();
      add_lines(typesetter_.set(attachment_name(names[i]), on_grid(), kWidth - x), RowKind::Text, x);
      if (rows_.size() == first) continue;
      auto& pieces = rows_[first].pieces;
      if (!number.empty()) pieces.insert(pieces.begin(), {typesetter_.set_line(number, on_grid()), kNamesAt});
      if (i == 0) pieces.insert(pieces.begin(), {typesetter_.set_line(kLabel, on_grid()), kIndent});
    }
  }

  std::vector<Row> take() { return std::move(rows_); }

 private:
  void add_lines(std::vector<Line> lines, RowKind kind, double x = 0) {
    for (auto& line : lines) rows_.push_back({kind, {{std::move(line), x}}});
  }

  void add_entry(const Fact& fact) {
    const double name_width = kFactColumn - 2 * kCellPadding;
    const double value_at = kFactColumn + kCellPadding;
    const auto names = typesetter_.set(text::fold_space(fact.name), on_grid(), name_width, 0, Spread::No);
    std::vector<Line> values;
    for (const auto& text : paragraphs_of(fact.value))
      for (auto& line : typesetter_.set(text, on_grid(), kWidth - value_at - kCellPadding, 0, Spread::No))
        values.push_back(std::move(line));
    const auto count = std::max({names.size(), values.size(), std::size_t{1}});
    for (std::size_t i = 0; i < count; ++i) {
      Row row{RowKind::Entry, {}, i == 0, i + 1 == count};
      if (i < names.size()) row.pieces.push_back({names[i], kCellPadding});
      if (i < values.size()) row.pieces.push_back({values[i], value_at});
      rows_.push_back(std::move(row));
    }
  }

  Typesetter& typesetter_;
  Numbering numbering_ = {};
  std::vector<Row> rows_ = {};
};

}  // namespace

std::vector<Row> rows_of(const Letter& letter, Typesetter& typesetter) {
  Body body(typesetter);
  body.add_addressee(letter);
  for (const auto& block : letter.body) std::visit(body, block);
  body.add_attachments(letter.attachments);
  return body.take();
}

}  // namespace dl::paper
