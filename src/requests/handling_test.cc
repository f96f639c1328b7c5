// Inner days and departments that help: what is due, what is refused, whose work it is.
#include "requests/handling.h"

#include "requests/case_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Date kCame(2026, 3, 2);  ///< a Monday; the answer is due on March 30

std::string key(const Told& told, Step step, const Input& input, Date today) {
  const auto now = times();
  const auto done = Procedure::check({told.now(), now, today, "person:甲"}, step, input);
  return done ? "" : done.error().fields.at(0).key;
}

std::vector<std::string> codes(const Told& told, bool pending) {
  std::vector<std::string> all;
  for (const auto& clock : must(Procedure::clocks(told.now(), times())))
    if (clock.pending() == pending && (clock.code == "assigned" || clock.code.starts_with("co-handling")))
      all.push_back(clock.code + " " + clock.due().text());
  return all;
}

TEST(Contact, IsNotedUntilTheAnswerIsServed) {
  const auto kind = matters::kind_of<Procedure>();
  for (const auto& row : kStates) {
    const auto* noted = kind.find(name_of(row.state), name_of(Step::Contact));
    const bool open = row.phase == matters::Phase::Open || row.phase == matters::Phase::Waiting;
    EXPECT_EQ(noted != nullptr, open) << name_of(row.state);
    if (noted != nullptr) {
      EXPECT_EQ(noted->to, name_of(row.state)) << "it leads nowhere";
    }
  }
}

TEST(InnerDay, StandsBetweenTodayAndTheDayOfTheAnswer) {
  Told told(kCame);
  told.fact("request.accepted", kCame);
  ASSERT_EQ(told.due("answer"), Date(2026, 3, 30));
  struct Row {
    Date until;
    Date today;
    const char* key;
  };
  const Row rows[] = {{Date(2026, 3, 4), Date(2026, 3, 5), "request.inner-past"},
                      {Date(2026, 3, 5), Date(2026, 3, 5), ""},
                      {Date(2026, 3, 30), Date(2026, 3, 5), ""},
                      {Date(2026, 3, 31), Date(2026, 3, 5), "request.inner-late"},
                      {Date(9999, 1, 1), Date(2026, 3, 5), "request.inner-late"},
                      {Date(2026, 4, 3), Date(2026, 4, 1), ""}};
  for (const auto& row : rows)
    for (const auto step : {Step::Assign, Step::CoHandle})
      EXPECT_EQ(key(told, step, {.until = row.until, .department = "市政科"}, row.today), row.key) << row.until.text();
  EXPECT_EQ(key(told, Step::Assign, {.department = "市政科"}, Date(2026, 3, 5)), "") << "it may be left out";
}

TEST(InnerDay, RunsUntilAnAnswerIsSentOrTheRequestIsReturned) {
  Told told(kCame);
  told.fact("request.accepted", kCame).in(State::Registered);
  told.fact("request.assigned", Date(2026, 3, 3), Date(2026, 3, 13));
  EXPECT_THAT(codes(told, true), ElementsAre("assigned 2026-03-13"));
  told.fact("request.returned", Date(2026, 3, 4));
  EXPECT_THAT(codes(told, true), IsEmpty());
  told.fact("request.assigned", Date(2026, 3, 5), Date(2026, 3, 20));
  EXPECT_THAT(codes(told, true), ElementsAre("assigned 2026-03-20"));
  told.fact("request.submitted", Date(2026, 3, 18)).in(State::Signing);
  EXPECT_THAT(codes(told, true), IsEmpty());
  EXPECT_THAT(codes(told, false), ElementsAre("assigned 2026-03-20"));
  told.fact("request.sent-back", Date(2026, 3, 19)).in(State::Registered);
  EXPECT_THAT(codes(told, true), ElementsAre("assigned 2026-03-20")) << "it is in hand again";
  told.fact("request.assigned", Date(2026, 3, 19));
  EXPECT_THAT(codes(told, true), IsEmpty()) << "given to somebody else without a day";
}

TEST(CoHandling, IsTheOpenWorkOfWhoeverWasAskedAndKeepsTheAnswerBack) {
  Told told(kCame);
  told.fact("request.accepted", kCame).in(State::Registered);
  told.fact("request.co-handling-asked", Date(2026, 3, 3), Date(2026, 3, 10)).named("法规科", "person:乙");
  const auto first = told.last();
  told.fact("request.co-handling-asked", Date(2026, 3, 4), Date(2026, 3, 9)).named("财务科");
  told.fact("request.co-handling-asked", Date(2026, 3, 4), Date(2026, 3, 6)).named("档案室");
  const auto third = told.last();
  EXPECT_THAT(open_co_handlings(told.now()), SizeIs(3));
  const auto waiting = [&] { return must(Procedure::waiting(told.now(), times())); };
  ASSERT_THAT(waiting(), SizeIs(2)) << "one for the person, one for the office";
  EXPECT_EQ(waiting()[0].holder, "person:乙");
  EXPECT_EQ(waiting()[0].due_on, Date(2026, 3, 10));
  EXPECT_EQ(waiting()[1].holder, "");
  EXPECT_EQ(waiting()[1].due_on, Date(2026, 3, 6)) << "the first of both";
  EXPECT_THAT(waiting()[1].words, testing::AllOf(testing::HasSubstr("财务科"), testing::HasSubstr("档案室")));
  const auto submits = [&] {
    const auto now = times();
    const auto done = check_submits({told.now(), now, Date(2026, 3, 11), "person:甲"});
    return done ? "" : done.error().key;
  };
  EXPECT_EQ(submits(), "request.co-handling-open");
  for (const auto about : {first, first + 1, third}) told.fact("request.co-handled", Date(2026, 3, 11), {}, {}, about);
  EXPECT_EQ(submits(), "");
  EXPECT_THAT(waiting(), IsEmpty());
  EXPECT_THAT(codes(told, true), IsEmpty());
  EXPECT_THAT(codes(told, false), SizeIs(3));
}

}  // namespace
}  // namespace dl::requests
