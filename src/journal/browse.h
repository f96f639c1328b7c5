// The journal as auditors look through it: newest first, by who, what, whose business and when.
#pragma once

#include "journal/journal.h"

namespace dl::journal {

struct BrowseFilter {
  /// Entries of these agencies only; empty optional = of all, and of the installation itself.
  std::optional<std::vector<std::int64_t>> agencies = {};
  std::int64_t agency = 0;   ///< 0 = all of those
  std::string actor = {};    ///< "person:12"; empty = all
  std::string verb = {};     ///< "document.published", or a beginning that ends in a point: "document."
  std::string subject = {};  ///< "document:881"; empty = all
  std::optional<Instant> from = {};
  std::optional<Instant> until = {};  ///< not included
};

/// Entries before `before` (0 = from the newest), at most `limit`, newest first.
Outcome<std::vector<Entry>> browse(db::Session& session, const BrowseFilter& filter, std::int64_t before, int limit);

/// Hands all of them to `take`, a page at a time, newest first, out of the session's one snapshot: for exports.
Outcome<void> walk(db::Session& session, const BrowseFilter& filter,
                   const std::function<Outcome<void>(const std::vector<Entry>&)>& take);

}  // namespace dl::journal
