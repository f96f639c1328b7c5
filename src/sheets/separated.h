// Separated values (RFC 4180, and what Excel and WPS make of it).
#pragma once

#include "sheets/cells.h"

namespace dl::sheets {

/// In front of a cell of the variant for spreadsheets (csv_writer.h), and so of the file's first: what follows is text.
inline constexpr char kTextSign = '\'';

struct Separator {
  char likely = ',';
  bool certain = true;  ///< no other gives the first records as many cells, alike from record to record
};

/// Comma, semicolon or tab, by the first records of `text`.
Separator find_separator(std::string_view text);

/// One record after the other.
class RecordReader {
 public:
  /// `text` is UTF-8 and must live as long as this; `most` cells and `longest` bytes of a cell in quotation marks,
  /// beyond which these count as not closed.
  RecordReader(std::string_view text, char separator, std::size_t most = 16'384, std::size_t longest = 1U << 20U)
      : text_(text), separator_(separator), most_(most), longest_(longest) {}

  /// False at the end.
  bool next();
  const std::vector<std::string>& fields() const { return fields_; }
  std::size_t line() const { return line_; }  ///< on which it begins, from 1
  /// A quotation mark is not closed: then the record is one line, the marks being characters like others.
  bool is_open() const { return is_open_; }
  std::size_t at() const { return at_; }  ///< bytes that have been read

 private:
  bool take_quoted(std::size_t& at, std::size_t& lines);
  bool take_record();
  void take_line();
  std::string& add_field();

  std::string_view text_;
  char separator_;
  std::size_t most_;
  std::size_t longest_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;
  std::size_t next_line_ = 1;
  std::size_t opens_ = 0;
  bool is_open_ = false;
  std::size_t count_ = 0;
  std::vector<std::string> fields_ = {};
};

/// Tells `text` (UTF-8) as one sheet without a name. White space is kept; empty cells and records are not told. Fails
/// with `sheets.separator` when none was given and the text does not tell, with `sheets.quotes` for one that is not
/// closed, both with their line, and with the keys of Limits. A file whose first cell has kTextSign in front was made
/// for spreadsheets: there one such sign is taken from each cell that has it.
Outcome<Summary> read_separated(std::string_view text, Receiver& receiver, std::optional<char> separator = {},
                                const Limits& limits = {});

}  // namespace dl::sheets
