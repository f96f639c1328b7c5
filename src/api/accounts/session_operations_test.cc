// Signing in and out, roles that change while a session is open, people, keys and the form of problems.
#include <gmock/gmock.h>

#include "accounts/totp.h"
#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Reach;
using accounts::Role;
using testing::HasSubstr;
using testing::Not;
using web::Verb;

const std::string kProof = json::serialize(json::object{{"password", kPassword}});

class Sessions : public testing::Test {
 protected:
  Town town;
};

TEST_F(Sessions, TellWhoOneIsAndWhatOneMay) {
  Browser nobody;
  auto before = town.get(nobody, "/api/v1/session");
  EXPECT_EQ(before.status, 200);
  EXPECT_TRUE(before.object().at("person").is_null());
  EXPECT_FALSE(before.text("csrf_token").empty());

  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  auto reply = town.get(drafter, "/api/v1/session");
  EXPECT_EQ(reply.object().at("person").at("login").as_string(), "li.qing");
  EXPECT_EQ(reply.object().at("grants").as_array().front().at("role_name").as_string(), "起草");
  const auto& rights = reply.object().at("rights").as_object();
  ASSERT_TRUE(rights.contains("publications.draft"));
  EXPECT_FALSE(rights.contains("publications.publish"));
  EXPECT_EQ(rights.at("publications.draft").at("agencies").as_array().front().as_int64(), town.bureau());
  EXPECT_EQ(reply.object().at("idle_minutes").as_int64(), 30);
}

// Which these are for every role: Access.ARoleOpensWhatItsRightsName.
TEST_F(Sessions, TellTheOperationsThatOnesRightsOpen) {
  const auto told = [&](Browser browser) {
    std::set<std::string> ids;
    const auto reply = town.get(browser, "/api/v1/session");
    for (const auto& id : reply.object().at("operations").as_array()) ids.emplace(id.as_string());
    return ids;
  };
  EXPECT_TRUE(told({}).empty());
  const auto drafter = told(town.person("li.qing", Role::Drafter, town.bureau()));
  const auto auditor = told(town.person("zhou", Role::Auditor, town.bureau()));
  EXPECT_TRUE(drafter.contains("draftDocument") && drafter.contains("listDocuments"));
  EXPECT_FALSE(drafter.contains("listEntries") || drafter.contains("listPeople"));
  EXPECT_TRUE(auditor.contains("listDocuments") && auditor.contains("listEntries"));
  EXPECT_FALSE(auditor.contains("draftDocument") || auditor.contains("verifyJournal"));
}

TEST_F(Sessions, TheCookieIsKeptFromScripts) {
  town.person("li.qing", Role::Drafter, town.bureau());
  Browser browser;
  auto reply = town.post(browser, "/api/v1/session", {{"login", "li.qing"}, {"password", kPassword}});
  std::string cookie;
  for (const auto& [name, value] : reply.headers)
    if (name == "Set-Cookie" && value.starts_with(kSessionCookie)) cookie = value;
  EXPECT_THAT(cookie, HasSubstr("; HttpOnly"));
  EXPECT_THAT(cookie, HasSubstr("; SameSite=Strict"));
  EXPECT_THAT(reply.body, Not(HasSubstr(browser.cookies[std::string(kSessionCookie)])));
}

// The key of the copies that a browser keeps comes with a session and is one person's.
TEST_F(Sessions, BringTheKeyOfOnesOwnDrafts) {
  auto person = town.person("li.qing", Role::Drafter, town.bureau());
  auto other = town.person("zhao", Role::Drafter, town.bureau());
  Browser nobody;
  const auto key = town.get(person, "/api/v1/session").text("draft_key");
  EXPECT_THAT(key, testing::MatchesRegex("[0-9a-f]{64}"));
  auto again = town.sign_in("li.qing");
  EXPECT_EQ(town.get(again, "/api/v1/session").text("draft_key"), key);
  EXPECT_NE(town.get(other, "/api/v1/session").text("draft_key"), key);
  EXPECT_EQ(town.get(nobody, "/api/v1/session").text("draft_key"), "");
}

