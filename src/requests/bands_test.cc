#include "requests/bands.h"

#include <gtest/gtest.h>

namespace dl::requests {
namespace {

TEST(Bands, ADayLiesInOneOrInNone) {
  const auto calendar = Calendar::load();
  ASSERT_TRUE(calendar);
  const DueBands bands{.near = 3, .last = 1};
  const Date monday(2026, 3, 2);
  struct Row {
    Date due = {};
    Date today = {};
    std::string_view band = {};
  };
  for (const auto& row : {
           Row{{2026, 3, 1}, monday, "overdue"},
           Row{{2026, 3, 2}, monday, "last"},
           Row{{2026, 3, 3}, monday, "last"},
           Row{{2026, 3, 4}, monday, "near"},
           Row{{2026, 3, 5}, monday, "near"},
           Row{{2026, 3, 6}, monday, ""},
           // From Friday on the week-end is no working day: what is due on it is not farther away than Friday.
           Row{{2026, 3, 8}, Date(2026, 3, 6), "last"},
           Row{{2026, 3, 9}, Date(2026, 3, 6), "last"},
           Row{{2026, 3, 11}, Date(2026, 3, 6), "near"},
           Row{{2026, 3, 12}, Date(2026, 3, 6), ""},
       }) {
    SCOPED_TRACE(row.due.text() + " on " + row.today.text());
    const auto band = due_band_of(row.due, row.today, bands, *calendar);
    EXPECT_EQ(band ? name_of(*band) : std::string_view(), row.band);
  }
}

TEST(Bands, AreReadWithTheirLine) {
  const auto key = [](std::string_view text) {
    const auto read = read_due_bands("bands.toml", text);
    return read ? std::string() : read.error().key;
  };
  EXPECT_EQ(key("near = 5\nlast = 0\n"), "");
  for (const auto* wrong : {"near = 5\n", "near = 2\nlast = 2\n", "near = 21\nlast = 1\n", "near = 3\nlast = -1\n",
                            "near = 3\nlast = 1\nsoon = 2\n"})
    EXPECT_EQ(key(wrong), "data.invalid") << wrong;
  EXPECT_EQ(due_bands().last, 1);
  EXPECT_EQ(due_bands().near, 3);
}

}  // namespace
}  // namespace dl::requests
