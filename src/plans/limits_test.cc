#include "plans/limits.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace dl::plans {
namespace {

std::string told(std::string_view words, Place place) {
  std::string text;
  for (const auto& one : find_limits(text::decode(words), 2024, place)) {
    text += (text.empty() ? "" : "; ") + one.text + " " + std::string(name_of(one.kind));
    if (one.value) text += " " + std::to_string(*one.value) + one.unit;
    if (one.due) text += " " + one.due->text();
  }
  return text;
}

TEST(Limits, AreFoundInSentences) {
  const std::pair<const char*, const char*> cases[] = {
      {"自作出决定之日起7个工作日内公开", "7个工作日 within 7工作日"},
      {"回复时间不超过5个工作日。", "5个工作日 within 5工作日"},
      {"每年4月1日前，公布上年度报告", "每年4月1日前 deadline 2024-03-31"},
      {"次年1月31日前发布年报", "次年1月31日前 deadline 2025-01-31"},
      {"举办不少于2次活动", "不少于2次 at-least 2次"},
      {"年内不少于3次", "年内不少于3次 at-least 3次 2024-12-31"},
      {"一年不能少于2次", "一年不能少于2次 at-least 2次/年"},
      {"主要领导每年至少听取1次汇报", "每年至少听取1次 at-least 1次/年"},
      {"比例不低于50%", "不低于50% share 50%"},
      {"按时办结率达到百分之九十", "达到百分之九十 share 90%"},
      {"更新频率不低于一周两次", "一周两次 frequency 2次/周"},
      {"在每年9月组织评估", "每年9月 during 2024-09-30"},
      {"确保11月底前整改完毕", "11月底前 deadline 2024-11-30"},
      {"每季度通报", "每季度 frequency"},
      {"开展季度督查", "季度 frequency"},
      {"2024年底前，编制目录", "2024年底前 deadline 2024-12-31"},
      {"第三季度完成", "第三季度 during 2024-09-30"},
      {"上半年召开推进会", "上半年 during 2024-06-30"},
      {"10月中旬前报送", "10月中旬前 deadline 2024-10-20"},
      {"24小时内发布", "24小时 within 24小时"},
      {"公示期不少于30日", "不少于30日 at-least 30日"},
      {"持续推进预决算公开", "持续推进 ongoing"},
      {"每月5日前报送台账", "每月5日前 deadline"},
      {"组织培训2次", "2次 count 2次"},
      {"每半年听取一次汇报", "每半年听取一次 frequency 1次/半年"},
      {"一季度一次、半年一次", "一季度一次 frequency 1次/季度; 半年一次 frequency 1次/半年"},
      {"一个月内反馈", "一个月 within 1个月"},
      {"新闻发布会3场以上", "3场以上 at-least 3场"},
  };
  for (const auto& [words, expected] : cases) {
    SCOPED_TRACE(words);
    EXPECT_EQ(told(words, Place::Prose), expected);
  }
}

TEST(Limits, AreNotSeenWhereNoneIsSet) {
  for (const char* words : {"及时公开信息", "定期更新目录", "适时评估", "2021年5月印发的文件", "自2019年开始探索",
                            "实现最多跑一次", "《2024年6月底前工作清单》", "根据国办发〔2020〕12号", "一次性告知",
                            "拨打12345热线", "第三次会议", "全年情况"}) {
    SCOPED_TRACE(words);
    EXPECT_EQ(told(words, Place::Prose), "");
  }
}

TEST(Limits, MayBeBareWordsInAColumn) {
  const std::pair<const char*, const char*> cases[] = {
      {"9月", "9月 during 2024-09-30"},
      {"长期", "长期 ongoing"},
      {"全年", "全年 ongoing"},
      {"持续推进", "持续推进 ongoing"},
      {"年底前", "年底前 deadline 2024-12-31"},
      {"6月30日", "6月30日 deadline 2024-06-30"},
      {"3-5月", "3-5月 during 2024-05-31"},
      {"2次/年", "2次/年 frequency 2次/年"},
      {"及时", ""},
      {"长期坚持，每季度通报", "长期坚持 ongoing; 每季度 frequency"},
  };
  for (const auto& [words, expected] : cases) {
    SCOPED_TRACE(words);
    EXPECT_EQ(told(words, Place::Column), expected);
  }
}

}  // namespace
}  // namespace dl::plans
