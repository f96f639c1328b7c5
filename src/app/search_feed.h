// Keeps the search index in step with the journal: what is public is in it, what is not is not.
#pragma once

#include <functional>
#include <span>

#include "agencies/directory.h"
#include "journal/journal.h"
#include "publications/library.h"
#include "search/index.h"

namespace dl::app {

class SearchFeed {
 public:
  SearchFeed(db::Database& database, const agencies::DirectoryHolder& directory, search::Index& index)
      : database_(database), directory_(directory), index_(index) {}

  /// What the service's follower does with journal entries: takes them or, when the index is empty or
  /// damaged, builds it anew. Until that is done searches go on in what can still be read of the damaged one.
  Outcome<void> follow(journal::Journal& journal, const std::vector<journal::Entry>& entries);

  /// Takes journal entries in order: puts or removes the documents that they speak of, notes how
  /// far the journal was followed and commits. Safe to call again with the same entries.
  Outcome<void> take(const std::vector<journal::Entry>& entries);

  /// Builds the whole index anew beside the old one and puts it in its place. `progress` hears how
  /// many documents are in.
  Outcome<std::size_t> rebuild(journal::Journal& journal, const std::function<void(std::size_t)>& progress = {});

 private:
  /// The ids above `after`, not above `up_to`.
  struct IdRange {
    std::int64_t after = 0;
    std::int64_t up_to = 0;
  };

  /// Puts those that are public, removes the others; nothing is committed.
  Outcome<void> bring_up_to_date(std::span<const std::int64_t> documents);
  search::Record record_of(const publications::Live& live) const;
  Outcome<void> fill(search::Index& part, IdRange range, const std::function<void(std::size_t)>& more) const;
  /// Empty for a document that the public cannot see.
  Outcome<std::optional<search::Record>> find_record(db::Session& session, std::int64_t id) const;

  db::Database& database_;
  const agencies::DirectoryHolder& directory_;
  search::Index& index_;
};

}  // namespace dl::app
