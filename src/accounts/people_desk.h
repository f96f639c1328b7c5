// The verbs on people: enter, change, suspend, restore, give a new first password.
//
// Whoever has ManagePeople over an agency cares for its people and their roles in its documents. The
// roles that watch or administer (监督, 审计员, the three administrators), and any that reach all
// agencies, are given by ManageSecurity alone. Nobody changes their own roles.
#pragma once

#include <string>
#include <vector>

#include "accounts/people.h"
#include "accounts/policy.h"
#include "journal/journal.h"

namespace dl::accounts {

struct NewPerson {
  std::string login = {};
  std::string name = {};
  std::int64_t agency = 0;
  std::vector<Grant> grants = {};
  std::string password = {};  ///< checked by the rules; empty: one is made, to be changed at first sign-in
};

struct Entered {
  std::int64_t person = 0;
  std::string first_password = {};  ///< shown once; empty when a password was given
};

/// What may change of a person.
struct PersonChange {
  std::string name = {};
  std::int64_t agency = 0;
  std::vector<Grant> grants = {};
};

/// What a change is held against, so that of two administrators nobody undoes the other's in silence: another number
/// when name, agency, state or grants are others.
std::int64_t revision_of(const Person& person);

class PeopleDesk {
 public:
  PeopleDesk(journal::Journal& journal, const Policy& policy) : journal_(journal), policy_(policy) {}

  /// Fault::Forbidden `right.missing` or `right.role` (a role that this principal may not give);
  /// Fault::Conflict `person.login-taken`; Fault::Invalid `person.invalid` with fields, `grants.separated`,
  /// `grants.repeated`, `password.weak` with fields; Fault::NotFound `agency.missing`.
  Outcome<Entered> enter(const NewPerson& person, const Principal& by);

  /// Replaces name, agency and grants. Open sessions have the new rights at their next request.
  /// As `enter`, and Fault::Forbidden `right.own-roles`; Fault::NotFound `person.missing` outside the scope;
  /// Fault::Conflict `revision.changed` when another revision was expected.
  Outcome<void> change(std::int64_t person, const PersonChange& change, const Principal& by,
                       std::optional<std::int64_t> expected = {});

  /// Makes a first password, ends the person's sessions and lock-out. Returns it: it is shown once.
  /// Fault::Forbidden `right.own-password` for oneself.
  Outcome<std::string> give_password(std::int64_t person, const Principal& by);
  /// The same with a chosen one, for the command line; Fault::Invalid `password.weak` with fields.
  Outcome<void> set_password(std::int64_t person, const std::string& password, const Principal& by);

  /// Ends the person's sessions at once. Fault::Forbidden `right.own-roles` for oneself;
  /// Fault::Conflict `person.suspended` or `person.active` when it is so already.
  Outcome<void> suspend(std::int64_t person, const std::string& reason, const Principal& by);
  Outcome<void> restore(std::int64_t person, const Principal& by);

  /// Takes the second factor away from somebody who lost it (ManageSecurity).
  Outcome<void> clear_second_factor(std::int64_t person, const Principal& by);

 private:
  Outcome<void> put_password(std::int64_t person, const std::string& hash, bool must_change, const Principal& by,
                             journal::EventKind kind);
  journal::Journal& journal_;
  Policy policy_;
};

}  // namespace dl::accounts
