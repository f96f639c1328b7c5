#include "intake/html_tree.h"

#include <bit>

#include "base/text.h"

namespace dl::intake {

namespace {

constexpr int kDeepest = 5000;
constexpr std::size_t kMostTags = 400'000;
constexpr std::size_t kMostAttributes = 300;  ///< of one tag

bool is_tag(GumboTag tag, std::initializer_list<GumboTag> tags) {
  return std::find(tags.begin(), tags.end(), tag) != tags.end();
}

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Elements that hold no others, or that the next one of their kind ends.
bool is_leaf(std::string_view name) {
  static constexpr std::string_view kLeaves[] = {"br", "img", "meta", "link",   "input", "hr",    "p",
                                                 "li", "td",  "tr",   "option", "col",   "param", "area"};
  return std::ranges::find(kLeaves, name) != std::end(kLeaves);
}

/// Moves `at` from behind a tag's name to its end and returns the number of its attributes, as a browser counts them.
std::size_t count_attributes(std::string_view html, std::size_t& at) {
  std::size_t count = 0;
  auto skip_blanks = [&] {
    while (at < html.size() && is_blank(html[at])) ++at;
  };
  while (true) {
    while (at < html.size() && (is_blank(html[at]) || html[at] == '/')) ++at;
    if (at >= html.size() || html[at] == '>') return count;
    ++count;
    ++at;  // even "=" begins a name
    while (at < html.size() && !is_blank(html[at]) && html[at] != '/' && html[at] != '>' && html[at] != '=') ++at;
    skip_blanks();
    if (at >= html.size() || html[at] != '=') continue;
    ++at;
    skip_blanks();
    if (at < html.size() && (html[at] == '"' || html[at] == '\'')) {
      at = std::min(html.find(html[at], at + 1), html.size() - 1) + 1;
    } else {
      while (at < html.size() && !is_blank(html[at]) && html[at] != '>') ++at;
    }
  }
}

/// Where a script or a style sheet whose tag ended at `at` is over.
std::size_t end_of_raw(std::string_view html, std::string_view name, std::size_t at) {
  for (auto end = html.find("</", at); end != html.npos; end = html.find("</", end + 2))
    if (text::ascii_lower(html.substr(end + 2, name.size())) == name) return end;
  return html.size();
}

/// Refuses markup that costs more than any page: the parser compares each attribute of a tag with all before it,
/// takes some 200 bytes a tag, and frees its tree by recursion.
Outcome<void> check_markup(std::string_view html) {
  std::size_t tags = 0;
  int depth = 0;
  for (auto at = html.find('<'); at < html.size(); at = html.find('<', at)) {
    if (html.substr(at, 4) == "<!--") {
      at = std::min(html.find("-->", at + 4), html.size());
      continue;
    }
    if (++at >= html.size()) break;
    if (html[at] == '/') {
      if (depth > 0) --depth;
      continue;
    }
    if (std::isalpha(static_cast<unsigned char>(html[at])) == 0) continue;
    auto from = at;
    while (at < html.size() && is_name(html[at])) ++at;
    auto name = text::ascii_lower(html.substr(from, at - from));
    if (!is_leaf(name) && ++depth > kDeepest) return fail(Fault::Unreadable, "intake.broken", "HTML nesting");
    if (++tags > kMostTags) return fail(Fault::TooLarge, "intake.too-many", "HTML tags");
    if (count_attributes(html, at) > kMostAttributes)
      return fail(Fault::TooLarge, "intake.too-costly", "attributes of <" + name.substr(0, 20) + ">");
    if (name == "script" || name == "style") at = end_of_raw(html, name, at);
  }
  return {};
}

std::size_t visible_characters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();)
    if (!text::is_space(text::next(text, at))) ++count;
  return count;
}

/// Names that content systems of government sites give to the element with the article.
bool names_article(const GumboNode& node) {
  static constexpr std::string_view kNames[] = {
      "zoom",          "ucap-content", "trs_editor",   "trs_ueditor",      "view",
      "pages_content", "article-body", "article_con",  "articlecon",       "article-con",
      "news_content",  "newscontent",  "news-content", "xxgk_content",     "content_text",
      "conttext",      "con_text",     "wz_content",   "artcontent",       "text_content",
      "xl_content",    "detail-con",   "detail_con",   "contenttext",      "bt_content",
      "zwxl-article",  "info_content", "main_content", "custom_unionstyle"};
  for (const char* name : {"id", "class"}) {
    auto value = text::ascii_lower(attribute(node, name));
    std::string_view rest = value;
    while (!rest.empty()) {
      auto end = rest.find(' ');
      auto token = rest.substr(0, end);
      for (auto known : kNames)
        if (token == known || (known.size() > 6 && token.starts_with(known))) return true;
      rest = end == rest.npos ? std::string_view() : rest.substr(end + 1);
    }
  }
  return false;
}

