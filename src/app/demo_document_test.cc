#include "app/demo_document.h"

#include <gtest/gtest.h>

namespace dl::app {
namespace {

constexpr Date kToday(2026, 3, 10);

std::string file_of(std::string_view head, std::string_view body = "第一段。\n") {
  return fmt::format("+++\n{}+++\n{}", head, body);
}

constexpr std::string_view kLeast =
    "agency = \"csglj\"\ncolumn = \"notices\"\ntitle = \"关于停水的通告\"\npublished_at = \"2026-02-03 10:20\"\n";

TEST(DemoDocumentTest, ReadsAWholeHead) {
  auto text = file_of(
      "agency = \"csglj\"\ncolumn = \"normative\"\ntitle = \"云泽市停车管理办法\"\n"
      "document_number = \"云城管发〔2026〕1号\"\nkind = \"通知\"\nthemes = [\"综合政务\\\\政务公开\"]\n"
      "issuer = \"云泽市城市管理局\"\nissued_on = 2026-01-05\neffective_on = 2026-02-01\nvalidity = \"有效\"\n"
      "days_ago = 9\ntime = \"15:30\"\nstage = \"决策\"\nsource = \"停车科\"\ncontact = \"0969-5550123\"\n"
      "amends = \"001-old\"\nrevised = \"更正附表\"\nfiles = [\"table.csv\"]\n",
      "第一版。\n\n+++ revision\n第二版。\n");
  auto read = read_demo_document("data/demo/documents/020-parking.txt", text, kToday);
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->stem, "020-parking");
  EXPECT_EQ(read->agency, "csglj");
  EXPECT_EQ(read->column, "normative");
  EXPECT_EQ(read->metadata.title, "云泽市停车管理办法");
  EXPECT_EQ(read->metadata.document_number, "云城管发〔2026〕1号");
  EXPECT_EQ(read->metadata.themes, std::vector<std::string>{"综合政务\\政务公开"});
  EXPECT_EQ(read->metadata.issued_on, Date(2026, 1, 5));
  EXPECT_EQ(read->metadata.effective_on, Date(2026, 2, 1));
  EXPECT_EQ(read->metadata.validity, publications::Validity::InForce);
  EXPECT_EQ(read->metadata.disclosure, publications::DisclosureClass::Active);
  EXPECT_EQ(read->metadata.source, "停车科");
  EXPECT_EQ(read->published_at.text(), "2026-03-01 15:30");
  EXPECT_EQ(read->amends, "001-old");
  EXPECT_EQ(read->revised, "更正附表");
  EXPECT_EQ(read->files, std::vector<std::string>{"table.csv"});
  EXPECT_EQ(read->body, "第一版。\n");
  EXPECT_EQ(read->revised_body, "第二版。\n");
}

TEST(DemoDocumentTest, ReadsAShortHead) {
  auto read = read_demo_document("010-water.txt", file_of(kLeast), kToday);
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->stem, "010-water");
  EXPECT_EQ(read->published_at.text(), "2026-02-03 10:20");
  EXPECT_EQ(read->body, "第一段。\n");
  EXPECT_TRUE(read->revised_body.empty());
  EXPECT_FALSE(read->metadata.issued_on);
}

constexpr std::string_view kUnfinished = "agency = \"csglj\"\ncolumn = \"notices\"\ntitle = \"关于停水的通告\"\n";
constexpr std::string_view kDrafted = "[[step]]\ndeed = \"draft\"\ndays_ago = 5\ntime = \"09:30\"\n";

