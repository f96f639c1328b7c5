#include "web/rate_limit.h"

#include <gtest/gtest.h>

namespace dl::web {
namespace {

TEST(RateLimiter, AllowsABurstThenTheRate) {
  RateLimiter limiter({{{}, {2, 3}, {0.1, 1}, {}}});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limiter.take(1, Rate::Search, 100), 0) << i;
  EXPECT_EQ(limiter.take(1, Rate::Search, 100), 1);
  EXPECT_EQ(limiter.take(2, Rate::Search, 100), 0) << "another client";
  EXPECT_EQ(limiter.take(1, Rate::Search, 100.5), 0) << "one token came back";
  EXPECT_EQ(limiter.take(1, Rate::Search, 100.5), 1);

  EXPECT_EQ(limiter.take(1, Rate::Form, 100), 0);
  EXPECT_EQ(limiter.take(1, Rate::Form, 101), 9);
}

TEST(RateLimiter, ClassWithoutRateIsFree) {
  RateLimiter limiter({});
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(limiter.take(1, Rate::Page, 0), 0);
}

}  // namespace
}  // namespace dl::web
