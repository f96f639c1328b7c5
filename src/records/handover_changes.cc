#include "records/handover_changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "records/mask.h"
#include "records/write.h"

namespace dl::records {
namespace {

using Id = std::int64_t;

constexpr std::size_t kAtOnce = 500;

/// Records of which something public was done between the two, or whose display ended without anything being done. The
/// numbers that the hand-overs have of themselves say whether there are too many, before any is looked for.
Outcome<std::vector<Id>> touched_between(db::Session& session, const Handover& from, const Handover& to) {
  const auto& set = from.set;
  DL_TRY(const auto told, count_changes(session, set, from.id, to.id));
  if (told > kMostBetween) return fail(Fault::TooLarge, "open.too-many", set.code);
  db::Sql sql(
      "SELECT record FROM record_entry WHERE register = ? AND id > ? AND act IN ('publish', 'withdraw', 'restore') "
      "AND (id <= ? OR at < ?)",
      set.code, from.last_entry, to.last_entry, Instant::at(to.day.plus_days(1)));
  if (set.agency != 0) sql.add(" AND agency = ?", set.agency);
  sql.add(
      " UNION SELECT id FROM record_state WHERE register = ? AND shown <> 0 AND shown_until >= ? AND shown_until < ?",
      set.code, from.day, to.day);
  if (set.agency != 0) sql.add(" AND agency = ?", set.agency);
  DL_TRY(const auto rows, session.query<Id>(sql.add(" ORDER BY 1 LIMIT ?", kMostBetween + 1)));
  if (std::ssize(rows) > kMostBetween) return fail(Fault::TooLarge, "open.too-many", set.code);
  std::vector<Id> records;
  for (const auto& [id] : rows) records.push_back(id);
  return records;
}

/// One record with its past.
struct Told {
  Row row = {};
  std::vector<Entry> entries = {};  ///< without their words
  std::vector<Passage> passages = {};
  Id before = 0;  ///< words that the earlier hand-over has of it; 0 = none
  Id after = 0;   ///< those of the later one
};

/// The words that a hand-over has of a record; 0 for none. A display that was over on its day is withdrawn on that day,
/// be it after the hand-over.
Id words_in(const Told& told, const Handover& handover) {
  Id words = 0;
  const Entry* next = nullptr;
  for (const auto& entry : told.entries) {
    if (entry.act != Act::Publish && entry.act != Act::Restore && entry.act != Act::Withdraw) continue;
    if (entry.id > handover.last_entry) {
      next = &entry;
      break;
    }
    words = entry.act == Act::Withdraw ? 0 : entry.about;
  }
  if (words == 0) return 0;
  const auto& until = told.row.shown_until;
  const bool over = next != nullptr
                        ? next->act == Act::Withdraw && next->reason == kDisplayOver && next->at.date() <= handover.day
                        : until && *until < handover.day;
  return over ? 0 : words;
}

/// Whether the public may still read these words: what its record has been shown since it was last withdrawn.
bool may_be_shown(const Told& told, Id words, Date today) {
  if (told.row.shown == 0 || (told.row.shown_until && *told.row.shown_until < today)) return false;
  const auto last = std::ranges::find(told.passages.rbegin(), told.passages.rend(), Id{0}, &Passage::words);
  return std::any_of(last.base(), told.passages.end(), [&](const Passage& one) { return one.words == words; });
}

std::string key_of(const Register& made, const Record& shown) {
  std::string key;
  for (const auto* field : made.key) {
    if (field->privacy >= Privacy::Personal) continue;
    const auto text = shown_of(shown.at(field->place), *field);
    if (!text.empty()) key += (key.empty() ? "" : " ") + text;
  }
  return key;
}

/// The last act that the later of the two has. The end of a display is a day, whenever it was entered.
void date(HandoverChange& change, const Told& told, const Handover& to) {
  const auto* last = &told.passages.front();
  for (const auto& passage : told.passages)
    if (passage.at <= to.at) last = &passage;
  change.at = last->at;
  if (change.what != OpenChange::What::Added) change.ground = last->ground;
  if (change.what != OpenChange::What::Withdrawn) return;
  const bool over = last->words != 0 || last->ground == kDisplayOver;
  if (!over) return;
  change.at = Instant::at(last->words != 0 ? to.day : last->at.date());
  change.ground = kDisplayOver;
}

/// Why words that a hand-over had are shown no more.
void bury(HandoverChange& change, const Told& told) {
  change.gone_since = true;
  const auto last = std::ranges::find(told.passages.rbegin(), told.passages.rend(), Id{0}, &Passage::words);
  change.ground = last == told.passages.rend() ? std::string(kDisplayOver) : last->ground;
}

/// Contents of entries by their numbers.
using Contents = std::map<Id, std::string>;

Outcome<Record> shown_in(const Contents& contents, const Register& made, Id words) {
  const auto found = contents.find(words);
  if (found == contents.end()) return fail(Fault::NotFound, "record.missing", fmt::format("entry {}", words));
  DL_TRY(auto read, read_content(found->second, made));
  return std::move(read.shown);
}

Outcome<HandoverChange> change_of(const Told& told, const Contents& contents, const Register& made, const Handover& to,
                                  Date today) {
  const auto [before, after] = std::pair(told.before, told.after);
  HandoverChange change{.record = told.row.id};
  change.what = before == 0  ? OpenChange::What::Added
                : after == 0 ? OpenChange::What::Withdrawn
                             : OpenChange::What::Changed;
  date(change, told, to);
  DL_TRY(auto now, shown_in(contents, made, after != 0 ? after : before));
  change.key = key_of(made, now);
  if (after == 0) return change;
  if (!may_be_shown(told, after, today)) {
    bury(change, told);
    return change;
  }
  change.after = std::move(now);
  if (before == 0 || !may_be_shown(told, before, today)) return change;
  DL_TRY(change.before, shown_in(contents, made, before));
  return change;
}

/// Of these records, those of which the two hand-overs have other words, with their pasts.
Outcome<std::vector<Told>> told_of(db::Session& session, const std::vector<Id>& records, const Handover& from,
                                   const Handover& to) {
  DL_TRY(auto rows, rows_of(session, records));
  DL_TRY(auto histories, histories_of(session, records, WithWords::No));
  std::vector<Told> all;
  for (auto& [id, row] : rows) {
    Told told{.row = std::move(row), .entries = std::move(histories[id])};
    told.before = words_in(told, from);
    told.after = words_in(told, to);
    if (told.before == told.after) continue;
    told.passages = passages_of(told.entries);
    all.push_back(std::move(told));
  }
  return all;
}

}  // namespace

// Some hundred records in three statements, so that what is asked of the database hardly grows with their number.
Outcome<std::vector<HandoverChange>> changes_between(db::Session& session, const Register& made, const Handover& from,
                                                     const Handover& to, Date today) {
  DL_TRY(const auto touched, touched_between(session, from, to));
  std::vector<HandoverChange> changes;
  for (std::size_t at = 0; at < touched.size(); at += kAtOnce) {
    const auto end = std::min(touched.size(), at + kAtOnce);
    const std::vector<Id> some(touched.begin() + static_cast<std::ptrdiff_t>(at),
                               touched.begin() + static_cast<std::ptrdiff_t>(end));
    DL_TRY(const auto all, told_of(session, some, from, to));
    std::vector<Id> words;
    for (const auto& told : all)
      for (const auto id : {told.before, told.after})
        if (id != 0) words.push_back(id);
    DL_TRY(const auto contents, contents_of(session, words));
    for (const auto& told : all) {
      DL_TRY(auto change, change_of(told, contents, made, to, today));
      changes.push_back(std::move(change));
    }
  }
  return changes;
}

bool adds_up(const std::vector<HandoverChange>& changes, const Handover& from, const Handover& to) {
  const auto count = [&](OpenChange::What what) { return std::ranges::count(changes, what, &HandoverChange::what); };
  return from.records + count(OpenChange::What::Added) - count(OpenChange::What::Withdrawn) == to.records;
}

}  // namespace dl::records
