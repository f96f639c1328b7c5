// Digests of what the database holds, under a key that is not in it, as they go into the journal's entries.
//
// Each entry carries the digests of the things that its event has changed, taken from their rows in the same
// transaction; sealed.h says what they cover. Text and numbers only, so both engines and every backup give the same.
#pragma once

#include <atomic>
#include <vector>

#include "journal/events.h"
#include "journal/journal.h"
#include "journal/seal_bundle.h"
#include "journal/sealed.h"

namespace dl::journal {

/// The verb of entries that seal what is there without a change; the subject is a range of things,
/// "seals:edition:1-200".
inline constexpr std::string_view kSealedVerb = event("installation.sealed").verb;
/// Who seals at an upgrade, unasked.
inline constexpr std::string_view kSealingActor = "system:upgrade";

class Seals {
 public:
  /// `key` is a secret of the installation, the same on every node.
  explicit Seals(std::string_view key);

  /// Of the list and of the key, "1a2b3c4d.5e6f7a8b": the first line of every entry's seals.
  const std::string& mark() const { return mark_; }

  /// One part a table of the thing, in the order of the list, joined by points: 32 digits, or "-" without a row.
  Outcome<std::string> of(db::Session& session, const Thing& thing) const;

  /// The same of each of the things with these numbers, which are not in force yet (SealedTable::staged), as they will
  /// be.
  Outcome<std::vector<std::string>> of_staged(db::Session& session, Kind kind, std::int64_t first,
                                              std::int64_t last) const;

  /// For each event the mark and a line "edition:9 PARTS" for every thing that it changed, with digest_of(the parts
  /// before) behind it where it was held; or nothing. What several events change stands with the last of them.
  Outcome<std::vector<std::string>> of_events(Transaction& transaction) const;

  /// Locks the subject's row and adds digest_of(the parts) of what events on it may change.
  Outcome<void> hold(db::Session& session, const std::string& subject, std::map<std::string, std::string>& held) const;

 private:
  /// Whether the tables of a kind are there: those of a module that was not set up are not. What is there stays.
  Outcome<bool> is_here(db::Session& session, Kind kind) const;
  std::string parts_of(const Thing& thing, std::vector<std::vector<std::string>> rows) const;
  std::string digest(std::string_view name, std::string_view table, const std::vector<std::string>& rows) const;

  std::string key_ = {};
  std::string mark_ = {};
  mutable std::vector<std::atomic<bool>> here_ = std::vector<std::atomic<bool>>(kinds().size());  ///< by the kind
};

/// The things of an entry's seals with their parts; nothing for an entry without.
struct SealLine {
  Thing thing = {};
  std::string parts = {};
  std::string before = {};  ///< digest_of(parts) from which the event went on; empty where it is not said
};
struct SealText {
  std::string mark = {};
  std::vector<SealLine> lines = {};
  std::vector<BundleLine> bundles = {};
};
SealText read_seals(std::string_view text);

/// Sixteen digits that stand for parts.
std::string digest_of(std::string_view parts);

/// Parts of a digest by table: "ab.-.cd" as three.
std::vector<std::string_view> split_parts(std::string_view parts);

/// Seals all that is there, in one transaction, with events that say so and why; how many things.
Outcome<std::int64_t> seal_everything(Journal& journal, const std::string& actor, const std::string& reason);

/// The same when there are entries but none that seals, or when the list has changed since; 0 when nothing was owed.
/// Another key alone does not: what cannot be proved must not look as if it had been.
Outcome<std::int64_t> seal_what_is_older(Journal& journal);

}  // namespace dl::journal
