// The town of the tests, asked through the router as the server asks: with cookies, tokens and problems drawn.
#pragma once

#include <gtest/gtest.h>

#include "api/api.h"
#include "api/domains.h"
#include "records/carried.h"
#include "tests/support/town.h"
#include "web/csrf.h"
#include "web/target.h"

namespace dl::api {

using test::kPassword;

/// An answer with its body read.
struct Reply {
  int status = 0;
  std::string body = {};
  json::value value = {};
  web::Fields headers = {};
  std::int64_t events = 0;  ///< that the journal has since

  std::string header(std::string_view name) const {
    for (const auto& [key, text] : headers)
      if (key == name) return text;
    return {};
  }
  std::string key() const { return text("key"); }
  std::string text(std::string_view name) const {
    const auto* object = value.if_object();
    const auto* found = object == nullptr ? nullptr : object->if_contains(name);
    return found != nullptr && found->is_string() ? std::string(found->get_string()) : std::string();
  }
  const json::object& object() const { return value.as_object(); }
};

/// A browser: keeps its cookies and sends the token with what it writes.
struct Browser {
  std::map<std::string, std::string> cookies = {};
  std::string token = {};
  std::string key = {};  ///< of another system, in place of cookies
  bool secure = false;   ///< asks over TLS
};

class Town : public test::Town {
 public:
  explicit Town(test::Store store = test::Store::SqliteMemory, const accounts::Policy& policy = {})
      : test::Town(store, {test::kCity, test::kBureau, test::kCulture}, all_tables()) {
    work_.keep_with(journal_);
    EXPECT_TRUE(projection_.make_what_is_older(journal_));
    auto opened =
        open_api({.database = store_.database(),
                  .journal = journal_,
                  .access_journal = journal_,
                  .directory = directory_,
                  .work = work_,
                  .registers = registers(),
                  .projection = projection_,
                  .clock = clock_,
                  .policy = test::quick(policy),
                  .sealing_key = accounts::SealingKey::random(),
                  .sentences = [](std::string_view key) { return "〔" + std::string(key) + "〕"; },
                  .read_table =
                      [](std::string_view bytes, std::optional<char> separator) {
                        return intake::Table::open(intake::pack_table(bytes, separator));
                      },
                  .mark_workbook = [](std::string_view bytes,
                                      const sheets::Marking& marking) { return sheets::mark_workbook(bytes, marking); },
                  .read_document = [](const intake::Source& source) { return intake::read_document(source); },
                  .writable = [this]() -> Outcome<void> {
                    if (read_only) return fail(Fault::Unavailable, "db.unavailable");
                    return {};
                  }});
    EXPECT_TRUE(opened) << describe(opened.error());
    api_ = std::move(*opened);
    api_->csrf = &guard_;
    mount(router_, *api_);
  }

  /// Enters a person with one role for an agency and signs them in.
  Browser person(const std::string& login, accounts::Role role, std::int64_t agency) {
    return person(login, std::vector<accounts::Grant>{{role, agency, accounts::Reach::Own}}, agency);
  }
  Browser person(const std::string& login, const std::vector<accounts::Grant>& grants, std::int64_t agency) {
    Clerk::person(login, agency, grants);
    return sign_in(login);
  }

  Browser sign_in(const std::string& login, const std::string& password = kPassword) {
    Browser browser;
    auto reply = ask(browser, web::Verb::Post, "/api/v1/session",
                     json::serialize(json::object{{"login", login}, {"password", password}}));
    EXPECT_EQ(reply.status, 200) << reply.body;
    return browser;
  }

  Reply get(Browser& as, const std::string& target) { return ask(as, web::Verb::Get, target); }
  Reply post(Browser& as, const std::string& target, const json::value& body, web::Fields headers = {}) {
    return ask(as, web::Verb::Post, target, json::serialize(body), std::move(headers));
  }
  Reply put(Browser& as, const std::string& target, const json::value& body, web::Fields headers = {}) {
    return ask(as, web::Verb::Put, target, json::serialize(body), std::move(headers));
  }

  Reply ask(Browser& as, web::Verb verb, const std::string& target, std::string body = {}, web::Fields headers = {}) {
    auto http = request(as, verb, target, std::move(body), std::move(headers));
    auto before = journal_.last_sequence().value_or(0);
    auto response = answer(http);
    Reply reply{.status = response.status, .body = response.body, .headers = response.headers};
    if (response.source) reply.body = response.source(0, response.source_size).value_or("");
    reply.events = journal_.last_sequence().value_or(0) - before;
    if (!response.source && response.type.find("json") != std::string::npos) reply.value = json::parse(response.body);
    take_cookies(as, response);
    if (!reply.text("csrf_token").empty()) as.token = reply.text("csrf_token");
    return reply;
  }

