// A small site for tests: an agency with its columns, on a real database, asked through the router.
#pragma once

#include <gtest/gtest.h>

#include "accounts/people.h"
#include "agencies/agency_desk.h"
#include "agencies/agency_store.h"
#include "agencies/site_desk.h"
#include "base/resources.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "portal/portal.h"
#include "publications/document_desk.h"
#include "publications/document_store.h"
#include "tests/support/database_fixture.h"
#include "web/target.h"
#include "work/schema.h"

namespace dl::portal {

class Site {
 public:
  explicit Site(test::Store store = test::Store::SqliteMemory, Options options = {}, bool demonstration = false)
      : store_(store) {
    store_.migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
                    &work::migrations(), &publications::migrations()});
    const auto plan = agencies::read_column_plan(*find_resource("data/columns.toml"), "columns.toml");
    EXPECT_TRUE(plan) << describe(plan.error());
    agencies::AgencyDesk desk(journal_);
    agencies::Site site{.name = "清州市城市管理局", .facts = facts()};
    site.facts.demonstration = demonstration;
    const auto made = desk.found({.code = "743719761", .name = "清州市城市管理局"}, site, *plan,
                                 {{.name = "办公室", .duties = "负责文电、会务和信息公开。"}}, "system:test");
    EXPECT_TRUE(made) << describe(made.error());
    agency_ = made->agency;
    site_ = made->site;
    EXPECT_TRUE(directory_.reload(store_.database()));
    auto opened = open_portal(store_.database(), directory_, nullptr, clock_, find_template, options);
    EXPECT_TRUE(opened) << describe(opened.error());
    portal_ = std::move(*opened);
    router_.add(kRoutes, *portal_);
  }

  static agencies::SiteFacts facts() {
    agencies::SiteFacts facts;
    facts.domain = "csglj.qingzhou.gov.cn";
    facts.site_code = "4199000001";
    facts.icp = "豫ICP备00000000号";
    facts.police_filing = "豫公网安备00000000000000号";
    facts.organiser = "清州市城市管理局";
    facts.phone = "0000-1234567";
    return facts;
  }

  std::int64_t column(std::string_view slug) const { return directory_.current()->column_by_slug(site_, slug)->id; }

  /// A document as drafters hand it in; what a test cares about it changes.
  publications::NewDocument entry(std::string_view slug, std::string title, std::string published) const {
    publications::NewDocument document;
    document.agency = agency_;
    document.column = column(slug);
    document.metadata.title = std::move(title);
    document.metadata.disclosure = publications::DisclosureClass::Active;
    document.metadata.source = "市城管局办公室";
    document.body.blocks.push_back({.runs = {{.text = "各科室、各单位：现将有关事项通知如下。"}}});
    document.published_at = Instant::parse(published).value();
    return document;
  }

  std::int64_t publish(const publications::NewDocument& document) {
    const auto made = desk_.import({document}, accounts::Principal::machine("person:甲"), "测试用的发布");
    EXPECT_TRUE(made) << describe(made.error());
    return made ? made->front().document : 0;
  }

  void organise(const agencies::OpennessOffice& office) {
    agencies::SiteDesk desk(journal_, directory_);
    EXPECT_TRUE(desk.organise(agency_, office, {}, accounts::Principal::machine("system:test")));
    EXPECT_TRUE(directory_.reload(store_.database()));
  }

  /// What a visitor gets: errors as drawn pages, like the server sends them.
  web::Response get(std::string target, std::string cookie = {}) {
    web::Request http;
    http.target = target;
    http.id = "R-0001";
    http.host = http.authority = "csglj.qingzhou.gov.cn";
    http.headers = {{"Host", "csglj.qingzhou.gov.cn"}};
    if (cookie == "no-guide") http.cookies = {{"guide", "off"}};
    if (cookie == "elder") http.cookies = {{"view", std::move(cookie)}};
    const auto mark = target.find('?');
    http.path = web::percent_decode(target.substr(0, mark), false).value_or("/");
    if (mark != std::string::npos) http.query = web::parse_fields(target.substr(mark + 1));
    find_site(http, *portal_);
    const auto match = router_.match(http.verb, http.path);
    if (!match.route) return draw_error(http, 404, Error{Fault::NotFound, "route"}, *portal_);
    http.parameters = match.parameters;
    auto response = match.route->answer(http);
    if (response) return *response;
    return draw_error(http, web::status_of(response.error().fault), response.error(), *portal_);
  }

  FixedClock& clock() { return clock_; }
  publications::DocumentDesk& desk() { return desk_; }
  Portal& portal() { return *portal_; }
  std::int64_t site() const { return site_; }

 private:
  test::EmptyDatabase store_;
  FixedClock clock_ = FixedClock(Instant::at(Date(2024, 3, 1), 9, 30));
  journal::Journal journal_ = journal::Journal(store_.database(), clock_);
  agencies::DirectoryHolder directory_ = {};
  publications::DocumentDesk desk_ = publications::DocumentDesk(journal_, directory_);
  std::unique_ptr<Portal> portal_ = {};
  web::Router router_ = {};
  std::int64_t agency_ = 0;
  std::int64_t site_ = 0;
};

}  // namespace dl::portal
