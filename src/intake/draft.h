// A document on its way in: lines with marks, tables and images in their order, before anyone knows
// which line is the title.
//
// Text is kept as code points, because every rule of this module speaks of characters. Positions
// count characters.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/content.h"
#include "intake/document.h"

namespace dl::intake {

using Chars = std::u32string;
using View = std::u32string_view;

/// Marks on the characters [begin, end) of a line.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool strong = false;
  bool emphasis = false;
  std::string link = {};
  bool struck = false;
  content::Script script = content::Script::Plain;
  int note = 0;  ///< as content::Run::note

  bool plain() const {
    return !strong && !emphasis && link.empty() && !struck && script == content::Script::Plain && note == 0;
  }
};

enum class LineKind { Text, Table, Image, Rule };
/// What a line turned out to be.
enum class Role { Unknown, Heading, Paragraph, Center, Left, Right };
/// Where a page's markup puts a line: before, in or after the part that holds the document.
enum class Zone { Before, Inside, After };

struct Line {
  LineKind kind = LineKind::Text;
  Chars text = {};
  std::vector<Span> spans = {};
  content::Block block = {};  ///< of tables and images
  int note = 0;               ///< as content::Block::note
  bool caption = false;       ///< the file says that it belongs to the table or picture beside it
  int source_level = 0;       ///< heading level the file itself declares; 0 = none, 9 = its title
  std::size_t indent = 0;     ///< columns of white space before the text, in plain text
  bool centered = false;      ///< the file says so
  bool gap = false;           ///< an empty line stands before it
  bool linked = false;        ///< nearly all its words are links
  Zone zone = Zone::Inside;
  Role role = Role::Unknown;
  int level = 0;           ///< of headings
  std::size_t origin = 0;  ///< its place among the lines that the file was read into

  bool is_text() const { return kind == LineKind::Text; }
  /// Removes characters and moves the spans along.
  void erase(std::size_t begin, std::size_t end);
  /// Removes all these stretches `[begin, end)` in one pass; they stand in any order and do not overlap.
  void erase_all(const std::vector<std::pair<std::size_t, std::size_t>>& stretches);
  /// Removes every character that the question is true of, in one pass.
  void erase_if(bool (*question)(char32_t));
  /// Cuts the line at `at` and returns what follows, with its spans; both keep kind, zone and indent.
  Line split(std::size_t at);
  void append(const Line& other);
  void trim();
  std::vector<content::Run> runs() const;

 private:
  void keep_others(const std::vector<bool>& gone);
};

Line text_line(View text);

inline constexpr std::size_t kNoLine = SIZE_MAX;

/// A warning on its way: the line that it stands in or before, by Line::origin.
struct Note {
  Warning warning = {};
  std::size_t line = 0;
};

/// How much a file has been found to hold. Reading stops as soon as it is too much, and the file is refused.
struct Tally {
  static constexpr std::size_t kMostLines = 20'000;
  static constexpr std::size_t kMostCells = 200'000;
  static constexpr std::size_t kMostCharacters = 4'000'000;

  std::size_t lines = 0;
  std::size_t cells = 0;
  std::size_t characters = 0;

  bool full() const { return lines > kMostLines || cells > kMostCells || characters > kMostCharacters; }
};

struct Draft {
  std::vector<Line> lines = {};
  std::string title = {};                                       ///< a title that the file states outside of its text
  bool title_certain = false;                                   ///< the file means the document by it, not the page
  std::vector<std::pair<std::string, std::string>> facts = {};  ///< label and value stated by markup
  std::vector<Attachment> attachments = {};
  std::vector<Line> behind = {};  ///< notes, which come behind everything else as they are
  int last_note = 0;              ///< the number of the last note
  std::vector<Note> notes = {};
  Tally tally = {};
  bool plain = false;    ///< text without markup, in which white space is all that sets words apart
  bool wrapped = false;  ///< lines may be cut by page width
};

/// Makes captions of the lines that are declared such: of the table below (表1) or the picture above (图1). One with
/// neither beside it stays a line.
void adopt_captions(Draft& draft);

/// Gives notes and their marks numbers behind `last`, for a draft that goes into another one.
void renumber_notes(Draft& draft, int last);

/// Notes a warning about the line that is read next, or about one by its origin. `words` are the passage.
void warn(Draft& draft, WarningCode code, std::string message, std::string words = {});
void warn_at(Draft& draft, std::size_t line, WarningCode code, std::string message, std::string words = {});
/// Adds a warning unless the same stands there already, at most 200 of one code.
void warn(Found& found, Warning warning);
void warn(Found& found, WarningCode code, std::string message, std::string words = {});
/// The place of each warning whose words stand in the body and that has none yet.
void place_warnings(Found& found);
/// Passages one a line, as Warning::words has them.
std::string lines_of(const std::vector<std::string>& passages);
/// The first `count` characters in quotation marks, with "…" when there are more.
std::string quote(View text, std::size_t count = 30);

}  // namespace dl::intake
