// The desk of lamps on every engine: what it does, refuses, numbers and counts.
#include "lamps/lamp_desk.h"

#include <gmock/gmock.h>

#include "accounts/people.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"
#include "tests/support/places.h"
#include "work/comments.h"
#include "work/schema.h"

namespace dl::lamps {
namespace {

using accounts::Principal;
using accounts::Scope;

class LampTest : public test::DatabaseTest {
 protected:
  LampTest() {
    migrate({&db::migrations(), &journal::migrations(), &test::place_tables(), &accounts::migrations(),
             &work::migrations(), &migrations()});
    auto founded = database().write([](db::Session& session) { return test::put(session, test::kBureau); });
    EXPECT_TRUE(founded) << describe(founded.error());
    // Whose rights are looked up when a step is due.
    auto entered = database().write([](db::Session& session) -> Outcome<void> {
      DL_CHECK(
          session.run("INSERT INTO person (id, login, name, agency, state, created_at) VALUES (2, 'li', '李', 1, "
                      "'Active', 0)"));
      DL_CHECK(
          session.run("INSERT INTO person_grant (person, role, agency, reach) VALUES (2, 'LampKeeper', 1, 'Own')"));
      return {};
    });
    EXPECT_TRUE(entered) << describe(entered.error());
  }

  Lamp lamp(std::int64_t id) {
    auto found = database().read([&](db::Session& sql) { return load_lamp(sql, Scope::everywhere(), id); });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(Lamp{});
  }
  std::string taken(std::int64_t id, Step step, const Principal& by, const std::string& reason = {}) {
    auto done = desk_.take(id, step, reason, by);
    return done ? "" : done.error().key;
  }

  journal::Journal journal_ = journal::Journal(database(), clock());
  LampDesk desk_ = LampDesk(journal_);
  std::int64_t agency_ = 1;
  Principal first_ = Principal::machine("person:1");
  Principal second_ = Principal::machine("person:2");
};
DL_ON_EVERY_ENGINE(LampTest);

TEST_P(LampTest, GoesItsWayInNumberedOrder) {
  const auto id = desk_.note(agency_, {"人民路 12 号", "不亮"}, first_);
  const auto other = desk_.note(agency_, {"解放路 3 号", "闪烁"}, first_);
  ASSERT_TRUE(id && other);
  EXPECT_EQ(lamp(*id).number, "2024-00001");
  EXPECT_EQ(lamp(*other).number, "2024-00002");
  EXPECT_EQ(taken(*id, Step::Publish, second_), "lamp.step");
  EXPECT_EQ(taken(*id, Step::Check, first_), "lamp.own-check");
  EXPECT_EQ(taken(*id, Step::Check, second_), "");
  EXPECT_EQ(taken(*id, Step::SendBack, second_), "lamp.reason-owed");
  EXPECT_EQ(taken(*id, Step::Publish, second_), "");
  EXPECT_EQ(taken(*id, Step::Repair, second_), "");
  EXPECT_EQ(lamp(*id).state, State::Repaired);
  EXPECT_EQ(taken(99, Step::Check, second_), "lamp.missing");
}

TEST_P(LampTest, IsKeptFromThoseWithoutTheRight) {
  const auto id = *desk_.note(agency_, {"人民路 12 号", "不亮"}, first_);
  EXPECT_EQ(taken(id, Step::Check, Principal()), "right.missing");
  EXPECT_EQ(desk_.note(agency_, {"甲", "乙"}, Principal()).error().key, "right.missing");
  auto hidden = database().read([&](db::Session& sql) { return load_lamp(sql, Scope::of({agency_ + 1}), id); });
  EXPECT_EQ(hidden.error().key, "lamp.missing");
}

TEST_P(LampTest, SaysWhatIsMissing) {
  const auto refused = desk_.note(agency_, {}, first_);
  EXPECT_EQ(refused.error().fields.size(), 2U);
  EXPECT_EQ(desk_.note(agency_, {std::string(101, 'a'), "不亮"}, first_).error().key, "request.fields");
}

TEST_P(LampTest, HasRemarksPicturesAndSchedulesWithoutTablesOfItsOwn) {
  const auto id = *desk_.note(agency_, {"人民路 12 号", "不亮"}, first_);
  ASSERT_TRUE(desk_.comment(id, "请附照片", second_));
  EXPECT_EQ(desk_.comment(id, "请附照片", Principal()).error().key, "right.missing");
  ASSERT_TRUE(desk_.add_file(id, {"灯杆.csv", "12,不亮\n", false}, first_));
  EXPECT_EQ(desk_.add_file(id, {"灯杆.exe", "MZ", false}, first_).error().key, "file.kind");
  const auto comments = *database().read([](db::Session& sql) { return work::list_comments(sql, "lamp:1"); });
  ASSERT_EQ(comments.size(), 1U);
  EXPECT_EQ(comments[0].text, "请附照片");
  EXPECT_EQ(database().read([](db::Session& sql) { return work::list_files(sql, {"lamp:1", 1}); })->size(), 1U);

  const auto at = Instant(clock().now().milliseconds() + 60'000);
  ASSERT_TRUE(desk_.schedule(id, Step::Check, at, second_));
  work::Timetable timetable(journal_, {take_lamps()});
  EXPECT_EQ(*timetable.take_due(), 0);
  clock().set(at);
  EXPECT_EQ(*timetable.take_due(), 1);
  EXPECT_EQ(lamp(id).state, State::Checked);
  ASSERT_TRUE(desk_.schedule(id, Step::Repair, at, second_));
  EXPECT_EQ(*timetable.take_due(), 0);
  EXPECT_EQ(journal_.about("lamp:1")->back().event.reason, "lamp.step") << "it was not public";
}

}  // namespace
}  // namespace dl::lamps
