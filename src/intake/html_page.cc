#include "intake/html_page.h"

#include "base/text.h"
#include "intake/html_head.h"
#include "intake/html_math.h"
#include "intake/html_tree.h"
#include "intake/losses.h"
#include "intake/picture.h"
#include "intake/scan.h"
#include "intake/script.h"

namespace dl::intake {

namespace {

/// Walks the tree and writes lines.
class Walker {
 public:
  Walker(Draft& draft, const TextWeights& weights, const GumboNode* article, const Pictures& pictures)
      : draft_(draft), weights_(weights), article_(article), pictures_(pictures) {}

  void walk(const GumboNode& node, int depth) {
    if (draft_.tally.full()) return;
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE)
      return add_text(node.v.text.text);
    if (!is_element(node)) return;
    if (is_dropped(node)) return drop(node);
    if (depth > kMaxDepth)
      return warn(draft_, "page-too-deep", "网页嵌套过深，最里层的内容没有读取。", text::fold_space(words_below(node)));
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
      case GUMBO_TAG_SUP: return scripted_words(node, depth, Script::Super);
      case GUMBO_TAG_SUB: return scripted_words(node, depth, Script::Sub);
      case GUMBO_TAG_S:
      case GUMBO_TAG_STRIKE:
      case GUMBO_TAG_DEL: return struck_words(node, depth);
      case GUMBO_TAG_RUBY: return enter_ruby(node, depth);
      case GUMBO_TAG_RT: reading_ += words_below(node); return;
      case GUMBO_TAG_RP: return;
      case GUMBO_TAG_Q:
        add_text("“");
        walk_children(node, depth);
        return add_text("”");
      default: break;
    }
    if (!is_block(node.v.element.tag) && !attribute(node, "style").empty()) {
      auto style = style_of(node);
      if (style.find("vertical-align:super") != style.npos) return scripted_words(node, depth, Script::Super);
      if (style.find("vertical-align:sub") != style.npos) return scripted_words(node, depth, Script::Sub);
      if (style.find("line-through") != style.npos) return struck_words(node, depth);
    }
    bool block = is_block(node.v.element.tag);
    if (!block) return walk_children(node, depth);
    flush();
    bool was_centered = centered_, was_kept = breaks_kept_;
    breaks_kept_ = breaks_kept_ || keeps_breaks(node);
    centered_ = centered_ || is_centered(node);
    auto rank = heading_rank(node.v.element.tag);
    if (rank > 0) level_ = rank == 1 ? 9 : std::min(rank - 1, 4);
    walk_children(node, depth);
    flush();
    level_ = 0;
    centered_ = was_centered;
    breaks_kept_ = was_kept;
  }

  /// What is in the article and does not get into the text is told.
  void lose(Loss loss, std::string_view words) {
    if (zone_ != Zone::Inside) return;
    losses_.add(loss, text::decode(text::fold_space(words)), line_.text.size(), line_.text.size());
  }

  void drop(const GumboNode& node) {
    switch (node.v.element.tag) {
      case GUMBO_TAG_SCRIPT:
      case GUMBO_TAG_STYLE:
      case GUMBO_TAG_TEMPLATE:
      case GUMBO_TAG_HEAD:
      case GUMBO_TAG_BUTTON: return;
      case GUMBO_TAG_MATH: return is_hidden(node) ? lose(Loss::Hidden, words_below(node)) : add_math(node);
      case GUMBO_TAG_INPUT: return drop_input(node);
      case GUMBO_TAG_SVG:
      case GUMBO_TAG_CANVAS:
      case GUMBO_TAG_IFRAME:
      case GUMBO_TAG_OBJECT:
      case GUMBO_TAG_EMBED:
      case GUMBO_TAG_VIDEO:
      case GUMBO_TAG_AUDIO:
        return lose(Loss::Object, fmt::format("{} {}{} {}", name_of(node), attribute(node, "src"),
                                              attribute(node, "data"), words_below(node)));
      default: lose(is_hidden(node) ? Loss::Hidden : Loss::Part, words_below(node));
    }
  }

  void drop_input(const GumboNode& node) {
    auto type = text::ascii_lower(attribute(node, "type"));
    if (type == "hidden" || type == "submit" || type == "button" || type == "image" || is_hidden(node)) return;
    if (type != "checkbox" && type != "radio") return lose(Loss::Part, attribute(node, "value"));
    bool ticked = gumbo_get_attribute(&node.v.element.attributes, "checked") != nullptr;
    if (zone_ == Zone::Inside) add_text(ticked ? "☑" : "□");
  }

  void add_math(const GumboNode& node) {
    auto from = line_.text.size();
    bool shaped = false;
    auto words = linear_math(node, shaped);
    line_.text += words;
    if (shaped && zone_ == Zone::Inside) losses_.add(Loss::Formula, words, from, line_.text.size());
  }

  /// The characters that walking the children has added to this line; nothing when it was ended meanwhile.
  View words_of_children(const GumboNode& node, int depth, std::size_t& from) {
    from = line_.text.size();
    auto lines = draft_.lines.size();
    walk_children(node, depth);
    if (lines != draft_.lines.size()) from = 0;
    return View(line_.text).substr(std::min(from, line_.text.size()));
  }

  /// As characters of their own where there are such, else with a mark.
  void scripted_words(const GumboNode& node, int depth, Script script) {
    auto words = text::decode(text::fold_space(words_below(node)));
    if (!as_script(words, script) && !is_note_mark(words)) {
      auto was = std::exchange(marks_.script, script);
      walk_children(node, depth);
      marks_.script = was;
      return;
    }
    std::size_t from = 0;
    if (auto own = as_script(words_of_children(node, depth, from), script)) line_.text.replace(from, Chars::npos, *own);
  }

