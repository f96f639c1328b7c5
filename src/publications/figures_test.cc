// Names and dates over many documents, on every engine.
#include "publications/figures.h"

#include "figures/ask.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class FiguresTest : public ShelfTest {};
DL_ON_EVERY_ENGINE(FiguresTest);

TEST_P(FiguresTest, NameADocumentByTheNewestTitleThatOneMayKnow) {
  const auto id = drafted(east_, "现行的题目");
  clear(id);
  ASSERT_TRUE(desk_.publish(id, other_));
  ASSERT_TRUE(desk_.revise(id, author_, "改题"));
  const auto next = notice(east_, "修订中的题目");
  ASSERT_TRUE(desk_.correct(id, next.metadata, next.body, author_));
  const auto hidden = drafted(east_, "没有公开的题目");
  const auto titles = [&](const Scope& scope) {
    return *read([&](auto& s) { return titles_of(s, scope, {id, hidden}); });
  };
  using Titles = std::map<std::int64_t, std::string>;
  EXPECT_EQ(titles(Scope::of({east_})), (Titles{{id, "修订中的题目"}, {hidden, "没有公开的题目"}}));
  EXPECT_EQ(titles(Scope::of({west_})), (Titles{{id, "现行的题目"}}));
}

// Only what is public counts, once, on the day when it first became so; the agencies of a scope alone are seen.
TEST_P(FiguresTest, CountPublicDocuments) {
  const auto publish = [&](std::int64_t agency, const std::string& title) {
    const auto id = drafted(agency, title);
    clear(id);
    EXPECT_TRUE(desk_.publish(id, other_));
    return id;
  };
  const auto withdrawn = publish(east_, "撤下的");
  const auto revised = publish(east_, "改过的");
  publish(west_, "西区的");
  drafted(east_, "没有公开的");
  EXPECT_TRUE(desk_.withdraw(withdrawn, other_, "不宜公开"));
  clock().advance_ms(std::int64_t{400} * 86'400'000);
  EXPECT_TRUE(desk_.revise(revised, author_, "改题"));
  clear(revised);
  EXPECT_TRUE(desk_.publish(revised, other_));
  const auto* figure = *public_documents();
  const auto counted = [&](const figures::Ask& ask) {
    std::vector<std::pair<std::string, std::int64_t>> found;
    const auto cells = read([&](auto& session) { return figures::cells(session, ask); });
    EXPECT_TRUE(cells) << describe(cells.error());
    for (const auto& cell : *cells) found.emplace_back(figures::text_of(cell.group.front()), cell.value);
    return found;
  };
  using Counted = std::vector<std::pair<std::string, std::int64_t>>;
  EXPECT_EQ(counted(figures::Ask::of(*figure)), (Counted{{test::kEast.name, 1}, {test::kWest.name, 1}}));
  EXPECT_EQ(counted(figures::Ask::of(*figure, *figures::Period::parse("2025"))), Counted());
  const auto scope = Scope::of({west_});
  for (const auto* by : {"year", "month", "published_on", "column", "agency"}) {
    SCOPED_TRACE(by);
    const auto seen = counted({.figure = *figure, .scope = &scope, .by = {by}});
    ASSERT_EQ(seen.size(), 1U);
    EXPECT_EQ(seen.front().second, 1);
  }
  EXPECT_EQ(counted({.figure = *figure, .by = {"month"}}), (Counted{{"2024-03", 2}}));
  const auto rows = read([&](auto& session) { return figures::rows(session, figures::Ask::of(*figure)); });
  ASSERT_TRUE(rows) << describe(rows.error());
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ(rows->front().id, revised);
  EXPECT_EQ(figures::text_of(rows->front().values.at(6)), "notices");
}

}  // namespace
}  // namespace dl::publications
