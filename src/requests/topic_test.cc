// The topic of a request: given when it is registered or later, kept beside it, without effect on anything but figures.

#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;

class TopicTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  TopicTest() : RequestAgency(GetParam()) {}

  std::int64_t filed(matters::Channel channel = matters::Channel::Counter) {
    return must(desk_.file({.place = place_,
                            .channel = channel,
                            .came_on = today(),
                            .contact = {.name = "张三",
                                        .identity_kind = "resident",
                                        .identity_number = "11010119900307889X",
                                        .phone = "13800000000"},
                            .wanted = "停车泊位设置方案"},
                           "person:甲"))
        .id;
  }
  Outcome<matters::Matter> take(std::int64_t id, Step step, const Input& input = {}) {
    return AgencyFixture::take(id, name_of(step), input);
  }
  std::string topic(std::int64_t id) {
    return must(read([&](db::Session& session) { return load_request(session, id); })).topic;
  }
};
DL_ON_EVERY_ENGINE(TopicTest);

TEST_P(TopicTest, IsGivenWithTheRegistrationOrLater) {
  const auto counter = filed();
  EXPECT_EQ(topic(counter), "") << "unclassified";
  must(take(counter, Step::Accept, {.code = "parking"}));
  EXPECT_EQ(topic(counter), "parking");
  must(take(counter, Step::Classify, {.code = "noise"}));
  EXPECT_EQ(topic(counter), "noise");
  EXPECT_EQ(now(counter).facts.back().code, "noise") << "the fact says it, too";
  const auto online = filed(matters::Channel::Online);
  must(take(online, Step::Confirm, {.words = "电话确认", .on = today(), .code = "gas"}));
  EXPECT_EQ(topic(online), "gas");
  const auto without = filed();
  must(take(without, Step::Accept));
  EXPECT_EQ(topic(without), "");
}

TEST_P(TopicTest, IsGivenWithTheForm) {
  Filing filing{.place = place_,
                .channel = matters::Channel::Counter,
                .came_on = today(),
                .contact = {.name = "张三",
                            .identity_kind = "resident",
                            .identity_number = "11010119900307889X",
                            .phone = "13800000000"},
                .wanted = "停车泊位设置方案",
                .topic = "parking"};
  const auto id = must(desk_.file(filing, "person:甲")).id;
  EXPECT_EQ(topic(id), "parking");
  must(take(id, Step::Accept));
  EXPECT_EQ(topic(id), "parking") << "a step that names none leaves it";
  filing.topic = "weather";
  const auto refused = desk_.file(filing, "person:甲");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "request.filing");
  EXPECT_EQ(refused.error().fields.at(0).field, "topic");
}

TEST_P(TopicTest, PartsTakeOverThatOfTheWhole) {
  const auto id = filed();
  must(take(id, Step::Accept, {.code = "parking"}));
  const work::Seat seat = {who("甲"), {}};
  const auto parts = must(desk_.divide(id, {{"停车泊位设置方案"}, {"停车收费标准"}}, "两件事", 0, seat));
  ASSERT_EQ(parts.size(), 2U);
  for (const auto& part : parts) EXPECT_EQ(topic(part.id), "parking");
}

TEST_P(TopicTest, MayBeGivenWhenAllIsOver) {
  const auto id = filed();
  must(take(id, Step::Withdraw, {.words = "来函撤回", .on = today()}));
  const auto before = now(id).matter;
  must(take(id, Step::Classify, {.code = "parking"}));
  EXPECT_EQ(topic(id), "parking");
  const auto after = now(id).matter;
  EXPECT_EQ(after.state, before.state);
  EXPECT_EQ(after.outcome, before.outcome);
  EXPECT_EQ(after.ended_on, before.ended_on);
  EXPECT_TRUE(waiting(id).empty()) << "nobody has to do anything";
}

TEST_P(TopicTest, IsOneOfTheList) {
  const auto id = filed();
  for (const auto step : {Step::Accept, Step::Classify}) {
    const auto refused = take(id, step, {.code = "weather"});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "matter.input");
    EXPECT_EQ(refused.error().fields.at(0).key, "field.choice");
  }
  EXPECT_EQ(test::key_of(take(id, Step::Classify)), "matter.input") << "a topic is owed";
  EXPECT_EQ(topic(id), "");
}

class TopicUpgradeTest : public test::DatabaseTest {};
DL_ON_EVERY_ENGINE(TopicUpgradeTest);

// An installation that had requests before they had topics.
TEST_P(TopicUpgradeTest, RequestsOfEarlierDaysHaveNone) {
  auto earlier = migrations();
  std::erase_if(earlier, [](const db::Migration& one) { return std::string_view(one.name) == "requests-topics"; });
  ASSERT_EQ(earlier.size() + 1, migrations().size());
  migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
           &work::migrations(), &matters::migrations(), &earlier});
  must(database().write([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto agency, test::put(session, test::kEast));
    DL_CHECK(matters::insert(session, matters::Matter{.id = 1, .kind = "request", .agency = agency, .number = "N1"}));
    DL_CHECK(insert(session, Request{.matter = 1, .wanted = "预算"}));
    return {};
  }));
  migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
           &work::migrations(), &matters::migrations(), &migrations()});
  must(database().write([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto kept, load_request(session, 1));
    EXPECT_EQ(kept.topic, "");
    return set_topic(session, 1, "gas");
  }));
  EXPECT_EQ(must(database().read([](db::Session& session) { return load_request(session, 1); })).topic, "gas");
}

// What came with the first fact is of a ledger, or of the whole: it says nothing of what is asked for.
TEST_P(TopicUpgradeTest, RequestsThatWereSupplementedHereAskForThat) {
  auto earlier = migrations();
  std::erase_if(earlier, [](const db::Migration& one) { return std::string_view(one.name) == "requests-clarified"; });
  ASSERT_EQ(earlier.size() + 1, migrations().size());
  migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
           &work::migrations(), &matters::migrations(), &earlier});
  const auto came = Instant::at(Date(2026, 3, 2));
  must(database().write([&](db::Session& session) -> Outcome<void> {
    DL_TRY(const auto agency, test::put(session, test::kEast));
    for (const std::int64_t id : {1, 2}) {
      const auto number = fmt::format("N{}", id);
      DL_CHECK(
          matters::insert(session, matters::Matter{.id = id, .kind = "request", .agency = agency, .number = number}));
      DL_CHECK(insert(session, Request{.matter = id, .wanted = "预算"}));
      const auto later = id == 1 ? came : Instant::at(Date(2026, 3, 6));
      matters::Fact filed{.matter = id, .verb = "request.filed", .on = Date(2026, 3, 2), .at = came};
      matters::Fact said{.matter = id, .verb = "request.supplemented", .on = Date(2026, 3, 6), .words = "养护预算"};
      said.at = later;
      DL_CHECK(matters::insert(session, filed));
      DL_CHECK(matters::insert(session, said));
    }
    return {};
  }));
  migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
           &work::migrations(), &matters::migrations(), &migrations()});
  const auto asked = [&](std::int64_t id) {
    return must(database().read([&](db::Session& session) { return load_request(session, id); })).asks_for();
  };
  EXPECT_EQ(asked(1), "预算");
  EXPECT_EQ(asked(2), "养护预算");
}

}  // namespace
}  // namespace dl::requests
