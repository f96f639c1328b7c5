#include "db/page.h"

#include <gtest/gtest.h>

namespace dl::db {
namespace {

TEST(Key, ReadsWhatItWrites) {
  const auto key = Key::of(Instant(1'593'592'712'000), 881);
  EXPECT_EQ(key.text(), "1593592712000-881");
  for (const auto& one : {key, Key::top(), Key{-1, 2}}) EXPECT_EQ(Key::parse(one.text()), one);
  for (const char* bad : {"", "-", "1-", "x-1", "1-2x", "1--2", "99999999999999999999-1"}) {
    SCOPED_TRACE(bad);
    EXPECT_FALSE(Key::parse(bad));
  }
}

/// The numbers from 1 to `last` that come behind a key, a page of them.
Page<int> numbers(int last, const std::optional<Key>& after, int limit) {
  std::vector<int> rows;
  for (int i = after ? static_cast<int>(after->second) + 1 : 1; i <= last && std::ssize(rows) <= limit; ++i)
    rows.push_back(i);
  return cut_page(std::move(rows), limit, [](int number) { return Key{0, number}; });
}

TEST(Page, GoesOnWhereItEndsAndSaysWhenItIsTheLast) {
  EXPECT_EQ(numbers(5, {}, 2).items, (std::vector{1, 2}));
  EXPECT_EQ(numbers(5, {}, 2).next, (Key{0, 2}));
  EXPECT_EQ(numbers(2, {}, 2).next, std::nullopt) << "a page that is just full";
  EXPECT_EQ(numbers(0, {}, 2).next, std::nullopt);
}

TEST(Page, IsWalkedToItsEndOrToTheFirstFault) {
  for (int last : {0, 1, 2, 3, 7}) {
    std::vector<int> seen;
    auto walked = walk([&](const auto& after) { return Outcome<Page<int>>(numbers(last, after, 2)); },
                       [&](const std::vector<int>& items) -> Outcome<void> {
                         seen.insert(seen.end(), items.begin(), items.end());
                         return {};
                       });
    ASSERT_TRUE(walked);
    EXPECT_EQ(std::ssize(seen), last);
  }
  int pages = 0;
  auto stopped = walk([&](const auto& after) { return Outcome<Page<int>>(numbers(7, after, 2)); },
                      [&](const std::vector<int>&) -> Outcome<void> {
                        return ++pages < 2 ? Outcome<void>() : fail(Fault::Full, "disk.full");
                      });
  EXPECT_FALSE(stopped);
  EXPECT_EQ(pages, 2);
}

}  // namespace
}  // namespace dl::db
