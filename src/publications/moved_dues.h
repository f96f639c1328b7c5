// Which documents at work are due on another day when the calendar changes.
#pragma once

#include <string>
#include <vector>

#include "base/calendar.h"
#include "db/database.h"
#include "periods/laws.h"

namespace dl::publications {

/// The day by which what became known on `due_from` has to be public (条例 art. 26).
Date due_on(Date due_from, const periods::Laws& laws, const Calendar& calendar);

struct MovedDue {
  std::int64_t document = 0;
  std::string title = {};
  Date before = {};
  Date after = {};
};

/// What waits and moves, by the day on which it was due.
Outcome<std::vector<MovedDue>> list_moved_dues(db::Session& session, const periods::Laws& laws, const Calendar& before,
                                               const Calendar& after);

}  // namespace dl::publications
