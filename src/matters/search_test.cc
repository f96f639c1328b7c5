// Lists of matters by parts of their words and by days of receipt: what a plain reading of every row finds, and only
// within one's sight.
#include <random>

#include "base/text.h"
#include "matters/matters_fixture.h"

namespace dl::matters::errand {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr int kMatters = 60;
constexpr int kQuestions = 300;

class MatterSearchTest : public testing::TestWithParam<test::Store>, public Agency {
 protected:
  MatterSearchTest() : Agency(GetParam()) {}

  std::size_t pick(std::size_t most) { return random_() % most; }

  /// Of few letters, so that parts come up again; among them what patterns would take for more than itself.
  std::string any_text(std::size_t most) {
    static constexpr std::string_view kLetters[] = {"预", "算", "书", "a", "B", "b", "É", "1",  "2",
                                                    "%",  "_",  "!",  "'", "-", " ", "?", "𠮷", "\""};
    std::string text;
    for (auto left = 1 + pick(most); left > 0; --left) text += kLetters[pick(std::size(kLetters))];
    return text;
  }

  std::vector<std::int64_t> found(const Wanted& wanted, const Sight& sight = Sight::everywhere()) {
    std::vector<std::int64_t> ids;
    std::optional<db::Key> after;
    do {
      const auto page =
          must(read([&](db::Session& session) { return list_matters(session, sight, wanted, after, 7); }));
      for (const auto& matter : page.items) ids.push_back(matter.id);
      after = page.next;
    } while (after);
    std::int64_t counted = 0;
    for (const auto& [state, count] :
         must(read([&](db::Session& session) { return count_states(session, sight, wanted); })))
      counted += count;
    EXPECT_EQ(counted, std::ssize(ids)) << "counts are of what the list has";
    return ids;
  }