void find_named(const GumboNode& node, const TextWeights& weights, int depth, const GumboNode*& best) {
  if (!is_element(node) || depth > kMaxDepth || is_dropped(node)) return;
  if (names_article(node) && (best == nullptr || weights.of(node) > weights.of(*best))) best = &node;
  for (const auto* child : children_of(node)) find_named(*child, weights, depth + 1, best);
}

struct Shape {
  std::size_t rows = 0;
  std::size_t wide_rows = 0;
  std::size_t longest = 0;
  std::size_t blocks = 0;     ///< of the fullest cell
  std::uint64_t columns = 0;  ///< of the first 64, a bit for each that holds anything
  bool nested = false;
};

/// Elements below a cell that begin lines.
std::size_t blocks_in(const GumboNode& node, int depth) {
  std::size_t count = 0;
  for (const auto* child : children_of(node))
    if (is_element(*child) && depth < kMaxDepth)
      count += (is_block(child->v.element.tag) || child->v.element.tag == GUMBO_TAG_BR ? 1 : 0) +
               blocks_in(*child, depth + 1);
  return count;
}

/// Whether there is a word or a picture below a node.
bool holds_anything(const GumboNode& node, int depth) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) return visible_characters(node.v.text.text) > 0;
  if (!is_element(node) || depth > kMaxDepth || is_dropped(node)) return false;
  if (node.v.element.tag == GUMBO_TAG_IMG) return true;
  return std::ranges::any_of(children_of(node),
                             [&](const GumboNode* child) { return holds_anything(*child, depth + 1); });
}

/// The columns of a row that hold anything.
std::uint64_t filled_columns(const GumboNode& row, int depth) {
  std::uint64_t filled = 0;
  unsigned column = 0;
  for (const auto* cell : children_of(row)) {
    if (!is_element(*cell) || column > 63) continue;
    if (holds_anything(*cell, depth)) filled |= std::uint64_t{1} << column;
    ++column;
  }
  return filled;
}

void measure(const GumboNode& node, const TextWeights& weights, int depth, Shape& shape) {
  for (const auto* child : children_of(node)) {
    if (!is_element(*child) || depth > kMaxDepth) continue;
    auto tag = child->v.element.tag;
    if (tag == GUMBO_TAG_TABLE || heading_rank(tag) == 1) shape.nested = true;
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
      shape.longest = std::max(shape.longest, weights.of(*child));
      shape.blocks = std::max(shape.blocks, blocks_in(*child, depth));
    }
    if (tag == GUMBO_TAG_TR) {
      auto cells = children_of(*child);
      ++shape.rows;
      shape.columns |= filled_columns(*child, depth);
      if (std::count_if(cells.begin(), cells.end(), [](const GumboNode* cell) { return is_element(*cell); }) > 1)
        ++shape.wide_rows;
    }
    measure(*child, weights, depth + 1, shape);
  }
}

}  // namespace

Outcome<HtmlTree> HtmlTree::parse(std::string_view html) {
  DL_CHECK(check_markup(html));
  HtmlTree tree;
  tree.output_.reset(gumbo_parse_with_options(&kGumboDefaultOptions, html.data(), html.size()));
  if (tree.output_ == nullptr || tree.output_->root == nullptr) return fail(Fault::Unreadable, "intake.broken", "HTML");
  return tree;
}

namespace {

/// The tree is ours, and its attributes are what is_hidden() asks.
void show(GumboNode& node) {
  for (const char* name : {"hidden", "aria-hidden", "style"})
    if (auto* found = gumbo_get_attribute(&node.v.element.attributes, name)) const_cast<char*>(found->name)[0] = '-';
}

struct Prose {
  std::size_t characters = 0;
  bool has_sentence = false;
};

/// Counts all of it, as words_below() does not.
void count_prose(const GumboNode& node, int depth, Prose& prose) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
    std::string_view words = node.v.text.text;
    prose.characters += visible_characters(words);
    prose.has_sentence = prose.has_sentence || words.find("。") != words.npos;
  }
  if (!is_element(node) || depth > kMaxDepth ||
      is_tag(node.v.element.tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_HEAD}))
    return;
  for (const auto* child : children_of(node)) count_prose(*child, depth + 1, prose);
}

