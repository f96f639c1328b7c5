// `daylight import mail` as somebody at a desk, or a clock, uses it: one line a mail, the rest goes on.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"

namespace dl::app {
namespace {

namespace json = boost::json;

class ImportMail : public CommandLine {
 protected:
  void write(const char* name, const std::string& bytes) {
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
  }
  static std::vector<json::object> lines(const std::string& out) {
    std::vector<json::object> all;
    std::istringstream in(out);
    for (std::string line; std::getline(in, line);) all.push_back(json::parse(line).as_object());
    return all;
  }
  Said import(const std::string& words) { return run("import mail --data DIR/d --agency 743719761 " + words); }
  static json::object totals(const Said& said) { return lines(said.out).back().at("totals").as_object(); }
  static std::string message(const std::string& id, const std::string& head = "",
                             const std::string& text = "请公开预算") {
    return "From: zhang@example.com\nMessage-ID: <" + id + "@example.com>\n" + head + "\n" + text + "\n";
  }
};

constexpr const char* kBegin = "From a@b.cn Mon Mar  2 10:30:00 2026\n";

TEST_F(ImportMail, FilesEachMailOnceAndTellsOfTheOthers) {
  begin();
  write("box", kBegin + message("1") + "\n" + kBegin + message("2", "Auto-Submitted: auto-replied\n") + "\n" + kBegin +
                   message("1") + "\n" + kBegin + "From: nobody\n\nx\n");
  const auto looked = import("--dry-run DIR/box");
  EXPECT_EQ(looked.code, 1);
  EXPECT_EQ(totals(looked).at("applied"), false);
  EXPECT_EQ(totals(looked).at("filed"), 1);
  EXPECT_EQ(lines(looked.out)[0].at("kind"), "ready");

  const auto done = import("DIR/box");
  EXPECT_EQ(done.code, 1) << "somebody has to look after the last one";
  const auto told = lines(done.out);
  ASSERT_EQ(told.size(), 5U) << done.out;
  EXPECT_EQ(told[0].at("kind"), "filed");
  EXPECT_FALSE(told[0].at("number").as_string().empty());
  EXPECT_EQ(told[0].at("lacking").as_array().size(), 2U) << "name and number";
  EXPECT_EQ(told[1].at("code"), "mail.automatic");
  EXPECT_EQ(told[2].at("code"), "mail.known");
  EXPECT_EQ(told[2].at("number"), told[0].at("number"));
  EXPECT_EQ(told[3].at("kind"), "problem");
  EXPECT_EQ(told[3].at("code"), "mail.no-sender");
  EXPECT_EQ(told[3].at("mail"), "4");
  EXPECT_EQ(totals(done).at("filed"), 1);
  EXPECT_EQ(totals(done).at("passed"), 2);
  EXPECT_EQ(totals(done).at("problems"), 1);
}

TEST_F(ImportMail, TakesMailsOutOfAMaildirOnlyWhenAsked) {
  begin();
  write("box/new/1", message("1"));
  write("box/new/2", "From: nobody\n\nx\n");
  std::filesystem::create_directories(path("box/cur"));
  EXPECT_EQ(totals(import("DIR/box")).at("filed"), 1);
  EXPECT_TRUE(std::filesystem::exists(path("box/new/1")));
  const auto again = import("--take DIR/box");
  EXPECT_EQ(totals(again).at("passed"), 1) << again.out;
  EXPECT_TRUE(std::filesystem::exists(path("box/cur/1:2,S")));
  EXPECT_TRUE(std::filesystem::exists(path("box/new/2"))) << "somebody has to look after it";
}

TEST_F(ImportMail, SaysWhatIsWrongWithThePlace) {
  begin();
  std::filesystem::create_directories(path("folder"));
  write("good.eml", message("1"));
  EXPECT_EQ(import("DIR/good.eml").code, 0);
  expect({{"import mail --data DIR/d --agency 743719761 DIR/missing", 1, ""},
          {"import mail --data DIR/d --agency 743719761 DIR/folder", 1, "Maildir"},
          {"import mail --data DIR/d --agency 000014349 DIR/good.eml", 1, "没有这个机关"}});
}

}  // namespace
}  // namespace dl::app
