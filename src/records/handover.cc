#include "records/handover.h"

#include <algorithm>
#include <limits>

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

constexpr int kAtOnce = 500;

/// AND the keeper, for a table with a column `agency`.
db::Sql& add_keeper(db::Sql& sql, const OpenSet& set) {
  return set.agency == 0 ? sql : sql.add(" AND agency = ?", set.agency);
}

Outcome<void> load_files(db::Session& session, std::vector<Handover>& handovers) {
  if (handovers.empty()) return {};
  std::vector<Id> ids;
  for (const auto& handover : handovers) ids.push_back(handover.id);
  DL_TRY(const auto rows,
         (session.query<Id, Text, Id, Text>(db::Sql(
             "SELECT handover, kind, size, digest FROM record_handover_file WHERE ?", db::among("handover", ids)))));
  for (auto& handover : handovers)
    for (const auto& kind : kOpenKinds)
      for (const auto& [id, ending, size, digest] : rows)
        if (id == handover.id && ending == kind.ending) handover.files.push_back({kind.kind, size, digest});
  return {};
}

/// Those with a number up to this, the newest first.
Outcome<std::vector<Handover>> handovers_up_to(db::Session& session, const OpenSet& set, Id up_to, int most) {
  DL_TRY(const auto rows,
         (session.query<Id, Instant, Date, Id, Id, Id, Id, Id, Id>(
             "SELECT id, at, on_day, last_entry, sequence, records, added, changed, withdrawn FROM record_handover "
             "WHERE register = :register AND agency = :agency AND id <= :up_to ORDER BY id DESC LIMIT :most",
             set.code, set.agency, up_to, most)));
  std::vector<Handover> handovers;
  for (const auto& [id, at, day, last, sequence, records, added, changed, withdrawn] : rows)
    handovers.push_back({id, set, at, day, last, sequence, records, added, changed, withdrawn, {}});
  DL_CHECK(load_files(session, handovers));
  return handovers;
}

/// The words that were public after the last of these entries; 0 for none.
Id shown_after(const std::vector<Entry>& entries, Id last) {
  Id words = 0;
  for (const auto& entry : entries) {
    if (entry.id > last) break;
    if (entry.act == Act::Publish || entry.act == Act::Restore) words = entry.about;
    if (entry.act == Act::Withdraw) words = 0;
  }
  return words;
}

/// How a record stands against what it was; nothing where the public sees no difference.
std::optional<OpenChange> change_of(const std::vector<Entry>& entries, Id after) {
  if (entries.empty()) return std::nullopt;
  const auto before = shown_after(entries, after);
  const auto now = shown_after(entries, entries.back().id);
  if (before == now) return std::nullopt;
  OpenChange change{.record = entries.front().record, .words = now == 0 ? before : now};
  change.what = before == 0 ? OpenChange::What::Added
                : now == 0  ? OpenChange::What::Withdrawn
                            : OpenChange::What::Changed;
  const auto passages = passages_of(entries);
  change.at = passages.back().at;
  if (before != 0) change.ground = passages.back().ground;
  return change;
}

OpenSet set_of(const Registers& registers, const Text& code, Id agency) {
  const auto made = registers.find(code);
  return {code, made && (*made)->keeper == Keeper::City ? 0 : agency};
}

std::vector<OpenSet> each_once(const Registers& registers, const std::vector<std::tuple<Text, Id>>& rows) {
  std::vector<OpenSet> sets;
  for (const auto& [code, agency] : rows)
    if (registers.find(code)) sets.push_back(set_of(registers, code, agency));
  std::ranges::sort(sets);
  const auto more = std::ranges::unique(sets);
  sets.erase(more.begin(), more.end());
  return sets;
}

}  // namespace

const OpenKindRow* find_open_kind(std::string_view ending) {
  const auto* found = std::ranges::find(kOpenKinds, ending, &OpenKindRow::ending);
  return found == kOpenKinds.end() ? nullptr : found;
}

const OpenFile* Handover::file(OpenKind kind) const {
  const auto found = std::ranges::find(files, kind, &OpenFile::kind);
  return found == files.end() ? nullptr : &*found;
}

Outcome<void> insert(db::Session& session, const Handover& handover) {
  DL_CHECK(session.run(
      "INSERT INTO record_handover (id, register, agency, at, on_day, last_entry, sequence, records, added, changed, "
      "withdrawn) VALUES (:id, :register, :agency, :at, :on_day, :last_entry, :sequence, :records, :added, :changed, "
      ":withdrawn)",
      handover.id, handover.set.code, handover.set.agency, handover.at, handover.day, handover.last_entry,
      handover.sequence, handover.records, handover.added, handover.changed, handover.withdrawn));
  for (const auto& file : handover.files) {
    const auto* kind = std::ranges::find(kOpenKinds, file.kind, &OpenKindRow::kind);
    DL_CHECK(
        session.run("INSERT INTO record_handover_file (handover, kind, size, digest) VALUES (:handover, :kind, "
                    ":size, :digest)",
                    handover.id, Text(kind->ending), file.size, file.digest));
  }
  return {};
}

