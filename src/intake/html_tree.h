// Questions to a parsed HTML tree: names, attributes, what is visible, how much text is where.
#pragma once

#include <gumbo.h>

#include <string>
#include <string_view>
#include <unordered_map>

#include "base/outcome.h"

namespace dl::intake {

/// Owns a parsed page.
class HtmlTree {
 public:
  /// Fails with `intake.broken` when the nesting is too deep to be a page, with `intake.too-many` or
  /// `intake.too-costly` when there are more tags, or attributes of one, than in any.
  static Outcome<HtmlTree> parse(std::string_view html);

  const GumboNode* root() const { return output_->root; }

  /// Takes the hiding away from what a script is to show: prose of at least so many characters that the page hides.
  /// Returns whether there was any.
  bool reveal(std::size_t characters);

 private:
  struct Destroy {
    void operator()(GumboOutput* output) const { gumbo_destroy_output(&kGumboDefaultOptions, output); }
  };
  std::unique_ptr<GumboOutput, Destroy> output_;
};

inline constexpr int kMaxDepth = 600;

bool is_element(const GumboNode& node);
std::span<GumboNode* const> children_of(const GumboNode& node);
std::string_view attribute(const GumboNode& node, const char* name);
/// Scripts, forms, navigation, frames and what the page hides.
bool is_dropped(const GumboNode& node);
/// Whether the page says that it is not to be seen.
bool is_hidden(const GumboNode& node);
/// The style attribute in small letters without white space.
std::string style_of(const GumboNode& node);
/// The name of an element, for those that the parser has no tag for.
std::string name_of(const GumboNode& node);
/// All the words below a node, scripts and styles apart.
std::string words_below(const GumboNode& node, int depth = 0);
/// Elements that begin a line of their own.
bool is_block(GumboTag tag);
/// 1–6 for h1–h6, else 0.
int heading_rank(GumboTag tag);
bool is_centered(const GumboNode& node);

/// Visible characters below each element that are not links.
class TextWeights {
 public:
  explicit TextWeights(const GumboNode& root) { weigh(root, 0, false); }
  std::size_t of(const GumboNode& node) const;

 private:
  std::size_t weigh(const GumboNode& node, int depth, bool linked);
  std::unordered_map<const GumboNode*, std::size_t> weights_;
};

/// The element that holds the document: one with a name that content systems use for it, else the
/// smallest that holds most of the text outside of links.
const GumboNode* find_article(const GumboNode& root, const TextWeights& weights);

/// How many columns or rows a cell covers, by its attribute: 1 to 1,000.
int span_of(const GumboNode& cell, const char* name);
/// Whether line breaks of its text are meant.
bool keeps_breaks(const GumboNode& node);
/// Whether `inner` is the node or below it.
bool holds(const GumboNode& node, const GumboNode& inner, int depth = 0);

/// Whether a table shows data (rows and more than one column of short cells) or only places things on the page.
bool is_data_table(const GumboNode& table, const TextWeights& weights);

}  // namespace dl::intake
