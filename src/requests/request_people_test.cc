// The people of an agency: who signs an answer, each by a right of their own, and who helps to find it.
#include <gmock/gmock.h>

#include "accounts/people_desk.h"
#include "requests/desk_fixture.h"
#include "work/sign_off.h"

namespace dl::requests {
namespace {

using accounts::Principal;
using accounts::Role;
using matters::Input;
using testing::ElementsAre;

/// An agency whose people have the roles of the house.
class RequestPeopleTest : public testing::TestWithParam<test::Store>, public RequestAgency {
 public:
  RequestPeopleTest() : RequestAgency(GetParam()) {
    policy_.hash_memory = 8192;
    policy_.hash_passes = 1;
    name_bodies();
  }

  Principal person(const std::string& login, Role role) {
    accounts::PeopleDesk people(journal_, policy_);
    const auto made = must(people.enter(
        {login, "某" + login, place_.agency, {{role, place_.agency, accounts::Reach::Own}}, "Snow-falls-7"},
        Principal::machine("system:test")));
    return must(read([&](db::Session& session) { return accounts::load_principal(session, made.person); }));
  }
  std::string take(std::int64_t id, Step step, const Principal& by, const Input& input = {}) {
    const auto done = matters_.take(id, name_of(step), input, 0, {by, {}});
    return done ? done->state : done.error().key;
  }
  /// A request that is registered, with an answer that is written.
  std::pair<std::int64_t, std::int64_t> drafted(const Principal& officer) {
    const auto opened = must(desk_.file({.place = place_,
                                         .channel = matters::Channel::Counter,
                                         .came_on = today(),
                                         .contact = {.name = "张三",
                                                     .identity_kind = "resident",
                                                     .identity_number = "11010119900307889X",
                                                     .phone = "13800000000"},
                                         .wanted = "2025年道路养护预算"},
                                        officer.actor()));
    EXPECT_EQ(take(opened.id, Step::Accept, officer), "Registered");
    return {opened.id, must(desk_.draft_reply(opened.id, {.material = {"预算表"}}, {}, officer)).id};
  }
  std::vector<std::string> places(std::int64_t id) {
    const auto open =
        must(read([&](db::Session& session) { return work::find_sign_off(session, matters::subject_of(id)); }));
    std::vector<std::string> codes;
    if (open)
      for (const auto& one : open->stations) codes.push_back(one.code + (one.signed_by.empty() ? "" : "+"));
    return codes;
  }

  /// Of whom a signature waits.
  std::optional<accounts::Right> sign_needs(std::int64_t id) {
    for (const auto& item : waiting(id))
      if (item.kind == "request.sign") return item.needs;
    return std::nullopt;
  }
  std::optional<Date> due(std::int64_t id) {
    for (const auto& item : waiting(id))
      if (item.kind == "request.handle") return item.due_on;
    return std::nullopt;
  }

