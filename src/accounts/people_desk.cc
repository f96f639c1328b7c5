#include "accounts/people_desk.h"

#include <algorithm>

#include "accounts/account_store.h"
#include "accounts/events.h"
#include "accounts/lock_out.h"
#include "accounts/password.h"
#include "accounts/password_rules.h"
#include "base/hash.h"
#include "base/revision.h"
#include "base/text.h"

namespace dl::accounts {
namespace {

using journal::Transaction;

// Of a role that watches every right is one to read, or to have put right what was seen.
bool only_watches(Role role) {
  return std::ranges::all_of(kRights, [&](const RightRow& row) {
    return !row.roles.has(role) || row.name.ends_with(".read") || row.value == Right::CheckFindings;
  });
}

// Roles that watch or administer are not given by those whom they watch.
bool is_for_security(const Grant& grant) {
  return is_separated(grant.role) || only_watches(grant.role) || grant.reach == Reach::All;
}

Outcome<void> check_may_give(Transaction& transaction, const Principal& by, const std::vector<Grant>& grants) {
  if (by.may_anywhere(Right::ManageSecurity)) return {};
  DL_TRY(auto below, load_below(transaction.sql(), grants));
  for (const auto& grant : grants) {
    bool reaches = by.may(Right::ManagePeople, grant.agency);
    if (grant.reach == Reach::OwnAndBelow)
      for (auto agency : below[grant.agency]) reaches = reaches && by.may(Right::ManagePeople, agency);
    if (is_for_security(grant) || !reaches)
      return fail(Fault::Forbidden, "right.role", fmt::format("{}: {}", by.actor(), name_of(grant.role)));
  }
  return {};
}

// What is taken away or given anew.
std::vector<Grant> difference(const std::vector<Grant>& before, const std::vector<Grant>& after) {
  std::vector<Grant> changed;
  auto add = [&](const std::vector<Grant>& from, const std::vector<Grant>& without) {
    for (const auto& grant : from)
      if (std::find(without.begin(), without.end(), grant) == without.end()) changed.push_back(grant);
  };
  add(before, after);
  add(after, before);
  return changed;
}

bool is_login(std::string_view login) {
  return login.size() >= 3 && login.size() <= 32 && login.front() >= 'a' && login.front() <= 'z' &&
         login.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-_") == std::string_view::npos;
}

bool is_name(const std::string& name) {
  return !text::trim(name).empty() && text::length(name) <= 50 && name.find('\n') == std::string::npos;
}

Outcome<void> check_person(std::string_view login, const std::string& name) {
  std::vector<FieldProblem> problems;
  if (!is_login(login)) problems.push_back({"login", "person.login"});
  if (!is_name(name)) problems.push_back({"name", "person.name"});
  if (problems.empty()) return {};
  return Failure(Error{Fault::Invalid, "person.invalid", std::string(login), std::move(problems)});
}

Outcome<void> check_agencies(Transaction& transaction, std::int64_t agency, const std::vector<Grant>& grants) {
  std::vector<std::int64_t> named = {agency};
  for (const auto& grant : grants) named.push_back(grant.agency);
  for (auto id : named) {
    DL_TRY(bool exists, agency_exists(transaction.sql(), id));
    if (!exists) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", id));
  }
  return {};
}

Outcome<void> check_password_rules(db::Database& database, const Policy& policy, std::string_view password,
                                   const Person& person) {
  Whose whose{.login = person.login, .name = person.name};
  DL_TRY(whose.agencies,
         database.read([&](db::Session& session) { return list_agency_names(session, person.agency); }));
  auto problems = problems_of_password(policy, password, whose);
  if (problems.empty()) return {};
  return Failure(Error{Fault::Invalid, "password.weak", {}, std::move(problems)});
}

// "Drafter@3 Reviewer@3+ Auditor@*": what the journal keeps of somebody's roles.
std::string text_of(const std::vector<Grant>& grants) {
  std::vector<std::string> parts;
  for (const auto& grant : grants)
    parts.push_back(grant.reach == Reach::All ? fmt::format("{}@*", name_of(grant.role))
                                              : fmt::format("{}@{}{}", name_of(grant.role), grant.agency,
                                                            grant.reach == Reach::OwnAndBelow ? "+" : ""));
  std::sort(parts.begin(), parts.end());
  std::string text;
  for (const auto& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

std::string digest_of(const Person& person) {
  return sha256_hex(fmt::format("{}\n{}\n{}\n{}\n{}", person.login, person.name, person.agency, name_of(person.state),
                                text_of(person.grants)));
}

void record(Transaction& transaction, const Principal& by, journal::EventKind kind, const Person& person,
            std::string before, std::string after, std::string reason) {
  journal::Event event;
  event.actor = by.actor();
  event.verb = kind.verb;
  event.subject = fmt::format("person:{}", person.id);
  event.agency = person.agency;
  event.before_digest = std::move(before);
  event.after_digest = std::move(after);
  event.reason = std::move(reason);
  transaction.record(std::move(event));
}

// The person, for somebody who may care for them as they are: nobody takes over an account that has
// roles which they could not give.
Outcome<Person> load_for(Transaction& transaction, std::int64_t id, const Principal& by) {
  DL_TRY(auto line, load_person(transaction.sql(), by.scope(Right::ManagePeople), id));
  DL_CHECK(check_may_give(transaction, by, line.person.grants));
  DL_CHECK(transaction.hold(fmt::format("person:{}", id)));
  return line.person;
}

}  // namespace

Outcome<Entered> PeopleDesk::enter(const NewPerson& entered, const Principal& by) {
  DL_CHECK(by.require(Right::ManagePeople, entered.agency));
  DL_CHECK(check_person(entered.login, entered.name));
  DL_CHECK(check_grants(entered.grants));
  Entered made;
  std::string password = entered.password;
  if (password.empty()) password = made.first_password = first_password();
  DL_CHECK(check_password_rules(journal_.database(), policy_, password,
                                {.login = entered.login, .name = entered.name, .agency = entered.agency}));
  DL_TRY(auto hash, hash_password(policy_, password));
  return journal_.write([&](Transaction& transaction) -> Outcome<Entered> {
    DL_CHECK(check_agencies(transaction, entered.agency, entered.grants));
    DL_CHECK(check_may_give(transaction, by, entered.grants));
    DL_TRY(auto taken, find_person(transaction.sql(), entered.login));
    if (taken)
      return Failure(Error{Fault::Conflict, "person.login-taken", entered.login, {{"login", "person.login-taken"}}});
    Person person{.login = entered.login,
                  .name = std::string(text::trim(entered.name)),
                  .agency = entered.agency,
                  .created_at = transaction.now(),
                  .grants = entered.grants};
    DL_TRY(person.id, insert_person(transaction.sql(), person));
    DL_CHECK(put_credential(transaction.sql(), person.id, {hash, transaction.now(), entered.password.empty()},
                            policy_.password_history));
    record(transaction, by, event("account.entered"), person, {}, digest_of(person), text_of(person.grants));
    made.person = person.id;
    return made;
  });
}

std::int64_t revision_of(const Person& person) { return dl::revision_of(digest_of(person)); }

Outcome<void> PeopleDesk::change(std::int64_t id, const PersonChange& change, const Principal& by,
                                 std::optional<std::int64_t> expected) {
  DL_CHECK(check_grants(change.grants));
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto line, load_person(transaction.sql(), by.scope(Right::ManagePeople), id));
    Person person = line.person;
    std::string before = digest_of(person);
    DL_CHECK(check_revision(expected, revision_of(person)));
    DL_CHECK(check_person(person.login, change.name));
    DL_CHECK(by.require(Right::ManagePeople, change.agency));
    DL_CHECK(check_agencies(transaction, change.agency, change.grants));
    auto changed = difference(person.grants, change.grants);
    if (!changed.empty() && by.person() == id) return fail(Fault::Forbidden, "right.own-roles", by.actor());
    DL_CHECK(check_may_give(transaction, by, changed));
    person.name = std::string(text::trim(change.name));
    person.agency = change.agency;
    person.grants = change.grants;
    DL_CHECK(transaction.hold(fmt::format("person:{}", id)));
    DL_CHECK(update_person(transaction.sql(), person));
    DL_CHECK(replace_grants(transaction.sql(), id, person.grants));
    record(transaction, by, event("account.changed"), person, before, digest_of(person), text_of(person.grants));
    return {};
  });
}

