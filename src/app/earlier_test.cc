// Data that a program of an earlier day has made (tests/fixtures/earlier), opened by today's on both engines: whatever
// that program answered to each of its people, this one answers, too.
#include <gmock/gmock.h>

#include <sstream>

#include "app/installation.h"
#include "app/office_fixture.h"
#include "app/schema.h"
#include "app/service.h"
#include "app/whole_file.h"
#include "base/log.h"
#include "db/copy.h"
#include "journal/contents.h"
#include "tests/support/postgres.h"
#include "web/server_fixture.h"

namespace dl::app {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::IsEmpty;
using web::testing::Client;
using web::testing::Reply;

std::string fixture(const std::string& name) {
  return read_whole_file(std::filesystem::path(DAYLIGHT_SOURCE_DIR "/tests/fixtures/earlier") / name).value_or("");
}

// What that program called what is called otherwise today.
const std::map<std::string, std::string, std::less<>> kToday = {
    {"ReadWork", "publications.read"},     {"Draft", "publications.draft"},
    {"Review", "publications.review"},     {"Clear", "publications.clear"},
    {"Publish", "publications.publish"},   {"ForcePublish", "publications.force"},
    {"Withdraw", "publications.withdraw"}, {"AnswerRequests", "requests.answer"},
    {"ManageColumns", "agencies.columns"}, {"ManageAgency", "agencies.manage"},
    {"ManagePeople", "accounts.people"},   {"ManageSecurity", "accounts.security"},
    {"ReadJournal", "journal.read"},       {"ManageAudit", "journal.verify"},
    {"ManageSystem", "system.manage"},
};
const std::map<std::string, std::string, std::less<>> kStepsToday = {
    {"Submit", "submit"},   {"SendBack", "send-back"}, {"Review", "review"},     {"Clear", "clear"},
    {"Publish", "publish"}, {"Post", "post"},          {"Withdraw", "withdraw"},
};

std::string task_today(std::string_view task) { return fmt::format("document.{}", task); }

std::string text_in(const json::value& value) { return std::string(value.as_string()); }

/// Somebody of that town at the running service.
class Person {
 public:
  Person(std::uint16_t port, const std::string& login, const std::string& password) : port_(port) {
    const auto reply = send("POST", "/api/v1/session", json::object{{"login", login}, {"password", password}});
    status = reply.status;
    for (std::size_t at = 0; (at = reply.head.find("Set-Cookie: ", at)) != std::string::npos; ++at)
      cookies_ += reply.head.substr(at + 12, reply.head.find(';', at) - at - 12) + "; ";
  }

  json::value get(const std::string& target) {
    const auto reply = send("GET", target, {});
    EXPECT_EQ(reply.status, 200) << target << " " << reply.body;
    return reply.status == 200 ? json::parse(reply.body) : json::value();
  }

  int status = 0;

 private:
  Reply send(std::string_view verb, const std::string& target, const json::value& value) {
    const std::string body = value.is_null() ? "" : json::serialize(value);
    Client client(port_);
    client.send(
        fmt::format("{} {} HTTP/1.1\r\nHost: example.org\r\nContent-Type: application/json\r\nCookie: {}\r\n"
                    "Content-Length: {}\r\n\r\n{}",
                    verb, target, cookies_, body.size(), body));
    return client.read();
  }

  std::uint16_t port_;
  std::string cookies_ = {};
};

struct Engine {
  const char* name;
  bool postgres;
};

class EarlierTest : public testing::TestWithParam<Engine> {
 protected:
  EarlierTest() : answers_(json::parse(fixture("answers.json"))) {
    log::set_level(log::Level::Error);
    std::string address;
    fill(file());
    if (GetParam().postgres) {
      address = test::PostgresServer::shared().create_database();
      must(open(address)->migrate(steps_of_that_day()));
      must(db::copy_from_file(file(), address));
      std::filesystem::remove(file());
    }
    write_file(data() / "daylight.toml", with_database(fixture("daylight.toml"), address));
    write_file(data() / "accounts.key", fixture("accounts.key"));
    std::filesystem::permissions(data() / "accounts.key", std::filesystem::perms(0600));
  }

  template <class T>
  static T must(Outcome<T> outcome) {
    if (!outcome) throw std::runtime_error(describe(outcome.error()));
    return std::move(*outcome);
  }
  static void must(const Outcome<void>& outcome) {
    if (!outcome) throw std::runtime_error(describe(outcome.error()));
  }
  static std::unique_ptr<db::Database> open(const std::string& address) {
    return must(db::Database::open({.address = address, .readers = 1}));
  }

  std::filesystem::path data() const { return folder_.path(); }
  std::filesystem::path file() const { return data() / "daylight.db"; }

  /// A SQLite file as the dump has it: a statement ends where a line ends in ';'.
  static void fill(const std::filesystem::path& file) {
    const auto dump = fixture("daylight.sql");
    auto database = open("sqlite:" + file.string());
    must(database->write([&](db::Session& session) -> Outcome<void> {
      for (std::size_t at = 0; at < dump.size();) {
        const auto end = dump.find(";\n", at);
        DL_CHECK(session.run(dump.substr(at, end - at)));
        at = end + 2;
      }
      return {};
    }));
  }

