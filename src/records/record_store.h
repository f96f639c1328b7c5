// The rows of records: where each stands, and all that was done to it.
#pragma once

#include "db/page.h"
#include "records/content.h"
#include "records/record_cycle.h"
#include "records/schema.h"

namespace dl::records {

/// What was done to a record, once and for all.
struct Entry {
  std::int64_t id = 0;
  std::int64_t record = 0;
  std::string code = {};  ///< of its register
  std::int64_t agency = 0;
  std::int64_t version = 1;  ///< of the register
  Act act = Act::Enter;
  std::int64_t about = 0;    ///< entry whose words are meant; its own for words
  std::string content = {};  ///< of words (content.h); else empty
  std::string digest = {};   ///< SHA-256 of the content that is meant
  std::string reason = {};
  std::string actor = {};
  Instant at = {};
};

/// Makes a row, or puts it in the place of the one that is there.
Outcome<void> insert(db::Session& session, const Row& row);
Outcome<void> update(db::Session& session, const Row& row);
Outcome<void> insert(db::Session& session, const Entry& entry);
Outcome<void> insert_all(db::Session& session, const std::vector<const Entry*>& entries);
/// Rows of records that are not in force (import_staging.h).
Outcome<void> insert_staged(db::Session& session, const std::vector<const Row*>& rows);
/// They become rows of records like any other; how many there were.
Outcome<std::int64_t> put_staged_in_force(db::Session& session, std::int64_t first, std::int64_t last);

/// Within the scope or not, for a change; Fault::NotFound `record.missing`. Locks the row on PostgreSQL.
Outcome<Row> lock_row(db::Session& session, std::int64_t id);
/// Some hundred of them by their numbers; of those that are there.
Outcome<std::map<std::int64_t, Row>> lock_rows(db::Session& session, const std::vector<std::int64_t>& ids);
/// Fault::NotFound `record.missing` for one outside of the scope.
Outcome<Row> load_row(db::Session& session, const accounts::Scope& scope, std::int64_t id);
/// The rows of some records, within the scope or not, by their numbers.
Outcome<std::map<std::int64_t, Row>> rows_of(db::Session& session, const std::vector<std::int64_t>& ids);
/// Rows of a register behind `after`, ascending.
Outcome<std::vector<Row>> rows_behind(db::Session& session, std::string_view code, std::int64_t after, int most);
/// Rows of public records behind `after`, up to `up_to`, ascending.
Outcome<std::vector<Row>> shown_between(db::Session& session, std::int64_t after, std::int64_t up_to, int most);
/// Numbers of records on which something may wait, behind `after`.
Outcome<std::vector<std::int64_t>> waiting_behind(db::Session& session, std::int64_t after, int most);
/// Numbers of records that are public although their last day has passed.
Outcome<std::vector<std::int64_t>> ended_before(db::Session& session, Date today, int most);

/// Fault::NotFound `record.missing`.
Outcome<Entry> load_entry(db::Session& session, std::int64_t id);
/// The words of these entries, by their numbers; of those that are there.
Outcome<std::map<std::int64_t, std::string>> contents_of(db::Session& session, const std::vector<std::int64_t>& ids);
/// All of a record, the oldest first.
Outcome<std::vector<Entry>> list_entries(db::Session& session, std::int64_t record);
/// All of some records, by record, the oldest first.
enum class WithWords : std::uint8_t { No, Yes };
Outcome<std::map<std::int64_t, std::vector<Entry>>> histories_of(db::Session& session,
                                                                 const std::vector<std::int64_t>& records,
                                                                 WithWords words);
/// Some entries, by their numbers; of those that are there.
Outcome<std::map<std::int64_t, Entry>> entries_of(db::Session& session, const std::vector<std::int64_t>& ids);
/// Those with these numbers, the oldest first.
Outcome<std::vector<Entry>> entries_between(db::Session& session, std::int64_t first, std::int64_t last);
/// The words that a record had before these.
Outcome<Entry> words_before(db::Session& session, const Entry& entry);
/// Rows in a state whose newest words are among these entries, but for those under a signature of their own.
Outcome<std::vector<Row>> rows_of_import(db::Session& session, std::int64_t first, std::int64_t last, State state);
/// Whether there is one that nothing keeps from the public.
Outcome<bool> any_of_import(db::Session& session, std::int64_t first, std::int64_t last, State state);
/// Who wrote words of these records that are not public yet. Sorted.
Outcome<std::vector<std::string>> authors_of_import(db::Session& session, std::int64_t first, std::int64_t last);
/// Who wrote the words that are not public yet: they do not check them. Sorted.
Outcome<std::vector<std::string>> authors_of(db::Session& session, const Row& row);

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<std::int64_t>& numbers);

}  // namespace dl::records
