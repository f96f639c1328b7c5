// The program as somebody runs it from a shell, within the test: a line of words, what is said, the exit code.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "app/command_line.h"
#include "tests/support/temporary_folder.h"

namespace dl::app {

struct Said {
  int code = 0;
  std::string out = {};
  std::string err = {};
};

/// Runs a line whose words stand between spaces; "DIR" stands for the data directory.
class CommandLine : public testing::Test {
 protected:
  Said run(const std::string& line) {
    std::vector<std::string> words = {"daylight"};
    std::istringstream in(line);
    for (std::string word; in >> word;) {
      if (word == "''") word.clear();
      if (auto at = word.find("DIR"); at != std::string::npos) word.replace(at, 3, folder_.path().string());
      words.push_back(word);
    }
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    Said said;
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    said.code = run_command_line(static_cast<int>(arguments.size()), arguments.data());
    said.out = testing::internal::GetCapturedStdout();
    said.err = testing::internal::GetCapturedStderr();
    return said;
  }
  void must(const std::string& line) {
    auto said = run(line);
    EXPECT_EQ(said.code, 0) << line << "\n" << said.err;
  }
  void begin() { must("init --data DIR/d --agency 743719761 --name 青石市城市管理局"); }
  std::filesystem::path path(const char* name) { return folder_.path() / name; }

  struct Case {
    const char* line;
    int code;
    const char* says;
  };
  template <std::size_t N>
  void expect(const Case (&cases)[N]) {
    for (const auto& c : cases) {
      SCOPED_TRACE(c.line);
      auto said = run(c.line);
      EXPECT_EQ(said.code, c.code) << said.err;
      EXPECT_THAT(said.err, testing::HasSubstr(c.says));
      EXPECT_THAT(said.err, testing::HasSubstr("错误："));
    }
  }

 private:
  test::TemporaryFolder folder_ = {};
};

}  // namespace dl::app
