// A whole database as one SQLite file, and back: for backups, and for moving between the engines.
//
// Both sides have the tables of the same migrations, so a copy is the same rows, whatever the engine.
// The copy shows one moment; the database may be read and written meanwhile. Tables that are made of others bear names
// that begin with rec_: they are no part of a copy between engines, and rec_shape, which says that they are made, is
// dropped where rows are put in, so that the program makes them anew.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "db/database.h"

namespace dl::db {

/// Hears how many rows have been copied, now and then. SQLite to SQLite goes by pages: it hears nothing.
using CopyProgress = std::function<void(std::int64_t rows)>;

/// Writes the database at `address` into `file`, which must not exist. On PostgreSQL the database has
/// the tables of `schema`. On failure the file is taken away again.
Outcome<void> copy_to_file(const std::string& address, const std::vector<Migration>& schema,
                           const std::filesystem::path& file, const CopyProgress& progress = {});

/// Puts the rows of a file into the PostgreSQL database at `address`, in the place of all that its tables hold: the
/// caller knows that nothing there is worth keeping. Both have been migrated to the same steps. All or nothing.
Outcome<void> copy_from_file(const std::filesystem::path& file, const std::string& address,
                             const CopyProgress& progress = {});

/// Rows by table of a SQLite file, in the order in which the tables were made.
Outcome<std::vector<std::pair<std::string, std::int64_t>>> count_rows(const std::filesystem::path& file);

/// Whether the pages and indexes of a SQLite file fit together: Fault::Conflict `db.damaged`.
Outcome<void> check_file(const std::filesystem::path& file);

/// The steps of `schema` that a database has and has not seen; all are `pending` in a new one.
struct Steps {
  std::vector<std::string> applied = {};
  std::vector<std::string> pending = {};
};
Outcome<Steps> steps_of(Database& database, const std::vector<Migration>& schema);

/// The file of "sqlite:/path"; empty for other addresses and for a database in memory.
std::filesystem::path file_of(const std::string& address);

}  // namespace dl::db
