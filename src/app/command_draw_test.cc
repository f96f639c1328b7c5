// `daylight draw` as somebody at the machine uses it.
#include <boost/json.hpp>

#include "app/command_line_fixture.h"
#include "app/installation.h"
#include "tests/support/inspections.h"

namespace dl::app {
namespace {

using testing::HasSubstr;

class DrawCommand : public CommandLine {
 protected:
  DrawCommand() {
    begin();
    auto opened = Installation::open(path("d"));
    if (!opened) throw std::runtime_error(describe(opened.error()));
    auto& installation = **opened;
    auto desk = installation.record_desk();
    const auto directory = installation.directory().current();
    test::put_out_inspections(installation.journal(), desk, installation.registers(),
                              directory->agency_by_code("743719761")->id);
  }
  static constexpr const char* kOrder =
      "draw prepare --data DIR/d --agency 743719761 --number CQ-1 --plan CG-2026-01 --objects 3 --inspectors 2 "
      "--recuse O-01,豫A001,亲属 --reveal-from 2099-05-06 --as 甲";
  /// What `show` gives, its digest as `prepare` has said it.
  static std::string digest_in(const std::string& said) {
    const auto at = said.find("名录摘要 ");
    return at == said.npos ? "" : said.substr(at + std::string("名录摘要 ").size(), 64);
  }
};

TEST_F(DrawCommand, PreparesAndSealsByTwoPeople) {
  const auto prepared = run(kOrder);
  EXPECT_EQ(prepared.code, 0) << prepared.err;
  EXPECT_THAT(prepared.out, HasSubstr("检查对象 9 个，检查人员 5 人，回避 1 对"));
  EXPECT_THAT(run("draw show 1 --data DIR/d").out, HasSubstr("daylight-draw-1"));
  const auto digest = digest_in(prepared.out);
  const auto own = run("draw seal 1 --data DIR/d --as 甲 --digest " + digest);
  EXPECT_EQ(own.code, 1);
  EXPECT_THAT(own.err, HasSubstr("由另一人核对后封存"));
  must("draw seal 1 --data DIR/d --as 乙 --digest " + digest);
  const auto given = boost::json::parse(run("draw show 1 --data DIR/d").out).as_object();
  EXPECT_EQ(std::string_view(given.at("list_digest").as_string()), digest);
  EXPECT_EQ(given.at("seed").as_string(), "");
  constexpr Case kWrong[] = {
      {"draw reveal 1 --data DIR/d --as 甲", 1, "还没有到预告的揭示时间"},
      {"draw discard 1 --data DIR/d --reason 不要了", 1, "现在不能这样办理"},
      {"draw show 7 --data DIR/d", 1, "没有这次随机抽取"},
      {"draw prepare --data DIR/d --agency 743719761 --number CQ-2 --plan CG-9 --objects 3 --reveal-from 2099-05-06", 1,
       "没有这个编号的已公布抽查计划"},
      {"draw prepare --data DIR/d --agency 1 --number CQ-2 --plan CG-9 --objects 3 --reveal-from 2099-05-06", 1,
       "没有这个机关"},
  };
  expect(kWrong);
}

}  // namespace
}  // namespace dl::app
