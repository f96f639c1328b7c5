// The ranking of one question as far as it was asked of the engine, and which of its candidates
// have the phrases as written. Records are read when they are first looked at, and once.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "search/plan.h"
#include "search/stored.h"
#include "search/text_match.h"

namespace Xapian {
class Database;
class MSet;
}  // namespace Xapian

namespace dl::search {

struct Candidate {
  double score = 0;
  bool number_match = false;  ///< bears the 文号 or 索引号 that was asked for
  bool holds = false;         ///< has the phrases, or was named for the question
  Stored stored = {};
  std::string bytes = {};  ///< what `stored` looks into
};

class Candidates {
 public:
  /// `set` begins at place `first` of the ranking.
  Candidates(const Xapian::Database& database, const Xapian::MSet& set, std::size_t first, const PhraseMatch& match,
             NumberTerms numbers, std::optional<RecordId> named);

  std::size_t begin() const { return first_; }
  std::size_t end() const { return first_ + loaded_.size(); }
  /// The candidate at a place from begin() to end(). Throws Xapian::Error.
  const Candidate& at(std::size_t place);
  std::size_t bytes_read() const { return bytes_read_; }

 private:
  bool bears_number(const Stored& stored) const;

  const Xapian::Database& database_;
  const Xapian::MSet& set_;
  std::size_t first_;
  const PhraseMatch& match_;
  NumberTerms numbers_;
  std::optional<RecordId> named_;
  std::vector<std::unique_ptr<Candidate>> loaded_;
  std::size_t bytes_read_ = 0;
};

}  // namespace dl::search
