#include "app/demo_questions.h"

#include "base/toml_file.h"
#include "questions/answer_desk.h"
#include "questions/gathering.h"

namespace dl::app {
namespace {

constexpr std::string_view kFile = "data/demo/questions.toml";

/// What was asked on one day, by how many.
struct Asked {
  std::int64_t days_ago = 0;
  std::int64_t askers = 0;
};

struct Reading {
  const TomlFile& file;
  Date today;
  const std::map<std::string, std::int64_t>& agencies;
  const DemoCast& cast;

  Instant moment(std::int64_t days_ago) const {
    return Instant::at(today.plus_days(-static_cast<int>(days_ago)), 11, 0);
  }

  Outcome<std::int64_t> agency(const toml::table& table) const {
    DL_TRY(const auto key, file.text(table, "agency"));
    const auto found = agencies.find(key);
    if (found == agencies.end()) return file.wrong(table, "unknown agency " + key);
    return found->second;
  }

  template <class Value>
  Outcome<Value> named(const toml::table& table, std::string_view key) const {
    DL_TRY(const auto name, file.text(table, key));
    const auto found = find_named<Value>(name);
    if (!found) return file.wrong(table, fmt::format("{} is unknown: {}", key, name));
    return *found;
  }

  Outcome<std::vector<Asked>> asked(const toml::table& table) const {
    std::vector<Asked> days;
    const auto* pairs = table["asked"].as_array();
    if (pairs == nullptr) return file.wrong(table, "asked is missing");
    for (const auto& node : *pairs) {
      const auto* pair = node.as_array();
      const auto part = [&](std::size_t i) { return (*pair)[i].value<std::int64_t>(); };
      if (pair == nullptr || pair->size() != 2 || !part(0) || !part(1))
        return file.wrong(table, "asked has pairs: on how many days ago, by how many");
      days.push_back({*part(0), *part(1)});
    }
    return days;
  }

  Outcome<questions::NewAnswer> answer(const toml::table& table) const {
    DL_CHECK(file.only(table, {"agency", "by", "days_ago", "kind", "question", "ask", "find", "reason"}));
    questions::NewAnswer made;
    DL_TRY(made.agency, agency(table));
    DL_TRY(made.kind, named<questions::AnswerKind>(table, "kind"));
    DL_TRY(made.question, file.text(table, "question"));
    DL_TRY(made.ask, file.text_or(table, "ask", ""));
    DL_TRY(made.find, file.texts(table, "find"));
    DL_TRY(made.reason, file.text_or(table, "reason", ""));
    return made;
  }

  Outcome<accounts::Principal> person(const toml::table& table) const {
    DL_TRY(const auto login, file.text(table, "by"));
    const auto found = cast.by_login.find(login);
    if (found == cast.by_login.end()) return file.wrong(table, "unknown person: " + login);
    return found->second;
  }
};

}  // namespace

Outcome<void> tell_demo_questions(DemoHistory& history, Installation& installation, DemoPast& past,
                                  const std::map<std::string, std::int64_t>& agencies, const DemoCast& cast) {
  DL_TRY(const auto file, TomlFile::load(kFile));
  DL_CHECK(file.only(file.root(), {"question", "answer"}));
  const Reading reading{file, installation.clock().today(), agencies, cast};
  const auto gathering = std::make_shared<questions::Gathering>(past.journal().clock(), installation.question_key());
  DL_TRY(const auto asked, file.tables(file.root(), "question"));
  for (const auto* table : asked) {
    DL_CHECK(file.only(*table, {"agency", "words", "found", "asked"}));
    DL_TRY(const auto agency, reading.agency(*table));
    DL_TRY(const auto words, file.text(*table, "words"));
    DL_TRY(const auto found, reading.named<questions::Found>(*table, "found"));
    DL_TRY(const auto days, reading.asked(*table));
    for (const auto& day : days)
      history.plan(file.place(*table), reading.moment(day.days_ago), [=, &past]() -> Outcome<void> {
        for (std::int64_t asker = 1; asker <= day.askers; ++asker)
          gathering->note(agency, words, static_cast<std::uint64_t>(asker), found);
        return gathering->write(past.journal());
      });
  }
  DL_TRY(const auto answers, file.tables(file.root(), "answer"));
  for (const auto* table : answers) {
    DL_TRY(const auto days_ago, file.integer(*table, "days_ago"));
    DL_TRY(auto answer, reading.answer(*table));
    DL_TRY(auto by, reading.person(*table));
    history.plan(file.place(*table), reading.moment(days_ago), [answer, by, &past]() -> Outcome<void> {
      DL_CHECK(questions::AnswerDesk(past.journal()).give(answer, by));
      return {};
    });
  }
  return {};
}

}  // namespace dl::app
