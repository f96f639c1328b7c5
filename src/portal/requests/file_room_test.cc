#include "portal/requests/file_room.h"

#include <gtest/gtest.h>

namespace dl::portal {
namespace {

TEST(FileRoom, BoundsAnAddressAndAllOfThemByTheHour) {
  FileRoom room({.a_request = 50, .an_address = 100, .of_all = 250});
  const auto now = Instant::at(Date(2026, 3, 2), 9, 10);
  EXPECT_TRUE(room.take(1, 60, now));
  EXPECT_FALSE(room.take(1, 50, now)) << "beyond its own";
  EXPECT_TRUE(room.take(1, 40, now)) << "what was refused took nothing";
  EXPECT_TRUE(room.take(2, 100, now));
  EXPECT_FALSE(room.take(3, 60, now)) << "beyond all";
  EXPECT_TRUE(room.take(3, 50, now));
  EXPECT_FALSE(room.take(4, -1, now));
  const auto later = Instant::at(Date(2026, 3, 2), 10, 0);
  EXPECT_TRUE(room.take(1, 100, later));
  EXPECT_TRUE(room.take(3, 100, later));
}

}  // namespace
}  // namespace dl::portal
