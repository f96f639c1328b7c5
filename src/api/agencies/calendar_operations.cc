// The days off and make-up working days of a year, as the installation has entered them or brings them.
#include "agencies/holidays.h"
#include "api/api.h"
#include "api/operations.h"
#include "base/resources.h"
#include "publications/moved_dues.h"

namespace dl::api {

namespace {

using accounts::Right;

constexpr std::size_t kLongestName = 30;
constexpr std::size_t kMostDays = 120;
constexpr std::size_t kLongestFile = 100'000;
constexpr std::size_t kMostDues = 200;  // shown; all are counted

struct CalendarDay {
  Date date = {};
  std::string name = {};  ///< of the holiday
  bool working = false;   ///< a make-up working day; else off
};
BOOST_DESCRIBE_STRUCT(CalendarDay, (), (date, name, working))

struct CalendarDayInput {
  Date date = {};
  std::string name = {};
  bool working = false;
  static constexpr auto kLimits = std::to_array<Limit>({{"name", kLongestName, 0}});
};
BOOST_DESCRIBE_STRUCT(CalendarDayInput, (), (date, name, working))

struct CalendarLine {
  int year = 0;
  bool entered = false;  ///< by this installation; else the program brings it
};
BOOST_DESCRIBE_STRUCT(CalendarLine, (), (year, entered))

struct CalendarList {
  std::vector<CalendarLine> items = {};
};
BOOST_DESCRIBE_STRUCT(CalendarList, (), (items))

struct CalendarYearView {
  int year = 0;
  std::string source = {};  ///< the notice
  std::vector<CalendarDay> days = {};
};
BOOST_DESCRIBE_STRUCT(CalendarYearView, (), (year, source, days))

struct CalendarFileInput {
  std::string text = {};  ///< JSON of holiday-cn, or TOML as in data/calendar/
  static constexpr auto kLimits = std::to_array<Limit>({{"text", kLongestFile, 0}});
};
BOOST_DESCRIBE_STRUCT(CalendarFileInput, (), (text))

struct CalendarYearInput {
  std::string source = {};
  std::vector<CalendarDayInput> days = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"source", 300, 0}, {"days", 0, kMostDays}});
};
BOOST_DESCRIBE_STRUCT(CalendarYearInput, (), (source, days))

struct MovedDueView {
  std::int64_t document = 0;
  std::string title = {};
  Date before = {};
  Date after = {};
};
BOOST_DESCRIBE_STRUCT(MovedDueView, (), (document, title, before, after))

/// What would change: days that are worked and were not, or the other way round, and days by which documents are due.
struct CalendarChangeView {
  std::vector<CalendarDay> days = {};
  std::int64_t dues = 0;
  std::vector<MovedDueView> moved = {};
};
BOOST_DESCRIBE_STRUCT(CalendarChangeView, (), (days, dues, moved))

// People are told the rules; which line of which file broke them is for the log.
template <class T>
Outcome<T> in_words(Outcome<T> made) {
  if (!made && made.error().key == "data.invalid") return fail(Fault::Invalid, "calendar.invalid", made.error().detail);
  return made;
}

Outcome<int> year_in(const Call& call) { return call.small_number("year"); }

CalendarYearView view_of(const CalendarYear& year) {
  CalendarYearView view{.year = year.year};
  if (!year.notices.empty())
    view.source = year.notices[0].number.empty() ? year.notices[0].source : year.notices[0].number;
  for (const auto& [date, day] : year.days) view.days.push_back({date, day.name, day.working});
  return view;
}

/// The year as it was sent, read by the rules of a file.
Outcome<CalendarYear> read_year(int number, const CalendarYearInput& input) {
  if (input.days.empty()) return fail(Fault::Invalid, "calendar.invalid", "no day is given");
  json::array days;
  for (const auto& day : input.days)
    days.push_back({{"date", day.date.text()}, {"name", day.name}, {"isOffDay", !day.working}});
  json::object file{{"year", number}, {"papers", json::array{input.source}}, {"days", std::move(days)}};
  return in_words(CalendarYear::parse(std::to_string(number), json::serialize(file)));
}

