// The bureau's site of the tests' town, asked through the router as the server asks.
#pragma once

#include <gmock/gmock.h>

#include "portal/portal.h"
#include "questions/question_store.h"
#include "tests/support/town.h"
#include "web/target.h"

namespace dl::portal {

class Site : public test::Town {
 public:
  explicit Site(test::Store store = test::Store::SqliteMemory, const Options& options = {}, bool demonstration = false,
                const test::Tables& made_of = tables())
      : Town(store, {}, made_of) {
    agencies::SiteFacts shown = facts();
    shown.demonstration = demonstration;
    found(test::kBureau, {.facts = shown}, {{.name = "办公室", .duties = "负责文电、会务和信息公开。"}});
    auto opened = open_portal(database(), directory_, nullptr, clock_, find_template, options);
    EXPECT_TRUE(opened) << describe(opened.error());
    portal_ = std::move(*opened);
    mount(router_, *portal_);
  }

  static test::Tables tables() {
    auto all = test::document_tables();
    all.push_back(&questions::migrations());
    return all;
  }
  static agencies::SiteFacts facts() {
    agencies::SiteFacts facts;
    facts.domain = "csglj.qingzhou.gov.cn";
    facts.site_code = "4199000001";
    facts.icp = "豫ICP备00000000号";
    facts.police_filing = "豫公网安备00000000000000号";
    facts.organiser = test::kBureau.name;
    facts.phone = "0000-1234567";
    return facts;
  }

  std::int64_t site() const { return Town::site(agency(test::kBureau)); }
  std::int64_t column(std::string_view slug) const { return Town::column(agency(test::kBureau), slug); }

  /// A document as drafters hand it in; what a test cares about it changes.
  publications::NewDocument entry(std::string_view slug, const std::string& title, std::string_view published) const {
    auto document = notice(agency(test::kBureau), title, slug);
    document.metadata.source = "市城管局办公室";
    document.body.blocks[0].runs[0].text = "各科室、各单位：现将有关事项通知如下。";
    document.published_at = Instant::parse(published).value();
    return document;
  }

  void organise(const agencies::OpennessOffice& office) {
    agencies::SiteDesk desk(journal_, directory_);
    EXPECT_TRUE(desk.organise(agency(test::kBureau), office, {}, accounts::Principal::machine("system:test")));
    EXPECT_TRUE(reload());
  }

  /// What a visitor gets: errors as drawn pages, like the server sends them.
  web::Response get(std::string target, std::string cookie = {}) {
    auto http = request(std::move(target));
    if (cookie == "no-guide") http.cookies = {{"guide", "off"}};
    if (cookie == "elder") http.cookies = {{"view", std::move(cookie)}};
    return answer(std::move(http));
  }
  /// What somebody gets who sends a form. The token is the server's to ask for (web/csrf_test.cc).
  web::Response post(std::string target, const web::Fields& form) {
    auto http = request(std::move(target));
    http.verb = web::Verb::Post;
    http.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    std::string body;
    for (const auto& [name, value] : form)
      body += fmt::format("{}{}={}", body.empty() ? "" : "&", web::percent_encode(name), web::percent_encode(value));
    http.body = body;
    return answer(std::move(http));
  }

  /// The same for a form that a test has made itself: its headers and its body.
  web::Response send(std::string target, web::Request form) {
    auto http = request(std::move(target));
    http.verb = web::Verb::Post;
    http.headers.insert(http.headers.end(), form.headers.begin(), form.headers.end());
    http.body = std::move(form.body);
    return answer(std::move(http));
  }

  Portal& portal() { return *portal_; }

  std::string peer = "192.0.2.1";  ///< from where get() asks

 private:
  web::Request request(std::string target) const {
    web::Request http;
    http.target = target;
    http.id = "R-0001";
    http.peer = peer;
    http.host = http.authority = "csglj.qingzhou.gov.cn";
    http.headers = {{"Host", "csglj.qingzhou.gov.cn"}};
    const auto mark = target.find('?');
    http.path = web::percent_decode(target.substr(0, mark), false).value_or("/");
    if (mark != std::string::npos) http.query = web::parse_fields(target.substr(mark + 1));
    return http;
  }
  web::Response answer(web::Request http) {
    find_site(http, *portal_);
    const auto match = router_.match(http.verb, http.path);
    if (!match.route) return draw_error(http, 404, Error{Fault::NotFound, "route"}, *portal_);
    http.parameters = match.parameters;
    auto response = match.route->answer(http);
    if (response) return *response;
    return draw_error(http, web::status_of(response.error().fault), response.error(), *portal_);
  }

  std::unique_ptr<Portal> portal_ = {};
  web::Router router_ = {};
};

/// What is asked of a site, and what its page has and has not.
struct PageRow {
  const char* name;
  std::string target;
  int status = 200;
  std::vector<std::string> has = {};
  std::vector<std::string> has_not = {};
};

inline void expect_rows(Site& site, const std::vector<PageRow>& rows) {
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto page = site.get(row.target);
    EXPECT_EQ(page.status, row.status);
    for (const auto& text : row.has) EXPECT_THAT(page.body, testing::HasSubstr(text));
    for (const auto& text : row.has_not) EXPECT_THAT(page.body, testing::Not(testing::HasSubstr(text)));
  }
}

}  // namespace dl::portal
