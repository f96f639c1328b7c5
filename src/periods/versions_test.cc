#include "periods/versions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "periods/fixture.h"

namespace dl::periods {
namespace {

using testing::IsEmpty;

constexpr const char* kLaws = R"toml(
[[period]]
id = "one.answer"
title = "答复"
length = 20
unit = "day"
from = "收到"
source = "新法"
grade = "A"
effective_from = 2020-01-01

[[period]]
id = "one.answer"
title = "答复"
length = 15
unit = "day"
from = "收到"
source = "旧法"
grade = "A"
effective_until = 2019-12-31

[[period]]
id = "one.report"
title = "报告"
length = 5
unit = "day"
from = "发生"
source = "新法"
grade = "A"

[[period]]
id = "one.hint"
title = "提示"
length = 7
unit = "day"
from = "发生"
source = "未核实"
grade = "D"
on = false
)toml";

TEST(Versions, AreEditionsAndWhatIsOff) {
  const auto laws = must(Laws::create({{"laws.toml", kLaws}}));
  std::vector<std::string> told;
  for (const auto* one : versions(laws)) told.push_back(one->id + " " + one->length_text());
  EXPECT_THAT(told, testing::ElementsAre("one.answer 20", "one.answer 15", "one.hint 7"));
}

TEST(Versions, SayWhenAPeriodWouldEnd) {
  const auto laws = must(Laws::create({{"laws.toml", kLaws}}));
  const auto from = Instant::at(Date(2026, 3, 2));
  const auto others = [&](const char* id, Date day, const std::vector<Pause>& pauses) {
    const auto* applied = laws.find(id, day);
    return other_ends(laws, *applied, must(walk(*applied, from, pauses, calendar())), pauses, calendar());
  };
  const auto earlier = others("one.answer", Date(2026, 3, 2), {});
  ASSERT_EQ(earlier.size(), 1U);
  EXPECT_EQ(earlier[0].period.source, "旧法");
  EXPECT_EQ(earlier[0].walk.due.date(), Date(2026, 3, 17));
  const auto paused = others("one.answer", Date(2026, 3, 2), {must(Pause::parse("2026-03-09..2026-03-11"))});
  EXPECT_EQ(paused.at(0).walk.due.date(), Date(2026, 3, 19)) << "with the same pauses";
  const auto later = others("one.answer", Date(2019, 3, 2), {});
  EXPECT_EQ(later.at(0).period.source, "新法");
  EXPECT_THAT(others("one.report", Date(2026, 3, 2), {}), IsEmpty());
  EXPECT_THAT(others("one.hint", Date(2026, 3, 2), {}), IsEmpty()) << "it has no other version";
}

}  // namespace
}  // namespace dl::periods
