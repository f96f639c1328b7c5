// The registers of the demonstration as its files tell them, without building the city.
#include "app/demo_records.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <boost/json.hpp>
#include <numeric>
#include <set>

#include "base/hash.h"
#include "base/vocabulary.h"
#include "periods/laws.h"
#include "records/record.h"

namespace dl::app {
namespace {

namespace json = boost::json;

std::string word(const json::object& words, std::string_view code) {
  const auto* found = words.if_contains(code);
  return found == nullptr ? "" : std::string(found->as_string());
}

class DemoRecordsTest : public testing::Test {
 protected:
  void SetUp() override {
    auto told = read_demo_records(SystemClock().today());
    ASSERT_TRUE(told) << describe(told.error());
    told_ = std::move(*told);
    const auto lists = Vocabularies::load();
    ASSERT_TRUE(lists) << describe(lists.error());
    const auto laws = periods::Laws::load();
    ASSERT_TRUE(laws) << describe(laws.error());
    auto registers = records::Registers::load(*lists, *laws);
    ASSERT_TRUE(registers) << describe(registers.error());
    registers_ = std::move(*registers);
  }

  std::vector<json::object> words_of(std::string_view code) const {
    std::vector<json::object> all;
    for (const auto& record : told_)
      if (record.code == code && !record.none) all.push_back(json::parse(record.words).as_object());
    return all;
  }

  std::vector<DemoRecord> told_ = {};
  records::Registers registers_ = {};
};

// Warnings are what real offices have; each of these is meant, and nothing else is wrong with any record.
TEST_F(DemoRecordsTest, AreRightExceptWhereMeantToBeFaulty) {
  std::vector<std::string> found;
  for (const auto& record : told_) {
    if (record.none) continue;
    SCOPED_TRACE(record.about);
    const auto made = registers_.find(record.code);
    ASSERT_TRUE(made) << record.code;
    const auto ask = [&](const std::string& words, Instant at) {
      const auto read = records::read_json(words, **made);
      ASSERT_TRUE(read) << describe(read.error());
      for (const auto& problem : records::check(**made, *read, at.date())) {
        if (problem.key == "credit_code.area") continue;  // of an invented city on purpose
        EXPECT_NE(problem.effect, records::Effect::Refuse) << problem.field << " " << problem.key;
        found.push_back(record.code + " " + problem.field + " " + problem.key);
      }
    };
    ask(record.words, record.at);
    for (const auto& step : record.steps)
      if (!step.words.empty()) ask(step.words, step.at);
  }
  std::ranges::sort(found);
  const std::vector<std::string> meant = {
      "biddings formed_on rule.within-days",          "budgets income rule.sum-of-rows",
      "coercive_measures grounds record.legal-basis", "enforcement_staff published_on rule.in-order",
      "openness_budget spent rule.in-order",          "penalties grounds record.legal-basis",
      "penalties party_number rule.adult-at",         "powers grounds record.legal-basis",
  };
  EXPECT_THAT(found, testing::ElementsAreArray(meant));
}

TEST_F(DemoRecordsTest, EveryRegisterHasSome) {
  for (const auto& [code, made] : registers_.all()) {
    const auto records = std::ranges::count_if(
        told_, [&code = code](const auto& record) { return record.code == code && !record.none; });
    EXPECT_GE(records, code == "draws" ? 2 : 4) << code;
  }
}

// A plan that is named is there, as are the power of an item, the draw of a result, the notice of a contract.
TEST_F(DemoRecordsTest, LinksLeadToRecords) {
  const auto keys_of = [&](const std::string& code) {
    const auto made = registers_.find(code);
    EXPECT_TRUE(made) << code;
    std::set<std::string> keys;
    for (const auto& words : words_of(code)) keys.insert(word(words, (*made)->key.at(0)->code));
    return keys;
  };
  std::vector<std::string> astray;
  for (const auto& [code, made] : registers_.all()) {
    for (const auto& field : made.fields) {
      if (field.links.empty()) continue;
      const auto keys = keys_of(field.links);
      for (const auto& words : words_of(code))
        if (const auto key = word(words, field.code); !key.empty() && !keys.contains(key))
          astray.push_back(code + " " + field.code + " " + key);
    }
  }
  EXPECT_THAT(astray, testing::ElementsAre("certificates service_code 11990100YD0000232N4000117099000")) << "meant";
}

// Whoever has the lists finds the digests and the order of the draws again, as their method says.
TEST_F(DemoRecordsTest, DrawsAreComputedAgain) {
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> lists;  // by trade: code and name
  std::vector<json::object> revealed;
  std::vector<json::object> sealed;
  for (const auto& draw : words_of("draws")) (word(draw, "seed").empty() ? sealed : revealed).push_back(draw);
  std::map<std::string, std::string> trade_of;
  for (const auto& object : words_of("inspection_objects")) {
    trade_of[word(object, "code")] = word(object, "field");
    // Who has left and who came after the draws were in neither.
    if (!word(object, "left_on").empty() || word(object, "entered_on") > word(revealed.back(), "drawn_on")) continue;
    lists[word(object, "field")].emplace_back(word(object, "code"), word(object, "name"));
  }
  const auto digest_of = [](std::vector<std::pair<std::string, std::string>>& list) {
    std::ranges::sort(list);
    std::string text;
    for (const auto& [code, name] : list) text += name + "," + code + "\n";
    return sha256_hex(text);
  };
  ASSERT_EQ(sealed.size(), 1U) << "one waits for its reveal";
  EXPECT_TRUE(std::ranges::any_of(
      lists, [&](auto& list) { return digest_of(list.second) == word(sealed.front(), "list_digest"); }));
  for (const auto& draw : revealed) {
    SCOPED_TRACE(word(draw, "number"));
    const auto& drawn = draw.at("drawn").as_array();
    auto list = lists[trade_of[word(drawn.front().as_object(), "code")]];
    EXPECT_EQ(digest_of(list), word(draw, "list_digest"));
    const auto seed = word(draw, "seed");
    EXPECT_EQ(sha256_hex(seed), word(draw, "seed_digest"));
    EXPECT_EQ(std::to_string(list.size()), word(draw, "objects_total"));
    EXPECT_EQ(std::to_string(drawn.size()), word(draw, "objects_drawn"));
    std::vector<std::size_t> order(list.size());
    std::iota(order.begin(), order.end(), 1);
    std::ranges::sort(order, {}, [&](std::size_t place) { return sha256_hex(seed + std::to_string(place)); });
    for (std::size_t nth = 0; nth < drawn.size(); ++nth)
      EXPECT_EQ(word(drawn[nth].as_object(), "code"), list.at(order.at(nth) - 1).first);
  }
}

}  // namespace
}  // namespace dl::app
