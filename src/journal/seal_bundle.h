// Digests of many things at once, laid down before the event that puts the things in force.
//
// What one event changes is sealed in its own entry, a line a thing. A hundred thousand things would keep everybody
// else waiting while they are digested, so their lines are written beforehand, in pages of short transactions, and the
// entry has one line for all of them: the number of the bundle and the SHA-256 over its pages. Whoever changes a page
// changes that; a bundle without its event says nothing and is swept with what it belongs to.
#pragma once

#include <functional>

#include "base/hash.h"
#include "journal/journal.h"
#include "journal/sealed.h"

namespace dl::journal {

class SealBundle {
 public:
  /// `seals` may be nullptr: then nothing is written.
  SealBundle(const Seals* seals, std::int64_t bundle) : seals_(seals), bundle_(bundle) {}

  /// Writes a page with the digests of the things with these numbers, which are not in force, as they will be.
  Outcome<void> add(db::Session& session, Kind kind, std::int64_t first, std::int64_t last);
  /// Hands the bundle to the transaction whose last event puts the things in force. To be called once.
  void seal(Transaction& transaction);

 private:
  const Seals* seals_;
  std::int64_t bundle_;
  std::int64_t pages_ = 0;
  Sha256 digest_ = {};
};

/// As it stands in an entry's seals, "=7 DIGEST", and back from its two words; nothing for other words.
std::string text_of(const BundleLine& line);
std::optional<BundleLine> bundle_line(std::string_view name, std::string_view digest);

/// Whether the pages are those of which the journal has the digest.
Outcome<bool> is_whole_bundle(db::Session& session, const BundleLine& line);
/// Calls `take` with each page, lines of seals, in order.
Outcome<void> read_bundle_pages(db::Session& session, std::int64_t bundle,
                                const std::function<Outcome<void>(const std::string&)>& take);
/// Takes away the pages of a bundle whose event never came.
Outcome<void> drop_bundle(db::Session& session, std::int64_t bundle);

}  // namespace dl::journal