bool reveal_below(GumboNode& node, std::size_t characters, int depth) {
  if (!is_element(node) || depth > kMaxDepth) return false;
  bool any = false;
  if (is_hidden(node)) {
    Prose prose;
    count_prose(node, depth, prose);
    if (prose.characters < characters || !prose.has_sentence) return false;
    show(node);
    any = true;
  }
  for (auto* child : children_of(node)) any = reveal_below(*child, characters, depth + 1) || any;
  return any;
}

}  // namespace

bool HtmlTree::reveal(std::size_t characters) { return reveal_below(*output_->root, characters, 0); }

bool is_element(const GumboNode& node) { return node.type == GUMBO_NODE_ELEMENT; }

std::span<GumboNode* const> children_of(const GumboNode& node) {
  if (!is_element(node)) return {};
  const auto& list = node.v.element.children;
  if (list.length == 0) return {};
  return {reinterpret_cast<GumboNode* const*>(list.data), list.length};
}

std::string_view attribute(const GumboNode& node, const char* name) {
  if (!is_element(node)) return {};
  const auto* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found == nullptr ? std::string_view() : std::string_view(found->value);
}

bool is_dropped(const GumboNode& node) {
  if (is_tag(node.v.element.tag,
             {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE,  GUMBO_TAG_NOSCRIPT, GUMBO_TAG_TEMPLATE, GUMBO_TAG_IFRAME,
              GUMBO_TAG_OBJECT, GUMBO_TAG_EMBED,  GUMBO_TAG_SVG,      GUMBO_TAG_CANVAS,   GUMBO_TAG_VIDEO,
              GUMBO_TAG_AUDIO,  GUMBO_TAG_SELECT, GUMBO_TAG_TEXTAREA, GUMBO_TAG_BUTTON,   GUMBO_TAG_INPUT,
              GUMBO_TAG_NAV,    GUMBO_TAG_FOOTER, GUMBO_TAG_ASIDE,    GUMBO_TAG_HEAD,     GUMBO_TAG_MATH}))
    return true;
  return is_hidden(node);
}

bool is_hidden(const GumboNode& node) {
  if (gumbo_get_attribute(&node.v.element.attributes, "hidden") != nullptr) return true;
  if (attribute(node, "aria-hidden") == "true") return true;
  auto style = style_of(node);
  return style.find("display:none") != style.npos || style.find("visibility:hidden") != style.npos;
}

std::string style_of(const GumboNode& node) { return text::remove_space(text::ascii_lower(attribute(node, "style"))); }

std::string name_of(const GumboNode& node) {
  if (!is_element(node)) return {};
  auto name = node.v.element.original_tag;
  gumbo_tag_from_original_text(&name);
  return text::ascii_lower({name.data, name.length});
}

std::string words_below(const GumboNode& node, int depth) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) return node.v.text.text;
  if (!is_element(node) || depth > kMaxDepth ||
      is_tag(node.v.element.tag, {GUMBO_TAG_SCRIPT, GUMBO_TAG_STYLE, GUMBO_TAG_TEMPLATE, GUMBO_TAG_HEAD}))
    return {};
  std::string words;
  for (const auto* child : children_of(node)) {
    words += words_below(*child, depth + 1);
    if (words.size() > 4000) break;
  }
  return words;
}

