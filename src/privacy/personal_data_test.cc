// What is found and how it is masked; who is under age; what offices and companies may say; cost and any bytes.
#include "privacy/personal_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ctime>

namespace dl::privacy {
namespace {

struct Case {
  const char* text;
  const char* masked;
};

void expect_masked(const std::vector<Case>& cases, const Known& known = {}) {
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(mask_all(c.text, known), c.masked);
  }
}

TEST(PersonalData, NumbersAreFoundByFormAndCheckDigit) {
  expect_masked({
      {"电话13812345678。", "电话138****5678。"},
      {"电话+86 13812345678", "电话+86 138****5678"},
      {"电话8613812345678", "电话86138****5678"},
      {"手机１３８１２３４５６７８联系", "手机138****5678联系"},
      {"手机138-1234-5678", "手机138****5678"},
      {"手机 138 1234 5678", "手机 138****5678"},
      {"手机1 3 8 1 2 3 4 5 6 7 8", "手机138****5678"},
      {"打一三八一二三四五六七八", "打138****5678"},
      {"打幺三八1234五六七八", "打138****5678"},
      {"手机138O1234567", "手机138****4567"},
      {"13812345678 13912345678", "138****5678 139****5678"},
      {"身份证号11010519491231002X（张某）", "身份证号110105********002X（张某）"},
      {"身份证号110105 19491231 002x", "身份证号110105********002X"},
      {"身份证号440524188001010014", "身份证号440524********0014"},
      {"身份证号110105491231002", "身份证号110105*****1002"},
      {"居住证810000199408230021", "居住证810000********0021"},
      // Behind its name also when it was mistyped.
      {"身份证号110105194912310021", "身份证号110105********0021"},
      {"银行卡号6222021234567890128", "银行卡号6222***********0128"},
      {"6222 0212 3456 7890 128", "6222***********0128"},
      {"车牌京A12345、京AD12345、粤B·1234学", "车牌京A***45、京A****45、粤B***4学"},
      {"护照号码：E12345678", "护照号码：E1*****78"},
      {"港澳居民来往内地通行证H12345678", "港澳居民来往内地通行证H1*****78"},
      {"军官证：南字第1234567号", "军官证：南字*******7号"},
  });
}

TEST(PersonalData, NumbersOfOtherKindsAreLeftAlone) {
  for (const char* text : {
           // Wrong check digits, dates and areas are no identity numbers.
           "编号110105194912310021",
           "编号11010519491331002X",
           "编号010105194912310021",
           // How an office is reached.
           "热线12345，监督电话0421-2827333",
           "(010)66050123、0999-55501234",
           "400-1234567",
           "拨打110或者119",
           "邮箱：zwgk@example.cn",
           "邮箱：a@b.gov.cn",
           // Parts of longer codes, amounts, ranges.
           "流水号2021138123456780",
           "订单A13812345678",
           "索引号00248968X/2022-00246",
           "统一社会信用代码91110000101623741K",
           "编码6222021234567890127",
           "银行卡号6222021234567890127",
           "12812345678",
           "合计13800000000元",
           "面积15000-200000平方米",
           "缴款码013812345678",
           "",
           "2019年4月25日9:32:09",
       }) {
    SCOPED_TRACE(text);
    EXPECT_EQ(mask_all(text), text);
  }
}

TEST(PersonalData, TheAgenciesOwnNumbersAreLeftAlone) {
  const std::string text = "值班手机13900000000，张某手机13812345678";
  auto found = find_personal_data(text, {.numbers = {"13900000000"}});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].value, "13812345678");
  EXPECT_EQ(text.substr(found[0].offset, found[0].size), "13812345678");
  EXPECT_EQ(chinese_of(found[0].kind), "手机号");
  EXPECT_THAT(telephone_numbers("0421-2827333、3868266，手机 139 0000 0000"),
              testing::ElementsAre("04212827333", "3868266", "13900000000"));
}

TEST(PersonalData, LandlinesAndMailboxesAreThoseOfWhoeverWrites) {
  const Known citizen{.voice = Voice::Citizen};
  expect_masked({{"我家座机0421-2827333。", "我家座机0421-***7333。"},
                 {"请打(0421)2827333找我。", "请打0421-***7333找我。"},
                 {"发到zhang@example.cn。", "发到z***@example.cn。"},
                 {"监督电话0421-2827333。", "监督电话0421-2827333。"},
                 {"您可以致电0421-2827333咨询。", "您可以致电0421-2827333咨询。"}},
                citizen);
  expect_masked({{"请打0421-2827333。", "请打0421-2827333。"},
                 {"当事人：王小波，电话0421-2827333。", "当事人：王某某，电话0421-***7333。"}});
}

