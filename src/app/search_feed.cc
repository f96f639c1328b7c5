#include "app/search_feed.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <set>
#include <thread>

#include "base/guarded.h"
#include "base/log.h"
#include "journal/topics.h"

namespace dl::app {
namespace {

constexpr int kBatch = 200;
constexpr std::int64_t kMostParts = 4;

}  // namespace

std::optional<search::RecordId> SearchFeed::id_of(const journal::Entry& entry) const {
  if (journal::is_staff_only(entry)) return std::nullopt;
  const std::string_view subject = entry.event.subject;
  const auto colon = std::min(subject.find(':'), subject.size());
  const auto source = std::ranges::find(sources_, subject.substr(0, colon), &Source::prefix);
  if (source == sources_.end()) return std::nullopt;
  search::RecordId id{.source = static_cast<int>(source - sources_.begin())};
  const auto number = subject.substr(std::min(colon + 1, subject.size()));
  const auto read = std::from_chars(number.data(), number.data() + number.size(), id.number);
  return read.ec == std::errc() ? std::optional(id) : std::nullopt;
}

Outcome<void> SearchFeed::follow(journal::Journal& journal, const std::vector<journal::Entry>& entries) {
  bool begun = index_.position() > 0;
  if (begun && !index_.damaged()) {
    bool known = entries.empty() || entries.back().sequence <= index_.position();  // by a rebuild
    return known ? Outcome<void>() : take(entries);
  }
  if (index_.damaged()) log::error("search.damaged");
  DL_TRY(auto count, rebuild(journal));
  log::info("search.rebuilt", {{"records", count}});
  return {};
}

// One commit for all entries: each costs a pass over the index's lists, which the terms of many
// documents share. Their texts are held a few hundred at a time. What changes nothing is not committed by itself: it
// is read once more after a restart.
Outcome<void> SearchFeed::take(const std::vector<journal::Entry>& entries) {
  if (entries.empty()) return {};
  std::set<search::RecordId> touched;
  for (const auto& entry : entries)
    if (auto id = id_of(entry)) touched.insert(*id);

  const std::vector<search::RecordId> ids(touched.begin(), touched.end());
  for (Ids rest = ids; !rest.empty();) {
    const auto some = rest.first(std::min<std::size_t>(rest.size(), kBatch));
    DL_CHECK(bring_up_to_date(some));
    rest = rest.subspan(some.size());
  }
  DL_CHECK(index_.set_position(entries.back().sequence));
  return ids.empty() ? Outcome<void>() : index_.commit();
}

Outcome<void> SearchFeed::bring_up_to_date(Ids ids) {
  const db::Working working(db::Work::Upkeep);
  std::vector<search::Record> records;
  std::vector<search::RecordId> gone;
  DL_CHECK(database_.read([&](db::Session& session) -> Outcome<void> {
    for (auto id : ids) {
      DL_TRY(auto record, source_of(id).find(session, id.number));
      if (!record) {
        gone.push_back(id);
        continue;
      }
      record->id = id;
      records.push_back(std::move(*record));
    }
    return {};
  }));
  DL_CHECK(index_.put(records));
  return index_.remove(gone);
}

Outcome<void> SearchFeed::fill(search::Index& part, int source, NumberRange range,
                               const std::function<void(std::size_t)>& more) const {
  const db::Working working(db::Work::Upkeep);
  const auto& from = sources_[static_cast<std::size_t>(source)];
  while (range.after < range.up_to) {
    DL_TRY(auto records, database_.read([&](db::Session& session) { return from.between(session, range, kBatch); }));
    if (records.empty()) return {};
    for (auto& record : records) record.id.source = source;
    DL_CHECK(part.put(records));
    range.after = records.back().id.number;
    more(records.size());
  }
  return {};
}

// Feeding costs the engine's own computing, so each core fills a part; merging them is copying. All numbers of all
// sources one behind another are cut in as many pieces, for no id may lie between those of another part.
Outcome<std::size_t> SearchFeed::rebuild(journal::Journal& journal, const std::function<void(std::size_t)>& progress) {
  // Whatever happens after this sequence is taken again by the follower, so nothing is missed.
  DL_TRY(auto position, journal.last_sequence());
  std::vector<std::int64_t> ends = {0};  // where the numbers of each source end, one behind another
  for (const auto& source : sources_) {
    DL_TRY(auto last, database_.read([&](db::Session& session) { return source.last(session); }));
    ends.push_back(ends.back() + last);
  }
  auto count = std::clamp<std::int64_t>(std::thread::hardware_concurrency(), 1, kMostParts);

  Mutex mutex;
  std::size_t done = 0;
  auto more = [&](std::size_t some) {
    Lock lock(mutex);
    done += some;
    if (progress) progress(done);
  };
  auto fill_piece = [&](search::Index& part, NumberRange piece) -> Outcome<void> {
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      const NumberRange own{std::max(piece.after, ends[i]) - ends[i], std::min(piece.up_to, ends[i + 1]) - ends[i]};
      DL_CHECK(fill(part, static_cast<int>(i), own, more));
    }
    return {};
  };
  std::vector<std::unique_ptr<search::Index>> parts;
  std::vector<std::future<Outcome<void>>> fillings;
  for (std::int64_t i = 0; i < count; ++i) {
    DL_TRY(auto part, index_.begin_rebuild());
    parts.push_back(std::move(part));
  }
  for (std::int64_t i = 0; i < count; ++i)
    fillings.push_back(std::async(std::launch::async, [&, i] {
      return fill_piece(*parts[static_cast<std::size_t>(i)], {ends.back() * i / count, ends.back() * (i + 1) / count});
    }));
  Outcome<void> filled;
  for (auto& filling : fillings)
    if (auto outcome = filling.get(); !outcome) filled = outcome;
  DL_CHECK(std::move(filled));
  DL_CHECK(parts.back()->set_position(position));
  DL_CHECK(index_.adopt(std::move(parts)));
  return done;
}

}  // namespace dl::app
