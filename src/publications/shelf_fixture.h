// What the tests of the staff's side begin with: a bureau with two districts, and who writes and sees through there.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "publications/document_schedule.h"
#include "publications/library.h"
#include "publications/shelf.h"
#include "tests/support/town.h"

namespace dl::publications {

using accounts::Grant;
using accounts::Principal;
using accounts::Reach;
using accounts::Right;
using accounts::Role;
using accounts::Scope;

class ShelfTest : public testing::TestWithParam<test::Store>, public test::Town {
 public:
  ShelfTest() : Town(GetParam(), {test::kBureau, test::kEast, test::kWest}) {}

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

  std::vector<std::string> verbs_about(std::int64_t id) {
    std::vector<std::string> verbs;
    auto entries = journal_.about(topic_of_document(id));
    EXPECT_TRUE(entries);
    for (const auto& entry : *entries) verbs.push_back(entry.event.verb);
    return verbs;
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
  work::Timetable timetable_ = work::Timetable(journal_, {take_documents(directory_)});
  agencies::SiteDesk sites_ = agencies::SiteDesk(journal_, directory_);
  Principal author_ = Principal::machine("person:甲");
  Principal other_ = Principal::machine("person:乙");
  const std::int64_t bureau_ = agency(test::kBureau);
  const std::int64_t east_ = agency(test::kEast);
  const std::int64_t west_ = agency(test::kWest);
};

}  // namespace dl::publications
