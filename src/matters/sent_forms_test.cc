// Sending a form twice brings one matter, on whatever node.
#include "matters/sent_forms.h"

#include <thread>

#include "matters/letters.h"
#include "matters/matters_fixture.h"

namespace dl::matters::errand {
namespace {

/// Two programs on one database.
class SentFormsTest : public testing::TestWithParam<test::Store>, public Agency {
 public:
  SentFormsTest() : Agency(GetParam()) {}

  Outcome<Opened> send(MatterDesk& desk, const std::string& form) {
    return desk.open({.kind = "errand",
                      .place = place_,
                      .title = "取一本书",
                      .on = today(),
                      .form = form,
                      .parties = {{PartyRole::Applicant, "natural", {.name = "张三", .phone = "13800000000"}}}},
                     "public:online");
  }
  Outcome<std::optional<Opened>> found(const std::string& form) {
    return read([&](db::Session& session) { return find_sent(session, key_, form, clock_.now()); });
  }
  std::int64_t count(const char* of) {
    return must(read(
        [&](db::Session& session) { return session.value<std::int64_t>(std::string("SELECT count(*) FROM ") + of); }));
  }

  journal::Journal other_journal_ = journal::Journal(store_.database(), clock_);
  MatterDesk other_ = MatterDesk(other_journal_, desk_.house());
};
DL_ON_EVERY_ENGINE(SentFormsTest);

TEST_P(SentFormsTest, ASecondSendingFindsTheFirstWithItsCode) {
  const auto form = form_of(std::string(32, 'a'), "取一本书");
  EXPECT_EQ(must(found(form)), std::nullopt);
  const auto first = must(send(desk_, form));
  EXPECT_EQ(send(other_, form).error().key, "matter.sent");
  const auto again = must(found(form));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->id, first.id);
  EXPECT_EQ(again->number, first.number);
  EXPECT_EQ(again->code, first.code);
  EXPECT_EQ(count("matter"), 1) << "what was undone left nothing";
  const auto opened = read([&](db::Session& session) { return open_by_code(session, key_, first.number, first.code); });
  EXPECT_EQ(must(opened).id, first.id);
  // Another form, or other words in the same one, is another matter with another code.
  const auto other = must(send(other_, form_of(std::string(32, 'a'), "取两本书")));
  EXPECT_NE(other.number, first.number);
  EXPECT_NE(other.code, first.code);
  // Whoever has the rows and the key of the installation still has not what the code is taken from.
  EXPECT_EQ(count(("matter_form WHERE form = '" + form + "'").c_str()), 0);
}

TEST_P(SentFormsTest, OfTwoAtOnceOneOpensIt) {
  const auto form = form_of(std::string(32, 'b'), "取一本书");
  std::vector<Outcome<Opened>> done(2, Opened());
  {
    std::jthread one([&] { done[0] = send(desk_, form); });
    std::jthread two([&] { done[1] = send(other_, form); });
  }
  EXPECT_NE(done[0].has_value(), done[1].has_value());
  for (const auto& one : done)
    if (!one) EXPECT_EQ(one.error().key, "matter.sent");
  EXPECT_EQ(count("matter"), 1);
}

TEST_P(SentFormsTest, ForgetsAfterHalfAnHourAndTellsOfANewCode) {
  const auto form = form_of(std::string(32, 'c'), "取一本书");
  const auto first = must(send(desk_, form));
  const auto renewed = desk_.renew_code(first.id, accounts::Right::AnswerRequests, Principal::machine("person:甲"));
  ASSERT_TRUE(renewed);
  EXPECT_EQ(found(form).error().key, "matter.code-new");
  clock_.set(Instant(clock_.now().milliseconds() + kFormKeptMs + 1));
  EXPECT_EQ(must(found(form)), std::nullopt);
  const auto later = must(send(other_, form));
  EXPECT_NE(later.number, first.number);
  EXPECT_NE(later.code, first.code) << "a code belongs to its number";
  EXPECT_EQ(count("matter_form"), 1);
}

TEST_P(SentFormsTest, RemembersByTheRealClockInASimulation) {
  FixedClock real(clock_.now());
  journal::Journal journal(store_.database(), clock_);
  journal.measure_by(real);
  MatterDesk desk(journal, desk_.house());
  const auto sent = [&](const std::string& form) {
    return must(read([&](db::Session& session) { return find_sent(session, key_, form, desk.real_now()); }));
  };
  const auto form = form_of(std::string(32, 'd'), "取一本书");
  const auto first = must(send(desk, form));
  clock_.set(Instant(clock_.now().milliseconds() + std::int64_t{365} * 86'400'000));
  ASSERT_TRUE(sent(form)) << "somebody has set the clock on between two clicks";
  EXPECT_EQ(sent(form)->number, first.number);
  must(send(desk, form_of(std::string(32, 'e'), "取一本书")));
  EXPECT_EQ(count("matter_form"), 2) << "the second has not swept the first away";
  real.set(Instant(real.now().milliseconds() + kFormKeptMs + 1));
  EXPECT_FALSE(sent(form));
}

}  // namespace
}  // namespace dl::matters::errand