Outcome<CalendarList> list_calendars(Call& call) {
  const auto calendar = call.api.calendar.current();
  DL_TRY(const auto entered, call.api.read(agencies::load_entered_years));
  CalendarList list;
  for (int year = calendar->last_year(); year >= calendar->first_year(); --year)
    list.items.push_back({year, entered.contains(year)});
  return list;
}

Outcome<CalendarYearView> show_calendar(Call& call) {
  DL_TRY(const auto number, year_in(call));
  DL_TRY(const auto entered, call.api.read(agencies::load_entered_years));
  const auto name = fmt::format("data/calendar/{}.toml", number);
  const auto there = entered.find(number);
  const auto own = find_resource(name);
  if (there == entered.end() && !own) return fail(Fault::NotFound, "calendar.no-year", std::to_string(number));
  DL_TRY(const auto year, CalendarYear::parse(name, there != entered.end() ? there->second : *own));
  return view_of(year);
}

Outcome<CalendarYearView> read_calendar(Call&, const CalendarFileInput& input) {
  DL_TRY(const auto year, in_words(CalendarYear::parse("file", input.text)));
  return view_of(year);
}

Outcome<CalendarChangeView> change_to(Call& call, const Calendar& after) {
  const auto before = call.api.calendar.current();
  CalendarChangeView view;
  for (auto& day : changed_days(*before, after)) view.days.push_back({day.date, std::move(day.name), day.working});
  DL_TRY(auto moved, call.api.read([&](db::Session& sql) {
    return publications::list_moved_dues(sql, call.api.laws, *before, after);
  }));
  view.dues = static_cast<std::int64_t>(moved.size());
  moved.resize(std::min(moved.size(), kMostDues));
  for (auto& due : moved) view.moved.push_back({due.document, std::move(due.title), due.before, due.after});
  return view;
}

Outcome<CalendarChangeView> preview_calendar(Call& call, const CalendarYearInput& input) {
  DL_TRY(const auto number, year_in(call));
  DL_TRY(const auto year, read_year(number, input));
  DL_TRY(const auto after, in_words(agencies::HolidayDesk(call.api.around.journal).with(year)));
  return change_to(call, after);
}

Outcome<void> enter_calendar(Call& call, const CalendarYearInput& input) {
  DL_TRY(const auto number, year_in(call));
  DL_TRY(const auto year, read_year(number, input));
  DL_CHECK(in_words(agencies::HolidayDesk(call.api.around.journal).enter(year, call.who.actor())));
  return call.api.calendar.reload(call.api.around.database);
}

Outcome<CalendarChangeView> preview_removal(Call& call) {
  DL_TRY(const auto number, year_in(call));
  DL_TRY(const auto after, in_words(agencies::HolidayDesk(call.api.around.journal).without(number)));
  return change_to(call, after);
}

Outcome<void> remove_calendar(Call& call) {
  DL_TRY(const auto number, year_in(call));
  DL_CHECK(in_words(agencies::HolidayDesk(call.api.around.journal).remove(number, call.who.actor())));
  return call.api.calendar.reload(call.api.around.database);
}

using web::Verb;

constexpr Callers kSystem = needs(Right::ManageSystem);

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/calendars", "listCalendars", "有放假安排的年份", signed_in(), by<list_calendars>()},
    {Verb::Get, "/api/v1/calendars/{year}", "showCalendar", "一年的放假和调休上班安排", kSystem, by<show_calendar>()},
    {Verb::Post,
     "/api/v1/calendars/read",
     "readCalendar",
     "读出文件中的安排，不录入",
     kSystem,
     by<read_calendar>(),
     {.body_limit = 2 * kLongestFile}},
    {Verb::Post, "/api/v1/calendars/{year}/preview", "previewCalendar", "录入后有哪些日子和期限变动，不录入", kSystem,
     by<preview_calendar>()},
    {Verb::Put, "/api/v1/calendars/{year}", "enterCalendar", "录入一年的安排", kSystem, by<enter_calendar>()},
    {Verb::Get, "/api/v1/calendars/{year}/removal", "previewCalendarRemoval", "撤销录入后有哪些日子和期限变动", kSystem,
     by<preview_removal>()},
    {Verb::Delete, "/api/v1/calendars/{year}", "removeCalendar", "撤销录入的一年", kSystem, by<remove_calendar>()},
};

}  // namespace

std::span<const Operation> calendar_operations() { return kOperations; }

}  // namespace dl::api
