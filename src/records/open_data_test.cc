// What is given to everybody to take away of a register: what stands in it, when it is made anew, what has changed.
#include "records/open_data.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "base/hash.h"
#include "records/desk_fixture.h"
#include "records/handover_changes.h"
#include "records/open_table.h"
#include "tests/support/temporary_folder.h"

namespace dl::records {
namespace {

namespace json = boost::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class OpenDataTest : public OfficeTest {
 protected:
  static constexpr const char* kPenalties = "penalties";

  int make() { return must(open_.make_what_is_due()); }
  std::vector<Handover> handovers(const OpenSet& set = {kPenalties, kEast}) {
    return must(read([&](db::Session& session) { return list_handovers(session, set, 10); }));
  }
  Handover newest() { return handovers().at(0); }
  bool given() {
    const auto handover = newest();
    return must(read([&](db::Session& session) { return may_be_given(session, handover, today()); }));
  }
  std::string file(OpenKind kind) {
    const auto handover = newest();
    std::ifstream in(open_file(folder_.path(), handover.set, handover.id, kind), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  void next_day() { clock_.set(Instant::at(today().plus_days(1), 0, 5)); }

  test::TemporaryFolder folder_ = {};
  OpenData open_ = OpenData(journal_, {registers_, projection_, folder_.path()});
};
DL_ON_EVERY_ENGINE(OpenDataTest);

TEST_P(OpenDataTest, HasWhatIsPublicUnderItsMaskAndNothingElse) {
  const auto person = published(kPenalties, penalty(1));
  entered(kPenalties, penalty(2, {{"offence", "还没有公布的事由"}}));
  EXPECT_EQ(make(), 1);
  for (const auto kind : {OpenKind::Csv, OpenKind::Json}) {
    const auto text = file(kind);
    EXPECT_THAT(text, AllOf(HasSubstr("1号"), HasSubstr("张某某"), Not(HasSubstr("2号")), Not(HasSubstr("还没有公布")),
                            Not(HasSubstr("张三"))));
    EXPECT_EQ(newest().file(kind)->digest, sha256_hex(text));
    EXPECT_EQ(newest().file(kind)->size, std::ssize(text));
  }
  EXPECT_THAT(file(OpenKind::Csv), testing::StartsWith("\xEF\xBB\xBF"));
  const auto all = json::parse(file(OpenKind::Json)).as_array();
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].at("_record"), json::value(person));
  for (const auto& field : made(kPenalties).fields)
    EXPECT_FALSE(field.privacy == Privacy::Sealed && all[0].as_object().contains(field.code)) << field.code;
  EXPECT_EQ(newest().records, 1);
}

TEST_P(OpenDataTest, IsMadeOnceADayAndOnlyWhenSomethingHasChanged) {
  published(kPenalties, penalty(1));
  EXPECT_EQ(make(), 1);
  EXPECT_EQ(make(), 0);
  published(kPenalties, penalty(2));
  EXPECT_EQ(make(), 0) << "what is only new waits for the night";
  EXPECT_TRUE(given());
  next_day();
  EXPECT_EQ(make(), 1);
  EXPECT_EQ(newest().records, 2);
  EXPECT_EQ(newest().added, 1);
  next_day();
  EXPECT_EQ(make(), 0);
}

TEST_P(OpenDataTest, IsNotGivenOutAndMadeAnewAtOnceWhenSomethingWasTakenBackOrCorrected) {
  const auto first = published(kPenalties, penalty(1));
  const auto second = published(kPenalties, penalty(2));
  make();
  must_do(desk_.take(first, Step::Withdraw, "决定被撤销", second_));
  EXPECT_FALSE(given());
  EXPECT_EQ(make(), 1);
  EXPECT_TRUE(given());
  EXPECT_THAT(file(OpenKind::Csv), Not(HasSubstr("〔2025〕1号")));
  EXPECT_THAT(file(OpenKind::Changes),
              AllOf(HasSubstr("撤下"), HasSubstr("〔2025〕1号"), HasSubstr("决定被撤销"), Not(HasSubstr("张某某"))));
  EXPECT_EQ(newest().withdrawn, 1);
  must_do(desk_.correct(second, {penalty(2, {{"offence", "擅自占用道路"}}), {}}, "事由写错", clerk_));
  EXPECT_EQ(make(), 0) << "a correction under way is nobody's";
  publish(second);
  EXPECT_FALSE(given());
  EXPECT_EQ(make(), 1);
  EXPECT_EQ(newest().changed, 1);
  EXPECT_THAT(file(OpenKind::Changes), AllOf(HasSubstr("更正"), HasSubstr("事由写错"), Not(HasSubstr("〔2025〕1号"))));
}

TEST_P(OpenDataTest, TooManyChangesBetweenTwoAreRefusedByTheirNumbersAlone) {
  published(kPenalties, penalty(1));
  make();
  next_day();
  const auto second = published(kPenalties, penalty(2));
  make();
  const auto all = handovers();
  ASSERT_EQ(all.size(), 2U);
  const auto between = [&] {
    return read([&](db::Session& session) {
      return changes_between(session, made(kPenalties), all.at(1), all.at(0), today());
    });
  };
  const auto changes = must(between());
  ASSERT_EQ(changes.size(), 1U);
  EXPECT_EQ(changes.at(0).record, second);
  EXPECT_TRUE(changes.at(0).after);
  must_do(store_.database().write([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(session.run("UPDATE record_handover SET changed = :most WHERE id = :id", kMostBetween, all.at(0).id));
    return {};
  }));
  EXPECT_EQ(between().error().key, "open.too-many") << "one was added, too";
}

TEST_P(OpenDataTest, HandOversAreFoundByTheirNumbers) {
  published(kPenalties, penalty(1));
  make();
  next_day();
  published(kPenalties, penalty(2));
  make();
  const auto all = handovers();
  ASSERT_EQ(all.size(), 2U);
  const auto found = [&](std::optional<Id> up_to, const OpenSet& set = {kPenalties, kEast}) {
    const auto one = must(read([&](db::Session& session) { return newest_handover(session, set, up_to); }));
    return one ? one->id : 0;
  };
  EXPECT_EQ(found({}), all.at(0).id);
  EXPECT_EQ(found(all.at(0).id), all.at(0).id);
  EXPECT_EQ(found(all.at(0).id - 1), all.at(1).id);
  EXPECT_EQ(found(all.at(1).id - 1), 0);
  EXPECT_EQ(found({}, {kPenalties, kWest}), 0);
  const auto older = must(read([&](db::Session& session) {
    return newest_handover(session, {kPenalties, kEast}, all.at(1).id);
  }));
  ASSERT_TRUE(older);
  ASSERT_EQ(older->files.size(), all.at(1).files.size());
  EXPECT_EQ(older->files.front().digest, all.at(1).files.front().digest);
  EXPECT_NE(older->files.front().digest, all.at(0).files.front().digest) << "each has its own";
}

TEST_P(OpenDataTest, IsNotGivenOutOnceADisplayInItIsOver) {
  const auto id = published(kPenalties, penalty(1));
  make();
  const auto until = row(id).shown_until;
  ASSERT_TRUE(until);
  clock_.set(Instant::at(until->plus_days(1), 0, 1));
  EXPECT_FALSE(given());
  EXPECT_EQ(make(), 1);
  EXPECT_EQ(newest().records, 0);
  EXPECT_TRUE(given());
}

TEST_P(OpenDataTest, WhatIsGoneFromTheFolderIsMadeAgainTheSame) {
  published(kPenalties, penalty(1));
  make();
  const auto before = newest();
  for (const auto& kind : kOpenKinds)
    std::filesystem::remove(open_file(folder_.path(), before.set, before.id, kind.kind));
  OpenData other(journal_, {registers_, projection_, folder_.path()});
  EXPECT_EQ(must(other.make_what_is_due()), 1);
  EXPECT_EQ(newest().id, before.id);
  for (const auto& one : before.files)
    EXPECT_TRUE(std::filesystem::exists(open_file(folder_.path(), before.set, before.id, one.kind)));
  EXPECT_EQ(sha256_hex(file(OpenKind::Csv)), before.file(OpenKind::Csv)->digest);
}

TEST_P(OpenDataTest, AgenciesHaveTheirOwnAndEachHandOverIsAnEventWithTheDigestOfThePackage) {
  published(kPenalties, penalty(1));
  published(kPenalties, penalty(2), kWest);
  EXPECT_EQ(make(), 2);
  EXPECT_EQ(newest().records, 1);
  EXPECT_EQ(handovers({kPenalties, kWest}).at(0).records, 1);
  const auto events = must(journal_.about(fmt::format("handover:{}", newest().id)));
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].event.verb, "record.handed-over");
  EXPECT_EQ(events[0].event.after_digest, newest().file(OpenKind::Zip)->digest);
}

TEST(OpenTable, EveryRegisterIsDescribedWithTheColumnsThatItsTableHas) {
  const auto& registers = records::registers();
  for (const auto& [code, made] : registers.all()) {
    SCOPED_TRACE(code);
    std::vector<std::string> described;
    const auto schema = open_schema(made, {});
    for (const auto& field : schema.at("fields").as_array()) described.emplace_back(field.at("name").as_string());
    std::vector<std::string> columns;
    for (const auto& column : open_columns(made, Heads::Codes)) columns.push_back(column.title);
    EXPECT_EQ(described, columns);
    EXPECT_FALSE(schema.at("primaryKey").as_array().empty());
  }
}

}  // namespace
}  // namespace dl::records
