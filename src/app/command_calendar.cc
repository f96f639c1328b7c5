// `daylight calendar …`: enters the days off and make-up days of a year, takes them out again, and tells what moves.
#include <cstdio>

#include "agencies/holidays.h"
#include "app/actor.h"
#include "app/command_calendar.h"
#include "app/verbs.h"
#include "app/whole_file.h"
#include "publications/moved_dues.h"

namespace dl::app {
namespace {

struct Words {
  std::string data = {};
  std::string file = {};
  int year = 0;
  bool dry_run = false;
};

std::string weekday_of(Date date) {
  constexpr std::string_view kNames[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  return std::string(kNames[date.weekday() - 1]);
}

std::string named(const std::string& name) { return name.empty() ? std::string() : fmt::format("（{}）", name); }

Outcome<std::shared_ptr<const Calendar>> calendar_of(Installation& installation) {
  agencies::CalendarHolder holder;
  DL_CHECK(holder.start(installation.database()));
  return holder.current();
}

/// Which days are worked that were not, and the other way round; which documents at work are due on another day.
Outcome<void> tell_what_moves(Installation& installation, const Calendar& after) {
  constexpr std::size_t kMostShown = 50;
  DL_TRY(const auto laws, periods::Laws::load());
  DL_TRY(const auto before, calendar_of(installation));
  const auto days = changed_days(*before, after);
  DL_TRY(const auto dues, installation.database().read([&](db::Session& session) {
    return publications::list_moved_dues(session, laws, *before, after);
  }));
  fmt::print("变动 {} 天\n", days.size());
  for (const auto& day : days)
    fmt::print("  {} {} 由{}改为{}{}\n", day.date.text(), weekday_of(day.date), day.working ? "休息" : "上班",
               day.working ? "上班" : "休息", named(day.name));
  fmt::print("办理中的文件公开期限变动 {} 件\n", dues.size());
  for (std::size_t i = 0; i < std::min(dues.size(), kMostShown); ++i)
    fmt::print("  文件 {}《{}》 {} → {}\n", dues[i].document, dues[i].title, dues[i].before.text(),
               dues[i].after.text());
  if (dues.size() > kMostShown) fmt::print("  另有 {} 件\n", dues.size() - kMostShown);
  return {};
}

Outcome<void> import(Installation& installation, const Words& words) {
  DL_TRY(const auto text, read_whole_file(words.file));
  DL_TRY(const auto year, CalendarYear::parse(std::filesystem::path(words.file).filename().string(), text));
  agencies::HolidayDesk desk(installation.journal());
  DL_TRY(const auto after, desk.with(year));
  const auto worked = std::ranges::count_if(year.days, [](const auto& day) { return day.second.working; });
  fmt::print("{} 年：放假 {} 天，调休上班 {} 天\n", year.year, static_cast<std::ptrdiff_t>(year.days.size()) - worked,
             worked);
  DL_CHECK(tell_what_moves(installation, after));
  if (words.dry_run) {
    fmt::print("没有录入：只看变动\n");
    return {};
  }
  DL_TRY(const auto entered, desk.enter(year, operator_here()));
  fmt::print("{}\n", entered ? "已录入，各节点随即采用" : "与已录入的相同，没有改动");
  return {};
}

Outcome<void> remove(Installation& installation, const Words& words) {
  agencies::HolidayDesk desk(installation.journal());
  DL_TRY(const auto after, desk.without(words.year));
  DL_CHECK(tell_what_moves(installation, after));
  if (words.dry_run) {
    fmt::print("没有撤销：只看变动\n");
    return {};
  }
  DL_CHECK(desk.remove(words.year, operator_here()));
  fmt::print("已撤销录入的 {} 年放假安排\n", words.year);
  return {};
}

Outcome<void> show(Installation& installation, const Words& words) {
  DL_TRY(const auto calendar, calendar_of(installation));
  DL_TRY(const auto entered, installation.database().read(agencies::load_entered_years));
  if (words.year == 0) {
    fmt::print("放假安排：{} 至 {} 年\n", calendar->first_year(), calendar->last_year());
    for (const auto& [year, text] : entered) fmt::print("  {} 年由本安装录入\n", year);
    return {};
  }
  if (words.year < calendar->first_year() || words.year > calendar->last_year())
    return fail(Fault::NotFound, "calendar.no-year", std::to_string(words.year));
  for (Date day(words.year, 1, 1); day.year() == words.year; day = day.plus_days(1))
    if (const auto* found = calendar->named(day))
      fmt::print("{} {} {}{}\n", day.text(), weekday_of(day), found->name, found->working ? "调休上班" : "放假");
  return {};
}

}  // namespace

void add_calendar(CLI::App& program, Action& chosen) {
  Verbs<Words> verbs(program, "calendar", "放假和调休上班安排：录入、查看、撤销，并说明哪些日子和期限随之变动", chosen);
  const auto words = verbs.words();
  auto* in = verbs.add_with_data(
      "import", "录入一年的安排，已有的由新的代替；文件为 holiday-cn 的 JSON 或本程序 data/calendar 的 TOML", import);
  in->add_option("file", words->file, "文件")->required()->type_name("文件");
  auto* out = verbs.add_with_data("remove", "撤销录入的一年，恢复程序自带的安排", remove);
  out->add_option("year", words->year, "年份")->required()->type_name("年份");
  for (auto* command : {in, out}) command->add_flag("--dry-run", words->dry_run, "只说明变动，不改");
  verbs.add_with_data("show", "列出有哪些年份；带 --year 时列出该年放假和调休上班的日子", show)
      ->add_option("--year", words->year, "年份")
      ->type_name("年份");
}

}  // namespace dl::app
