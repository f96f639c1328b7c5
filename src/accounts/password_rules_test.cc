// The rules for new passwords: what is tried first is refused, and the reason is named.
#include "accounts/password_rules.h"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>

#include "accounts/password.h"
#include "base/resources.h"

namespace dl::accounts {
namespace {

const Whose kWhose{
    .login = "zhang.san", .name = "欧阳修远", .agencies = {"青石市城市管理局", "青石市城管局", "青石市人民政府办公室"}};

std::vector<std::string> wrong_with(std::string_view password) {
  std::vector<std::string> wrong;
  for (const auto& problem : problems_of_password({}, password, kWhose)) wrong.push_back(problem.key);
  return wrong;
}

TEST(PasswordRules, SayWhatIsWrong) {
  struct Case {
    const char* password = "";
    std::vector<std::string> wrong = {};
  };
  const std::vector<std::string> common = {"password.common"};
  const std::vector<std::string> context = {"password.context"};
  const Case cases[] = {
      {"Snow-falls-7", {}},
      {"雪落无声 Ab3", {"password.short"}},
      {"雪落无声在云泽 Ab3", {}},
      {"Sn0w-fall", {"password.short"}},
      {"snowfallsagain", {"password.kinds"}},
      {"snowfalls2026", {"password.kinds"}},
      {"Snowfalls2026", {}},
      {"zhang.san-Ab1", {"password.login", "password.context"}},
      {"x9-NAS.gnahz-A", {"password.login"}},
      {"Admin@12345", common},
      {"@Dm1n!!2026", common},
      {"P@ssw0rd2026!", common},
      {"2026-Pa$$w0rd", common},
      {"123Admin@@@456", common},
      {"Sunshine#2026", common},
      {"Drag0n!!!1234", common},
      {"1qaz@WSX", {"password.short", "password.common"}},
      {"Qingshi@2026", context},
      {"Q1ngsh1@2026!", context},
      {"青石2026@Abc", context},
      {"Qingshishi@2026", context},
      {"Chengguan@2026", context},
      {"ChengShiGuanLiJu@1", context},
      {"Qingshi-Admin-2026", context},
      {"Zhengwu@Gongkai1", context},
      {"OuYangXiuYuan@88", context},
      {"Qingshi-Lotus-2026", {}},
      {"Admin-of-snowfall-7", {}},
      {"", {"password.short", "password.kinds"}},
      {"Sixty-four characters are a sentence, and a sentence is remembered.", {}},
      {"九月初雪落满青瓦的屋檐之下有人在灯前读旧信而窗外的河水还没有结冰往来的船夫已经换上厚厚的棉袄等待天明时分出发去"
       "遥远的南方 Ab3",
       {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.password);
    EXPECT_EQ(wrong_with(c.password), c.wrong);
  }
}

// ASVS 6.2.4 asks for 3,000.
TEST(PasswordRules, KnowThousandsThatAreTriedFirst) {
  std::string_view rest = *find_resource("passwords/password.lst");
  int refused = 0;
  while (!rest.empty()) {
    std::string line(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.empty() || line.front() == '#') continue;
    line.front() = static_cast<char>(std::toupper(line.front()));
    auto problems = wrong_with(line + "@2026");
    refused += std::find(problems.begin(), problems.end(), "password.common") != problems.end() ? 1 : 0;
  }
  EXPECT_GE(refused, 3000);
}

TEST(PasswordRules, PassEveryFirstPassword) {
  std::set<std::string> seen;
  for (int i = 0; i < 200; ++i) {
    auto password = first_password();
    EXPECT_TRUE(wrong_with(password).empty()) << password;
    seen.insert(password);
  }
  EXPECT_EQ(seen.size(), 200U);
}

TEST(PasswordRules, KnowPinyin) {
  EXPECT_EQ(pinyin_of("青石市"), "qingshishi");
  EXPECT_EQ(pinyin_of("绿城 Abc"), "luchengabc");
  EXPECT_EQ(pinyin_of(""), "");
}

}  // namespace
}  // namespace dl::accounts
