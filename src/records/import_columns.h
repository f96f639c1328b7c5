// Which column of a file holds which field: by code, by title, by another heading that the register knows, or as
// somebody has said for this register and agency before. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "records/record.h"
#include "sheets/columns.h"

namespace dl::records {

/// What is wrong with a cell, a row or the file itself.
struct CellProblem {
  std::string field = {};  ///< code; empty for a row or a column as a whole
  std::string cell = {};   ///< "B7", "A3:A5"; empty for a row as a whole
  std::string key = {};    ///< message key
  std::string about = {};  ///< what it speaks of, in words that the file has, or what a rule says
  std::string hint = {};   ///< message key of what to do, where `key` does not say it
  Effect effect = Effect::Refuse;

  friend bool operator==(const CellProblem&, const CellProblem&) = default;
};

/// Headings that somebody has mapped by hand, as comparable_heading() has them: the code of a field, or "" for a column
/// that is passed over.
using Mapping = std::map<std::string, std::string, std::less<>>;

/// Without white space and line breaks, in one width; the first 200 characters.
std::string comparable_heading(std::string_view heading);

/// The columns of a file, found in its heading.
class ImportColumns {
 public:
  ImportColumns(const Register& made, const Mapping& mapping) : made_(made), mapping_(mapping) {}

  /// Whether a row is a heading: two of its cells name fields, or one does and nothing else is there.
  bool is_heading(const sheets::Row& row) const;
  /// Whether all cells name fields or columns that are passed over: the second line of a heading.
  bool is_all_heading(const sheets::Row& row) const;
  /// Whether a column of that heading is none of the register's: somebody said so, or people add it for themselves.
  bool is_passed_over(std::string_view heading) const;
  /// Takes a row as the heading, or as its second line.
  void take(const sheets::Row& row);
  /// Takes the hidden row of a template, whose heading follows; `import.template-old` in problems() for another
  /// version, `import.template-other` for that of another register.
  void take(const sheets::CodeRow& codes, std::size_t row);
  /// Says in problems() which columns are unknown, doubled or missing.
  void finish(Date today);

  bool empty() const { return fields_.empty(); }
  /// nullptr for a column that holds none.
  const Field* field_at(std::uint32_t column) const;
  /// The letters of the column that holds a field; empty where there is none.
  std::string letters_of(const Field& field) const;
  bool has(const Field& field) const;
  const std::map<std::uint32_t, const Field*>& fields() const { return fields_; }
  const std::vector<CellProblem>& problems() const { return problems_; }

 private:
  const Field* find(std::string_view heading) const;
  void put(std::uint32_t column, const Field& field, const std::string& cell, std::string_view heading);

  const Register& made_;
  const Mapping& mapping_;
  std::map<std::uint32_t, const Field*> fields_ = {};
  std::map<std::uint32_t, std::pair<std::string, std::string>> unknown_ = {};  ///< cell, heading
  std::vector<CellProblem> problems_ = {};
};

}  // namespace dl::records
