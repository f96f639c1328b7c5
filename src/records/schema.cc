// One list; entries are never changed once released.
#include "records/schema.h"

namespace dl::records {
namespace {

// An entry is never changed and never taken away; `about` is the entry whose words it publishes, withdraws or restores,
// itself for words of its own. 0 stands for none.
constexpr const char* kRecords = R"sql(
CREATE TABLE record_entry (
  id BIGINT PRIMARY KEY,
  record BIGINT NOT NULL,
  register TEXT NOT NULL,
  agency BIGINT NOT NULL,
  version BIGINT NOT NULL,
  act TEXT NOT NULL,
  about BIGINT NOT NULL,
  content TEXT NOT NULL,
  digest TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
)
;
CREATE INDEX record_entry_by_record ON record_entry (record, id)
;
CREATE TABLE record_state (
  id BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  head BIGINT NOT NULL,
  shown BIGINT NOT NULL,
  tombstone BIGINT NOT NULL,
  demanded_on TEXT,
  shown_until TEXT,
  withheld BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
)
;
CREATE INDEX record_state_by_register ON record_state (register, id)
;
CREATE INDEX record_state_waiting ON record_state (id)
  WHERE state IN ('Entered', 'Signing', 'Signed') OR demanded_on IS NOT NULL
;
CREATE INDEX record_state_ending ON record_state (shown_until, id) WHERE shown <> 0 AND shown_until IS NOT NULL
;
CREATE TABLE record_nil (
  id BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  period TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  UNIQUE (register, agency, period)
)
)sql";

// Never changed; the entries from first_entry to last_entry are those of the import.
constexpr const char* kImports = R"sql(
CREATE TABLE record_import (
  id BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  undoes BIGINT NOT NULL,
  file TEXT NOT NULL,
  name TEXT NOT NULL,
  entered BIGINT NOT NULL,
  corrected BIGINT NOT NULL,
  same BIGINT NOT NULL,
  refused BIGINT NOT NULL,
  first_entry BIGINT NOT NULL,
  last_entry BIGINT NOT NULL,
  digest TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
)
;
CREATE INDEX record_import_of_file ON record_import (register, agency, file)
;
CREATE UNIQUE INDEX record_import_undoing ON record_import (undoes) WHERE undoes <> 0
;
CREATE TABLE record_heading (
  register TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  heading TEXT NOT NULL,
  field TEXT NOT NULL,
  PRIMARY KEY (register, agency, heading)
)
)sql";

// Records of imports that are not in force yet (import_staging.h). `at`: when the last part was written; 0 once it is
// being taken away. record_staged has the columns of record_state.
constexpr const char* kStaging = R"sql(
CREATE TABLE record_staging (
  id BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  first_entry BIGINT NOT NULL,
  first_record BIGINT NOT NULL,
  records BIGINT NOT NULL,
  at BIGINT NOT NULL
)
;
CREATE TABLE record_staged (
  id BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  agency BIGINT NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  head BIGINT NOT NULL,
  shown BIGINT NOT NULL,
  tombstone BIGINT NOT NULL,
  demanded_on TEXT,
  shown_until TEXT,
  withheld BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
)
)sql";

// What was handed over of registers, to everybody. Without an agency: of all. Never changed.
constexpr const char* kHandovers = R"sql(
CREATE TABLE record_handover (
  id BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  agency BIGINT NOT NULL,
  at BIGINT NOT NULL,
  on_day TEXT NOT NULL,
  last_entry BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  records BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  withdrawn BIGINT NOT NULL
)
;
CREATE INDEX record_handover_of ON record_handover (register, agency, id)
;
CREATE TABLE record_handover_file (
  handover BIGINT NOT NULL REFERENCES record_handover(id),
  kind TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (handover, kind)
)
;
CREATE INDEX record_entry_open ON record_entry (register, id) WHERE act IN ('publish', 'withdraw', 'restore')
)sql";

// Files that were handed in for records of an agency in a register: what a field of type `file` may name. Never
// changed.
constexpr const char* kFiles = R"sql(
CREATE TABLE record_file (
  id BIGINT PRIMARY KEY,
  register TEXT NOT NULL,
  agency BIGINT NOT NULL REFERENCES agency(id),
  digest TEXT NOT NULL REFERENCES stored_file(digest),
  size BIGINT NOT NULL,
  name TEXT NOT NULL,
  added_by TEXT NOT NULL,
  at BIGINT NOT NULL,
  UNIQUE (register, agency, digest, name)
)
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {{"records-1", kRecords, {}},
                                                  {"records-imports", kImports, {}},
                                                  {"records-staging", kStaging, {}},
                                                  {"records-handovers", kHandovers, {}},
                                                  {"records-files", kFiles, {}}};
  return list;
}

}  // namespace dl::records
