// All answers that stand, as one immutable value in memory: what the search of each site asks before each question.
//
// They are few and change seldom, so every node keeps them and takes them anew when the journal says that one of them
// was given or ended (kVerbs). Safe to read from any thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/guarded.h"
#include "db/database.h"
#include "questions/answer.h"
#include "search/wordings.h"

namespace dl::questions {

class Known {
 public:
  Known() = default;
  /// `common` are the words of the program. A word that does not fit them any more is logged and left out: a file that
  /// is laid over may have it by now.
  Known(const search::Wordings& common, const std::vector<Answer>& standing);

  /// The words in which the site of an agency searches; nullptr where nobody has added any.
  std::shared_ptr<const search::Wordings> words(std::int64_t agency) const;
  /// A copy of them, of `common` where there are none.
  search::Wordings words_for(std::int64_t agency, const search::Wordings& common) const;
  /// The agencies that have words of their own, and 0 for all others.
  std::vector<std::int64_t> agencies_with_words() const;
  /// The document that an agency, or the city, has named for a question by its key (words.h).
  std::optional<std::int64_t> document(std::int64_t agency, const std::string& question) const;

 private:
  std::map<std::int64_t, std::shared_ptr<search::Wordings>> words_ = {};
  std::map<std::pair<std::int64_t, std::string>, std::int64_t> documents_ = {};
};

/// Holds what is known now.
class KnownHolder {
 public:
  explicit KnownHolder(search::Wordings common) : common_(std::move(common)) {}

  std::shared_ptr<const Known> current() const;
  Outcome<void> reload(db::Database& database);

 private:
  const search::Wordings common_;
  mutable Mutex mutex_ = {};
  Mutex reload_mutex_ = {};
  std::shared_ptr<const Known> known_ DL_GUARDED_BY(mutex_) = std::make_shared<const Known>();
};

}  // namespace dl::questions
