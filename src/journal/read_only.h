// Read-only mode: what may not be changed at present, all of it or a feature at a time.
//
// It stands in the database, so it holds at once for every process and node, without a restart. Journal::write
// refuses changes to what is closed with Fault::Unavailable `installation.read-only`; reading goes on, and so do
// sign-in and other keeping of counts (Journal::keep).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "journal/journal.h"

namespace dl::journal {

/// Closes whatever is written.
inline constexpr Feature kEverything = {.name = "all", .chinese = "全部"};
const Feature* find_feature(std::span<const Feature> features, std::string_view name);

struct Closure {
  std::string feature = {};
  std::string reason = {};
  std::string actor = {};
  Instant since = {};
};

/// What was closed by command; what the settings of a node close is Journal::closed_here().
Outcome<std::vector<Closure>> list_closures(db::Session& session);

/// Fault::Invalid `read-only.feature` for a name that the journal does not know; `read-only.reason` when none is given.
/// Closing again replaces the reason.
Outcome<void> close_feature(Journal& journal, const std::string& feature, const std::string& reason,
                            const std::string& actor);
/// Fault::NotFound `read-only.open` when it is not closed.
Outcome<void> open_feature(Journal& journal, const std::string& feature, const std::string& actor);

/// Names of all that is closed for this process: by command or by its settings.
Outcome<std::vector<std::string>> closed_features(Journal& journal);

/// Fault::Unavailable `installation.read-only` when everything is closed: for whoever wants to know before the work is
/// done. Journal::write asks again.
Outcome<void> check_writable(Journal& journal);

/// The refusal of events that touch something closed. For Journal::write.
Outcome<void> check_open(db::Session& session, const std::vector<Event>& events, std::span<const Feature> features,
                         const std::vector<std::string>& closed_here);

}  // namespace dl::journal
