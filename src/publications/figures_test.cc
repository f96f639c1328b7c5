// Names and dates over many documents, on every engine.
#include "publications/figures.h"

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

}  // namespace
}  // namespace dl::publications