  void struck_words(const GumboNode& node, int depth) { marked(node, depth, &Span::struck); }

  void enter_ruby(const GumboNode& node, int depth) {
    std::size_t from = 0;
    auto base = Chars(words_of_children(node, depth, from));
    auto reading = text::decode(std::exchange(reading_, {}));
    if (reading.empty() || zone_ != Zone::Inside) return;
    losses_.add(Loss::Ruby, base + U"（" + reading + U"）", line_.text.size(), line_.text.size());
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
    auto list = children_of(node);
    auto is_item = [](const GumboNode* child) {
      return is_element(*child) && child->v.element.tag == GUMBO_TAG_LI && !is_dropped(*child);
    };
    bool backwards = gumbo_get_attribute(&node.v.element.attributes, "reversed") != nullptr;
    int number = number_of(node, "start", backwards ? static_cast<int>(std::ranges::count_if(list, is_item)) : 1);
    for (const auto* child : list) {
      if (is_item(child)) {
        flush();
        number = number_of(*child, "value", number);
        label_ = label_of(node, number);
        number += backwards ? -1 : 1;
      }
      walk(*child, depth + 1);
    }
    flush();
  }

  void enter_table(const GumboNode& node, int depth) {
    flush();
    bool holds_article =
        zone_ == Zone::Before && weights_.of(node) > 0 && article_ != nullptr && holds(node, *article_);
    if (!holds_article && is_data_table(node, weights_)) {
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
    if (zone_ == Zone::Inside && weights_.of(node) > 40)
      warn(draft_, "table-flattened", "有一个只用于排版或层层嵌套的表格被改成了普通段落，请核对顺序。");
    walk_children(node, depth);
    flush();
  }

  void add_rows(const GumboNode& node, int depth, std::vector<content::Row>& rows) {
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
  std::vector<content::Run> cell_runs(const GumboNode& cell, int depth) {
    Draft inner;
    inner.tally = draft_.tally;
    Walker walker(inner, weights_, nullptr, pictures_);
    walker.zone_ = zone_;
    for (const auto* child : children_of(cell)) walker.walk(*child, depth + 1);
    walker.finish();
    draft_.tally.characters = inner.tally.characters;
    for (auto& line : walker.behind_table_) behind_table_.push_back(std::move(line));
    for (auto& attachment : inner.attachments) draft_.attachments.push_back(std::move(attachment));
    for (auto& note : inner.notes) draft_.notes.push_back({std::move(note.warning), draft_.lines.size()});
    Line whole;
    for (auto& line : inner.lines) {
      if (line.kind == LineKind::Image) behind_table_.push_back(std::move(line));
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
      if (c == U'\n' && breaks_kept_) {
        mark(from);
        flush();
        from = 0;
        continue;
      }
      if (c == U'\n' || c == U'\t' || c == U'\r' || c == U'\f') c = U' ';
      if (c == 0x200B || c == 0xFEFF) continue;
      if (c == U' ' && (line_.text.empty() || line_.text.back() == U' ')) continue;
      line_.text += c;
    }
    mark(from);
  }

  /// Gives the characters from there on the marks of where they stand.
  void mark(std::size_t from) {
    draft_.tally.characters += line_.text.size() - from;
    if (line_.text.size() == from) return;
    if (marks_.struck && zone_ == Zone::Inside)
      losses_.add(Loss::Struck, View(line_.text).substr(from), from, line_.text.size());
    if (marks_.plain()) return;
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
    if (auto line = keep_picture_at(draft_, pictures_, source, alt)) {
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

  void add_rule() {
    Line line;
    line.kind = LineKind::Rule;
    line.block.kind = content::BlockKind::Rule;
    if (zone_ == Zone::Inside) push(std::move(line));
  }

  void flush() {
    losses_.tell(draft_, draft_.lines.size());
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
  const Pictures& pictures_;
  std::vector<Line> behind_table_ = {};  ///< pictures of cells
  Line line_ = {};
  std::string label_ = {};  ///< the number of a list item, until its first word
  Span marks_ = {};
  Zone zone_ = Zone::Before;
  int level_ = 0;
  bool centered_ = false;
  bool breaks_kept_ = false;
  std::string reading_ = {};  ///< of a ruby, until its end
  Losses losses_ = {};
};

constexpr std::size_t kLittle = 60;  ///< characters; less is no document

Draft read_tree(const HtmlTree& tree, const Pictures& pictures) {
  Draft draft;
  read_head(*tree.root(), 0, draft);
  TextWeights weights(*tree.root());
  Walker walker(draft, weights, find_article(*tree.root(), weights), pictures);
  walker.walk(*tree.root(), 0);
  walker.finish();
  return draft;
}

}  // namespace

Outcome<Draft> read_html(std::string_view html, const Pictures& pictures) {
  DL_TRY(auto tree, HtmlTree::parse(html));
  const auto seen = TextWeights(*tree.root()).of(*tree.root());
  const bool revealed = tree.reveal(std::max(kLittle, seen * 2));
  auto draft = read_tree(tree, pictures);
  if (revealed)
    warn_at(draft, kNoLine, "hidden-read", "正文在网页里是隐藏的，由脚本显示，已读入；请核对是否就是要公开的内容。");
  if (draft.lines.empty() && html.find("<script") != html.npos)
    return fail(Fault::Unreadable, "intake.script-page", "nothing but scripts");
  return draft;
}

}  // namespace dl::intake
