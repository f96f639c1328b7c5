// How the engines read a list of work: by its own index and in its order, so that nothing is gathered and sorted.
#include <gmock/gmock.h>

#include "publications/work_list.h"
#include "tests/support/town.h"

namespace dl::publications {
namespace {

using accounts::Scope;
using testing::HasSubstr;
using testing::Not;

// Neither engine has seen how many rows there are.
class WorkPlan : public test::DatabaseTest {
 public:
  WorkPlan() { migrate(test::document_tables()); }

  /// What the engine does for a statement, a line each; PostgreSQL is kept from what pays for empty tables alone.
  std::string plan_of(const std::function<db::Sql(db::Engine)>& statement) {
    std::string steps;
    auto explained = database().write([&](db::Session& s) -> Outcome<void> {
      const auto sql = statement(s.engine());
      if (s.engine() == db::Engine::Sqlite) {
        DL_TRY(auto lines, (s.query<int, int, int, std::string>(db::Sql("EXPLAIN QUERY PLAN ?", sql))));
        for (const auto& [id, parent, unused, step] : lines) steps += step + "\n";
        return {};
      }
      for (const char* way : {"SET LOCAL enable_seqscan = off", "SET LOCAL enable_bitmapscan = off"})
        DL_CHECK(s.run(way));
      DL_TRY(auto lines, s.query<std::string>(db::Sql("EXPLAIN ?", sql)));
      for (const auto& [step] : lines) steps += step + "\n";
      return {};
    });
    EXPECT_TRUE(explained) << describe(explained.error());
    return steps;
  }

  /// Which of two indexes that are both in order PostgreSQL takes depends on how many rows there are.
  void expect_in_order(const std::string& steps, const std::string& index) {
    EXPECT_THAT(steps, testing::AnyOf(HasSubstr("INDEX " + index + " ("), HasSubstr("using document_")));
    EXPECT_THAT(steps, Not(HasSubstr("TEMP B-TREE")));
    EXPECT_THAT(steps, Not(HasSubstr("SCAN document")));
    EXPECT_THAT(steps, Not(HasSubstr("Sort  (cost")));
    EXPECT_THAT(steps, Not(HasSubstr("Seq Scan")));
  }
};

DL_ON_EVERY_ENGINE(WorkPlan);

TEST_P(WorkPlan, ReadsWhatItShows) {
  auto everywhere = Scope::everywhere();
  auto one = Scope::of({1});
  auto several = Scope::of({1, 2, 3});
  const auto state = State::Draft;
  struct Row {
    const char* name;
    Scope scope;
    WorkFilter filter;
    const char* index;
  };
  const Row rows[] = {
      {"all", everywhere, {}, "document_by_change"},
      {"one agency", one, {}, "document_by_agency_change"},
      {"several agencies", several, {}, "document_by_agency_change"},
      {"an agency of all", everywhere, {.agency = 2}, "document_by_agency_change"},
      {"state", everywhere, {.state = state}, "document_by_state_change"},
      {"state of one", one, {.state = state}, "document_by_agency_state_change"},
      {"state of several", several, {.state = state}, "document_by_agency_state_change"},
      {"kind", everywhere, {.kind = "通知"}, "document_by_kind_change"},
      {"kind of one", one, {.kind = "通知"}, "document_by_agency_kind_change"},
      {"kind of several", several, {.kind = "通知"}, "document_by_agency_kind_change"},
      {"year", everywhere, {.year = 2024}, "document_by_year_change"},
      {"year of one", one, {.year = 2024}, "document_by_agency_year_change"},
      {"year of several", several, {.year = 2024}, "document_by_agency_year_change"},
      {"columns", everywhere, {.columns = {4, 5}}, "document_by_column_change"},
      {"columns of one", one, {.columns = {4, 5}}, "document_by_column_change"},
      {"columns of several", several, {.columns = {4}, .state = state, .kind = "通知"}, "document_by_column_change"},
      {"a person", everywhere, {.author = "person:1"}, "document_by_author_change"},
      {"a person of one", one, {.state = state, .author = "person:1"}, "document_by_author_change"},
      {"a common part", one, {.text = "通知"}, "document_by_agency_change"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto steps = plan_of([&](db::Engine engine) {
      return work_keys_sql(engine, row.scope, {row.filter, {}}, db::Key::top(), 51);
    });
    expect_in_order(steps, row.index);
  }
}

}  // namespace
}  // namespace dl::publications
