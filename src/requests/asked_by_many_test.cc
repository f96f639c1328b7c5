// Information that many ask for is proposed for publication: once, and again when more come.
#include "requests/asked_by_many.h"

#include "requests/desk_fixture.h"

namespace dl::requests {
namespace {

using matters::Input;

class AskedByManyTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  AskedByManyTest() : RequestAgency(GetParam()) { name_bodies(); }

  Outcome<matters::Matter> take(std::int64_t id, Step step, const Input& input = {}, std::string_view who = "甲") {
    return AgencyFixture::take(id, name_of(step), input, who);
  }
  /// By whoever has the telephone.
  std::int64_t filed(const std::string& phone, const std::string& wanted = "2025年道路养护预算") {
    const Filing filing{
        .place = place_,
        .channel = matters::Channel::Counter,
        .came_on = today(),
        .contact = {.name = "张三", .identity_kind = "passport", .identity_number = "E" + phone, .phone = phone},
        .wanted = wanted};
    const auto id = must(desk_.file(filing, "person:甲")).id;
    must(take(id, Step::Accept));
    return id;
  }
  /// Answered and posted today.
  std::int64_t answered(const std::string& phone) {
    const auto id = filed(phone);
    const auto letter =
        must(desk_.draft_reply(id, {.decision = Decision::Open, .material = {"预算表"}}, {}, who("甲"))).id;
    must(take(id, Step::Submit, {.code = "open", .about = letter}));
    must(take(id, Step::Sign, {}, "乙"));
    must(take(id, Step::Issue, {.on = today()}, "乙"));
    must(take(id, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"}));
    return id;
  }
  std::optional<AskedByMany> asked(std::int64_t id) {
    const auto one = now(id);
    return must(read([&](db::Session& session) { return asked_by_many(session, one, laws(), today()); }));
  }
  bool proposed(std::int64_t id) {
    const auto many = asked(id);
    return many && many->proposed();
  }
  void go_to(Date day) { clock_.set(Instant::at(day, 9, 30)); }
};
DL_ON_EVERY_ENGINE(AskedByManyTest);

TEST_P(AskedByManyTest, CountsPeopleAndNotRequests) {
  const auto id = answered("13800000001");
  filed("13800000001");
  filed("13800000002");
  filed("13800000003", "会议纪要");
  EXPECT_EQ(asked(id)->people, 2);
  EXPECT_FALSE(proposed(id));
  const auto third = filed("13800000004");
  EXPECT_EQ(asked(id)->people, 3);
  EXPECT_TRUE(proposed(id));
  EXPECT_FALSE(asked(third)) << "nothing was given yet";
  go_to(Date(2027, 3, 2));
  EXPECT_FALSE(proposed(id)) << "twelve months ago";
}

TEST_P(AskedByManyTest, IsProposedOnceAndAgainWhenMoreCome) {
  const auto id = answered("13800000001");
  const auto other = answered("13800000002");
  answered("13800000003");
  EXPECT_TRUE(proposed(id) && proposed(other));
  must(take(other, Step::KeepOnRequest, {.words = "涉及个人的缴费情况"}));
  EXPECT_FALSE(proposed(id)) << "decided for all of them";
  go_to(Date(2026, 3, 9));
  filed("13800000003");
  EXPECT_FALSE(proposed(id)) << "nobody new";
  filed("13800000005");
  EXPECT_TRUE(proposed(id));
  EXPECT_EQ(asked(id)->newcomers, 1);
  must(take(id, Step::Transform, {.words = "多人申请"}));
  EXPECT_FALSE(proposed(other));
}

TEST_P(AskedByManyTest, WhatTheApplicantSuggestsIsOnRecord) {
  const Filing filing{.place = place_,
                      .channel = matters::Channel::Counter,
                      .came_on = today(),
                      .contact = {.name = "张三", .identity_kind = "passport", .identity_number = "E1", .phone = "1"},
                      .wanted = "公园绿化合同",
                      .suggests_public = true};
  const auto id = must(desk_.file(filing, "person:甲")).id;
  EXPECT_EQ(now(id).facts.front().words, kSuggestsPublic);
}

}  // namespace
}  // namespace dl::requests
