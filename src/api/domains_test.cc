// What the modules say of their events and things, taken together.
#include "api/domains.h"

#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Principal;
using accounts::Role;

TEST(Domains, EveryVerbAndPrefixIsOfOneModuleAndHasAWord) {
  std::set<std::string_view> verbs;
  std::set<std::string_view> prefixes;
  for (const auto& domain : domains()) {
    for (const auto& kind : domain.events) {
      EXPECT_TRUE(verbs.insert(kind.verb).second) << kind.verb;
      EXPECT_THAT(kind.verb, testing::HasSubstr("."));
      EXPECT_FALSE(kind.chinese.empty()) << kind.verb;
      EXPECT_EQ(chinese_of_verb(kind.verb), kind.chinese);
    }
    for (const auto& kind : domain.subjects) {
      EXPECT_TRUE(prefixes.insert(kind.prefix).second) << kind.prefix;
      EXPECT_FALSE(kind.chinese.empty()) << kind.prefix;
    }
  }
  EXPECT_EQ(chinese_of_verb("thing.done"), "thing.done");
}

TEST(Domains, AddressesFollowFromTheSubject) {
  const std::pair<const char*, const char*> cases[] = {
      {"document:12", "/documents/12"},
      {"document:0", ""},
      {"document:x", ""},
      {"document:12x", ""},
      {"document", ""},
      {"documents:12", ""},
      {"person:12", ""},
      {"thing:12", ""},
      {"", ""},
  };
  for (const auto& [subject, address] : cases) EXPECT_EQ(work_address(subject), address) << subject;
}

class Subjects : public testing::Test {
 protected:
  std::map<std::string, std::string> titles(const Principal& who, const std::vector<std::string>& subjects) {
    auto found = town.database().read([&](db::Session& sql) { return titles_of(sql, who, subjects); });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::map<std::string, std::string>());
  }
  Town town;
};

TEST_F(Subjects, EveryModuleNamesItsThings) {
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  const auto document = fmt::format("document:{}", town.draft(drafter, "甲"));
  const std::map<std::string, std::string> expected = {
      {document, "甲"},
      {"person:1", "〈drafter〉"},
      {fmt::format("agency:{}", town.bureau()), "清州市城市管理局"},
      {fmt::format("site:{}", town.site(town.bureau())), "清州市城市管理局"},
      {fmt::format("column:{}", town.column(town.bureau())), "通知公告"},
  };
  std::vector<std::string> subjects = {"person:99", "feature:documents", "thing:1", "export:journal"};
  for (const auto& [subject, title] : expected) subjects.push_back(subject);
  EXPECT_EQ(titles(Principal::machine("operator:test"), subjects), expected);
}

TEST_F(Subjects, ADraftIsNotNamedToThoseWhoMayNotReadIt) {
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  const auto document = fmt::format("document:{}", town.draft(drafter, "甲"));
  EXPECT_THAT(titles(Principal(), {document}), testing::IsEmpty());
}

}  // namespace
}  // namespace dl::api
