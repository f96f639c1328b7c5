// Numbers that stay as they were told: a freeze keeps the tables of a period and is one event of the journal.
//
// Later corrections do not change a freeze. They make a new one, which names the one that it replaces and says which
// lines of its tables are others.
#pragma once

#include <optional>
#include <string>

#include "accounts/sealing_key.h"
#include "figures/tables.h"
#include "journal/journal.h"

namespace dl::figures {

struct Frozen {
  std::int64_t id = 0;
  std::string period = {};
  std::int64_t agency = 0;  ///< 0 = all
  Instant at = {};
  std::string text = {};  ///< freeze.json: period, scope, place in the journal, definitions, digests of the files

  /// The version of a figure that it tells; nothing for one that was not there yet.
  std::optional<std::int64_t> version_of(std::string_view figure) const;
  std::string digest() const;   ///< SHA-256 of the text: after_digest of the event
  std::string subject() const;  ///< of the journal: "frozen-figures:3"
};

struct Wish {
  Scope scope = {};
  std::string agency_code = {};  ///< as outsiders know the agency; "" = all
  std::string actor = {};
  std::string reason = {};  ///< owed where there is a freeze already
};

/// The secret of an installation for Scope::salt.
std::string salt_of(const accounts::SealingKey& key);

/// Freezes a period. What is counted is the state after the last entry of the journal, which the freeze names.
/// Fault::Invalid `figures.reason-owed` where there is one already and no reason why another is made;
/// Fault::Conflict `figures.identity` with the first identity that the numbers do not keep, or `figures.continues`
/// where that is one with the freeze of the period before.
Outcome<Frozen> freeze(journal::Journal& journal, const Definitions& definitions, const Wish& wish);

/// The newest freeze of a period and agency.
Outcome<std::optional<Frozen>> find_frozen(db::Session& session, const Period& period, std::int64_t agency);
/// One of the tables as they were frozen; nothing for a name that is not among them.
Outcome<std::optional<std::string>> file_of(db::Session& session, const Frozen& frozen, std::string_view name);
/// All of them.
Outcome<Files> files_of(db::Session& session, const Frozen& frozen);

/// The tables of this module.
const std::vector<db::Migration>& migrations();

}  // namespace dl::figures
