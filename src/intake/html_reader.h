// Walks the tree of a page and writes lines; used by html_page.h alone.
#pragma once

#include <map>

#include "intake/html_notes.h"
#include "intake/losses.h"
#include "intake/picture.h"
#include "intake/script.h"

namespace dl::intake {

/// What all readers of one page have in common.
struct HtmlSource {
  const TextWeights& weights;
  const Pictures& pictures;
  const HtmlNotes& notes;
  std::map<int, std::string> marked = {};  ///< by note: its mark, once that has been read
};

class HtmlReader {
 public:
  /// `article` is the element that holds the document; a reader without one is read into by another.
  HtmlReader(Draft& draft, HtmlSource& page, const GumboNode* article)
      : draft_(draft), page_(page), article_(article) {}

  void walk(const GumboNode& node, int depth);
  void finish() { flush(); }

 private:
  // html_page.cc: blocks, lists, what is left out
  void enter(const GumboNode& node, int depth);
  void enter_line(const GumboNode& node, int depth);
  void enter_block(const GumboNode& node, int depth);
  void enter_list(const GumboNode& node, int depth);
  void walk_children(const GumboNode& node, int depth);
  void drop(const GumboNode& node);
  void drop_input(const GumboNode& node);
  void lose(Loss loss, std::string_view words);
  void add_rule();
  void flush();
  void push(Line line);

  // html_words.cc: what stands in a line
  void add_text(std::string_view text);
  void add_math(const GumboNode& node);
  void mark(std::size_t from);
  void marked(const GumboNode& node, int depth, bool Span::*mark);
  void scripted_words(const GumboNode& node, int depth, Script script);
  View words_of_children(const GumboNode& node, int depth, std::size_t& from);
  void enter_ruby(const GumboNode& node, int depth);
  void enter_link(const GumboNode& node, int depth);
  void add_note_mark(const GumboNode& link, int depth, int number);

  // html_parts.cc: tables, pictures, notes
  void enter_table(const GumboNode& node, int depth);
  void add_rows(const GumboNode& node, int depth, std::vector<content::Row>& rows);
  std::vector<content::Run> cell_runs(const GumboNode& cell, int depth);
  std::vector<Line> lines_below(const GumboNode& node, int depth, int note);
  void add_image(const GumboNode& node);
  int note_of(const GumboNode& node) const;
  void enter_note(const GumboNode& node, int depth, int number);

  Draft& draft_;
  HtmlSource& page_;
  const GumboNode* article_;
  std::vector<Line> behind_table_ = {};  ///< pictures of cells
  Line line_ = {};
  bool in_link_ = false;
  std::size_t linked_ = 0;  ///< characters of the line that are links
  std::string label_ = {};  ///< the number of a list item, until its first word
  Span marks_ = {};
  Zone zone_ = Zone::Before;
  int level_ = 0;
  int note_ = 0;  ///< the note that is being read
  bool centered_ = false;
  bool caption_ = false;
  bool breaks_kept_ = false;
  std::string reading_ = {};  ///< of a ruby, until its end
  Losses losses_ = {};
};

}  // namespace dl::intake
