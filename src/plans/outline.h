// The numbered items of a plan as a tree, with what lines, labels and brackets say of each.
#pragma once

#include "plans/marks.h"
#include "plans/plan.h"
#include "plans/units.h"

namespace dl::plans {

inline constexpr int kNoItem = -1;

/// One numbered item, one row of a table, or a section without a number.
struct Entry {
  int parent = kNoItem;
  std::vector<int> children = {};
  Mark mark = {};
  Chars head = {};    ///< its heading, or what stands before its first full stop where that is short; may be empty
  Chars text = {};    ///< all its words, the head among them, without mark, labels and lines of units
  Units own = {};     ///< said within its words
  Units below = {};   ///< said in lines behind it
  Chars limits = {};  ///< said in lines, labels or columns of limits
  Chars basis = {};   ///< said in lines, items or columns of 政策依据
  std::optional<Role> label = {};  ///< an item that only labels what it says of its parent: 1.政策依据：…
  bool work = false;               ///< labelled as what is to be done: 2.职责分工：…
  bool row = false;                ///< of a table: it asks by standing there
  bool within = false;             ///< an item within a paragraph
  bool lifted = false;             ///< `below` came from its last child
};

/// The entries in their order, the first of them the root.
class Outline {
 public:
  explicit Outline(const content::Tree& body);

  const std::vector<Entry>& entries() const { return entries_; }

 private:
  void take(const content::Block& block, bool last);
  void take_line(View words, bool heading);
  void take_marked(View words, Mark mark, bool heading);
  void take_body(int owner, View words);
  bool take_attribute(int owner, View words);
  bool take_attachment(View words, const Mark& mark);
  void take_rows(const content::Block& table);
  Entry& at(int entry) { return entries_[static_cast<std::size_t>(entry)]; }
  int open(Mark mark);
  int add(int parent, Mark mark);
  bool expected(const Mark& mark, bool heading) const;
  void restart();
  void digest(Entry& entry) const;
  void lift(int entry);
  void lift_run(int entry, const std::vector<int>& run, bool all);

  std::vector<Entry> entries_ = {};
  std::vector<int> open_ = {};  ///< from the root to the item that lines belong to
  std::vector<int> last_ = {};  ///< the last number of each style
  bool attachments_ = false;    ///< within a list of attachments
};

}  // namespace dl::plans
