// A register as tables: names, columns, indexes, as the statements that make them. Pure.
//
//   rec_penalties          a row for each content that somebody sees: the newest of a record, and the one that is
//                          public, mostly the same. _entry _record _agency _head _shown _until _sort _words, then a
//                          column a field, named by its code
//   rec_penalties___words  the index of the search (word_index.h)
//   rec_penalties__kinds   _entry _position, then the value of a field with many values, or the columns of a sub-table
//
// Names are made of the checked codes of the register; nothing that somebody sends gets into a statement. What the
// public does not see has no column; personal values have their masks.
#pragma once

#include <string>
#include <vector>

#include "records/register.h"
#include "records/word_index.h"

namespace dl::records {

struct Shape {
  /// A table for the several values of a field.
  struct Part {
    const Field* field = nullptr;
    std::string table = {};
    Fields columns = {};  ///< the field itself, or its own fields
    std::string insertion = {};
  };
  const Register* made = nullptr;
  std::string table = {};
  Fields columns = {};
  std::vector<Part> parts = {};
  std::vector<Fields> keys = {};  ///< what is there once within the keeper: the key, and each unique field
  WordIndex words = {};
  std::vector<std::string> creation = {};
  std::string insertion = {};
  std::string digest = {};  ///< of all statements: with another one the tables are made anew

  /// nullptr for a field without a table of its own.
  const Part* part_of(const Field& field) const;
  std::vector<std::string> tables() const;
};

/// Throws std::logic_error where a name is longer than a database takes (63 characters).
Shape shape_of(const Register& made, db::Engine engine);

/// Fields by which a record names another one, and by which those that name one are found.
Fields links_of(const Register& made);

/// A name as it stands in a statement.
std::string quoted_name(std::string_view name);

/// A single value as it lies in its column.
db::Value column_value(const Value& value);

/// What a value counts under in its facet: days by their year.
std::vector<std::string> facets_of(const Field& field, const Value& value);

}  // namespace dl::records
