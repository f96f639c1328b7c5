// The days off and make-up working days that an installation has entered itself: a year that the program does not bring
// yet, or another notice for one that it does.
//
// They stand in the database, so every node counts alike; each change is an event about `calendar:YEAR`. The form is
// that of data/calendar/ (base/calendar_year.h).
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/calendar.h"
#include "base/guarded.h"
#include "journal/journal.h"

namespace dl::agencies {

/// The texts of the years that were entered.
Outcome<std::map<int, std::string>> load_entered_years(db::Session& session);

/// Holds the calendar by which this process counts, and swaps in a new one when the journal says that it changed. Safe
/// from any thread.
class CalendarHolder {
 public:
  std::shared_ptr<const Calendar> current() const;
  /// Fails with `data.invalid` when what was entered does not fit the program's own years; the one before stays.
  Outcome<void> reload(db::Database& database);
  /// The first time. What does not fit is logged and left out, so that the installation opens and it can be removed.
  Outcome<void> start(db::Database& database);

 private:
  void set(Calendar calendar);

  mutable Mutex mutex_ = {};
  Mutex reload_mutex_ = {};
  std::shared_ptr<const Calendar> calendar_ DL_GUARDED_BY(mutex_) = std::make_shared<const Calendar>();
};

/// The calendar as the rows of a session have it: for what is written in the transaction that changes them. Safe from
/// any thread.
class CalendarInRows {
 public:
  /// What does not fit is left out, as CalendarHolder::start does.
  Outcome<std::shared_ptr<const Calendar>> load(db::Session& session) const;

 private:
  mutable Mutex mutex_ = {};
  mutable std::map<int, std::string> years_ DL_GUARDED_BY(mutex_) = {};
  mutable std::shared_ptr<const Calendar> calendar_ DL_GUARDED_BY(mutex_) = {};
};

/// The verbs.
class HolidayDesk {
 public:
  explicit HolidayDesk(journal::Journal& journal) : journal_(journal) {}

  /// The calendar as it would be with this year. Fails with `data.invalid` when it does not fit the others: a year is
  /// missing before it, or late December stands otherwise in the file of its own year.
  Outcome<Calendar> with(const CalendarYear& year);
  /// And without what was entered for the year. Fault::NotFound `calendar.not-entered`.
  Outcome<Calendar> without(int year);
  /// Enters the year, or replaces what was entered for it. False when it stands so already: nothing is written then.
  Outcome<bool> enter(const CalendarYear& year, const std::string& actor);
  /// Goes back to the program's own days of the year, or to none. Fails as `without` does.
  Outcome<void> remove(int year, const std::string& actor);

 private:
  journal::Journal& journal_;
};

}  // namespace dl::agencies
