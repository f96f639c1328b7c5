#include "base/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <thread>

namespace dl {
namespace {

struct Log : testing::Test {
  std::vector<boost::json::object> lines;

  void SetUp() override {
    log::to_function([this](std::string_view line) { lines.push_back(boost::json::parse(line).as_object()); });
  }
  void TearDown() override {
    log::set_level(log::Level::Info);
    log::to_stderr();
  }
};

TEST_F(Log, WritesOneObjectALine) {
  log::info("request.answered", {{"path", "/文件/\"1\"\n"}, {"status", 200}, {"seconds", 0.25}, {"cached", true}});
  log::warning("bad.bytes", {{"text", std::string("\xFF\x01")}, {"size", std::size_t{3}}});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("event"), "request.answered");
  EXPECT_EQ(lines[0].at("level"), "info");
  EXPECT_EQ(lines[0].at("path"), "/文件/\"1\"\n");
  EXPECT_EQ(lines[0].at("status"), 200);
  EXPECT_EQ(lines[0].at("seconds"), 0.25);
  EXPECT_EQ(lines[0].at("cached"), true);
  EXPECT_EQ(lines[0].at("time").as_string().size(), std::string_view("2021-08-05T09:30:00+08:00").size());
  EXPECT_EQ(lines[1].at("text"), "\xEF\xBF\xBD\x01");
}

TEST_F(Log, DropsWhatIsBelowTheLevelAndCutsLongTexts) {
  log::debug("unseen");
  log::set_level(log::Level::Error);
  log::warning("unseen");
  log::error("seen", {{"text", std::string(5000, 'a')}});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_LT(lines[0].at("text").as_string().size(), 2010U);
  EXPECT_EQ(log::level_named("warning"), log::Level::Warning);
  EXPECT_EQ(log::level_named("loud"), std::nullopt);
}

TEST_F(Log, WithholdsPersonalData) {
  log::info("form.sent", {{"phone", "13800000000"}, {"query", "张三"}, {"password", "x"}, {"document", 881}});
  for (const char* field : {"phone", "query", "password"}) EXPECT_EQ(lines[0].at(field), "[withheld]");
  EXPECT_EQ(lines[0].at("document"), 881);
}

TEST_F(Log, TellsAFailureWhole) {
  Error problem = fail(Fault::Conflict, "document.step", "published").value();
  log::failure("request.failed", problem, {{"reference", "abc"}});
  EXPECT_EQ(lines[0].at("fault"), "conflict");
  EXPECT_EQ(lines[0].at("key"), "document.step");
  EXPECT_EQ(lines[0].at("detail"), "published");
  EXPECT_EQ(lines[0].at("reference"), "abc");
  EXPECT_THAT(std::string(lines[0].at("place").as_string()), testing::HasSubstr("log_test.cc:"));
}

TEST_F(Log, GoesToAFileThatMayBeMoved) {
  auto folder = std::filesystem::path(testing::TempDir()) / "daylight-log";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  ASSERT_TRUE(log::to_file(folder / "log.jsonl"));
  log::error("first");
  std::filesystem::rename(folder / "log.jsonl", folder / "old.jsonl");
  ASSERT_TRUE(log::reopen());
  log::error("second");
  std::ifstream in(folder / "log.jsonl");
  std::string text{std::istreambuf_iterator<char>(in), {}};
  EXPECT_THAT(text, testing::HasSubstr("second"));
  EXPECT_THAT(text, testing::Not(testing::HasSubstr("first")));
  EXPECT_EQ(log::to_file(folder / "old.jsonl" / "log").error().key, "log.unwritable");
  std::filesystem::remove_all(folder);
}

TEST(GatheredLog, IsWrittenInOrderSoonAtOnceWhenItMattersAndAtItsEnd) {
  auto folder = std::filesystem::path(testing::TempDir()) / "daylight-gathered-log";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const auto file = folder / "log.jsonl";
  const auto lines = [&] {
    std::ifstream in(file);
    std::vector<std::int64_t> numbers;
    for (std::string line; std::getline(in, line);)
      numbers.push_back(boost::json::parse(line).as_object().at("number").as_int64());
    return numbers;
  };
  const auto first = [](std::int64_t count) {
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
  };
  ASSERT_TRUE(log::to_file(file));
  {
    const log::Gathering gathering;
    log::info("a", {{"number", 0}});
    for (int i = 0; i < 500 && lines().empty(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    EXPECT_EQ(lines(), first(1)) << "within a fraction of a second";
    for (int i = 1; i < 10; ++i) log::info("a", {{"number", i}});
    log::error("a", {{"number", 10}});
    EXPECT_EQ(lines(), first(11)) << "with an error";
    log::info("a", {{"number", 11}});
    ASSERT_TRUE(log::reopen());
    EXPECT_EQ(lines(), first(12)) << "before the file is opened anew";
    log::info("a", {{"number", 12}});
  }
  EXPECT_EQ(lines(), first(13)) << "at its end";
  log::info("a", {{"number", 13}});
  log::to_stderr();
  EXPECT_EQ(lines(), first(14));
  std::filesystem::remove_all(folder);
}

TEST(GatheredLog, OutlivesAFullDisk) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP();
  ASSERT_TRUE(log::to_file("/dev/full"));
  std::vector<std::string> lines;
  {
    const log::Gathering gathering;
    log::info("lost");
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    log::to_function([&](std::string_view line) { lines.emplace_back(line); });
    log::error("kept");
  }
  log::to_stderr();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_NE(lines[0].find("kept"), std::string::npos);
}

}  // namespace
}  // namespace dl
