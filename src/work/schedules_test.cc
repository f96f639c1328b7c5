// Schedules of things that no module here knows, taken by the same loop as those of documents.
#include "work/schedules.h"

#include <gmock/gmock.h>

#include "accounts/accounts_fixture.h"
#include "work/schema.h"

namespace dl::work {
namespace {

using accounts::Principal;
using accounts::Right;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr accounts::Subject kLamp = {.prefix = "lamp", .chinese = "路灯"};
const std::string kKeeper = "person:1";
constexpr accounts::Subject kBench = {.prefix = "bench", .chinese = "长椅"};

class SchedulesTest : public accounts::AccountsTest {
 public:
  SchedulesTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(), &migrations()});
    run("INSERT INTO person (id, login, name, agency, state, created_at) VALUES (1, 'keeper', '某人', 3, 'Active', 0)");
    run("INSERT INTO person_grant (person, role, agency, reach) VALUES (1, 'Publisher', 3, 'Own')");
  }

  void run(const std::string& sql) {
    auto done = database().write([&](db::Session& session) { return session.run(sql); });
    ASSERT_TRUE(done) << describe(done.error());
  }
  Taker taker(const accounts::Subject& kind) {
    const auto record = [&kind](journal::Transaction& transaction, std::int64_t id, const std::string& actor,
                                const std::string& verb, const std::string& reason) {
      transaction.record({.actor = actor, .verb = verb, .subject = accounts::subject_text(kind, id), .reason = reason});
    };
    return {.subject = &kind,
            .lock = [](auto&, std::int64_t) { return Outcome<void>(); },
            .take = [this, &kind, record](journal::Transaction& transaction, std::int64_t id, const Schedule& due,
                                          const Principal& by) -> Outcome<void> {
              DL_CHECK(by.require(Right::PublishDocuments, east_));
              if (failing_.contains(id)) return fail(Fault::Internal, "internal");
              record(transaction, id, by.actor(), due.step, "");
              done_.push_back(fmt::format("{} {}", accounts::subject_text(kind, id), due.step));
              return {};
            },
            .refuse =
                [record](journal::Transaction& transaction, std::int64_t id, const std::string& why) {
                  record(transaction, id, "system:schedule", "lamp.schedule-refused", why);
                  return Outcome<void>();
                }};
  }
  void plan(const std::string& subject, const std::string& step, int seconds) {
    const auto at = Instant(began_.milliseconds() + seconds * 1000);
    auto set = database().write([&](db::Session& session) {
      return set_schedule(session, subject, {step, at, kKeeper});
    });
    ASSERT_TRUE(set) << describe(set.error());
  }
  /// What is done when so many seconds have passed since the beginning.
  std::vector<std::string> done_at(int seconds) {
    clock().set(Instant(began_.milliseconds() + seconds * 1000));
    done_.clear();
    const auto taken =
        timetable_.take_due([&](const std::string& subject, const Error&) { failed_.push_back(subject); });
    EXPECT_TRUE(taken) << describe(taken.error());
    EXPECT_EQ(taken.value_or(-1), std::ssize(done_));
    return done_;
  }
  std::optional<Schedule> schedule(const std::string& subject) {
    return *read([&](db::Session& session) { return find_schedule(session, subject); });
  }
  bool clear(const std::string& subject, const Schedule& known, const std::string& why) {
    return *database().write([&](db::Session& session) { return clear_schedule(session, subject, known, why); });
  }
  std::string failure(const std::string& subject) {
    return *read([&](db::Session& session) {
      return session.value<std::string>(
          "SELECT coalesce((SELECT failed FROM work_schedule WHERE subject = :subject), 'no row')", subject);
    });
  }

  std::set<std::int64_t> failing_ = {};
  std::vector<std::string> done_ = {};
  std::vector<std::string> failed_ = {};
  const Instant began_ = clock().now();
  Timetable timetable_ = Timetable(journal_, {taker(kLamp), taker(kBench)});
};
DL_ON_EVERY_ENGINE(SchedulesTest);

