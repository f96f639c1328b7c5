#include "agencies/directory.h"

#include <gtest/gtest.h>

#include <chrono>
#include <ctime>
#include <future>
#include <thread>

#include "agencies/column_plan.h"

namespace dl::agencies {
namespace {

Directory city() {
  return Directory({{1, "11990100YD0000101T", "市政府办公室", "市府办", {}}, {2, "743719761", "市城管局", "城管", 1}},
                   {},
                   {{1, 1, "市政府", "", "/gov", {}},
                    {2, 2, "市城管局", "", "", {}},
                    {3, 2, "专用域名", "csglj.example", "", {}},
                    {4, 2, "长前缀", "", "/gov/sub", {}}},
                   {{11, 2, {}, "policies", "政策文件", ColumnType::Policies, "", "", 183, 2, ""},
                    {12, 2, 11, "normative", "规范性文件", ColumnType::Policies, "", "", 183, 3, ""},
                    {13, 2, {}, "news", "动态", ColumnType::News, "", "", 14, 1, ""},
                    {14, 2, 12, "old", "旧文件", ColumnType::Other, "", "", 0, 4, ""}});
}

TEST(Directory, FindsTheSiteByHostThenByTheLongestPrefix) {
  Directory directory = city();
  struct Case {
    const char* host;
    const char* path;
    std::int64_t site;
  };
  const Case cases[] = {
      {"any", "/", 2},           {"any", "/gov", 1},       {"any", "/gov/columns/x", 1},
      {"any", "/government", 2}, {"any", "/gov/sub/x", 4}, {"csglj.example", "/gov", 3},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(fmt::format("{}{}", c.host, c.path));
    const auto* site = directory.resolve(c.host, c.path);
    ASSERT_NE(site, nullptr);
    EXPECT_EQ(site->id, c.site);
  }
  EXPECT_EQ(Directory().resolve("any", "/"), nullptr);
}

TEST(Directory, WalksTheTreeOfColumns) {
  Directory directory = city();
  auto top = directory.children(2, 0);
  ASSERT_EQ(top.size(), 2U);
  EXPECT_EQ(top[0]->slug, "news");
  EXPECT_EQ(directory.with_descendants(11), (std::vector<std::int64_t>{11, 12, 14}));
  auto path = directory.path_to(14);
  ASSERT_EQ(path.size(), 3U);
  EXPECT_EQ(path.front()->slug, "policies");
  EXPECT_EQ(directory.column_by_slug(2, "old")->id, 14);
  EXPECT_EQ(directory.column_by_slug(1, "old"), nullptr);
}

// Pages ask for what stands below each column of a site: looking at all columns for each would be the square.
TEST(Directory, FindsWhatStandsBelowEachColumnInOneWalk) {
  auto seconds_for = [](std::int64_t count) {
    std::vector<Column> columns;
    for (std::int64_t id = 1; id <= count; ++id) {
      columns.push_back({.id = id, .site = 1, .slug = std::to_string(id), .name = "栏目"});
      if (id > 1) columns.back().parent = id - id % 10 == id ? 1 : id - id % 10;
    }
    const Directory directory({}, {}, {}, std::move(columns));
    const auto begin = std::clock();  // of the processor, for others may be at work on the machine
    std::size_t found = 0;
    for (const auto& column : directory.columns()) found += directory.with_descendants(column.id).size();
    EXPECT_GE(found, static_cast<std::size_t>(count));
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  };
  seconds_for(1000);
  const auto once = std::max(seconds_for(4'000), 0.001);
  EXPECT_LT(seconds_for(32'000), once * 32);
}

TEST(Directory, KnowsAnAgencyByEitherFormOfItsCode) {
  Directory directory = city();
  EXPECT_EQ(directory.agency_by_code("743719761")->id, 2);
  EXPECT_EQ(directory.agency_by_code("YD0000101")->id, 1);
  EXPECT_EQ(directory.agency_by_code("000000000"), nullptr);
}

// A change comes while the directory is being read; whoever reads it next must not be overtaken.
TEST(Directory, KeepsWhatWasReadLast) {
  DirectoryHolder holder;
  std::promise<void> reading;
  std::promise<void> other_done;
  std::thread first([&] {
    EXPECT_TRUE(holder.reload([&]() -> Outcome<Directory> {
      reading.set_value();
      other_done.get_future().wait_for(std::chrono::milliseconds(200));
      return Directory();
    }));
  });
  reading.get_future().wait();
  EXPECT_TRUE(holder.reload([]() -> Outcome<Directory> { return city(); }));
  other_done.set_value();
  first.join();
  EXPECT_EQ(holder.current()->sites().size(), city().sites().size());
}

TEST(SiteFacts, SurviveStorageAndRefuseUnknownMembers) {
  SiteFacts facts{.domain = "a.example", .phone = "0969-1", .demonstration = true};
  EXPECT_EQ(*read_site_facts(write_json(facts)), facts);
  EXPECT_FALSE(read_site_facts("{\"phnoe\":\"1\"}"));
  EXPECT_FALSE(read_site_facts("{\"phone\":1}"));
  EXPECT_FALSE(read_site_facts("nonsense"));
}

TEST(ColumnPlan, RefusesFaultsWithTheirLine) {
  const std::string good =
      "column = [\n{slug=\"a\",name=\"甲\",type=\"Guide\"},\n{slug=\"b\",name=\"乙\",type=\"Rules\",parent=\"a\"},\n"
      "{slug=\"c\",name=\"丙\",type=\"Statutory\"},\n{slug=\"d\",name=\"丁\",type=\"AnnualReports\"}]\n";
  auto plan = read_column_plan(good, "plan");
  ASSERT_TRUE(plan) << describe(plan.error());
  EXPECT_EQ((*plan)[1].parent, "a");
  struct Case {
    const char* from;
    const char* to;
    const char* says;
  };
  const Case cases[] = {
      {"slug=\"b\"", "slug=\"a\"", "plan:3"},
      {"slug=\"b\"", "slug=\"B b\"", "plan:3"},
      {"parent=\"a\"", "parent=\"z\"", "plan:3"},
      {"\"Rules\"", "\"Ruels\"", "plan:3"},
      {"\"Rules\"", "\"Other\"", "no column of type Rules"},
      {"parent=", "parrent=", "plan:3: unknown key 'parrent'; is 'parent' meant?"},
      {"name=\"乙\"", "name=2", "plan:3: 'name' must be a string"},
      {"type=\"Rules\",", "", "plan:3: 'type' is missing"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.to);
    std::string bad = good;
    bad.replace(bad.find(c.from), std::string(c.from).size(), c.to);
    auto refused = read_column_plan(bad, "plan");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().detail.find(c.says), std::string::npos) << refused.error().detail;
  }
}

}  // namespace
}  // namespace dl::agencies
