// The footnotes and endnotes of a page: what its marks lead to, and what leads back to them.
#pragma once

#include "intake/html_tree.h"

namespace dl::intake {

class HtmlNotes {
 public:
  /// Finds pairs of a link to a place further down and a link there that leads back to the first, where the first reads
  /// like a mark ([1], ①, *); and raised links and those that are declared marks (role, class), even without a way
  /// back.
  explicit HtmlNotes(const GumboNode& root);

  /// The number of the note that a link leads to, or leads back from; 0 for other links.
  int of_link(const GumboNode& link) const { return find(links_, link); }
  /// The number of the note that an element holds, from 1 in the order of the marks; 0 for other elements.
  int of_element(const GumboNode& element) const { return find(notes_, element); }

 private:
  using Numbers = std::unordered_map<const GumboNode*, int>;
  static int find(const Numbers& numbers, const GumboNode& node) {
    auto found = numbers.find(&node);
    return found == numbers.end() ? 0 : found->second;
  }
  Numbers links_ = {};
  Numbers notes_ = {};
};

}  // namespace dl::intake
