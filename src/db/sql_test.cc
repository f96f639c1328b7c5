#include "db/sql.h"

#include <gtest/gtest.h>

#include "db/merged.h"

namespace dl::db {
namespace {

using Values = std::vector<Value>;
constexpr Literal kColumns = "id, title";

TEST(Sql, BindsValuesInTheOrderInWhichTheyStand) {
  Sql sql("SELECT ? FROM document WHERE agency = ?", kColumns, std::int64_t{7});
  const std::string kind = "'; DROP TABLE document; --";
  sql.add(" AND kind = ?", kind).add(" AND title <> '?'");
  EXPECT_EQ(sql.text(), "SELECT id, title FROM document WHERE agency = ? AND kind = ? AND title <> '?'");
  EXPECT_EQ(sql.values(), (Values{std::int64_t{7}, kind}));
}

TEST(Sql, TakesOtherStatementsWithTheirValues) {
  const Sql inner("SELECT id FROM a WHERE b = ?", 1);
  const Sql outer("SELECT ? FROM (?) AS page WHERE c = ? ?", Literal("id"), inner, 2, limit_to(50));
  EXPECT_EQ(outer.text(), "SELECT id FROM (SELECT id FROM a WHERE b = ?) AS page WHERE c = ? LIMIT 50");
  EXPECT_EQ(outer.values(), (Values{std::int64_t{1}, std::int64_t{2}}));
}

TEST(Sql, ListsShareStatementsBetweenLengths) {
  using Ids = std::vector<std::int64_t>;
  EXPECT_EQ(among("id", Ids{}).text(), "1 = 0");
  EXPECT_EQ(among("id", Ids{5}).text(), "id IN (?)");
  const auto three = among("id", Ids{5, 6, 7});
  EXPECT_EQ(three.text(), among("id", Ids{1, 2, 3, 4}).text());
  EXPECT_EQ(three.values(), (Values{std::int64_t{5}, std::int64_t{6}, std::int64_t{7}, std::int64_t{7}}));
  EXPECT_EQ(among("verb", std::vector<std::string>{"a", "b"}).values(), (Values{"a", "b"}));
}

TEST(MergedLists, AreCutOffEachForPostgres) {
  const auto lists = lists_of({1, 2, 3}, [](std::int64_t id) { return Sql("SELECT a FROM t WHERE b = ?", id); });
  ASSERT_EQ(lists.size(), 4U) << "as for four";
  EXPECT_EQ(lists[3].values(), Values{kNoId}) << "and finds nothing, not what is nobody's";
  EXPECT_TRUE(lists_of({}, [](std::int64_t) { return Sql("1 = 1"); }).empty());
  const std::vector<Sql> two(lists.begin(), lists.begin() + 2);
  const Sql order("ORDER BY a ?", limit_to(3));
  EXPECT_EQ(merge_lists(Engine::Sqlite, two, order).text(),
            "SELECT a FROM t WHERE b = ? UNION ALL SELECT a FROM t WHERE b = ? ORDER BY a LIMIT 3");
  EXPECT_EQ(merge_lists(Engine::Postgres, two, order).text(),
            "SELECT * FROM ((SELECT a FROM t WHERE b = ? ORDER BY a LIMIT 3) UNION ALL "
            "(SELECT a FROM t WHERE b = ? ORDER BY a LIMIT 3)) AS lists ORDER BY a LIMIT 3");
}

}  // namespace
}  // namespace dl::db
