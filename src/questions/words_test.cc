#include "questions/words.h"

#include <gtest/gtest.h>

namespace dl::questions {
namespace {

TEST(Words, AreTheSameHoweverTheyAreWritten) {
  const char* const same[] = {"养犬 办法", "《养犬》办法", "“养犬”，办法？", "  养犬　办法  "};
  for (const char* one : same) EXPECT_EQ(key_of(one), "养犬 办法") << one;
  EXPECT_EQ(key_of("ＰＭ2.5 Etc"), "pm2 5 etc");
  EXPECT_EQ(key_of("，。！"), "");
  EXPECT_EQ(key_of("\xff\xfe"), "");
}

TEST(Words, AreKeptWhenTheySayNothingOfAPerson) {
  const char* const kept[] = {
      "小区遛狗不牵绳谁来管",
      "2024年供暖时间",
      "12号线站口共享单车",
      "青政办发〔2020〕15号",
      "5g基站辐射",
      "a4打印",
      "tingshui",
      "路灯不亮",
      "王府井大街路灯",
      "三里屯停车收费",
      "泔水",
      "第12号公告",
      "张贴小广告罚款",
      "杨絮",
      "周边停车场",
      "小蓝车乱停的",
  };
  for (const char* question : kept) EXPECT_TRUE(kept_words(question)) << question;
}

TEST(Words, AreNotKeptWhenTheyMayBeOfAPerson) {
  const char* const personal[] = {
      "13812345678",
      "138-1234-5678 投诉",
      "138 1234 5678",
      "电话 0375 123 4567",
      "11010519491231002X",
      "谁在用 123456 这个号",
      "一三八零零一三八零零零",
      "zhang@example.com 没有回复",
      "zhang＠example.com",
      "豫A12345 违章",
      "豫ＡＦ12345",
      "我叫什么就写什么",
      "张先生的房产",
      "李女士 社保",
      "姓名查询",
      "身份证号泄露",
      "人民路12号漏水",
      "幸福小区3号楼漏水",
      "幸福小区二单元停水",
      "501室装修",
      "王建国",
      "王建国 行政处罚",
      "王建国的低保",
      "张伟",
      "张伟被打",
      "欧阳建国",
      "qq号被盗",
  };
  for (const char* question : personal) EXPECT_FALSE(kept_words(question)) << question;
  EXPECT_TRUE(tells_of_person("13812345678"));
  EXPECT_FALSE(tells_of_person("杨梅")) << "a surname alone says too little of what staff enter";
}

TEST(Words, AreNotKeptWhenTheyAreTooShortOrTooLong) {
  std::string long_question;
  for (std::size_t i = 0; i < kLongestWords; ++i) long_question += "水";
  EXPECT_TRUE(kept_words(long_question));
  EXPECT_FALSE(kept_words(long_question + "水"));
  EXPECT_FALSE(kept_words("水"));
  EXPECT_FALSE(kept_words(""));
  EXPECT_FALSE(kept_words("？！"));
}

}  // namespace
}  // namespace dl::questions