  accounts::Policy policy_ = {};
};
DL_ON_EVERY_ENGINE(RequestPeopleTest);

TEST_P(RequestPeopleTest, AsksEachReviewerByTheirOwnRight) {
  const auto officer = person("officer", Role::RequestOfficer);
  const auto head = person("head", Role::RequestReviewer);
  const auto legal = person("legal", Role::RequestLegalReviewer);
  const auto secrecy = person("secrecy", Role::RequestSecrecyOfficer);
  const auto leader = person("leader", Role::RequestApprover);
  const auto [id, letter] = drafted(officer);
  ASSERT_EQ(take(id, Step::Submit, officer, {.code = "open", .about = letter}), "Signing");
  EXPECT_THAT(places(id), ElementsAre("drafter+", "department", "legal", "secrecy", "approve"));
  EXPECT_EQ(sign_needs(id), accounts::Right::ReviewRequests);
  EXPECT_EQ(take(id, Step::Sign, leader), "right.missing") << "not their turn";
  EXPECT_EQ(take(id, Step::Sign, officer), "right.missing");
  EXPECT_EQ(take(id, Step::Sign, head), "Signing");
  EXPECT_EQ(take(id, Step::TakeBack, head, {.words = "再看"}), "Signing") << "their own signature alone";
  EXPECT_EQ(take(id, Step::Sign, head), "Signing");
  EXPECT_EQ(take(id, Step::SendBack, legal, {.words = "依据不足"}), "Registered");
  ASSERT_EQ(take(id, Step::Submit, officer, {.code = "open", .about = letter}), "Signing");
  EXPECT_THAT(places(id), ElementsAre("drafter+", "department", "legal", "secrecy", "approve")) << "from the beginning";
  for (const auto* by : {&head, &legal, &secrecy}) EXPECT_EQ(take(id, Step::Sign, *by), "Signing");
  EXPECT_EQ(sign_needs(id), accounts::Right::ApproveRequests);
  EXPECT_EQ(take(id, Step::Sign, leader), "Signed");
  EXPECT_EQ(take(id, Step::Issue, legal, {.on = today()}), "right.missing") << "a reviewer issues nothing";
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
}

TEST_P(RequestPeopleTest, PassesOverReviewersThatTheAgencyHasNot) {
  const auto officer = person("officer", Role::RequestOfficer);
  const auto legal = person("legal", Role::RequestLegalReviewer);
  const auto [id, letter] = drafted(officer);
  ASSERT_EQ(take(id, Step::Submit, officer, {.code = "open", .about = letter}), "Signing");
  EXPECT_THAT(places(id), ElementsAre("drafter+", "legal", "approve")) << "a leader is waited for";
  EXPECT_EQ(take(id, Step::TakeBack, officer, {.words = "再改"}), "Registered");
}

TEST_P(RequestPeopleTest, WhoeverWroteTheAnswerDoesNotSignIt) {
  const auto [id, letter] = drafted(Principal::machine("person:甲"));
  const auto other = Principal::machine("person:丙");
  ASSERT_EQ(take(id, Step::Submit, other, {.code = "open", .about = letter}), "Signing");
  EXPECT_EQ(take(id, Step::Sign, Principal::machine("person:甲")), "sign-off.own");
  EXPECT_EQ(take(id, Step::Sign, Principal::machine("person:乙")), "Signed");
}

TEST_P(RequestPeopleTest, WhoeverIsAskedToHelpFindsItInTheirWork) {
  const auto [id, letter] = drafted(Principal::machine("person:甲"));
  const auto by = Principal::machine("person:甲");
  ASSERT_EQ(take(id, Step::Assign, by, {.until = Date(2026, 3, 20), .department = "市政科", .holder = "person:甲"}),
            "Registered");
  EXPECT_EQ(due(id), Date(2026, 3, 20)) << "the inner day comes before that of the answer";
  const auto ask = [&](const char* department, const char* holder) {
    return take(id, Step::CoHandle, by,
                {.words = "合同", .until = Date(2026, 3, 12), .department = department, .holder = holder});
  };
  ASSERT_EQ(ask("法规科", "person:乙"), "Registered");
  ASSERT_EQ(ask("财务科", "person:丙"), "Registered");
  EXPECT_EQ(now(id).matter.department, "市政科") << "it stays with whoever has it in hand";
  EXPECT_EQ(now(id).matter.holder, "person:甲");
  std::vector<std::string> holders;
  for (const auto& item : waiting(id))
    if (item.kind == "request.co-handle") holders.push_back(item.holder);
  EXPECT_THAT(holders, ElementsAre("person:丙", "person:乙")) << "in the order of their letters";
  EXPECT_EQ(take(id, Step::Submit, by, {.code = "open", .about = letter}), "request.co-handling-open");
  const auto before = now(id);
  for (const auto* asked : before.all("request.co-handling-asked"))
    ASSERT_EQ(take(id, Step::CoAnswered, by, {.words = "已核对", .about = asked->id}), "Registered");
  EXPECT_EQ(take(id, Step::Submit, by, {.code = "open", .about = letter}), "Signing");
  EXPECT_EQ(must(work_.rebuild(journal_)).differed, 0);
  const auto fact = *before.last("request.co-handling-asked");
  EXPECT_EQ(fact.digest, matters::digest_of(fact)) << "whom it names is part of it";
  auto other = fact;
  other.holder = "person:丁";
  EXPECT_NE(matters::digest_of(other), fact.digest);
}

TEST(RequestChain, PassesOverPlacesByWhatIsDecided) {
  const auto chain = must(work::Chain::parse("x", R"toml(
title = "答复审签"
[[signer]]
code = "legal"
title = "合法性审核"
right = "requests.vet"
skip = { all = [{ field = "outcome", is = "already-open" }, { field = "objections", is = 0 }] }
[[signer]]
code = "approve"
title = "机关负责人"
right = "requests.approve"
)toml",
                                             chain_fields()));
  Told told(Date(2026, 3, 2));
  const auto due = [&](const std::string& outcome) {
    const Input sent{.code = outcome};
    return chain.signers_of([&](std::string_view field) { return chain_fact(told.now(), sent, field); }).size();
  };
  EXPECT_EQ(due("already-open"), 1U);
  EXPECT_EQ(due("open"), 2U);
  told.fact("request.third-party-asked", Date(2026, 3, 3));
  told.fact("request.third-party-answered", Date(2026, 3, 9), {}, "objection", told.last());
  EXPECT_EQ(due("already-open"), 2U) << "somebody objects";
  for (const auto& field : chain_fields())
    EXPECT_NO_THROW(chain_fact(told.now(), {.code = "open"}, field.name)) << field.name;
}

}  // namespace
}  // namespace dl::requests
