// People (人员): the values and all that reads them. What lies outside the scope is not there.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "accounts/policy.h"
#include "accounts/principal.h"
#include "base/time.h"
#include "db/database.h"

namespace dl::accounts {

/// The tables of this module; after those of agencies.
const std::vector<db::Migration>& migrations();

/// Stored by name; do not rename.
enum class PersonState : std::uint8_t {
  Active,
  Suspended,  ///< 停用: cannot sign in; kept, for the journal speaks of them
};
Names<PersonState> table_of(PersonState);

struct Person {
  std::int64_t id = 0;
  std::string login = {};  ///< lower-case letters, digits, ".", "-", "_"; unique, never changes
  std::string name = {};
  std::int64_t agency = 0;  ///< where they work
  PersonState state = PersonState::Active;
  Instant created_at = {};
  std::vector<Grant> grants = {};
};

/// A person as a line of a list, with what an administrator looks for.
struct PersonLine {
  Person person = {};
  bool second_factor = false;
  bool must_change_password = false;
  std::optional<Instant> password_set_at = {};
  std::optional<Instant> signed_in_at = {};  ///< the last time
};

/// Until when somebody must have signed in with a first password; empty when they have another.
std::optional<Instant> first_password_ends_at(const PersonLine& line, const Policy& policy);

struct PeopleFilter {
  std::int64_t agency = 0;  ///< 0 = all
  std::string text = {};    ///< part of the name or the login
};

/// By id, `after` excluded, at most `limit`.
Outcome<std::vector<PersonLine>> list_people(db::Session& session, const Scope& scope, const PeopleFilter& filter,
                                             std::int64_t after, int limit);
/// Fault::NotFound `person.missing`.
Outcome<PersonLine> load_person(db::Session& session, const Scope& scope, std::int64_t id);
Outcome<std::optional<Person>> find_person(db::Session& session, const std::string& login);

/// The actors of those who have a right over an agency and can sign in, by id.
Outcome<std::vector<std::string>> people_with(db::Session& session, Right right, std::int64_t agency);

/// What a person may now, as desks and stores ask it; a suspended or unknown one is a Principal without
/// rights. For work that goes on after the request, such as scheduled publication.
Outcome<Principal> load_principal(db::Session& session, const std::string& actor);
Outcome<Principal> load_principal(db::Session& session, std::int64_t person);

/// Display names by actor: "person:12" is the name in the table, "person:张三" is 张三, "key:5" the
/// key's name; others (system:import) are shown as they are.
Outcome<std::map<std::string, std::string>> names_of(db::Session& session, const std::vector<std::string>& actors);

/// How a sign-in ended. Stored by name; do not rename.
enum class SignInOutcome : std::uint8_t { SignedIn, WrongPassword, WrongCode, Suspended, Locked };
Names<SignInOutcome> table_of(SignInOutcome);

/// One line of a person's sign-in history, which is kept for Policy::history_days.
struct PastSignIn {
  std::int64_t id = 0;
  Instant at = {};
  std::string network = {};
  std::string agent = {};
  SignInOutcome outcome = SignInOutcome::SignedIn;
};
/// Newest first, before `before` (0 = from the newest), at most `limit`.
Outcome<std::vector<PastSignIn>> list_sign_ins(db::Session& session, std::int64_t person, std::int64_t before,
                                               int limit);

}  // namespace dl::accounts
