// The head of the journal sent elsewhere, and what was done to the journal afterwards.
#include "app/head.h"

#include <gmock/gmock.h>

#include <fstream>

#include "app/actor.h"
#include "app/office_fixture.h"
#include "app/whole_file.h"
#include "journal/canonical.h"
#include "tests/support/postgres.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

struct Engine {
  const char* name;
  bool postgres;
};

class HeadTest : public testing::TestWithParam<Engine> {
 protected:
  HeadTest()
      : office_(
            with_database("", GetParam().postgres ? test::PostgresServer::shared().create_database() : std::string())) {
    office_.publish("关于积雪清扫的通知", "道路积雪应当及时清扫。");
    sent_ = newest_head(journal()).value_or(std::nullopt).value_or(Head());
    EXPECT_GT(sent_.sequence, 0);
  }

  journal::Journal& journal() { return office_.installation().journal(); }

  void past_the_program(const std::string& sql) {
    auto done = office_.installation().database().write([&](db::Session& session) { return session.run(sql); });
    ASSERT_TRUE(done) << describe(done.error());
  }

  /// The chain by itself says that all is well; the head that was sent does not.
  void expect_told(const std::string& key) {
    auto chain = journal().verify();
    ASSERT_TRUE(chain);
    EXPECT_TRUE(chain->intact) << chain->problem;
    auto continued = check_continues(journal(), sent_);
    ASSERT_FALSE(continued);
    EXPECT_EQ(continued.error().key, key);
  }

  Office office_;
  Head sent_ = {};
};

INSTANTIATE_TEST_SUITE_P(Engines, HeadTest, testing::Values(Engine{"Sqlite", false}, Engine{"Postgres", true}),
                         [](const auto& engine) { return engine.param.name; });

TEST_P(HeadTest, AJournalThatGoesOnContinuesIt) {
  EXPECT_TRUE(check_continues(journal(), sent_));
  office_.publish("第二号通知", "各科室：请遵照执行。");
  EXPECT_TRUE(check_continues(journal(), sent_));
}

TEST_P(HeadTest, ATailCutWithItsHeadRowIsTold) {
  past_the_program(fmt::format("DELETE FROM journal WHERE sequence > {}", sent_.sequence - 2));
  past_the_program(
      "UPDATE journal_head SET sequence = (SELECT max(sequence) FROM journal), hash = (SELECT hash FROM journal WHERE "
      "sequence = (SELECT max(sequence) FROM journal))");
  expect_told("journal.head-cut");
}

TEST_P(HeadTest, AJournalDeletedWithItsHeadRowIsTold) {
  past_the_program("DELETE FROM journal");
  past_the_program("UPDATE journal_head SET sequence = 0, hash = ''");
  expect_told("journal.head-cut");
}

TEST_P(HeadTest, AChainRecomputedToItsEndIsTold) {
  auto entries = journal().after(0, 1000);
  ASSERT_TRUE(entries);
  std::string previous;
  for (auto& entry : *entries) {
    if (entry.sequence == 3) entry.event.actor = "person:丙";
    entry.previous_hash = previous;
    previous = journal::hash_of(entry);
    past_the_program(
        fmt::format("UPDATE journal SET actor = '{}', previous_hash = '{}', hash = '{}' WHERE sequence = {}",
                    entry.event.actor, entry.previous_hash, previous, entry.sequence));
  }
  past_the_program(fmt::format("UPDATE journal_head SET hash = '{}'", previous));
  expect_told("journal.head-other");
}

TEST_P(HeadTest, GoesToTheFileAndToTheProgram) {
  Settings settings;
  settings.head_file = (office_.data() / "heads.txt").string();
  auto posted = (office_.data() / "posted.txt").string();
  auto script = office_.data() / "post.sh";
  write_file(script, fmt::format("#!/bin/sh\n/bin/cat >> \"$1\"\n"));
  std::filesystem::permissions(script, std::filesystem::perms::owner_all);
  settings.head_command = {script.string(), posted};
  for (int i = 0; i < 2; ++i) {
    auto done = send_head(sent_, settings);
    ASSERT_TRUE(done) << describe(done.error());
  }
  for (const auto& file : {settings.head_file, posted}) {
    auto text = read_whole_file(file);
    ASSERT_TRUE(text) << file;
    EXPECT_EQ(*text, line_of(sent_) + "\n" + line_of(sent_) + "\n");
    auto heads = read_heads(*text);
    ASSERT_TRUE(heads);
    ASSERT_EQ(heads->size(), 2U);
    EXPECT_EQ(heads->front().hash, sent_.hash);
    EXPECT_EQ(heads->front().sequence, sent_.sequence);
  }
}

TEST_P(HeadTest, WhatCannotBeSentIsTold) {
  Settings settings;
  settings.head_file = (office_.data() / "none/heads.txt").string();
  EXPECT_EQ(send_head(sent_, settings).error().key, "journal.head-file");
  settings.head_command = {"/no/such/program"};
  settings.head_file.clear();
  EXPECT_EQ(send_head(sent_, settings).error().key, "child.start");
  settings.head_command = {"/bin/false"};
  EXPECT_EQ(send_head(sent_, settings).error().key, "child.failed");
  for (const char* none :
       {"", "x", "12", "12 abc", "0 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"})
    EXPECT_FALSE(read_heads(none)) << none;
}

TEST_P(HeadTest, ALookIsRememberedOnlyWhenNothingDiffered) {
  EXPECT_FALSE(last_look(journal()).value_or(Instant()));
  ASSERT_TRUE(record_look(journal(), Instant(1000), 0, "operator:甲", "一致"));
  ASSERT_TRUE(record_look(journal(), Instant(2000), 3, "operator:甲", "3 处不符"));
  EXPECT_EQ(last_look(journal()).value_or(std::nullopt), Instant(1000));
}

TEST_P(HeadTest, ANameOnTheCommandLineIsThePersonOfTheConsole) {
  auto& installation = office_.installation();
  EXPECT_EQ(actor_called(installation, "张三").value_or(""), "operator:张三") << "there is nobody yet";
  auto by = accounts::Principal::machine("operator:test");
  auto enter = [&](const std::string& login, const std::string& name) {
    auto made = installation.people_desk().enter({login, name, 1, {}, "Kite-over-harbour-7"}, by);
    EXPECT_TRUE(made) << describe(made.error());
    return fmt::format("person:{}", made->person);
  };
  auto person = enter("zhang.san", "张三");
  EXPECT_EQ(actor_called(installation, "zhang.san").value_or(""), person);
  EXPECT_EQ(actor_called(installation, "张三").value_or(""), person);
  EXPECT_EQ(actor_called(installation, "李四").error().key, "person.unknown");
  enter("zhang.san2", "张三");
  EXPECT_EQ(actor_called(installation, "张三").error().key, "person.ambiguous");

  // So the four-eyes rule knows on the command line who drafted at the console.
  auto desk = installation.document_desk();
  auto id = desk.draft(office_.entry("通知", "正文。"), accounts::Principal::machine(person));
  ASSERT_TRUE(id);
  ASSERT_TRUE(desk.submit(*id, by));
  auto refused = desk.review(*id, accounts::Principal::machine(*actor_called(installation, "zhang.san")), "");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "document.own-review");
}

}  // namespace
}  // namespace dl::app
