// Hand-overs: each time the public part of a register was written into files for everybody to take away, what these
// files are, and what had changed since the one before. Rows and reading; open_data.h makes them.
#pragma once

#include <array>

#include "records/library.h"

namespace dl::records {

/// The files of a hand-over.
enum class OpenKind : std::uint8_t {
  Csv,      ///< for spreadsheets
  Xlsx,     ///< left out beyond what a sheet holds
  Json,     ///< an object a record
  Zip,      ///< Data Package: datapackage.json and a CSV for programs
  Changes,  ///< CSV of what was added, changed, withdrawn since the hand-over before
};
struct OpenKindRow {
  OpenKind kind = {};
  std::string_view ending = {};  ///< of the file, and of its address; kept in rows: do not change
  std::string_view title = {};
  std::string_view media_type = {};
};
inline constexpr std::array kOpenKinds = {
    OpenKindRow{OpenKind::Csv, "csv", "CSV", "text/csv"},
    OpenKindRow{OpenKind::Xlsx, "xlsx", "XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    OpenKindRow{OpenKind::Json, "json", "JSON", "application/json"},
    OpenKindRow{OpenKind::Zip, "zip", "数据包", "application/zip"},
    OpenKindRow{OpenKind::Changes, "changes.csv", "变动", "text/csv"},
};
/// nullptr for an ending that no file has.
const OpenKindRow* find_open_kind(std::string_view ending);

struct OpenFile {
  OpenKind kind = {};
  std::int64_t size = 0;
  std::string digest = {};  ///< SHA-256 of the file
};

/// Whose records a hand-over has: those of an agency, or of all where the city keeps the register as a whole (0).
struct OpenSet {
  std::string code = {};
  std::int64_t agency = 0;

  friend auto operator<=>(const OpenSet&, const OpenSet&) = default;
};

struct Handover {
  std::int64_t id = 0;
  OpenSet set = {};
  Instant at = {};
  Date day = {};                ///< on which the displays were counted
  std::int64_t last_entry = 0;  ///< it tells what was public by this entry and those before
  std::int64_t sequence = 0;    ///< of the journal, at the same moment
  std::int64_t records = 0;
  std::int64_t added = 0;
  std::int64_t changed = 0;
  std::int64_t withdrawn = 0;
  std::vector<OpenFile> files = {};  ///< in the order of kOpenKinds

  const OpenFile* file(OpenKind kind) const;
};

/// Puts the row and the files in.
Outcome<void> insert(db::Session& session, const Handover& handover);
/// The newest, so many at most, with their files, the newest first.
Outcome<std::vector<Handover>> list_handovers(db::Session& session, const OpenSet& set, int most);

/// The newest, or the newest with a number up to this, with its files; nothing where there is none.
Outcome<std::optional<Handover>> newest_handover(db::Session& session, const OpenSet& set,
                                                 std::optional<std::int64_t> up_to);
/// What the hand-overs behind `from`, up to `to`, had otherwise than the one before each, all together.
Outcome<std::int64_t> count_changes(db::Session& session, const OpenSet& set, std::int64_t from, std::int64_t to);

/// Whether a hand-over may still be given out: nothing that it has was withdrawn, corrected or has come to the end of
/// its display since. Records that are public only since then do not count.
Outcome<bool> may_be_given(db::Session& session, const Handover& handover, Date today);
/// Whether anything at all has become another for the public.
Outcome<bool> is_newest(db::Session& session, const Handover& handover, Date today);

/// One line of what has changed between two moments.
struct OpenChange {
  enum class What : std::uint8_t { Added, Changed, Withdrawn };
  What what = What::Added;
  std::int64_t record = 0;
  std::int64_t words = 0;  ///< entry that is public, or was
  Instant at = {};
  std::string ground = {};  ///< of a withdrawal or a correction
};

/// What entries behind `after` have changed of what was public then, by record.
Outcome<void> walk_changes(db::Session& session, const OpenSet& set, std::int64_t after,
                           const std::function<Outcome<void>(const OpenChange&)>& take);

/// All sets that have, or had, a public record.
Outcome<std::vector<OpenSet>> open_sets(db::Session& session, const Registers& registers);
/// Those in which something was done for the public behind an entry.
Outcome<std::vector<OpenSet>> open_sets_behind(db::Session& session, const Registers& registers, std::int64_t entry);
Outcome<std::int64_t> last_entry(db::Session& session);

}  // namespace dl::records
