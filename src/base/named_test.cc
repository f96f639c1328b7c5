#include "base/named.h"

#include <gtest/gtest.h>

namespace town {

enum class Light : std::uint8_t { Red, Amber, Green };
constexpr auto kLights = dl::named_table<Light>(
    {{Light::Red, "red", "红灯"}, {Light::Amber, "amber", ""}, {Light::Green, "green", "绿灯", "go"}});
dl::Names<Light> table_of(Light) { return kLights; }

enum class Unnamed : std::uint8_t { One };

}  // namespace town

namespace dl {
namespace {

using town::Light;

TEST(Named, SaysHowAValueIsStoredAndCalled) {
  EXPECT_EQ(name_of(Light::Amber), "amber");
  EXPECT_EQ(chinese_of(Light::Green), "绿灯");
  EXPECT_THROW(name_of(static_cast<Light>(3)), std::logic_error);
}

TEST(Named, FindsAValueByItsNameAndByWhatPeopleCallIt) {
  for (const auto& row : table_of(Light())) EXPECT_EQ(find_named<Light>(row.name), row.value);
  EXPECT_EQ(find_named<Light>("绿灯"), Light::Green);
  EXPECT_EQ(find_named<Light>("Red"), std::nullopt);
  EXPECT_EQ(find_named<Light>(""), std::nullopt) << "what people have no word for is not found by no word";
}

TEST(Named, ReadsANameFromBeforeItWasRenamedAndWritesItNoMore) {
  EXPECT_EQ(find_name<Light>("go"), Light::Green);
  EXPECT_EQ(find_named<Light>("go"), Light::Green);
  EXPECT_EQ(name_of(Light::Green), "green");
  EXPECT_EQ(find_name<Light>("绿灯"), std::nullopt) << "what people call it is neither stored nor sent";
  EXPECT_EQ(find_name<Light>(""), std::nullopt);
}

TEST(Named, KnowsWhichEnumerationsHaveATable) {
  static_assert(HasNames<Light>);
  static_assert(!HasNames<town::Unnamed>);
  static_assert(!HasNames<int>);
}

}  // namespace
}  // namespace dl
