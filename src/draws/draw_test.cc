// The method of a random draw: what follows from a seed, the same as verify_draw.py has it, and nobody preferred.
#include "draws/draw.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <fstream>

#include "base/hash.h"

namespace dl::draws {
namespace {

namespace json = boost::json;

Terms terms_of(std::size_t objects, std::size_t inspectors) {
  Terms terms{.number = "CQ-1", .plan = "CG-1", .agency = "城管局", .objects_drawn = 2, .reveal_from = Instant(0)};
  for (std::size_t i = 1; i <= objects; ++i)
    terms.objects.push_back({fmt::format("O{:03}", i), fmt::format("对象{}", i)});
  for (std::size_t j = 1; j <= inspectors; ++j) terms.inspectors.push_back(fmt::format("豫A{:03}", j));
  return terms;
}

std::string key_of(const Terms& terms) {
  const auto checked = check(terms);
  return checked ? "" : checked.error().key;
}

// verify_draw.py has made them (tests/fixtures/draws/vectors.json).
TEST(Draw, IsThatOfTheScriptThatOutsidersRun) {
  std::ifstream file(DAYLIGHT_SOURCE_DIR "/tests/fixtures/draws/vectors.json");
  const auto all = json::parse(std::string(std::istreambuf_iterator<char>(file), {}));
  ASSERT_EQ(all.as_array().size(), 4U);
  for (const auto& one : all.as_array()) {
    Terms terms{.objects_drawn = one.at("objects_drawn").as_int64(),
                .inspectors_each = one.at("inspectors_each").as_int64()};
    for (const auto& object : one.at("objects").as_array())
      terms.objects.push_back({json::value_to<std::string>(object.at(0)), json::value_to<std::string>(object.at(1))});
    terms.inspectors = json::value_to<std::vector<std::string>>(one.at("inspectors"));
    for (const auto& pair : one.at("recused").as_array())
      terms.recused.push_back({json::value_to<std::string>(pair.at(0)), json::value_to<std::string>(pair.at(1))});
    std::vector<Drawn> drawn;
    for (const auto& line : one.at("drawn").as_array())
      drawn.push_back({json::value_to<std::size_t>(line.at(0)), json::value_to<std::vector<std::size_t>>(line.at(1))});
    EXPECT_EQ(draw(terms, json::value_to<std::string>(one.at("seed")), json::value_to<std::string>(one.at("beacon"))),
              drawn)
        << json::serialize(one);
  }
}

TEST(Draw, IsAnotherWithAnotherSeedOrPublicNumber) {
  const auto terms = terms_of(100, 20);
  const auto seed = std::string(64, 'a');
  EXPECT_EQ(draw(terms, seed, ""), draw(terms, seed, ""));
  EXPECT_NE(draw(terms, seed, ""), draw(terms, std::string(64, 'b'), ""));
  EXPECT_NE(draw(terms, seed, ""), draw(terms, seed, "07 12 15"));
}

// 6,000 draws of 3 among 12: each object is expected 1,500 times, with a standard deviation of 34; of the inspectors
// each twice among 5 for each object, 7,200 times with one of 66. Six deviations would be met once in 10^8 runs, and
// the seeds are always the same.
TEST(Draw, PrefersNobody) {
  auto terms = terms_of(12, 5);
  terms.objects_drawn = 3;
  std::vector<int> objects(12);
  std::vector<int> inspectors(5);
  for (int i = 0; i < 6'000; ++i) {
    const auto drawn = draw(terms, sha256_hex(std::to_string(i)), "");
    for (const auto& one : drawn) {
      ++objects[one.object];
      for (const auto inspector : one.inspectors) ++inspectors[inspector];
    }
  }
  EXPECT_THAT(objects, testing::Each(testing::AllOf(testing::Gt(1'500 - 204), testing::Lt(1'500 + 204))));
  EXPECT_THAT(inspectors, testing::Each(testing::AllOf(testing::Gt(7'200 - 396), testing::Lt(7'200 + 396))));
}

TEST(Draw, GivesNobodyAnObjectFromWhichTheyAreRecused) {
  auto terms = terms_of(6, 4);
  terms.objects_drawn = 6;
  for (const auto& object : terms.objects) terms.recused.push_back({object.code, "豫A002"});
  terms.recused.insert(terms.recused.begin() + 1, {"O001", "豫A004"});
  ASSERT_EQ(key_of(terms), "");
  for (int i = 0; i < 200; ++i)
    for (const auto& one : draw(terms, sha256_hex(std::to_string(i)), "")) {
      ASSERT_EQ(one.inspectors.size(), 2U);
      EXPECT_THAT(one.inspectors, testing::Not(testing::Contains(1U)));
      if (one.object == 0) {
        EXPECT_THAT(one.inspectors, testing::UnorderedElementsAre(0U, 2U));
      }
    }
}

TEST(Draw, RefusesListsFromWhichNothingCanBeDrawn) {
  const auto with = [](auto change) {
    auto terms = terms_of(5, 4);
    change(terms);
    return key_of(terms);
  };
  EXPECT_EQ(with([](Terms&) {}), "");
  EXPECT_EQ(with([](Terms& t) { t.objects_drawn = 6; }), "draw.objects");
  EXPECT_EQ(with([](Terms& t) { t.objects_drawn = 0; }), "draw.objects");
  EXPECT_EQ(with([](Terms& t) { t.inspectors_each = 1; }), "draw.inspectors");
  EXPECT_EQ(with([](Terms& t) { t.inspectors_each = 5; }), "draw.inspectors");
  EXPECT_EQ(with([](Terms& t) { t.objects[1] = t.objects[0]; }), "draw.repeated");
  EXPECT_EQ(with([](Terms& t) { std::swap(t.inspectors[0], t.inspectors[1]); }), "draw.repeated");
  EXPECT_EQ(with([](Terms& t) { t.recused = {{"O009", "豫A001"}}; }), "draw.recused");
  EXPECT_EQ(with([](Terms& t) {
              t.recused = {{"O001", "豫A001"}, {"O001", "豫A002"}, {"O001", "豫A003"}};
            }),
            "draw.too-few");
  EXPECT_EQ(with([](Terms& t) { t = terms_of(kMostObjects + 1, 4); }), "draw.too-many");
}

TEST(Draw, ReadsItsTermsBackAsTheyWereSealed) {
  auto terms = terms_of(3, 3);
  terms.recused = {{"O001", "豫A001"}};
  terms.reveal_from = Instant::at(Date(2026, 5, 6), 9, 0);
  terms.beacon_source = "双色球第2026052期开奖号码";
  const auto text = text_of(terms);
  const auto read = read_terms(text);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, terms);
  EXPECT_EQ(text_of(*read), text);
  for (const auto* wrong : {"", "[]", "{}", R"({"number":1})"}) EXPECT_FALSE(read_terms(wrong)) << wrong;
}

}  // namespace
}  // namespace dl::draws
