#include "agencies/holidays.h"

#include "agencies/events.h"
#include "base/log.h"
#include "db/work.h"

namespace dl::agencies {
namespace {

std::string subject_of(int year) { return fmt::format("calendar:{}", year); }

Outcome<Calendar> load_with(db::Session& session, int year, const std::string& text) {
  DL_TRY(auto years, load_entered_years(session));
  years[year] = text;
  return Calendar::load(years);
}

Outcome<Calendar> load_what_fits(const std::map<int, std::string>& years) {
  auto calendar = Calendar::load(years);
  if (calendar || calendar.error().key != "data.invalid") return calendar;
  log::failure("calendar.left-out", calendar.error());
  return Calendar::load();
}

Outcome<Calendar> load_without(db::Session& session, int year) {
  DL_TRY(auto years, load_entered_years(session));
  if (years.erase(year) == 0) return fail(Fault::NotFound, "calendar.not-entered", std::to_string(year));
  return Calendar::load(years);
}

}  // namespace

Outcome<std::map<int, std::string>> load_entered_years(db::Session& session) {
  DL_TRY(auto rows, (session.query<std::int64_t, std::string>("SELECT id, text FROM calendar_year ORDER BY id")));
  std::map<int, std::string> years;
  for (auto& [year, text] : rows) years.emplace(static_cast<int>(year), std::move(text));
  return years;
}

std::shared_ptr<const Calendar> CalendarHolder::current() const {
  Lock lock(mutex_);
  return calendar_;
}

void CalendarHolder::set(Calendar calendar) {
  auto next = std::make_shared<const Calendar>(std::move(calendar));
  Lock lock(mutex_);
  calendar_ = std::move(next);
}

Outcome<void> CalendarHolder::reload(db::Database& database) {
  Lock one_at_a_time(reload_mutex_);
  DL_TRY(auto years, database.read([](db::Session& session) { return load_entered_years(session); }));
  DL_TRY(auto calendar, Calendar::load(years));
  set(std::move(calendar));
  return {};
}

Outcome<void> CalendarHolder::start(db::Database& database) {
  DL_TRY(const auto years, database.read(load_entered_years));
  DL_TRY(auto calendar, load_what_fits(years));
  set(std::move(calendar));
  return {};
}

Outcome<std::shared_ptr<const Calendar>> CalendarInRows::load(db::Session& session) const {
  DL_TRY(auto years, load_entered_years(session));
  const Lock lock(mutex_);
  if (calendar_ == nullptr || years != years_) {
    DL_TRY(auto calendar, load_what_fits(years));
    calendar_ = std::make_shared<const Calendar>(std::move(calendar));
    years_ = std::move(years);
  }
  return calendar_;
}

Outcome<Calendar> HolidayDesk::with(const CalendarYear& year) {
  return journal_.database().read([&](db::Session& session) { return load_with(session, year.year, year.toml()); });
}

Outcome<Calendar> HolidayDesk::without(int year) {
  return journal_.database().read([&](db::Session& session) { return load_without(session, year); });
}

Outcome<bool> HolidayDesk::enter(const CalendarYear& year, const std::string& actor) {
  const auto text = year.toml();
  DL_TRY(const auto years, journal_.database().read([](db::Session& session) { return load_entered_years(session); }));
  if (auto there = years.find(year.year); there != years.end() && there->second == text) return false;
  const db::Working working(db::Work::Import);  // the days by which things are due move with it
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<bool> {
    DL_CHECK(transaction.keep_others_out());  // another node may enter a year beside which this one must fit
    DL_CHECK(transaction.hold(subject_of(year.year)));
    DL_CHECK(load_with(transaction.sql(), year.year, text));
    DL_CHECK(transaction.sql().run(
        "INSERT INTO calendar_year (id, text, entered_at, entered_by) VALUES (:id, :text, :at, :by) "
        "ON CONFLICT (id) DO UPDATE SET text = excluded.text, entered_at = excluded.entered_at, "
        "entered_by = excluded.entered_by",
        static_cast<std::int64_t>(year.year), text, transaction.now(), actor));
    transaction.record(
        {.actor = actor, .verb = std::string(event("calendar.entered").verb), .subject = subject_of(year.year)});
    return true;
  });
}

Outcome<void> HolidayDesk::remove(int year, const std::string& actor) {
  const db::Working working(db::Work::Import);
  return journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
    DL_CHECK(transaction.hold(subject_of(year)));
    DL_CHECK(load_without(transaction.sql(), year));
    DL_CHECK(transaction.sql().run("DELETE FROM calendar_year WHERE id = :id", static_cast<std::int64_t>(year)));
    transaction.record(
        {.actor = actor, .verb = std::string(event("calendar.removed").verb), .subject = subject_of(year)});
    return {};
  });
}

}  // namespace dl::agencies
