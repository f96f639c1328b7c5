// When a record has to be public, and until when it stays so, by the periods of data/laws. Pure.
#pragma once

#include <optional>

#include "base/calendar.h"
#include "periods/laws.h"
#include "records/register.h"

namespace dl::records {

struct Times {
  const periods::Laws& laws;
  const Calendar& calendar;
};

/// The last day of a period that runs from a day, by the law in force on it. Nothing where the period is off or was not
/// in force.
std::optional<Date> end_of(const std::string& period, Date from, const Times& times);

/// The last day on which a record has to be public. Nothing where its register has no clock, or none that runs for this
/// record; where the field that it runs from is empty, or the period is not confirmed (it is off).
std::optional<Date> due_on(const Register& made, const Record& record, const Times& times);

/// The last day on which a record is public, by the law that was in force on its day; nothing where no row holds or the
/// period is off: then it stays.
std::optional<Date> shown_until(const Register& made, const Record& record, const Times& times);

/// Whether what was to be public up to a day is not to be any more.
constexpr bool is_over(const std::optional<Date>& until, Date today) { return until && *until < today; }

/// Puts in what is computed.
void fill_computed(const Register& made, Record& record, const Times& times);

}  // namespace dl::records
