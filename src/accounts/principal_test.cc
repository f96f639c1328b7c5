// Roles, rights and reach: the table, and what grants add up to.
#include "accounts/principal.h"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace dl::accounts {
namespace {

TEST(Grants, ReadAsPeopleWriteThem) {
  EXPECT_EQ(*parse_grant("起草", 3), (Grant{Role::Drafter, 3, Reach::Own}));
  EXPECT_EQ(*parse_grant("Reviewer:本机关及下级", 3), (Grant{Role::Reviewer, 3, Reach::OwnAndBelow}));
  EXPECT_EQ(*parse_grant("安全管理员", 3), (Grant{Role::SecurityAdministrator, 3, Reach::All}));
  EXPECT_EQ(parse_grant("起草员", 3).error().key, "role.unknown");
  EXPECT_EQ(parse_grant("起草:", 3).error().key, "role.reach");
  EXPECT_EQ(parse_grant("", 3).error().key, "role.unknown");
}

TEST(Grants, KeepTheThreeAdministratorsApart) {
  Grant system{Role::SystemAdministrator, 1, Reach::All};
  Grant security{Role::SecurityAdministrator, 1, Reach::All};
  Grant audit{Role::AuditAdministrator, 2, Reach::All};
  Grant drafter{Role::Drafter, 1, Reach::Own};
  EXPECT_TRUE(check_grants({system, drafter}));
  EXPECT_EQ(check_grants({system, security}).error().key, "grants.separated");
  EXPECT_EQ(check_grants({audit, system}).error().key, "grants.separated");
  EXPECT_EQ(check_grants({drafter, {Role::Drafter, 1, Reach::OwnAndBelow}}).error().key, "grants.repeated");
  EXPECT_TRUE(check_grants({drafter, {Role::Drafter, 2, Reach::Own}}));
}

TEST(Principal, NobodyMayNothingAndTheMachineMayAll) {
  Principal nobody;
  auto machine = Principal::machine("system:test");
  EXPECT_EQ(machine.actor(), "system:test");
  for (const auto& row : kRights) {
    EXPECT_FALSE(nobody.may_anywhere(row.value));
    EXPECT_EQ(nobody.require(row.value, 1).error().key, "right.missing");
    EXPECT_TRUE(machine.may(row.value, 77));
  }
}

TEST(Principal, ReachesAsFarAsItsGrants) {
  const Below below = {{1, {1, 2, 3}}, {2, {2, 3}}};
  auto person = Principal::of_person(
      12, "甲", 1,
      {{Role::Drafter, 2, Reach::Own}, {Role::Reviewer, 2, Reach::OwnAndBelow}, {Role::Auditor, 2, Reach::All}}, below);
  EXPECT_EQ(person.actor(), "person:12");
  EXPECT_EQ(person.scope(Right::DraftDocuments), Scope::of({2}));
  EXPECT_EQ(person.scope(Right::ReviewDocuments), Scope::of({2, 3}));
  EXPECT_TRUE(person.scope(Right::ReadJournal).all);
  EXPECT_TRUE(person.scope(Right::PublishDocuments).empty());
  auto security = Principal::of_person(13, "乙", 1, {{Role::SecurityAdministrator, 3, Reach::Own}}, below);
  EXPECT_TRUE(security.may(Right::ManagePeople, 1)) << "an administrator serves the installation";
}

TEST(Scope, WritesItsCondition) {
  EXPECT_EQ(Scope::everywhere().condition("a").text(), "1 = 1");
  EXPECT_EQ(Scope().condition("a").text(), "1 = 0");
  const auto both = Scope::of({7, 3, 7}).condition("document.agency");
  EXPECT_EQ(both.text(), "document.agency IN (?, ?)");
  EXPECT_EQ(both.values(), (std::vector<db::Value>{std::int64_t{3}, std::int64_t{7}}));
}

// Without a grant whose role has the right and whose reach holds the agency, there is none.
TEST(Principal, HasExactlyWhatTheGrantsSay) {
  const Below below = {{1, {1, 2, 3, 4}}, {2, {2, 4}}, {3, {3}}, {4, {4}}, {5, {5}}};
  EXPECT_TRUE(rc::check([&] {
    std::vector<Grant> grants;
    auto count = *rc::gen::inRange(0, 5);
    for (int i = 0; i < count; ++i)
      grants.push_back({static_cast<Role>(*rc::gen::inRange(0, 8)), *rc::gen::inRange(1, 6),
                        static_cast<Reach>(*rc::gen::inRange(0, 3))});
    auto person = Principal::of_person(1, "甲", 1, grants, below);
    for (const auto& row : kRights)
      for (std::int64_t agency = 1; agency <= 6; ++agency) {
        bool due = std::any_of(grants.begin(), grants.end(), [&](const Grant& grant) {
          if (!rights_of(grant.role).has(row.value)) return false;
          if (grant.reach == Reach::All || grant.agency == agency) return true;
          const auto& tree = below.at(grant.agency);
          return grant.reach == Reach::OwnAndBelow && std::find(tree.begin(), tree.end(), agency) != tree.end();
        });
        RC_ASSERT(person.may(row.value, agency) == due);
      }
  }));
}

}  // namespace
}  // namespace dl::accounts
