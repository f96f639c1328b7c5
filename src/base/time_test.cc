#include "base/time.h"

#include <gtest/gtest.h>

namespace dl {
namespace {

TEST(Date, ReadsAndWritesIsoDays) {
  EXPECT_EQ(Date::parse("2024-02-29")->text(), "2024-02-29");
  for (const char* bad : {"2023-02-29", "2021-8-5", "2021/08/05", "", "2021-08-05x", "20a1-08-05"}) {
    SCOPED_TRACE(bad);
    EXPECT_FALSE(Date::parse(bad));
  }
}

TEST(Date, AddsMonthsToTheCorrespondingOrTheLastDay) {
  EXPECT_EQ(Date(2025, 8, 31).plus_months(6), Date(2026, 2, 28));
  EXPECT_EQ(Date(2025, 10, 4).plus_months(6), Date(2026, 4, 4));
  EXPECT_EQ(Date(2026, 3, 31).plus_months(6), Date(2026, 9, 30));
  EXPECT_EQ(Date(2024, 1, 31).plus_months(1), Date(2024, 2, 29));
}

TEST(Instant, SpeaksShanghaiTime) {
  auto at = *Instant::parse("2020-07-01 16:38:32");
  EXPECT_EQ(at.text(), "2020-07-01 16:38");
  EXPECT_EQ(at.rfc3339(), "2020-07-01T16:38:32+08:00");
  EXPECT_EQ(at.http_date(), "Wed, 01 Jul 2020 08:38:32 GMT");
  EXPECT_EQ(at.date(), Date(2020, 7, 1));
  EXPECT_EQ(Instant::at(Date(2020, 7, 1), 0, 30).http_date(), "Tue, 30 Jun 2020 16:30:00 GMT");
}

TEST(Instant, RefusesWhatIsNotATime) {
  for (const char* bad : {"2020-07-01 24:00", "2020-07-01 16:60", "2020-07-01 16:38:", "2020-07-01T", "yesterday"}) {
    SCOPED_TRACE(bad);
    EXPECT_FALSE(Instant::parse(bad));
  }
}

}  // namespace
}  // namespace dl
