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

Outcome<void> insert_sign_in(db::Session& session, std::int64_t person, Instant at, const std::string& network,
                             const std::string& agent, SignInOutcome outcome);

/// How often a login has failed lately, and whether it is locked.
struct Failures {
  int failures = 0;
  Instant since = {};
  Instant last_at = {};
  int locks = 0;
  Instant locked_until = {};
};
/// What one more failure makes of it: five within the window lock for a minute, each further one for
/// twice as long, an hour at most; after a quiet window all is forgotten. Pure.
Failures one_more_failure(Failures before, Instant now, const Policy& policy);

Outcome<std::optional<Failures>> find_failures(db::Session& session, const std::string& login);
/// Reads with the row locked; makes it when there is none.
Outcome<Failures> lock_failures(db::Session& session, const std::string& login, Instant now);
Outcome<void> put_failures(db::Session& session, const std::string& login, const Failures& failures);
Outcome<void> forget_failures(db::Session& session, const std::string& login);

/// Counts a refusal for the journal; the number to be reported now, or 0 while the last report is young.
Outcome<int> count_refusal(db::Session& session, const std::string& subject, Instant now);
/// Takes the refusals that were not reported yet.
Outcome<int> take_refusals(db::Session& session, const std::string& subject);

}  // namespace dl::accounts
