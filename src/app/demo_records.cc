#include "app/demo_records.h"

#include <boost/json.hpp>
#include <sstream>

#include "base/resources.h"
#include "base/toml_file.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using accounts::Right;
using records::Step;

constexpr std::string_view kFolder = "data/demo/registers/";
constexpr const char* kFiles = "data/demo/record_files/";

// Minutes after the words were written down.
constexpr int kSubmitted = 12;
constexpr int kChecked = 75;
constexpr int kPublished = 95;

Instant minutes_after(Instant at, int minutes) { return Instant(at.milliseconds() + std::int64_t{minutes} * 60'000); }

/// How far words are brought, and by which steps.
struct Way {
  std::string_view until = {};
  std::vector<Step> steps = {};
};
const std::vector<Way>& ways() {
  static const std::vector<Way> all = {
      {"entered", {}},
      {"submitted", {Step::Submit}},
      {"sent-back", {Step::Submit, Step::SendBack}},
      {"signed", {Step::Submit, Step::Sign}},
      {"published", {Step::Submit, Step::Sign, Step::Publish}},
      {"published-alone", {Step::Publish}},
  };
  return all;
}

int minutes_of(Step step) {
  if (step == Step::Submit) return kSubmitted;
  return step == Step::Publish ? kPublished : kChecked;
}

Outcome<json::object> words_in(const TomlFile& file, const toml::table& table, std::string_view key) {
  if (!table.contains(key)) return json::object();
  const auto* told = table[key].as_table();
  if (told == nullptr) return file.wrong(table, fmt::format("{} is no table", key));
  std::stringstream text;
  text << toml::json_formatter(*told);
  return json::parse(text.str()).as_object();
}

void lay_over(json::object& words, const json::object& others) {
  for (const auto& [code, word] : others) words[code] = word;
}

/// Reads one file.
struct Reading {
  const TomlFile& file;
  Date today;
  json::object common = {};

  Outcome<Instant> moment(const toml::table& table) const {
    DL_TRY(const auto days, file.integer(table, "days_ago"));
    DL_TRY(const auto time, file.text_or(table, "time", "09:30"));
    auto at = Instant::parse(today.plus_days(-static_cast<int>(days)).text() + " " + time);
    if (!at) return file.wrong(table, "time is no time of day: " + time);
    return *at;
  }

  /// What is counted back: `dates = { decided_on = 3, issued_at = "3 14:30" }`, `months = { month = 1 }`.
  Outcome<void> date(json::object& words, const toml::table& table) const {
    const auto lay = [&](std::string_view key, auto write) -> Outcome<void> {
      const auto* counted = table[key].as_table();
      if (counted == nullptr) return {};
      for (const auto& [code, node] : *counted) {
        auto text = write(node);
        if (!text) return file.wrong(node, fmt::format("{} are counted back", key));
        words[code.str()] = std::move(*text);
      }
      return {};
    };
    DL_CHECK(lay("dates", [&](const toml::node& node) { return day_of(node); }));
    return lay("months", [&](const toml::node& node) { return month_of(node); });
  }

  std::optional<std::string> day_of(const toml::node& node) const {
    const auto day = [&](std::int64_t days) { return today.plus_days(-static_cast<int>(days)).text(); };
    if (const auto days = node.value<std::int64_t>()) return day(*days);
    const auto moment = node.value<std::string>();
    int days = 0;
    std::string time;
    if (!moment || !(std::istringstream(*moment) >> days >> time)) return std::nullopt;
    return day(days) + " " + time;
  }

  std::optional<std::string> month_of(const toml::node& node) const {
    const auto months = node.value<std::int64_t>();
    if (!months) return std::nullopt;
    return today.plus_months(-static_cast<int>(*months)).text().substr(0, sizeof("2026-11") - 1);
  }

  Outcome<void> follow(DemoRecord& record, const toml::table& table, Instant at) const {
    DL_TRY(const auto until, file.text_or(table, "until", "published"));
    DL_TRY(const auto said, file.text_or(table, "said", ""));
    const auto found = std::ranges::find(ways(), std::string_view(until), &Way::until);
    if (found == ways().end()) return file.wrong(table, "until is unknown: " + until);
    for (const auto step : found->steps)
      record.steps.push_back({step, minutes_after(at, minutes_of(step)), step == Step::SendBack ? said : "", {}});
    return {};
  }

  Outcome<void> later(DemoRecord& record, json::object words, const toml::table& table) const {
    DL_CHECK(file.only(table, {"step", "days_ago", "time", "say", "words", "dates", "months", "until", "said"}));
    DL_TRY(const auto name, file.text(table, "step"));
    const auto step = find_named<Step>(name);
    if (!step) return file.wrong(table, "step is unknown: " + name);
    DL_TRY(const auto at, moment(table));
    DL_TRY(const auto say, file.text_or(table, "say", ""));
    DL_TRY(const auto others, words_in(file, table, "words"));
    lay_over(words, others);
    DL_CHECK(date(words, table));
    record.steps.push_back({*step, at, say, *step == Step::Correct ? json::serialize(words) : ""});
    return *step == Step::Correct ? follow(record, table, at) : Outcome<void>();
  }

  Outcome<DemoRecord> begun(const toml::table& table) const {
    DemoRecord made{.about = file.place(table)};
    DL_TRY(made.code, file.text(file.root(), "register"));
    DL_TRY(made.agency, file.text_or(table, "agency", "csglj"));
    DL_TRY(made.at, moment(table));
    return made;
  }

  Outcome<DemoRecord> none(const toml::table& table) const {
    DL_CHECK(file.only(table, {"agency", "days_ago", "time"}));
    DL_TRY(auto made, begun(table));
    made.none = true;
    return made;
  }

  Outcome<void> files(DemoRecord& record, const toml::table& table) const {
    const auto* told = table["files"].as_table();
    if (told == nullptr) return {};
    for (const auto& [field, unused] : *told) {
      DL_TRY(const auto names, file.texts(*told, field.str()));
      for (const auto& name : names) record.files.push_back({std::string(field.str()), name});
    }
    return {};
  }

  Outcome<DemoRecord> record(const toml::table& table) const {
    DL_CHECK(file.only(table,
                       {"agency", "days_ago", "time", "until", "said", "words", "dates", "months", "files", "later"}));
    DL_TRY(auto made, begun(table));
    auto words = common;
    DL_TRY(const auto own, words_in(file, table, "words"));
    lay_over(words, own);
    DL_CHECK(date(words, table));
    made.words = json::serialize(words);
    DL_CHECK(files(made, table));
    DL_CHECK(follow(made, table, made.at));
    DL_TRY(const auto tables, file.tables(table, "later"));
    for (const auto* one : tables) DL_CHECK(later(made, words, *one));
    return made;
  }
};

Outcome<void> read_file(const std::string& name, Date today, std::vector<DemoRecord>& records) {
  DL_TRY(const auto file, TomlFile::load(name));
  DL_CHECK(file.only(file.root(), {"register", "common", "record", "nil"}));
  Reading reading{file, today};
  DL_TRY(reading.common, words_in(file, file.root(), "common"));
  DL_TRY(const auto tables, file.tables(file.root(), "record"));
  for (const auto* table : tables) {
    DL_TRY(auto record, reading.record(*table));
    records.push_back(std::move(record));
  }
  DL_TRY(const auto declared, file.tables(file.root(), "nil"));
  for (const auto* table : declared) {
    DL_TRY(auto none, reading.none(*table));
    records.push_back(std::move(none));
  }
  return {};
}

/// The last period that is over on `day`: the month, quarter or year before.
std::string period_before(records::Nil length, Date day) {
  if (length == records::Nil::Year) return fmt::format("{}", day.year() - 1);
  if (length == records::Nil::Month) return day.plus_months(-1).text().substr(0, sizeof("2026-11") - 1);
  const auto before = day.plus_months(-3);
  return fmt::format("{}-Q{}", before.year(), (before.month() + 2) / 3);
}

}  // namespace

Outcome<std::vector<DemoRecord>> read_demo_records(Date today) {
  std::vector<DemoRecord> records;
  for (const auto& name : list_resources(kFolder)) DL_CHECK(read_file(name, today, records));
  return records;
}

DemoRegisters::DemoRegisters(Installation& installation, DemoPast& past,
                             const std::map<std::string, std::int64_t>& agencies, const DemoCast& cast)
    : registers_(installation.registers()), desk_(installation.record_desk(past.journal())) {
  for (const auto& [key, id] : agencies) {
    Hands hands{.agency = id};
    for (const auto& [login, one] : cast.by_login) {
      if (hands.keeper.person() == 0 && one.may(Right::EnterRecords, id)) hands.keeper = one;
      if (hands.checker.person() == 0 && one.may(Right::PublishRecords, id)) hands.checker = one;
    }
    hands_.emplace(key, std::move(hands));
  }
}

Outcome<void> DemoRegisters::tell(DemoHistory& history, DemoRecord& record) {
  const auto found = hands_.find(record.agency);
  if (found == hands_.end() || found->second.keeper.person() == 0 || found->second.checker.person() == 0)
    return fail(Fault::Invalid, "data.invalid", record.about + ": nobody keeps registers in " + record.agency);
  const auto& hands = found->second;
  if (record.none) {
    history.plan(record.about, record.at, [this, &record, &hands] { return declare_none(record, hands); });
    return {};
  }
  history.plan(record.about, record.at, [this, &record, &hands] { return enter(record, hands); });
  for (const auto& step : record.steps)
    history.plan(record.about, step.at, [this, &record, &step, &hands] { return take(record, step, hands); });
  return {};
}

void DemoRegisters::tell_night(DemoHistory& history, Date day) {
  constexpr int kMost = 1'000;
  history.plan("displays that are over", Instant::at(day, 0, 0), [this]() -> Outcome<void> {
    DL_CHECK(desk_.end_displays(kMost));
    return {};
  });
}

Outcome<records::Read> DemoRegisters::read_words(const DemoRecord& record, const std::string& words,
                                                 const Hands& hands) {
  DL_TRY(const auto* made, registers_.find(record.code));
  auto whole = json::parse(words).as_object();
  for (const auto& [field, name] : record.files) {
    DL_TRY(const auto bytes, load_resource(kFiles + name));
    DL_TRY(const auto file,
           desk_.add_file(record.code, hands.agency, {.name = name, .bytes = std::string(bytes)}, hands.keeper));
    auto& value = whole[field];
    if (!value.is_array()) value = json::array();
    value.as_array().push_back(json::value(records::text_of(file)));
  }
  return records::read_json(json::serialize(whole), *made);
}

Outcome<void> DemoRegisters::enter(DemoRecord& record, const Hands& hands) {
  DL_TRY(const auto read, read_words(record, record.words, hands));
  DL_TRY(const auto ids, desk_.enter(record.code, hands.agency, {read}, hands.keeper));
  record.id = ids.front();
  return {};
}

Outcome<void> DemoRegisters::declare_none(const DemoRecord& record, const Hands& hands) {
  DL_TRY(const auto* made, registers_.find(record.code));
  DL_CHECK(desk_.declare_nil(record.code, hands.agency, period_before(made->nil, record.at.date()), hands.keeper));
  return {};
}

Outcome<void> DemoRegisters::take(const DemoRecord& record, const DemoRecordStep& step, const Hands& hands) {
  switch (step.step) {
    case Step::Correct: {
      DL_TRY(auto read, read_words(record, step.words, hands));
      return desk_.correct(record.id, {.read = std::move(read)}, step.say, hands.keeper);
    }
    case Step::Sign: return desk_.sign(record.id, step.say, {hands.checker, {}});
    case Step::SendBack: return desk_.send_back(record.id, step.say, {hands.checker, {}});
    case Step::Submit:
    case Step::Demand: return desk_.take(record.id, step.step, step.say, hands.keeper);
    case Step::Publish:
      return desk_.take(record.id, step.step, step.say,
                        registers_.all().at(record.code).publication.chain ? hands.checker : hands.keeper);
    default: return desk_.take(record.id, step.step, step.say, hands.checker);
  }
}

}  // namespace dl::app