TEST(DemoDocumentTest, ReadsUnfinishedWork) {
  auto text = file_of(std::string(kUnfinished) + "issued_days_ago = 6\n" + std::string(kDrafted) +
                      "[[step]]\ndeed = \"comment\"\ndays_ago = 4\nsay = \"太长\"\nblock = 0\nby = \"lin\"\n"
                      "[[step]]\ndeed = \"schedule\"\ndays_ago = 1\nin_days = 8\n");
  auto read = read_demo_document("210-water.txt", text, kToday);
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(read->metadata.issued_on, Date(2026, 3, 4));
  ASSERT_EQ(read->steps.size(), 3U);
  EXPECT_EQ(read->steps[0].deed, Deed::Draft);
  EXPECT_EQ(read->steps[0].at.text(), "2026-03-05 09:30");
  EXPECT_EQ(read->steps[1].deed, Deed::Comment);
  EXPECT_EQ(read->steps[1].say, "太长");
  EXPECT_EQ(read->steps[1].block, 0);
  EXPECT_EQ(read->steps[1].by, "lin");
  EXPECT_FALSE(read->steps[1].due);
  ASSERT_TRUE(read->steps[2].due);
  EXPECT_EQ(read->steps[2].due->text(), "2026-03-18 09:00");
}

TEST(DemoDocumentTest, RefusesFaultyFilesWithTheirPlace) {
  auto with = [](std::string_view line) { return file_of(std::string(kLeast) + std::string(line) + "\n"); };
  auto steps = [](std::string_view lines) { return file_of(std::string(kUnfinished) + std::string(lines)); };
  struct Case {
    const char* name;
    std::string text;
    const char* place;
    const char* reason;
  };
  const Case cases[] = {
      {"no head", "第一段。\n", "d.txt:1", "no head"},
      {"no end", "+++\ntitle = \"x\"\n", "d.txt", "no end"},
      {"unknown key", with("colunm = \"notices\""), "d.txt:6", "column"},
      {"wrong type", with("kind = 3"), "d.txt:6", "kind"},
      {"no date", with("issued_on = \"2026-02-03\""), "d.txt:6", "issued_on"},
      {"impossible date", with("issued_on = 2026-02-30"), "d.txt:6", ""},
      {"unknown validity", with("validity = \"很有效\""), "d.txt:6", "很有效"},
      {"no TOML", with("kind = "), "d.txt:6", ""},
      {"no title", file_of("agency = \"a\"\ncolumn = \"b\"\ndays_ago = 1\n"), "d.txt", "title"},
      {"no moment", file_of("agency = \"a\"\ncolumn = \"b\"\ntitle = \"c\"\n"), "d.txt", "days_ago"},
      {"impossible moment", file_of("agency = \"a\"\ncolumn = \"b\"\ntitle = \"c\"\npublished_at = \"2026-13-01\"\n"),
       "d.txt:5", "published_at"},
      {"impossible time", file_of("agency = \"a\"\ncolumn = \"b\"\ntitle = \"c\"\ndays_ago = 1\ntime = \"25:00\"\n"),
       "d.txt:6", "25:00"},
      {"revision without words", with("revised = \"更正\""), "d.txt", "revision"},
      {"unknown deed", steps("[[step]]\ndeed = \"sing\"\ndays_ago = 1\n"), "d.txt:6", "sing"},
      {"step without a day", steps("[[step]]\ndeed = \"draft\"\n"), "d.txt", "days_ago"},
      {"unknown key of a step", steps("[[step]]\ndeed = \"draft\"\ndays_ago = 1\nwhom = \"x\"\n"), "d.txt", "whom"},
      {"no draft first", steps("[[step]]\ndeed = \"submit\"\ndays_ago = 1\n"), "d.txt", "first step"},
      {"back in time", steps(std::string(kDrafted) + "[[step]]\ndeed = \"submit\"\ndays_ago = 7\n"), "d.txt",
       "follow in time"},
      {"schedule without a day", steps(std::string(kDrafted) + "[[step]]\ndeed = \"schedule\"\ndays_ago = 1\n"),
       "d.txt", "in_days"},
      {"words without revision", file_of(kLeast, "一\n+++ revision\n二\n"), "d.txt", "revision"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto read = read_demo_document("d.txt", c.text, kToday);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().key, "data.invalid");
    EXPECT_NE(read.error().detail.find(c.place), std::string::npos) << read.error().detail;
    EXPECT_NE(read.error().detail.find(c.reason), std::string::npos) << read.error().detail;
  }
}

}  // namespace
}  // namespace dl::app
