// Backup and restore of a whole installation as one file, while it serves.
//
// The file holds the settings, keys and overrides of the data folder and every row of the database as a SQLite
// file, whatever engine it came from; not the search index, which is made anew. docs/adr/0006 says why.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "db/database.h"
#include "journal/contents.h"

namespace dl::app {

/// Rows by table, in the order in which the tables were made.
using RowCounts = std::vector<std::pair<std::string, std::int64_t>>;

/// How the contents of a backup are held against the journal (contents.h) before it is packed.
struct BackupProof {
  std::string key = {};                     ///< as Journal::seal_with takes it
  std::optional<Instant> files_since = {};  ///< those stored earlier have been looked at; empty: none has
  bool despite_differences = false;         ///< tells them and goes on
};

/// What a backup is made of.
struct BackupSource {
  std::filesystem::path data = {};
  std::string database = {};            ///< address
  std::filesystem::path log_file = {};  ///< left out when it is in the folder; may be empty
  std::vector<db::Migration> schema = {};
  std::optional<BackupProof> proof = {};  ///< empty: rows are taken as they are
};

struct Backup {
  std::string digest = {};  ///< SHA-256 of the file
  std::uintmax_t bytes = 0;
  RowCounts rows = {};
  journal::Verdict chain = {};
  journal::Contents contents = {};  ///< nothing without a proof
};

/// Writes `file`, which must not exist, and proves the journal in it; a broken chain is told in the result and
/// does not keep the backup from being made. Fault::Full `backup.no-room` before anything is written;
/// Fault::Conflict `backup.differs` with the first differences when the contents are not as the journal says.
Outcome<Backup> back_up(const BackupSource& source, const std::filesystem::path& file);

struct RestoreWish {
  std::filesystem::path file = {};
  std::filesystem::path data = {};  ///< the new folder: must not exist, or be empty
  std::string database = {};        ///< address of an empty PostgreSQL database; empty: a SQLite file in the folder
};

/// Proves the file, puts everything into place and proves it there: digests, rows by table, the journal's chain and
/// its head. The folder appears only when all that has succeeded. Fails with the keys of archive.h, with
/// Fault::Conflict `restore.not-empty`, `restore.database-used`, `restore.differs` or `journal.broken`.
Outcome<Backup> restore(const RestoreWish& wish);

/// How many differences there are and the first of them, a line each.
std::string first_lines(const journal::Contents& contents);

/// Rows that people ask about, for the last line of both commands: "文件 12 件，日志 40 条".
std::string summary_of(const Backup& backup);

}  // namespace dl::app
