// The content tree as HTML: escaped, notes last with links both ways.
#include <set>

#include "base/content.h"
#include "base/markup.h"

namespace dl::content {

namespace {

/// How many columns each row covers, with the cells that reach down from rows above.
std::vector<int> row_widths(const std::vector<Row>& rows) {
  struct Reach {
    int columns = 1;
    int rows = 0;
  };
  std::vector<Reach> reaches;
  std::vector<int> widths;
  for (const auto& row : rows) {
    int width = 0;
    for (auto& reach : reaches)
      if (reach.rows-- > 0) width += reach.columns;
    for (const auto& cell : row.cells) {
      width += cell.column_span;
      if (cell.row_span > 1) reaches.push_back({cell.column_span, cell.row_span - 1});
    }
    std::erase_if(reaches, [](const Reach& reach) { return reach.rows <= 0; });
    widths.push_back(width);
  }
  return widths;
}

std::string_view class_of(Align align) {
  switch (align) {
    case Align::Left: return " class=\"left\"";
    case Align::Center: return " class=\"center\"";
    case Align::Right: return " class=\"right\"";
    case Align::Body: break;
  }
  return "";
}

/// The numbers of the notes that have both a mark in the text and words of their own: these lead to each other.
std::set<int> linked_notes(const Tree& tree) {
  std::set<int> marks, notes, both;
  auto add = [&](const std::vector<Run>& runs) {
    for (const auto& run : runs)
      if (run.note != 0) marks.insert(run.note);
  };
  for (const auto& block : tree.blocks) {
    if (block.note != 0) {
      notes.insert(block.note);
      continue;
    }
    add(block.runs);
    for (const auto& row : block.rows)
      for (const auto& cell : row.cells) add(cell.runs);
  }
  std::ranges::set_intersection(marks, notes, std::inserter(both, both.end()));
  return both;
}

class Writer {
 public:
  Writer(const Tree& tree, std::string_view file_prefix)
      : tree_(tree), file_prefix_(file_prefix), linked_(linked_notes(tree)) {}

  std::string write() {
    bool notes = false;
    for (const auto& block : tree_.blocks) {
      notes = notes || block.note != 0;
      if (block.note == 0) add_block(block);
    }
    if (!notes) return std::move(out_);
    out_ += "<section class=\"notes\" role=\"doc-endnotes\">\n";
    for (const auto& block : tree_.blocks)
      if (block.note != 0) add_block(block);
    out_ += "</section>\n";
    return std::move(out_);
  }

 private:
  void add_block(const Block& block) {
    switch (block.kind) {
      case BlockKind::Heading: {
        auto tag = std::clamp(block.level, 1, 4) + 1;
        out_ += fmt::format("<h{}>", tag);
        add_runs(block.runs);
        out_ += fmt::format("</h{}>\n", tag);
        return;
      }
      case BlockKind::Paragraph:
        out_ += fmt::format("<p{}{}>", class_of(block.align), anchor_of_note(block.note));
        in_note_ = block.note != 0;
        add_runs(block.runs);
        in_note_ = false;
        out_ += "</p>\n";
        return;
      case BlockKind::Table: return add_table(block);
      case BlockKind::Image: return add_image(block);
      case BlockKind::Rule: out_ += "<hr>\n"; return;
    }
  }

  /// The first paragraph of a note is what its mark leads to.
  std::string anchor_of_note(int note) {
    if (!linked_.contains(note) || !begun_.insert(note).second) return {};
    return fmt::format(" id=\"note-{}\"", note);
  }

  void add_runs(const std::vector<Run>& runs) {
    for (const auto& run : runs) {
      auto end = open_link(run);
      if (run.strong) out_ += "<strong>";
      if (run.emphasis) out_ += "<em>";
      if (run.struck) out_ += "<s>";
      bool script = run.script != Script::Plain && run.note == 0;
      if (script) out_ += run.script == Script::Super ? "<sup>" : "<sub>";
      append_escaped(out_, run.text);
      if (script) out_ += run.script == Script::Super ? "</sup>" : "</sub>";
      if (run.struck) out_ += "</s>";
      if (run.emphasis) out_ += "</em>";
      if (run.strong) out_ += "</strong>";
      out_ += end;
    }
  }

