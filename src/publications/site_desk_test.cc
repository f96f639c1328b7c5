// Administrators who change the directory at the same time, on every engine.
#include "publications/site_desk.h"

#include <future>

#include "agencies/revision.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class SiteDeskTest : public ShelfTest {};
DL_ON_EVERY_ENGINE(SiteDeskTest);

TEST_P(SiteDeskTest, OfTwoAdministratorsNobodyUndoesTheOthersChange) {
  const auto root = Principal::machine("operator:test");
  const auto directory = directory_.current();
  auto agency = *directory->agency(east_);
  auto site = *directory->site_of_agency(east_);
  auto column = *directory->column(column_of(east_));
  const auto of_agency = agencies::revision_of(agency, *directory);
  const auto of_site = agencies::revision_of(site);
  const auto of_column = agencies::revision_of(column);
  agency.short_name = site.name = column.name = "改过一次";
  ASSERT_TRUE(sites_.change_agency(agency, root, of_agency));
  ASSERT_TRUE(sites_.change_site(site, root, of_site));
  ASSERT_TRUE(sites_.change_column(column, root, of_column));
  EXPECT_EQ(sites_.change_agency(agency, root, of_agency).error().key, "revision.changed");
  EXPECT_EQ(sites_.organise(east_, {}, {}, root, of_agency).error().key, "revision.changed");
  EXPECT_EQ(sites_.change_site(site, root, of_site).error().key, "revision.changed");
  EXPECT_EQ(sites_.change_column(column, root, of_column).error().key, "revision.changed");
  ASSERT_TRUE(directory_.reload(database()));
  const auto now = agencies::revision_of(*directory_.current()->agency(east_), *directory_.current());
  EXPECT_TRUE(sites_.organise(east_, {}, {{.name = "办公室"}}, root, now));
}

TEST_P(SiteDeskTest, TwoParentsChangedAtOnceMakeNoCircle) {
  const auto root = Principal::machine("operator:test");
  for (int round = 0; round < 5; ++round) {
    auto east = *directory_.current()->agency(east_);
    auto west = *directory_.current()->agency(west_);
    east.parent = west_;
    west.parent = east_;
    auto other = std::async(std::launch::async, [&] { return sites_.change_agency(east, root); });
    const auto first = sites_.change_agency(west, root);
    const auto second = other.get();
    EXPECT_NE(first.has_value(), second.has_value());
    EXPECT_EQ(first ? second.error().key : first.error().key, "agency.circle");
    east.parent = west.parent = bureau_;
    ASSERT_TRUE(sites_.change_agency(east, root));
    ASSERT_TRUE(sites_.change_agency(west, root));
  }
}

}  // namespace
}  // namespace dl::publications
