// Rows and files that were changed past the program, against the digests in the journal.
#include "journal/contents.h"

#include <gmock/gmock.h>

#include "accounts/totp.h"
#include "api/domains.h"
#include "app/office_fixture.h"
#include "app/schema.h"
#include "journal/seals.h"
#include "tests/support/postgres.h"

namespace dl::app {
namespace {

using accounts::Principal;
using accounts::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Engine {
  const char* name;
  bool postgres;
};

class ContentsTest : public testing::TestWithParam<Engine> {
 protected:
  ContentsTest()
      : office_(with_database(
            "[accounts]\n", GetParam().postgres ? test::PostgresServer::shared().create_database() : std::string())) {}

  Installation& installation() { return office_.installation(); }
  publications::DocumentDesk desk() { return installation().document_desk(); }

  template <class T>
  static T must(Outcome<T> outcome) {
    if (!outcome) throw std::runtime_error(describe(outcome.error()));
    return std::move(*outcome);
  }
  static void must(const Outcome<void>& outcome) {
    if (!outcome) throw std::runtime_error(describe(outcome.error()));
  }

  void past_the_program(const std::string& sql) {
    must(installation().database().write([&](db::Session& session) { return session.run(sql); }));
  }

  std::vector<std::string> differences(const journal::ContentsWish& wish = {}) {
    auto contents = must(journal::check_contents(installation().journal(), wish));
    std::vector<std::string> lines;
    for (const auto& difference : contents.differences) lines.push_back(journal::describe(difference));
    return lines;
  }

  std::int64_t person(const std::string& login, const std::vector<accounts::Grant>& grants) {
    auto agency = installation().directory().current()->agencies().front().id;
    return must(installation().people_desk().enter({login, login, agency, grants, "Kite-over-harbour-7"}, by_)).person;
  }

  accounts::OpenSession signed_in(const std::string& login, const std::string& password, const std::string& code = {}) {
    auto made = must(installation().sign_in().sign_in({login, password, code, "10.0.0.0/16", "test"}));
    return must(installation().sessions().load(made.token));
  }

