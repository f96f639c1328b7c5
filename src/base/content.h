// The content tree: rich text as Daylight keeps it. Foreign HTML never gets further than intake;
// what is stored, compared, searched and rendered is this tree.
//
// A tree is a list of blocks; a block holds runs of text (or rows of cells). It is a value: it can
// be copied, compared and written as JSON. Pure, no I/O.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::content {

/// Raised and lowered words. Stored in JSON by name; do not rename.
enum class Script : std::uint8_t { Plain, Super, Sub };

inline constexpr int kMostNotes = 20'000;  ///< of one tree
inline constexpr std::size_t kMostBlocks = 20'000;

/// A stretch of text with the same marks. `link` is a checked address, empty for none.
struct Run {
  std::string text = {};
  bool strong = false;
  bool emphasis = false;
  std::string link = {};
  bool struck = false;  ///< struck out
  Script script = Script::Plain;
  int note = 0;  ///< the mark of the note of that number; in the note itself its label, which leads back

  bool same_marks(const Run& other) const {
    return strong == other.strong && emphasis == other.emphasis && link == other.link && struck == other.struck &&
           script == other.script && note == other.note;
  }
  friend bool operator==(const Run&, const Run&) = default;
};

/// Stored in JSON by name; do not rename.
enum class BlockKind : std::uint8_t { Heading, Paragraph, Table, Image, Rule };

/// Where a paragraph stands: body text is indented by two characters, addressees are flush left,
/// titles centred, signatures and dates right.
enum class Align : std::uint8_t { Body, Left, Center, Right };

struct Cell {
  std::vector<Run> runs = {};
  int column_span = 1;
  int row_span = 1;
  bool header = false;

  friend bool operator==(const Cell&, const Cell&) = default;
};

struct Row {
  std::vector<Cell> cells = {};

  friend bool operator==(const Row&, const Row&) = default;
};

struct Block {
  BlockKind kind = BlockKind::Paragraph;
  int level = 0;              ///< headings: 1 = 一、 2 = （一） 3 = 1. 4 = （1）
  Align align = Align::Body;  ///< paragraphs
  int note = 0;  ///< paragraphs: the number of the note (脚注, 尾注) that it belongs to; 0 = the text itself
  std::vector<Run> runs = {};  ///< headings, paragraphs; the caption of an image or a table
  std::vector<Row> rows = {};  ///< tables
  std::string source = {};     ///< images: "file:SHA256" of a stored file
  std::string alt = {};        ///< images

  friend bool operator==(const Block&, const Block&) = default;
};

struct Tree {
  std::vector<Block> blocks = {};

  bool empty() const { return blocks.empty(); }
  friend bool operator==(const Tree&, const Tree&) = default;
};

/// Whether a run may lead there: http, https, mailto, or a path on this site ("/…", never "//…").
bool link_allowed(std::string_view address);
/// Whether an image may come from there: "file:" and a SHA-256 in lower-case hex. Nothing else, so that
/// no page makes its readers ask another host.
bool source_allowed(std::string_view source);
/// Whether a tree keeps to the model: levels 1–4 on headings only, spans 1–1000, notes 0–20,000 and of paragraphs
/// only, runs and rows only where the kind has them, allowed links and sources, valid UTF-8, at most 20,000 blocks.
/// A mark whose note is not there, and a note that nothing leads to, are allowed: an editor may take either away.
bool well_formed(const Tree& tree);

/// The text of runs without their marks.
std::string text_of(const std::vector<Run>& runs);

/// Compact JSON; read_json(write_json(t)) == t for every well-formed tree.
std::string write_json(const Tree& tree);
/// Fails with `content.unreadable` on anything that write_json cannot have made, and on trees
/// beyond 20,000 blocks or with nesting that the model does not have.
Outcome<Tree> read_json(std::string_view json);

/// HTML of the tree, escaped; headings start at <h2>. Links to other hosts get rel="noopener noreferrer". Notes come
/// last, and lead to their first mark as it leads to them (`#note-N`, `#noteref-N`).
/// `file_prefix` stands before the digest of stored images, such as "/file/".
std::string render_html(const Tree& tree, std::string_view file_prefix = "/file/");

/// The words alone, one line a block, caption or table row, cells separated by tabs: for search, digests and summaries.
std::string plain_text(const Tree& tree);

/// The first `characters` code points of the text with white space folded; a longer text is cut at a
/// sentence end if one is in the last third, else at a clause end, else marked with "…".
std::string summary(const Tree& tree, std::size_t characters);

}  // namespace dl::content
