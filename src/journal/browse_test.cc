// Looking through the journal finds what a plain reading of all entries finds, with any filters together.
#include "journal/browse.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "db/schema.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::journal {
namespace {

const std::vector<std::string> kActors = {"person:1", "person:2", "system:import"};
const std::vector<std::string> kVerbs = {"document.drafted", "document.published", "person.entered",
                                         "documents.counted", "person.s'hut"};

const std::vector<std::vector<std::int64_t>> kSeen = {
    {}, {1}, {1, 3}, {0, 1, 2, 3, 4}, std::vector<std::int64_t>(150, 2)};

class BrowseTest : public test::DatabaseTest {
 public:
  BrowseTest() {
    migrate({&db::migrations(), &migrations()});
    for (int i = 0; i < 100; ++i) {
      // Clocks of nodes differ: moments go back now and then.
      clock().advance_ms(random_() % 4 == 0 ? -90'000 : 60'000);
      auto done = journal_.write([&](Transaction& transaction) -> Outcome<void> {
        for (int event = 0; event < 12; ++event)
          transaction.record({.actor = one_of(kActors),
                              .verb = one_of(kVerbs),
                              .subject = fmt::format("document:{}", random_() % 20),
                              .agency = static_cast<std::int64_t>(random_() % 5)});
        return {};
      });
      if (!done) throw std::runtime_error(describe(done.error()));
    }
    all_ = look({}, 0, 2000);
  }

 protected:
  std::vector<Entry> look(const BrowseFilter& filter, std::int64_t before, int limit) {
    auto found = database().read([&](db::Session& sql) { return browse(sql, filter, before, limit); });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::vector<Entry>());
  }
  std::vector<std::int64_t> walked(const BrowseFilter& filter) {
    std::vector<std::int64_t> all;
    auto done = database().read([&](db::Session& sql) {
      return walk(sql, filter, [&](const std::vector<Entry>& entries) -> Outcome<void> {
        for (auto sequence : sequences(entries)) all.push_back(sequence);
        return {};
      });
    });
    EXPECT_TRUE(done) << describe(done.error());
    return all;
  }
  std::string one_of(const std::vector<std::string>& choices) { return choices[random_() % choices.size()]; }
  bool sometimes() { return random_() % 3 == 0; }
  Instant any_moment() { return all_[random_() % all_.size()].at; }

  BrowseFilter any_filter() {
    BrowseFilter filter;
    if (sometimes()) filter.agencies = kSeen[random_() % kSeen.size()];
    if (sometimes()) filter.agency = static_cast<std::int64_t>(1 + random_() % 4);
    if (sometimes()) filter.actor = one_of(kActors);
    if (sometimes()) filter.verb = sometimes() ? one_of({"document.", "person.", "nothing."}) : one_of(kVerbs);
    if (random_() % 6 == 0) filter.subject = fmt::format("document:{}", random_() % 20);
    if (sometimes()) filter.from = any_moment();
    if (sometimes()) filter.until = any_moment();
    return filter;
  }

  static bool matches(const BrowseFilter& filter, const Entry& entry) {
    const auto& event = entry.event;
    const auto& seen = filter.agencies;
    if (seen && std::ranges::find(*seen, event.agency) == seen->end()) return false;
    if (filter.agency != 0 && event.agency != filter.agency) return false;
    if (!filter.actor.empty() && event.actor != filter.actor) return false;
    if (!filter.subject.empty() && event.subject != filter.subject) return false;
    const bool prefix = filter.verb.ends_with('.');
    if (prefix ? !event.verb.starts_with(filter.verb) : !filter.verb.empty() && event.verb != filter.verb) return false;
    return !(filter.from && entry.at < *filter.from) && !(filter.until && entry.at >= *filter.until);
  }

  /// Sequences of the entries that a plain reading finds, newest first.
  std::vector<std::int64_t> expected(const BrowseFilter& filter) const {
    std::vector<std::int64_t> found;
    for (const auto& entry : all_)
      if (matches(filter, entry)) found.push_back(entry.sequence);
    return found;
  }
  static std::vector<std::int64_t> sequences(const std::vector<Entry>& entries) {
    std::vector<std::int64_t> found;
    for (const auto& entry : entries) found.push_back(entry.sequence);
    return found;
  }

  std::mt19937 random_ = std::mt19937(7);
  Journal journal_ = Journal(database(), clock());
  std::vector<Entry> all_ = {};
};
DL_ON_EVERY_ENGINE(BrowseTest);

TEST_P(BrowseTest, AgreesWithAPlainReading) {
  ASSERT_EQ(all_.size(), 1200U);
  std::size_t something = 0;
  for (int turn = 0; turn < 150; ++turn) {
    const auto filter = any_filter();
    const auto right = expected(filter);
    something += right.empty() ? 0 : 1;
    ASSERT_EQ(walked(filter), right) << "turn " << turn;
    const auto before = static_cast<std::int64_t>(1 + random_() % 1200);
    auto page = right;
    std::erase_if(page, [&](std::int64_t sequence) { return sequence >= before; });
    page.resize(std::min<std::size_t>(page.size(), 7));
    ASSERT_EQ(sequences(look(filter, before, 7)), page) << "turn " << turn;
  }
  EXPECT_GT(something, 40U);
}

}  // namespace
}  // namespace dl::journal
