// What a search shows: each result leads where its record says, whatever kind of thing it is.
#include <gmock/gmock.h>

#include "portal/portal_fixture.h"
#include "questions/answer_desk.h"
#include "search/index.h"
#include "tests/support/temporary_folder.h"

namespace dl::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

/// An index of a city with two sites, and the portal that asks it.
class SearchTest : public testing::Test {
 protected:
  void SetUp() override {
    auto index = search::Index::open(folder_.path(), "document entry", search::Durability::Relaxed);
    ASSERT_TRUE(index) << describe(index.error());
    index_ = std::move(*index);
    const auto record = [](search::RecordId id, std::string title, std::string address, const char* on = "site:1") {
      search::Record made{.id = id, .title = std::move(title), .address = std::move(address)};
      made.marks = {on};
      return made;
    };
    auto repealed = record({9, 0}, "停水管理办法", "/documents/9");
    repealed.validity = "Repealed||";
    const search::Record records[] = {record({7, 0}, "停水通告", "/documents/7"),
                                      record({7, 1}, "停水许可", "/registers/permits/7"),
                                      record({8, 0}, "停水公示", "/documents/8", "site:2"), repealed};
    ASSERT_TRUE(index_->put(records));
    ASSERT_TRUE(index_->commit());
    site_.portal().index = index_.get();
  }
  std::string page(std::string_view query) { return site_.get("/search" + std::string(query)).body; }

  Site site_;
  test::TemporaryFolder folder_;
  std::unique_ptr<search::Index> index_;
};

TEST_F(SearchTest, LeadsWhereTheRecordsSay) {
  const auto found = page("?q=停水");
  EXPECT_THAT(found, HasSubstr("href=\"/documents/7\""));
  EXPECT_THAT(found, HasSubstr("href=\"/registers/permits/7\""));
  EXPECT_THAT(found, Not(HasSubstr("/documents/8"))) << "of another site";
}

TEST_F(SearchTest, LooksOnAllSitesWhenAsked) {
  const auto found = page("?q=停水&scope=all");
  EXPECT_THAT(found, HasSubstr("/documents/8"));
  EXPECT_THAT(found, HasSubstr("/documents/7"));
  EXPECT_THAT(found, Not(HasSubstr("按栏目</h3>"))) << "columns are those of one site";
}

TEST_F(SearchTest, LeadsFromASiteWithAHostToOneWithoutByItsDomain) {
  site_.found(test::kCulture, {.host = "csglj.qingzhou.gov.cn"});
  search::Record record{.id = {10, 0}, .title = "停电须知", .address = "/documents/10"};
  record.column = site_.column("news");
  ASSERT_TRUE(index_->put({&record, 1}));
  ASSERT_TRUE(index_->commit());
  EXPECT_THAT(site_.get("/whj/search?q=停电&scope=all").body,
              HasSubstr("href=\"https://csglj.qingzhou.gov.cn/documents/10\""));
}

TEST_F(SearchTest, LeadsToTheSiteOfItsAgencyWhatStandsInNoColumn) {
  site_.found(test::kCulture);
  search::Record record{.id = {11, 1}, .title = "停气处罚", .address = "/records/11"};
  record.agency = site_.agency(test::kCulture);
  record.kind = "行政处罚公示";
  ASSERT_TRUE(index_->put({&record, 1}));
  ASSERT_TRUE(index_->commit());
  const auto found = page("?q=停气&scope=all");
  EXPECT_THAT(found, HasSubstr("href=\"/whj/records/11\""));
  EXPECT_THAT(found, HasSubstr("<span>行政处罚公示</span>"));
}

TEST_F(SearchTest, SaysTheValidityOfAResult) { EXPECT_THAT(page("?q=停水管理办法"), HasSubstr("<span>已废止</span>")); }

TEST_F(SearchTest, ShowsWhatWasMeant) {
  for (const char* asked : {"?q=tingshuitonggao", "?q=停水通高", "?q=停水通告告"}) {
    const auto found = page(asked);
    EXPECT_THAT(found, HasSubstr(">停水通告</a></p>")) << asked;
    EXPECT_THAT(found, HasSubstr("href=\"/documents/7\"")) << asked;
  }
  EXPECT_THAT(page("?q=tingshuitonggao"), HasSubstr("没有找到“tingshuitonggao”，下面是这个词的结果"));
  EXPECT_THAT(page("?q=停水通高"), HasSubstr("您是不是要找"));
  EXPECT_THAT(page("?q=停水"), Not(HasSubstr("您是不是要找")));
}

