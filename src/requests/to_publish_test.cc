#include "requests/to_publish.h"

#include "requests/case_fixture.h"

namespace dl::requests {
namespace {

TEST(ToPublish, IsWhatSomebodyDecidedLastAndNobodyTookBack) {
  Told told(Date(2026, 3, 2));
  EXPECT_EQ(to_publish(told.now()), std::nullopt);
  told.fact("request.transform-proposed", Date(2026, 4, 1));
  EXPECT_EQ(to_publish(told.now()), (ToPublish{Date(2026, 4, 1), "依申请公开转为主动公开", ""}));
  auto opened = told;
  opened.fact("request.opened-up", Date(2026, 5, 6));
  EXPECT_EQ(to_publish(opened.now())->ground, "评估后可以公开") << "the later one";
  opened.fact("request.kept-closed", Date(2026, 5, 7));
  EXPECT_EQ(to_publish(opened.now())->on, Date(2026, 4, 1)) << "the other one stands";
  told.fact("request.transform-declined", Date(2026, 4, 2));
  EXPECT_EQ(to_publish(told.now()), std::nullopt);
}

}  // namespace
}  // namespace dl::requests
