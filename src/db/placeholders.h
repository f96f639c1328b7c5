// The placeholders of an SQL text: found, put in order, and rewritten so that both engines bind alike.
//
// Engines differ when a name occurs twice (SQLite has one parameter, PostgreSQL through SOCI two),
// so each occurrence becomes a parameter of its own (:p1, :p2 …) and the list says which argument
// it takes. Comments are dropped, for the quotes in them would mislead SOCI. Pure, no I/O.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::db {

/// A statement cut at its placeholders: pieces[0], argument order[0], pieces[1], … , pieces.back().
struct Placeholders {
  std::vector<std::string> pieces = {};
  std::vector<std::size_t> order = {};  ///< which argument, from 0, each occurrence takes
  std::size_t arguments = 0;            ///< how many arguments the statement wants
};

/// :name takes the argument of its first occurrence, :3 the third argument, ? the next one. Fails with
/// `db.statement` on a second statement after a semicolon, or when the kinds are mixed.
Outcome<Placeholders> parse_placeholders(std::string_view sql);

}  // namespace dl::db
