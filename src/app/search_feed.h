// Keeps the search index in step with the journal: what is public is in it, what is not is not.
#pragma once

#include <functional>
#include <span>

#include "journal/journal.h"
#include "search/index.h"

namespace dl::app {

/// The numbers above `after`, not above `up_to`.
struct NumberRange {
  std::int64_t after = 0;
  std::int64_t up_to = 0;
};

/// One kind of thing that can be found, read from the rows. Of the ids of its records only the numbers are asked.
struct Source {
  std::string prefix = {};  ///< of its subjects in the journal: "document" for "document:881"
  /// The record of one; nothing for what the public cannot see.
  std::function<Outcome<std::optional<search::Record>>(db::Session&, std::int64_t number)> find = {};
  /// Those that are public and in the range, by number, `most` at most; none only when there is none left.
  std::function<Outcome<std::vector<search::Record>>(db::Session&, NumberRange range, int most)> between = {};
  /// The largest number of a public one; 0 for none.
  std::function<Outcome<std::int64_t>(db::Session&)> last = {};
};

class SearchFeed {
 public:
  /// The place of a source in the list is what its ids have as their source.
  SearchFeed(db::Database& database, std::vector<Source> sources, search::Index& index)
      : database_(database), sources_(std::move(sources)), index_(index) {}

  /// What the service's follower does with journal entries: takes them or, when the index is empty or
  /// damaged, builds it anew. Until that is done searches go on in what can still be read of the damaged one.
  Outcome<void> follow(journal::Journal& journal, const std::vector<journal::Entry>& entries);

  /// Takes journal entries in order: puts or removes the things that they speak of, notes how
  /// far the journal was followed and commits. Safe to call again with the same entries.
  Outcome<void> take(const std::vector<journal::Entry>& entries);

  /// Builds the whole index anew beside the old one and puts it in its place. `progress` hears how
  /// many records are in.
  Outcome<std::size_t> rebuild(journal::Journal& journal, const std::function<void(std::size_t)>& progress = {});

 private:
  using Ids = std::span<const search::RecordId>;

  /// The thing that an entry speaks of, if it is of a source.
  std::optional<search::RecordId> id_of(const journal::Entry& entry) const;
  const Source& source_of(search::RecordId id) const { return sources_[static_cast<std::size_t>(id.source)]; }
  /// Puts those that are public, removes the others; nothing is committed.
  Outcome<void> bring_up_to_date(Ids ids);
  /// Fills a fresh part with the records from one source's.
  Outcome<void> fill(search::Index& part, int source, NumberRange range,
                     const std::function<void(std::size_t)>& more) const;

  db::Database& database_;
  std::vector<Source> sources_;
  search::Index& index_;
};

}  // namespace dl::app
