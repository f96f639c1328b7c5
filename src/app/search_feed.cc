#include "app/search_feed.h"

#include <algorithm>
#include <charconv>
#include <future>
#include <mutex>
#include <set>
#include <thread>

#include "base/log.h"

namespace dl::app {
namespace {

constexpr int kBatch = 200;
constexpr std::int64_t kMostParts = 4;

std::optional<std::int64_t> document_of(const journal::Entry& entry) {
  constexpr std::string_view kPrefix = "document:";
  std::string_view subject = entry.event.subject;
  if (!subject.starts_with(kPrefix)) return std::nullopt;
  subject.remove_prefix(kPrefix.size());
  std::int64_t id = 0;
  auto read = std::from_chars(subject.data(), subject.data() + subject.size(), id);
  return read.ec == std::errc() ? std::optional(id) : std::nullopt;
}

}  // namespace

search::Record SearchFeed::record_of(const publications::Live& live) const {
  const auto& [document, edition, links, editions] = live;
  const auto& metadata = edition.metadata;
  search::Record record;
  record.id = document.id;
  record.title = metadata.title;
  record.document_number = metadata.document_number;
  record.index_number = document.index_number;
  record.body = content::plain_text(edition.body);
  for (const auto& file : edition.attachments)
    if (!file.embedded) record.body += "\n" + file.name;
  record.address = fmt::format("/documents/{}", document.id);
  record.agency = document.agency;
  record.column = document.column;
  record.published_at = edition.published_at.value_or(Instant());
  record.year = record.published_at.date().year();
  record.kind = metadata.kind;
  if (const auto* column = directory_.current()->column(document.column))
    record.marks.push_back(fmt::format("site:{}", column->site));
  for (const auto& theme : metadata.themes) record.marks.push_back("theme:" + theme);
  return record;
}

Outcome<void> SearchFeed::follow(journal::Journal& journal, const std::vector<journal::Entry>& entries) {
  bool begun = index_.position() > 0;
  if (begun && !index_.damaged()) {
    bool known = entries.empty() || entries.back().sequence <= index_.position();  // by a rebuild
    return known ? Outcome<void>() : take(entries);
  }
  if (index_.damaged()) log::error("search.damaged");
  DL_TRY(auto count, rebuild(journal));
  log::info("search.rebuilt", {{"documents", count}});
  return {};
}

// One commit for all entries: each costs a pass over the index's lists, which the terms of many
// documents share. Their texts are held a few hundred at a time.
Outcome<void> SearchFeed::take(const std::vector<journal::Entry>& entries) {
  if (entries.empty()) return {};
  std::set<std::int64_t> touched;
  for (const auto& entry : entries)
    if (auto id = document_of(entry)) touched.insert(*id);

  std::vector<std::int64_t> documents(touched.begin(), touched.end());
  std::span<const std::int64_t> rest = documents;
  while (!rest.empty()) {
    auto some = rest.first(std::min<std::size_t>(rest.size(), kBatch));
    DL_CHECK(bring_up_to_date(some));
    rest = rest.subspan(some.size());
  }
  DL_CHECK(index_.set_position(entries.back().sequence));
  return index_.commit();
}

Outcome<std::optional<search::Record>> SearchFeed::find_record(db::Session& session, std::int64_t id) const {
  auto live = publications::load_live(session, id);
  if (live) return record_of(*live);
  bool hidden = live.error().fault == Fault::NotFound || live.error().fault == Fault::Gone;
  if (!hidden) return Failure(live.error());
  return std::nullopt;
}

Outcome<void> SearchFeed::bring_up_to_date(std::span<const std::int64_t> documents) {
  const db::Working working(db::Work::Upkeep);
  std::vector<search::Record> records;
  std::vector<std::int64_t> gone;
  DL_CHECK(database_.read([&](db::Session& session) -> Outcome<void> {
    for (auto id : documents) {
      DL_TRY(auto record, find_record(session, id));
      if (record)
        records.push_back(std::move(*record));
      else
        gone.push_back(id);
    }
    return {};
  }));
  DL_CHECK(index_.put(records));
  return index_.remove(gone);
}

// Fills a fresh part of the index with the public documents of one range of ids.
Outcome<void> SearchFeed::fill(search::Index& part, IdRange range, const std::function<void(std::size_t)>& more) const {
  const db::Working working(db::Work::Upkeep);
  while (true) {
    DL_TRY(auto batch, database_.read([&](db::Session& session) {
      return publications::live_between(session, range.after, range.up_to, kBatch);
    }));
    if (batch.empty()) return {};
    std::vector<search::Record> records;
    for (const auto& live : batch) records.push_back(record_of(live));
    DL_CHECK(part.put(records));
    range.after = batch.back().document.id;
    more(batch.size());
  }
}

// Feeding costs the engine's own computing, so each core fills a part; merging them is copying.
Outcome<std::size_t> SearchFeed::rebuild(journal::Journal& journal, const std::function<void(std::size_t)>& progress) {
  // Whatever happens after this sequence is taken again by the follower, so nothing is missed.
  DL_TRY(auto position, journal.last_sequence());
  DL_TRY(auto last, database_.read([](db::Session& session) { return publications::last_live(session); }));
  auto count = std::clamp<std::int64_t>(std::thread::hardware_concurrency(), 1, kMostParts);

  std::mutex mutex;
  std::size_t done = 0;
  auto more = [&](std::size_t some) {
    std::lock_guard lock(mutex);
    done += some;
    if (progress) progress(done);
  };
  std::vector<std::unique_ptr<search::Index>> parts;
  std::vector<std::future<Outcome<void>>> fillings;
  for (std::int64_t i = 0; i < count; ++i) {
    DL_TRY(auto part, index_.begin_rebuild());
    parts.push_back(std::move(part));
  }
  for (std::int64_t i = 0; i < count; ++i)
    fillings.push_back(std::async(std::launch::async, [&, i] {
      return fill(*parts[static_cast<std::size_t>(i)], {last * i / count, last * (i + 1) / count}, more);
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
