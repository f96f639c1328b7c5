// Rows that are inserted many at a time lie there as those that are inserted one by one.
#include "db/rows.h"

#include "tests/support/database_fixture.h"

namespace dl::db {
namespace {

class RowsTest : public test::DatabaseTest {};
DL_ON_EVERY_ENGINE(RowsTest);

TEST_P(RowsTest, AreInsertedManyAtATime) {
  const auto into = insertion_into("thing", {{"id", Type::Integer}, {"name", Type::Text}, {"size", Type::Real}});
  std::vector<std::vector<Value>> rows;
  for (const char* name :
       {"", "NULL", "null", "a,b", "{a}", "a\"b", "a\\b", "\\\"", " 前后 ", "一\n二\t三", "'; --", "?", ":a"})
    rows.push_back({std::ssize(rows) + std::int64_t{1}, std::string(name), 0.25});
  rows.push_back({std::int64_t{-7}, {}, {}});
  const auto kept = database().write([&](Session& session) -> Outcome<std::vector<std::vector<Value>>> {
    DL_CHECK(session.run("CREATE TABLE thing (id BIGINT PRIMARY KEY, name TEXT, size DOUBLE PRECISION)"));
    DL_CHECK(insert_rows(session, into, {}));
    DL_CHECK(insert_rows(session, into, rows));
    DL_CHECK(insert_rows(session, into, {{std::int64_t{100}, std::string("one"), 1.5}}));
    return query_rows(session, "SELECT id, name, size FROM thing ORDER BY CASE WHEN id < 0 THEN 50 ELSE id END", {},
                      {Type::Integer, Type::Text, Type::Real});
  });
  ASSERT_TRUE(kept) << describe(kept.error());
  rows.push_back({std::int64_t{100}, std::string("one"), 1.5});
  EXPECT_EQ(*kept, rows);

  const auto twice = database().write([&](Session& session) { return insert_rows(session, into, rows); });
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().key, "db.unique");
}

}  // namespace
}  // namespace dl::db
