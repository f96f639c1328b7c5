// `daylight deadline`: when a period ends, what each of its days counted, and when it would end by other versions of
// the law; or which periods there are.
#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <cstdio>

#include "agencies/holidays.h"
#include "app/command_deadline.h"
#include "app/installation.h"
#include "periods/versions.h"

namespace dl::app {
namespace {

namespace json = boost::json;

struct Words {
  std::string data = {};
  bool list = false;
  std::string period = {};
  std::string from = {};
  std::vector<std::string> pauses = {};
  std::string as_of = {};
};

Outcome<void> list(const periods::Laws& laws) {
  for (const auto& period : laws.all()) {
    json::object line;
    line["period"] = period.id;
    line["title"] = period.title;
    if (period.unit == periods::Unit::Date)
      line["length"] = period.length_text();
    else
      line["length"] = period.length;
    line["unit"] = periods::name_of(period.unit);
    line["source"] = period.source;
    line["grade"] = periods::letter_of(period.grade);
    line["on"] = period.on;
    fmt::print("{}\n", json::serialize(line));
  }
  return {};
}

Outcome<Date> read_date(const std::string& option, const std::string& text) {
  auto date = Date::parse(text);
  if (!date) return fail(Fault::Invalid, "period.date", fmt::format("{} {}", option, text));
  return date;
}

/// A day, and for hours also a moment.
Outcome<Instant> read_start(const Words& words, const periods::Period& period) {
  if (words.from.empty()) return fail(Fault::Invalid, "period.from", words.period);
  if (period.unit == periods::Unit::Hour) {
    auto moment = Instant::parse(words.from);
    if (!moment) return fail(Fault::Invalid, "period.moment", "--from " + words.from);
    return moment;
  }
  DL_TRY(const auto date, read_date("--from", words.from));
  return Instant::at(date);
}

json::array days_of(const periods::Walk& walk) {
  json::array days;
  for (const auto& day : walk.days) {
    json::object line;
    line["date"] = day.date.text();
    line["counted"] = day.counted;
    line["number"] = day.counted ? json::value(day.number) : json::value(nullptr);
    line["because"] = day.because();
    days.push_back(std::move(line));
  }
  return days;
}

std::string text_of(const periods::Period& period, Instant moment) {
  return period.unit == periods::Unit::Hour ? moment.text() : moment.date().text();
}

json::value text_of(const std::optional<Date>& day) { return day ? json::value(day->text()) : json::value(nullptr); }

json::array others_of(const std::vector<periods::OtherEnd>& ends) {
  json::array others;
  for (const auto& [period, walk] : ends)
    others.push_back({{"due", text_of(period, walk.due)},
                      {"length", period.length_text()},
                      {"unit", periods::name_of(period.unit)},
                      {"source", period.source},
                      {"grade", periods::letter_of(period.grade)},
                      {"on", period.on},
                      {"in_force_from", text_of(period.effective_from)},
                      {"in_force_until", text_of(period.effective_until)}});
  return others;
}

void warn(const periods::Period& period, Date from) {
  if (!period.on) fmt::print(stderr, "注意：{} 的依据未经核实，程序不按它计算期限。\n", period.id);
  if (!period.in_force(from))
    fmt::print(stderr, "注意：{} 的依据在 {} 并不施行（{} 至 {}）。\n", period.id, from.text(),
               period.effective_from ? period.effective_from->text() : "…",
               period.effective_until ? period.effective_until->text() : "今");
}

/// `today` decides which version of the law is meant where --from is no day.
Outcome<void> work_out(const periods::Laws& laws, const Calendar& calendar, const Words& words, Date today) {
  const auto* period = laws.find(words.period, Date::parse(words.from.substr(0, 10)).value_or(today));
  if (period == nullptr)
    return fail(Fault::NotFound, "period.unknown",
                fmt::format("{} → {}", words.period, fmt::join(laws.near(words.period), ", ")));
  DL_TRY(const auto from, read_start(words, *period));
  std::vector<periods::Pause> pauses;
  for (const auto& text : words.pauses) {
    DL_TRY(pauses.emplace_back(), periods::Pause::parse(text));
  }
  DL_TRY(const auto walk, periods::walk(*period, from, pauses, calendar));
  json::object answer;
  answer["period"] = period->id;
  answer["source"] = period->source;
  answer["from"] = text_of(*period, from);
  answer["due"] = text_of(*period, walk.due);
  answer["days"] = days_of(walk);
  answer["provisional"] = walk.provisional;
  answer["others"] = others_of(periods::other_ends(laws, *period, walk, pauses, calendar));
  if (!words.as_of.empty()) {
    DL_TRY(const auto day, read_date("--as-of", words.as_of));
    const auto now = periods::standing(walk, *period, day, calendar);
    answer["as_of"] = day.text();
    answer["spent"] = now.spent;
    answer["left"] = now.left;
    answer["overdue"] = now.overdue;
  }
  warn(*period, from.date());
  fmt::print("{}\n", json::serialize(answer));
  return {};
}

Outcome<void> run(const Words& words) {
  std::unique_ptr<Installation> installation;  // for its own files and years
  agencies::CalendarHolder calendar;
  if (!words.data.empty()) {
    DL_TRY(installation, Installation::open(words.data));
    DL_CHECK(calendar.start(installation->database()));
  }
  DL_TRY(const auto laws, periods::Laws::load());
  if (words.list) return list(laws);
  if (words.period.empty()) return fail(Fault::Invalid, "period.missing");
  if (installation) return work_out(laws, *calendar.current(), words, installation->clock().today());
  DL_TRY(const auto own, Calendar::load());
  return work_out(laws, own, words, SystemClock().today());
}

}  // namespace

void add_deadline(CLI::App& program, Action& chosen) {
  auto words = std::make_shared<Words>();
  auto* command = program.add_subcommand("deadline", "计算期限：逐日说明计与不计的理由；带 --list 时列出全部期限");
  command->add_option("--data", words->data, "数据目录，采用该安装自己的期限和放假安排")->type_name("目录");
  command->add_flag("--list", words->list, "列出全部期限，每行一条 JSON");
  command->add_option("--period", words->period, "期限，如 request.answer")->type_name("期限");
  command->add_option("--from", words->from, "起算日，如 2026-02-10；按小时计的写到分钟")->type_name("日期");
  command->add_option("--pause", words->pauses, "中止，如 2026-03-09..2026-03-24：前一日之后至后一日（含）不计；可多次")
      ->type_name("日期..日期")
      ->allow_extra_args(false);
  command->add_option("--as-of", words->as_of, "再说明到这一天终了时已用、剩余和超期多少")->type_name("日期");
  command->callback([words, &chosen] { chosen = [words] { return run(*words); }; });
}

}  // namespace dl::app
