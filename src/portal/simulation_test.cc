// Every page of a simulation says that it is one, and search engines are told to stay away.
#include <gmock/gmock.h>

#include "portal/portal_fixture.h"

namespace dl::portal {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(SimulationPages, SayThatTheyAre) {
  Site site;
  constexpr const char* kPages[] = {"/", "/columns/news", "/search", "/about", "/sitemap", "/disclosure"};
  for (const char* page : kPages) {
    EXPECT_THAT(site.get(page).body, Not(HasSubstr("模拟运行"))) << page;
  }
  site.portal().simulation = true;
  for (const char* page : kPages) {
    SCOPED_TRACE(page);
    const auto body = site.get(page).body;
    EXPECT_THAT(body, HasSubstr("模拟运行 · 模拟日期 2024-03-01 · 内容不是真实信息"));
    EXPECT_THAT(body, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
  }
  EXPECT_EQ(site.get("/robots.txt").body, "User-agent: *\nDisallow: /\n");
}

}  // namespace
}  // namespace dl::portal