  /// Every matter, the newest first, without any condition.
  std::vector<Matter> everything() {
    auto page =
        must(read([&](db::Session& session) { return list_matters(session, Sight::everywhere(), {}, {}, 1'000); }));
    EXPECT_FALSE(page.next);
    return std::move(page.items);
  }

  std::vector<std::int64_t> read_plainly(std::string_view part) {
    std::vector<std::int64_t> ids;
    const auto folded = text::ascii_lower(part);
    for (const auto& matter : everything())
      if (text::ascii_lower(matter.title).find(folded) != std::string::npos ||
          text::ascii_lower(matter.number).find(folded) != std::string::npos)
        ids.push_back(matter.id);
    return ids;
  }

  std::vector<std::tuple<std::string, std::int64_t>> pieces() {
    return must(read([](db::Session& session) {
      return session.query<std::string, std::int64_t>("SELECT piece, matter FROM matter_piece ORDER BY piece, matter");
    }));
  }
  void run(std::string_view sql) {
    must(store_.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(session.run(sql));
      return {};
    }));
  }

  std::mt19937 random_ = std::mt19937(20260302);
};
DL_ON_EVERY_ENGINE(MatterSearchTest);

std::string filled(const std::string& title) { return text::trim(title).empty() ? "书" : title; }

TEST_P(MatterSearchTest, FindsWhatAPlainReadingFinds) {
  for (int i = 0; i < kMatters; ++i) opened(filled(any_text(12)));
  std::size_t some = 0;
  for (int i = 0; i < kQuestions; ++i) {
    const auto part = any_text(4);
    SCOPED_TRACE(part);
    const auto wanted = read_plainly(part);
    some += wanted.empty() ? 0 : 1;
    EXPECT_EQ(found({.words = part}), wanted);
  }
  EXPECT_GT(some, kQuestions / 10U) << "there was something to find";
  EXPECT_LT(some, kQuestions * 9U / 10) << "and parts that none has";
}

TEST_P(MatterSearchTest, FindsByAPartOfTheNumber) {
  const auto one = opened("取一本书");
  const auto two = opened("送一封信");
  EXPECT_THAT(found({.words = one.number}), ElementsAre(one.id));
  EXPECT_THAT(found({.words = text::ascii_lower(two.number)}), ElementsAre(two.id));
  EXPECT_THAT(found({.words = "-2026-"}), ElementsAre(two.id, one.id));
  EXPECT_THAT(found({.words = "书" + one.number}), IsEmpty()) << "the title ends where the number begins";
}

// Of what is common the list is walked in its own order.
TEST_P(MatterSearchTest, FindsACommonPartAsARareOne) {
  const auto one = opened("取一本书").id;
  const auto two = opened("送一封信").id;
  const auto three = opened("取一本书和一封信").id;
  for (const char* part : {"一本", "取", "书"})
    run(fmt::format(
        "INSERT INTO matter_piece (piece, matter) WITH RECURSIVE place(n) AS (SELECT 1 UNION ALL SELECT n + "
        "1 FROM place WHERE n < 2000) SELECT '{}' || n, {} FROM place",
        part, two));
  EXPECT_THAT(found({.words = "一本"}), ElementsAre(three, one));
  EXPECT_THAT(found({.words = "取"}), ElementsAre(three, one));
  EXPECT_THAT(found({.words = "书"}), ElementsAre(three, one));
  EXPECT_THAT(found({.words = "封信"}), ElementsAre(three, two));
}

TEST_P(MatterSearchTest, AStepLeavesTheWords) {
  const auto one = opened("取一本书").id;
  const auto before = pieces();
  must(take(one, "Accept", {.department = "收发室"}));
  EXPECT_EQ(pieces(), before);
  EXPECT_THAT(found({.state = "Doing", .words = "一本"}), ElementsAre(one));
  EXPECT_THAT(found({.state = "Asked", .words = "一本"}), IsEmpty());
}

TEST_P(MatterSearchTest, NothingIsFoundBeyondOnesSight) {
  const auto one = opened("取一本书");
  const Sight mine{.kinds = {{"errand", accounts::Scope::of({place_.agency})}}};
  const Sight of_others{.kinds = {{"errand", accounts::Scope::of({place_.agency + 1})}}};
  const Sight of_another_kind{.kinds = {{"request", accounts::Scope::everywhere()}}};
  for (const auto& words : {std::string("一本"), std::string("书"), one.number}) {
    SCOPED_TRACE(words);
    EXPECT_THAT(found({.words = words}, mine), ElementsAre(one.id));
    EXPECT_THAT(found({.words = words}, of_others), IsEmpty());
    EXPECT_THAT(found({.words = words}, of_another_kind), IsEmpty());
    EXPECT_THAT(found({.words = words}, {}), IsEmpty());
  }
  for (const char* of_a_person : {"张三", "13800000000"})
    EXPECT_THAT(found({.words = of_a_person}, mine), IsEmpty()) << "whoever brought it is not looked for";
}

TEST_P(MatterSearchTest, ListsByDaysOfReceipt) {
  const auto first = opened().id;
  clock_.set(Instant::at(Date(2026, 3, 9), 9, 30));
  const auto second = opened().id;
  clock_.set(Instant::at(Date(2026, 4, 1), 9, 30));
  const auto third = opened("送一封信").id;
  const auto between = [](std::optional<Date> from, std::optional<Date> until) {
    return Wanted{.received_from = from, .received_until = until};
  };
  EXPECT_THAT(found(between({}, {})), ElementsAre(third, second, first));
  EXPECT_THAT(found(between(Date(2026, 3, 1), Date(2026, 3, 31))), ElementsAre(second, first));
  EXPECT_THAT(found(between(Date(2026, 3, 9), {})), ElementsAre(third, second)) << "from the day itself";
  EXPECT_THAT(found(between({}, Date(2026, 3, 9))), ElementsAre(second, first)) << "and to the day itself";
  run(fmt::format("UPDATE matter SET received_on = NULL WHERE id = {}", second));
  EXPECT_THAT(found(between(Date(2026, 3, 1), {})), ElementsAre(third, first)) << "without what is not settled";
  EXPECT_THAT(found(between({}, Date(2026, 12, 31))), ElementsAre(third, first));
}

// What an earlier version has opened is found as what this one opens.
TEST_P(MatterSearchTest, AnEarlierInstallationIsSearchedAfterItsUpgrade) {
  for (int i = 0; i < kMatters; ++i) opened(filled(any_text(12)));
  const auto kept = pieces();
  EXPECT_THAT(kept, testing::Not(IsEmpty()));
  run("DROP TABLE matter_piece");
  run("DELETE FROM schema_version WHERE name = 'matters-search'");
  store_.migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
                  &work::migrations(), &migrations()});
  EXPECT_EQ(pieces(), kept);
}

}  // namespace
}  // namespace dl::matters::errand
