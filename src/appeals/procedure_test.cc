// The tables of reviews and suits, what is due in them, and how they end.
#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "appeals/case_fixture.h"
#include "base/vocabulary.h"
#include "work/cycle_page.h"

namespace dl::appeals {
namespace {

using testing::ElementsAre;

void expect_page(const std::string& page_name, const std::string& drawn) {
  const auto name = fmt::format("{}/docs/{}", DAYLIGHT_SOURCE_DIR, page_name);
  std::stringstream text;
  text << std::ifstream(name).rdbuf();
  const auto page = text.str();
  const auto begin = page.find("```mermaid");
  ASSERT_NE(begin, std::string::npos) << name;
  EXPECT_EQ(page.substr(begin), drawn) << "the rest of docs/" << page_name << " is to be:\n" << drawn;
}

TEST(AppealProcedure, IsDrawnInTheDocuments) {
  expect_page("life-of-a-review.md", work::page_of(review::kCycle, review::State::Received));
  expect_page("life-of-a-suit.md", work::page_of(suit::kCycle, suit::State::Received));
}

TEST(AppealProcedure, ResultsAreTheWordsOfTheList) {
  const auto lists = must(Vocabularies::load());
  const auto& terms = lists.at(std::string(kResultList)).terms;
  ASSERT_EQ(terms.size(), kResults.size());
  for (std::size_t i = 0; i < terms.size(); ++i) {
    EXPECT_EQ(terms[i].code, kResults[i].name);
    EXPECT_EQ(terms[i].name, kResults[i].chinese);
  }
}

/// What keeps somebody from a step; empty for nothing.
std::string refused(const Told& told, std::string_view step, const matters::Input& input, Date today) {
  const auto now = times();
  const matters::Standing standing{told.now(), now, today, "person:甲"};
  const auto* row = told.kind().find(told.now().matter.state, step);
  if (row == nullptr) return "matter.step";
  if (row->guard != nullptr)
    if (const auto guarded = row->guard(standing); !guarded) return guarded.error().key;
  const auto judged = told.kind().check(standing, step, input);
  if (judged) return {};
  return judged.error().fields.empty() ? judged.error().key : judged.error().fields.front().key;
}

TEST(ReviewClocks, FollowTheLaw) {
  struct Row {
    const char* name;
    Way way;
    Date came;
    Date accepted;
    Date answer;
    Date decide;
  };
  const Row rows[] = {
      {"ordinary", Way::Ordinary, {2026, 3, 2}, {2026, 2, 25}, {2026, 3, 16}, {2026, 4, 27}},
      {"simplified", Way::Simplified, {2026, 3, 2}, {2026, 2, 27}, {2026, 3, 9}, {2026, 3, 30}},
      {"over the Spring Festival", Way::Simplified, {2026, 2, 13}, {2026, 2, 10}, {2026, 2, 27}, {2026, 3, 12}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    Told told(review_kind(), row.came, row.way);
    EXPECT_EQ(told.due("written-answer"), row.answer);
    EXPECT_EQ(told.due("decide"), std::nullopt) << "nobody has said when it was accepted";
    told.take("Accept", row.accepted);
    EXPECT_EQ(told.due("decide"), row.decide);
  }
}

TEST(ReviewClocks, StandStillWhileItIsSuspended) {
  Told told(review_kind(), Date(2026, 3, 2));
  told.take("Accept", Date(2026, 2, 25)).take("Answer", Date(2026, 3, 10));
  EXPECT_EQ(told.clock("written-answer")->met_on, Date(2026, 3, 10));
  EXPECT_EQ(refused(told, "Resume", {}, Date(2026, 3, 20)), "appeal.not-suspended");
  told.take("Suspend", Date(2026, 3, 12));
  EXPECT_EQ(refused(told, "Suspend", {}, Date(2026, 3, 20)), "appeal.suspended");
  EXPECT_EQ(told.due("decide"), std::nullopt) << "nobody knows until when it stands still";
  EXPECT_EQ(refused(told, "Resume", {.on = Date(2026, 3, 11)}, Date(2026, 3, 22)), "appeal.before");
  told.take("Resume", Date(2026, 3, 22));
  EXPECT_EQ(told.due("decide"), Date(2026, 5, 6)) << "ten days more";
  told.take("Extend", Date(2026, 4, 20));
  EXPECT_EQ(told.due("decide"), Date(2026, 6, 5)) << "and thirty";
  EXPECT_EQ(refused(told, "Extend", {}, Date(2026, 4, 21)), "appeal.extended-once");
}

TEST(ReviewClocks, ShowUntilWhenTheApplicantMaySue) {
  Told told(review_kind(), Date(2026, 1, 5));
  told.take("Answer", Date(2026, 1, 12)).take("Decide", Date(2026, 2, 5), "upheld");
  EXPECT_EQ(told.due("suit"), Date(2026, 2, 24)) << "2026-02-20 is a holiday";
  EXPECT_FALSE(told.clock("suit")->missed(Date(2026, 12, 31))) << "nobody here has missed anything";
  EXPECT_EQ(told.now().matter.outcome, "upheld");
  EXPECT_EQ(told.now().matter.ended_on, Date(2026, 2, 5));
}

TEST(ReviewProcedure, HasWhatWasOrderedDoneBeforeItIsArchived) {
  Told told(review_kind(), Date(2026, 3, 2));
  told.take("Answer", Date(2026, 3, 10));
  const Date decided(2026, 4, 10);
  EXPECT_EQ(refused(told, "Decide", {.on = Date(2026, 3, 9), .code = "corrected"}, decided), "appeal.before");
  EXPECT_EQ(refused(told, "Decide", {.on = decided, .code = "pending"}, decided), "field.choice");
  EXPECT_EQ(refused(told, "Decide", {.on = decided, .until = decided, .code = "corrected"}, decided),
            "appeal.until-past");
  EXPECT_EQ(refused(told, "Decide", {.on = decided, .until = Date(2026, 5, 8), .code = "upheld"}, decided),
            "appeal.until-upheld");
  EXPECT_EQ(refused(told, "Decide", {.on = decided, .until = Date(2026, 5, 8), .code = "corrected"}, decided), "");
  told.take("Decide", decided, "corrected", Date(2026, 5, 8));
  EXPECT_EQ(told.due("redecide"), Date(2026, 5, 8));
  EXPECT_EQ(refused(told, "Archive", {}, decided), "appeal.comply-owed");
  EXPECT_EQ(refused(told, "Comply", {.on = Date(2026, 4, 9)}, Date(2026, 5, 1)), "appeal.before");
  told.take("Comply", Date(2026, 4, 30));
  EXPECT_EQ(told.clock("redecide")->met_on, Date(2026, 4, 30));
  EXPECT_EQ(refused(told, "Comply", {}, Date(2026, 5, 1)), "appeal.complied");
  EXPECT_EQ(refused(told, "Archive", {}, Date(2026, 5, 1)), "");
  Told plain(review_kind(), Date(2026, 3, 2));
  plain.take("Decide", decided, "upheld");
  EXPECT_EQ(refused(plain, "Comply", {}, decided), "appeal.nothing-ordered");
  EXPECT_EQ(refused(plain, "Archive", {}, decided), "");
}

TEST(ReviewProcedure, AmendsWhatWasOrdered) {
  Told told(review_kind(), Date(2026, 3, 2));
  const Date decided(2026, 4, 10);
  told.take("Decide", decided, "upheld");
  EXPECT_EQ(refused(told, "Amend", {.until = Date(2026, 5, 8), .code = "upheld"}, Date(2026, 6, 1)),
            "appeal.until-upheld");
  EXPECT_EQ(refused(told, "Amend", {.until = decided, .code = "corrected"}, Date(2026, 6, 1)), "appeal.until-past");
  EXPECT_EQ(refused(told, "Amend", {.until = Date(2026, 5, 8), .code = "corrected"}, Date(2026, 6, 1)), "")
      << "a day that is past by now was ordered all the same";
  told.take("Amend", Date(2026, 6, 1), "corrected", Date(2026, 5, 8));
  EXPECT_EQ(order_of(told.now()), (Order{2, decided, Date(2026, 5, 8)}));
  EXPECT_EQ(told.due("redecide"), Date(2026, 5, 8));
  EXPECT_EQ(refused(told, "Archive", {}, Date(2026, 6, 2)), "appeal.comply-owed");
  told.take("Amend", Date(2026, 6, 3), "corrected");
  EXPECT_EQ(order_of(told.now()), std::nullopt) << "it is lifted";
  EXPECT_EQ(refused(told, "Archive", {}, Date(2026, 6, 4)), "");
  EXPECT_EQ(refused(told, "Comply", {}, Date(2026, 6, 4)), "appeal.nothing-ordered");
}

TEST(SuitProcedure, AnOrderOfTheFirstInstanceHoldsWhereTheSecondLeavesIt) {
  struct Row {
    const char* name;
    const char* step;
    const char* result;
    std::optional<Date> until;
    std::optional<Date> due;
  };
  const Date first(2026, 3, 31);
  const Date second(2026, 7, 31);
  const Row rows[] = {{"withdrawn", "Withdraw", "", {}, first},
                      {"corrected as well", "Judge", "corrected", {}, first},
                      {"with a day of its own", "Judge", "corrected", second, second},
                      {"the agency was right", "Judge", "upheld", {}, {}},
                      {"sent back", "Rule", "other", {}, {}}};
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    Told told(suit_kind(), Date(2025, 9, 1));
    told.take("Judge", Date(2025, 12, 20), "corrected", first).take("Appeal", Date(2026, 1, 4));
    EXPECT_EQ(told.due("redecide"), std::nullopt) << "it is not in force while the appeal is tried";
    told.take(row.step, Date(2026, 4, 1), row.result, row.until);
    EXPECT_EQ(told.due("redecide"), row.due);
  }
}

TEST(SuitClocks, FollowTheLaw) {
  Told told(suit_kind(), Date(2026, 2, 5));
  EXPECT_EQ(told.due("defence"), Date(2026, 2, 24)) << "2026-02-20 is a holiday";
  told.take("Accept", Date(2026, 2, 2)).take("Defend", Date(2026, 2, 12));
  EXPECT_EQ(told.due("judge"), Date(2026, 8, 3)) << "six months; 2026-08-02 is a Sunday";
  told.take("Judge", Date(2026, 6, 1), "upheld");
  EXPECT_EQ(told.due("appeal"), Date(2026, 6, 16));
  EXPECT_FALSE(told.clock("appeal")->met_on) << "the agency may appeal as well";
  told.take("Archive", Date(2026, 7, 1));
  EXPECT_FALSE(told.clock("appeal")->missed(Date(2026, 7, 1))) << "a right that ran out is none's delay";
  Told ruled(suit_kind(), Date(2026, 3, 2), Way::Simplified);
  ruled.take("Accept", Date(2026, 3, 2));
  EXPECT_EQ(ruled.due("judge"), Date(2026, 4, 16));
  ruled.take("Rule", Date(2026, 4, 1), "other");
  EXPECT_EQ(ruled.due("appeal"), Date(2026, 4, 13)) << "ten days end on a Saturday";
}

TEST(SuitProcedure, GoesThroughTwoInstances) {
  Told told(suit_kind(), Date(2025, 9, 1));
  told.take("Defend", Date(2025, 9, 10)).take("Judge", Date(2025, 12, 20), "upheld");
  EXPECT_EQ(refused(told, "Appeal", {.on = Date(2025, 12, 19)}, Date(2026, 1, 4)), "appeal.before");
  told.take("Appeal", Date(2026, 1, 4));
  EXPECT_EQ(told.now().matter.state, "Received");
  EXPECT_EQ(told.now().matter.ended_on, std::nullopt);
  EXPECT_EQ(told.due("defence"), std::nullopt) << "the period of an appeal is not confirmed";
  told.take("Judge", Date(2026, 4, 1), "corrected");
  EXPECT_EQ(told.now().matter.outcome, "corrected");
  EXPECT_EQ(told.due("appeal"), std::nullopt) << "it is final";
  EXPECT_EQ(refused(told, "Appeal", {}, Date(2026, 4, 2)), "appeal.second-instance");
  EXPECT_THAT(rounds_of(told.now()), ElementsAre(Round{1, Date(2025, 9, 1), Date(2025, 12, 20), Result::Upheld},
                                                 Round{2, Date(2026, 1, 4), Date(2026, 4, 1), Result::Corrected}));
  told.take("Amend", Date(2026, 4, 5), "other");
  EXPECT_EQ(told.now().matter.outcome, "other");
  EXPECT_EQ(told.now().matter.ended_on, Date(2026, 4, 1));
}

TEST(SuitProcedure, CountsWhatWasWithdrawnAsOther) {
  Told told(suit_kind(), Date(2026, 3, 2));
  told.take("Withdraw", Date(2026, 3, 20));
  EXPECT_EQ(told.now().matter.outcome, "other");
  EXPECT_EQ(told.now().matter.ended_on, Date(2026, 3, 20));
}

}  // namespace
}  // namespace dl::appeals
