// The tables of work. One list; entries are never changed once released.
#include "work/schema.h"

namespace dl::work {
namespace {

constexpr const char* kSerials = R"sql(
CREATE TABLE serial_counter (
  kind TEXT NOT NULL,
  agency BIGINT NOT NULL,
  year BIGINT NOT NULL,
  last BIGINT NOT NULL,
  PRIMARY KEY (kind, agency, year)
)
)sql";

// A value that was erased has no `sealed` any more; what it committed to stays.
constexpr const char* kSealedValues = R"sql(
CREATE TABLE sealed_value (
  commitment TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  sealed TEXT
)
;
CREATE INDEX sealed_value_by_subject ON sealed_value (subject, field, commitment)
)sql";

}  // namespace

const std::vector<db::Migration>& migrations() {
  static const std::vector<db::Migration> list = {
      {"work.serials", kSerials, {}},
      {"work.sealed-values", kSealedValues, {}},
  };
  return list;
}

}  // namespace dl::work
