#include "intake/html_page.h"

#include "base/text.h"
#include "intake/html_head.h"
#include "intake/html_reader.h"

namespace dl::intake {

void HtmlReader::walk(const GumboNode& node, int depth) {
  if (draft_.tally.full()) return;
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE)
    return add_text(node.v.text.text);
  if (!is_element(node)) return;
  if (auto note = note_of(node); note > 0) return enter_note(node, depth, note);
  if (is_dropped(node)) return drop(node);
  if (depth > kMaxDepth)
    return warn(draft_, "page-too-deep", "网页嵌套过深，最里层的内容没有读取。", text::fold_space(words_below(node)));
  if (&node == article_) flush(), zone_ = Zone::Inside;
  enter(node, depth);
  if (&node == article_) flush(), zone_ = Zone::After;
}

void HtmlReader::enter(const GumboNode& node, int depth) {
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
    case GUMBO_TAG_DEL: return marked(node, depth, &Span::struck);
    case GUMBO_TAG_RUBY: return enter_ruby(node, depth);
    case GUMBO_TAG_RT: reading_ += words_below(node); return;
    case GUMBO_TAG_RP: return;
    case GUMBO_TAG_Q:
      add_text("“");
      walk_children(node, depth);
      return add_text("”");
    default: break;
  }
  if (is_block(node.v.element.tag))
    enter_block(node, depth);
  else
    enter_line(node, depth);
}

/// An element within a line, whose style may say what tags say elsewhere.
void HtmlReader::enter_line(const GumboNode& node, int depth) {
  if (attribute(node, "style").empty()) return walk_children(node, depth);
  auto style = style_of(node);
  if (style.find("vertical-align:super") != style.npos) return scripted_words(node, depth, Script::Super);
  if (style.find("vertical-align:sub") != style.npos) return scripted_words(node, depth, Script::Sub);
  if (style.find("line-through") != style.npos) return marked(node, depth, &Span::struck);
  walk_children(node, depth);
}

void HtmlReader::enter_block(const GumboNode& node, int depth) {
  flush();
  auto tag = node.v.element.tag;
  bool was_centered = centered_, was_kept = breaks_kept_, was_caption = caption_;
  breaks_kept_ = breaks_kept_ || keeps_breaks(node);
  centered_ = centered_ || is_centered(node);
  caption_ = caption_ || tag == GUMBO_TAG_CAPTION || tag == GUMBO_TAG_FIGCAPTION;
  auto rank = heading_rank(tag);
  if (rank > 0) level_ = rank == 1 ? 9 : std::min(rank - 1, 4);
  walk_children(node, depth);
  flush();
  level_ = 0;
  centered_ = was_centered;
  breaks_kept_ = was_kept;
  caption_ = was_caption;
}

/// What is in the article and does not get into the text is told.
void HtmlReader::lose(Loss loss, std::string_view words) {
  if (zone_ != Zone::Inside) return;
  losses_.add(loss, text::decode(text::fold_space(words)), line_.text.size(), line_.text.size());
}

void HtmlReader::drop(const GumboNode& node) {
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

void HtmlReader::drop_input(const GumboNode& node) {
  auto type = text::ascii_lower(attribute(node, "type"));
  if (type == "hidden" || type == "submit" || type == "button" || type == "image" || is_hidden(node)) return;
  if (type != "checkbox" && type != "radio") return lose(Loss::Part, attribute(node, "value"));
  bool ticked = gumbo_get_attribute(&node.v.element.attributes, "checked") != nullptr;
  if (zone_ == Zone::Inside) add_text(ticked ? "☑" : "□");
}

void HtmlReader::walk_children(const GumboNode& node, int depth) {
  for (const auto* child : children_of(node)) walk(*child, depth + 1);
}

void HtmlReader::enter_list(const GumboNode& node, int depth) {
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

void HtmlReader::add_rule() {
  Line line;
  line.kind = LineKind::Rule;
  line.block.kind = content::BlockKind::Rule;
  if (zone_ == Zone::Inside) push(std::move(line));
}

void HtmlReader::flush() {
  losses_.tell(draft_, draft_.lines.size());
  line_.trim();
  if (!line_.text.empty()) {
    line_.centered = centered_;
    line_.caption = caption_;
    line_.source_level = level_;
    line_.linked = linked_ * 5 >= line_.text.size() * 4;
    push(std::move(line_));
  }
  line_ = Line();
  linked_ = 0;
}

void HtmlReader::push(Line line) {
  line.zone = zone_;
  draft_.lines.push_back(std::move(line));
  ++draft_.tally.lines;
}

namespace {

constexpr std::size_t kLittle = 60;  ///< characters; less is no document

Draft read_tree(const HtmlTree& tree, const Pictures& pictures) {
  Draft draft;
  read_head(*tree.root(), 0, draft);
  TextWeights weights(*tree.root());
  HtmlNotes notes(*tree.root());
  HtmlSource page{weights, pictures, notes};
  HtmlReader reader(draft, page, find_article(*tree.root(), weights));
  reader.walk(*tree.root(), 0);
  reader.finish();
  adopt_captions(draft);
  std::ranges::stable_sort(draft.behind, {}, &Line::note);
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
