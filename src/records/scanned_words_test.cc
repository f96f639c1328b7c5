// Words that are searched for personal data before they are public: what the second pass still reads is refused, what
// agencies publish themselves stays.
#include "records/desk_fixture.h"
#include "records/words_check.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

class ScannedWordsTest : public OfficeTest {
 protected:
  Read about(const std::string& facts) { return penalty(++last_, {{"facts", facts}}); }
  std::vector<std::pair<std::string, std::string>> refused(const Read& read) {
    const auto done = desk_.enter("penalties", kEast, {read}, clerk_);
    std::vector<std::pair<std::string, std::string>> fields;
    if (!done)
      for (const auto& field : done.error().fields) fields.emplace_back(field.field, field.key);
    return fields;
  }
  std::string shown(const std::string& facts) {
    const auto words = head(entered("penalties", about(facts)));
    return *words.shown.at(made("penalties").find("facts")->place).text();
  }
  void publish_phone(const std::string& phone) {
    must_do(journal_.write([&](journal::Transaction& transaction) -> Outcome<void> {
      transaction.record({.actor = "system:test", .verb = "agency.organised", .subject = "agency:1"});
      return agencies::update_organisation(
          transaction.sql(), {.id = kEast, .code = "743719788", .name = "东区", .openness = {.phone = phone}}, {});
    }));
  }

  int last_ = 0;
};
DL_ON_EVERY_ENGINE(ScannedWordsTest);

TEST_P(ScannedWordsTest, AreRefusedForWhatTheSecondPassStillReads) {
  const struct {
    const char* facts;
    bool refused;
  } cases[] = {
      {"举报人电话138<b>1234</b>5678。", true},  // the finder does not look through markup
      {"证件110105<i>19491231</i>002X。", true},
      {"举报人电话13812345678。", false},              // found, and masked
      {"堆放杂物，面积12平方米，案号x1234。", false},  // nothing there
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.facts);
    const auto read = about(c.facts);
    const auto problems = check_residue(made("penalties"), read.record, {});
    ASSERT_EQ(problems.size(), c.refused ? 1U : 0U);
    if (!c.refused) {
      EXPECT_THAT(refused(read), IsEmpty());
      continue;
    }
    EXPECT_EQ(problems[0].field, "facts");
    EXPECT_EQ(problems[0].key, "record.residue");
    EXPECT_EQ(problems[0].effect, Effect::Refuse) << "nobody can wave it through";
    EXPECT_THAT(problems[0].says, HasSubstr("*"));
    EXPECT_THAT(refused(read), ElementsAre(Pair("facts", "record.residue")));
  }
}

TEST_P(ScannedWordsTest, KeepTheNumbersThatAgenciesPublish) {
  const std::string facts = "请联系城管局值班手机13900001111，举报人手机13812345678。";
  EXPECT_THAT(shown(facts), HasSubstr("139****1111"));
  publish_phone("13900001111");
  EXPECT_THAT(shown(facts), HasSubstr("13900001111"));
  EXPECT_THAT(shown(facts), HasSubstr("138****5678")) << "somebody else's";
  // Through markup the second pass reads both; one of them is the agency's own.
  EXPECT_THAT(refused(about("139<b>0000</b>1111")), IsEmpty());
  EXPECT_THAT(refused(about("138<b>1234</b>5678")), ElementsAre(Pair("facts", "record.residue")));
}

TEST_P(ScannedWordsTest, OfOtherRegistersAskForNoNumbers) {
  publish_phone("13900001111");
  const auto own = [&](const char* code) {
    return must(read([&](db::Session& session) { return load_own_numbers(session, made(code)); }));
  };
  EXPECT_THAT(own("penalties"), ElementsAre("13900001111"));
  EXPECT_THAT(own("powers"), IsEmpty()) << "nothing is scanned there";
}

}  // namespace
}  // namespace dl::records
