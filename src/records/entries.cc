#include "records/entries.h"

#include <algorithm>
#include <utility>

#include "base/hash.h"
#include "db/ids.h"

namespace dl::records {
namespace {

template <class T>
std::vector<const T*> pointers_to(const std::vector<T>& all) {
  std::vector<const T*> pointers;
  for (const auto& one : all) pointers.push_back(&one);
  return pointers;
}

}  // namespace

Outcome<std::int64_t> Entries::take_numbers(std::int64_t count) {
  if (next_ == 0) return db::next_ids(session_, "record_entry", count);
  return std::exchange(next_, next_ + count);
}

void Entries::fill(Entry& entry, std::int64_t id, const Row& row) const {
  entry.id = id;
  if (entry.about == 0) entry.about = id;
  entry.record = row.id;
  entry.code = made_.code;
  entry.agency = row.agency;
  entry.version = made_.version;
  entry.actor = hand_.actor;
  entry.at = hand_.at;
}

Outcome<Entry> Entries::write(const NewWords& words, Act act, const Sealing& sealing, const std::string& reason) {
  DL_TRY(auto entries, write_all({&words, 1}, act, sealing, reason));
  return std::move(entries.front());
}

Outcome<std::vector<Entry>> Entries::write_all(std::span<const NewWords> all, Act act, const Sealing& sealing,
                                               const std::string& reason) {
  std::vector<Entry> entries;
  if (all.empty()) return entries;
  DL_TRY(auto id, take_numbers(std::ssize(all)));
  std::vector<work::KeptValue> values;
  for (const auto& [row, record, before] : all) {
    auto content = new_content(sealing.key, accounts::subject_text(kRecord, row.id), made_, record,
                               public_record(made_, record, sealing.own), before);
    std::ranges::move(content.values, std::back_inserter(values));
    auto digest = sha256_hex(content.content);
    fill(entries.emplace_back(
             Entry{.act = act, .content = std::move(content.content), .digest = std::move(digest), .reason = reason}),
         id, row);
    row.head = id++;
    row.title = record_name(made_, record, sealing.own);
    row.changed_at = hand_.at;
  }
  DL_CHECK(work::insert_all(session_, pointers_to(values)));
  DL_CHECK(insert_all(session_, pointers_to(entries)));
  return entries;
}

Outcome<Entry> Entries::append(const Row& row, Act act, const Entry& about, const std::string& reason) {
  DL_TRY(const auto id, take_numbers(1));
  Entry entry{.act = act, .about = about.id, .digest = about.digest, .reason = reason};
  fill(entry, id, row);
  DL_CHECK(insert(session_, entry));
  return entry;
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