  void work_on_documents() {
    auto document = office_.entry("关于积雪清扫的通知", "道路积雪应当及时清扫。");
    document.files = {{.name = "附件.txt", .bytes = std::string(700'000, 'x')}};
    auto id = must(desk().draft(document, by_));
    must(desk().correct(id, document.metadata, document.body, by_));
    auto file = must(desk().add_file(id, {.name = "多余.txt", .bytes = "多余的"}, by_));
    must(desk().remove_file(id, file.position, by_));
    must(desk().submit(id, by_));
    must(desk().send_back(id, other_, "再改"));
    must(desk().submit(id, by_));
    auto remark = must(desk().comment(id, "日期呢？", 0, other_));
    must(desk().review(id, other_, "同意"));
    must(desk().clear(id, other_, "不涉密"));
    must(desk().schedule(id, Instant(installation().clock().now().milliseconds() + 3'600'000), other_));
    must(desk().unschedule(id, other_));
    must(desk().publish(id, other_));
    must(desk().revise(id, by_, "改错字"));
    must(desk().resolve_comment(id, remark, by_));
    must(desk().publish(id, by_, publications::Force::Yes, "测试"));
    auto second = office_.publish("第二号通知", "各科室：请遵照执行。");
    must(desk().link(second, publications::Relation::Related, id, by_));
    must(desk().unlink(second, publications::Relation::Related, id, by_));
    must(desk().link(id, publications::Relation::Related, second, by_));
    must(desk().revise(second, by_, "再版"));
    must(desk().withdraw(second, by_, "有误"));
    auto internal = office_.entry("任免", "只在机关内部公开。");
    internal.metadata.disclosure = publications::DisclosureClass::Internal;
    auto posted = must(desk().draft(internal, by_));
    must(desk().submit(posted, by_));
    must(desk().review(posted, other_, ""));
    must(desk().clear(posted, other_, "不涉密"));
    must(desk().post(posted, other_));
  }

  void work_on_people() {
    auto agency = installation().directory().current()->agencies().front().id;
    auto id = person("zhang.san", {{Role::Drafter, agency, accounts::Reach::Own}});
    must(installation().people_desk().change(id, {"张三", agency, {{Role::Reviewer, agency, accounts::Reach::Own}}},
                                             by_));
    must(installation().people_desk().set_password(id, "Lamp-under-bridge-8", by_));
    auto session = signed_in("zhang.san", "Lamp-under-bridge-8");
    must(installation().sign_in().change_password(session, "Lamp-under-bridge-8", "Boat-beside-tower-9"));
    auto offer = must(installation().sign_in().offer_second_factor(session, {.password = "Boat-beside-tower-9"}));
    session_of_admin_ = person("guan.li", {{Role::SecurityAdministrator, agency, accounts::Reach::All}});
    must(installation().people_desk().suspend(id, "休假", by_));
    must(installation().people_desk().restore(id, by_));
    EXPECT_FALSE(installation().sign_in().sign_in({"zhang.san", "wrong", {}, "10.0.0.0/16", "test"}));
    signed_in("guan.li", "Kite-over-harbour-7");
    must(installation().keys().make(
        {.name = "协同办公", .agency = agency, .expires_on = installation().clock().today().plus_months(1)}, by_));
  }

  void work_on_sites() {
    auto directory = installation().directory().current();
    auto agency = directory->agencies().front();
    agency.short_name = "城管";
    must(installation().site_desk().change_agency(agency, by_));
    must(installation().site_desk().organise(agency.id, {.name = "局办公室"}, {{.name = "法规科", .duties = "法规"}},
                                             by_));
    auto site = directory->sites().front();
    site.facts.phone = "0000-0000";
    must(installation().site_desk().change_site(site, by_));
    auto column = directory->columns().front();
    column.description = "说明";
    must(installation().site_desk().change_column(column, by_));
    must(installation().directory().reload(installation().database()));
  }

  Principal by_ = Principal::machine("person:甲");
  Principal other_ = Principal::machine("person:乙");
  std::int64_t session_of_admin_ = 0;
  Office office_;
};

INSTANTIATE_TEST_SUITE_P(Engines, ContentsTest, testing::Values(Engine{"Sqlite", false}, Engine{"Postgres", true}),
                         [](const auto& engine) { return engine.param.name; });

TEST_P(ContentsTest, AgreesWithWhateverTheProgramDid) {
  work_on_sites();
  work_on_people();
  work_on_documents();
  EXPECT_THAT(differences(), IsEmpty());
  auto chain = must(installation().journal().verify());
  for (const auto& entry : must(installation().journal().after(0, 1000)))
    EXPECT_NE(api::chinese_of_verb(entry.event.verb), entry.event.verb) << "it has no word";
  EXPECT_TRUE(chain.intact) << chain.first_broken << chain.problem;
  auto contents = must(journal::check_contents(installation().journal()));
  EXPECT_GT(contents.things, 20);
  EXPECT_EQ(contents.files, 2);
}

struct Harm {
  const char* name;
  const char* sql;
  std::vector<const char*> told;  ///< what each new line holds, in their order
};

// One after the other: each is told besides those before.
const Harm kHarms[] = {
    {"title of a published edition",
     "UPDATE edition SET title = '改过的' WHERE document = 1 AND number = 2",
     {"文件 1 第 2 版《改过的》的标题、正文、元数据或状态：与日志第"}},
    {"body of an ended edition",
     "UPDATE edition SET body = replace(body, '积雪', '落叶') WHERE document = 1 AND number = 1",
     {"文件 1 第 1 版《关于积雪清扫的通知》的标题、正文、元数据或状态"}},
    {"draft published",
     "UPDATE edition SET state = 'Published' WHERE document = 2 AND state = 'Draft'",
     {"文件 2 第 2 版"}},
    {"reviewer changed",
     "UPDATE work_review SET person = 'person:丙' WHERE position = 3 AND subject = 'document:1' AND version = 1",
     {"文件 1 第 1 版《关于积雪清扫的通知》的审核和保密审查记录：与日志第"}},
    {"reviews deleted",
     "DELETE FROM work_review WHERE subject = 'document:3'",
     {"文件 3 第 1 版《任免》的审核和保密审查记录：日志第"}},
    {"attachment renamed",
     "UPDATE work_file SET name = '别的.bin' WHERE subject = 'document:1' AND version = 1",
     {"的附件清单"}},
    {"edition deleted: reviews", "DELETE FROM work_review WHERE subject = 'document:2'", {"文件 2 第 1 版"}},
    {"edition deleted: authors",
     "DELETE FROM edition_author WHERE edition IN (SELECT id FROM edition WHERE document = 2)",
     {"的起草人：日志第"}},
    {"edition deleted", "DELETE FROM edition WHERE document = 2 AND number = 1", {"版本 3的"}},
    {"index number", "UPDATE document SET index_number = 'X' WHERE id = 1", {"文件 1 关于积雪清扫的通知的索引号"}},
    {"link", "DELETE FROM document_link", {"文件 1 关于积雪清扫的通知的与其他文件的关系：日志第"}},
    {"grant added",
     "INSERT INTO person_grant (person, role, agency, reach) VALUES (1, 'SecurityAdministrator', 1, 'All')",
     {"人员 1 张三（zhang.san）的角色授权：与日志第"}},
    {"password hash of an administrator",
     "UPDATE credential SET hash = (SELECT hash FROM credential WHERE person = 1) WHERE person = 2",
     {"人员 2 guan.li（guan.li）的密码：与日志第"}},
    {"second factor", "DELETE FROM second_factor WHERE person = 1", {"人员 1 张三（zhang.san）的动态口令：日志第"}},
    {"person added",
     "INSERT INTO person (id, login, name, agency, state, created_at) VALUES (9, 'x', 'x', 1, 'Active', 0)",
     {"人员 9 x（x）：日志里没有登记过"}},
    {"rights of a key", "UPDATE api_key SET rights = 'Publish'", {"接口密钥 1 协同办公的密钥和权限"}},
    {"site moved", "UPDATE site SET host = 'x.example'", {"站点 1 青石市城市管理局的名称、地址和页脚资料"}},
    {"department", "DELETE FROM department", {"机关 1 青石市城市管理局的内设机构：日志第"}},
    {"column", "UPDATE site_column SET name = 'x' WHERE id = 1", {"栏目 1 x的栏目资料"}},
    {"bytes of a file",
     "UPDATE stored_chunk SET bytes = (SELECT bytes FROM stored_chunk AS other WHERE other.digest "
     "<> stored_chunk.digest LIMIT 1) WHERE number = 0 AND digest = (SELECT digest FROM work_file LIMIT 1)",
     {"附件文件 "}},
    {"file deleted: bytes", "DELETE FROM stored_chunk", {"附件文件 "}},
    {"file deleted", "DELETE FROM stored_file WHERE digest IN (SELECT digest FROM work_file)", {"不见了"}},
};

TEST_P(ContentsTest, TellsWhatWasChangedPastTheProgram) {
  work_on_sites();
  work_on_people();
  work_on_documents();
  std::multiset<std::string> known;
  for (const auto& harm : kHarms) {
    SCOPED_TRACE(harm.name);
    past_the_program(harm.sql);
    auto lines = differences();
    std::vector<std::string> fresh;
    for (const auto& line : lines)
      if (!known.contains(line)) fresh.push_back(line);
    if (std::string_view(harm.name).find(':') == std::string_view::npos) {
      ASSERT_FALSE(fresh.empty());
    }
    for (std::size_t i = 0; i < harm.told.size(); ++i) EXPECT_THAT(fresh, testing::Contains(HasSubstr(harm.told[i])));
    known = {lines.begin(), lines.end()};
  }
  EXPECT_TRUE(must(installation().journal().verify()).intact) << "the chain itself does not tell";
}

// What the program does next does not make true what was changed before it.
TEST_P(ContentsTest, TellsWhatTheProgramWentOnFrom) {
  work_on_people();
  auto document = office_.entry("通知", "正文。");
  auto id = must(desk().draft(document, by_));
  past_the_program("UPDATE edition SET author = 'person:丙'");
  must(desk().submit(id, by_));
  past_the_program("UPDATE person_grant SET role = 'Publisher' WHERE person = 1");
  must(installation().people_desk().suspend(1, "休假", by_));
  EXPECT_THAT(differences(), ElementsAre(HasSubstr("文件 1 第 1 版《通知》：在日志第"), HasSubstr("人员 1 ")));
}

TEST_P(ContentsTest, ASignInDoesNotSealThePasswordThatItUsed) {
  auto agency = installation().directory().current()->agencies().front().id;
  person("zhang.san", {{Role::Drafter, agency, accounts::Reach::Own}});
  person("guan.li", {});
  must(installation().people_desk().set_password(1, "Lamp-under-bridge-8", by_));
  past_the_program("UPDATE credential SET hash = (SELECT hash FROM credential WHERE person = 1) WHERE person = 2");
  signed_in("guan.li", "Lamp-under-bridge-8");
  EXPECT_THAT(differences(), ElementsAre(HasSubstr("人员 2 guan.li（guan.li）的密码")));
}

TEST_P(ContentsTest, FilesThatWereLookedAtAreNotReadAgain) {
  work_on_documents();
  past_the_program("DELETE FROM stored_chunk");
  EXPECT_EQ(differences().size(), 2U);
  EXPECT_THAT(differences({.files_since = Instant(installation().clock().now().milliseconds() + 1)}), IsEmpty());
}

TEST_P(ContentsTest, AnotherKeySaysNothing) {
  work_on_documents();
  installation().journal().seal_with("another");
  EXPECT_THAT(differences(), ElementsAre(HasSubstr("另一个 accounts.key")));
  must(journal::seal_everything(installation().journal(), "operator:甲", "换了密钥"));
  EXPECT_THAT(differences(), IsEmpty());
}

// A program without digests, then this one.
class OlderDataTest : public testing::TestWithParam<Engine> {
 protected:
  OlderDataTest() {
    auto address = GetParam().postgres ? test::PostgresServer::shared().create_database() : std::string();
    write_file(folder_.path() / "daylight.toml", with_database("", address));
    if (address.empty()) address = "sqlite:" + (folder_.path() / "daylight.db").string();
    auto database = db::Database::open({.address = address, .readers = 1});
    EXPECT_TRUE((*database)->migrate(all_migrations()));
    journal::Journal journal(**database, clock_);
    agencies::Agency agency{.code = kAgencyCode, .name = kAgencyName};
    EXPECT_TRUE(agencies::AgencyDesk(journal).found(agency, {}, {}, {}, "system:test"));
    EXPECT_TRUE(accounts::PeopleDesk(journal, {})
                    .enter({"zhang.san", "张三", 1, {}, "Kite-over-harbour-7"}, Principal::machine("person:甲")));
    EXPECT_TRUE((*database)->write([](db::Session& session) -> Outcome<void> {
      DL_CHECK(session.run("ALTER TABLE journal DROP COLUMN seals"));
      DL_CHECK(session.run("DELETE FROM schema_version WHERE name = 'journal.seals'"));
      return {};
    }));
  }

  std::unique_ptr<Installation> open() {
    auto opened = Installation::open(folder_.path(), Schema::BroughtUpToDate);
    EXPECT_TRUE(opened) << describe(opened.error());
    return opened ? std::move(*opened) : nullptr;
  }

  SystemClock clock_ = {};
  test::TemporaryFolder folder_ = {};
};
INSTANTIATE_TEST_SUITE_P(Engines, OlderDataTest, testing::Values(Engine{"Sqlite", false}, Engine{"Postgres", true}),
                         [](const auto& engine) { return engine.param.name; });

TEST_P(OlderDataTest, GetTheirDigestsOnce) {
  auto first = open();
  auto entries = first->journal().after(2, 100);
  ASSERT_TRUE(entries);
  std::vector<std::string> subjects;
  for (const auto& entry : *entries) {
    EXPECT_EQ(entry.event.verb, journal::kSealedVerb);
    EXPECT_FALSE(entry.seals.empty());
    subjects.push_back(entry.event.subject);
  }
  EXPECT_THAT(subjects, ElementsAre("seals:agency:1-1", "seals:site:1-1", "seals:person:1-1"));
  auto contents = journal::check_contents(first->journal());
  ASSERT_TRUE(contents);
  EXPECT_EQ(contents->things, 3);
  EXPECT_EQ(contents->count, 0);
  EXPECT_TRUE(first->journal().verify()->intact);
  first.reset();
  EXPECT_EQ(open()->journal().last_sequence().value_or(0), 5) << "not again";
}

// Whoever makes the program take the digests anew, to have something pass for true, is told.
TEST_P(OlderDataTest, TakenAnewAreTold) {
  auto first = open();
  auto forged = first->database().write([](db::Session& session) {
    return session.run("UPDATE journal SET seals = '00000000.00000000' WHERE sequence = 5");
  });
  ASSERT_TRUE(forged);
  first.reset();
  auto contents = journal::check_contents(open()->journal());
  ASSERT_TRUE(contents);
  ASSERT_EQ(contents->differences.size(), 1U);
  EXPECT_THAT(journal::describe(contents->differences.front()), HasSubstr("重新登记"));
}

}  // namespace
}  // namespace dl::app
