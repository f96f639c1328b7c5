// Answers by rating: who did not rate is counted as such, and each number opens to its letters.
#include "dialogue/figures.h"

#include "dialogue/dialogue_fixture.h"
#include "figures/ask.h"
#include "figures/definition.h"

namespace dl::dialogue {
namespace {

using testing::ElementsAre;

class MessageFiguresTest : public testing::TestWithParam<test::Store>, public Mailbox {
 public:
  MessageFiguresTest() : Mailbox(GetParam()) {}
};
DL_ON_EVERY_ENGINE(MessageFiguresTest);

TEST_P(MessageFiguresTest, CountAnswersByRatingAndThoseWithout) {
  const auto pleased = answered();
  must(matters_.rate(pleased, 5, "很快"));
  const auto silent = answered();
  const auto again = answered();
  must(matters_.rate(again, 5, ""));
  const auto reopened = answered();
  must(matters_.rate(reopened, 1, "没有解决"));
  clock_.set(Instant::at(Date(2026, 3, 3), 9));
  must(take(reopened, "Reopen", {.words = "评价低", .code = "low_rating"}));  // counts when it is answered again
  written();

  const auto source = std::make_shared<const figures::Source>(figure_source());
  const auto definitions = must(figures::Definitions::load_of(source));
  const auto ask =
      figures::Ask::of(definitions.at("messages.by-rating"), must(figures::Period::parse("2026")), place_.agency);
  std::vector<std::string> counted;
  for (const auto& cell : must(read([&](db::Session& session) { return figures::cells(session, ask); }))) {
    const auto rows = must(read([&](db::Session& session) { return figures::rows(session, ask, cell.group); }));
    EXPECT_EQ(std::ssize(rows), cell.value) << "the number opens to its letters";
    const auto& rating = std::get<std::string>(cell.group.back());
    if (rating == kUnrated) {
      EXPECT_EQ(rows.front().id, silent);
    }
    counted.push_back(fmt::format("{} {}", source->find("rating")->words.at(rating), cell.value));
  }
  EXPECT_THAT(counted, ElementsAre("5 星 2", "未评价 1"));
}

}  // namespace
}  // namespace dl::dialogue
