// Ledger and answers on every engine: what is counted, shown, forgotten, given and taken back.
#include "questions/answer_desk.h"

#include <gmock/gmock.h>

#include "questions/events.h"
#include "questions/gathering.h"
#include "questions/known.h"
#include "search/query_language.h"
#include "tests/support/town.h"

namespace dl::questions {
namespace {

using accounts::Principal;
using accounts::Scope;

test::Tables tables() {
  auto all = test::document_tables();
  all.push_back(&migrations());
  return all;
}

class QuestionsTest : public testing::TestWithParam<test::Store> {
 protected:
  std::int64_t bureau() const { return town_.agency(test::kBureau); }
  std::int64_t culture() const { return town_.agency(test::kCulture); }

  void add(Date day, const std::vector<DayCount>& counts) {
    auto added = town_.journal().keep(
        [&](journal::Transaction& transaction) { return add_counts(transaction.sql(), "secret", day, counts); });
    ASSERT_TRUE(added) << describe(added.error());
  }
  void forget(Date today) {
    auto done =
        town_.journal().keep([&](journal::Transaction& transaction) { return forget_old(transaction.sql(), today); });
    ASSERT_TRUE(done) << describe(done.error());
  }
  /// "words askers/days" of each.
  std::vector<std::string> shown(const Scope& scope = Scope::everywhere(), const QuestionFilter& filter = {}) {
    std::vector<std::string> lines;
    auto read = town_.read([&](db::Session& session) {
      return walk_questions(session, scope, filter, [&](const auto& some) -> Outcome<void> {
        for (const auto& one : some) lines.push_back(fmt::format("{} {}/{}", one.words, one.askers, one.days));
        return {};
      });
    });
    EXPECT_TRUE(read) << describe(read.error());
    return lines;
  }
  std::int64_t readable() {
    const auto count = [](db::Session& session) {
      return session.value<std::int64_t>("SELECT count(*) FROM asked_question WHERE words <> ''");
    };
    return town_.read(count).value_or(-1);
  }
  std::int64_t rows() {
    return town_
        .read([](db::Session& session) { return session.value<std::int64_t>("SELECT count(*) FROM asked_question"); })
        .value_or(-1);
  }
  std::string refused(const NewAnswer& answer, const Principal& by) {
    auto given = desk_.give(answer, by);
    return given ? "" : given.error().key;
  }
  Known known() {
    auto standing = town_.read(load_standing);
    EXPECT_TRUE(standing) << describe(standing.error());
    auto common = search::Wordings::load();
    EXPECT_TRUE(common) << describe(common.error());
    return {*common, *standing};
  }
  NewAnswer words(std::int64_t agency, std::string ask, std::vector<std::string> find) const {
    return {.agency = agency, .kind = AnswerKind::Words, .ask = std::move(ask), .find = std::move(find)};
  }