  /// Today's list, as far as that program knew it.
  static std::vector<db::Migration> steps_of_that_day() {
    const auto dump = fixture("daylight.sql");
    std::vector<db::Migration> known;
    for (const auto& step : all_migrations())
      if (dump.find(fmt::format(",'{}')", step.name)) != std::string::npos) known.push_back(step);
    return known;
  }

  std::unique_ptr<Installation> upgraded() { return must(Installation::open(data(), Schema::BroughtUpToDate)); }

  void expect_answers(std::uint16_t port) {
    const auto password = text_in(answers_.at("password"));
    for (const auto& [login, told] : answers_.at("people").as_object()) {
      SCOPED_TRACE(std::string(login));
      if (login == "an.quan") continue;  // has a second factor
      auto& person = people_.try_emplace(std::string(login), port, std::string(login), password).first->second;
      ASSERT_EQ(person.status, 200);
      json::object rights;
      for (const auto& [name, scope] : told.at("rights").as_object()) rights[kToday.at(std::string(name))] = scope;
      // Whoever may withdraw tends the search since then.
      if (const auto* there = rights.if_contains("publications.withdraw")) {
        const json::value scope = *there;
        rights["publications.search"] = scope;
      }
      auto has = person.get("/api/v1/session").at("rights").as_object();
      // Registers came later: whoever oversees an agency oversees its registers, and nobody enters or checks in them.
      // So did rectifications, which an agency owes to whoever supervises it; and whoever answers requests reads them.
      for (const char* right : {"records.read", "records.withdraw", "records.erase", "compliance.read",
                                "compliance.rectify", "compliance.check", "requests.read"})
        has.erase(right);
      EXPECT_EQ(json::value(has), json::value(rights));
      const auto work = person.get("/api/v1/worklist");
      json::object counts;
      for (const auto& one : work.at("counts").as_array()) counts[one.at("task").as_string()] = one.at("count");
      json::object wanted_counts;
      for (const auto& [task, count] : told.at("counts").as_object()) wanted_counts[task_today(task)] = count;
      EXPECT_EQ(counts, wanted_counts);
      std::vector<std::string> tasks;
      for (const auto& one : work.at("items").as_array())
        tasks.push_back(json::serialize(json::array{one.at("task"), one.at("title")}));
      std::vector<std::string> wanted;
      for (const auto& one : told.at("tasks").as_array())
        wanted.push_back(json::serialize(json::array{task_today(text_in(one.at(0))), one.at(1)}));
      EXPECT_THAT(tasks, testing::UnorderedElementsAreArray(wanted));
    }
  }

  void expect_document(const json::value& told) {
    const auto target = fmt::format("/api/v1/documents/{}", told.at("id").as_int64());
    SCOPED_TRACE(target);
    const auto shown = people_.at("ji.gou").get(target);
    const auto& edition = shown.at("edition");
    EXPECT_EQ(edition.at("metadata").at("title"), told.at("title"));
    EXPECT_EQ(edition.at("state"), told.at("state"));
    EXPECT_EQ(edition.at("body"), told.at("body"));
    EXPECT_EQ(!shown.at("public_edition").is_null(), told.at("public").as_bool());
    EXPECT_EQ(shown.at("scheduled_at"), told.at("scheduled_at"));
    EXPECT_EQ(std::ssize(shown.at("editions").as_array()), told.at("editions").as_int64());
    EXPECT_EQ(std::ssize(shown.at("reviews").as_array()), told.at("reviews").as_int64());
    expect_rows(edition.at("attachments"), told.at("attachments"), {"name", "digest"});
    expect_rows(shown.at("links"), told.at("links"), {"document"});
    expect_rows(shown.at("findings"), told.at("findings"), {"excerpt", "answer", "reason"});
    expect_rows(shown.at("comments"), told.at("comments"), {"text", "block", "quote", "resolved"});
    for (const auto& [login, steps] : told.at("steps").as_object()) {
      SCOPED_TRACE(std::string(login));
      std::set<std::string> wanted;
      for (const auto& step : steps.as_array()) wanted.insert(kStepsToday.at(text_in(step)));
      std::set<std::string> allowed;
      const auto now = people_.at(std::string(login)).get(target);
      for (const auto& step : now.at("steps").as_array())
        if (step.at("allowed").as_bool() && text_in(step.at("step")) != "revise")
          allowed.insert(text_in(step.at("step")));
      EXPECT_EQ(allowed, wanted);
    }
  }

  static void expect_tables_of_postgres() {
    const auto fresh = open(test::PostgresServer::shared().create_database());
    must(fresh->migrate(steps_of_that_day()));
    const auto query = fixture("postgres_tables.sql");
    std::set<std::string> lines;
    for (const auto& [line] :
         must(fresh->read([&](db::Session& session) { return session.query<std::string>(query); })))
      lines.insert(line);
    std::set<std::string> wanted;
    std::istringstream told(fixture("postgres_tables.txt"));
    for (std::string line; std::getline(told, line);) wanted.insert(line);
    EXPECT_GT(wanted.size(), 300U);
    EXPECT_EQ(lines, wanted);
  }