Outcome<std::string> PeopleDesk::give_password(std::int64_t person, const Principal& by) {
  if (by.person() == person) return fail(Fault::Forbidden, "right.own-password", by.actor());
  std::string password = first_password();
  DL_TRY(auto hash, hash_password(policy_, password));
  DL_CHECK(put_password(person, hash, true, by, event("account.password-given")));
  return password;
}

Outcome<void> PeopleDesk::set_password(std::int64_t id, const std::string& password, const Principal& by) {
  DL_TRY(auto line, journal_.database().read(
                        [&](db::Session& session) { return load_person(session, by.scope(Right::ManagePeople), id); }));
  DL_CHECK(check_password_rules(journal_.database(), policy_, password, line.person));
  DL_TRY(auto hash, hash_password(policy_, password));
  return put_password(id, hash, false, by, event("account.password-set"));
}

Outcome<void> PeopleDesk::put_password(std::int64_t id, const std::string& hash, bool must_change, const Principal& by,
                                       journal::EventKind kind) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto person, load_for(transaction, id, by));
    DL_CHECK(put_credential(transaction.sql(), id, {hash, transaction.now(), must_change}, policy_.password_history));
    DL_CHECK(end_sessions(transaction.sql(), id, 0));
    DL_CHECK(forget_failures(transaction.sql(), person.login));
    record(transaction, by, kind, person, {}, {}, {});
    return {};
  });
}

