#include "intake/child.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace dl::intake {
namespace {

TEST(Child, GetsItsInputAndGivesItsOutput) {
  auto out = run_child({"/bin/cat"}, "一二三", {});
  ASSERT_TRUE(out) << describe(out.error());
  EXPECT_EQ(*out, "一二三");
}

TEST(Child, FailsInItsOwnWays) {
  struct Case {
    const char* name;
    std::vector<std::string> arguments;
    ChildLimits limits;
    const char* key;
  };
  const Case cases[] = {
      {"no such program", {"/nonexistent/program"}, {}, "child.start"},
      {"ends badly", {"/bin/false"}, {}, "child.failed"},
      {"too slow", {"/bin/sleep", "30"}, {.time = std::chrono::milliseconds(100)}, "child.late"},
      {"writes no file",
       {"/bin/dd", "if=/dev/zero", "of=/tmp/intake-child-test", "bs=10", "count=1"},
       {},
       "child.failed"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    // The sanitizers write files of their own, so nothing that they are in is kept from it.
    if (is_sanitized() && c.name == std::string_view("writes no file")) continue;
    auto out = run_child(c.arguments, "", c.limits);
    ASSERT_FALSE(out);
    EXPECT_EQ(out.error().key, c.key);
  }
}

TEST(Child, CannotFlood) {
  auto out = run_child({"/usr/bin/yes"}, "", {.output = 1000});
  ASSERT_TRUE(out);
  EXPECT_EQ(out->size(), 1000U);
}

TEST(Child, IsShutInItsFolder) {
  if (is_sanitized()) GTEST_SKIP() << "the sanitizers read files of their own";
  auto folder = (std::filesystem::temp_directory_path() / "intake-child-XXXXXX").string();
  ASSERT_NE(::mkdtemp(folder.data()), nullptr);
  struct Case {
    const char* name;
    const char* script;
    const char* said;
  };
  const Case cases[] = {
      {"writes and reads in it", "echo words > $TMPDIR/a && read x < $HOME/a && echo $x", "words\n"},
      {"reads nothing beside it", "read x < /etc/passwd || echo refused", "refused\n"},
      {"writes nothing beside it", "echo x > /tmp/intake-child-test || echo refused", "refused\n"},
      {"has no network", "exec 3<>/dev/udp/127.0.0.1/9 || echo refused", "refused\n"},
      {"harms nothing beside it", "kill -0 $PPID || echo refused", "refused\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto out = run_child({"/usr/bin/bash", "-c", std::string("{ ") + c.script + "; } 2>/dev/null; true"}, "",
                         {.written = 1000, .folder = folder});
    ASSERT_TRUE(out) << describe(out.error());
    EXPECT_EQ(*out, c.said);
  }
  // A shell that cannot start anything gives up.
  auto out = run_child({"/usr/bin/bash", "-c", "/usr/bin/true; echo words"}, "", {.folder = folder});
  EXPECT_TRUE(!out || *out != "words\n");
  std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace dl::intake
