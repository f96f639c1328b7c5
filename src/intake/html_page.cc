#include "intake/html_page.h"

#include "base/text.h"
#include "intake/html_tree.h"
#include "intake/scan.h"

namespace dl::intake {

namespace {

bool names_file(std::string_view address) {
  auto path = text::ascii_lower(address.substr(0, address.find_first_of("?#")));
  for (std::string_view end : {".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".wps", ".et", ".ofd", ".zip",
                               ".rar", ".7z", ".csv"})
    if (path.ends_with(end)) return true;
  return false;
}

int span_of(const GumboNode& cell, const char* name) {
  int value = 0;
  for (char c : attribute(cell, name).substr(0, 4)) {
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
  }
  return std::clamp(value, 1, 1000);
}

/// Walks the tree and writes lines.
class Walker {
 public:
  Walker(Draft& draft, const TextWeights& weights, const GumboNode* article)
      : draft_(draft), weights_(weights), article_(article) {}

  void walk(const GumboNode& node, int depth) {
    if (draft_.tally.full()) return;
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE)
      return add_text(node.v.text.text);
    if (!is_element(node) || is_dropped(node)) return;
    if (depth > kMaxDepth) return warn(draft_, "page-too-deep", "网页嵌套过深，最里层的内容没有读取。");
    if (&node == article_) flush(), zone_ = Zone::Inside;
    enter(node, depth);
    if (&node == article_) flush(), zone_ = Zone::After;
  }

  void finish() { flush(); }

 private:
  void enter(const GumboNode& node, int depth) {
    switch (node.v.element.tag) {
      case GUMBO_TAG_BR: return flush();
      case GUMBO_TAG_HR: flush(); return add_rule();
      case GUMBO_TAG_IMG: return add_image(node);
      case GUMBO_TAG_TABLE: return enter_table(node, depth);
      case GUMBO_TAG_A: return enter_link(node, depth);
      case GUMBO_TAG_B:
      case GUMBO_TAG_STRONG: return marked(node, depth, &Span::strong);
      case GUMBO_TAG_I:
      case GUMBO_TAG_EM: return marked(node, depth, &Span::emphasis);
      case GUMBO_TAG_OL: return enter_list(node, depth);
      default: break;
    }
    bool block = is_block(node.v.element.tag);
    if (!block) return walk_children(node, depth);
    flush();
    bool was_centered = centered_;
    centered_ = centered_ || is_centered(node);
    auto rank = heading_rank(node.v.element.tag);
    if (rank > 0) level_ = rank == 1 ? 9 : std::min(rank - 1, 4);
    walk_children(node, depth);
    flush();
    level_ = 0;
    centered_ = was_centered;
  }

  void walk_children(const GumboNode& node, int depth) {
    for (const auto* child : children_of(node)) walk(*child, depth + 1);
  }

  void marked(const GumboNode& node, int depth, bool Span::*mark) {
    bool was = marks_.*mark;
    marks_.*mark = true;
    walk_children(node, depth);
    marks_.*mark = was;
  }

  void enter_link(const GumboNode& node, int depth) {
    auto address = text::trim(attribute(node, "href"));
    auto was = marks_.link;
    bool outside = address.starts_with("http://") || address.starts_with("https://") || address.starts_with("mailto:");
    marks_.link = outside && content::link_allowed(address) ? address : "";
    auto from = line_.text.size();
    auto lines = draft_.lines.size();
    walk_children(node, depth);
    marks_.link = was;
    if (!names_file(address) || zone_ == Zone::Before) return;
    View words = lines == draft_.lines.size() && from <= line_.text.size() ? View(line_.text).substr(from) : View();
    auto name = text::encode(trimmed(words));
    if (name.empty()) name = text::trim(attribute(node, "title"));
    if (name.empty())
      name = address.substr(address.find_last_of('/') == address.npos ? 0 : address.find_last_of('/') + 1);
    draft_.attachments.push_back({.name = name, .address = std::string(address)});
  }

  void enter_list(const GumboNode& node, int depth) {
    flush();
    int number = 1;
    for (const auto* child : children_of(node)) {
      if (is_element(*child) && child->v.element.tag == GUMBO_TAG_LI && !is_dropped(*child)) {
        flush();
        label_ = fmt::format("{}. ", number++);
      }
      walk(*child, depth + 1);
    }
    flush();
  }

  void enter_table(const GumboNode& node, int depth) {
    flush();
    bool holds_article = zone_ == Zone::Before && weights_.of(node) > 0 && contains_article(node, 0);
    if (!holds_article && is_data_table(node, weights_)) {
      Line line;
      line.kind = LineKind::Table;
      line.block.kind = content::BlockKind::Table;
      add_rows(node, depth, line.block.rows);
      push(std::move(line));
      return;
    }
    if (zone_ == Zone::Inside && weights_.of(node) > 40)
      warn(draft_, "table-flattened", "有一个只用于排版或层层嵌套的表格被改成了普通段落，请核对顺序。");
    walk_children(node, depth);
    flush();
  }

  bool contains_article(const GumboNode& node, int depth) const {
    if (&node == article_) return true;
    if (depth > kMaxDepth) return false;
    auto list = children_of(node);
    return std::any_of(list.begin(), list.end(),
                       [&](const auto* child) { return contains_article(*child, depth + 1); });
  }

