#include "questions/gathering.h"

#include <cstring>

#include "base/hash.h"
#include "db/work.h"
#include "questions/question_store.h"
#include "questions/words.h"

namespace dl::questions {
namespace {

constexpr std::size_t kMostPending = 2'000;  // questions between two writes
constexpr std::size_t kMostSeen = 200'000;   // askers of questions a day, on one node: some ten megabytes

}  // namespace

bool Gathering::is_new(Date day, std::int64_t agency, const std::string& words, std::uint64_t asker) {
  if (day_ != day) {
    day_ = day;
    salt_ = random_bytes(16);
    seen_.clear();
  }
  if (seen_.size() >= kMostSeen) return false;
  const auto digest = Sha256().update(salt_).update(fmt::format("{} {} ", agency, asker)).update(words).finish();
  std::uint64_t number = 0;
  std::memcpy(&number, digest.data(), sizeof number);
  return seen_.insert(number).second;
}

bool Gathering::has_room(const Key& key) const { return pending_.size() < kMostPending || pending_.contains(key); }

void Gathering::note(std::int64_t agency, std::string_view question, std::uint64_t asker, Found found) {
  const auto words = kept_words(question);
  if (!words) return;
  const auto day = clock_.today();
  Lock lock(mutex_);
  const Key key(day, agency, *words);
  if (!has_room(key)) return;
  if (!is_new(day, agency, *words, asker)) return;
  auto& tally = pending_[key];
  tally.found = found;
  ++tally.askers;
}

Outcome<void> Gathering::write(journal::Journal& journal) {
  std::map<Key, Tally> taken;
  {
    Lock lock(mutex_);
    taken.swap(pending_);
  }
  if (taken.empty()) return {};
  std::map<Date, std::vector<DayCount>> days;
  for (const auto& [key, tally] : taken)
    days[std::get<Date>(key)].push_back(
        {std::get<std::int64_t>(key), std::get<std::string>(key), tally.found, tally.askers});
  const db::Working working(db::Work::Upkeep);
  auto written = journal.keep([&](journal::Transaction& transaction) -> Outcome<void> {
    for (const auto& [day, counts] : days) DL_CHECK(add_counts(transaction.sql(), secret_, day, counts));
    return {};
  });
  if (written) return {};
  Lock lock(mutex_);
  for (auto& [key, tally] : taken) {
    if (!has_room(key)) continue;
    auto& there = pending_[key];
    if (there.askers == 0) there.found = tally.found;
    there.askers += tally.askers;
  }
  return written;
}

}  // namespace dl::questions