Outcome<std::vector<Handover>> list_handovers(db::Session& session, const OpenSet& set, int most) {
  return handovers_up_to(session, set, std::numeric_limits<Id>::max(), most);
}

Outcome<std::optional<Handover>> newest_handover(db::Session& session, const OpenSet& set, std::optional<Id> up_to) {
  DL_TRY(auto found, handovers_up_to(session, set, up_to.value_or(std::numeric_limits<Id>::max()), 1));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Outcome<Id> count_changes(db::Session& session, const OpenSet& set, Id from, Id to) {
  return session.value<Id>(
      "SELECT CAST(coalesce(sum(added + changed + withdrawn), 0) AS BIGINT) FROM record_handover WHERE register = "
      ":register AND agency = :agency AND id > :from AND id <= :to",
      set.code, set.agency, from, to);
}

Outcome<bool> may_be_given(db::Session& session, const Handover& handover, Date today) {
  db::Sql ended(
      "SELECT count(*) FROM record_state WHERE shown <> 0 AND shown_until >= ? AND shown_until < ? AND "
      "register = ?",
      handover.day, today, handover.set.code);
  DL_TRY(const auto over, session.value<Id>(add_keeper(ended, handover.set)));
  if (over > 0) return false;
  db::Sql touched(
      "SELECT count(*) FROM (SELECT 1 FROM record_entry AS later WHERE later.register = ? AND later.id > ? "
      "AND later.act IN ('publish', 'withdraw', 'restore') AND EXISTS (SELECT 1 FROM record_entry AS "
      "earlier WHERE earlier.record = later.record AND earlier.id <= ? AND earlier.act IN ('publish', "
      "'restore'))",
      handover.set.code, handover.last_entry, handover.last_entry);
  DL_TRY(const auto others, session.value<Id>(add_keeper(touched, handover.set).add(" LIMIT 1) AS found")));
  return others == 0;
}

Outcome<bool> is_newest(db::Session& session, const Handover& handover, Date today) {
  DL_TRY(const auto whole, may_be_given(session, handover, today));
  if (!whole) return false;
  db::Sql sql(
      "SELECT count(*) FROM (SELECT 1 FROM record_entry WHERE register = ? AND id > ? AND act IN ('publish', "
      "'withdraw', 'restore')",
      handover.set.code, handover.last_entry);
  DL_TRY(const auto later, session.value<Id>(add_keeper(sql, handover.set).add(" LIMIT 1) AS found")));
  return later == 0;
}

Outcome<void> walk_changes(db::Session& session, const OpenSet& set, Id after,
                           const std::function<Outcome<void>(const OpenChange&)>& take) {
  for (Id record = 0;;) {
    db::Sql sql(
        "SELECT DISTINCT record FROM record_entry WHERE register = ? AND id > ? AND record > ? AND act IN "
        "('publish', 'withdraw', 'restore')",
        set.code, after, record);
    DL_TRY(const auto rows, session.query<Id>(add_keeper(sql, set).add(" ORDER BY record LIMIT ?", kAtOnce)));
    for (const auto& [id] : rows) {
      record = id;
      DL_TRY(const auto entries, list_entries(session, record));
      if (const auto change = change_of(entries, after)) DL_CHECK(take(*change));
    }
    if (std::ssize(rows) < kAtOnce) return {};
  }
}

Outcome<std::vector<OpenSet>> open_sets(db::Session& session, const Registers& registers) {
  DL_TRY(const auto rows,
         (session.query<Text, Id>("SELECT DISTINCT register, agency FROM record_state WHERE shown <> 0 "
                                  "OR tombstone <> 0")));
  return each_once(registers, rows);
}

Outcome<std::vector<OpenSet>> open_sets_behind(db::Session& session, const Registers& registers, Id entry) {
  DL_TRY(const auto rows, (session.query<Text, Id>("SELECT DISTINCT register, agency FROM record_entry WHERE id > "
                                                   ":entry AND act IN ('publish', 'withdraw', 'restore')",
                                                   entry)));
  return each_once(registers, rows);
}

Outcome<Id> last_entry(db::Session& session) {
  return session.value<Id>("SELECT COALESCE(MAX(id), 0) FROM record_entry");
}

}  // namespace dl::records
