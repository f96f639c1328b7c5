// Requests beside a request: alike ones, an earlier answer that is named, and what a follower takes over.
#include "requests/earlier.h"

#include "requests/desk_fixture.h"
#include "requests/likeness.h"

namespace dl::requests {
namespace {

using accounts::Principal;
using matters::Input;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kZhang = "11010119900307889X";
constexpr const char* kLi = "11010519491231002X";

class EarlierTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  EarlierTest() : RequestAgency(GetParam()) { name_bodies(); }

  /// One that is registered.
  std::int64_t filed(const char* identity, const std::string& wanted) {
    const auto opened = must(desk_.file({.place = place_,
                                         .channel = matters::Channel::Counter,
                                         .came_on = today(),
                                         .contact = {.name = identity == std::string(kZhang) ? "张三" : "李四",
                                                     .identity_kind = "resident",
                                                     .identity_number = identity,
                                                     .phone = "13800000000"},
                                         .wanted = wanted},
                                        "person:甲"));
    must(take(opened.id, Step::Accept));
    return opened.id;
  }
  Outcome<matters::Matter> take(std::int64_t id, Step step, const Input& input = {}, std::string_view name = "甲") {
    return AgencyFixture::take(id, name_of(step), input, name);
  }
  std::vector<matters::Letter> answers(std::int64_t id) {
    auto all = must(read([&](db::Session& session) { return matters::list_letters(session, id); }));
    std::erase_if(all, [](const matters::Letter& one) { return !is_answer(one.kind); });
    return all;
  }
  std::string drafts_repeat(std::int64_t id, const std::string& earlier) {
    const auto done = desk_.draft_reply(
        id, {.decision = Decision::Repeat, .reasons = "没有新的情况。", .earlier = earlier}, {}, who("甲"));
    return done ? "" : done.error().fields.at(0).key;
  }
  std::string take_over(std::int64_t id) {
    const auto done = desk_.take_over(id, "", 0, seat("甲"));
    return done ? "" : done.error().key;
  }
};
DL_ON_EVERY_ENGINE(EarlierTest);

TEST_P(EarlierTest, ShowsTheSamePersonsAndAlikeOnesOfOthers) {
  const auto other = filed(kLi, "2025年道路养护预算");
  const auto far = filed(kLi, "会议纪要");
  const auto mine = filed(kZhang, "公园绿化合同");
  const auto asked = now(filed(kZhang, "申请公开2025年道路养护预算")).matter;
  const auto found = must(read([&](db::Session& session) { return find_alike(session, asked); }));
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].matter.id, other) << "the most alike first, whoever asks";
  EXPECT_FALSE(found[0].same_person);
  EXPECT_GE(found[0].likeness, kAlike);
  EXPECT_EQ(found[1].matter.id, mine);
  EXPECT_TRUE(found[1].same_person);
  for (const auto& one : found) EXPECT_NE(one.matter.id, far);
}

TEST_P(EarlierTest, ARepeatedRequestNamesAnAnswerThatWasServedToThePerson) {
  const auto first = filed(kZhang, "2025年道路养护预算");
  const auto letter = must(desk_.draft_reply(first, {.material = {"预算表"}}, {}, who("甲"))).id;
  must(take(first, Step::Submit, {.code = "open", .about = letter}));
  must(take(first, Step::Sign, {}, "乙"));
  must(take(first, Step::Issue, {.on = today()}, "乙"));
  const auto number = answers(first).at(0).number;
  const auto again = filed(kZhang, "2025年道路养护预算");
  const auto stranger = filed(kLi, "2025年道路养护预算");
  EXPECT_EQ(drafts_repeat(again, number), "request.earlier-unknown") << "it was not served yet";
  must(take(first, Step::Deliver, {.on = today(), .code = "post", .terms = "EMS1234567890"}));
  EXPECT_EQ(drafts_repeat(again, "某依申请〔2025〕99号"), "request.earlier-unknown");
  EXPECT_EQ(drafts_repeat(stranger, number), "request.earlier-unknown") << "it was given to somebody else";
  EXPECT_EQ(drafts_repeat(again, number), "");
  EXPECT_EQ(drafts_repeat(again, "见" + now(first).matter.number + "1"), "request.earlier-unknown") << "another number";
  EXPECT_EQ(drafts_repeat(again, "见" + now(first).matter.number), "") << "or the number of the request";
}

TEST_P(EarlierTest, AFollowerTakesOverSearchAndAnswerOfItsLeader) {
  const auto leader = filed(kZhang, "2025年道路养护预算");
  const auto follower = filed(kLi, "2025年道路养护预算");
  EXPECT_EQ(take_over(follower), "request.not-joint");
  must(matters_.join(follower, leader, accounts::Right::AnswerRequests, who("甲")));
  EXPECT_EQ(take_over(follower), "request.nothing-shared") << "nobody has searched";
  must(take(leader, Step::Search,
            {.on = today(), .code = "nothing", .place = "档案室", .person = "张明", .terms = "养护"}));
  ASSERT_EQ(take_over(follower), "");
  EXPECT_THAT(answers(follower), IsEmpty());
  must(desk_.draft_reply(leader, {.decision = Decision::NotHeld, .reasons = "没有制作。"}, {}, who("甲")));
  ASSERT_EQ(take_over(follower), "");
  ASSERT_EQ(take_over(follower), "") << "the draft is written anew, not twice";
  const auto after = now(follower);
  const auto fact = *after.last("request.taken-over");
  EXPECT_EQ(fact.code, "nothing");
  EXPECT_THAT(fact.words, HasSubstr(now(leader).matter.number));
  EXPECT_EQ(fact.place, "档案室");
  EXPECT_EQ(fact.person, "张明");
  EXPECT_EQ(fact.terms, "养护");
  ASSERT_THAT(answers(follower), SizeIs(1));
  EXPECT_EQ(answers(follower)[0].content, answers(leader)[0].content);
  const auto wrong = take(follower, Step::TakeOver, {.code = "found"});
  EXPECT_EQ(test::key_of(wrong), "request.nothing-shared") << "what is taken over is the leader's";
  must(take(follower, Step::Submit, {.code = "not-held", .about = answers(follower)[0].id}));
  must(take(follower, Step::Sign, {}, "乙"));
  EXPECT_EQ(must(take(follower, Step::Issue, {.on = today()}, "乙")).state, "Issued") << "a letter of its own";
  EXPECT_EQ(answers(leader)[0].number, "");
}

}  // namespace
}  // namespace dl::requests
