// What a workbook or a file of separated values holds, cell by cell, and who receives it.
//
// Cells are told as they are written: nothing is guessed, rounded, worked out or fetched. What they mean is for whoever
// receives them to say.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "sheets/number_format.h"

namespace dl::sheets {

enum class Kind : std::uint8_t {
  Text,
  Number,
  Boolean,  ///< raw is "1" or "0"
  Error,    ///< raw is what the sheet shows: "#N/A"
  Date,     ///< raw is a date of ISO 8601
  Nested,   ///< raw is JSON: a list or an object within a record
};

enum class Formula : std::uint8_t {
  None,
  Worked,    ///< raw is the value that was stored beside the formula
  Unworked,  ///< there is none, raw is empty
};

/// How a cell's number is shown. Text where the code is "@": then also digits are words.
struct NumberFormat {
  std::string code = {};  ///< as in the file; empty for the general one
  bool is_text = false;
  bool is_date = false;
  DayOne day_one = DayOne::In1900;
};

/// A cell that is not empty. The views live until `row` returns.
struct Cell {
  std::uint32_t column = 0;  ///< from 0
  Kind kind = Kind::Text;
  Formula formula = Formula::None;
  bool hidden = false;                   ///< its column is
  double number = 0;                     ///< of Kind::Number, as far as a double holds it
  std::string_view raw = {};             ///< as the file has it; digits are not touched
  std::string_view formula_text = {};    ///< without "="; empty for copies of a shared formula
  const NumberFormat* format = nullptr;  ///< nullptr: the general one of a file that knows no formats
};

/// What the cell shows. Nothing for a number whose format is not understood: then number_text() is the best there is.
std::optional<std::string> shown(const Cell& cell);
/// The day and time that a number with a format of dates means, or any number when `format` is a date's. Nothing for a
/// time of day alone, 0, the day that 1900 did not have, and what is no number.
std::optional<Moment> moment_of(const Cell& cell);

struct Row {
  std::size_t number = 0;            ///< from 1, as it is shown; lines of a text file, records of a JSON file likewise
  bool hidden = false;               ///< also when a filter hides it
  std::span<const Cell> cells = {};  ///< by column
};

/// All four from 0 and included.
struct Range {
  std::size_t top = 0;
  std::size_t left = 0;
  std::size_t bottom = 0;
  std::size_t right = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

struct SheetHead {
  std::string name = {};  ///< empty where there is one sheet only and it has none
  std::size_t index = 0;  ///< among the sheets that have rows, from 0
  bool hidden = false;
};

/// What stands around the rows of a sheet.
struct SheetFoot {
  std::vector<Range> merges = {};
  std::optional<Range> filter = {};  ///< where a filter is set; the rows that it hides are told as hidden
  bool drawings = false;             ///< pictures, charts, objects
  std::vector<std::string> comments = {};
};

/// What is wanted of a sheet.
enum class Wish : std::uint8_t { Rows, Frame, Nothing };

/// Takes what is read, in the order of the file.
class Receiver {
 public:
  virtual ~Receiver() = default;
  /// Wish::Frame leaves the rows out: who has to know merged cells before the rows reads twice.
  virtual Wish begin(const SheetHead& sheet) = 0;
  /// Rows without a cell are not told. False ends the reading, which is then no failure.
  virtual bool row(const Row& row) = 0;
  /// Not called for Wish::Nothing, nor once the reading was ended.
  virtual void end(const SheetFoot& /*foot*/) {}
};

struct Summary {
  std::size_t sheets = 0;                ///< that have rows, read or not
  std::vector<std::string> others = {};  ///< sheets that have none: charts, macros, dialogues; beyond Limits::sheets
  bool ended = false;                    ///< by the receiver
};

/// How much a file may hold. Beyond: Fault::TooLarge with a key of its own, as soon as it is seen.
struct Limits {
  std::uint64_t part = 384U << 20U;   ///< bytes of one part, unpacked: `sheets.too-large`
  std::uint64_t total = 768U << 20U;  ///< bytes of all that is unpacked: `sheets.too-large`
  std::uint64_t ratio = 200;          ///< unpacked to packed, above 1 MiB: `sheets.too-dense`
  std::size_t words = 96U << 20U;     ///< bytes of the strings that cells share: `sheets.too-large`
  std::size_t sheets = 200;           ///< told in Summary::others
  std::size_t cells = 10'000'000;     ///< not empty, whatever size is declared: `sheets.too-many-cells`
  std::size_t columns = 16'384;       ///< `sheets.too-many-columns`
  std::size_t text = 100'000;         ///< bytes of a cell, which has 32,767 characters in Excel: `sheets.too-long`
  std::size_t merges = 100'000;       ///< `sheets.too-many-cells`
};

/// "BC12" for column 54 (from 0) and row 12 (from 1); of row 0 the column's letters alone.
std::string address(std::size_t column, std::size_t row);

struct Place {
  std::size_t row = 0;  ///< from 0
  std::size_t column = 0;
};
/// "BC12", "$BC$12"; nothing for what is no address of a sheet of 1,048,576 × 16,384.
std::optional<Place> place_of(std::string_view address);
/// "A1:C3" or "A1".
std::optional<Range> range_of(std::string_view text);

/// A failure at a line (from 1), which stands in its fields as "sheets.line:N".
Failure fail_at(std::size_t line, Failure failure);

}  // namespace dl::sheets
