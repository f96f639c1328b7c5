// The tables of accounts. One list; entries are never changed once released.
#include "accounts/people.h"

namespace dl::accounts {
namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE person (
  id BIGINT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  state TEXT NOT NULL,
  created_at BIGINT NOT NULL
)
;
CREATE INDEX person_by_agency ON person (agency, id)
;
CREATE TABLE person_grant (
  person BIGINT NOT NULL REFERENCES person(id),
  role TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  reach TEXT NOT NULL,
  PRIMARY KEY (person, role, agency)
)
;
CREATE TABLE credential (
  person BIGINT PRIMARY KEY REFERENCES person(id),
  hash TEXT NOT NULL,
  set_at BIGINT NOT NULL,
  must_change BIGINT NOT NULL
)
;
CREATE TABLE former_password (
  id BIGINT PRIMARY KEY,
  person BIGINT NOT NULL REFERENCES person(id),
  hash TEXT NOT NULL
)
;
CREATE INDEX former_password_by_person ON former_password (person, id)
;
CREATE TABLE second_factor (
  person BIGINT PRIMARY KEY REFERENCES person(id),
  sealed TEXT NOT NULL,
  confirmed_at BIGINT,
  last_step BIGINT NOT NULL
)
;
CREATE TABLE recovery_code (
  person BIGINT NOT NULL REFERENCES person(id),
  digest TEXT NOT NULL,
  PRIMARY KEY (person, digest)
)
;
CREATE TABLE sign_in (
  id BIGINT PRIMARY KEY,
  person BIGINT NOT NULL REFERENCES person(id),
  at BIGINT NOT NULL,
  network TEXT NOT NULL,
  agent TEXT NOT NULL,
  outcome TEXT NOT NULL
)
;
CREATE INDEX sign_in_by_person ON sign_in (person, id)
;
CREATE INDEX sign_in_by_time ON sign_in (at)
;
CREATE TABLE sign_in_failure (
  login TEXT PRIMARY KEY,
  failures BIGINT NOT NULL,
  since BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  locks BIGINT NOT NULL,
  locked_until BIGINT NOT NULL
)
;
CREATE TABLE sign_in_report (
  subject TEXT PRIMARY KEY,
  reported_at BIGINT NOT NULL,
  unreported BIGINT NOT NULL
)
;
CREATE TABLE open_session (
  id BIGINT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  person BIGINT NOT NULL REFERENCES person(id),
  began_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  network TEXT NOT NULL,
  agent TEXT NOT NULL,
  second_factor BIGINT NOT NULL
)
;
CREATE INDEX open_session_by_person ON open_session (person, id)
;
CREATE TABLE api_key (
  id BIGINT PRIMARY KEY,
  digest TEXT NOT NULL UNIQUE,
  prefix TEXT NOT NULL,
  name TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  rights TEXT NOT NULL,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  expires_on TEXT NOT NULL,
  ended_at BIGINT,
  used_at BIGINT
)
)sql";

// Guesses are counted by login and network. Recovery codes from before were kept under a quick digest: they are void,
// and whoever wants others binds the authenticator anew.
constexpr const char* kGuesses = R"sql(
DROP TABLE sign_in_failure
;
CREATE TABLE guess_count (
  login TEXT NOT NULL,
  scope TEXT NOT NULL,
  failures BIGINT NOT NULL,
  since BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  locks BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  PRIMARY KEY (login, scope)
)
;
CREATE INDEX sign_in_by_network ON sign_in (network, person)
;
DELETE FROM recovery_code
;
ALTER TABLE second_factor ADD COLUMN salt TEXT NOT NULL DEFAULT ''
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"accounts-1", kTables, {}}, {"accounts-2", kGuesses, {}}};
  return list;
}

}  // namespace dl::accounts
