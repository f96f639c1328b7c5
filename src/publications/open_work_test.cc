// What waits on documents, as the list of open work has it: kept with every change, equal to what is made anew.
#include "publications/open_work.h"

#include <rapidcheck.h>

#include <latch>
#include <thread>

#include "agencies/holidays.h"
#include "base/resources.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class OpenWorkTest : public ShelfTest {
 public:
  OpenWorkTest() { work_.keep_with(journal_); }

  std::vector<work::Item> items(std::int64_t document) {
    auto kept = read([&](auto& session) { return work::kept_items(session, topic_of_document(document)); });
    EXPECT_TRUE(kept) << describe(kept.error());
    return kept.value_or(std::vector<work::Item>());
  }
  using ShelfTest::drafted;
  std::int64_t drafted(const NewDocument& document) {
    auto id = desk_.draft(document, author_);
    EXPECT_TRUE(id) << describe(id.error());
    return id.value_or(0);
  }
  std::string kind(std::int64_t document) {
    auto kept = items(document);
    EXPECT_LE(kept.size(), 1U);
    return kept.empty() ? "" : kept.front().kind;
  }
  std::vector<std::string> titles_for(const Principal& who, std::string_view kind) {
    std::vector<std::string> titles;
    auto page = read([&](auto& session) { return work_.list(session, {who, {}}, kind, {}, 200); });
    EXPECT_TRUE(page) << describe(page.error());
    for (const auto& line : page->items) titles.push_back(line.item.title);
    auto counts = read([&](auto& session) { return work_.count(session, {who, {}}); });
    EXPECT_EQ((*counts)[std::string(kind)], std::ssize(titles));
    return titles;
  }

 protected:
  work::OpenWork work_ = work::OpenWork({work_on_documents().value()});
};
DL_ON_EVERY_ENGINE(OpenWorkTest);