TEST_F(Sessions, HaveTheBrowserForgetWhatItSawWhenTheyEndOverTls) {
  town.person("li.qing", Role::Drafter, town.bureau());
  for (const bool secure : {false, true}) {
    Browser person{.secure = secure};
    town.post(person, "/api/v1/session", {{"login", "li.qing"}, {"password", kPassword}});
    const auto reply = town.ask(person, web::Verb::Delete, "/api/v1/session");
    EXPECT_EQ(reply.status, 204);
    EXPECT_EQ(reply.header("Clear-Site-Data"), secure ? "\"cache\"" : "");
  }
}

TEST_F(Sessions, RefusalsSayNoMoreThanTheyMust) {
  town.person("li.qing", Role::Drafter, town.bureau());
  Browser browser;
  auto wrong = town.post(browser, "/api/v1/session", {{"login", "li.qing"}, {"password", "x"}});
  auto unknown = town.post(browser, "/api/v1/session", {{"login", "nobody"}, {"password", "x"}});
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.body, unknown.body);
  EXPECT_TRUE(browser.cookies.find(std::string(kSessionCookie)) == browser.cookies.end());
  Reply last;
  for (int i = 0; i < 6; ++i) last = town.post(browser, "/api/v1/session", {{"login", "li.qing"}, {"password", "x"}});
  EXPECT_EQ(last.status, 429);
  EXPECT_EQ(last.key(), "account.locked");
  EXPECT_FALSE(last.header("Retry-After").empty());
}

TEST_F(Sessions, EndWhenOneSignsOutOrIsIdle) {
  auto one = town.person("li.qing", Role::Drafter, town.bureau());
  auto two = town.sign_in("li.qing");
  EXPECT_EQ(town.get(one, "/api/v1/session/others").object().at("items").as_array().size(), 2U);
  EXPECT_EQ(town.ask(one, Verb::Delete, "/api/v1/session/others", kProof).status, 204);
  EXPECT_EQ(town.get(two, "/api/v1/documents").status, 401);
  EXPECT_EQ(town.ask(one, Verb::Delete, "/api/v1/session").status, 204);
  EXPECT_FALSE(one.cookies.contains(std::string(kSessionCookie)));

  auto three = town.sign_in("li.qing");
  town.clock().advance_ms(31 * 60 * 1000);
  auto late = town.get(three, "/api/v1/documents");
  EXPECT_EQ(late.status, 401);
  EXPECT_EQ(late.key(), "session.expired");
}

TEST_F(Sessions, AChangeOfRoleReachesOpenSessions) {
  auto admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  auto people = town.get(admin, "/api/v1/people?text=li.qing");
  ASSERT_EQ(people.status, 200) << people.body;
  const auto person = people.object().at("items").as_array().front().as_object();
  auto id = person.at("id").as_int64();
  EXPECT_EQ(town.get(drafter, "/api/v1/documents").status, 200);
  const json::object body{{"name", "李清"}, {"agency", town.bureau()}, {"grants", json::array()}};
  const web::Fields seen{{"If-Match", fmt::format("\"r{}\"", person.at("revision").as_int64())}};
  EXPECT_EQ(town.put(admin, fmt::format("/api/v1/people/{}", id), body).status, 428);
  auto changed = town.put(admin, fmt::format("/api/v1/people/{}", id), body, seen);
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.events, 1);
  auto older = town.put(admin, fmt::format("/api/v1/people/{}", id), body, seen);
  EXPECT_EQ(older.status, 412) << older.body;
  EXPECT_EQ(older.object().at("current").at("name").as_string(), "李清");
  EXPECT_EQ(older.events, 0);
  EXPECT_EQ(town.get(drafter, "/api/v1/documents").status, 403);
  auto suspended = town.post(admin, fmt::format("/api/v1/people/{}/suspension", id), {{"reason", "调离"}});
  EXPECT_EQ(suspended.status, 200) << suspended.body;
  EXPECT_EQ(town.get(drafter, "/api/v1/session/others").status, 401);
}

