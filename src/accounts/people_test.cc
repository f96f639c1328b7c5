// People, their roles and keys on every engine: who may care for whom, and what open sessions feel of it.
#include "accounts/people_desk.h"

#include <rapidcheck.h>

#include "accounts/accounts_fixture.h"

namespace dl::accounts {
namespace {

class PeopleTest : public AccountsTest {};
DL_ON_EVERY_ENGINE(PeopleTest);

TEST_P(PeopleTest, EntersSomebodyOnceWithAFirstPassword) {
  auto made = people().enter({"zhang.san", " 张三 ", bureau_, {{Role::Drafter, bureau_, Reach::Own}}, ""}, machine_);
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(made->first_password.size(), 19U);
  auto line = read([&](db::Session& s) { return load_person(s, Scope::everywhere(), made->person); });
  EXPECT_EQ(line->person.name, "张三");
  EXPECT_TRUE(line->must_change_password);
  EXPECT_EQ(line->person.grants, (std::vector<Grant>{{Role::Drafter, bureau_, Reach::Own}}));
  const auto entries = *journal_.about(fmt::format("person:{}", made->person));
  for (const auto& entry : entries) {
    EXPECT_THAT(entry.event.reason, testing::Not(testing::HasSubstr(made->first_password)));
    EXPECT_EQ(entry.event.reason, fmt::format("Drafter@{}", bureau_));
  }
  struct Case {
    NewPerson person = {};
    const char* key = "";
  };
  const Case cases[] = {
      {{"zhang.san", "甲", bureau_, {}, ""}, "person.login-taken"},
      {{"Zhang", "甲", bureau_, {}, ""}, "person.invalid"},
      {{"ab", "甲", bureau_, {}, ""}, "person.invalid"},
      {{"9ab", "甲", bureau_, {}, ""}, "person.invalid"},
      {{"li.si", " ", bureau_, {}, ""}, "person.invalid"},
      {{"li.si", "甲", 99, {}, ""}, "agency.missing"},
      {{"li.si", "甲", bureau_, {{Role::Drafter, 99, Reach::Own}}, ""}, "agency.missing"},
      {{"li.si", "甲", bureau_, {}, "short"}, "password.weak"},
      {{"li.si",
        "甲",
        bureau_,
        {{Role::SystemAdministrator, 1, Reach::All}, {Role::AuditAdministrator, 1, Reach::All}},
        ""},
       "grants.separated"},
  };
  for (const auto& c : cases) {
    auto refused = people().enter(c.person, machine_);
    ASSERT_FALSE(refused) << c.key;
    EXPECT_EQ(refused.error().key, c.key);
  }
}

TEST_P(PeopleTest, FeelsAChangeOfRoleInAnOpenSessionAtOnceOnAnotherNodeToo) {
  auto id = person("zhang.san", bureau_, {{Role::Drafter, bureau_, Reach::Own}});
  auto session = open("zhang.san");
  EXPECT_FALSE(session.principal.may(Right::ReviewDocuments, east_));
  ASSERT_TRUE(people().change(id, {"张三", bureau_, {{Role::Reviewer, bureau_, Reach::OwnAndBelow}}}, machine_));
  auto now = sessions().load(token_);
  EXPECT_FALSE(now->principal.may(Right::DraftDocuments, bureau_));
  EXPECT_TRUE(now->principal.may(Right::ReviewDocuments, east_));
  EXPECT_FALSE(now->principal.may(Right::ReviewDocuments, office_));

  if (GetParam() == test::Store::SqliteMemory) return;  // one connection, no second node
  auto other = store().another();
  journal::Journal journal(*other, clock());
  Sessions elsewhere(journal, policy_);
  EXPECT_TRUE(elsewhere.load(token_)->principal.may(Right::ReviewDocuments, west_));
  ASSERT_TRUE(people().suspend(id, "调离", machine_));
  EXPECT_EQ(elsewhere.load(token_).error().key, "session.none");
}

TEST_P(PeopleTest, SuspendsRestoresAndGivesANewPassword) {
  auto id = person("zhang.san", bureau_, {});
  open("zhang.san");
  ASSERT_TRUE(people().suspend(id, "调离", machine_));
  EXPECT_EQ(people().suspend(id, "调离", machine_).error().key, "person.suspended");
  EXPECT_FALSE(sessions().load(token_));
  EXPECT_EQ(refusal("zhang.san", kGood), "account.refused");
  EXPECT_TRUE(principal(id).scope(Right::ReadDocuments).empty());
  ASSERT_TRUE(people().restore(id, machine_));
  EXPECT_EQ(people().restore(id, machine_).error().key, "person.active");
  EXPECT_FALSE(sessions().load(token_)) << "an ended session stays ended";
  open("zhang.san");
  for (int i = 0; i < 5; ++i) refusal("zhang.san", "wrong");
  auto first = people().give_password(id, machine_);
  ASSERT_TRUE(first) << describe(first.error());
  EXPECT_FALSE(sessions().load(token_));
  EXPECT_EQ(refusal("zhang.san", kGood), "account.refused");
  EXPECT_EQ(refusal("zhang.san", *first), "") << "the lock is gone with the old password";
  EXPECT_THAT(
      verbs_about(fmt::format("person:{}", id)),
      testing::IsSupersetOf({"account.entered", "account.suspended", "account.restored", "account.password-given"}));
}

TEST_P(PeopleTest, ANewPasswordLeavesTheSecondFactorBound) {
  auto id = person("zhang.san", bureau_, {});
  bind_factor(open("zhang.san"));
  auto first = people().give_password(id, machine_);
  ASSERT_TRUE(first) << describe(first.error());
  EXPECT_EQ(refusal("zhang.san", *first), "account.code-owed");
  EXPECT_EQ(refusal("zhang.san", *first, recovery_.front()), "");
  ASSERT_TRUE(people().clear_second_factor(id, machine_));
  EXPECT_EQ(refusal("zhang.san", *first), "") << "only who clears it lets the password suffice";
}

TEST_P(PeopleTest, KnowsWhoHasARightOverAnAgency) {
  const auto own = person("own", east_, {{Role::Reviewer, east_, Reach::Own}});
  const auto above = person("above", office_, {{Role::Reviewer, office_, Reach::OwnAndBelow}});
  const auto all = person("city", west_, {{Role::Reviewer, west_, Reach::All}, {Role::Drafter, west_, Reach::Own}});
  person("beside", west_, {{Role::Reviewer, west_, Reach::Own}});
  person("other", east_, {{Role::Drafter, east_, Reach::Own}});
  const auto gone = person("gone", east_, {{Role::Reviewer, east_, Reach::Own}});
  ASSERT_TRUE(people().suspend(gone, "离职", machine_));
  const auto found = read([&](db::Session& session) { return people_with(session, Right::ReviewDocuments, east_); });
  ASSERT_TRUE(found) << describe(found.error());
  std::vector<std::string> actors;
  for (const auto id : {own, above, all}) actors.push_back(fmt::format("person:{}", id));
  EXPECT_EQ(*found, actors);
}

TEST_P(PeopleTest, LetsAnAgencyAdministratorCareForTheirOwn) {
  auto boss = principal(person("boss", bureau_, {{Role::AgencyAdministrator, bureau_, Reach::OwnAndBelow}}));
  auto security = person("security", bureau_, {{Role::SecurityAdministrator, office_, Reach::All}});
  auto outsider = person("outsider", office_, {});
  auto drafter = people().enter({"drafter", "甲", east_, {{Role::Drafter, east_, Reach::Own}}, ""}, boss);
  ASSERT_TRUE(drafter) << describe(drafter.error());

  struct Case {
    const char* name = "";
    NewPerson person = {};
    const char* key = "";
  };
  const Case cases[] = {
      {"elsewhere", {"aaa", "甲", office_, {}, ""}, "right.missing"},
      {"a role elsewhere", {"aaa", "甲", east_, {{Role::Drafter, office_, Reach::Own}}, ""}, "right.role"},
      {"further than one reaches",
       {"aaa", "甲", east_, {{Role::Drafter, office_, Reach::OwnAndBelow}}, ""},
       "right.role"},
      {"everywhere", {"aaa", "甲", east_, {{Role::Drafter, east_, Reach::All}}, ""}, "right.role"},
      {"one who watches", {"aaa", "甲", east_, {{Role::Auditor, east_, Reach::Own}}, ""}, "right.role"},
      {"an administrator", {"aaa", "甲", east_, {{Role::SystemAdministrator, east_, Reach::Own}}, ""}, "right.role"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto refused = people().enter(c.person, boss);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, c.key);
    EXPECT_EQ(refused.error().fault, Fault::Forbidden);
  }
  EXPECT_EQ(people().give_password(outsider, boss).error().key, "person.missing");
  EXPECT_EQ(people().give_password(security, boss).error().key, "right.role") << "would take the account over";
  EXPECT_EQ(people().suspend(security, "", boss).error().key, "right.role");
  EXPECT_EQ(people().change(security, {"甲", bureau_, {}}, boss).error().key, "right.role");
  EXPECT_EQ(people().change(boss.person(), {"甲", bureau_, {}}, boss).error().key, "right.own-roles");
  EXPECT_EQ(people().suspend(boss.person(), "", boss).error().key, "right.own-roles");
  EXPECT_EQ(people().clear_second_factor(drafter->person, boss).error().key, "right.missing");
  EXPECT_TRUE(people().change(drafter->person, {"乙", west_, {{Role::Reviewer, west_, Reach::Own}}}, boss));

  auto list = read([&](db::Session& s) { return list_people(s, boss.scope(Right::ManagePeople), {}, 0, 50); });
  std::vector<std::string> logins;
  for (const auto& line : *list) logins.push_back(line.person.login);
  EXPECT_EQ(logins, (std::vector<std::string>{"boss", "security", "drafter"}));
  auto found = read([&](db::Session& s) { return list_people(s, Scope::everywhere(), {0, "SIDE"}, 0, 50); });
  ASSERT_EQ(found->size(), 1U);
  EXPECT_EQ(found->front().person.id, outsider);
  EXPECT_TRUE(read([&](db::Session& s) { return list_people(s, Scope::everywhere(), {0, "%"}, 0, 50); })->empty());
}

TEST_P(PeopleTest, ShowsNamesForActors) {
  auto id = person("zhang.san", bureau_, {});
  auto actor = fmt::format("person:{}", id);
  auto names = read([&](db::Session& s) { return names_of(s, {actor, "person:张三", "system:import", "person:99"}); });
  EXPECT_EQ(names->at(actor), "某zhang.san");
  EXPECT_EQ(names->at("person:张三"), "张三");
  EXPECT_EQ(names->at("system:import"), "system:import");
  EXPECT_EQ(names->at("person:99"), "99");
  for (const char* other : {"person:张三", "system:import", "person:99", "key:1", "person:"})
    EXPECT_TRUE(read([&](db::Session& s) { return load_principal(s, std::string(other)); })
                    ->scope(Right::ReadDocuments)
                    .empty())
        << other;
}

TEST_P(PeopleTest, GivesKeysThatCannotDecide) {
  auto boss = principal(person("boss", bureau_, {{Role::AgencyAdministrator, bureau_, Reach::Own}}));
  NewKey wanted{.name = "市协同办公平台", .agency = bureau_, .expires_on = clock().today().plus_days(30)};
  auto key = keys().make(wanted, boss);
  ASSERT_TRUE(key) << describe(key.error());
  auto bearer = keys().load(*key);
  ASSERT_TRUE(bearer) << describe(bearer.error());
  EXPECT_TRUE(bearer->may(Right::DraftDocuments, bureau_));
  EXPECT_FALSE(bearer->may(Right::DraftDocuments, east_));
  EXPECT_FALSE(bearer->may_anywhere(Right::ReviewDocuments));
  auto list = keys().list(boss);
  ASSERT_EQ(list->size(), 1U);
  EXPECT_EQ(list->front().prefix, key->substr(0, 10));
  EXPECT_TRUE(list->front().used_at);
  EXPECT_EQ(read([&](db::Session& s) { return names_of(s, {bearer->actor()}); })->at(bearer->actor()),
            "市协同办公平台");

  EXPECT_EQ(keys().load(key->substr(0, 46)).error().key, "key.refused");
  auto wrong = *key;
  wrong.back() = wrong.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(keys().load(wrong).error().fault, Fault::Unauthorized);
  auto publish = wanted;
  publish.rights = {Right::PublishDocuments};
  EXPECT_EQ(keys().make(publish, boss).error().key, "key.invalid");
  auto for_ever = wanted;
  for_ever.expires_on = clock().today().plus_months(13);
  EXPECT_EQ(keys().make(for_ever, boss).error().fields.front().key, "key.day");
  auto elsewhere = wanted;
  elsewhere.agency = east_;
  EXPECT_EQ(keys().make(elsewhere, boss).error().key, "right.missing");
  auto stranger = principal(person("stranger", east_, {{Role::AgencyAdministrator, east_, Reach::Own}}));
  EXPECT_EQ(keys().end(list->front().id, stranger).error().key, "key.missing");
  EXPECT_TRUE(keys().list(stranger)->empty());

  pass(std::chrono::hours(24 * 31));
  EXPECT_EQ(keys().load(*key).error().key, "key.refused") << "past its day";
  auto second = keys().make({.name = "乙", .agency = bureau_, .expires_on = clock().today()}, boss);
  ASSERT_TRUE(second) << describe(second.error());
  EXPECT_TRUE(keys().load(*second));
  ASSERT_TRUE(keys().end(keys().list(boss)->back().id, boss));
  EXPECT_FALSE(keys().load(*second));
}

// Keys that were made before rights were named by domain are good until their day.
TEST_P(PeopleTest, ReadsTheRightsOfAKeyUnderTheNamesOfItsDay) {
  auto boss = principal(person("boss", bureau_, {{Role::AgencyAdministrator, bureau_, Reach::Own}}));
  auto key = keys().make({.name = "协同办公", .agency = bureau_, .expires_on = clock().today()}, boss);
  ASSERT_TRUE(key) << describe(key.error());
  struct Case {
    const char* stored = "";
    std::vector<Right> rights = {};
  };
  const Case cases[] = {
      {"ReadWork Draft", {Right::ReadDocuments, Right::DraftDocuments}},
      {"ReadJournal", {Right::ReadJournal}},
      {"ReadWork publications.draft", {Right::ReadDocuments, Right::DraftDocuments}},
      {"Publish publications.publish nonsense", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.stored);
    ASSERT_TRUE(database().write([&](db::Session& session) {
      return session.run("UPDATE api_key SET rights = :rights", std::string(c.stored));
    }));
    EXPECT_EQ(keys().list(boss)->front().rights, c.rights);
    auto bearer = keys().load(*key);
    ASSERT_TRUE(bearer) << describe(bearer.error());
    for (const auto& row : kRights)
      EXPECT_EQ(bearer->may(row.value, bureau_), std::ranges::find(c.rights, row.value) != c.rights.end()) << row.name;
  }
}

// Whatever roles somebody has, they see, give and take nothing beyond their reach.
TEST_P(PeopleTest, RefusesEveryRandomReachBeyondTheScope) {
  const std::vector<std::int64_t> agencies = {office_, bureau_, east_, west_};
  std::map<std::int64_t, std::int64_t> one_of;
  for (auto agency : agencies) one_of[agency] = person(fmt::format("one{}", agency), agency, {});
  auto actor = person("actor", bureau_, {});
  EXPECT_TRUE(rc::check("people stay within the scope", [&] {
    std::vector<Grant> grants;
    for (auto agency : agencies)
      if (*rc::gen::inRange(0, 2) == 1)
        grants.push_back(
            {static_cast<Role>(*rc::gen::inRange(0, 8)), agency, static_cast<Reach>(*rc::gen::inRange(0, 2))});
    RC_ASSERT(people().change(actor, {"某人", bureau_, grants}, machine_).has_value());
    auto by = principal(actor);
    const auto& scope = by.scope(Right::ManagePeople);
    for (auto agency : agencies) {
      auto target = one_of.at(agency);
      bool within = scope.covers(agency);
      RC_ASSERT(read([&](db::Session& s) { return load_person(s, scope, target); }).has_value() == within);
      RC_ASSERT(people().change(target, {"改名", agency, {}}, by).has_value() == within);
      auto given = people().change(target, {"改名", agency, {{Role::Supervisor, agency, Reach::Own}}}, by);
      RC_ASSERT(!given.has_value());
    }
  }));
}

}  // namespace
}  // namespace dl::accounts
