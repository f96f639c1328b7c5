// What the database holds against the newest digest that the journal has of it: whoever changed rows or files past the
// program is told here.
#pragma once

#include <functional>

#include "journal/journal.h"
#include "journal/sealed.h"

namespace dl::journal {

struct Difference {
  enum class Problem : std::uint8_t {
    Changed,        ///< rows are others than the journal says
    Gone,           ///< there are none where the journal says there are
    Added,          ///< there are some of which the journal does not know
    Passed,         ///< were changed before an event of the program, which then went on from there
    SealedTwice,    ///< digests were taken anew although nothing called for it: what was changed before passes for true
    OtherKey,       ///< the digests were taken under another key, so nothing can be said
    BundleChanged,  ///< digests that were laid down before their event are others, or gone
    FileChanged,    ///< bytes are not those of the digest under which they stand
    FileGone,       ///< an attachment names a file that is not there
  };
  Problem problem = Problem::Changed;
  std::string what = {};      ///< "文件 12 第 2 版《通知》", the digest of a file
  std::string part = {};      ///< "审核和保密审查记录"; empty for the whole
  std::int64_t sequence = 0;  ///< the entry that says otherwise; 0 when none does
};

struct Contents {
  std::int64_t things = 0;
  std::int64_t files = 0;
  std::int64_t count = 0;  ///< of differences, of which the first kMostTold are
  std::vector<Difference> differences = {};
};
inline constexpr std::size_t kMostTold = 200;

struct ContentsWish {
  std::optional<Instant> files_since = {};  ///< only files stored from then on; empty: all
  std::function<void(std::int64_t)> progress = {};
};

/// Holds everything that sealed.h lists, and stored files, against the journal, out of one snapshot. The journal must
/// have a key (Journal::seal_with). Keeps about 200 bytes a thing in memory.
Outcome<Contents> check_contents(Journal& journal, const ContentsWish& wish = {});

/// Whether anything in the database names a stored file. Needs the tables of the whole program.
Outcome<bool> names_file(db::Session& session, const std::string& digest);

/// One line for people: what differs and how.
std::string describe(const Difference& difference);

}  // namespace dl::journal