TEST_F(Sessions, NewPeopleGetAPasswordThatIsShownOnce) {
  auto admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
  json::object person{
      {"login", "wang.hai"},
      {"name", "王海"},
      {"agency", town.bureau()},
      {"grants", json::array{json::object{{"role", "Drafter"}, {"agency", town.bureau()}, {"reach", "Own"}}}}};
  auto entered = town.post(admin, "/api/v1/people", person, {{"Idempotency-Key", "p1"}});
  ASSERT_EQ(entered.status, 201) << entered.body;
  auto browser = town.sign_in("wang.hai", entered.text("first_password"));
  EXPECT_FALSE(browser.token.empty());
  auto again = town.post(admin, "/api/v1/people", person, {{"Idempotency-Key", "p1"}});
  EXPECT_EQ(again.status, 409);
  EXPECT_EQ(again.key(), "idempotency.once");
  auto kept = town.database().read(
      [](db::Session& sql) { return sql.value<std::int64_t>("SELECT count(*) FROM api_reply WHERE body <> ''"); });
  EXPECT_EQ(kept.value_or(-1), 0) << "a secret answer was stored";
}

TEST_F(Sessions, AreReplacedByASignInFromTheSameBrowser) {
  auto browser = town.person("li.qing", Role::Drafter, town.bureau());
  auto former = browser;
  auto again = town.post(browser, "/api/v1/session", {{"login", "li.qing"}, {"password", kPassword}});
  ASSERT_EQ(again.status, 200) << again.body;
  EXPECT_NE(browser.cookies.at(std::string(kSessionCookie)), former.cookies.at(std::string(kSessionCookie)));
  EXPECT_EQ(town.get(former, "/api/v1/documents").status, 401) << "the former token is worth nothing";
  EXPECT_EQ(town.get(browser, "/api/v1/documents").status, 200);
}

TEST_F(Sessions, SayWhatIsWrongWithANewPassword) {
  auto browser = town.person("someone", Role::Drafter, town.bureau());
  auto refused = town.put(browser, "/api/v1/session/password", {{"old_password", kPassword}, {"new_password", "a"}});
  EXPECT_EQ(refused.status, 422) << refused.body;
  const auto& fields = refused.object().at("fields").as_array();
  ASSERT_GE(fields.size(), 2U) << "too short and of one kind";
  for (const auto& field : fields) EXPECT_EQ(field.at("field").as_string(), "new_password");
}

TEST_F(Sessions, TellWhetherASecondFactorIsBoundNow) {
  auto browser = town.person("someone", Role::Drafter, town.bureau());
  auto bound = [&] { return town.get(browser, "/api/v1/session").object().at("second_factor").as_bool(); };
  EXPECT_FALSE(bound());
  auto offered = town.post(browser, "/api/v1/session/second-factor", {{"password", kPassword}});
  ASSERT_EQ(offered.status, 200) << offered.body;
  EXPECT_FALSE(bound()) << "offered is not bound";
  std::string secret;
  unsigned bits = 0;
  unsigned held = 0;
  for (char c : offered.text("secret")) {
    bits = (bits << 5) | static_cast<unsigned>(c >= 'A' ? c - 'A' : c - '2' + 26);
    held += 5;
    if (held < 8) continue;
    held -= 8;
    secret += static_cast<char>((bits >> held) & 0xff);
  }
  auto code = accounts::totp::code_at(secret, accounts::totp::step_at(town.clock().now()));
  ASSERT_EQ(town.put(browser, "/api/v1/session/second-factor", {{"code", code}}).status, 200);
  EXPECT_TRUE(bound()) << "in the session that bound it";
  town.ask(browser, Verb::Delete, "/api/v1/session/second-factor",
           json::serialize(json::object{{"password", kPassword}}));
  EXPECT_FALSE(bound());
}

