#include "journal/schema.h"

namespace dl::journal {

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> kMigrations = {
      {.name = "journal.entries", .sql = R"(
CREATE TABLE journal (
  sequence BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  verb TEXT NOT NULL,
  subject TEXT NOT NULL,
  agency BIGINT NOT NULL,
  before_digest TEXT NOT NULL,
  after_digest TEXT NOT NULL,
  reason TEXT NOT NULL,
  topics TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
);
CREATE INDEX journal_subject ON journal (subject, sequence);
CREATE TABLE journal_head (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  sequence BIGINT NOT NULL,
  hash TEXT NOT NULL
);
INSERT INTO journal_head (id, sequence, hash) VALUES (1, 0, '');
)"},
      {.name = "journal.closures", .sql = R"(
CREATE TABLE closure (
  feature TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  since BIGINT NOT NULL
);
)"},
      {.name = "journal.by-agency", .sql = "CREATE INDEX journal_agency ON journal (agency, sequence)"},
      // Each begins with what is looked for and is in order from there on; what else is mostly asked stands behind it.
      {.name = "journal.by-who-and-what", .sql = R"(
CREATE INDEX journal_verb ON journal (verb, sequence, agency);
CREATE INDEX journal_actor ON journal (actor, sequence, agency, verb);
CREATE INDEX journal_at ON journal (at, sequence);
)"},
      {.name = "journal.seals", .sql = "ALTER TABLE journal ADD COLUMN seals TEXT NOT NULL DEFAULT ''"},
      {.name = "journal.bundles", .sql = R"(
CREATE TABLE journal_bundle (
  bundle BIGINT NOT NULL,
  page BIGINT NOT NULL,
  lines TEXT NOT NULL,
  PRIMARY KEY (bundle, page)
);
)"},
      // Empty in a real installation, for ever (simulation.h).
      {.name = "journal.simulation", .sql = R"(
CREATE TABLE simulation (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  offset_ms BIGINT NOT NULL
);
)"},
  };
  return kMigrations;
}

}  // namespace dl::journal
