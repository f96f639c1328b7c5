// Writes every day of the calendar's years as "YYYY-MM-DD 1" (worked) or "YYYY-MM-DD 0", for the
// comparison with another library. The only argument is the folder that holds data/.

#include <fmt/format.h>

#include "base/calendar.h"
#include "base/resources.h"

int main(int count, char** arguments) {
  if (count != 2) return 2;
  auto laid = dl::set_resource_overlay(arguments[1]);
  auto calendar = laid ? dl::Calendar::load() : dl::Outcome<dl::Calendar>(dl::Failure(laid.error()));
  if (!calendar) {
    fmt::print(stderr, "{}\n", dl::describe(calendar.error()));
    return 1;
  }
  dl::Date last(calendar->last_year(), 12, 31);
  for (dl::Date day(calendar->first_year(), 1, 1); day <= last; day = day.plus_days(1))
    fmt::print("{} {:d}\n", day.text(), calendar->is_working_day(day));
}
