#include "base/enum_set.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace dl {
namespace {

enum class Wide : std::uint16_t { First = 0, Last64 = 63, First65 = 64, Last = 129 };
using Set = EnumSet<Wide, 130>;

TEST(EnumSet, KeepsValuesBeyondAWordApart) {
  constexpr Set kTwo(Wide::First, Wide::Last);
  static_assert(kTwo.has(Wide::Last) && !kTwo.has(Wide::First65));
  EXPECT_FALSE(kTwo.empty());
  EXPECT_TRUE(Set().empty());
  EXPECT_FALSE(kTwo.has(Wide::Last64));
  EXPECT_EQ(Set(Wide::Last).with(Wide::First), kTwo);
  for (auto a : {Wide::First, Wide::Last64, Wide::First65, Wide::Last})
    for (auto b : {Wide::First, Wide::Last64, Wide::First65, Wide::Last}) {
      EXPECT_EQ(Set(a).has(b), a == b);
      EXPECT_EQ(Set(a).meets(Set(b)), a == b);
      EXPECT_EQ(Set(a).within(Set(b)), a == b);
      EXPECT_TRUE(Set(a).within(Set(b, a)));
    }
  EXPECT_TRUE(Set().within(Set()));
}

TEST(EnumSet, HasNoRoomForMoreThanItWasMadeFor) {
  EXPECT_THROW(Set().with(static_cast<Wide>(130)), std::out_of_range);
  EXPECT_THROW((void)Set().has(static_cast<Wide>(190)), std::out_of_range);
}

}  // namespace
}  // namespace dl
