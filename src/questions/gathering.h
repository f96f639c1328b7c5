// Questions without a result, gathered in memory and written together, so that no search waits for the database.
//
// Nothing that tells one asker from another leaves this object: an address is held for the rest of a day as a number
// made with a salt that is new each day, only to count it once. What was not written when a program is killed is lost:
// a minute's questions. Safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>

#include "base/guarded.h"
#include "journal/journal.h"
#include "questions/answer.h"

namespace dl::questions {

class Gathering {
 public:
  /// `secret` is the same on all nodes; the digests of what few have asked are made with it.
  Gathering(const Clock& clock, std::string secret) : clock_(clock), secret_(std::move(secret)) {}

  /// Counts a question of somebody on the site of an agency, once a day for each asker (web::Address::client_key);
  /// what is not to be kept (words.h) or finds no room is passed over.
  void note(std::int64_t agency, std::string_view question, std::uint64_t asker, Found found);

  /// Writes what was gathered. What fails is kept for the next time, as far as there is room.
  Outcome<void> write(journal::Journal& journal);

 private:
  struct Tally {
    Found found = Found::Nothing;
    std::int64_t askers = 0;
  };
  using Key = std::tuple<Date, std::int64_t, std::string>;  // day, agency, words

  /// Whether it is the first time today.
  bool is_new(Date day, std::int64_t agency, const std::string& words, std::uint64_t asker) DL_REQUIRES(mutex_);
  /// However long the database stays away, no more is held than between two writes.
  bool has_room(const Key& key) const DL_REQUIRES(mutex_);

  const Clock& clock_;
  const std::string secret_;
  Mutex mutex_ = {};
  Date day_ DL_GUARDED_BY(mutex_) = {};
  std::string salt_ DL_GUARDED_BY(mutex_) = {};
  std::unordered_set<std::uint64_t> seen_ DL_GUARDED_BY(mutex_) = {};
  std::map<Key, Tally> pending_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::questions
