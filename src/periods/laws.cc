#include "periods/laws.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "base/hash.h"
#include "base/resources.h"
#include "base/toml_file.h"

namespace dl::periods {
namespace {

constexpr std::string_view kFolder = "data/laws/";

struct UnitName {
  Unit unit;
  std::string_view name;
  std::string_view chinese;
  int longest;
};
constexpr UnitName kUnits[] = {
    {Unit::WorkingDay, "working-day", "个工作日", 1000},
    {Unit::Day, "day", "日", 3660},
    {Unit::Month, "month", "个月", 240},
    {Unit::Year, "year", "年", 50},
    {Unit::Hour, "hour", "小时", 1000},
    {Unit::Date, "date", "", 1231},
};

const UnitName& row_of(Unit unit) { return kUnits[static_cast<std::size_t>(unit)]; }

constexpr std::pair<std::string_view, Grade> kGrades[] = {
    {"A", Grade::Primary}, {"B", Grade::Quoted}, {"C", Grade::Secondary}, {"D", Grade::Unconfirmed}};

/// Small letters in words parted by "-", and for an id two or more parts joined by ".".
bool is_code(std::string_view text, bool parts) {
  bool letter_due = true;
  for (char c : text) {
    bool letter = c >= 'a' && c <= 'z';
    if (!letter && (letter_due || (c != '-' && !(parts && c == '.')))) return false;
    letter_due = !letter;
  }
  return !letter_due && (!parts || text.find('.') != text.npos);
}

Outcome<std::vector<std::string>> read_codes(const TomlFile& file, const toml::table& table, std::string_view key) {
  DL_TRY(auto codes, file.texts(table, key));
  for (const auto& code : codes)
    if (!is_code(code, false))
      return file.wrong(*table.get(key), fmt::format("'{}' is no word such as 'third-party'", code));
  return codes;
}

Outcome<void> read_unit(const TomlFile& file, const toml::table& table, Period& period) {
  DL_TRY(const auto name, file.text(table, "unit"));
  const auto* row = std::ranges::find(kUnits, name, &UnitName::name);
  if (row == std::end(kUnits))
    return file.wrong(*table.get("unit"),
                      fmt::format("unit '{}' is none of working-day, day, month, year, hour, date", name));
  period.unit = row->unit;
  return {};
}

/// A number of units, or "MM-DD" of a date.
Outcome<void> read_length(const TomlFile& file, const toml::table& table, Period& period) {
  if (period.unit == Unit::Date) {
    DL_TRY(const auto text, file.text(table, "length"));
    auto day = Date::parse("2001-" + text);  // a day that every year has
    if (!day)
      return file.wrong(*table.get("length"), fmt::format("'{}' is no day of every year such as '01-31'", text));
    period.length = static_cast<int>(day->month() * 100 + day->day());
    return {};
  }
  DL_TRY(const auto length, file.integer(table, "length"));
  if (length < 0 || length > row_of(period.unit).longest)
    return file.wrong(*table.get("length"),
                      fmt::format("'length' is not between 0 and {}", row_of(period.unit).longest));
  period.length = static_cast<int>(length);
  return {};
}

Outcome<void> read_grade(const TomlFile& file, const toml::table& table, Period& period) {
  DL_TRY(const auto letter, file.text(table, "grade"));
  const auto* row = std::ranges::find(kGrades, letter, &std::pair<std::string_view, Grade>::first);
  if (row == std::end(kGrades))
    return file.wrong(*table.get("grade"), fmt::format("grade '{}' is none of A, B, C, D", letter));
  period.grade = row->second;
  DL_TRY(period.on, file.flag_or(table, "on", period.grade != Grade::Unconfirmed));
  if (period.on && period.grade == Grade::Unconfirmed)
    return file.wrong(*table.get("on"), "what is not confirmed (grade D) cannot be on");
  return {};
}

Outcome<void> read_number(const TomlFile& file, const toml::table& table, std::string_view key, int most, int& number) {
  if (!table.contains(key)) return {};
  DL_TRY(const auto value, file.integer(table, key));
  if (value < 1 || value > most)
    return file.wrong(*table.get(key), fmt::format("'{}' is not between 1 and {}", key, most));
  number = static_cast<int>(value);
  return {};
}

Outcome<void> read_counting(const TomlFile& file, const toml::table& table, Period& period) {
  DL_CHECK(read_unit(file, table, period));
  DL_CHECK(read_length(file, table, period));
  DL_TRY(period.from, file.text(table, "from"));
  DL_TRY(period.same_day, file.flag_or(table, "same_day", false));
  DL_TRY(period.backward, file.flag_or(table, "backward", false));
  const bool by_day = period.unit != Unit::Hour && period.unit != Unit::Date;
  if ((period.same_day || period.backward) && !by_day)
    return file.wrong(table, "hours and dates are counted forward from their moment or day");
  const bool calendar_days = by_day && period.unit != Unit::WorkingDay && !period.backward;
  DL_TRY(period.rolls, file.flag_or(table, "rolls", calendar_days && period.length > 0));
  if (period.rolls && !calendar_days)
    return file.wrong(*table.get("rolls"), "only a period in days, months or years that runs forward can roll");
  DL_TRY(period.pauses, read_codes(file, table, "pauses"));
  DL_TRY(period.restarts, read_codes(file, table, "restarts"));
  if (period.unit == Unit::Date && !period.pauses.empty())
    return file.wrong(*table.get("pauses"), "nothing stops a fixed date");
  return {};
}

Outcome<void> read_force(const TomlFile& file, const toml::table& table, Period& period) {
  DL_TRY(period.effective_from, file.date(table, "effective_from"));
  DL_TRY(period.effective_until, file.date(table, "effective_until"));
  if (period.effective_from && period.effective_until && *period.effective_until < *period.effective_from)
    return file.wrong(*table.get("effective_until"), "'effective_until' is before 'effective_from'");
  return {};
}

Outcome<Period> read_period(const TomlFile& file, const toml::table& table) {
  DL_CHECK(file.only(
      table, {"id", "title", "length", "unit", "from", "same_day", "backward", "rolls", "pauses", "restarts", "times",
              "share", "suggested", "source", "grade", "effective_from", "effective_until", "on", "note"}));
  Period period;
  DL_TRY(period.id, file.text(table, "id"));
  if (!is_code(period.id, true))
    return file.wrong(*table.get("id"), fmt::format("'{}' is no id in words such as 'request.answer'", period.id));
  DL_TRY(period.title, file.text(table, "title"));
  DL_CHECK(read_counting(file, table, period));
  DL_CHECK(read_number(file, table, "times", 1000, period.times));
  DL_CHECK(read_number(file, table, "share", 100, period.share));
  DL_TRY(period.suggested, file.flag_or(table, "suggested", false));
  DL_TRY(period.source, file.text(table, "source"));
  DL_CHECK(read_grade(file, table, period));
  DL_CHECK(read_force(file, table, period));
  DL_TRY(period.note, file.text_or(table, "note", ""));
  return period;
}

bool overlap(const Period& a, const Period& b) {
  return (!a.effective_until || !b.effective_from || *b.effective_from <= *a.effective_until) &&
         (!b.effective_until || !a.effective_from || *a.effective_from <= *b.effective_until);
}

}  // namespace

std::string_view name_of(Unit unit) { return row_of(unit).name; }
std::string_view chinese_of(Unit unit) { return row_of(unit).chinese; }

std::string_view letter_of(Grade grade) {
  return std::ranges::find(kGrades, grade, &std::pair<std::string_view, Grade>::second)->first;
}

bool Period::in_force(Date day) const {
  return (!effective_from || *effective_from <= day) && (!effective_until || day <= *effective_until);
}

std::string Period::length_text() const {
  if (unit == Unit::Date) return fmt::format("{:02}-{:02}", length / 100, length % 100);
  return std::to_string(length);
}

Outcome<Laws> Laws::load() {
  std::vector<Source> sources;
  for (auto& name : list_resources(kFolder)) {
    if (!name.ends_with(".toml")) continue;
    DL_TRY(auto text, load_resource(name));
    sources.push_back({std::move(name), text});
  }
  DL_TRY(auto laws, create(sources));
  for (auto id : kRequired)
    if (std::ranges::find(laws.periods_, id, &Period::id) == laws.periods_.end())
      return fail(Fault::Invalid, "data.invalid", fmt::format("{}: the period '{}' is missing", kFolder, id));
  return laws;
}

Outcome<Laws> Laws::create(const std::vector<Source>& sources) {
  Laws laws;
  Sha256 digest;
  for (const auto& source : sources) {
    DL_TRY(auto file, TomlFile::parse(source.name, source.text));
    DL_CHECK(file.only(file.root(), {"period"}));
    DL_TRY(auto tables, file.tables(file.root(), "period"));
    if (tables.empty()) return file.wrong(file.root(), "no [[period]] is given");
    for (const auto* table : tables) {
      DL_TRY(auto period, read_period(file, *table));
      for (const auto& other : laws.periods_)
        if (other.id == period.id && overlap(other, period))
          return file.wrong(*table->get("id"), fmt::format("'{}' comes twice for the same days", period.id));
      laws.periods_.push_back(std::move(period));
    }
    digest.update(source.name).update("\n").update(source.text);
  }
  if (laws.periods_.empty())
    return fail(Fault::Invalid, "data.invalid", fmt::format("{}: no file of periods is there", kFolder));
  laws.version_ = digest.finish_hex().substr(0, 12);
  return laws;
}

const Period* Laws::find(std::string_view id, Date day) const {
  const Period* newest = nullptr;
  for (const auto& period : periods_) {
    if (period.id != id) continue;
    if (period.in_force(day)) return &period;
    if (newest == nullptr || newest->effective_from < period.effective_from) newest = &period;
  }
  return newest;
}

const Period& Laws::at(std::string_view id, Date day) const {
  const auto* period = find(id, day);
  if (period == nullptr) throw std::out_of_range("no period " + std::string(id));
  return *period;
}

Laws Laws::with(const Period& period) const {
  auto laws = *this;
  std::erase_if(laws.periods_, [&](const Period& other) { return other.id == period.id; });
  auto& added = laws.periods_.emplace_back(period);
  added.on = true;
  added.effective_from.reset();
  added.effective_until.reset();
  return laws;
}

std::vector<std::string> Laws::near(std::string_view id) const {
  constexpr std::size_t kMost = 5;
  std::vector<std::string_view> left;
  for (const auto& period : periods_)
    if (std::ranges::find(left, period.id) == left.end()) left.emplace_back(period.id);
  std::vector<std::string> found;
  const auto take = [&](std::string_view one) {
    found.emplace_back(one);
    std::erase(left, one);
  };
  for (auto best = nearest(id, left); !best.empty() && found.size() < kMost; best = nearest(id, left)) take(best);
  // Then those that share a word: "answer" finds request.answer.
  for (auto one : std::vector(left))
    if (found.size() < kMost && !id.empty() &&
        (one.find(id) != one.npos || id.starts_with(one.substr(0, one.find('.')))))
      take(one);
  return found;
}

}  // namespace dl::periods
