// What the API says of the journal: entries with the names of people and things.
#pragma once

#include "api/api.h"
#include "api/operation.h"
#include "journal/browse.h"

namespace dl::api {

/// Which entries a list or an export has.
struct JournalFilter {
  std::int64_t agency = 0;  ///< 0 = all within reach
  std::string actor = {};
  std::string verb = {};
  std::string subject = {};
  std::optional<Date> from = {};
  std::optional<Date> to = {};
  static constexpr auto kOwed = std::to_array<std::string_view>({"agency"});  ///< by whoever takes it as a file
  static constexpr auto kLimits = std::to_array<Limit>({{"actor", 100}, {"verb", 100}, {"subject", 100}});
};
BOOST_DESCRIBE_STRUCT(JournalFilter, (), (agency, actor, verb, subject, from, to))

struct JournalQuery : JournalFilter {
  int limit = 50;
  std::int64_t before = 0;
};
BOOST_DESCRIBE_STRUCT(JournalQuery, (JournalFilter), (limit, before))

struct EntryView {
  std::int64_t sequence = 0;
  Instant at = {};
  std::string actor = {};
  std::string actor_name = {};
  std::string verb = {};
  std::string verb_name = {};
  std::string subject = {};
  std::string subject_title = {};  ///< its title or, without one, what it is with its number
  std::string work_address = {};   ///< where it is worked on in the console; empty for nowhere
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string reason = {};
  std::string hash = {};
};
BOOST_DESCRIBE_STRUCT(EntryView, (),
                      (sequence, at, actor, actor_name, verb, verb_name, subject, subject_title, work_address, agency,
                       agency_name, reason, hash))

/// The caller's question as the store takes it: within the scope of Right::ReadJournal, a person by account or name.
Outcome<journal::BrowseFilter> filter_of(db::Session& sql, const Call& call, const JournalFilter& asked);

/// Titles of documents are shown to those who may read them.
Outcome<std::vector<EntryView>> views_of(db::Session& sql, const Call& call,
                                         const std::vector<journal::Entry>& entries);

}  // namespace dl::api
