#include "mail/html_words.h"

#include "base/text.h"
#include "intake/html_tree.h"

namespace dl::mail {
namespace {

class Words {
 public:
  explicit Words(const GumboNode& root) : weights_(root) {}

  void take(const GumboNode& node, int depth) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA || node.type == GUMBO_NODE_WHITESPACE)
      return add(node.v.text.text);
    if (!intake::is_element(node) || depth > intake::kMaxDepth || intake::is_dropped(node)) return;
    const auto tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BR) return rows_ == 0 ? end_line(true) : add(" ");
    // What a row of data holds stays on one line, its paragraphs too.
    const bool data = tag == GUMBO_TAG_TABLE && intake::is_data_table(node, weights_);
    if (data) end_line(false);
    if (data) ++rows_;
    const bool ends = rows_ == 0 ? intake::is_block(tag) : tag == GUMBO_TAG_TR;
    if (ends) end_line(false);
    if (rows_ > 0 && (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) && !line_.empty()) line_ += '\t';
    for (const auto* child : intake::children_of(node)) take(*child, depth + 1);
    if (ends || data) end_line(false);
    if (data) --rows_;
  }
  std::string finish() {
    end_line(false);
    return std::move(out_);
  }

 private:
  void add(std::string_view words) {
    for (std::size_t at = 0; at < words.size();) {
      const auto c = text::next(words, at);
      const bool blank = c == U' ' || c == U'\n' || c == U'\r' || c == U'\t' || c == U'\u00A0';
      const bool first = line_.empty() || line_.back() == ' ' || line_.back() == '\t';
      if (!blank)
        text::append(line_, c);
      else if (!first)
        line_ += ' ';
    }
  }
  void end_line(bool wanted) {
    const auto line = text::trim(line_);
    if (!line.empty() || (wanted && !out_.empty())) out_ += std::string(line) + "\n";
    line_.clear();
  }

  std::string out_ = {};
  std::string line_ = {};
  int rows_ = 0;  ///< tables of data that are open
  intake::TextWeights weights_;
};

}  // namespace

Outcome<std::string> words_of_html(std::string_view html) {
  DL_TRY(const auto tree, intake::HtmlTree::parse(html));
  Words words(*tree.root());
  words.take(*tree.root(), 0);
  return text::keep_writable(words.finish());
}

}  // namespace dl::mail