Outcome<void> PeopleDesk::suspend(std::int64_t id, const std::string& reason, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto person, load_for(transaction, id, by));
    if (by.person() == id) return fail(Fault::Forbidden, "right.own-roles", by.actor());
    if (person.state == PersonState::Suspended) return fail(Fault::Conflict, "person.suspended", person.login);
    std::string before = digest_of(person);
    person.state = PersonState::Suspended;
    DL_CHECK(update_person(transaction.sql(), person));
    DL_CHECK(end_sessions(transaction.sql(), id, 0));
    record(transaction, by, event("account.suspended"), person, before, digest_of(person), reason);
    return {};
  });
}

Outcome<void> PeopleDesk::restore(std::int64_t id, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto person, load_for(transaction, id, by));
    if (person.state == PersonState::Active) return fail(Fault::Conflict, "person.active", person.login);
    std::string before = digest_of(person);
    person.state = PersonState::Active;
    DL_CHECK(update_person(transaction.sql(), person));
    record(transaction, by, event("account.restored"), person, before, digest_of(person), {});
    return {};
  });
}

Outcome<void> PeopleDesk::clear_second_factor(std::int64_t id, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto person, load_for(transaction, id, by));
    if (!by.may_anywhere(Right::ManageSecurity)) return fail(Fault::Forbidden, "right.missing", by.actor());
    if (by.person() == id) return fail(Fault::Forbidden, "right.own-roles", by.actor());
    DL_TRY(auto gone, remove_factor(transaction.sql(), id));
    if (!gone) return fail(Fault::Conflict, "second_factor.none", person.login);
    DL_CHECK(end_sessions(transaction.sql(), id, 0));
    record(transaction, by, event("account.second-factor-cleared"), person, {}, {}, {});
    return {};
  });
}

}  // namespace dl::accounts
