// The ledger and its answers over the API: who sees what, what is refused, what is recorded.
#include <gmock/gmock.h>

#include "api/town_fixture.h"
#include "questions/question_store.h"

namespace dl::api {
namespace {

using accounts::Role;
using testing::HasSubstr;

class QuestionsApi : public testing::Test {
 protected:
  /// Asked by five addresses on each of three days.
  void ask(std::int64_t agency, const std::string& words, std::int64_t askers = 5) {
    for (int day = 1; day <= 3; ++day) {
      auto added = town.journal().keep([&](journal::Transaction& transaction) {
        return questions::add_counts(transaction.sql(), "secret", Date(2024, 2, 1).plus_days(day),
                                     {{agency, words, questions::Found::Nothing, askers}});
      });
      ASSERT_TRUE(added) << describe(added.error());
    }
  }
  std::vector<std::string> words(Browser& as, const std::string& query = {}) {
    const auto reply = town.get(as, "/api/v1/questions" + query);
    EXPECT_EQ(reply.status, 200) << reply.body;
    std::vector<std::string> all;
    for (const auto& item : reply.object().at("items").as_array()) all.emplace_back(item.at("words").as_string());
    return all;
  }
  json::object aside(std::int64_t agency, const char* question) const {
    return {{"agency", agency}, {"kind", "Aside"}, {"question", question}, {"reason", "由住建局答复"}};
  }

  Town town;
  Browser publisher = town.person("publisher", Role::Publisher, town.bureau());
};

TEST_F(QuestionsApi, AnAgencySeesItsOwnQuestionsAlone) {
  ask(town.bureau(), "小蓝车乱停", 7);
  ask(town.bureau(), "路灯不亮");
  ask(town.other(), "图书馆几点开门");
  EXPECT_EQ(words(publisher), (std::vector<std::string>{"小蓝车乱停", "路灯不亮"}));
  EXPECT_EQ(words(publisher, "?text=" + web::percent_encode("路灯")), std::vector<std::string>{"路灯不亮"});
  EXPECT_EQ(words(publisher, "?order=Latest"), (std::vector<std::string>{"路灯不亮", "小蓝车乱停"}));
  EXPECT_EQ(words(publisher, "?limit=1"), std::vector<std::string>{"小蓝车乱停"});
  const auto first = town.get(publisher, "/api/v1/questions?limit=1");
  EXPECT_EQ(words(publisher, "?limit=1&after=" + first.text("next")), std::vector<std::string>{"路灯不亮"});
}

TEST_F(QuestionsApi, AnAnswerStandsBesideItsQuestionUntilItIsTakenBack) {
  ask(town.bureau(), "小蓝车乱停");
  const auto given = town.post(publisher, "/api/v1/answers", aside(town.bureau(), "《小蓝车乱停》"));
  ASSERT_EQ(given.status, 201) << given.body;
  EXPECT_EQ(given.events, 1);
  EXPECT_EQ(words(publisher, "?settled=Answered"), std::vector<std::string>{"小蓝车乱停"});
  EXPECT_TRUE(words(publisher, "?settled=Open").empty());
  EXPECT_THAT(town.get(publisher, "/api/v1/questions").body, HasSubstr("由住建局答复"));
  EXPECT_EQ(town.post(publisher, "/api/v1/answers", aside(town.bureau(), "小蓝车乱停")).key(), "answer.there");

  const auto address = fmt::format("/api/v1/answers/{}", given.object().at("id").as_int64());
  EXPECT_EQ(town.ask(publisher, web::Verb::Delete, address).status, 204);
  EXPECT_EQ(words(publisher, "?settled=Open"), std::vector<std::string>{"小蓝车乱停"});
  EXPECT_EQ(town.ask(publisher, web::Verb::Delete, address).key(), "answer.missing");
}

TEST_F(QuestionsApi, ForAllSitesTakesTheRightForAllOfThem) {
  EXPECT_EQ(town.post(publisher, "/api/v1/answers", aside(0, "彩票怎么买")).key(), "right.missing");
  auto city = town.person("city", {{Role::Publisher, town.city(), accounts::Reach::All}}, town.city());
  EXPECT_EQ(town.post(city, "/api/v1/answers", aside(0, "彩票怎么买")).status, 201);
  EXPECT_THAT(town.get(publisher, "/api/v1/answers").body, HasSubstr("彩票怎么买"));
}

TEST_F(QuestionsApi, AnExportIsRecorded) {
  ask(town.bureau(), "小蓝车乱停");
  const auto file = town.post(publisher, "/api/v1/exports/questions", json::object{{"agency", town.bureau()}});
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.events, 1);
  EXPECT_THAT(file.body, HasSubstr("小蓝车乱停"));
}

}  // namespace
}  // namespace dl::api
