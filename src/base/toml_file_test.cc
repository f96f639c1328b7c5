// What people are told of files that are no TOML, or not the one that was meant.
#include "base/toml_file.h"

#include <gtest/gtest.h>

namespace dl {
namespace {

std::string said_of(std::string_view text) {
  const auto file = TomlFile::parse("x.toml", text);
  return file ? "right" : file.error().detail;
}

TEST(TomlFile, SaysWhatToWriteForMarksOfAChineseKeyboard) {
  struct {
    const char* text;
    const char* told;
  } cases[] = {
      {"a = 1\nb ＝ 2\n", "x.toml:2: '＝' of a Chinese keyboard stands here; write '=' (half-width)"},
      {"a = “b”\n", "x.toml:1: '“' of a Chinese keyboard stands here; write '\"' (half-width)"},
      {"a = [1，2]\n", "x.toml:1: '，' of a Chinese keyboard stands here; write ',' (half-width)"},
      {"【a】\n", "x.toml:1: '【' of a Chinese keyboard stands here; write '[' (half-width)"},
      {"a =　1\n", "x.toml:1: '　' of a Chinese keyboard stands here; write ' ' (half-width)"},
      {"a = 地址\n", "x.toml:1: '地' stands here outside quotes; words stand in half-width quotes: \"…\""},
      {"# “说明”，不在此限\na = \"“引”，号\"\n", "right"},
  };
  for (const auto& c : cases) EXPECT_EQ(said_of(c.text), c.told);
}

TEST(TomlFile, SaysWhatToDoAboutBracketsAndQuotes) {
  struct {
    const char* text;
    const char* line;
    const char* told;
  } cases[] = {
      {"a = 1\nb = \"words\nc = 2\n", "x.toml:2: ", "end them with a half-width \""},
      {"b = \"words”\nc = 2\n", "x.toml:1: ", "end them with a half-width \""},
      {"[[a]]\nb = 1\n[[a]]\nb = 2\n[c]\n[[c]]\n", "x.toml:6: ", "written [[name]]"},
      {"a = address\n", "x.toml:1: ", "words stand in half-width quotes"},
      {"a = { b = 1\nc = 2\n", "x.toml:1: ", "a '}' is missing"},
      {"a = [1, 2\nb = 3\n", "x.toml:2: ", "has no ']'"},
  };
  for (const auto& c : cases) {
    const auto said = said_of(c.text);
    EXPECT_TRUE(said.starts_with(c.line)) << said;
    EXPECT_NE(said.find(c.told), std::string::npos) << said;
  }
}

TEST(TomlFile, TakesTheMarkThatSomeEditorsPutInFront) {
  EXPECT_EQ(said_of("\xEF\xBB\xBF"
                    "a = 1\n"),
            "right");
  EXPECT_EQ(said_of("a = \"\xB5\xD8\"\n"), "x.toml:1: the file is not UTF-8; save it as UTF-8");
}

TEST(TomlFile, NamesTheKeysThatThereAre) {
  const auto file = TomlFile::parse("x.toml", "message = 1\n");
  ASSERT_TRUE(file);
  const auto kept = file->only(file->root(), {"check", "says"});
  ASSERT_FALSE(kept);
  EXPECT_EQ(kept.error().detail, "x.toml:1: unknown key 'message'; known here: check, says");
}

}  // namespace
}  // namespace dl
