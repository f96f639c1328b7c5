#include "requests/tellings.h"

#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// An agency whose applicants are written to.
class TellingsTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  TellingsTest() : RequestAgency(GetParam()) {}

  std::int64_t filed(const std::string& email) {
    const Filing filing{.place = place_,
                        .came_on = today(),
                        .contact = {.name = "张三",
                                    .identity_kind = "resident",
                                    .identity_number = "11010119900307889X",
                                    .phone = "13800000000",
                                    .email = email},
                        .wanted = "某厂的处罚决定"};
    const auto id = must(desk_.file(filing, "public:online")).id;
    queue(id);
    return id;
  }
  /// What the desk's follower does with the last fact of a matter.
  void queue(std::int64_t id) {
    const auto after = now(id);
    must(journal_.keep([&](journal::Transaction& transaction) {
      return queue_telling(transaction, key_, after, after.facts.back());
    }));
  }
  std::vector<Telling> tellings() {
    return must(read([](db::Session& session) { return list_tellings(session, 100); }));
  }
  int send() { return must(teller_.send_due()); }
  void pass(int minutes) { clock_.advance_ms(std::int64_t{minutes} * 60'000); }

 protected:
  std::vector<mail::Letter> sent_ = {};
  Outcome<void> answer_ = {};
  Teller teller_ = Teller(journal_, key_, "https://www.example.gov.cn/requests",
                          [this](const mail::Letter& letter) -> Outcome<void> {
                            if (answer_) sent_.push_back(letter);
                            return answer_;
                          });
};
DL_ON_EVERY_ENGINE(TellingsTest);

TEST_P(TellingsTest, TellsThatSomethingHappenedAndNeverWhat) {
  const auto id = filed("zhang@example.com");
  EXPECT_EQ(send(), 1);
  EXPECT_EQ(send(), 0) << "once";
  ASSERT_THAT(sent_, SizeIs(1));
  EXPECT_EQ(sent_[0].to, "zhang@example.com");
  const auto number = now(id).matter.number;
  EXPECT_THAT(sent_[0].subject, HasSubstr(number));
  EXPECT_THAT(sent_[0].text, HasSubstr(number));
  EXPECT_THAT(sent_[0].text, HasSubstr("https://www.example.gov.cn/requests"));
  for (const auto* word : {"张三", "某厂", "13800000000", "zhang@"}) EXPECT_THAT(sent_[0].text, Not(HasSubstr(word)));
  EXPECT_EQ(tellings().at(0).state, TellingState::Sent);
  EXPECT_EQ(tellings().at(0).attempts, 1);
}

TEST_P(TellingsTest, TellsOfEachStepThatThePageTells) {
  const auto id = filed("zhang@example.com");
  must(take(id, name_of(Step::Confirm), {.words = "电话确认", .on = today()}));
  queue(id);
  must(take(id, name_of(Step::Classify), {.code = "noise"}));
  queue(id);
  EXPECT_THAT(tellings(), SizeIs(2)) << "how the office files it is its own";
  EXPECT_EQ(send(), 2);
}

TEST_P(TellingsTest, ANoticeIsToldOfWhenItIsIssued) {
  const auto id = filed("zhang@example.com");
  must(take(id, name_of(Step::Confirm), {.words = "电话确认", .on = today()}));
  must(take(id, name_of(Step::AskSupplement), {.words = "写明地点", .on = today(), .until = today().plus_days(9)}));
  queue(id);
  EXPECT_THAT(tellings(), SizeIs(1)) << "the page does not tell of it yet";
  const auto notice = must(read([&](db::Session& session) { return matters::list_letters(session, id); })).back();
  RequestDesk desk(journal_, matters_, {forms(), key_, true});
  must(desk.issue_notice(id, notice.id, today(), who("乙"), Sealing::Stamp));
  EXPECT_THAT(tellings(), SizeIs(2));
  EXPECT_EQ(tellings().at(0).fact, now(id).facts.back().id);
}

TEST_P(TellingsTest, WritesToNobodyWithoutAnAddress) {
  filed("");
  filed("a@b c");
  EXPECT_THAT(tellings(), IsEmpty());
}

TEST_P(TellingsTest, TriesAgainForADayAndGivesUp) {
  filed("zhang@example.com");
  answer_ = fail(Fault::Unavailable, "mail.unsent", "SMTP 451");
  EXPECT_EQ(send(), 0);
  EXPECT_EQ(tellings().at(0).state, TellingState::Failed);
  EXPECT_EQ(tellings().at(0).error, "mail.unsent SMTP 451");
  EXPECT_EQ(send(), 0);
  EXPECT_EQ(tellings().at(0).attempts, 1) << "not before its time";
  for (const int minutes : kPauses) {
    EXPECT_EQ(tellings().at(0).state, TellingState::Failed) << minutes;
    pass(minutes);
    send();
  }
  EXPECT_EQ(tellings().at(0).state, TellingState::GivenUp);
  EXPECT_EQ(tellings().at(0).attempts, static_cast<int>(kPauses.size()) + 1);
  answer_ = {};
  pass(100'000);
  EXPECT_EQ(send(), 0);
}

TEST_P(TellingsTest, GoesOutOnceAServerIsThereAgain) {
  filed("zhang@example.com");
  answer_ = fail(Fault::Unavailable, "mail.unsent");
  send();
  answer_ = {};
  pass(kPauses[0]);
  EXPECT_EQ(send(), 1);
  EXPECT_EQ(tellings().at(0).state, TellingState::Sent);
  EXPECT_EQ(tellings().at(0).error, "");
}

TEST_P(TellingsTest, AreToldOfEachMatter) {
  const auto first = filed("zhang@example.com");
  const auto other = filed("li@example.com");
  EXPECT_EQ(send(), 2);
  const auto of = [&](std::int64_t id) {
    return must(read([&](db::Session& session) { return tellings_of(session, id); }));
  };
  ASSERT_THAT(of(first), SizeIs(1));
  EXPECT_EQ(of(first)[0].state, TellingState::Sent);
  EXPECT_EQ(of(first)[0].fact, now(first).facts.back().id);
  EXPECT_THAT(of(other), SizeIs(1));
  EXPECT_THAT(of(other + 100), SizeIs(0));
}

TEST_P(TellingsTest, AServerThatIsAwayIsAskedOnce) {
  filed("zhang@example.com");
  filed("li@example.com");
  answer_ = fail(Fault::Unavailable, "mail.unsent");
  EXPECT_EQ(send(), 0);
  EXPECT_EQ(tellings().at(1).state, TellingState::Failed);
  EXPECT_EQ(tellings().at(0).state, TellingState::Queued) << "it has not been tried, and loses nothing";
  answer_ = {};
  EXPECT_EQ(send(), 1);
}

TEST_P(TellingsTest, WhatIsRefusedForGoodIsNotTriedAgain) {
  filed("zhang@example.com");
  answer_ = fail(Fault::Invalid, "mail.refused", "SMTP 550");
  send();
  EXPECT_EQ(tellings().at(0).state, TellingState::GivenUp);
}

}  // namespace
}  // namespace dl::requests
