// The list of what is sealed, against the schema that the program makes.
#include "journal/sealed.h"

#include <gmock/gmock.h>

#include "app/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::app {
namespace {

using Columns = std::map<std::string, std::set<std::string>>;

std::set<std::string> split(std::string_view text) {
  std::set<std::string> names;
  while (!text.empty()) {
    auto name = text.substr(0, text.find(", "));
    text.remove_prefix(std::min(text.size(), name.size() + 2));
    names.emplace(name);
  }
  return names;
}

class SealedTest : public test::DatabaseTest {
 protected:
  SealedTest() { migrate({&all_migrations()}); }

  Columns schema() {
    auto rows = database().read([](db::Session& session) {
      return session.query<std::string, std::string>(
          session.engine() == db::Engine::Sqlite
              ? "SELECT tables.name, columns.name FROM sqlite_master AS tables JOIN pragma_table_info(tables.name) AS "
                "columns WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
              : "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns WHERE "
                "table_schema = current_schema() ORDER BY 1, 2");
    });
    EXPECT_TRUE(rows) << describe(rows.error());
    Columns columns;
    if (rows)
      for (const auto& [table, column] : *rows) columns[table].insert(column);
    return columns;
  }
};
DL_ON_EVERY_ENGINE(SealedTest);

TEST_P(SealedTest, EveryColumnIsSealedOrSaysWhyNot) {
  auto left = schema();
  ASSERT_GT(left.size(), 20U);
  auto take = [&](std::string_view table, std::string_view names) {
    SCOPED_TRACE(table);
    auto found = left.find(std::string(table));
    ASSERT_NE(found, left.end()) << "no such table, or it stands in the list twice";
    if (names == "*") found->second.clear();
    for (const auto& name : names == "*" ? std::set<std::string>() : split(names))
      EXPECT_EQ(found->second.erase(name), 1U) << name << ": no such column, or it stands in the list twice";
    if (found->second.empty()) left.erase(found);
  };
  // What is kept by subject is sealed with things of several kinds.
  std::map<std::string_view, std::vector<const journal::SealedTable*>> sealed;
  for (const auto& table : journal::sealed_tables()) {
    auto& of_table = sealed[table.table];
    if (of_table.empty()) take(table.table, table.columns);
    for (const auto* earlier : of_table) {
      EXPECT_EQ(earlier->columns, table.columns) << table.table;
      EXPECT_NE(earlier->kind, table.kind) << table.table << " stands in the list twice";
    }
    of_table.push_back(&table);
  }
  for (const auto& columns : journal::unsealed_columns()) {
    EXPECT_FALSE(columns.why.empty()) << columns.table;
    take(columns.table, columns.columns);
  }
  for (const auto& [table, columns] : left)
    ADD_FAILURE() << table << " (" << testing::PrintToString(columns)
                  << ") is not in src/journal/sealed.cc: say there how it is sealed or why not";
}

TEST(Sealed, ThingsAreCalledByKindAndNumber) {
  for (const auto& kind : journal::kinds()) {
    journal::Thing thing{kind.kind, 12};
    EXPECT_EQ(journal::Thing::parse(thing.name()), thing);
    EXPECT_EQ(&journal::row_of(kind.kind), &kind);
  }
  for (const char* none : {"", "sign-in", "feature:all", "edition:", "edition:x", "edition:1-2"})
    EXPECT_FALSE(journal::Thing::parse(none)) << none;
}

}  // namespace
}  // namespace dl::app
