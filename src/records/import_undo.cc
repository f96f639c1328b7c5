#include "records/import_undo.h"

#include "db/page.h"
#include "db/sql.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

}  // namespace

void decide(TakenBack& back, Id entry, const Row& row) {
  if (row.head != entry || row.state == State::Erased) {
    back.bucket = Bucket::Kept;
    back.key = "import.changed-since";
  } else if (row.shown == entry || row.state == State::Signing) {
    back.bucket = Bucket::Refused;
    back.key = row.shown == entry ? "import.is-public" : "import.under-check";
  }
}

Outcome<BucketCounts> count_buckets(db::Session& session, const ImportRow& import) {
  DL_TRY(
      const auto found,
      (session.find<Id, Id, Id>(db::Sql(
          "SELECT count(*), coalesce(sum(CASE WHEN record_state.head <> record_entry.id OR record_state.state = ? THEN "
          "1 ELSE 0 END), 0), coalesce(sum(CASE WHEN record_state.head = record_entry.id AND (record_state.shown = "
          "record_entry.id OR record_state.state = ?) THEN 1 ELSE 0 END), 0) FROM record_entry JOIN record_state ON "
          "record_state.id = record_entry.record WHERE record_entry.id BETWEEN ? AND ?",
          name_of(State::Erased), name_of(State::Signing), import.first_entry, import.last_entry))));
  BucketCounts counts = {};
  if (!found) return counts;
  const auto [all, kept, refused] = *found;
  counts[static_cast<std::size_t>(Bucket::Reversed)] = all - kept - refused;
  counts[static_cast<std::size_t>(Bucket::Kept)] = kept;
  counts[static_cast<std::size_t>(Bucket::Refused)] = refused;
  return counts;
}

Outcome<std::vector<ImportedRecord>> list_imported(db::Session& session, const ImportRow& import, Id after, int most) {
  DL_TRY(auto rows,
         (session.query<Id, Id, Text, Text, Id, Id>(
             db::Sql("SELECT record_entry.id, record_state.id, record_state.title, record_state.state, "
                     "record_state.head, record_state.shown FROM record_entry JOIN record_state ON record_state.id = "
                     "record_entry.record WHERE record_entry.id BETWEEN ? AND ? AND record_entry.id > ? ORDER BY "
                     "record_entry.id ?",
                     import.first_entry, import.last_entry, after, db::limit_to(most)))));
  std::vector<ImportedRecord> all;
  for (auto& [entry, record, title, state, head, shown] : rows) {
    ImportedRecord one{.entry = entry,
                       .state = find_named<State>(state).value_or(State::Entered),
                       .back = {.record = record, .title = std::move(title)}};
    decide(one.back, entry, {.state = one.state, .head = head, .shown = shown});
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace dl::records
