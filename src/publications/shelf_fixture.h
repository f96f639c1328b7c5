// What the tests of the staff's side begin with: a bureau with two districts, each with a site and people.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "accounts/people_desk.h"
#include "agencies/agency_desk.h"
#include "agencies/agency_store.h"
#include "agencies/site_desk.h"
#include "db/schema.h"
#include "figures/frozen.h"
#include "journal/schema.h"
#include "publications/document_desk.h"
#include "publications/document_schedule.h"
#include "publications/library.h"
#include "publications/shelf.h"
#include "tests/support/database_fixture.h"
#include "work/schema.h"

namespace dl::publications {

using accounts::Grant;
using accounts::Principal;
using accounts::Reach;
using accounts::Right;
using accounts::Role;
using accounts::Scope;

class ShelfTest : public test::DatabaseTest {
 public:
  static constexpr const char* kPlan = R"toml(
column = [
  { slug = "notices", name = "通知公告", type = "Notices" },
  { slug = "guide", name = "政府信息公开指南", type = "Guide" },
  { slug = "rules", name = "政府信息公开制度", type = "Rules" },
  { slug = "statutory", name = "法定主动公开内容", type = "Statutory" },
  { slug = "annual-reports", name = "政府信息公开年报", type = "AnnualReports" },
]
)toml";

  ShelfTest() {
    migrate({&db::migrations(), &journal::migrations(), &agencies::migrations(), &accounts::migrations(),
             &work::migrations(), &figures::migrations(), &migrations()});
    policy_.hash_memory = 8192;
    policy_.hash_passes = 1;
    bureau_ = found("743719761", "市局", "", {});
    east_ = found("743719788", "东区局", "/east", bureau_);
    west_ = found("743719796", "西区局", "/west", bureau_);
    EXPECT_TRUE(directory_.reload(database()));
  }

  template <class F>
  auto read(F f) {
    return database().read([&](db::Session& session) { return f(session); });
  }

  std::int64_t found(const std::string& code, const std::string& name, const std::string& prefix,
                     std::optional<std::int64_t> parent) {
    auto plan = agencies::read_column_plan(kPlan, "plan");
    EXPECT_TRUE(plan) << describe(plan.error());
    agencies::Agency agency{.code = code, .name = name, .short_name = name, .parent = parent};
    agencies::Site site;
    site.prefix = prefix;
    auto made = agencies::AgencyDesk(journal_).found(agency, site, *plan, {}, "system:test");
    EXPECT_TRUE(made) << describe(made.error());
    return made ? made->agency : 0;
  }

  std::int64_t column_of(std::int64_t agency) {
    auto directory = directory_.current();
    return directory->column_by_slug(directory->site_of_agency(agency)->id, "notices")->id;
  }

  NewDocument notice(std::int64_t agency, const std::string& title) {
    NewDocument document;
    document.agency = agency;
    document.column = column_of(agency);
    document.metadata.title = title;
    document.metadata.disclosure = DisclosureClass::Active;
    document.body.blocks.push_back({.runs = {{.text = title + "的正文"}}});
    return document;
  }

  std::int64_t drafted(std::int64_t agency, const std::string& title, const Principal& by) {
    auto id = desk_.draft(notice(agency, title), by);
    EXPECT_TRUE(id) << describe(id.error());
    return id.value_or(0);
  }
  std::int64_t drafted(std::int64_t agency, const std::string& title) { return drafted(agency, title, author_); }

  void clear(std::int64_t id) {
    EXPECT_TRUE(desk_.submit(id, author_));
    EXPECT_TRUE(desk_.review(id, other_, ""));
    EXPECT_TRUE(desk_.clear(id, other_, "不涉密"));
  }

  std::int64_t person(const std::string& login, std::int64_t agency, const std::vector<Grant>& grants) {
    auto made = people().enter({login, login, agency, grants, "Snow-falls-7"}, author_);
    EXPECT_TRUE(made) << describe(made.error());
    return made ? made->person : 0;
  }
  accounts::PeopleDesk people() { return {journal_, policy_}; }
  Principal principal(std::int64_t id) {
    auto loaded = read([&](db::Session& session) { return accounts::load_principal(session, id); });
    EXPECT_TRUE(loaded) << describe(loaded.error());
    return loaded.value_or(Principal());
  }

  Work work(std::int64_t id) {
    auto loaded = read([&](db::Session& session) { return load_work(session, Scope::everywhere(), id); });
    EXPECT_TRUE(loaded) << describe(loaded.error());
    return loaded.value_or(Work());
  }

  std::vector<std::string> titles(const Scope& scope, const WorkFilter& filter) {
    std::vector<std::string> titles;
    std::optional<db::Key> cursor;
    do {
      auto page = read([&](db::Session& session) { return list_work(session, scope, filter, cursor, 2); });
      EXPECT_TRUE(page) << describe(page.error());
      if (!page) break;
      for (const auto& line : page->items) titles.push_back(line.title);
      cursor = page->next ? db::Key::parse(page->next->text()) : std::nullopt;
    } while (cursor);
    return titles;
  }

 protected:
  journal::Journal journal_ = journal::Journal(database(), clock());
  accounts::Policy policy_ = {};
  agencies::DirectoryHolder directory_ = {};
  DocumentDesk desk_ = DocumentDesk(journal_, directory_);
  work::Timetable timetable_ = work::Timetable(journal_, {take_documents(directory_)});
  agencies::SiteDesk sites_ = agencies::SiteDesk(journal_, directory_);
  Principal author_ = Principal::machine("person:甲");
  Principal other_ = Principal::machine("person:乙");
  std::int64_t bureau_ = 0;
  std::int64_t east_ = 0;
  std::int64_t west_ = 0;
};

}  // namespace dl::publications
