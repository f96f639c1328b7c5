// What is erased of a request a set time after it was filed away: its materials, and who the people in it are. Letters,
// facts and fingerprints stay, so that the journal and every archive that was handed out before are checked as ever.
//
// No law sets the time, and archives law may want the papers longer: nothing is erased until an installation lays the
// period over with its source (a schedule of its archive).
#pragma once

#include <functional>

#include "db/database.h"
#include "journal/journal.h"
#include "matters/matter_desk.h"

namespace dl::requests {

inline constexpr std::string_view kErasePeriod = "request.erase";  ///< of data/laws; years, months or days

/// From which day a request may be erased, by its last archiving; nothing where no period is on, and for one that is in
/// hand, was not filed away or was erased since. Pure.
std::optional<Date> erased_from(const matters::Case& now, const periods::Laws& laws);

/// The day on which it was erased; nothing for one that was not.
std::optional<Date> erased_on(const matters::Case& now);
/// The same as a sentence for whoever looks at the request; empty for one that was not.
std::string erased_words(const matters::Case& now);

/// Whether something besides a matter names the bytes under a digest, so that they stay.
using Named = std::function<Outcome<bool>(db::Session& session, const std::string& digest)>;

class Eraser {
 public:
  Eraser(journal::Journal& journal, const periods::Laws& laws, Named named)
      : journal_(journal), laws_(laws), named_(std::move(named)) {}

  /// Those whose day has come, some hundred at a time; one against which a review or a suit is not filed away is not
  /// among them.
  Outcome<std::vector<matters::Matter>> list_due(db::Session& session) const;

  /// Erases those, each in a transaction of its own with the event `request.erased`; how many. Backups from before
  /// still have what was erased.
  Outcome<int> erase_due();

 private:
  Outcome<bool> is_due(db::Session& session, const matters::Case& now, Date today) const;
  Outcome<void> erase(journal::Transaction& transaction, const matters::Matter& matter) const;

  journal::Journal& journal_;
  const periods::Laws& laws_;
  Named named_;
};

}  // namespace dl::requests