bool is_block(GumboTag tag) {
  return is_tag(tag,
                {GUMBO_TAG_P,       GUMBO_TAG_DIV,        GUMBO_TAG_H1,      GUMBO_TAG_H2,         GUMBO_TAG_H3,
                 GUMBO_TAG_H4,      GUMBO_TAG_H5,         GUMBO_TAG_H6,      GUMBO_TAG_LI,         GUMBO_TAG_UL,
                 GUMBO_TAG_OL,      GUMBO_TAG_DL,         GUMBO_TAG_DT,      GUMBO_TAG_DD,         GUMBO_TAG_TABLE,
                 GUMBO_TAG_TR,      GUMBO_TAG_TD,         GUMBO_TAG_TH,      GUMBO_TAG_BLOCKQUOTE, GUMBO_TAG_PRE,
                 GUMBO_TAG_SECTION, GUMBO_TAG_ARTICLE,    GUMBO_TAG_HEADER,  GUMBO_TAG_MAIN,       GUMBO_TAG_FIGURE,
                 GUMBO_TAG_CENTER,  GUMBO_TAG_FORM,       GUMBO_TAG_ADDRESS, GUMBO_TAG_FIELDSET,   GUMBO_TAG_BODY,
                 GUMBO_TAG_CAPTION, GUMBO_TAG_FIGCAPTION, GUMBO_TAG_DETAILS, GUMBO_TAG_SUMMARY});
}

int heading_rank(GumboTag tag) {
  static constexpr GumboTag kRanks[] = {GUMBO_TAG_H1, GUMBO_TAG_H2, GUMBO_TAG_H3,
                                        GUMBO_TAG_H4, GUMBO_TAG_H5, GUMBO_TAG_H6};
  for (int i = 0; i < 6; ++i)
    if (kRanks[i] == tag) return i + 1;
  return 0;
}

bool is_centered(const GumboNode& node) {
  if (node.v.element.tag == GUMBO_TAG_CENTER || text::ascii_lower(attribute(node, "align")) == "center") return true;
  auto style = attribute(node, "style");
  return !style.empty() && text::remove_space(text::ascii_lower(style)).find("text-align:center") != std::string::npos;
}

std::size_t TextWeights::of(const GumboNode& node) const {
  auto found = weights_.find(&node);
  return found == weights_.end() ? 0 : found->second;
}

std::size_t TextWeights::weigh(const GumboNode& node, int depth, bool linked) {
  if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA)
    return linked ? 0 : visible_characters(node.v.text.text);
  if (!is_element(node) || depth > kMaxDepth || is_dropped(node)) return 0;
  linked = linked || node.v.element.tag == GUMBO_TAG_A;
  std::size_t sum = 0;
  for (const auto* child : children_of(node)) sum += weigh(*child, depth + 1, linked);
  return weights_[&node] = sum;
}

int span_of(const GumboNode& cell, const char* name) {
  int value = 0;
  for (char c : attribute(cell, name).substr(0, 4)) {
    if (c < '0' || c > '9') break;
    value = value * 10 + (c - '0');
  }
  return std::clamp(value, 1, 1000);
}

bool keeps_breaks(const GumboNode& node) {
  return node.v.element.tag == GUMBO_TAG_PRE || style_of(node).find("white-space:pre") != std::string::npos;
}

bool holds(const GumboNode& node, const GumboNode& inner, int depth) {
  if (&node == &inner) return true;
  if (depth > kMaxDepth) return false;
  return std::ranges::any_of(children_of(node), [&](const auto* child) { return holds(*child, inner, depth + 1); });
}

const GumboNode* find_article(const GumboNode& root, const TextWeights& weights) {
  const GumboNode* named = nullptr;
  find_named(root, weights, 0, named);
  if (named != nullptr && weights.of(*named) >= 60 && weights.of(*named) * 4 >= weights.of(root)) return named;
  const auto* node = &root;
  for (int depth = 0; depth < kMaxDepth; ++depth) {
    const GumboNode* heavy = nullptr;
    for (const auto* child : children_of(*node))
      if (is_element(*child) && weights.of(*child) * 10 > weights.of(*node) * 7) heavy = child;
    if (heavy == nullptr) return node;
    bool holds_others = is_block(heavy->v.element.tag) || heavy->v.element.tag == GUMBO_TAG_TBODY;
    if (!holds_others || heavy->v.element.tag == GUMBO_TAG_P) return node;
    if (heavy->v.element.tag == GUMBO_TAG_TABLE && is_data_table(*heavy, weights)) return node;
    node = heavy;
  }
  return node;
}

bool is_data_table(const GumboNode& table, const TextWeights& weights) {
  Shape shape;
  measure(table, weights, 0, shape);
  return !shape.nested && shape.rows >= 1 && shape.wide_rows * 2 >= shape.rows && shape.wide_rows > 0 &&
         std::popcount(shape.columns) > 1 && shape.longest <= 800 && (shape.blocks <= 5 || shape.longest < 60);
}

}  // namespace dl::intake
