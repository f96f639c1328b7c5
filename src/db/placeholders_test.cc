#include "db/placeholders.h"

#include <gtest/gtest.h>

namespace dl::db {
namespace {

struct Case {
  std::string name;
  std::string sql;
  std::vector<std::size_t> order;
  std::string text;  ///< the pieces with ? between them
};

std::string joined(const Placeholders& found) { return fmt::format("{}", fmt::join(found.pieces, "?")); }

TEST(Placeholders, AreFoundInOrder) {
  const std::vector<Case> cases = {
      {"none", "SELECT 1", {}, "SELECT 1"},
      {"names", "a = :a AND b = :b_2", {0, 1}, "a = ? AND b = ?"},
      {"a name twice takes one argument", ":a, :b, :a", {0, 1, 0}, "?, ?, ?"},
      {"numbers say which argument", "VALUES (:2, :1, :2)", {1, 0, 1}, "VALUES (?, ?, ?)"},
      {"each ? takes the next argument", "a = ? AND b = ?", {0, 1}, "a = ? AND b = ?"},
      {"quotes hide ?", "a = '?' AND b = ?", {0}, "a = '?' AND b = ?"},
      {"quotes hide colons", "':x' \":y\" 'it''s :z' :w", {0}, "':x' \":y\" 'it''s :z' ?"},
      {"casts are no names", "a::text || :a", {0}, "a::text || ?"},
      {"comments go", "SELECT -- don't :x\n :a /* ' :y */ + 1", {0}, "SELECT   ?   + 1"},
      {"a semicolon at the end goes", "SELECT :a ;\n", {0}, "SELECT ? \n"},
      {"a lone colon stays", "a[1 : 2]", {}, "a[1 : 2]"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = parse_placeholders(c.sql);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->order, c.order);
    EXPECT_EQ(joined(*found), c.text);
  }
}

TEST(Placeholders, RefusesWhatCannotBeBound) {
  for (const auto* sql : {"SELECT 1; SELECT 2", "SELECT :a, :1", "SELECT :1, :a", "SELECT ?, :a", "SELECT :1, ?"}) {
    SCOPED_TRACE(sql);
    auto found = parse_placeholders(sql);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().key, "db.statement");
  }
}

}  // namespace
}  // namespace dl::db