TEST_P(SchedulesTest, AreTakenOnceWhenTheirTimeHasCome) {
  plan("lamp:7", "show", 20);
  plan("bench:7", "paint", 10);
  plan("lamp:8", "show", 30);
  EXPECT_THAT(done_at(9), IsEmpty());
  EXPECT_THAT(done_at(20), ElementsAre("bench:7 paint", "lamp:7 show")) << "the longest due first";
  EXPECT_THAT(done_at(21), IsEmpty());
  EXPECT_EQ(failure("lamp:7"), "no row");
  EXPECT_EQ(journal_.about("lamp:7")->back().event.actor, kKeeper);
  plan("lamp:8", "mend", 40);
  EXPECT_THAT(done_at(35), IsEmpty()) << "there is one of each thing";
  EXPECT_THAT(done_at(40), ElementsAre("lamp:8 mend"));
}

TEST_P(SchedulesTest, AreRefusedOnceToWhoMayNotAnyMore) {
  plan("lamp:7", "show", 10);
  run("UPDATE person SET state = 'Suspended' WHERE id = 1");
  EXPECT_THAT(done_at(10), IsEmpty());
  EXPECT_EQ(schedule("lamp:7"), std::nullopt);
  EXPECT_EQ(failure("lamp:7"), "right.missing");
  const auto last = journal_.about("lamp:7")->back().event;
  EXPECT_EQ(last.verb, "lamp.schedule-refused");
  EXPECT_EQ(last.reason, "right.missing");
  EXPECT_THAT(done_at(20), IsEmpty());
  EXPECT_EQ(journal_.about("lamp:7")->size(), 1U);
  EXPECT_THAT(failed_, IsEmpty()) << "a refusal is no fault of the machinery";
  plan("lamp:7", "show", 90);
  EXPECT_EQ(failure("lamp:7"), "");
}

TEST_P(SchedulesTest, ThatFailAreTriedAgainAndHoldUpNothing) {
  failing_ = {7};
  plan("lamp:7", "show", 10);
  plan("lamp:8", "show", 11);
  EXPECT_THAT(done_at(11), ElementsAre("lamp:8 show"));
  for (int second : {12, 13, 14, 15}) EXPECT_THAT(done_at(second), IsEmpty());
  EXPECT_THAT(failed_, ElementsAre("lamp:7", "lamp:7", "lamp:7")) << "it rests after the third time";
  failing_.clear();
  EXPECT_THAT(done_at(72), IsEmpty());
  EXPECT_THAT(done_at(73), ElementsAre("lamp:7 show"));
}

// Between a refusal and its record somebody may have set another moment.
TEST_P(SchedulesTest, AreClearedOnlyAsTheyWereTried) {
  plan("lamp:7", "show", 10);
  const auto tried = *schedule("lamp:7");
  plan("lamp:7", "show", 20);
  const auto anew = *schedule("lamp:7");
  EXPECT_FALSE(clear("lamp:7", tried, "right.missing"));
  EXPECT_EQ(schedule("lamp:7"), anew);
  EXPECT_EQ(failure("lamp:7"), "");
  EXPECT_TRUE(clear("lamp:7", anew, "right.missing"));
  EXPECT_EQ(failure("lamp:7"), "right.missing");
  EXPECT_FALSE(clear("lamp:7", anew, ""));
}

TEST_P(SchedulesTest, OfThingsThatNobodyTakesStay) {
  plan("kite:7", "fly", 10);
  plan("lamp:7", "show", 20);
  EXPECT_THAT(done_at(20), ElementsAre("lamp:7 show"));
  EXPECT_TRUE(schedule("kite:7"));
  EXPECT_THAT(failed_, IsEmpty());
}

}  // namespace
}  // namespace dl::work