  /// Begins what a run leads to and returns how that ends.
  std::string_view open_link(const Run& run) {
    if (run.note != 0) return in_note_ ? open_label(run.note) : open_mark(run.note);
    if (run.link.empty() || !link_allowed(run.link)) return "";
    out_ += "<a href=\"";
    append_escaped(out_, run.link);
    out_ += run.link.front() == '/' ? "\">" : "\" rel=\"noopener noreferrer\">";
    return "</a>";
  }

  std::string_view open_label(int note) {
    if (!linked_.contains(note)) return "";
    out_ += fmt::format("<a href=\"#noteref-{}\" role=\"doc-backlink\">", note);
    return "</a>";
  }

  std::string_view open_mark(int note) {
    out_ += "<sup>";
    if (!linked_.contains(note)) return "</sup>";
    out_ += fmt::format("<a href=\"#note-{}\"", note);
    if (marked_.insert(note).second) out_ += fmt::format(" id=\"noteref-{}\"", note);
    out_ += " role=\"doc-noteref\">";
    return "</a></sup>";
  }

  void add_cell(const Cell& cell, int column_span) {
    out_ += cell.header ? "<th" : "<td";
    if (column_span > 1) out_ += fmt::format(" colspan=\"{}\"", column_span);
    if (cell.row_span > 1) out_ += fmt::format(" rowspan=\"{}\"", cell.row_span);
    out_ += '>';
    add_runs(cell.runs);
    out_ += cell.header ? "</th>" : "</td>";
  }

  // A row that is too short, as forms have them, is filled by its last cell, or by an empty one where
  // that cell reaches down.
  void add_table(const Block& block) {
    auto widths = row_widths(block.rows);
    int widest = widths.empty() ? 0 : *std::ranges::max_element(widths);
    out_ += "<div class=\"table-scroll\" tabindex=\"0\"><table>";
    add_caption("caption", block.runs);
    for (std::size_t at = 0; at < block.rows.size(); ++at) {
      const auto& cells = block.rows[at].cells;
      int missing = widest - widths[at];
      bool stretch = !cells.empty() && cells.back().row_span == 1;
      out_ += "<tr>";
      for (const auto& cell : cells)
        add_cell(cell, cell.column_span + (stretch && &cell == &cells.back() ? missing : 0));
      if (missing > 0 && !stretch) add_cell({}, missing);
      out_ += "</tr>";
    }
    out_ += "</table></div>\n";
  }

  void add_image(const Block& block) {
    if (!source_allowed(block.source)) return;
    out_ += "<figure><img src=\"";
    append_escaped(out_, file_prefix_);
    append_escaped(out_, std::string_view(block.source).substr(5));
    out_ += "\" alt=\"";
    append_escaped(out_, block.alt);
    out_ += "\" loading=\"lazy\">";
    add_caption("figcaption", block.runs);
    out_ += "</figure>\n";
  }

  void add_caption(std::string_view tag, const std::vector<Run>& runs) {
    if (runs.empty()) return;
    out_ += fmt::format("<{}>", tag);
    add_runs(runs);
    out_ += fmt::format("</{}>", tag);
  }

  const Tree& tree_;
  std::string_view file_prefix_;
  std::set<int> linked_;
  std::set<int> marked_ = {};  ///< notes whose first mark has been written
  std::set<int> begun_ = {};   ///< notes whose first paragraph has been written
  bool in_note_ = false;
  std::string out_ = {};
};

}  // namespace

std::string render_html(const Tree& tree, std::string_view file_prefix) { return Writer(tree, file_prefix).write(); }

}  // namespace dl::content
