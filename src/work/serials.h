// Running numbers as the law and the registry office want them: per kind, agency and year, from 1, without gaps, never
// given twice.
//
// A number is taken in the caller's write transaction: when that is rolled back nobody has had the number, when it is
// committed the number is used up, whatever becomes of its bearer later.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/time.h"
#include "db/session.h"

namespace dl::work {

/// The next number of this kind ("request", "register:penalties") for an agency in the year of `on`, which is the day
/// that the law dates the thing by, not the day of entry. On PostgreSQL the counter stays locked until the commit, so
/// take it late; a second node waits for it.
Outcome<std::int64_t> next_serial(db::Session& session, std::string_view kind, std::int64_t agency, Date on);

}  // namespace dl::work
