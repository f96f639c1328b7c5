// The rows of imports: what was taken out of which file, and what was taken back. Never changed.
#pragma once

#include "db/session.h"
#include "records/import_columns.h"

namespace dl::records {

/// A file that was taken in, all of it at once, or the undoing of that.
struct ImportRow {
  std::int64_t id = 0;
  std::string code = {};  ///< of the register
  std::int64_t agency = 0;
  std::int64_t undoes = 0;       ///< import that is taken back by this; 0 = none
  std::string file = {};         ///< SHA-256 of the file
  std::string name = {};         ///< of the file
  std::int64_t entered = 0;      ///< records, or those taken back
  std::int64_t corrected = 0;    ///< records, or those whose former words stand again
  std::int64_t same = 0;         ///< rows, or records that stay because somebody has changed them since
  std::int64_t refused = 0;      ///< of an undoing: records that are public
  std::int64_t first_entry = 0;  ///< its entries have the numbers from here
  std::int64_t last_entry = 0;   ///< to here, and nobody else's lie between
  std::string digest = {};       ///< SHA-256 over the digests of its entries, in their order
  std::string reason = {};
  std::string actor = {};
  Instant at = {};
};

Outcome<void> insert(db::Session& session, const ImportRow& row);
/// Fault::NotFound `import.missing`.
Outcome<ImportRow> load_import(db::Session& session, std::int64_t id);
/// Of a register and agency, the newest first.
Outcome<std::vector<ImportRow>> list_imports(db::Session& session, std::string_view code, std::int64_t agency,
                                             int most);
/// Numbers of all imports behind `after`, ascending.
Outcome<std::vector<std::int64_t>> imports_behind(db::Session& session, std::int64_t after, int most);
/// The import of this file that was not taken back.
Outcome<std::optional<std::int64_t>> find_import(db::Session& session, std::string_view code, std::int64_t agency,
                                                 std::string_view file);
/// What has taken it back.
Outcome<std::optional<std::int64_t>> find_undoing(db::Session& session, std::int64_t id);

/// Headings that somebody has mapped, for a register and agency.
Outcome<Mapping> load_mapping(db::Session& session, std::string_view code, std::int64_t agency);
Outcome<void> remember(db::Session& session, std::string_view code, std::int64_t agency, const Mapping& mapping);

}  // namespace dl::records