TEST_F(SearchTest, NamesColumnsBesideTheResults) {
  EXPECT_THAT(page("?q=行政处罚"), HasSubstr("相关栏目：\n<a href=\"/columns/penalties\">行政处罚</a>"));
  EXPECT_THAT(page("?q=行政处罚结果在哪里"), HasSubstr("href=\"/columns/penalties\">行政处罚</a>\n</p>"));
  EXPECT_THAT(page("?q=行"), Not(HasSubstr("相关栏目")));
}

TEST_F(SearchTest, SuggestsWhatMayBeMeant) {
  const auto told = site_.get("/search/suggest?q=停水");
  EXPECT_THAT(told.body, HasSubstr("停水通告\n"));
  EXPECT_THAT(told.body, Not(HasSubstr("停水公示"))) << "of another site";
  EXPECT_THAT(site_.get("/search/suggest?q=tingshui").body, testing::StartsWith("停水\n"));
  EXPECT_THAT(site_.get("/search/suggest?q=行政处").body, testing::StartsWith("行政处罚\n"));
  EXPECT_EQ(site_.get("/search/suggest?q=停").body, "");
  EXPECT_EQ(site_.get("/search/suggest").body, "");
}

/// The same with the ledger of questions and the answers to them.
class QuestionsOnTheSite : public SearchTest {
 protected:
  void SetUp() override {
    SearchTest::SetUp();
    site_.portal().asked = &asked_;
    site_.portal().known = &known_;
  }
  /// On three days from two addresses each.
  void ask(std::string_view query) {
    for (int day = 0; day < 3; ++day) {
      for (const char* peer : {"192.0.2.1", "192.0.2.2"}) {
        site_.peer = peer;
        page(query);
      }
      site_.clock().advance_ms(86'400'000);
    }
  }
  std::vector<std::string> ledger() {
    EXPECT_TRUE(asked_.write(site_.journal()));
    const auto read = site_.read([](db::Session& session) {
      return questions::list_questions(session, accounts::Scope::everywhere(), {}, {}, 10);
    });
    EXPECT_TRUE(read) << describe(read.error());
    std::vector<std::string> lines;
    for (const auto& one : read ? read->items : std::vector<questions::AskedQuestion>())
      lines.push_back(fmt::format("{} {} {}", one.words, name_of(one.found), one.askers));
    return lines;
  }
  void give(questions::NewAnswer answer) {
    answer.agency = site_.agency(test::kBureau);
    const auto given =
        questions::AnswerDesk(site_.journal()).give(answer, accounts::Principal::machine("operator:test"));
    ASSERT_TRUE(given) << describe(given.error());
    ASSERT_TRUE(known_.reload(site_.database()));
  }

  questions::Gathering asked_ = questions::Gathering(site_.clock(), "secret");
  questions::KnownHolder known_ = questions::KnownHolder(search::Wordings());
};

TEST_F(QuestionsOnTheSite, AreCountedWhenNothingOrPartsAloneAnswer) {
  const char* const passed[] = {"?q=停水", "?q=tingshuitonggao", "?q=绿车车&year=2020", "?q=13812345678", "?q="};
  for (const char* query : passed) ask(query);
  EXPECT_TRUE(ledger().empty());
  ask("?q=绿车车");
  ask("?q=我家门口的大路上什么时候停水啊");
  EXPECT_THAT(ledger(), testing::UnorderedElementsAre("绿车车 Nothing 6", "我家门口的大路上什么时候停水啊 Parts 6"));
}

TEST_F(QuestionsOnTheSite, AreAnsweredByTheWordsAndTheDocumentThatWereNamed) {
  const auto document = site_.publish(site_.entry("notices", "互联网租赁自行车停放管理通告", "2024-02-01"));
  const auto address = fmt::format("/documents/{}\"", document);
  const search::Record record{
      .id = {document, 0}, .title = "互联网租赁自行车停放管理通告", .address = fmt::format("/documents/{}", document)};
  ASSERT_TRUE(index_->put({&record, 1}));
  ASSERT_TRUE(index_->commit());
  EXPECT_THAT(page("?q=绿车车"), Not(HasSubstr(address)));
  give({.kind = questions::AnswerKind::Document, .question = "《绿车车》", .document = document});
  EXPECT_THAT(page("?q=绿车车？"), HasSubstr(address)) << "it is on no site of this agency";
  EXPECT_THAT(page("?q=绿车车&year=2020"), Not(HasSubstr(address)));
  EXPECT_THAT(page("?q=绿车车乱停"), Not(HasSubstr(address)));
  ask("?q=绿车车");
  EXPECT_TRUE(ledger().empty()) << "it is answered";

  EXPECT_THAT(page("?q=断了水"), Not(HasSubstr("/documents/7\"")));
  give({.kind = questions::AnswerKind::Words, .ask = "断了水", .find = {"停水"}});
  EXPECT_THAT(page("?q=断了水"), HasSubstr("/documents/7\""));
}

}  // namespace
}  // namespace dl::portal
