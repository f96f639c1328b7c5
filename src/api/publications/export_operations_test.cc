// Lists as files: what is in them, whom they are for, and what the journal has of it.
#include <gmock/gmock.h>

#include "api/town_fixture.h"
#include "base/hash.h"
#include "journal/canonical.h"

namespace dl::api {
namespace {

using accounts::Grant;
using accounts::Reach;
using accounts::Role;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class Exports : public testing::TestWithParam<test::Store> {
 protected:
  static std::ptrdiff_t lines_of(const Reply& reply) { return std::ranges::count(reply.body, '\n'); }

  journal::Event last_event() {
    auto last = town.journal().last_sequence().value_or(0);
    auto entries = town.journal().after(last - 1, 1);
    return entries && !entries->empty() ? entries->front().event : journal::Event();
  }

  Reply documents(Browser& as, json::object filter) {
    filter.emplace("agency", 0);
    return town.post(as, "/api/v1/exports/documents", filter);
  }
  Reply journal(Browser& as, json::object filter) {
    filter.emplace("agency", 0);
    return town.post(as, "/api/v1/exports/journal", filter);
  }

  Town town = Town(GetParam());
  Browser drafter = town.person("drafter", Role::Drafter, town.bureau());
  Browser city = town.person(
      "city", std::vector<Grant>{{Role::Supervisor, town.city(), Reach::All}, {Role::Auditor, town.city(), Reach::All}},
      town.city());
};

TEST_P(Exports, GiveTheListAsItIsFiltered) {
  for (int i = 0; i < 3; ++i) town.draft(drafter, fmt::format("关于第{}次清雪的通知", i));
  town.draft(drafter, "=HYPERLINK(\"http://x\")");
  auto all = documents(drafter, {});
  ASSERT_EQ(all.status, 200) << all.body;
  EXPECT_THAT(all.body, StartsWith("\xEF\xBB\xBF\"编号\",\"标题\","));
  EXPECT_EQ(lines_of(all), 5);
  EXPECT_THAT(all.body, HasSubstr("\"'=HYPERLINK(\"\"http://x\"\")\""));
  EXPECT_THAT(all.body, HasSubstr("\"〈drafter〉\""));
  EXPECT_THAT(all.header("Content-Disposition"), HasSubstr("attachment; filename*=UTF-8''"));
  struct Row {
    json::object filter;
    int documents;
  };
  const Row rows[] = {{{{"text", "第1次"}}, 1},      {{{"state", "Draft"}}, 4},
                      {{{"state", "Published"}}, 0}, {{{"column", town.column(town.bureau())}}, 4},
                      {{{"mine", true}}, 4},         {{{"year", 2024}}, 0},
                      {{{"kind", "通知"}}, 0},       {{{"agency", town.bureau()}}, 4}};
  for (const auto& row : rows) {
    SCOPED_TRACE(json::serialize(row.filter));
    EXPECT_EQ(lines_of(documents(drafter, row.filter)), row.documents + 1);
  }
}

TEST_P(Exports, GoOnPastAPageOfTheList) {
  for (int i = 0; i < 520; ++i) town.draft(drafter, fmt::format("第{}件", i));
  auto reply = documents(drafter, {});
  EXPECT_EQ(lines_of(reply), 521);
  for (int i : {0, 19, 20, 519}) EXPECT_THAT(reply.body, HasSubstr(fmt::format("\"第{}件\"", i)));
  EXPECT_EQ(lines_of(journal(city, {{"verb", "document.drafted"}})), 521);
}

TEST_P(Exports, AreOnRecord) {
  town.draft(drafter, "甲");
  auto reply = documents(drafter, {{"text", "甲"}});
  EXPECT_EQ(reply.events, 1);
  auto event = last_event();
  EXPECT_EQ(event.verb, "export.documents");
  EXPECT_THAT(event.actor, StartsWith("person:"));
  EXPECT_EQ(event.agency, town.bureau()) << "the bureau's own auditor sees it";
  EXPECT_THAT(event.reason, StartsWith("1 行"));
  EXPECT_THAT(event.reason, HasSubstr("甲"));
  EXPECT_EQ(event.after_digest, sha256_hex(reply.body));
  EXPECT_EQ(documents(city, {}).events, 1);
  EXPECT_EQ(last_event().agency, town.city());
  town.read_only = true;
  EXPECT_EQ(documents(drafter, {}).status, 503) << "what cannot be recorded is not handed out";
}

TEST_P(Exports, AreOnesOwnAgencysAlone) {
  town.draft(drafter, "本局的稿");
  auto stranger = town.person(
      "stranger",
      std::vector<Grant>{{Role::Drafter, town.other(), Reach::Own}, {Role::Auditor, town.other(), Reach::Own}},
      town.other());
  EXPECT_THAT(documents(stranger, {}).body, Not(HasSubstr("本局的稿")));
  EXPECT_THAT(journal(stranger, {}).body, Not(HasSubstr("本局的稿")));
  EXPECT_THAT(journal(stranger, {{"proof", true}}).body, Not(HasSubstr("document.drafted")));
  auto refused = documents(stranger, {{"agency", town.bureau()}});
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.events, 0);
  EXPECT_EQ(journal(stranger, {{"agency", town.bureau()}}).status, 403);
  EXPECT_THAT(documents(city, {}).body, HasSubstr("本局的稿"));
}

TEST_P(Exports, OfTheJournalCanBeProvedElsewhere) {
  town.draft(drafter, "甲");
  auto table = journal(city, {});
  ASSERT_EQ(table.status, 200) << table.body;
  EXPECT_THAT(table.body, HasSubstr("\"起草\",\"document.drafted\",\"甲\""));
  auto proof = journal(city, {{"proof", true}});
  std::vector<journal::Entry> entries;
  std::istringstream lines(proof.body);
  for (std::string line; std::getline(lines, line);) {
    const auto value = json::parse(line);
    const auto text = [&](const char* name) { return std::string(value.at(name).as_string()); };
    journal::Entry entry{.sequence = value.at("sequence").as_int64(),
                         .at = Instant(value.at("at").as_int64()),
                         .event = {.actor = text("actor"),
                                   .verb = text("verb"),
                                   .subject = text("subject"),
                                   .agency = value.at("agency").as_int64(),
                                   .before_digest = text("before_digest"),
                                   .after_digest = text("after_digest"),
                                   .reason = text("reason"),
                                   .topics = journal::split_topics(text("topics"))},
                         .seals = text("seals"),
                         .previous_hash = text("previous_hash"),
                         .hash = text("hash")};
    EXPECT_EQ(journal::hash_of(entry), entry.hash);
    entries.push_back(std::move(entry));
  }
  ASSERT_GT(entries.size(), 5U);
  EXPECT_EQ(entries.back().sequence, 1);
  for (std::size_t i = 1; i < entries.size(); ++i) EXPECT_EQ(entries[i - 1].previous_hash, entries[i].hash);
}

TEST_P(Exports, AreNotKeptForARepetition) {
  auto first = town.post(drafter, "/api/v1/exports/documents", {{"agency", 0}}, {{"Idempotency-Key", "k"}});
  EXPECT_EQ(first.status, 200);
  auto again = town.post(drafter, "/api/v1/exports/documents", {{"agency", 0}}, {{"Idempotency-Key", "k"}});
  EXPECT_EQ(again.status, 409) << again.body;
  EXPECT_EQ(again.events, 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, Exports, testing::Values(test::Store::SqliteMemory, test::Store::Postgres),
                         test::name_of);

}  // namespace
}  // namespace dl::api
