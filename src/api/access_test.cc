// Every operation of the table, called by those who may not: without a session, without the right, from
// another agency. Bodies are made from the description, so that what refuses is the access and not the form.
#include <gmock/gmock.h>

#include "accounts/password.h"
#include "api/openapi.h"
#include "api/sample_fixture.h"

namespace dl::api {
namespace {

using accounts::Reach;
using accounts::Right;
using accounts::Role;
using web::Verb;

constexpr const char* kSecret = "尚未公开的拆迁方案";

class Access : public testing::Test {
 protected:
  Access() {
    drafter = town.person("drafter", Role::Drafter, town.bureau());
    sample.emplace(town, drafter, kSecret);
  }

  Reply call(Browser& as, const Operation& operation) {
    return town.ask(as, operation.verb, sample->target_of(operation), sample->body_of(operation),
                    {{"If-Match", "\"r1\""}});
  }

  Town town;
  Browser drafter = {};
  std::optional<Sample> sample = {};
};

TEST_F(Access, NobodyGetsAnywhere) {
  int walked = 0;
  for (const auto& group : groups())
    for (const auto& operation : group.operations) {
      if (operation.callers.kind == Callers::Kind::Anyone) continue;
      SCOPED_TRACE(operation.id);
      Browser nobody;
      auto reply = call(nobody, operation);
      EXPECT_EQ(reply.status, 401) << reply.body;
      EXPECT_EQ(reply.events, 0);
      Browser forger{.cookies = {{std::string(kSessionCookie), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}}};
      EXPECT_EQ(call(forger, operation).status, 401);
      Browser stranger{.key = "dlk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
      EXPECT_EQ(call(stranger, operation).status, 401);
      ++walked;
    }
  EXPECT_GT(walked, 40);
}

TEST_F(Access, OnlyTheSessionItselfIsOpenToAnyone) {
  std::vector<std::string_view> open;
  for (const auto& group : groups())
    for (const auto& operation : group.operations)
      if (operation.callers.kind == Callers::Kind::Anyone) open.push_back(operation.id);
  EXPECT_THAT(open, testing::ElementsAre("showSession", "signIn"));
}

TEST_F(Access, PeopleWithoutTheRightAreRefused) {
  auto bare = town.person("bare", std::vector<accounts::Grant>(), town.bureau());
  for (const auto& group : groups())
    for (const auto& operation : group.operations) {
      if (operation.callers.kind != Callers::Kind::WithRight) continue;
      SCOPED_TRACE(operation.id);
      auto reply = call(bare, operation);
      EXPECT_EQ(reply.status, 403) << reply.body;
      EXPECT_EQ(reply.key(), "right.missing");
      EXPECT_EQ(reply.events, 0);
    }
}

// Each right alone, over the bureau itself: whatever does not name the right is closed, and the session tells the rest.
TEST_F(Access, ARoleOpensWhatItsRightsName) {
  int number = 0;
  for (const auto& role : accounts::kRoles) {
    SCOPED_TRACE(role.name);
    auto browser = town.person(fmt::format("role{}", ++number), role.role, town.bureau());
    const auto session = town.get(browser, "/api/v1/session").object();
    const auto& told = session.at("operations").as_array();
    for (const auto& group : groups())
      for (const auto& operation : group.operations) {
        SCOPED_TRACE(operation.id);
        const bool open = operation.callers.kind == Callers::Kind::WithRight &&
                          accounts::rights_of(role.role).meets(operation.callers.rights);
        EXPECT_EQ(std::ranges::count(told, json::value(operation.id)), open ? 1 : 0);
        if (operation.callers.kind != Callers::Kind::WithRight || open) continue;
        auto reply = call(browser, operation);
        EXPECT_EQ(reply.status, 403) << reply.body;
        EXPECT_EQ(reply.events, 0);
      }
  }
}

// Somebody of another bureau with every role that works with an agency's things.
TEST_F(Access, AnotherAgencySeesAndChangesNothing) {
  std::vector<accounts::Grant> grants;
  for (const auto& row : accounts::kRoles)
    if (!accounts::is_separated(row.role)) grants.push_back({row.role, town.other(), Reach::Own});
  auto stranger = town.person("stranger", grants, town.other());
  for (const auto& group : groups())
    for (const auto& operation : group.operations) {
      // A session is one's own; who may run the installation is not bound to an agency.
      if (operation.path.starts_with("/api/v1/session")) continue;
      SCOPED_TRACE(operation.id);
      auto reply = call(stranger, operation);
      EXPECT_EQ(reply.events, 0) << reply.body;
      EXPECT_EQ(reply.body.find(kSecret), std::string::npos) << reply.body;
      bool of_one = operation.path.find('{') != std::string_view::npos;
      if (operation.writes() || of_one) {
        EXPECT_TRUE(reply.status == 403 || reply.status == 404) << reply.status << " " << reply.body;
      } else {
        EXPECT_TRUE(reply.status == 200 || reply.status == 403) << reply.status << " " << reply.body;
      }
    }
}

// Hashes cost a core and 64 MiB each: a page's worker never computes one.
TEST_F(Access, HashesAreComputedInTheirLane) {
  std::vector<accounts::Grant> grants;
  for (auto role : {Role::Drafter, Role::Reviewer, Role::Publisher, Role::SecrecyReviewer, Role::AgencyAdministrator})
    grants.push_back({role, town.bureau(), Reach::Own});
  town.person("everything", grants, town.bureau());
  int hashing = 0;
  for (const auto& group : groups())
    for (const auto& operation : group.operations) {
      SCOPED_TRACE(operation.id);
      auto browser = town.sign_in("everything");
      auto before = accounts::hashes_computed();
      call(browser, operation);
      if (operation.traits.lane == web::Lane::Hashes)
        ++hashing;
      else
        EXPECT_EQ(accounts::hashes_computed(), before);
    }
  EXPECT_GE(hashing, 9);
}

TEST_F(Access, WritesByCookieNeedTheToken) {
  Browser forged = drafter;
  forged.token.clear();
  for (const auto& group : groups())
    for (const auto& operation : group.operations) {
      if (!operation.writes()) continue;
      SCOPED_TRACE(operation.id);
      auto reply = call(forged, operation);
      EXPECT_EQ(reply.status, 403) << reply.body;
      EXPECT_EQ(reply.key(), "access.stale_form");
      EXPECT_EQ(reply.events, 0);
    }
}

// Whatever changes leaves an event: the journal refuses a write without one.
TEST_F(Access, ReadingChangesNothing) {
  std::vector<accounts::Grant> grants;
  for (const auto& role : accounts::kRoles)
    if (role.role != Role::SystemAdministrator && role.role != Role::AuditAdministrator)
      grants.push_back({role.role, town.bureau(), Reach::Own});
  auto everybody = town.person("everybody", grants, town.bureau());
  int answered = 0;
  for (const auto& group : groups())
    for (const auto& operation : group.operations) {
      if (operation.writes()) continue;
      SCOPED_TRACE(operation.id);
      auto reply = call(everybody, operation);
      const bool is_export = operation.path.starts_with("/api/v1/exports/");
      EXPECT_EQ(reply.events, is_export && reply.status == 200 ? 1 : 0) << "an export alone is on record";
      answered += reply.status == 200 ? 1 : 0;
    }
  EXPECT_GT(answered, 20);
}

TEST_F(Access, NoAddressTakesASecret) {
  const auto description = describe_api(groups());
  ASSERT_TRUE(description);
  int names = 0;
  for (const auto& path : description->at("paths").as_object())
    for (const auto& verb : path.value().as_object())
      if (const auto* parameters = verb.value().as_object().if_contains("parameters"))
        for (const auto& one : parameters->as_array()) {
          if (one.at("in").as_string() == "header") continue;
          const std::string name(one.at("name").as_string());
          for (const char* secret : {"password", "code", "key", "token", "session", "secret", "csrf"})
            EXPECT_EQ(name.find(secret), std::string::npos) << std::string_view(path.key()) << "?" << name;
          ++names;
        }
  EXPECT_GT(names, 60);
}

TEST_F(Access, NothingChangesWhileTheInstallationIsReadOnly) {
  town.read_only = true;
  auto reply = town.post(drafter, "/api/v1/documents", json::object());
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(reply.key(), "db.unavailable");
  EXPECT_EQ(town.get(drafter, "/api/v1/documents").status, 200);
  EXPECT_TRUE(town.get(drafter, "/api/v1/session").object().at("read_only").as_bool());
  EXPECT_EQ(town.sign_in("drafter").token.empty(), false) << "one can still sign in";
}

TEST_F(Access, AFirstPasswordOpensNothingButItsChange) {
  auto entered = town.api().people.enter({.login = "new.one",
                                          .name = "新人",
                                          .agency = town.bureau(),
                                          .grants = {{Role::Drafter, town.bureau(), Reach::Own}}},
                                         accounts::Principal::machine("operator:test"));
  ASSERT_TRUE(entered) << describe(entered.error());
  auto browser = town.sign_in("new.one", entered->first_password);
  auto session = town.get(browser, "/api/v1/session");
  EXPECT_TRUE(session.object().at("must_change_password").as_bool());
  EXPECT_EQ(town.get(browser, "/api/v1/documents").key(), "account.password-owed");
  auto changed = town.put(browser, "/api/v1/session/password",
                          {{"old_password", entered->first_password}, {"new_password", kPassword}});
  EXPECT_EQ(changed.status, 204) << changed.body;
  EXPECT_EQ(town.get(browser, "/api/v1/documents").status, 200);
}

}  // namespace
}  // namespace dl::api
