// Sums, shares and changes in words: what holds, what does not, and what must not be blamed.
#include "sums/sums_fixture.h"

namespace dl::sums {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Case {
  const char* text = "";
  std::vector<std::string> told = {};
};

void expect(std::initializer_list<Case> cases) {
  for (const auto& row : cases) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(told(std::string_view(row.text)), row.told);
  }
}

TEST(Sums, HoldInEveryForm) {
  expect({
      {"窗口共办件90件，其中现场50件，线上40件。", {"sum 90 = 50 40"}},
      {"窗口共办件90件（现场50件，线上40件）。", {"sum 90 = 50 40"}},
      {"下发通报9期，其中：一季度4期；二季度5期。", {"sum 9 = 4 5"}},
      {"三个站点分别借书31册、22册和7册，合计60册。", {"sum 60 = 31 22 7"}},
      {"收到提案十二件，其中甲类五件，乙类七件。", {"sum 12 = 5 7"}},
      {"归档文件1,204件，其中，永久1,000件，长期204件。", {"sum 1204 = 1000 204"}},
      {"支出30.5万元，包括甲项20.2万元、乙项10.3万元；甲项中，设备15万元、人工5.2万元。",
       {"sum 30.5 = 20.2 10.3", "sum 20.2 = 15 5.2"}},
      {"全年公开1.2万条，其中网页8000条，账号4000条。", {"sum 12000 = 8000 4000"}},
      {"收取2件共300元。其中，甲局1件，收取100元；乙局1件，收取200元。", {"sum 2 = 1 1", "sum 300 = 100 200"}},
      {"接待70人，其中个人60人，单位10人；当天答复65人，转办5人。", {"sum 70 = 60 10", "sum 70 = 65 5"}},
  });
}

TEST(Sums, AreBlamedWhereTheListIsWhole) {
  expect({
      {"窗口共办件90件，其中现场50件，线上41件。", {"!sum 90 = 50 41"}},
      {"共受理来件8000件，其中咨询300件，建议40件，其他60件。", {"!sum 8000 = 300 40 60"}},
      {"三个站点分别借书31册、22册和7册，合计61册。", {"!sum 61 = 31 22 7"}},
      {"收到提案十二件，其中甲类五件，乙类八件。", {"!sum 12 = 5 8"}},
      {"议案30件（主办10件，协办21件）。", {"!sum 30 = 10 21"}},
      {"支出40万元，包括甲项25万元、乙项15万元；甲项中，设备15万元、人工11万元。",
       {"sum 40 = 25 15", "!sum 25 = 15 11"}},
  });
}

TEST(Sums, TellOneListFromTheNext) {
  expect({{"受理诉求48件，其中来电30件，来信18件、省平台共转办9件，其中满意5件，未评4件。",
           {"sum 48 = 30 18", "sum 9 = 5 4"}},
          {"共收到39件、上年结转0件，其中甲类20件、乙类19件；其中网上38件、当面1件。",
           {"sum 39 = 20 19", "sum 39 = 38 1"}}});
}

TEST(Sums, LeaveAloneWhatIsNoSum) {
  const char* const texts[] = {
      "全年召开会议12次，其中党组会5次，开展检查30次。",
      "共受理100件，其中咨询60件、求助20件。",
      "公开信息500条，其中包括计划20条、动态100条。",
      "处理300件（含主动撤回150件）。",
      "发放手册2000余份，其中社区1200份、学校700份、企业150份。",
      "播放近300次，其中甲100次、乙250次。",
      "干部120人，其中党员80人，女性45人，大专以上60人。",
      "三个片区分别有10个、12个、15个社区。",
      "每户2人，共10人，其中甲6人，乙各3人。",
      "补贴提高5元每项，其中甲为55元/月，乙为55元/月。",
      "2024年12月31日前完成第3批，文号〔2024〕34号，电话12345。",
      "二类街巷（一类不得拓宽，二类可以改造）。",
      "收到来信100封，来访50批次，共计办理350件。",
  };
  for (const auto* text : texts) {
    SCOPED_TRACE(text);
    EXPECT_THAT(told(std::string_view(text)), IsEmpty());
  }
}

TEST(Sums, HoldWithinTheRoundingOfTheirDecimals) {
  EXPECT_EQ(faults_of(checked("投资10.1亿元，其中甲3.4亿元，乙3.3亿元，丙3.3亿元。")), 0U);
  EXPECT_EQ(faults_of(checked("投资10.1亿元，其中甲3.4亿元，乙3.3亿元，丙4.3亿元。")), 1U);
}

