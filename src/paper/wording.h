// The words that the layout adds to those of a letter, said once for PDF, DOCX and pages: numbers of headings, colons,
// brackets, labels, and where the lines of a title end. Pure.
#pragma once

#include "paper/letter.h"

namespace dl::paper {

/// The paragraphs of a text: its lines with white space folded, those that are empty left out.
std::vector<std::string> paragraphs_of(std::string_view text);

/// Counts headings: 一、 （一） 1. （1）; a heading begins the lower levels anew (GB/T 9704 7.3.3).
class Numbering {
 public:
  std::string next(int level);

 private:
  std::array<int, 4> counts_ = {};
};

/// 主送 with its colon; empty when there is none.
std::string addressee_line(const Letter& letter);
std::string signer_of(const Letter& letter);
/// 附注 in round brackets; empty when there is none.
std::string note_line(const Letter& letter);
/// The names of 抄送 with a full stop at the end; empty when there are none.
std::string copies_line(const Letter& letter);
/// A name of 附件说明, which has no mark at its end.
std::string attachment_name(std::string_view name);
/// What stands before the first name of several, and before the others.
std::string attachment_number(std::size_t index, std::size_t count);
/// What the file's properties call it.
std::string file_title(const Letter& letter);

/// A letter in words, for a page that shows it as PDF and DOCX do.
struct Words {
  std::string title = {};
  std::string addressee = {};                ///< with its colon; empty when there is none
  std::vector<std::string> paragraphs = {};  ///< headings with their numbers; a fact in one line
  std::string signer = {};
  std::string date = {};                ///< "2026年3月2日"; empty as its signer for a form
  std::string annex_title = {};         ///< empty where there is no annex
  std::vector<std::string> annex = {};  ///< its paragraphs
};
Words words_of(const Letter& letter);

/// Lines of a title or mark of at most `most` characters, ASCII counting half: its own lines where it has some, else
/// lines of about equal length (7.3.1) that end, where they can, behind 的 or a closing mark, never within a number or
/// Latin word.
std::vector<std::string> balanced_lines(std::string_view title, std::size_t most);

/// 发文机关标志: one line, or two where it would be too small; as large as they may be, in half points.
struct Mark {
  std::vector<std::string> lines = {};
  double size = 0;
};
Mark mark_of(const Letter& letter);

/// In characters of the full width; what is ASCII has half of it.
double width_of(std::u32string_view characters);

}  // namespace dl::paper
