// What the public reads of a record's past: which words on which day, by which ground.
#include "records/library.h"

#include <gmock/gmock.h>

namespace dl::records {
namespace {

/// A step of a record, a day each from 2025-10-01 on.
struct Done {
  Act act;
  std::int64_t about = 0;  ///< 0: words of its own
  const char* reason = "";
};

std::vector<Entry> entries_of(const std::vector<Done>& all) {
  std::vector<Entry> entries;
  for (const auto& done : all) {
    const auto id = std::ssize(entries) + 1;
    entries.push_back({.id = id,
                       .act = done.act,
                       .about = done.about == 0 ? id : done.about,
                       .reason = done.reason,
                       .at = Instant::at(Date(2025, 10, static_cast<unsigned>(id)), 9)});
  }
  return entries;
}

struct Case {
  const char* name;
  std::vector<Done> done;
  std::vector<std::string> grounds;        ///< of the passages
  std::map<unsigned, std::int64_t> words;  ///< by the day of October
};

const Case kCases[] = {
    {"never public", {{Act::Enter}, {Act::Correct, 0, "甲"}}, {}, {{1, 0}, {9, 0}}},
    {"public", {{Act::Enter}, {Act::Correct, 0, "甲"}, {Act::Publish, 2}}, {""}, {{2, 0}, {3, 2}, {9, 2}}},
    {"corrected twice before it was public again",
     {{Act::Enter}, {Act::Publish, 1}, {Act::Correct, 0, "甲"}, {Act::Correct, 0, "乙"}, {Act::Publish, 4}},
     {"", "甲；乙"},
     {{1, 0}, {2, 1}, {4, 1}, {5, 4}}},
    {"corrected, not public yet", {{Act::Enter}, {Act::Publish, 1}, {Act::Correct, 0, "甲"}}, {""}, {{3, 1}}},
    {"withdrawn", {{Act::Enter}, {Act::Publish, 1}, {Act::Withdraw, 1, "丙"}}, {"", "丙"}, {{2, 0}, {3, 0}}},
    {"restored",
     {{Act::Enter}, {Act::Publish, 1}, {Act::Withdraw, 1, "丙"}, {Act::Restore, 1, "丁"}},
     {"", "丙", "丁"},
     {{2, 0}, {3, 0}, {4, 1}}},
    {"withdrawn, corrected and public again",
     {{Act::Enter}, {Act::Publish, 1}, {Act::Withdraw, 1, "丙"}, {Act::Correct, 0, "甲"}, {Act::Publish, 4}},
     {"", "丙", "甲"},
     {{2, 0}, {4, 0}, {5, 4}}},
    {"erased",
     {{Act::Enter}, {Act::Publish, 1}, {Act::Withdraw, 1, "丙"}, {Act::Erase, 1, "戊"}},
     {"", "丙"},
     {{4, 0}}},
};

TEST(Library, TellsWhatWasPublicOnWhichDayAndWhy) {
  for (const auto& c : kCases) {
    SCOPED_TRACE(c.name);
    const auto passages = passages_of(entries_of(c.done));
    std::vector<std::string> grounds;
    for (const auto& passage : passages) grounds.push_back(passage.ground);
    EXPECT_EQ(grounds, c.grounds);
    for (const auto& [day, words] : c.words)
      EXPECT_EQ(words_on(passages, Date(2025, 10, day)).value_or(0), words) << "on day " << day;
  }
}

}  // namespace
}  // namespace dl::records
