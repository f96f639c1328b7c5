#include "requests/ledger.h"

#include <gmock/gmock.h>

#include "requests/table3.h"
#include "sheets/table_file.h"
#include "tests/support/must.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const LedgerWords& words() {
  static const auto all = test::must(LedgerWords::load());
  return all;
}

Ledger read(const std::string& text) {
  LedgerReader reader(words(), Date(2026, 6, 1));
  test::must(sheets::read_table(text, reader));
  return reader.take();
}

constexpr const char* kHeading = "编号,收件日期,申请方式,申请人类型,申请人,申请公开内容,答复结果,答复日期\n";

std::vector<std::string> keys(const Ledger& ledger) {
  std::vector<std::string> all;
  for (const auto& one : ledger.problems) all.push_back(one.cell + " " + one.key);
  return all;
}

TEST(Ledger, IsReadByWhateverItsColumnsAreCalled) {
  const auto ledger = read(std::string("2026年依申请公开台账\n") + kHeading +
                           "2026-1,2026年3月2日,网站,个人,张三,道路养护预算,不予公开-属于国家秘密,2026/3/20\n"
                           "2026-2,2026.5.20,现场,公司,某某公司,停车场规划,,\n");
  ASSERT_THAT(ledger.problems, IsEmpty());
  ASSERT_THAT(ledger.rows, SizeIs(2));
  const auto& first = ledger.rows[0];
  EXPECT_EQ(first.number, "2026-1");
  EXPECT_EQ(first.received_on, Date(2026, 3, 2));
  EXPECT_EQ(first.channel, matters::Channel::Online);
  EXPECT_EQ(first.applicant, Applicant::Natural);
  EXPECT_EQ(first.contact.name, "张三");
  EXPECT_EQ(first.decision, Decision::Secret);
  EXPECT_EQ(first.ended_on, Date(2026, 3, 20));
  EXPECT_FALSE(ledger.rows[1].decision);
  EXPECT_EQ(ledger.rows[1].applicant, Applicant::Business);
}

TEST(Ledger, KnowsTheResultsByTheirCodesAndByTheWordsOfTheAnnualReport) {
  const auto known = [](std::string_view said) {
    const auto found = words().outcome(said);
    return found && *found ? std::string(name_of(**found)) : std::string(found ? "in hand" : "unknown");
  };
  EXPECT_EQ(known("withheld-process"), "withheld-process");
  EXPECT_EQ(known("予以公开"), "open");
  EXPECT_EQ(known("部分公开"), "partly");
  EXPECT_EQ(known("部分公开（区分处理的，只计这一情形，不计其他情形）"), "partly");
  EXPECT_EQ(known("属于三类内部事务信息"), "withheld-internal");
  EXPECT_EQ(known("不予公开 5.属于三类内部事务信息"), "unknown") << "a number of a paragraph is no word";
  EXPECT_EQ(known("不予处理：重复申请"), "repeat");
  EXPECT_EQ(known("无法提供（没有现成信息需要另行制作）"), "to-be-made");
  EXPECT_EQ(known("信息不存在"), "not-held");
  EXPECT_EQ(known("申请人撤回"), "withdrawn");
  EXPECT_EQ(known("拆分为几件申请"), "unknown");
  EXPECT_EQ(known("不清楚"), "unknown");
  EXPECT_EQ(known("办理中"), "in hand");
  for (int row = kFirstResult; row < kLastResult; ++row) {
    const auto found = words().outcome(kRowTitles[static_cast<std::size_t>(row - 1)]);
    const bool numbered = kRowTitles[static_cast<std::size_t>(row - 1)].find('.') != std::string_view::npos;
    if (numbered) continue;
    EXPECT_TRUE(found && *found && row_of(**found).row == row) << row;
  }
}

TEST(Ledger, TellsEachMistakeWhereItStands) {
  const auto ledger = read(std::string(kHeading) +
                           "1,2026-03-02,网站,个人,张三,预算,说不清,2026-03-20\n"    // result
                           "2,昨天,网站,个人,张三,预算,予以公开,2026-03-20\n"        // day
                           "3,2026-03-02,飞鸽,外星人,张三,预算,予以公开,\n"          // channel, class, end owed
                           "4,2026-03-02,网站,个人,,预算,,2026-03-20\n"              // name, result owed
                           "1,2026-03-02,网站,个人,张三,预算,予以公开,2026-03-01\n"  // twice, before
                           "5,2027-03-02,网站,个人,张三,预算,,\n"                    // future
                           "合计,,,,,,,\n");
  EXPECT_THAT(keys(ledger),
              ElementsAre("G2 ledger.outcome", "B3 ledger.date", "C4 ledger.channel", "D4 ledger.applicant",
                          "H4 ledger.end-owed", "E5 ledger.owed", "G5 ledger.outcome-owed", "H6 ledger.before",
                          "A6 ledger.twice", "B7 ledger.future"));
  EXPECT_THAT(ledger.rows, IsEmpty());
}

TEST(Ledger, SaysWhatAFileLacks) {
  EXPECT_THAT(keys(read("甲,乙\n1,2\n")), ElementsAre(" ledger.no-heading"));
  EXPECT_THAT(keys(read("编号,收件日期,申请人,申请内容\n1,2026-03-02,张三,预算\n")),
              ElementsAre("申请人类别 ledger.column-missing", " ledger.owed"));
  EXPECT_THAT(keys(read(kHeading)), ElementsAre(" ledger.empty"));
}

}  // namespace
}  // namespace dl::requests
