#include "mail/mailbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "tests/support/must.h"
#include "tests/support/temporary_folder.h"

namespace dl::mail {
namespace {

using test::key_of;
using test::must;
using testing::ElementsAre;

std::vector<std::string> split(const std::string& bytes, std::size_t largest = kLargest) {
  std::istringstream in(bytes);
  MboxReader reader(in, largest);
  std::vector<std::string> all;
  for (Stored message; reader.next(message);) all.push_back(message.too_large ? "too large" : message.bytes);
  return all;
}

constexpr const char* kFrom = "From a@b.cn Mon Mar  2 10:30:00 2026\n";

TEST(MboxReader, SplitsAtLinesThatBeginMessages) {
  const std::string from = kFrom;
  const struct {
    const char* name;
    std::string bytes;
    std::vector<std::string> messages;
  } rows[] = {
      {"nothing", "", {}},
      {"one", from + "A: 1\n\nx\n", {"A: 1\n\nx\n"}},
      {"two", from + "A: 1\n\nx\n\n" + from + "B: 1\n\ny", {"A: 1\n\nx\n\n", "B: 1\n\ny"}},
      {"no empty line before", from + "A: 1\n" + from + "\nx\n", {"A: 1\n" + from + "\nx\n"}},
      {"a sentence", from + "A: 1\n\nFrom here on, I ask\n", {"A: 1\n\nFrom here on, I ask\n"}},
      {"quoted", from + "A: 1\n\n>From a\n>>From b\n> From c\n", {"A: 1\n\nFrom a\n>From b\n> From c\n"}},
      {"returns", from + "A: 1\r\n\r\nx\r\n\r\n" + from + "B\r\n", {"A: 1\r\n\r\nx\r\n\r\n", "B\r\n"}},
      {"something before", "noise\n\n" + from + "A\n", {"A\n"}},
      {"nothing but a line", from, {""}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    EXPECT_EQ(split(row.bytes), row.messages);
  }
}

TEST(MboxReader, PassesOverWhatIsTooLargeAndGoesOn) {
  const std::string from = kFrom;
  const std::string line(200'000, 'x');
  EXPECT_THAT(split(from + line + "\n\n" + from + "B\n", 1'000), ElementsAre("too large", "B\n"));
  EXPECT_THAT(split(from + line + "\n"), ElementsAre(line + "\n")) << "a line longer than a piece";
}

class Mailbox : public testing::Test {
 protected:
  std::filesystem::path path(const char* name) const { return folder_.path() / name; }
  void write(const char* name, const std::string& bytes) const {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
  }
  Outcome<std::vector<std::string>> places(const char* name) {
    std::vector<std::string> all;
    DL_CHECK(each_message(path(name), [&](const Stored& message) -> Outcome<void> {
      all.push_back(message.place + "=" + (message.unreadable ? "unreadable" : message.bytes));
      if (taken_) taken_(message);
      return mark_ ? mark_seen(message) : Outcome<void>();
    }));
    return all;
  }
  bool mark_ = false;
  std::function<void(const Stored&)> taken_ = {};  ///< what happens meanwhile

 private:
  test::TemporaryFolder folder_ = {};
};

TEST_F(Mailbox, IsAFileOfManyOrOfOne) {
  write("many", std::string(kFrom) + "A\n\n" + kFrom + "B\n");
  write("one.eml", "Subject: x\n\ny");
  write("none", "");
  EXPECT_THAT(must(places("many")), ElementsAre("1=A\n\n", "2=B\n"));
  EXPECT_THAT(must(places("one.eml")), ElementsAre("one.eml=Subject: x\n\ny"));
  EXPECT_THAT(must(places("none")), ElementsAre());
  EXPECT_EQ(key_of(places("missing")), "file.missing");
}

TEST_F(Mailbox, IsAMaildirOfWhichNothingIsChangedUnlessAsked) {
  write("box/new/2", "new");
  write("box/new/.hidden", "x");
  write("box/cur/1:2,R", "old");
  std::filesystem::create_directories(path("box/tmp"));
  std::filesystem::create_symlink(path("box/cur/1:2,R"), path("box/new/3"));
  EXPECT_THAT(must(places("box")), ElementsAre("1:2,R=old", "2=new"));
  EXPECT_TRUE(std::filesystem::exists(path("box/new/2")));
  mark_ = true;
  must(places("box"));
  EXPECT_FALSE(std::filesystem::exists(path("box/new/2")));
  EXPECT_TRUE(std::filesystem::exists(path("box/cur/2:2,S")));
  EXPECT_TRUE(std::filesystem::exists(path("box/cur/1:2,R"))) << "what was seen stays as it was";
  std::filesystem::create_directories(path("folder"));
  EXPECT_EQ(key_of(places("folder")), "mail.no-mailbox");
}

TEST_F(Mailbox, GoesOnBehindWhatCannotBeRead) {
  std::filesystem::create_directories(path("box/new"));
  write("box/cur/1", "first");
  write("box/cur/2", "second");
  write("box/cur/3", "third");
  // A folder in its place is what even root cannot read.
  taken_ = [this](const Stored& message) {
    if (message.place != "1") return;
    std::filesystem::remove(path("box/cur/2"));
    std::filesystem::create_directories(path("box/cur/2"));
  };
  EXPECT_THAT(must(places("box")), ElementsAre("1=first", "2=unreadable", "3=third"));
}

}  // namespace
}  // namespace dl::mail
