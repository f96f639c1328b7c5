#include "intake/scan.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace dl::intake {
namespace {

TEST(Dates, AreFoundAsPagesWriteThem) {
  struct Case {
    const char* text;
    const char* date;
    const char* time;
  };
  const Case cases[] = {
      {"时间:2021-08-05", "2021-08-05", ""},
      {"发布日期: 2022- 07- 22 13: 21 访问次数:", "2022-07-22", "13:21:00"},
      {"2020年07月01日 16:38:32", "2020-07-01", "16:38:32"},
      {"２０２１年８月５日", "2021-08-05", ""},
      {"2021/8/5 09：05", "2021-08-05", "09:05:00"},
      {"2021.8.5", "2021-08-05", ""},
      {"二〇二一年十一月二十三日", "2021-11-23", ""},
      {"二○二一年 八 月 五 日", "2021-08-05", ""},
      {"2021-08-05T07:08:09", "2021-08-05", "07:08:09"},
      {"12021-08-05", "", ""},
      {"2021-13-05", "", ""},
      {"2021-02-30", "", ""},
      {"2021-08.05", "", ""},
      {"二〇二一年八月", "", ""},
      {"电话 0421-2827333", "", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto found = find_date(text::decode(c.text));
    EXPECT_EQ(found ? found->date.text() : "", c.date);
    EXPECT_EQ(
        found && found->has_time ? fmt::format("{:02}:{:02}:{:02}", found->hour, found->minute, found->second) : "",
        c.time);
  }
}

TEST(Dates, MayFillALine) {
  EXPECT_EQ(whole_date(U"  2020年6月29日 "), Date(2020, 6, 29));
  EXPECT_EQ(whole_date(U"（2020年6月29日）"), Date(2020, 6, 29));
  EXPECT_FALSE(whole_date(U"2020年6月29日起施行"));
  EXPECT_FALSE(whole_date(U"于2020年6月29日"));
}

TEST(Marks, AreToldApart) {
  struct Case {
    const char* text;
    MarkKind kind;
    int number;
  };
  const Case cases[] = {
      {"一、总体要求", MarkKind::Han, 1},
      {"十二、附则", MarkKind::Han, 12},
      {"（一）加强领导", MarkKind::HanBracket, 1},
      {"(十六)依申请公开", MarkKind::HanBracket, 16},
      {"1.政策依据", MarkKind::Number, 1},
      {"３．职责", MarkKind::Number, 3},
      {"4、拓展方式", MarkKind::Number, 4},
      {"(1)时间", MarkKind::NumberBracket, 1},
      {"⑵内容", MarkKind::NumberBracket, 2},
      {"③范围", MarkKind::NumberBracket, 3},
      {"2）地点", MarkKind::NumberBracket, 2},
      {"第一章 总则", MarkKind::Chapter, 1},
      {"第十二条 为了", MarkKind::Article, 12},
      {"第二节　监督", MarkKind::Section, 2},
      {"1.5万元", MarkKind::None, 0},
      {"2021.8.5", MarkKind::None, 0},
      {"第三条第二款规定", MarkKind::None, 0},
      {"一是加强领导", MarkKind::None, 0},
      {"(试行)", MarkKind::None, 0},
      {"(2021)第3号", MarkKind::None, 0},
      {"", MarkKind::None, 0},
      {"()", MarkKind::None, 0},
      {"0.三", MarkKind::None, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto mark = mark_of(text::decode(c.text));
    EXPECT_EQ(mark.kind, c.kind);
    EXPECT_EQ(mark.number, c.number);
  }
}

TEST(Names, AreToldFromSentences) {
  EXPECT_TRUE(is_body_name(U"青石市城市管理局"));
  EXPECT_TRUE(is_body_name(U"青石市政务公开领导小组办公室"));
  EXPECT_TRUE(is_body_name(U"青石市城市管理局（青石市综合执法局）"));
  EXPECT_FALSE(is_body_name(U"青石市城市管理"));
  EXPECT_FALSE(is_body_name(U"请联系市城市管理局，电话见附件"));
  EXPECT_TRUE(has_title_end(U"关于印发停车管理办法的通 知"));
  EXPECT_TRUE(has_title_end(U"青石市停车管理办法（试行）"));
  EXPECT_FALSE(has_title_end(U"各区人民政府"));
}

}  // namespace
}  // namespace dl::intake
