// What is due, when several nodes look at the same moment: each document is released once and none is refused.
#include <latch>
#include <numeric>
#include <thread>

#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class DueDocumentsTest : public ShelfTest {};
DL_ON_EVERY_ENGINE(DueDocumentsTest);

TEST_P(DueDocumentsTest, AreReleasedByOneNodeAlone) {
  constexpr int kDocuments = 5;
  constexpr int kNodes = 3;
  auto publisher = holder(Role::Publisher, east_);
  const auto at = Instant(clock().now().milliseconds() + 60'000);
  std::vector<std::int64_t> ids;
  for (int i = 0; i < kDocuments; ++i) {
    ids.push_back(drafted(east_, fmt::format("第{}件", i)));
    clear(ids.back());
    ASSERT_TRUE(desk_.publish(ids.back(), publisher));
    ASSERT_TRUE(desk_.revise(ids.back(), author_, "更正"));
    clear(ids.back());
    ASSERT_TRUE(desk_.schedule(ids.back(), at, publisher));
  }
  clock().set(at);
  std::vector<int> taken(kNodes);
  std::latch start(kNodes);
  std::vector<std::thread> nodes;
  for (int& count : taken)
    nodes.emplace_back([&] {
      // In memory there is one connection to write by, so its nodes share it.
      const auto own = GetParam() == test::Store::SqliteMemory ? nullptr : store().another();
      journal::Journal journal(own ? *own : database(), clock());
      start.arrive_and_wait();
      count = work::Timetable(journal, {take_documents(directory_)}).take_due().value_or(-1000);
    });
  for (auto& node : nodes) node.join();
  EXPECT_EQ(std::accumulate(taken.begin(), taken.end(), 0), kDocuments);
  for (auto id : ids) {
    EXPECT_EQ(work(id).edition.state, State::Published);
    EXPECT_EQ(work(id).schedule_failed, "");
    const auto entries = *journal_.about(topic_of_document(id));
    EXPECT_EQ(std::ranges::count(entries, "document.published", [](const auto& one) { return one.event.verb; }), 2)
        << "the earlier edition, and this one";
  }
  EXPECT_TRUE(journal_.verify()->intact);
}

}  // namespace
}  // namespace dl::publications