TEST(PersonalData, NamesAreFoundByWhatStandsAroundThem) {
  expect_masked({
      {"当事人：王小波，男，汉族。", "当事人：王某某，男，汉族。"},
      {"当事人王强在路口摆摊。", "当事人王某在路口摆摊。"},
      {"申请人：欧阳小波、李强", "申请人：欧阳某某、李某"},
      {"法定代表人（负责人）：钱学文", "法定代表人（负责人）：钱某某"},
      {"被处罚人阿卜杜拉·买买提，男", "被处罚人阿某某，男"},
      {"姓名：古丽巴哈尔", "姓名：古某某"},
      {"我叫周舟，反映一件事。", "我叫周某，反映一件事。"},
      {"我丈夫吴海洋去年去世。", "我丈夫吴某某去年去世。"},
      {"经查，孙悟饭（身份证号：440524188001010014）", "经查，孙某某（身份证号：440524********0014）"},
      {"对王小波的询问笔录", "对王某某的询问笔录"},
      {"李小璐女士反映", "李某某女士反映"},
      // Said once with a word for it, found wherever it stands.
      {"当事人：王小波。王小波未陈述，后王小波缴纳罚款。", "当事人：王某某。王某某未陈述，后王某某缴纳罚款。"},
  });
}

TEST(PersonalData, WordsThatLookLikeNamesAreLeftAlone) {
  for (const char* text : {
           "当事人应当在十五日内履行。",
           "当事人对处罚决定不服的，可以申请行政复议。",
           "当事人陈述、申辩的意见",
           "申请人和解后撤回申请",
           "业主大会、业主委员会",
           "居民常年受噪音困扰",
           "村民自治",
           "本人认为",
           "负责人批准",
           "当事人：张某某",
           "姓名：",
           "| 姓名 | 职务 |",
           "联系人：办公室",
           "王先生、李女士来电",
           "住户方代表",
           "由国务院规定",
           // Companies.
           "当事人：张记小吃店",
           "当事人：某市宏大运输有限公司",
           // Offices.
           "局长张卫国签发",
           "主持人：张卫国",
           "副局长李强出席",
           "张卫国同志任局长",
           "民警王小波到场",
       }) {
    SCOPED_TRACE(text);
    EXPECT_EQ(mask_all(text), text);
  }
}

TEST(PersonalData, HomesAreFoundAndOfficesAreNot) {
  expect_masked({
      {"当事人：王小波，住某省某市某区长安路12号3栋2单元501室。", "当事人：王某某，住某省某市某区***。"},
      {"家住桃花镇前进村3组", "家住桃花镇***"},
      {"住址：石榴小区3-2-501", "住址：***"},
      {"户籍地：某省某县某乡某村", "户籍地：某省某县某乡***"},
      {"当事人：王小波，地址：长安路12号", "当事人：王某某，地址：***"},
  });
  for (const char* text : {"办公地址：长安路86号1号楼203室", "地址：长安路86号", "户籍所在地派出所",
                           "住建局、住房公积金", "当事人：某市宏大运输有限公司，住所：长安路86号", "居住满一年"}) {
    SCOPED_TRACE(text);
    EXPECT_EQ(mask_all(text), text);
  }
}

TEST(PersonalData, OfPeopleUnderAgeNothingStays) {
  const Known known{.day = Date(2026, 6, 1)};
  expect_masked(
      {{"当事人：王小波，身份证号110105201001010015，电话13812345678。", "当事人：某某，身份证号***，电话***。"},
       {"学生王小波（15岁）", "学生某某（15岁）"},
       {"学生王小波，十七周岁", "学生某某，十七周岁"},
       {"当事人：王小波，58岁", "当事人：王某某，58岁"}},
      known);
  const auto found = find_personal_data("学生王小波，8岁", known);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].minor);
}

TEST(PersonalData, APartLearnsFromTheOthers) {
  Finder finder;
  finder.learn("当事人：王小波");
  finder.learn("局长张卫国签发");
  ASSERT_EQ(finder.find("王小波未到场。").size(), 1U);
  EXPECT_EQ(finder.find("王小波未到场。")[0].value, "王小波");
  EXPECT_TRUE(finder.find("张卫国到场。").empty());
}

TEST(PersonalData, TakesAnyBytesInTimeThatGrowsWithThem) {
  EXPECT_TRUE(find_personal_data(std::string(100'000, '1')).empty());
  EXPECT_TRUE(find_personal_data("\xFF\xFE 138\x80").empty());
  for (const char* piece :
       {"1", "13812345678 ", "1 ",  "一", "当事人", "王",         "王小波，",     "住",  "住某市1号", "岁",
        "@", "a@b.",         "京A", "·",  "阿·",    "张卫国局长", "15岁王小波（", "3栋", "身份证",    " "}) {
    SCOPED_TRACE(piece);
    const auto time = [&](std::size_t bytes) {
      std::string text;
      while (text.size() < bytes) text += piece;
      const auto begin = std::clock();  // of the processor, for others may be at work on the machine
      find_personal_data(text);
      return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    EXPECT_LT(time(160'000), 8 * std::max(time(40'000), 0.01));
  }
}

}  // namespace
}  // namespace dl::privacy
