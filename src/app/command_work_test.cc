// `daylight work rebuild`, and how the list of open work comes to an installation that never had one.
#include "app/command_line_fixture.h"
#include "app/office_fixture.h"

namespace dl::app {
namespace {

using testing::HasSubstr;
using testing::Not;

class WorkCommand : public CommandLine {
 protected:
  /// Changes the rows past the program.
  void spoil(const char* sql) {
    auto installation = Installation::open(path("d"));
    ASSERT_TRUE(installation) << describe(installation.error());
    ASSERT_TRUE((*installation)->database().write([&](db::Session& session) { return session.run(sql); }));
  }
};

TEST_F(WorkCommand, MakesTheListAnewByHandAndAfterAnUpgrade) {
  begin();
  write_file(path("letter.txt"),
             "青石市城市管理局关于道路保洁的通知\n\n各单位：\n请做好保洁。\n\n青石市城市管理局\n2026年12月9日\n");
  must("import documents --data DIR/d --agency 743719761 DIR/letter.txt");
  EXPECT_THAT(run("work rebuild --data DIR/d").out, HasSubstr("待办事项 1 项，与原来不同的 0 件"));
  spoil("UPDATE work_item SET title = '另一件'");
  EXPECT_THAT(run("work rebuild --data DIR/d").out, HasSubstr("待办事项 1 项，与原来不同的 1 件"));
  // As the step of the schema leaves the tables of an older installation.
  spoil("DELETE FROM work_item");
  spoil("UPDATE work_edition SET edition = ''");
  EXPECT_THAT(run("upgrade --data DIR/d").err, HasSubstr("已重新列出待办事项：1 项"));
  const auto again = run("work rebuild --data DIR/d");
  EXPECT_THAT(again.err, Not(HasSubstr("已重新列出")));
  EXPECT_THAT(again.out, HasSubstr("待办事项 1 项，与原来不同的 0 件"));
}

}  // namespace
}  // namespace dl::app
