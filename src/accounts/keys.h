// API keys: how other systems sign in. A key reads work and drafts for one agency; it never reviews,
// clears or publishes, for those steps are people's.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/principal.h"
#include "base/time.h"
#include "db/database.h"
#include "journal/journal.h"

namespace dl::accounts {

struct NewKey {
  std::string name = {};  ///< which system: 市协同办公平台
  std::int64_t agency = 0;
  std::vector<Right> rights = {Right::ReadDocuments, Right::DraftDocuments};  ///< of kKeyRights
  Date expires_on = {};  ///< the last day on which it is good; a year ahead at most
};

struct KeyLine {
  std::int64_t id = 0;
  std::string prefix = {};  ///< "dlk_8f3kQ…", by which people tell keys apart
  std::string name = {};
  std::int64_t agency = 0;
  std::vector<Right> rights = {};
  std::string made_by = {};  ///< actor
  Instant made_at = {};
  Date expires_on = {};
  std::optional<Instant> used_at = {};  ///< the last time, to the hour
};

class Keys {
 public:
  explicit Keys(journal::Journal& journal) : journal_(journal) {}

  /// Makes a key and returns it, once: "dlk_" and 43 characters. Needs ManageAgency over the agency.
  /// Fault::Invalid `key.invalid` with fields.
  Outcome<std::string> make(const NewKey& key, const Principal& by);
  /// Ends a key at once. Fault::NotFound `key.missing` outside the scope.
  Outcome<void> end(std::int64_t key, const Principal& by);
  /// Keys that have not been ended, by id.
  Outcome<std::vector<KeyLine>> list(const Principal& by);

  /// Who bears this key. Fault::Unauthorized `key.refused` when it is unknown, ended or past its day.
  Outcome<Principal> load(std::string_view key);

 private:
  journal::Journal& journal_;
};

}  // namespace dl::accounts
