// Rows on pages.
#include "paper/pages.h"

#include <gmock/gmock.h>

namespace dl::paper {
namespace {

using Kinds = std::vector<RowKind>;

Kinds texts(std::size_t count) { return Kinds(count, RowKind::Text); }

Kinds with(Kinds kinds, std::size_t at, RowKind kind) {
  kinds[at] = kind;
  return kinds;
}

TEST(Pages, BreaksWhereTheStandardLetsIt) {
  struct Case {
    const char* name;
    Kinds rows;
    std::size_t first, tail;
    std::vector<std::array<std::size_t, 3>> pages;  ///< from, to, slot
  };
  const std::vector<Case> cases = {
      {"all on one page", texts(3), 12, 5, {{0, 3, 12}}},
      {"just full", texts(5), 12, 5, {{0, 5, 12}}},
      {"two pages", texts(20), 12, 5, {{0, 10, 12}, {10, 20, 0}}},
      {"the signature takes two rows along", texts(9), 12, 5, {{0, 7, 12}, {7, 9, 0}}},
      {"also where the page is full", texts(10), 12, 5, {{0, 8, 12}, {8, 10, 0}}},
      {"one row stays on the first page", texts(2), 20, 5, {{0, 1, 20}, {1, 2, 0}}},
      {"a heading goes along with its text", with(texts(12), 9, RowKind::Heading), 12, 5, {{0, 9, 12}, {9, 12, 0}}},
      {"no entry of a table on the last row", with(texts(12), 9, RowKind::Entry), 12, 5, {{0, 9, 12}, {9, 12, 0}}},
      {"no blank row at the top", with(texts(15), 10, RowKind::Blank), 12, 5, {{0, 10, 12}, {11, 15, 0}}},
      {"what is taken along begins with words", with(texts(9), 7, RowKind::Blank), 12, 5, {{0, 6, 12}, {6, 9, 0}}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto pages = break_pages(c.rows, c.first, c.tail);
    ASSERT_EQ(pages.size(), c.pages.size());
    for (std::size_t i = 0; i < pages.size(); ++i)
      EXPECT_THAT((std::array{pages[i].from, pages[i].to, pages[i].slot}), testing::ElementsAreArray(c.pages[i]));
  }
}

}  // namespace
}  // namespace dl::paper
