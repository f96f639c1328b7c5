// What a search shows: each result leads where its record says, whatever kind of thing it is.
#include <gmock/gmock.h>

#include "portal/portal_fixture.h"
#include "search/index.h"
#include "tests/support/temporary_folder.h"

namespace dl::portal {
namespace {

TEST(Search, ResultsLeadWhereTheirRecordsSay) {
  Site site;
  test::TemporaryFolder folder;
  auto index = search::Index::open(folder.path(), "document entry", search::Durability::Relaxed);
  ASSERT_TRUE(index) << describe(index.error());
  const auto record = [&](search::RecordId id, std::string title, std::string address, const char* on = "site:1") {
    search::Record made{.id = id, .title = std::move(title), .address = std::move(address)};
    made.marks = {on};
    return made;
  };
  const search::Record records[] = {record({7, 0}, "停水通告", "/documents/7"),
                                    record({7, 1}, "停水许可", "/registers/permits/7"),
                                    record({8, 0}, "停水公示", "/documents/8", "site:2")};
  ASSERT_TRUE((*index)->put(records));
  ASSERT_TRUE((*index)->commit());
  site.portal().index = index->get();

  const auto page = site.get("/search?q=停水").body;
  EXPECT_THAT(page, testing::HasSubstr("href=\"/documents/7\""));
  EXPECT_THAT(page, testing::HasSubstr("href=\"/registers/permits/7\""));
  EXPECT_THAT(page, testing::Not(testing::HasSubstr("/documents/8"))) << "of another site";
}

}  // namespace
}  // namespace dl::portal
