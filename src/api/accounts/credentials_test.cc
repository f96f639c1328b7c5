// What people prove before they change how they sign in; what they owe; the names of cookies.
#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Reach;
using accounts::Role;
using testing::HasSubstr;
using testing::StartsWith;
using web::Verb;

const json::object kProof{{"password", kPassword}};
const std::string kProofText = json::serialize(kProof);

class Credentials : public testing::Test {
 protected:
  std::int64_t id_of(Browser& admin, const std::string& login) {
    auto people = town.get(admin, "/api/v1/people?text=" + login);
    return people.object().at("items").as_array().front().at("id").as_int64();
  }
  Town town;
};

TEST_F(Credentials, AreNotChangedByWhoeverHoldsASession) {
  auto admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
  auto browser = town.person("li.qing", Role::Drafter, town.bureau());
  town.sign_in("li.qing");
  auto others = town.get(browser, "/api/v1/session/others").object().at("items").as_array();
  auto other = others.at(0).at("id").as_int64();
  const std::string one = fmt::format("/api/v1/session/others/{}", other);
  const std::string reset = fmt::format("/api/v1/people/{}/new-password", id_of(admin, "li.qing"));
  auto security = town.person("security", Role::SecurityAdministrator, town.bureau());
  const std::string factor = fmt::format("/api/v1/people/{}/second-factor", id_of(admin, "li.qing"));
  struct Row {
    Browser& as;
    Verb verb;
    std::string target;
  };
  Row rows[] = {{browser, Verb::Post, "/api/v1/session/second-factor"},
                {browser, Verb::Delete, one},
                {browser, Verb::Delete, "/api/v1/session/others"},
                {admin, Verb::Post, reset},
                {security, Verb::Delete, factor}};
  for (auto& row : rows) {
    SCOPED_TRACE(row.target);
    auto refused = town.ask(row.as, row.verb, row.target, "{}");
    EXPECT_EQ(refused.status, 401) << refused.body;
    EXPECT_EQ(refused.key(), "account.old-password");
    EXPECT_EQ(refused.events, 0);
  }
  EXPECT_EQ(town.ask(browser, Verb::Delete, one, kProofText).status, 204);
  EXPECT_EQ(town.get(browser, "/api/v1/session/others").object().at("items").as_array().size(), 1U);
  auto given = town.post(admin, reset, kProof);
  EXPECT_EQ(given.status, 200) << given.body;
  EXPECT_FALSE(given.text("first_password").empty());
  EXPECT_THAT(given.text("first_password_ends_at"), StartsWith("2024-03-08")) << "a week";
  auto own = town.post(admin, fmt::format("/api/v1/people/{}/new-password", id_of(admin, "admin")), kProof);
  EXPECT_EQ(own.status, 403);
  EXPECT_EQ(own.key(), "right.own-password");
  EXPECT_EQ(town.ask(security, Verb::Delete, factor, kProofText).key(), "second_factor.none") << "who proves is heard";
}

TEST_F(Credentials, OfAFirstSignInCanBeChangedInReadOnlyMode) {
  auto admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
  auto entered =
      town.post(admin, "/api/v1/people",
                {{"login", "wang.hai"}, {"name", "王海"}, {"agency", town.bureau()}, {"grants", json::array()}});
  town.read_only = true;
  auto browser = town.sign_in("wang.hai", entered.text("first_password"));
  EXPECT_EQ(town.get(browser, "/api/v1/session/others").key(), "account.password-owed");
  auto changed = town.put(browser, "/api/v1/session/password",
                          {{"old_password", entered.text("first_password")}, {"new_password", kPassword}});
  EXPECT_EQ(changed.status, 204) << changed.body;
  EXPECT_EQ(town.get(browser, "/api/v1/session/others").status, 200);
}

TEST_F(Credentials, AdministratorsSeeFirstPasswordsThatEnded) {
  auto admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
  auto entered =
      town.post(admin, "/api/v1/people",
                {{"login", "wang.hai"}, {"name", "王海"}, {"agency", town.bureau()}, {"grants", json::array()}});
  town.clock().advance_ms(8 * 86'400'000LL);
  Browser late;
  auto refused =
      town.post(late, "/api/v1/session", {{"login", "wang.hai"}, {"password", entered.text("first_password")}});
  EXPECT_EQ(refused.key(), "account.first-password-ended");
  admin = town.sign_in("admin");
  auto people = town.get(admin, "/api/v1/people?text=wang.hai").object().at("items").as_array();
  EXPECT_TRUE(people.front().at("first_password_ended").as_bool());
}

TEST_F(Credentials, AreBoundBeforeARoleThatDemandsThemIsUsed) {
  Town strict(test::Store::SqliteMemory, {.second_factor_roles = {Role::Publisher}});
  auto publisher = strict.person("zhao", Role::Publisher, strict.bureau());
  auto session = strict.get(publisher, "/api/v1/session");
  EXPECT_TRUE(session.object().at("must_bind_second_factor").as_bool());
  EXPECT_TRUE(session.object().at("rights").as_object().empty());
  auto refused = strict.get(publisher, "/api/v1/documents");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.key(), "account.factor-owed");
  EXPECT_EQ(strict.post(publisher, "/api/v1/session/second-factor", kProof).status, 200);
}

TEST_F(Credentials, UseCookiesOfTheHostUnderTls) {
  Browser browser{.secure = true};
  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  ASSERT_TRUE(drafter.cookies.contains("dl_session")) << "plain without TLS";
  auto signed_in = town.post(browser, "/api/v1/session", {{"login", "li.qing"}, {"password", kPassword}});
  for (const auto& [name, value] : signed_in.headers) {
    if (name != "Set-Cookie") continue;
    EXPECT_THAT(value, StartsWith("__Host-dl_"));
    EXPECT_THAT(value, HasSubstr("; Path=/; HttpOnly; "));
    EXPECT_THAT(value, testing::EndsWith("; Secure"));
    EXPECT_THAT(value, testing::Not(HasSubstr("Domain")));
  }
  EXPECT_EQ(town.get(browser, "/api/v1/documents").status, 200);
  EXPECT_EQ(town.ask(browser, Verb::Delete, "/api/v1/session").status, 204) << "with its form token";
  drafter.secure = true;
  EXPECT_EQ(town.get(drafter, "/api/v1/documents").key(), "access.sign_in") << "the plain names are nothing then";
}

}  // namespace
}  // namespace dl::api
