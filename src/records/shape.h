// A register as tables: names, columns, indexes, as the statements that make them. Pure.
//
//   rec_penalties          a row for each content that somebody sees: the newest of a record, and the one that is
//                          public, mostly the same. _entry _record _agency _head _shown _until _sort _facets _words,
//                          then a column a field, named by its code
//   rec_penalties___words  the index of the search (word_index.h)
//   rec_penalties__kinds   _entry _position, then the value of a field with many values, or the columns of a sub-table;
//                          where the public narrows by it, what its row in the first table has for that, too
//
// The public's lists and counts are read out of indexes alone: each has the order of the list, and behind it what the
// other conditions and the counting of facets need.
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
    bool listed = false;  ///< in the order of the public's list, each value of a record once
    db::Insertion insertion = {};
  };
  const Register* made = nullptr;
  std::string table = {};
  std::string narrow = {};  ///< the table as rows of the public are looked up in it by entry
  Fields columns = {};
  std::vector<Part> parts = {};
  std::vector<Fields> keys = {};  ///< what is there once within the keeper: the key, and each unique field
  WordIndex words = {};
  std::vector<std::string> creation = {};  ///< tables, and the indexes that whoever writes needs
  std::vector<std::string> listings = {};  ///< indexes that are made once the rows are there; may be made again
  db::Insertion insertion = {};
  std::string digest = {};  ///< of all statements: with another one the tables are made anew

  /// nullptr for a field without a table of its own.
  const Part* part_of(const Field& field) const;
  std::vector<std::string> tables() const;
};

/// Throws std::logic_error where a name is longer than a database takes (63 characters).
Shape shape_of(const Register& made, db::Engine engine);

/// The facets of the page that can be counted.
Fields facet_fields(const Register& made);

/// What a record counts under in all of facet_fields(), as it lies in `_facets`: each value behind the place of its
/// facet, between separators. Empty where it is too long for an index, or cannot be told apart: then the content tells.
std::string facets_text(const Register& made, const Record& shown);
/// One of them, which stands in the text of a record if and only if it counts there; of a value that can be told apart.
bool can_be_told(std::string_view value);
std::string facet_mark(std::size_t facet, std::string_view value);
/// The values in such a text, each with the place of its facet.
std::vector<std::pair<std::size_t, std::string>> read_facets(std::string_view text);

/// Fields by which a record names another one, and by which those that name one are found.
Fields links_of(const Register& made);

/// A name as it stands in a statement.
std::string quoted_name(std::string_view name);

/// A single value as it lies in its column.
db::Value column_value(const Value& value);

/// What a value counts under in its facet: days by their year.
std::vector<std::string> facets_of(const Field& field, const Value& value);

}  // namespace dl::records
