// What a page has beside its lines: tables, pictures, notes.
#include "base/text.h"
#include "intake/html_reader.h"

namespace dl::intake {

void HtmlReader::enter_table(const GumboNode& node, int depth) {
  flush();
  bool holds_article =
      zone_ == Zone::Before && page_.weights.of(node) > 0 && article_ != nullptr && holds(node, *article_);
  if (!holds_article && is_data_table(node, page_.weights)) {
    for (const auto* child : children_of(node))
      if (is_element(*child) && child->v.element.tag == GUMBO_TAG_CAPTION) walk(*child, depth + 1);
    Line line;
    line.kind = LineKind::Table;
    line.block.kind = content::BlockKind::Table;
    add_rows(node, depth, line.block.rows);
    push(std::move(line));
    if (article_ != nullptr)
      for (auto& picture : std::exchange(behind_table_, {})) push(std::move(picture));
    return;
  }
  if (zone_ == Zone::Inside && page_.weights.of(node) > 40)
    warn(draft_, "table-flattened", "有一个只用于排版或层层嵌套的表格被改成了普通段落，请核对顺序。");
  walk_children(node, depth);
  flush();
}

void HtmlReader::add_rows(const GumboNode& node, int depth, std::vector<content::Row>& rows) {
  for (const auto* child : children_of(node)) {
    if (!is_element(*child) || depth > kMaxDepth) continue;
    if (is_dropped(*child)) {
      drop(*child);
      continue;
    }
    if (child->v.element.tag != GUMBO_TAG_TR) {
      add_rows(*child, depth + 1, rows);
      continue;
    }
    content::Row row;
    for (const auto* cell : children_of(*child)) {
      if (!is_element(*cell)) continue;
      if (draft_.tally.full()) return;
      ++draft_.tally.cells;
      bool header = cell->v.element.tag == GUMBO_TAG_TH;
      if (!header && cell->v.element.tag != GUMBO_TAG_TD) continue;
      row.cells.push_back({.runs = cell_runs(*cell, depth),
                           .column_span = span_of(*cell, "colspan"),
                           .row_span = span_of(*cell, "rowspan"),
                           .header = header});
    }
    if (!row.cells.empty()) rows.push_back(std::move(row));
  }
}

/// The words of a cell on one line: its blocks with a space between.
std::vector<content::Run> HtmlReader::cell_runs(const GumboNode& cell, int depth) {
  Line whole;
  for (auto& line : lines_below(cell, depth, note_)) {
    if (line.kind == LineKind::Image) behind_table_.push_back(std::move(line));
    if (!line.is_text()) continue;
    if (!whole.text.empty()) whole.text += U' ';
    whole.append(line);
  }
  return whole.runs();
}

/// What stands below a node as lines of its own; notes, warnings and attachments go where the document's are.
std::vector<Line> HtmlReader::lines_below(const GumboNode& node, int depth, int note) {
  Draft inner;
  inner.tally = draft_.tally;
  HtmlReader reader(inner, page_, nullptr);
  reader.zone_ = zone_;
  reader.note_ = note;
  for (const auto* child : children_of(node)) reader.walk(*child, depth + 1);
  reader.finish();
  draft_.tally.characters = inner.tally.characters;
  for (auto& line : reader.behind_table_) behind_table_.push_back(std::move(line));
  for (auto& line : inner.behind) draft_.behind.push_back(std::move(line));
  for (auto& attachment : inner.attachments) draft_.attachments.push_back(std::move(attachment));
  for (auto& told : inner.notes) draft_.notes.push_back({std::move(told.warning), draft_.lines.size()});
  draft_.last_note = std::max(draft_.last_note, inner.last_note);
  return std::move(inner.lines);
}

void HtmlReader::add_image(const GumboNode& node) {
  auto source = text::trim(attribute(node, "src"));
  auto alt = text::trim(attribute(node, "alt"));
  auto width = attribute(node, "width");
  bool icon = !width.empty() && width.size() <= 2 && width < "64" && width.find('%') == width.npos;
  if (zone_ != Zone::Inside || icon || source.empty()) return;
  if (auto line = keep_picture_at(draft_, page_.pictures, source, alt)) {
    flush();
    return push(std::move(*line));
  }
  // Linking to it would send every reader to another host, which may change or lose it.
  std::string shown(source.starts_with("data:") ? "内嵌数据" : source.substr(0, 80));
  warn(draft_, "image-dropped",
       fmt::format("图片没有随文件一起提供，已略去：{}{}。请另行上传。", shown,
                   alt.empty() ? "" : "（" + std::string(alt) + "）"),
       shown);
}

/// The number of the note that a node holds, once its mark has been read.
int HtmlReader::note_of(const GumboNode& node) const {
  auto number = note_ == 0 ? page_.notes.of_element(node) : 0;
  return page_.marked.contains(number) ? number : 0;
}

/// A note goes behind the document, wherever it stands on the page. One without a label gets its mark in place of what
/// a list would give it.
void HtmlReader::enter_note(const GumboNode& node, int depth, int number) {
  flush();
  label_.clear();
  const auto mark = page_.marked.at(number);
  auto label = text_line(text::decode(mark));
  label.spans.push_back({.begin = 0, .end = label.text.size(), .note = number});
  label.text += U' ';
  for (auto& line : lines_below(node, depth, number)) {
    if (!line.is_text()) {
      warn(draft_, "notes-moved", fmt::format("注释 {} 里的表格或图片已移到注释之前，请核对。", mark), mark);
      line.zone = Zone::Inside;
      draft_.behind.push_back(std::move(line));
      continue;
    }
    const auto* first = line.spans.empty() ? nullptr : &line.spans.front();
    bool labelled = first != nullptr && first->note == number && first->begin == 0 &&
                    is_note_mark(View(line.text).substr(0, first->end));
    auto whole = std::exchange(label, {});
    if (labelled) whole = Line();
    whole.append(line);
    whole.note = number;
    draft_.behind.push_back(std::move(whole));
  }
  if (article_ != nullptr)
    for (auto& picture : std::exchange(behind_table_, {})) draft_.behind.push_back(std::move(picture));
  draft_.last_note = std::max(draft_.last_note, number);
}

}  // namespace dl::intake