  void add_rows(const GumboNode& node, int depth, std::vector<content::Row>& rows) {
    for (const auto* child : children_of(node)) {
      if (!is_element(*child) || is_dropped(*child) || depth > kMaxDepth) continue;
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
  std::vector<content::Run> cell_runs(const GumboNode& cell, int depth) {
    Draft inner;
    inner.tally = draft_.tally;
    Walker walker(inner, weights_, nullptr);
    walker.zone_ = zone_;
    for (const auto* child : children_of(cell)) walker.walk(*child, depth + 1);
    walker.finish();
    draft_.tally.characters = inner.tally.characters;
    for (auto& attachment : inner.attachments) draft_.attachments.push_back(std::move(attachment));
    for (auto& note : inner.notes) draft_.notes.push_back({std::move(note.warning), draft_.lines.size()});
    Line whole;
    for (auto& line : inner.lines) {
      if (!line.is_text()) continue;
      if (!whole.text.empty()) whole.text += U' ';
      whole.append(line);
    }
    return whole.runs();
  }

  void add_text(std::string_view text) {
    if (!label_.empty() && !text::trim(text).empty()) {
      auto label = std::exchange(label_, {});
      add_text(label);
    }
    auto from = line_.text.size();
    for (std::size_t at = 0; at < text.size();) {
      char32_t c = text::next(text, at);
      if (c == U'\n' || c == U'\t' || c == U'\r' || c == U'\f') c = U' ';
      if (c == 0x200B || c == 0xFEFF) continue;
      if (c == U' ' && (line_.text.empty() || line_.text.back() == U' ')) continue;
      line_.text += c;
    }
    draft_.tally.characters += line_.text.size() - from;
    if (line_.text.size() == from || (!marks_.strong && !marks_.emphasis && marks_.link.empty())) return;
    auto span = marks_;
    span.begin = from;
    span.end = line_.text.size();
    line_.spans.push_back(std::move(span));
  }

  void add_image(const GumboNode& node) {
    auto source = text::trim(attribute(node, "src"));
    auto alt = text::trim(attribute(node, "alt"));
    auto width = attribute(node, "width");
    bool icon = !width.empty() && width.size() <= 2 && width < "64" && width.find('%') == width.npos;
    if (zone_ != Zone::Inside || icon || source.empty()) return;
    // Linking to it would send every reader to another host, which may change or lose it.
    std::string shown(source.starts_with("data:") ? "内嵌数据" : source.substr(0, 80));
    warn(draft_, "image-dropped",
         fmt::format("图片没有随文件一起提供，已略去：{}{}。请另行上传。", shown,
                     alt.empty() ? "" : "（" + std::string(alt) + "）"),
         shown);
  }

  void add_rule() {
    Line line;
    line.kind = LineKind::Rule;
    line.block.kind = content::BlockKind::Rule;
    if (zone_ == Zone::Inside) push(std::move(line));
  }

  void flush() {
    line_.trim();
    if (!line_.text.empty()) {
      line_.centered = centered_;
      line_.source_level = level_;
      push(std::move(line_));
    }
    line_ = Line();
  }

  void push(Line line) {
    line.zone = zone_;
    draft_.lines.push_back(std::move(line));
    ++draft_.tally.lines;
  }

  Draft& draft_;
  const TextWeights& weights_;
  const GumboNode* article_;
  Line line_ = {};
  std::string label_ = {};  ///< the number of a list item, until its first word
  Span marks_ = {};
  Zone zone_ = Zone::Before;
  int level_ = 0;
  bool centered_ = false;
};

void read_head(const GumboNode& node, int depth, Draft& draft) {
  static constexpr std::pair<std::string_view, std::string_view> kMeta[] = {
      {"articletitle", "标题"}, {"pubdate", "发布日期"}, {"contentsource", "来源"},
      {"author", "作者"},       {"keywords", "关键词"},  {"description", "摘要"}};
  if (!is_element(node) || depth > 4) return;
  if (node.v.element.tag == GUMBO_TAG_META) {
    auto name = text::ascii_lower(attribute(node, "name"));
    for (const auto& [meta, label] : kMeta)
      if (name == meta) draft.facts.emplace_back(label, text::trim(attribute(node, "content")));
  }
  if (node.v.element.tag == GUMBO_TAG_TITLE)
    for (const auto* child : children_of(node))
      if (child->type == GUMBO_NODE_TEXT && draft.title.empty()) draft.title = text::fold_space(child->v.text.text);
  if (node.v.element.tag == GUMBO_TAG_BODY) return;
  for (const auto* child : children_of(node)) read_head(*child, depth + 1, draft);
}

}  // namespace

Outcome<Draft> read_html(std::string_view html) {
  DL_TRY(auto tree, HtmlTree::parse(html));
  Draft draft;
  read_head(*tree.root(), 0, draft);
  TextWeights weights(*tree.root());
  Walker walker(draft, weights, find_article(*tree.root(), weights));
  walker.walk(*tree.root(), 0);
  walker.finish();
  return draft;
}

}  // namespace dl::intake
