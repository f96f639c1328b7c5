#include "records/entries.h"

#include "base/hash.h"
#include "db/ids.h"

namespace dl::records {

Outcome<Entry> Entries::put(const Row& row, Entry entry) {
  if (next_ == 0) {
    DL_TRY(entry.id, db::next_id(session_, "record_entry"));
  } else {
    entry.id = next_++;
  }
  if (entry.about == 0) entry.about = entry.id;
  entry.record = row.id;
  entry.code = made_.code;
  entry.agency = row.agency;
  entry.version = made_.version;
  entry.actor = hand_.actor;
  entry.at = hand_.at;
  DL_CHECK(insert(session_, entry));
  return entry;
}

Outcome<Entry> Entries::write(Row& row, Act act, const Record& record, const Sealing& sealing,
                              const std::string& reason) {
  DL_TRY(auto content, seal_content(session_, sealing.key, accounts::subject_text(kRecord, row.id), made_, record,
                                    sealing.own, sealing.before));
  auto digest = sha256_hex(content);
  DL_TRY(auto entry,
         put(row, {.act = act, .content = std::move(content), .digest = std::move(digest), .reason = reason}));
  row.head = entry.id;
  row.title = record_name(made_, record, sealing.own);
  row.changed_at = hand_.at;
  return entry;
}

Outcome<Entry> Entries::append(const Row& row, Act act, const Entry& about, const std::string& reason) {
  return put(row, {.act = act, .about = about.id, .digest = about.digest, .reason = reason});
}

Outcome<Entry> Entries::show(Row& row, Act act, const Times& times, const std::string& reason) {
  if (made_.for_staff()) return fail(Fault::Conflict, "record.for-staff", row.code);
  DL_TRY(const auto head, load_entry(session_, row.head));
  DL_TRY(const auto words, read_content(head.content, made_));
  const auto until = shown_until(made_, words.shown, times);
  if (is_over(until, hand_.at.date())) return fail(Fault::Conflict, "record.display-over", until->text());
  DL_TRY(auto entry, append(row, act, head, reason));
  row.shown = row.head;
  row.shown_until = until;
  row.tombstone = 0;
  row.demanded_on.reset();
  return entry;
}

}  // namespace dl::records