  test::Town town_ = test::Town(GetParam(), {test::kCity, test::kBureau, test::kCulture}, tables());
  AnswerDesk desk_ = AnswerDesk(town_.journal());
  Principal machine_ = Principal::machine("operator:test");
};
DL_ON_EVERY_ENGINE(QuestionsTest);

TEST_P(QuestionsTest, ShowsWhatEnoughPeopleAskedOnEnoughDays) {
  const Date day(2024, 2, 1);
  for (int i = 0; i < 3; ++i)
    add(day.plus_days(i), {{bureau(), "小蓝车", Found::Nothing, 2},
                           {bureau(), "少有人问", Found::Nothing, 1},
                           {culture(), "小蓝车", Found::Parts, 3}});
  add(day, {{bureau(), "一天问了许多", Found::Nothing, 50}});
  EXPECT_EQ(shown(), (std::vector<std::string>{"小蓝车 9/3", "小蓝车 6/3"}));
  EXPECT_EQ(shown(Scope::of({bureau()})), std::vector<std::string>{"小蓝车 6/3"});
  EXPECT_TRUE(shown(Scope::of({})).empty());
  EXPECT_TRUE(shown(Scope::everywhere(), {.text = "少有"}).empty()) << "nor is it found";
  EXPECT_EQ(readable(), 2) << "its words are nowhere";
  add(day.plus_days(2), {{bureau(), "少有人问", Found::Nothing, 2}});
  EXPECT_EQ(shown(Scope::everywhere(), {.text = "少有"}), std::vector<std::string>{"少有人问 5/3"});
}

TEST_P(QuestionsTest, ForgetsWhatIsOldAndWhatFewAsked) {
  const Date day(2024, 2, 1);
  for (int i = 0; i < 4; ++i) add(day.plus_days(i), {{bureau(), "小蓝车", Found::Nothing, 3}});
  add(day, {{bureau(), "少有人问", Found::Nothing, 1}});
  for (const int at : {0, 1, 340}) add(day.plus_days(at), {{culture(), "多年问过", Found::Nothing, 3}});
  forget(day.plus_days(kSilentDays));
  EXPECT_EQ(rows(), 3);
  forget(day.plus_days(kSilentDays + 1));
  EXPECT_EQ(rows(), 2);
  EXPECT_EQ(readable(), 2);
  forget(day.plus_days(kKeptDays + 1));
  EXPECT_EQ(shown(), std::vector<std::string>{"小蓝车 9/3"});
  EXPECT_EQ(rows(), 2);
  EXPECT_EQ(readable(), 1) << "of the other two days are left";
  forget(day.plus_days(kKeptDays + 9));
  EXPECT_EQ(rows(), 0);
}

TEST_P(QuestionsTest, GathersAnAddressOnceADayAndNothingOfAPerson) {
  Gathering gathering(town_.clock(), "secret");
  for (int day = 0; day < 3; ++day) {
    for (const std::uint64_t asker : {1, 2, 1}) {
      for (const char* question : {"《小蓝车》", "小蓝车？", "13812345678"})
        gathering.note(bureau(), question, asker, Found::Nothing);
    }
    auto written = gathering.write(town_.journal());
    ASSERT_TRUE(written) << describe(written.error());
    town_.clock().advance_ms(86'400'000);
  }
  EXPECT_EQ(shown(), std::vector<std::string>{"小蓝车 6/3"});
  EXPECT_EQ(rows(), 1);
}

TEST_P(QuestionsTest, RefusesWhatDoesNotFit) {
  const auto publisher = town_.holder(accounts::Role::Publisher, bureau());
  const auto drafter = town_.holder(accounts::Role::Drafter, bureau());
  const NewAnswer aside{.agency = bureau(), .kind = AnswerKind::Aside, .question = "小蓝车", .reason = "无此业务"};
  struct Case {
    const char* name;
    NewAnswer answer;
    const char* refused;
  };
  auto no_reason = aside;
  no_reason.reason.clear();
  auto of_person = aside;
  of_person.question = "王建国的房子在哪里 13812345678";
  auto of_all = aside;
  of_all.agency = 0;
  auto of_others = aside;
  of_others.agency = culture();
  const Case cases[] = {
      {"no reason", no_reason, "answer.incomplete"},
      {"of a person", of_person, "answer.personal"},
      {"for all sites", of_all, "right.missing"},
      {"for another agency", of_others, "right.missing"},
      {"no words", words(bureau(), "绿车车", {}), "answer.incomplete"},
      {"known already", words(bureau(), "养狗", {"牲畜"}), "answer.word-known"},
      {"itself", words(bureau(), "绿车车", {"绿车车"}), "answer.word-same"},
      {"no document", {.agency = bureau(), .kind = AnswerKind::Document, .question = "小蓝车"}, "answer.incomplete"},
      {"a document that is not there",
       {.agency = bureau(), .kind = AnswerKind::Document, .question = "小蓝车", .document = 99},
       "document.missing"},
      {"what fits", aside, ""},
      {"a second one", aside, "answer.there"},
  };
  for (const auto& c : cases) EXPECT_EQ(refused(c.answer, publisher), c.refused) << c.name;
  EXPECT_EQ(refused(aside, drafter), "right.missing");
}

TEST_P(QuestionsTest, WordsHoldOnTheSitesTheyWereGivenFor) {
  const auto leads = [&](std::int64_t agency, std::u32string_view word) {
    const auto all = known().words(agency);
    if (all == nullptr) return false;
    const auto spots = all->spots_of(word);
    return spots.size() == 1 && spots[0].others != nullptr;
  };
  EXPECT_EQ(known().words(bureau()), nullptr);
  const auto own = desk_.give(words(bureau(), "绿车车", {"互联网租赁自行车"}), machine_);
  ASSERT_TRUE(own) << describe(own.error());
  EXPECT_TRUE(leads(bureau(), U"绿车车"));
  EXPECT_FALSE(leads(culture(), U"绿车车"));
  EXPECT_EQ(refused(words(0, "绿车车", {"共享单车"}), machine_), "answer.word-known") << "an agency has it";
  ASSERT_EQ(refused(words(0, "蹭网车儿", {"网络预约出租汽车"}), machine_), "");
  EXPECT_TRUE(leads(bureau(), U"蹭网车儿"));
  EXPECT_TRUE(leads(culture(), U"蹭网车儿"));
  EXPECT_EQ(refused(words(culture(), "蹭网车儿", {"出租汽车"}), machine_), "answer.word-known");
  ASSERT_TRUE(desk_.end(*own, machine_));
  EXPECT_FALSE(leads(bureau(), U"绿车车"));
  EXPECT_EQ(desk_.end(*own, machine_).error().key, "answer.missing");
}

TEST_P(QuestionsTest, ADocumentIsKnownByTheQuestionHoweverItIsWritten) {
  const auto document = town_.publish(town_.notice(bureau(), "互联网租赁自行车停放管理通告"));
  const NewAnswer named{
      .agency = bureau(), .kind = AnswerKind::Document, .question = "《小蓝车》 乱停？", .document = document};
  ASSERT_EQ(refused(named, machine_), "");
  EXPECT_EQ(known().document(bureau(), "小蓝车 乱停"), document);
  EXPECT_EQ(known().document(culture(), "小蓝车 乱停"), std::nullopt);
  EXPECT_EQ(known().document(bureau(), "小蓝车"), std::nullopt);
}

TEST_P(QuestionsTest, TheEventSaysTheWords) {
  const auto id = desk_.give(words(bureau(), "绿车车", {"互联网租赁自行车", "共享单车"}), machine_);
  ASSERT_TRUE(id) << describe(id.error());
  const auto entries = town_.journal().about(fmt::format("answer:{}", *id));
  ASSERT_TRUE(entries && entries->size() == 1);
  EXPECT_EQ(entries->front().event.verb, "answer.words-added");
  EXPECT_EQ(entries->front().event.reason, "绿车车 → 互联网租赁自行车、共享单车");
}

}  // namespace
}  // namespace dl::questions
