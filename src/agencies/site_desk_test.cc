// Administrators who change the directory at the same time, on every engine.
#include "agencies/site_desk.h"

#include <gtest/gtest.h>

#include <future>

#include "agencies/agency_store.h"
#include "agencies/revision.h"
#include "db/schema.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::agencies {
namespace {

class SiteDeskTest : public test::DatabaseTest {
 public:
  SiteDeskTest() {
    migrate({&db::migrations(), &journal::migrations(), &migrations()});
    bureau_ = found("743719761", "市局", "", {});
    east_ = found("743719788", "东区局", "/east", bureau_);
    west_ = found("743719796", "西区局", "/west", bureau_);
    EXPECT_TRUE(directory_.reload(database()));
  }

  std::int64_t found(const std::string& code, const std::string& name, const std::string& prefix,
                     std::optional<std::int64_t> parent) {
    Site site;
    site.prefix = prefix;
    auto made = desk_.found({.code = code, .name = name, .parent = parent}, site,
                            {{.column = {.slug = "news", .name = "动态"}}}, {}, root_);
    EXPECT_TRUE(made) << describe(made.error());
    EXPECT_TRUE(directory_.reload(database()));
    return made ? made->agency : 0;
  }

 protected:
  journal::Journal journal_ = journal::Journal(database(), clock());
  DirectoryHolder directory_ = {};
  SiteDesk desk_ = SiteDesk(journal_, directory_);
  const accounts::Principal root_ = accounts::Principal::machine("operator:test");
  std::int64_t bureau_ = 0;
  std::int64_t east_ = 0;
  std::int64_t west_ = 0;
};
DL_ON_EVERY_ENGINE(SiteDeskTest);

TEST_P(SiteDeskTest, OfTwoAdministratorsNobodyUndoesTheOthersChange) {
  const auto directory = directory_.current();
  auto agency = *directory->agency(east_);
  auto site = *directory->site_of_agency(east_);
  auto column = *directory->column_by_slug(site.id, "news");
  const auto of_agency = revision_of(agency, *directory);
  const auto of_site = revision_of(site);
  const auto of_column = revision_of(column);
  agency.short_name = site.name = column.name = "改过一次";
  ASSERT_TRUE(desk_.change_agency(agency, root_, of_agency));
  ASSERT_TRUE(desk_.change_site(site, root_, of_site));
  ASSERT_TRUE(desk_.change_column(column, root_, of_column));
  EXPECT_EQ(desk_.change_agency(agency, root_, of_agency).error().key, "revision.changed");
  EXPECT_EQ(desk_.organise(east_, {}, {}, root_, of_agency).error().key, "revision.changed");
  EXPECT_EQ(desk_.change_site(site, root_, of_site).error().key, "revision.changed");
  EXPECT_EQ(desk_.change_column(column, root_, of_column).error().key, "revision.changed");
  ASSERT_TRUE(directory_.reload(database()));
  const auto now = revision_of(*directory_.current()->agency(east_), *directory_.current());
  EXPECT_TRUE(desk_.organise(east_, {}, {{.name = "办公室"}}, root_, now));
}

TEST_P(SiteDeskTest, TwoParentsChangedAtOnceMakeNoCircle) {
  for (int round = 0; round < 5; ++round) {
    auto east = *directory_.current()->agency(east_);
    auto west = *directory_.current()->agency(west_);
    east.parent = west_;
    west.parent = east_;
    auto other = std::async(std::launch::async, [&] { return desk_.change_agency(east, root_); });
    const auto first = desk_.change_agency(west, root_);
    const auto second = other.get();
    EXPECT_NE(first.has_value(), second.has_value());
    EXPECT_EQ(first ? second.error().key : first.error().key, "agency.circle");
    east.parent = west.parent = bureau_;
    ASSERT_TRUE(desk_.change_agency(east, root_));
    ASSERT_TRUE(desk_.change_agency(west, root_));
  }
}

}  // namespace
}  // namespace dl::agencies
