// How long answers took, and the line that counts a request.
#include "requests/breakdown.h"

#include <gtest/gtest.h>

namespace dl::requests {
namespace {

TEST(Lengths, HaveTheirMiddleAndTheirEnd) {
  Lengths lengths;
  EXPECT_FALSE(lengths.twice_median());
  EXPECT_FALSE(lengths.longest());
  lengths.add(20, 1);
  EXPECT_EQ(lengths.twice_median(), 40);
  lengths.add(3, 1);
  EXPECT_EQ(lengths.twice_median(), 23) << "11.5 days";
  lengths.add(4, 3);
  EXPECT_EQ(lengths.twice_median(), 8) << "3 4 4 4 20";
  lengths.add(55, 3);
  EXPECT_EQ(lengths.twice_median(), 24) << "3 4 4 4 20 55 55 55";
  EXPECT_EQ(lengths.longest(), 55);
  EXPECT_EQ(lengths.count(), 8);
  EXPECT_EQ(lengths.sum(), 3 + 12 + 20 + 165);
}

TEST(Breakdown, EveryLengthHasOneBand) {
  Slice slice{.decision = Decision::Open};
  EXPECT_EQ(line_of(slice, Split::Days), "none");
  int last = -1;
  for (const auto& band : kBands) {
    EXPECT_EQ(band.from, last + 1) << band.code;
    for (const int days : {band.from, band.until}) {
      slice.days = days;
      EXPECT_EQ(line_of(slice, Split::Days), band.code) << days;
    }
    last = band.until;
  }
}

TEST(Breakdown, WhatDidNotEndStandsInNoLineOfEnds) {
  const Slice slice{.channel = matters::Channel::Post, .department = "法规科", .topic = "parking"};
  EXPECT_EQ(line_of(slice, Split::Channel), "post");
  EXPECT_EQ(line_of(slice, Split::Department), "法规科");
  EXPECT_EQ(line_of(slice, Split::Topic), "parking");
  EXPECT_FALSE(line_of(slice, Split::Decision));
  EXPECT_FALSE(line_of(slice, Split::Days));
}

}  // namespace
}  // namespace dl::requests
