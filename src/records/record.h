// A record as it comes in: read by the types of its register, then checked against it as a whole. Pure.
//
// All problems are told at once. A problem names the field, what is wrong as a message key, and what it does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "records/register.h"

namespace dl::records {

struct Problem {
  std::string field = {};  ///< code; of a column in a sub-table "lots[2].count"
  std::string key = {};  ///< message key: "record.required", "credit_code.check_digit"; of a rule "rule." and its check
  Effect effect = Effect::Refuse;
  std::string says = {};  ///< in which case, what the rule says; Chinese, may be empty

  friend bool operator==(const Problem&, const Problem&) = default;
};

/// Reads one text of one value: its type's form, its limits, what is allowed beside.
Parsed parse_value(std::string_view text, const Field& field);

/// What a cell of a workbook is, told by the workbook and never guessed from its words.
struct Cell {
  enum class Kind : std::uint8_t {
    Text,
    Number,  ///< `text` is the number as it is stored: "20000", "1.5E3"
    Date,    ///< a number that the workbook shows as a day: "2021-07-05", perhaps with a time
    Flag,    ///< "1" or "0"
    Error,   ///< "#N/A"
  };
  Kind kind = Kind::Text;
  std::string text = {};
};

/// Reads one value from a cell. A number of 16 or more digits has lost some in the workbook and is refused; so is a
/// number where a day is owed, and a day where a text is owed: programs for tables turn "3-1" into one.
Parsed parse_cell(const Cell& cell, const Field& field);

/// A record as far as it could be read, and what could not be.
struct Read {
  Record record = {};
  std::vector<Problem> problems = {};
};

/// Reads the JSON object of a record: texts as people write them, numbers in the smallest unit of their field.
/// Fault::Unreadable `record.json` for a text that is no object.
Outcome<Read> read_json(std::string_view text, const Register& made);

/// All problems of a record: those of its reading, then what is missing or must not be there, lives of fields and
/// choices, rules. What could not be read is not called missing as well.
std::vector<Problem> check(const Register& made, const Read& read, Date today);

/// Whether a record with these problems can be taken.
bool acceptable(const std::vector<Problem>& problems);

}  // namespace dl::records
