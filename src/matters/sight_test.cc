// Whoever looks, with whatever rights: lists, counts, titles, work and the matter itself show what their sight covers
// and nothing else.
#include <random>
#include <set>

#include "matters/matters_fixture.h"

namespace dl::matters::errand {
namespace {

using accounts::Scope;

constexpr int kMatters = 12;
constexpr int kOnlookers = 60;

class SightTest : public testing::TestWithParam<test::Store>, public Agency {
 public:
  SightTest() : Agency(GetParam()) {
    const auto west = must(journal_.write([&](journal::Transaction& transaction) -> Outcome<std::int64_t> {
      DL_TRY(const auto agency, test::put(transaction.sql(), test::kWest));
      transaction.record(
          {.actor = "system:test", .verb = "agency.founded", .subject = fmt::format("agency:{}", agency)});
      return agency;
    }));
    agencies_ = {place_.agency, west};
    const Place places[] = {place_, {west, test::kWest.code, test::kWest.name}};
    for (int i = 0; i < kMatters; ++i) {
      place_ = places[pick(2)];
      const auto id = opened().id;
      if (pick(2) == 0) must(take(id, "Accept", {.department = "办公室"}));
      all_.push_back(now(id).matter);
    }
  }

  std::size_t pick(std::size_t most) { return random_() % most; }
  Scope any_scope() {
    if (pick(5) == 0) return Scope::everywhere();
    std::vector<std::int64_t> some;
    for (const auto agency : agencies_)
      if (pick(2) == 0) some.push_back(agency);
    return Scope::of(std::move(some));
  }
  Sight any_sight() {
    Sight sight;
    for (const auto* kind : {"errand", "request"})
      if (pick(3) != 0) sight.kinds.emplace_back(kind, any_scope());
    return sight;
  }
  static bool may_see(const Sight& sight, const Matter& matter) {
    return std::ranges::any_of(
        sight.kinds, [&](const auto& kind) { return kind.first == matter.kind && kind.second.covers(matter.agency); });
  }
  template <class F>
  auto seen(F f) {
    return must(read(f));
  }

  std::vector<std::int64_t> agencies_ = {};
  std::vector<Matter> all_ = {};
  std::mt19937 random_ = std::mt19937(20260302);
};
DL_ON_EVERY_ENGINE(SightTest);

TEST_P(SightTest, NobodySeesBeyondIt) {
  std::vector<std::int64_t> numbers;
  for (const auto& matter : all_) numbers.push_back(matter.id);
  int hidden = 0;
  for (int turn = 0; turn < kOnlookers; ++turn) {
    const auto sight = any_sight();
    std::set<std::int64_t> mine;
    for (const auto& matter : all_) {
      const bool may = may_see(sight, matter);
      EXPECT_EQ(sight.covers(matter), may);
      const auto loaded = read([&](db::Session& session) { return load_matter(session, sight, matter.id); });
      EXPECT_EQ(loaded.has_value(), may);
      if (may) mine.insert(matter.id);
      if (!loaded) EXPECT_EQ(loaded.error().key, "matter.missing") << "as if it were not there";
    }
    hidden += static_cast<int>(all_.size() - mine.size());
    std::set<std::int64_t> listed;
    for (const auto& matter :
         seen([&](db::Session& session) { return list_matters(session, sight, {}, {}, kMatters); }).items)
      listed.insert(matter.id);
    EXPECT_EQ(listed, mine);
    std::set<std::int64_t> titled;
    for (const auto& [id, title] : seen([&](db::Session& session) { return titles_of(session, sight, numbers); }))
      titled.insert(id);
    EXPECT_EQ(titled, mine);
    std::int64_t counted = 0;
    for (const auto& [state, count] : seen([&](db::Session& session) { return count_states(session, sight, {}); }))
      counted += count;
    EXPECT_EQ(counted, std::ssize(mine));
  }
  EXPECT_GT(hidden, kOnlookers) << "there was something to hide";
}

TEST_P(SightTest, WorkWaitsForThoseWhoseRightReachesIt) {
  for (const auto agency : agencies_) {
    const auto clerk = Principal::of_person(7, "丙", agency, {{accounts::Role::RequestOfficer, agency}}, {});
    std::set<std::string> mine;
    for (const auto& matter : all_)
      if (matter.agency == agency) mine.insert(subject_of(matter.id));
    std::set<std::string> waits;
    for (const auto& line : seen([&](db::Session& session) {
                              return work_.list(session, {clerk, {}}, {}, {}, kMatters);
                            }).items)
      waits.insert(line.subject);
    EXPECT_EQ(waits, mine);
  }
  const auto drafter = Principal::of_person(8, "丁", agencies_[0], {{accounts::Role::Drafter, agencies_[0]}}, {});
  EXPECT_TRUE(seen([&](db::Session& session) {
                return work_.list(session, {drafter, {}}, {}, {}, kMatters);
              }).items.empty());
}

}  // namespace
}  // namespace dl::matters::errand
