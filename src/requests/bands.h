// How near the day is on which something of a request is due next: bands that the list is narrowed by and open work
// shows. How wide they are is data (data/bands.toml), for no law says it.
#pragma once

#include "base/calendar.h"
#include "base/named.h"
#include "base/outcome.h"
#include "db/sql.h"

namespace dl::requests {

/// Each day lies in one band or in none. Sent by name; do not rename.
enum class DueBand : std::uint8_t { Near, Last, Overdue };
inline constexpr auto kBandNames = named_table<DueBand>({{DueBand::Near, "near", "临近到期"},
                                                         {DueBand::Last, "last", "即将到期"},
                                                         {DueBand::Overdue, "overdue", "已逾期"}});
constexpr Names<DueBand> table_of(DueBand) { return kBandNames; }

/// Working days until the last day that still lies in a band; 0 for today itself.
struct DueBands {
  int near = 0;
  int last = 0;
};

/// Fault::Invalid with the line for what is missing, below 0, above kWidestBand, or where `last` is not below `near`.
Outcome<DueBands> read_due_bands(const std::string& name, std::string_view text);
inline constexpr int kWidestBand = 20;  ///< working days: the whole period of an answer (条例 art. 33)
/// Those of data/bands.toml. Fails as above, and with `resource.missing`.
Outcome<DueBands> load_due_bands();
/// The same, read once. Throws where it cannot be read.
const DueBands& due_bands();

/// Nothing for a day that is farther away. Pure.
std::optional<DueBand> due_band_of(Date due, Date today, const DueBands& bands, const Calendar& calendar);

/// The same of the answer that is not served yet, in the words of the engines, over `matter`: by the day in its open
/// work.
db::Sql due_band_condition(DueBand which, Date today, const DueBands& bands, const Calendar& calendar);

}  // namespace dl::requests
