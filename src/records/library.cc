#include "records/library.h"

#include <algorithm>

#include "records/mask.h"
#include "records/write.h"

namespace dl::records {
namespace {

using Id = std::int64_t;
using Text = std::string;

bool is_over(const Row& row, Date today) { return row.shown_until && *row.shown_until < today; }

/// Reasons of the corrections behind `after`, up to the one that became public, but for those that were undone. Before
/// anything was public they are nobody's.
Text ground_of(const std::vector<Entry>& entries, Id after, Id words) {
  std::vector<const Entry*> corrections;
  for (const auto& entry : entries) {
    if (after == 0 || entry.id <= after || entry.id > words) continue;
    if (entry.act == Act::Undo) std::erase_if(corrections, [&](const Entry* one) { return one->id > entry.about; });
    if (entry.act == Act::Correct && !entry.reason.empty()) corrections.push_back(&entry);
  }
  Text ground;
  for (const auto* entry : corrections) ground += (ground.empty() ? "" : "；") + entry->reason;
  return ground;
}

Outcome<Live> live_of(db::Session& session, const Registers& registers, Row row) {
  Live live;
  DL_TRY(live.made, registers.find(row.code));
  DL_TRY(live.shown, load_shown(session, *live.made, row.shown));
  DL_TRY(const auto entries, list_entries(session, row.id));
  live.passages = passages_of(entries);
  live.row = std::move(row);
  return live;
}

}  // namespace

std::vector<Passage> passages_of(const std::vector<Entry>& entries) {
  std::vector<Passage> passages;
  Id last = 0;  // words that were public last
  for (const auto& entry : entries) {
    Passage passage{.act = entry.act, .at = entry.at, .words = entry.about, .ground = entry.reason};
    if (entry.act == Act::Publish)
      passage.ground = ground_of(entries, last, entry.about);
    else if (entry.act == Act::Withdraw)
      passage.words = 0;
    else if (entry.act != Act::Restore)
      continue;
    if (passage.words != 0) last = passage.words;
    passages.push_back(std::move(passage));
  }
  return passages;
}

std::optional<Id> words_on(const std::vector<Passage>& passages, Date day) {
  std::optional<Id> words;
  for (const auto& passage : passages) {
    if (passage.words == 0)
      words.reset();
    else if (passage.at.date() <= day)
      words = passage.words;
  }
  return words;
}

Outcome<Record> load_shown(db::Session& session, const Register& made, Id entry) {
  DL_TRY(const auto found, load_entry(session, entry));
  DL_TRY(auto words, read_content(found.content, made));
  return std::move(words.shown);
}

Outcome<Live> load_live(db::Session& session, const Registers& registers, Id id, Date today) {
  DL_TRY(auto row, load_row(session, accounts::Scope::everywhere(), id));
  if (row.shown != 0 && !is_over(row, today)) return live_of(session, registers, std::move(row));
  if (row.shown != 0 || row.tombstone != 0) return fail(Fault::Gone, "record.withdrawn", fmt::format("{}", id));
  return fail(Fault::NotFound, "record.missing", fmt::format("{}", id));
}

Outcome<std::optional<Live>> find_live(db::Session& session, const Registers& registers, Id id) {
  auto row = load_row(session, accounts::Scope::everywhere(), id);
  if (!row && row.error().fault != Fault::NotFound) return Failure(std::move(row).error());
  if (!row || row->shown == 0) return std::optional<Live>();
  DL_TRY(auto live, live_of(session, registers, std::move(*row)));
  return std::optional(std::move(live));
}

Outcome<Attachment> find_live_file(db::Session& session, const Registers& registers, Id id, std::string_view digest,
                                   Date today) {
  DL_TRY(const auto live, load_live(session, registers, id, today));
  auto files = files_of(*live.made, live.shown);
  for (auto passage = live.passages.rbegin(); passage != live.passages.rend() && passage->words != 0; ++passage) {
    if (passage->words == live.row.shown) continue;
    DL_TRY(const auto shown, load_shown(session, *live.made, passage->words));
    std::ranges::move(files_of(*live.made, shown), std::back_inserter(files));
  }
  return find_file(files, digest);
}

Outcome<Tombstone> load_tombstone(db::Session& session, const Registers& registers, Id id, Date today) {
  DL_TRY(const auto row, load_row(session, accounts::Scope::everywhere(), id));
  const bool over = row.shown != 0 && is_over(row, today);  // the program has not come round to it yet
  if (!over && (row.shown != 0 || row.tombstone == 0))
    return fail(Fault::NotFound, "record.missing", fmt::format("{}", id));
  Tombstone tombstone{.agency = row.agency};
  DL_TRY(tombstone.made, registers.find(row.code));
  DL_TRY(const auto entries, list_entries(session, id));
  const auto passages = passages_of(entries);
  Id last = 0;
  for (const auto& passage : passages) {
    if (passage.words != 0) last = passage.words;
    if (passage.words == 0) {
      tombstone.withdrawn_at = passage.at;
      tombstone.ground = passage.ground;
    }
  }
  if (over) {
    tombstone.withdrawn_at = Instant::at(row.shown_until->plus_days(1));
    tombstone.ground = kDisplayOver;
  }
  if (!passages.empty()) tombstone.published_at = passages.front().at;
  DL_TRY(const auto shown, load_shown(session, *tombstone.made, last));
  for (const auto* field : tombstone.made->key) {
    if (field->privacy >= Privacy::Personal) continue;
    const auto text = shown_of(shown.at(field->place), *field);
    if (!text.empty()) tombstone.key += (tombstone.key.empty() ? "" : " ") + text;
  }
  return tombstone;
}

Outcome<std::vector<Live>> live_between(db::Session& session, const Registers& registers, Id after, Id up_to,
                                        int most) {
  DL_TRY(auto rows, shown_between(session, after, up_to, most));
  std::vector<Live> all;
  for (auto& row : rows) {
    DL_TRY(auto live, live_of(session, registers, std::move(row)));
    all.push_back(std::move(live));
  }
  return all;
}

Outcome<Id> last_live(db::Session& session) {
  DL_TRY(const auto last, session.value<Id>("SELECT COALESCE(MAX(id), 0) FROM record_state WHERE shown <> 0"));
  return last;
}

}  // namespace dl::records