TEST_F(Sessions, FindWhatSomebodyDidByTheirName) {
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  auto auditor = town.person("auditor", Role::Auditor, town.bureau());
  town.draft(drafter, "甲");
  auto found = [&](const std::string& actor) {
    auto reply = town.get(auditor, "/api/v1/journal?verb=document.drafted&actor=" + actor);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.object().at("items").as_array().size();
  };
  EXPECT_EQ(found("drafter"), 1U);
  EXPECT_EQ(found("%E3%80%88drafter%E3%80%89"), 1U) << "by the name";
  EXPECT_EQ(found("auditor"), 0U);
  EXPECT_EQ(found("draft"), 0U) << "a part of a name is none";
  auto words = town.get(auditor, "/api/v1/vocabularies");
  EXPECT_EQ(words.object().at("statutory_items").as_array().size(), 15U);
  EXPECT_GE(words.object().at("events").as_array().size(), 40U);
  EXPECT_EQ(words.object().at("read_endings").as_array().back().at("name"), ".csv");
}

TEST_F(Sessions, KeysWorkForOtherSystems) {
  auto admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
  auto made = town.post(admin, "/api/v1/keys",
                        {{"name", "协同办公平台"}, {"agency", town.bureau()}, {"expires_on", "2024-12-31"}});
  ASSERT_EQ(made.status, 201) << made.body;
  Browser system{.key = made.text("key")};
  auto body = Town::words("外部系统送来的文件");
  body["column"] = town.column(town.bureau());
  EXPECT_EQ(town.post(system, "/api/v1/documents", body).status, 201);
  body["column"] = town.column(town.other());
  EXPECT_EQ(town.post(system, "/api/v1/documents", body).status, 403);
  EXPECT_EQ(town.get(system, "/api/v1/people").status, 403);
  EXPECT_EQ(town.get(system, "/api/v1/session/others").key(), "session.people-only");
  auto keys = town.get(admin, "/api/v1/keys");
  EXPECT_THAT(keys.body, Not(HasSubstr(system.key)));
  auto id = keys.object().at("items").as_array().front().at("id").as_int64();
  EXPECT_EQ(town.ask(admin, Verb::Delete, fmt::format("/api/v1/keys/{}", id)).status, 204);
  EXPECT_EQ(town.get(system, "/api/v1/documents").status, 401);
}

TEST_F(Sessions, RightsOfKeysAreTakenUnderTheirEarlierNamesToo) {
  auto admin = town.person("admin", Role::AgencyAdministrator, town.bureau());
  const auto make = [&](const char* right) {
    return town.post(admin, "/api/v1/keys",
                     {{"name", "协同办公平台"},
                      {"agency", town.bureau()},
                      {"rights", json::array{json::string(right)}},
                      {"expires_on", "2024-12-31"}});
  };
  for (const char* right : {"publications.read", "ReadWork"}) {
    SCOPED_TRACE(right);
    auto made = make(right);
    ASSERT_EQ(made.status, 201) << made.body;
    Browser system{.key = made.text("key")};
    EXPECT_EQ(town.get(system, "/api/v1/documents").status, 200);
    EXPECT_EQ(town.get(system, "/api/v1/journal").status, 403);
  }
  EXPECT_EQ(make("Publish").status, 422);
  EXPECT_EQ(make("publications.publish").key(), "key.invalid");
  const auto keys = town.get(admin, "/api/v1/keys").object().at("items").as_array();
  ASSERT_EQ(keys.size(), 2U);
  for (const auto& key : keys) EXPECT_EQ(json::serialize(key.at("rights")), R"(["publications.read"])");
}

TEST_F(Sessions, TheHandbookIsToldAsItStands) {
  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  const auto rights = town.get(drafter, "/api/v1/rights").object().at("items").as_array();
  ASSERT_EQ(rights.size(), accounts::kRights.size());
  EXPECT_EQ(rights.front().at("right").as_string(), "publications.read");
  EXPECT_EQ(rights.front().at("domain_name").as_string(), "主动公开");
  EXPECT_TRUE(rights.front().at("for_keys").as_bool());
  const auto roles = town.get(drafter, "/api/v1/roles").object().at("items").as_array();
  ASSERT_EQ(roles.size(), accounts::kRoles.size());
  EXPECT_EQ(json::serialize(roles.front().at("rights")), R"(["publications.read","publications.draft"])");
}

