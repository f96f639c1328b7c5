// Sending twice brings one thing.
#include "portal/matters/sent.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace dl::portal {
namespace {

const Instant kNow = Instant::at(Date(2026, 3, 2), 9, 30);

/// Opens matters and counts them.
struct Opening {
  std::atomic<int> count = 0;
  Sent::Act act() {
    return [this]() -> Outcome<matters::Opened> {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      const int number = ++count;
      return matters::Opened{number, fmt::format("N-{}", number), "K7QM-3XWP"};
    };
  }
};

TEST(Sent, TheSameWordsWithTheSameKeyAreOneMatter) {
  Sent sent;
  Opening opening;
  const auto first = sent.once("key", "words", kNow, opening.act());
  const auto again = sent.once("key", "words", kNow, opening.act());
  ASSERT_TRUE(first && again);
  EXPECT_EQ(again->number, first->number);
  EXPECT_EQ(again->code, first->code);
  // Somebody went back and asks for something else; somebody else asks for the same.
  EXPECT_NE(sent.once("key", "other words", kNow, opening.act())->number, first->number);
  EXPECT_NE(sent.once("other key", "words", kNow, opening.act())->number, first->number);
  EXPECT_EQ(opening.count, 3);
}

TEST(Sent, WhoeverSendsAtTheSameTimeWaitsForTheFirst) {
  Sent sent;
  Opening opening;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] { EXPECT_TRUE(sent.once("key", "words", kNow, opening.act())); });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(opening.count, 1);
}

TEST(Sent, WhatFailedMayBeSentAgain) {
  Sent sent;
  Opening opening;
  const Sent::Act fails = []() -> Outcome<matters::Opened> { return fail(Fault::Unavailable, "request.busy"); };
  const Sent::Act throws = []() -> Outcome<matters::Opened> { throw std::runtime_error("broken"); };
  EXPECT_FALSE(sent.once("key", "words", kNow, fails));
  EXPECT_THROW(static_cast<void>(sent.once("key", "words", kNow, throws)), std::runtime_error);
  EXPECT_TRUE(sent.once("key", "words", kNow, opening.act()));
}

TEST(Sent, ForgetsAfterHalfAnHour) {
  Sent sent;
  Opening opening;
  ASSERT_TRUE(sent.once("key", "words", kNow, opening.act()));
  const Instant later(kNow.milliseconds() + Sent::kKeptMs + 1);
  ASSERT_TRUE(sent.once("key", "words", later, opening.act()));
  EXPECT_EQ(opening.count, 2);
}

}  // namespace
}  // namespace dl::portal