TEST(Outcomes, AreHeldAgainstWhatWasAnswered) {
  const std::string answered = "全年答复公开申请50件，均按期办理。";
  const std::string holds = "予以公开20件；不予公开10件；无法提供12件；不予处理3件；其他处理5件。";
  const std::string differs = "予以公开20件；不予公开10件；无法提供12件；不予处理3件；其他处理4件。";
  EXPECT_THAT(told(answered + holds), ElementsAre("sum 50 = 20 10 12 3 5"));
  EXPECT_THAT(told(answered + differs), ElementsAre("!sum 50 = 20 10 12 3 4"));
  EXPECT_THAT(told("收到公开申请49件，上年结转2件。" + holds.substr(0, holds.size() - 3) + "，结转下年度1件。"),
              ElementsAre("sum 51 = 20 10 12 3 5 1"));
}

TEST(Shares, AreComparedWithinTheirDigits) {
  expect({
      {"共收到80件，其中网上61件，占76.25%。", {"share 80 = 61"}},
      {"共收到80件，其中网上61件，占76.3%。", {"share 80 = 61"}},
      {"共收到80件，其中网上61件，占76.2%。", {"share 80 = 61"}},  // cut off
      {"共收到80件，其中网上61件，占77%。", {"!share 80 = 61"}},
      {"共收到80件，其中网上61件，占比超七成。", {}},
      {"共收到80件，其中网上61件，占全省的12%。", {}},
      {"受理50件，办结48件，办结率96%。", {"share 50 = 48"}},
      {"受理50件，办结48件，办结率98%。", {"!share 50 = 48"}},
      {"受理50件，办结48件，按期办结率100%。", {}},
  });
}

TEST(Changes, TieThreeFiguresAndARate) {
  expect({
      {"新增330个，比上年的300个增加30个，增长10%。", {"change 330 = 300 30", "growth 330 = 300"}},
      {"受理90件，上年为120件，减少30件，同比下降25%。", {"change 90 = 120 -30", "growth 90 = 120"}},
      {"受理90件，上年为120件，减少30件，同比下降33.3%。", {"change 90 = 120 -30", "!growth 90 = 120"}},
      {"由上年的300件增加到450件，增长40%。", {"!growth 450 = 300"}},
      {"受理90件，同比下降25%。", {}},
      {"共办理162件，较上年增加12件，增长8%。", {"growth 162 = 150"}},
      {"共办理162件，较上年增加12件，增长9%。", {"!growth 162 = 150"}},
  });
}

TEST(Changes, OfRoundedAmountsAreKnownNoBetterThanThese) {
  EXPECT_EQ(faults_of(checked("投资12.3亿元，上年为11.2亿元，增长10.2%。")), 0U);
  EXPECT_EQ(faults_of(checked("投资12.3亿元，上年为11.2亿元，增长30%。")), 1U);
  EXPECT_EQ(faults_of(checked("共支出12.1万元，其中甲项8.3万元，占68.9%。")), 0U);
}

TEST(Dates, ConflictOrNot) {
  expect({
      {"成文日期：2024-03-01\n某局通知\n某局\n2024年2月20日", {"!dates 2024-03-01 = 2024-02-20"}},
      {"成文日期：2024-03-01\n某局通知\n某局\n2024年3月1日", {"dates 2024-03-01 = 2024-03-01"}},
      {"发布日期：2024-03-01\n某局通知\n某局\n2024年3月5日", {"!dates 2024-03-01 = 2024-03-05"}},
      {"数据统计期限为2024年1月1日至2023年12月31日。", {"!dates 2024-01-01 = 2023-12-31"}},
      {"数据统计期限为2024年1月1日至12月31日。", {"dates 2024-01-01 = 2024-12-31"}},
      {"活动自2023年12月20日至1月5日。", {}},
  });
}

TEST(Places, CountSentencesWithTheirTables) {
  const auto findings = checked("一句。两句！\n| 甲 | 乙。 |\n三句里共3件，其中甲1件，乙2件。");
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].where, "第4句");
}

TEST(Lines, AreJson) {
  EXPECT_EQ(
      write_line({.kind = Kind::Sum,
                  .what = "“甲”",
                  .total = "4.5",
                  .parts = {"4", "1"},
                  .reconciles = false,
                  .difference = "-0.5",
                  .where = "第1句"}),
      R"({"kind":"sum","what":"“甲”","total":4.5,"parts":[4,1],"reconciles":false,"difference":-0.5,"where":"第1句"})");
  EXPECT_THAT(
      write_line({.kind = Kind::Dates, .total = "2024-03-01", .parts = {"2024-03-02"}, .difference = "1"}, "a.txt"),
      testing::HasSubstr(R"("total":"2024-03-01","parts":["2024-03-02"])"));
}

}  // namespace
}  // namespace dl::sums
