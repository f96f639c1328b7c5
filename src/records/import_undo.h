// What taking an import back would do, told before anybody does it: which of its records would be reversed, which stay
// because somebody has changed them since, which have to be withdrawn first.
#pragma once

#include <array>

#include "records/import_desk.h"

namespace dl::records {

/// A record that an import entered or corrected.
struct ImportedRecord {
  std::int64_t entry = 0;
  State state = State::Entered;
  TakenBack back = {};  ///< what would become of it now
};

/// What becomes of a record whose entry is taken back, as its row stands; told before, and done under the lock.
void decide(TakenBack& back, std::int64_t entry, const Row& row);

/// How many there are of each Bucket, in the order of kBuckets.
using BucketCounts = std::array<std::int64_t, kBuckets.size()>;
Outcome<BucketCounts> count_buckets(db::Session& session, const ImportRow& import);

/// Those behind an entry, in the order of the file.
Outcome<std::vector<ImportedRecord>> list_imported(db::Session& session, const ImportRow& import, std::int64_t after,
                                                   int most);

}  // namespace dl::records