TEST_F(Sessions, ProblemsNameWhatIsWrong) {
  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  struct Row {
    const char* body;
    const char* type;
    int status;
    const char* key;
    const char* field;
  };
  const Row rows[] = {
      {"{", "application/json", 400, "request.json", ""},
      {"a=1", "application/x-www-form-urlencoded", 400, "request.json-type", ""},
      {R"({"column":1,"metadata":{},"body":{"blocks":[]},"colour":1})", "application/json", 422, "request.fields",
       "colour"},
      {R"({"column":"1","metadata":{},"body":{"blocks":[]}})", "application/json", 422, "request.fields", "column"},
      {R"({"column":1,"metadata":{"titel":"甲"},"body":{"blocks":[]}})", "application/json", 422, "request.fields",
       "metadata.titel"},
      {R"({"column":1,"metadata":{"validity":"Maybe"},"body":{"blocks":[]}})", "application/json", 422,
       "request.fields", "metadata.validity"},
      {R"({"column":1,"metadata":{},"body":{"blocks":[{"kind":"script"}]}})", "application/json", 422, "request.fields",
       "body"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.body);
    auto reply = town.ask(drafter, Verb::Post, "/api/v1/documents", row.body, {{"Content-Type", row.type}});
    EXPECT_EQ(reply.status, row.status) << reply.body;
    EXPECT_EQ(reply.key(), row.key);
    EXPECT_EQ(reply.text("type"), std::string("/api/problems#") + row.key);
    EXPECT_EQ(reply.text("title"), "〔" + std::string(row.key) + "〕");
    EXPECT_EQ(reply.text("reference"), "R-1");
    EXPECT_EQ(reply.events, 0);
    const auto& fields = reply.object().at("fields").as_array();
    EXPECT_EQ(fields.empty() ? "" : std::string(fields.front().at("field").as_string()), row.field);
  }
}

TEST_F(Sessions, AuditorsFindEveryStep) {
  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  auto auditor = town.person("zhao", Role::Auditor, town.bureau());
  auto id = town.draft(drafter, "甲");
  auto found = town.get(auditor, fmt::format("/api/v1/journal?subject=document:{}", id));
  ASSERT_EQ(found.status, 200) << found.body;
  const auto& entry = found.object().at("items").as_array().front();
  EXPECT_EQ(entry.at("verb").as_string(), "document.drafted");
  EXPECT_EQ(entry.at("verb_name").as_string(), "起草");
  EXPECT_EQ(entry.at("actor_name").as_string(), "〈li.qing〉");
  EXPECT_EQ(entry.at("subject_title").as_string(), "甲");
  auto limited = town.get(auditor, "/api/v1/journal?limit=1");
  EXPECT_EQ(limited.object().at("items").as_array().size(), 1U);
  EXPECT_FALSE(limited.object().at("next").is_null());

  auto chain = town.person("qian", Role::AuditAdministrator, town.city());
  EXPECT_TRUE(town.get(chain, "/api/v1/journal/state").object().at("checked_at").is_null());
  auto verified = town.ask(chain, Verb::Post, "/api/v1/journal/verification");
  EXPECT_EQ(verified.status, 200) << verified.body;
  EXPECT_TRUE(verified.object().at("intact").as_bool());
  EXPECT_EQ(verified.object().at("checked").as_int64(), verified.object().at("last_sequence").as_int64());
  town.draft(drafter, "乙");
  const auto stands = [&] {
    const auto again = town.ask(chain, Verb::Post, "/api/v1/journal/verification").object();
    return again.at("checked").as_int64() < again.at("last_sequence").as_int64();
  };
  EXPECT_TRUE(stands()) << "what was found a moment ago is not computed anew";
  town.clock().advance_ms(60'000);
  EXPECT_FALSE(stands());
  {
    const std::scoped_lock another(town.api().checking);
    town.clock().advance_ms(60'000);
    EXPECT_EQ(town.ask(chain, Verb::Post, "/api/v1/journal/verification").key(), "journal.checking");
  }
  EXPECT_THAT(town.get(chain, fmt::format("/api/v1/journal?subject=document:{}", id)).body, Not(HasSubstr("\"甲\"")))
      << "who audits does not read work";
}

}  // namespace
}  // namespace dl::api
