#include "accounts/account_store.h"

#include "db/ids.h"

namespace dl::accounts {
namespace {

using Text = std::string;
using Id = std::int64_t;

constexpr std::int64_t kReportEveryMs = 60'000;

}  // namespace

Outcome<std::vector<Grant>> load_grants(db::Session& session, std::int64_t person) {
  DL_TRY(auto rows,
         (session.query<Text, Id, Text>(
             "SELECT role, agency, reach FROM person_grant WHERE person = :person ORDER BY agency, role", person)));
  std::vector<Grant> grants;
  for (auto& [role, agency, reach] : rows) {
    // A role that this program does not know gives nothing.
    auto known = find_named<Role>(role);
    auto far = find_named<Reach>(reach);
    if (known && far) grants.push_back({*known, agency, *far});
  }
  return grants;
}

Outcome<Below> load_below(db::Session& session, const std::vector<Grant>& grants) {
  std::vector<std::int64_t> roots;
  for (const auto& grant : grants)
    if (grant.reach == Reach::OwnAndBelow) roots.push_back(grant.agency);
  Below below;
  if (roots.empty()) return below;
  DL_TRY(
      auto rows,
      (session.query<Id, Id>(db::Sql("WITH RECURSIVE below(root, id) AS (SELECT id, id FROM agency WHERE ? UNION "
                                     "SELECT below.root, agency.id FROM below JOIN agency ON agency.parent = below.id) "
                                     "SELECT root, id FROM below ORDER BY root, id",
                                     db::among("id", roots)))));
  for (auto& [root, id] : rows) below[root].push_back(id);
  return below;
}

Outcome<void> replace_grants(db::Session& session, std::int64_t person, const std::vector<Grant>& grants) {
  DL_CHECK(session.run("DELETE FROM person_grant WHERE person = :person", person));
  for (const auto& grant : grants)
    DL_CHECK(
        session.run("INSERT INTO person_grant (person, role, agency, reach) VALUES (:person, :role, :agency, :reach)",
                    person, name_of(grant.role), grant.agency, name_of(grant.reach)));
  return {};
}

Outcome<std::int64_t> insert_person(db::Session& session, const Person& person) {
  DL_TRY(auto id, db::next_id(session, "person"));
  DL_CHECK(
      session.run("INSERT INTO person (id, login, name, agency, state, created_at) "
                  "VALUES (:id, :login, :name, :agency, :state, :at)",
                  id, person.login, person.name, person.agency, name_of(person.state), person.created_at));
  DL_CHECK(replace_grants(session, id, person.grants));
  return id;
}

Outcome<void> update_person(db::Session& session, const Person& person) {
  DL_CHECK(session.run("UPDATE person SET name = :name, agency = :agency, state = :state WHERE id = :id", person.name,
                       person.agency, name_of(person.state), person.id));
  return {};
}

Outcome<bool> agency_exists(db::Session& session, std::int64_t agency) {
  DL_TRY(auto row, session.find<Id>("SELECT id FROM agency WHERE id = :id", agency));
  return row.has_value();
}

Outcome<std::vector<std::string>> list_agency_names(db::Session& session, std::int64_t agency) {
  DL_TRY(auto rows, (session.query<Text, Text>(
                        "WITH RECURSIVE above(id, parent) AS (SELECT id, parent FROM agency WHERE id = :agency UNION "
                        "SELECT agency.id, agency.parent FROM above JOIN agency ON agency.id = above.parent) "
                        "SELECT name, short_name FROM agency WHERE id IN (SELECT id FROM above) ORDER BY id",
                        agency)));
  std::vector<std::string> names;
  for (auto& [name, short_name] : rows) {
    names.push_back(std::move(name));
    if (!short_name.empty()) names.push_back(std::move(short_name));
  }
  return names;
}

Outcome<std::optional<Credential>> find_credential(db::Session& session, std::int64_t person) {
  DL_TRY(auto row, (session.find<Text, Instant, bool>(
                       "SELECT hash, set_at, must_change FROM credential WHERE person = :person", person)));
  if (!row) return std::nullopt;
  return Credential{std::get<0>(*row), std::get<1>(*row), std::get<2>(*row)};
}

Outcome<void> put_credential(db::Session& session, std::int64_t person, const Credential& credential, int keep) {
  DL_TRY(auto before, find_credential(session, person));
  if (before) {
    DL_TRY(auto id, db::next_id(session, "former_password"));
    DL_CHECK(session.run("INSERT INTO former_password (id, person, hash) VALUES (:id, :person, :hash)", id, person,
                         before->hash));
    DL_CHECK(
        session.run("DELETE FROM former_password WHERE person = :person AND id NOT IN (SELECT id FROM former_password "
                    "WHERE person = :person ORDER BY id DESC LIMIT :keep)",
                    person, keep));
  }
  DL_CHECK(
      session.run("INSERT INTO credential (person, hash, set_at, must_change) VALUES (:person, :hash, :at, :must) "
                  "ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at, "
                  "must_change = excluded.must_change",
                  person, credential.hash, credential.set_at, credential.must_change));
  return {};
}

Outcome<std::vector<std::string>> list_former_hashes(db::Session& session, std::int64_t person, int limit) {
  DL_TRY(auto rows,
         session.query<Text>("SELECT hash FROM former_password WHERE person = :person ORDER BY id DESC LIMIT :limit",
                             person, limit));
  std::vector<std::string> hashes;
  for (auto& [hash] : rows) hashes.push_back(std::move(hash));
  return hashes;
}

Outcome<bool> remove_factor(db::Session& session, std::int64_t person) {
  DL_CHECK(session.run("DELETE FROM recovery_code WHERE person = :person", person));
  DL_TRY(auto gone, session.run("DELETE FROM second_factor WHERE person = :person", person));
  return gone > 0;
}

Outcome<std::int64_t> end_sessions(db::Session& session, std::int64_t person, std::int64_t except) {
  return session.run("DELETE FROM open_session WHERE person = :person AND id <> :except", person, except);
}

Outcome<std::int64_t> end_oldest_sessions(db::Session& session, std::int64_t person, int stay) {
  return session.run(
      "DELETE FROM open_session WHERE person = :person AND id NOT IN (SELECT id FROM open_session WHERE person = "
      ":person ORDER BY id DESC LIMIT :stay)",
      person, stay);
}

Outcome<bool> is_open(db::Session& session, std::int64_t open_session) {
  DL_TRY(auto row, session.find<Id>("SELECT id FROM open_session WHERE id = :id", open_session));
  return row.has_value();
}

Outcome<void> insert_sign_in(db::Session& session, std::int64_t person, Instant at, const std::string& network,
                             const std::string& agent, SignInOutcome outcome) {
  DL_TRY(auto id, db::next_id(session, "sign_in"));
  DL_CHECK(
      session.run("INSERT INTO sign_in (id, person, at, network, agent, outcome) "
                  "VALUES (:id, :person, :at, :network, :agent, :outcome)",
                  id, person, at, network, agent, name_of(outcome)));
  return {};
}

Outcome<int> count_refusal(db::Session& session, const std::string& subject, Instant now) {
  DL_TRY(auto row, (session.find<Instant, int>(
                       "INSERT INTO sign_in_report (subject, reported_at, unreported) VALUES (:subject, 0, 1) "
                       "ON CONFLICT (subject) DO UPDATE SET unreported = sign_in_report.unreported + 1 "
                       "RETURNING reported_at, unreported",
                       subject)));
  if (!row) return 0;
  auto& [reported_at, unreported] = *row;
  auto age = now.milliseconds() - reported_at.milliseconds();
  if (age >= 0 && age < kReportEveryMs) return 0;
  DL_CHECK(session.run("UPDATE sign_in_report SET reported_at = :now, unreported = 0 WHERE subject = :subject", now,
                       subject));
  return unreported;
}

Outcome<int> take_refusals(db::Session& session, const std::string& subject) {
  DL_TRY(auto row, session.find<int>("SELECT unreported FROM sign_in_report WHERE subject = :subject", subject));
  if (!row || std::get<0>(*row) == 0) return 0;
  DL_CHECK(session.run("UPDATE sign_in_report SET unreported = 0 WHERE subject = :subject", subject));
  return std::get<0>(*row);
}

}  // namespace dl::accounts
