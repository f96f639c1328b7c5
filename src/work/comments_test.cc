// Remarks and reviews of a thing that no module here knows: by its subject alone.
#include "work/comments.h"

#include <gmock/gmock.h>

#include "accounts/accounts_fixture.h"
#include "work/reviews.h"
#include "work/schema.h"

namespace dl::work {
namespace {

const std::string kLamp = "lamp:7";

content::Tree words_of(const std::vector<std::string>& blocks) {
  content::Tree words;
  for (const auto& text : blocks) words.blocks.push_back({.runs = {{.text = text}}});
  return words;
}

class CommentsTest : public accounts::AccountsTest {
 public:
  CommentsTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(), &migrations()});
  }

  template <class F>
  auto change(const std::string& subject, F f) {
    return journal_.write([&](journal::Transaction& transaction) {
      auto done = f(transaction);
      transaction.record({.actor = by_.actor(), .verb = "lamp.commented", .subject = subject});
      return done;
    });
  }
  std::string add(const std::string& text, std::optional<int> block, const content::Tree& words = {}, int version = 1) {
    auto added = change(kLamp, [&](auto& transaction) {
      return add_comment(transaction, {kLamp, version}, words, text, block, by_);
    });
    return added ? fmt::format("{}", *added) : added.error().key;
  }
  std::string resolve(const std::string& subject, std::int64_t comment) {
    auto done = change(subject, [&](auto& transaction) { return resolve_comment(transaction, subject, comment, by_); });
    return done ? "resolved" : done.error().key;
  }
  std::vector<Comment> comments(const std::string& subject = kLamp) {
    return *read([&](db::Session& session) { return list_comments(session, subject); });
  }

  accounts::Principal by_ = accounts::Principal::machine("person:甲");
};
DL_ON_EVERY_ENGINE(CommentsTest);

TEST_P(CommentsTest, AreOfTheirSubjectAlone) {
  EXPECT_EQ(add("灯杆编号不对", {}), "1");
  EXPECT_EQ(add("第二版仍不对", {}, {}, 2), "2");
  const auto made = comments();
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].text, "灯杆编号不对");
  EXPECT_EQ(made[0].person, "person:甲");
  EXPECT_EQ(made[1].version, 2);
  EXPECT_TRUE(comments("lamp:8").empty());
  EXPECT_EQ(resolve("lamp:8", 1), "comment.missing");
  EXPECT_EQ(resolve(kLamp, 1), "resolved");
  EXPECT_EQ(resolve(kLamp, 1), "comment.resolved");
  EXPECT_EQ(comments()[0].resolved_by, "person:甲");
  EXPECT_FALSE(comments()[1].resolved_at);
}

TEST_P(CommentsTest, RefuseWhatSaysNothingOrSpeaksOfNothing) {
  const auto words = words_of({"甲", "乙"});
  EXPECT_EQ(add(" \n", {}), "comment.empty");
  EXPECT_EQ(add(std::string(kLongestComment + 1, 'a'), {}), "comment.long");
  EXPECT_EQ(add("哪一段", 0), "comment.block");
  EXPECT_EQ(add("哪一段", 2, words), "comment.block");
  EXPECT_EQ(add("哪一段", -1, words), "comment.block");
  EXPECT_TRUE(comments().empty());
}

TEST_P(CommentsTest, FollowTheWordsThatTheySpeakOf) {
  using Places = std::vector<std::optional<int>>;
  const auto words = words_of({"甲", "乙", "甲"});
  ASSERT_EQ(add("整篇", {}, words), "1");
  ASSERT_EQ(add("指乙", 1, words), "2");
  ASSERT_EQ(add("指后一个甲", 2, words), "3");
  EXPECT_EQ(comments()[1].block_words, "乙");
  EXPECT_EQ(places_of(comments(), words), (Places{{}, 1, 2}));
  EXPECT_EQ(places_of(comments(), words_of({"新", "甲", "乙", "甲"})), (Places{{}, 2, 1})) << "the nearest one";
  EXPECT_EQ(places_of(comments(), words_of({"甲", "乙改"})), (Places{{}, {}, 0}));
}

TEST_P(CommentsTest, StandBesideReviewsOfEachVersion) {
  const auto said = [&](int version, const std::string& step, const std::string& remark) {
    ASSERT_TRUE(change(kLamp, [&](auto& transaction) {
      return insert_review(transaction.sql(), kLamp,
                           {version, step, by_.actor(), remark, "d" + remark, transaction.now()});
    }));
  };
  said(1, "check", "不清楚");
  said(2, "check", "清楚");
  said(1, "check", "再看");
  auto remarks = [&](auto of) {
    std::vector<std::string> all;
    const auto reviews = *read([&](db::Session& session) { return list_reviews(session, of); });
    for (const auto& one : reviews)
      all.push_back(fmt::format("{} {} {} {}", one.version, one.step, one.remark, one.digest));
    return all;
  };
  EXPECT_THAT(remarks(Version{kLamp, 1}), testing::ElementsAre("1 check 不清楚 d不清楚", "1 check 再看 d再看"));
  EXPECT_THAT(remarks(kLamp),
              testing::ElementsAre("1 check 不清楚 d不清楚", "1 check 再看 d再看", "2 check 清楚 d清楚"));
  EXPECT_TRUE(remarks(std::string("lamp:70")).empty());
}

}  // namespace
}  // namespace dl::work
