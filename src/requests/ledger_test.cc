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

TEST(Ledger, ReadsTopicsByTheirCodesAndWords) {
  const auto ledger = read(
      "编号,收件日期,申请人类型,申请人,申请公开内容,主题\n"
      "1,2026-03-02,个人,张三,停车规划,停车\n"
      "2,2026-03-02,个人,张三,噪声监测,noise\n"
      "3,2026-03-02,个人,张三,预算,\n"
      "4,2026-03-02,个人,张三,预算,天气\n");
  EXPECT_THAT(keys(ledger), ElementsAre("F5 ledger.topic"));
  ASSERT_THAT(ledger.rows, SizeIs(3));
  EXPECT_EQ(ledger.rows[0].topic, "parking");
  EXPECT_EQ(ledger.rows[1].topic, "noise");
  EXPECT_EQ(ledger.rows[2].topic, "");
}

constexpr const char* kCourseHeading =
    "编号,收件日期,申请人类型,申请人,申请公开内容,答复结果,答复日期,告知补正日期,补正截止日期,收到补正日期,"
    "征求意见对象,征求第三方意见日期,征求意见期限,第三方答复日期,延期告知日期,延期至,是否延期,应答复日期\n";

TEST(Ledger, ReadsWhatStoppedOrMovedTheClock) {
  const auto ledger = read(std::string(kCourseHeading) +
                           "1,2026-05-06,个人,张三,预算,,,2026-05-11,2026-05-25,2026-05-20,联合发文单位,2026-05-21,,"
                           "2026-05-28,2026年5月29日,2026-07-20,是,2026-07-20\n"
                           "2,2026-05-06,个人,张三,预算,,,无,,,,/,,,,,否,20个工作日\n");
  ASSERT_THAT(keys(ledger), IsEmpty());
  EXPECT_THAT(ledger.notes, IsEmpty());
  ASSERT_THAT(ledger.rows, SizeIs(2));
  const auto& course = ledger.rows[0].course;
  EXPECT_EQ(course.supplement_asked_on, Date(2026, 5, 11));
  EXPECT_EQ(course.supplement_until, Date(2026, 5, 25));
  EXPECT_EQ(course.supplemented_on, Date(2026, 5, 20));
  EXPECT_EQ(course.consulted, Consulted::Maker);
  EXPECT_EQ(course.consulted_on, Date(2026, 5, 21));
  EXPECT_EQ(course.opinion_on, Date(2026, 5, 28));
  EXPECT_EQ(course.extended_on, Date(2026, 5, 29));
  EXPECT_EQ(course.extended_until, Date(2026, 7, 20)) << "a day to come";
  EXPECT_EQ(ledger.rows[0].due_on, Date(2026, 7, 20));
  EXPECT_FALSE(ledger.rows[1].course.supplement_asked_on);
  EXPECT_FALSE(ledger.rows[1].due_on) << "no day, and only held against what is worked out";
}

TEST(Ledger, RefusesARequestInHandWhoseClockNobodyCouldTell) {
  const auto ledger = read(std::string(kCourseHeading) +
                           "1,2026-05-06,个人,张三,预算,,,2026-05-11,,,,,,,,,,\n"                  // until when
                           "2,2026-05-06,个人,张三,预算,,,,,2026-05-20,,,,,,,,\n"                  // not asked
                           "3,2026-05-06,个人,张三,预算,,,,,,其他机关,2026-05-21,,,,,,\n"          // until when
                           "4,2026-05-06,个人,张三,预算,,,,,,外星人,2026-05-01,,,,,,\n"            // whom, before
                           "5,2026-05-06,个人,张三,预算,,,,,,,,,,2026-05-29,,,\n"                  // until when
                           "6,2026-05-06,个人,张三,预算,,,,,,,,,,,,是,\n"                          // until when
                           "7,2026-05-06,个人,张三,预算,,,,,,,,,,,2036-07-20,,\n"                  // far
                           "8,2026-05-06,个人,张三,预算,公开,2026-05-15,2026-05-20,,,,,,,,,,\n");  // after the end
  EXPECT_THAT(keys(ledger), ElementsAre("I2 ledger.supplement-owed", "J3 ledger.asked-owed", "M4 ledger.opinion-owed",
                                        "K5 ledger.consulted", "L5 ledger.order", "P6 ledger.extension-owed",
                                        "Q7 ledger.said-owed", "P8 ledger.far", "H9 ledger.order"));
}

TEST(Ledger, NamesEveryColumnAndRowThatItDoesNotTakeOver) {
  const auto ledger = read(
      "序号,编号,收件日期,登记日期,申请人类型,申请人,申请内容,办理结果,办结日期,第几次申请\n"
      "1,甲,2026-05-06,2026-05-07,个人,张三,预算,拆分为几件申请,2026-05-08,,其他\n"
      "2,乙,2026-05-06,2026-05-07,个人,张三,预算,,,1,其他\n"
      "3,丙,2026-05-06,2026-05-07,个人,张三,预算,,,1,其他\n");
  EXPECT_THAT(keys(ledger), IsEmpty());
  EXPECT_THAT(ledger.rows, SizeIs(2));
  std::vector<std::string> notes;
  for (const auto& one : ledger.notes) notes.push_back(one.cell + " " + one.key + " " + one.about);
  EXPECT_THAT(notes, ElementsAre("A1 ledger.column-passed-over 序号", "D1 ledger.column-double 登记日期",
                                 "J1 ledger.column-unknown 第几次申请", "H2 ledger.uncounted 拆分为几件申请",
                                 "K3 ledger.column-unknown "));
}

TEST(Ledger, SaysWhatAFileLacks) {
  EXPECT_THAT(keys(read("甲,乙\n1,2\n")), ElementsAre(" ledger.no-heading"));
  EXPECT_THAT(keys(read("编号,收件日期,申请人,申请内容\n1,2026-03-02,张三,预算\n")),
              ElementsAre("申请人类别 ledger.column-missing", " ledger.owed"));
  EXPECT_THAT(keys(read(kHeading)), ElementsAre(" ledger.empty"));
}

}  // namespace
}  // namespace dl::requests
