// The writing side's SQL of accounts. Internal to this module; people.h reads.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "accounts/people.h"
#include "accounts/policy.h"

namespace dl::accounts {

Outcome<std::vector<Grant>> load_grants(db::Session& session, std::int64_t person);
/// The agencies at and below each of those that grants with OwnAndBelow name.
Outcome<Below> load_below(db::Session& session, const std::vector<Grant>& grants);
Outcome<void> replace_grants(db::Session& session, std::int64_t person, const std::vector<Grant>& grants);

Outcome<std::int64_t> insert_person(db::Session& session, const Person& person);
Outcome<void> update_person(db::Session& session, const Person& person);  ///< name, agency, state
Outcome<bool> agency_exists(db::Session& session, std::int64_t agency);
/// The names, long and short, of an agency and of those above it.
Outcome<std::vector<std::string>> list_agency_names(db::Session& session, std::int64_t agency);

struct Credential {
  std::string hash = {};
  Instant set_at = {};
  bool must_change = false;
};
Outcome<std::optional<Credential>> find_credential(db::Session& session, std::int64_t person);
/// Writes the credential; the one before goes among the former ones, of which `keep` stay.
Outcome<void> put_credential(db::Session& session, std::int64_t person, const Credential& credential, int keep);
/// The former ones, newest first.
Outcome<std::vector<std::string>> list_former_hashes(db::Session& session, std::int64_t person, int limit);

/// Takes a second factor and its recovery codes away; false when there is none.
Outcome<bool> remove_factor(db::Session& session, std::int64_t person);

/// Ends the sessions of a person but `except` (0 = all); how many.
Outcome<std::int64_t> end_sessions(db::Session& session, std::int64_t person, std::int64_t except);
/// Ends the oldest sessions of a person beyond the number that stays; how many.
Outcome<std::int64_t> end_oldest_sessions(db::Session& session, std::int64_t person, int stay);
Outcome<bool> is_open(db::Session& session, std::int64_t open_session);

Outcome<void> insert_sign_in(db::Session& session, std::int64_t person, Instant at, const std::string& network,
                             const std::string& agent, SignInOutcome outcome);

/// Counts a refusal for the journal; the number to be reported now, or 0 while the last report is young.
Outcome<int> count_refusal(db::Session& session, const std::string& subject, Instant now);
/// Takes the refusals that were not reported yet.
Outcome<int> take_refusals(db::Session& session, const std::string& subject);

}  // namespace dl::accounts