TEST_P(OpenWorkTest, KnowsForWhatADocumentWaits) {
  auto document = notice(east_, "甲");
  document.metadata.issued_on = Date(2024, 2, 1);
  const auto id = *desk_.draft(document, author_);
  EXPECT_EQ(kind(id), "document.draft");
  EXPECT_EQ(items(id).front().holder, author_.actor());
  ASSERT_TRUE(desk_.submit(id, author_));
  EXPECT_EQ(kind(id), "document.review");
  EXPECT_THAT(items(id).front().not_for, ElementsAre(author_.actor()));
  // 20 working days after 1 February 2024, with the Spring Festival of 10–17 February and its make-up days.
  EXPECT_EQ(items(id).front().due_on, Date(2024, 3, 5));
  ASSERT_TRUE(desk_.send_back(id, other_, "改"));
  EXPECT_EQ(kind(id), "document.correct");
  ASSERT_TRUE(desk_.submit(id, author_));
  ASSERT_TRUE(desk_.review(id, other_, ""));
  EXPECT_EQ(kind(id), "document.clear");
  ASSERT_TRUE(desk_.clear(id, other_, "不涉密"));
  EXPECT_EQ(kind(id), "document.publish");
  const auto later = Instant(clock().now().milliseconds() + 60'000);
  ASSERT_TRUE(desk_.schedule(id, later, other_));
  EXPECT_EQ(kind(id), "document.scheduled");
  EXPECT_EQ(items(id).front().not_before, later);
  ASSERT_TRUE(desk_.unschedule(id, other_));
  EXPECT_EQ(kind(id), "document.publish");
  ASSERT_TRUE(desk_.publish(id, other_));
  EXPECT_THAT(items(id), IsEmpty());
  ASSERT_TRUE(desk_.revise(id, author_, "补充"));
  EXPECT_EQ(kind(id), "document.draft");
  EXPECT_FALSE(items(id).front().due_on) << "something of it is public already";
}

// Waiting is told by its day: those that have waited longest must not fall out of a list that is cut.
TEST_P(OpenWorkTest, ShowsTheMostUrgentFirst) {
  for (int day : {3, 1, 0, 2}) {
    auto document = notice(east_, fmt::format("第{}件", day));
    if (day > 0) document.metadata.issued_on = Date(2024, 1, 1).plus_days(day);
    ASSERT_TRUE(desk_.submit(*desk_.draft(document, author_), author_));
    clock().advance_ms(1000);
  }
  EXPECT_THAT(titles_for(other_, "document.review"), ElementsAre("第1件", "第2件", "第3件", "第0件"));
  EXPECT_THAT(titles_for(author_, "document.review"), IsEmpty()) << "nobody reviews their own";
  EXPECT_THAT(titles_for(holder(Role::Reviewer, west_), "document.review"), IsEmpty());
}

// Words under way are told to the journal later; the list has them at once.
TEST_P(OpenWorkTest, FollowsWordsUnderWay) {
  const auto id = drafted(east_, "甲");
  const auto write = [&](const std::string& title) {
    auto changed = [&](Metadata& metadata) {
      metadata.title = title;
      metadata.issued_on = Date(2024, 2, 1);
    };
    EXPECT_TRUE(desk_.rewrite(id, changed, notice(east_, title).body, author_, {}));
  };
  write("乙");
  const auto events = *journal_.last_sequence();
  write("丙");
  EXPECT_EQ(*journal_.last_sequence(), events);
  EXPECT_EQ(items(id).front().title, "丙");
  EXPECT_EQ(items(id).front().due_on, Date(2024, 3, 5));
  EXPECT_EQ(work_.rebuild(journal_)->differed, 0);
}

// 2024-02-18 is a make-up working day in the notice; a year that is entered takes it away and brings it back.
TEST_P(OpenWorkTest, MovesDueDaysWithTheCalendarThatIsEntered) {
  auto document = notice(east_, "甲");
  document.metadata.issued_on = Date(2024, 2, 1);
  const auto id = *desk_.draft(document, author_);
  drafted(east_, "乙");
  ASSERT_EQ(items(id).front().due_on, Date(2024, 3, 5));
  auto year = *CalendarYear::parse("2024.toml", *find_resource("data/calendar/2024.toml"));
  ASSERT_EQ(year.days.erase(Date(2024, 2, 18)), 1U);
  agencies::HolidayDesk holidays(journal_);
  const auto entered = holidays.enter(year, "person:1");
  ASSERT_TRUE(entered) << describe(entered.error());
  EXPECT_EQ(items(id).front().due_on, Date(2024, 3, 6));
  EXPECT_EQ(work_.rebuild(journal_)->differed, 0);
  ASSERT_TRUE(holidays.remove(2024, "person:1"));
  EXPECT_EQ(items(id).front().due_on, Date(2024, 3, 5));
  EXPECT_EQ(work_.rebuild_if_older(journal_)->items, 0) << "nothing is owed after it";
}

// Documents of every day around the Spring Festival: what the entry moves is what would be made anew.
TEST_P(OpenWorkTest, MovesEveryDueDayAsItWouldBeMadeAnew) {
  for (int day = 0; day < 60; ++day) {
    auto document = notice(east_, fmt::format("第{}天", day));
    document.metadata.issued_on = Date(2024, 1, 1).plus_days(day);
    drafted(document);
  }
  const auto due_days = [&] {
    auto rows =
        read([](auto& session) { return session.template query<Date>("SELECT due_on FROM work_item ORDER BY id"); });
    EXPECT_TRUE(rows) << describe(rows.error());
    return *rows;
  };
  const auto before = due_days();
  auto year = *CalendarYear::parse("2024.toml", *find_resource("data/calendar/2024.toml"));
  ASSERT_EQ(year.days.erase(Date(2024, 2, 18)), 1U);
  ASSERT_TRUE(agencies::HolidayDesk(journal_).enter(year, "person:1"));
  const auto after = due_days();
  EXPECT_NE(after, before);
  EXPECT_EQ(work_.rebuild(journal_)->differed, 0);
  EXPECT_EQ(due_days(), after);
}

// A year has four digits wherever it is kept: what would be due later is due on the last day.
TEST_P(OpenWorkTest, HasNoDayBeyondTheLast) {
  auto document = notice(east_, "永久");
  document.metadata.issued_on = Date(9999, 12, 30);
  const auto id = drafted(document);
  EXPECT_EQ(items(id).front().due_on, Date(9999, 12, 31));
  EXPECT_THAT(titles_for(author_, "document.draft"), ElementsAre("永久"));
}

TEST_P(OpenWorkTest, FollowsOneCalendarWhenSeveralNodesEnterTheirsAtOnce) {
  auto document = notice(east_, "甲");
  document.metadata.issued_on = Date(2024, 2, 1);
  const auto id = drafted(document);
  const auto original = *CalendarYear::parse("2024.toml", *find_resource("data/calendar/2024.toml"));
  std::latch start(3);
  std::vector<std::thread> nodes;
  std::vector<std::string> said(3);
  for (int node = 0; node < 3; ++node)
    nodes.emplace_back([&, node] {
      // In memory there is one connection to write by, so its nodes share it.
      const auto own = GetParam() == test::Store::SqliteMemory ? nullptr : store().another();
      journal::Journal journal(own ? *own : database(), clock());
      work_.keep_with(journal);
      auto year = original;
      if (node > 0) year.days.erase(Date(2024, 2, 18));  // two of them enter the same
      start.arrive_and_wait();
      const auto entered = agencies::HolidayDesk(journal).enter(year, fmt::format("operator:{}", node));
      said.at(static_cast<std::size_t>(node)) = entered ? "" : describe(entered.error());
    });
  for (auto& node : nodes) node.join();
  EXPECT_THAT(said, testing::Each(""));
  const auto last = journal_.about("calendar:2024")->back();
  EXPECT_EQ(items(id).front().due_on, last.event.actor == "operator:0" ? Date(2024, 3, 5) : Date(2024, 3, 6));
  EXPECT_EQ(work_.rebuild(journal_)->differed, 0);
  EXPECT_TRUE(journal_.verify()->intact);
}

TEST_P(OpenWorkTest, KeptIsRebuiltAfterRandomHistories) {
  std::vector<std::int64_t> ids;
  for (int i = 0; i < 3; ++i) ids.push_back(drafted(east_, fmt::format("第{}件", i)));
  const auto deed = [&](std::int64_t id, int which) {
    const auto later = Instant(clock().now().milliseconds() + 3000);
    switch (which) {
      case 0: return desk_.submit(id, author_).has_value();
      case 1: return desk_.send_back(id, other_, "改").has_value();
      case 2: return desk_.review(id, other_, "").has_value();
      case 3: return desk_.clear(id, other_, "不涉密").has_value();
      case 4: return desk_.schedule(id, later, other_).has_value();
      case 5: return desk_.unschedule(id, other_).has_value();
      case 6: return timetable_.take_due().has_value();
      case 7: return desk_.publish(id, other_).has_value();
      case 8: return desk_.revise(id, author_, "改").has_value();
      case 9: return desk_.withdraw(id, other_, "错").has_value();
      case 10: return desk_.add_file(id, {"a.txt", "a", false}, other_).has_value();
      case 11: return desk_.link(ids[0], Relation::Related, id, author_).has_value();
      case 12: {
        const auto named = [&](Metadata& metadata) { metadata.title = fmt::format("第{}次", which); };
        return desk_.rewrite(id, named, notice(east_, "改").body, author_, {}).has_value();
      }
      default: return desk_.publish(id, other_, Force::Yes, "急").has_value();
    }
  };
  int done = 0;
  EXPECT_TRUE(rc::check("kept is rebuilt", [&] {
    for (int i = 0; i < 6; ++i) {
      done += deed(ids[static_cast<std::size_t>(*rc::gen::inRange(0, 3))], *rc::gen::inRange(0, 14)) ? 1 : 0;
      clock().advance_ms(1000);
    }
    const auto rebuilt = work_.rebuild(journal_);
    RC_ASSERT(rebuilt.has_value());
    RC_ASSERT(rebuilt->differed == 0);
  }));
  EXPECT_GT(done, 20) << "most deeds were refused";
}

}  // namespace
}  // namespace dl::publications