  static json::object words(std::string title, std::string text = "道路积雪应当及时清扫。") {
    return {{"metadata", {{"title", std::move(title)}, {"disclosure", "Active"}, {"issued_on", "2024-02-01"}}},
            {"body",
             {{"blocks", json::array{json::object{{"kind", "paragraph"},
                                                  {"runs", json::array{json::object{{"text", std::move(text)}}}}}}}}}};
  }

  /// Drafts a document in the bureau's notices; its id.
  std::int64_t draft(Browser& as, std::string title) {
    auto body = words(std::move(title));
    body["column"] = column(bureau());
    auto reply = post(as, "/api/v1/documents", body);
    EXPECT_EQ(reply.status, 201) << reply.body;
    return reply.status == 201 ? reply.object().at("id").as_int64() : 0;
  }

  Api& api() { return *api_; }
  /// Those of the program.
  static const records::Registers& registers() {
    static const auto all = records::carried().value();
    return all->registers;
  }
  std::int64_t city() const { return agency(test::kCity); }
  std::int64_t bureau() const { return agency(test::kBureau); }
  std::int64_t other() const { return agency(test::kCulture); }
  bool read_only = false;

 private:
  static test::Tables all_tables() {
    test::Tables tables;
    for (const auto& domain : domains()) tables.push_back(&domain.migrations());
    return tables;
  }

  static web::Request request(const Browser& as, web::Verb verb, const std::string& target, std::string body,
                              web::Fields headers) {
    web::Request http{.verb = verb, .target = target, .headers = std::move(headers), .host = "localhost"};
    const auto mark = target.find('?');
    http.path = web::percent_decode(target.substr(0, mark), false).value_or("/");
    if (mark != std::string::npos) http.query = web::parse_fields(target.substr(mark + 1));
    http.peer = "192.0.2.7";
    http.id = "R-1";
    http.secure = as.secure;
    if (!body.empty() && http.header("Content-Type").empty())
      http.headers.emplace_back("Content-Type", "application/json");
    http.body = std::move(body);
    if (!as.key.empty()) http.headers.emplace_back("Authorization", "Bearer " + as.key);
    if (!as.token.empty() && verb != web::Verb::Get) http.headers.emplace_back("X-CSRF-Token", as.token);
    for (const auto& cookie : as.cookies) http.cookies.push_back(cookie);
    return http;
  }

  web::Response answer(web::Request& http) {
    auto match = router_.match(http.verb, http.path);
    if (match.route == nullptr) return *refusal(http, 404, Error{Fault::NotFound, "page.missing"}, *api_);
    if (http.body.bytes().size() > match.route->body_limit)
      return *refusal(http, 413, Error{Fault::TooLarge, "request.body"}, *api_);
    http.parameters = match.parameters;
    auto response = match.route->answer(http);
    if (response) return *response;
    return *refusal(http, web::status_of(response.error().fault), response.error(), *api_);
  }

  static void take_cookies(Browser& as, const web::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      auto equals = value.find('=');
      auto text = value.substr(equals + 1, value.find(';') - equals - 1);
      if (text.empty())
        as.cookies.erase(value.substr(0, equals));
      else
        as.cookies[value.substr(0, equals)] = text;
    }
  }

  work::OpenWork work_ = work::OpenWork(work_producers().value());
  records::Projection projection_ = records::Projection(registers(), store_.database().engine());
  web::CsrfGuard guard_ = web::CsrfGuard("a secret of the test");
  std::unique_ptr<Api> api_ = {};
  web::Router router_ = {};
};

/// One of the bureau's own things, for the tests that call every operation (access_test.cc). Each module's tests have a
/// row for each kind: `const bool kKnown = add_sample({…});`.
struct SampleThing {
  std::string_view below = {};   ///< where its operations lie: "/api/v1/documents"
  std::string_view member = {};  ///< how bodies name its number: "document"
  /// Enters one as a drafter, with the secret in what no other agency may read; its number.
  std::int64_t (*make)(Town&, Browser& drafter, const std::string& secret) = nullptr;
};
inline std::vector<SampleThing>& sample_things() {
  static std::vector<SampleThing> all;
  return all;
}
inline bool add_sample(const SampleThing& thing) {
  sample_things().push_back(thing);
  return true;
}

}  // namespace dl::api
