// `daylight register` as somebody who writes a register uses it.
#include <boost/json.hpp>
#include <fstream>

#include "app/command_line_fixture.h"
#include "app/whole_file.h"
#include "base/resources.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

class Register : public CommandLine {
 protected:
  /// The program's own file of penalties with something replaced, as NAME in the data directory.
  void write(const char* name, std::string_view what, std::string_view with) {
    auto text = std::string(load_resource("data/registers/penalties.toml").value());
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name)) << text.replace(at, what.size(), with);
  }
};

TEST_F(Register, ListsAndDescribesWhatThereIs) {
  EXPECT_THAT(run("register list").out, HasSubstr("penalties  第 2 版  行政处罚公示  31 项"));
  EXPECT_THAT(run("register describe penalties").out, HasSubstr("| `fine` | 罚款金额 | 金额（万元） |"));
  for (const auto* format : {"json-schema", "table-schema"}) {
    const auto said = run(std::string("register describe parking --format ") + format);
    EXPECT_EQ(said.code, 0) << said.err;
    EXPECT_TRUE(boost::json::parse(said.out).is_object());
  }
  constexpr Case kWrong[] = {
      {"register describe penaltys", 1, "没有这个登记簿"},
      {"register describe penalties --format xml", 1, "没有这种格式"},
      {"register check DIR/missing.toml", 1, "missing.toml"},
  };
  expect(kWrong);
}

TEST_F(Register, ChecksAFileAndWhatItWouldBreak) {
  write("old/penalties.toml", "", "");
  write("new/penalties.toml", "privacy = \"sealed\"", "privacy = \"open\"");
  EXPECT_THAT(run("register check DIR/old/penalties.toml").out, HasSubstr("没有问题"));
  EXPECT_THAT(run("register check DIR/old/penalties.toml --against DIR/old/penalties.toml").out, HasSubstr("没有问题"));
  const auto said = run("register check DIR/new/penalties.toml --against DIR/old/penalties.toml");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("放宽公开范围"));
  EXPECT_THAT(said.err, HasSubstr("the file has changed and its version is 2 still"));
  EXPECT_THAT(said.err, HasSubstr("field 'representative_number': its privacy was sealed and is open"));
  write("bad/penalties.toml", "type = \"money\"", "type = \"mony\"");
  const auto bad = run("register check DIR/bad/penalties.toml");
  EXPECT_EQ(bad.code, 1);
  EXPECT_THAT(bad.err, HasSubstr("there is no type 'mony'; is 'money' meant?"));
  write("list/penalties.toml", "list = \"party_kinds\"", "list = \"guests_of_ours\"");
  EXPECT_THAT(run("register check DIR/list/penalties.toml").err,
              HasSubstr("is '../vocabularies/guests_of_ours.toml', seen from the folder of this file"));
}

TEST_F(Register, TellsOfAClockThatDoesNotRun) {
  write("idle/penalties.toml", "clock = { period = \"penalty.publish\"", "clock = { period = \"permit.publish\"");
  const auto said = run("register check DIR/idle/penalties.toml");
  EXPECT_EQ(said.code, 0) << said.err;
  EXPECT_THAT(said.out, HasSubstr("permit.publish"));
  EXPECT_THAT(said.out, HasSubstr("程序不按它计时"));
  write("runs/penalties.toml", "", "");
  EXPECT_THAT(run("register check DIR/runs/penalties.toml").out, testing::Not(HasSubstr("提示")));
}

TEST_F(Register, ChecksWhatAFileSaysOfOtherRegisters) {
  constexpr std::string_view kRule =
      "[[rule]]\ncheck = \"exists-in\"\nfields = [\"number\"]\neffect = \"warn\"\nregister = ";
  const auto with = [&](std::string_view rest) {
    return std::string(kRule) + std::string(rest) + "\n\n# ── publication";
  };
  write("penalties.toml", "# ── publication", with("\"powers\"\nthere = [\"item\"]"));
  EXPECT_THAT(run("register check DIR/penalties.toml").out, HasSubstr("没有问题"));
  write("penalties.toml", "# ── publication", with("\"powers\"\nthere = [\"itme\"]"));
  EXPECT_THAT(run("register check DIR/penalties.toml").err,
              HasSubstr("there is no field 'itme' in 'powers'; is 'item' meant?"));
}

// The lists beside an older file are those of its time.
TEST_F(Register, ComparesTheListsThatStandBesideTheFiles) {
  write("old/registers/penalties.toml", "", "");
  write("new/registers/penalties.toml", "", "");
  const auto list = std::string(load_resource("data/vocabularies/party_kinds.toml").value());
  std::filesystem::create_directories(path("old/vocabularies"));
  std::ofstream(path("old/vocabularies/party_kinds.toml"))
      << list << "\n[[term]]\ncode = \"spirit\"\nname = \"神灵\"\n";
  const auto said = run("register check DIR/new/registers/penalties.toml --against DIR/old/registers/penalties.toml");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("field 'party_kind': its list has no 'spirit' any more"));
}

TEST_F(Register, StopsTheProgramAtItsStartWhereItsFileIsWrong) {
  begin();
  write("d/overrides/data/registers/penalties_of_ours.toml", "privacy = \"open\"\nrequired = true", "required = true");
  const auto said = run("serve --data DIR/d --listen 127.0.0.1:0");
  EXPECT_EQ(said.code, 1);
  EXPECT_THAT(said.err, HasSubstr("data/registers/penalties_of_ours.toml:"));
}

}  // namespace
}  // namespace dl::app