  static void expect_rows(const json::value& shown, const json::value& told, const std::vector<const char*>& members) {
    std::vector<std::string> rows;
    for (const auto& one : shown.as_array()) {
      json::array row;
      for (const char* member : members) row.push_back(one.at(member));
      rows.push_back(members.size() == 1 ? json::serialize(row.front()) : json::serialize(row));
    }
    std::vector<std::string> wanted;
    for (const auto& one : told.as_array()) wanted.push_back(json::serialize(one));
    EXPECT_EQ(rows, wanted);
  }

  test::TemporaryFolder folder_ = {};
  json::value answers_;
  std::map<std::string, Person> people_ = {};
};

INSTANTIATE_TEST_SUITE_P(Engines, EarlierTest, testing::Values(Engine{"Sqlite", false}, Engine{"Postgres", true}),
                         [](const auto& engine) { return engine.param.name; });

TEST_P(EarlierTest, AnswersEverybodyAsBefore) {
  const auto installation = upgraded();
  EXPECT_EQ(policy_of(installation->settings()).session_idle, std::chrono::minutes(45));
  auto service = must(Service::create(*installation, "127.0.0.1:0"));
  must(service->start());
  expect_answers(service->port());
  if (!HasFailure())
    for (const auto& told : answers_.at("documents").as_array()) expect_document(told);
  service->stop();
}

TEST_P(EarlierTest, KeepsTheRightsOfKeys) {
  const auto installation = upgraded();
  const FixedClock clock(Instant::at(Date(2026, 12, 1), 9, 0));
  journal::Journal journal(installation->database(), clock);
  accounts::Keys keys(journal);
  const auto& made = answers_.at("keys").as_array();
  ASSERT_EQ(made.size(), 3U);
  const std::vector<std::vector<accounts::Right>> rights = {
      {accounts::Right::ReadDocuments, accounts::Right::DraftDocuments}, {accounts::Right::ReadJournal}};
  for (std::size_t i = 0; i < rights.size(); ++i) {
    const auto bearer = keys.load(text_in(made[i]));
    ASSERT_TRUE(bearer) << describe(bearer.error());
    for (const auto& row : accounts::kRights)
      EXPECT_EQ(bearer->may(row.value, 1), std::ranges::find(rights[i], row.value) != rights[i].end()) << row.name;
  }
  EXPECT_EQ(keys.load(text_in(made[2])).error().key, "key.refused") << "it was ended";
  const auto lines = must(keys.list(accounts::Principal::machine("system:test")));
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].rights, rights[0]);
  EXPECT_EQ(lines[1].rights, rights[1]);
}

TEST_P(EarlierTest, ProvesTheJournalAndEverythingThatItSpeaksOf) {
  const auto installation = upgraded();
  const auto verdict = must(installation->journal().verify());
  EXPECT_TRUE(verdict.intact) << verdict.first_broken << " " << verdict.problem;
  EXPECT_GT(verdict.checked, 100);
  const auto contents = must(journal::check_contents(installation->journal(), {}));
  std::vector<std::string> differences;
  for (const auto& one : contents.differences) differences.push_back(journal::describe(one));
  EXPECT_THAT(differences, IsEmpty());
  EXPECT_GT(contents.things, 40);
  EXPECT_EQ(contents.files, 1);
}

TEST_P(EarlierTest, ShowsAndFindsWhatWasPublic) {
  const auto installation = upgraded();
  auto service = must(Service::create(*installation, "127.0.0.1:0"));
  must(service->start());
  Client client(service->port());
  constexpr std::pair<const char*, int> kPages[] = {
      {"/documents/7", 200},  {"/documents/8", 200}, {"/documents/9", 410},  {"/documents/10", 200},
      {"/documents/11", 200}, {"/documents/1", 404}, {"/documents/12", 404}, {"/documents/13", 404}};
  for (const auto& [target, status] : kPages) EXPECT_EQ(client.get(target).status, status) << target;
  std::string found;
  for (int i = 0; i < 100 && found.find("/documents/7") == std::string::npos; ++i) {
    found = client.get("/search?q=%E7%A7%AF%E9%9B%AA").body;
    if (i > 0) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_THAT(found, HasSubstr("/documents/7"));
  service->stop();
}

// A step that was released is never changed: it makes what it made.
TEST_P(EarlierTest, StepsMakeTheTablesOfTheirDay) {
  if (GetParam().postgres) return expect_tables_of_postgres();
  const auto tables = [](db::Database& database) {
    return must(database.read([](db::Session& session) {
      return session.query<std::string, std::string>(
          "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY name");
    }));
  };
  const auto fresh = open("sqlite:" + (data() / "fresh.db").string());
  must(fresh->migrate(steps_of_that_day()));
  EXPECT_EQ(tables(*fresh), tables(*open("sqlite:" + file().string())));
}

}  // namespace
}  // namespace dl::app
