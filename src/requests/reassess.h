// What was withheld of an answer is looked at again from time to time (动态调整, 条例 art. 18): when next follows from
// the facts and from a period that is data, for no law sets one.
#pragma once

#include "db/sql.h"
#include "matters/matter.h"

namespace dl::requests {

inline constexpr std::string_view kReassessPeriod = "withheld.reassess";  ///< of data/laws; months, years or days
inline constexpr int kReassessSoon = 30;                                  ///< calendar days before the last day

struct Reassessment {
  Date last = {};                ///< of the last one, or of the answer
  std::optional<Date> due = {};  ///< the last day for the next one; nothing where no period is in force
  bool opened = false;           ///< it need not be withheld any more, and so is not looked at again
};

/// Of a decision by its code: whether it withholds by arts 14 to 16, wholly or in part.
bool withholds(std::string_view outcome);

/// Nothing for a request of which nothing was withheld, as it was decided last. Pure.
std::optional<Reassessment> reassessment_of(const matters::Case& now, const periods::Laws& laws);

/// Which of the withheld ones a list shows. Sent by name; do not rename.
enum class Reassess : std::uint8_t {
  All,      ///< whatever their day
  Soon,     ///< within kReassessSoon days, or over
  Overdue,  ///< over
};
inline constexpr auto kReassess = named_table<Reassess>({{Reassess::All, "all", "全部"},
                                                         {Reassess::Soon, "soon", "三十天内到期和逾期"},
                                                         {Reassess::Overdue, "overdue", "逾期"}});
constexpr Names<Reassess> table_of(Reassess) { return kReassess; }

/// The same as reassessment_of() tells of each, in the words of the engines, over `matter`: those that are not opened.
db::Sql reassess_condition(Reassess which, Date today, const periods::Laws& laws);

}  // namespace dl::requests
