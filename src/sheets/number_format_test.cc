// Numbers as their formats show them, and the days that they count.
#include "sheets/number_format.h"

#include <gtest/gtest.h>

#include <cmath>

#include "base/text.h"

namespace dl::sheets {
namespace {

TEST(Numbers, AreShownByTheirFormats) {
  struct Case {
    double value;
    const char* code;
    const char* shown;  ///< nullptr: not understood
  };
  const Case cases[] = {
      {12, "0", "12"},
      {0.5, "0%", "50%"},
      {0.12345, "0.00%", "12.35%"},
      {1234567.891, "#,##0.00", "1,234,567.89"},
      {-1234.5, "#,##0.00", "-1,234.50"},
      {-3, "0;(0)", "(3)"},
      {0, "0;-0;\"-\"", "-"},
      {0, "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "-"},
      {0, "#,###", ""},
      {-5, "0.00;[Red]0.00", "-5.00"},
      {-5, "0.00_);[Red]\\(0.00\\)", "(5.00)"},
      {123456, "0\\.0,\"万\"", nullptr},
      {123456, "0\".\"0,\"万\"", nullptr},
      {5000, "[>=10000]0.0,\"千\";0", nullptr},
      {45054, "yyyy/m/d aaaa", nullptr},
      {45054, "d-mmm-yy", nullptr},
      {7, "000", "007"},
      {0.5, "#.##", ".5"},
      {2, "0.##", "2"},
      {1.005, "0.00", "1.01"},
      {35, "0\"件\"", "35件"},
      {35, "0\\件", "35件"},
      {12, "¥#,##0", "¥12"},
      {12, "[$¥-804]#,##0.00", "¥12.00"},
      {12000, "0.0,", "12.0"},
      {45054, "yyyy/m/d", "2023/5/8"},
      {45054, "yyyy\"年\"m\"月\"d\"日\"", "2023年5月8日"},
      {45054, "yyyy-mm-dd;@", "2023-05-08"},
      {45054.5, "yyyy/m/d h:mm", "2023/5/8 12:00"},
      {0.75, "h:mm", "18:00"},
      {0.75, "h:mm AM/PM", "6:00 下午"},
      {1.5, "[h]:mm", "36:00"},
      {0.0007, "mm:ss", "01:00"},
      {1, "yyyy/m/d", "1900/1/1"},
      {61, "yyyy/m/d", "1900/3/1"},
      {-1, "yyyy/m/d", nullptr},
      {12, "0.00E+00", nullptr},
      {0.5, "# ?/?", nullptr},
      {12, "[DBNum1]General", nullptr},
      {12.5, "General", "12.5"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(fmt::format("{} {}", c.value, c.code));
    auto shown = show_number(c.value, c.code, DayOne::In1900);
    EXPECT_EQ(shown.has_value(), c.shown != nullptr);
    if (shown && c.shown != nullptr) {
      EXPECT_EQ(*shown, c.shown);
    }
  }
  EXPECT_EQ(show_number(0, "yyyy/m/d", DayOne::In1904), "1904/1/1");
  EXPECT_FALSE(show_number(std::nan(""), "0", DayOne::In1900));
  EXPECT_EQ(number_text(0.30000000000000004), "0.3");
  EXPECT_EQ(number_text(1e15), "1000000000000000");
  EXPECT_EQ(number_text(-0.00001), "-0.00001");
}

TEST(Days, AreCountedAsTheWorkbookDoes) {
  struct Case {
    const char* name;
    double value;
    DayOne day_one;
    const char* day;  ///< nullptr: no day
    int second = 0;
  };
  const Case cases[] = {
      {"a day", 44382, DayOne::In1900, "2021-07-05"},
      {"the same in a workbook of 1904", 42920, DayOne::In1904, "2021-07-05"},
      {"with a time", 44382.5, DayOne::In1900, "2021-07-05", 43200},
      {"just before midnight is that midnight", 44381.999999999, DayOne::In1900, "2021-07-05"},
      {"the first", 1, DayOne::In1900, "1900-01-01"},
      {"before the day that 1900 did not have", 59, DayOne::In1900, "1900-02-28"},
      {"that day", 60, DayOne::In1900, nullptr},
      {"behind it", 61, DayOne::In1900, "1900-03-01"},
      {"nothing", 0, DayOne::In1900, nullptr},
      {"a time of day", 0.75, DayOne::In1900, nullptr},
      {"day 0 of 1904", 0, DayOne::In1904, "1904-01-01"},
      {"before all days", -1, DayOne::In1900, nullptr},
      {"behind all days", 3e6, DayOne::In1900, nullptr},
      {"no number", NAN, DayOne::In1900, nullptr},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto moment = moment_of(c.value, c.day_one);
    EXPECT_EQ(moment.has_value(), c.day != nullptr);
    if (!moment || c.day == nullptr) continue;
    EXPECT_EQ(moment->date.text(), c.day);
    EXPECT_EQ(moment->second, c.second);
  }
}

TEST(Days, AreToldByTheFormat) {
  for (const auto* code : {"yyyy/m/d", "yyyy\"年\"m\"月\"d\"日\";@", "m/d", "d-mmm-yy", "[$-804]yyyy-mm-dd aaaa", "e"})
    EXPECT_TRUE(shows_date(code)) << code;
  for (const auto* code : {"0.00", "@", "", "h:mm", "mm:ss", "0\"dy\"", "[DBNum1]General", "#,##0.00", "0.00E+00"})
    EXPECT_FALSE(shows_date(code)) << code;
}

}  // namespace
}  // namespace dl::sheets
