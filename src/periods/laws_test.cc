#include "periods/laws.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "periods/fixture.h"

namespace dl::periods {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kGood =
    "[[period]]\nid = \"a.b\"\ntitle = \"t\"\nlength = 5\nunit = \"day\"\nfrom = \"f\"\nsource = \"s\"\ngrade = "
    "\"A\"\n";

/// The good period with one line put in place of another, or added.
std::string with(std::string_view old, std::string_view line) {
  std::string text(kGood);
  if (old.empty()) return text.append(line).append("\n");
  auto at = text.find(old);
  return text.replace(at, old.size(), line);
}

TEST(Laws, KnowEveryPeriodThatTheProgramIsBuiltFor) {
  std::set<std::string> ids;
  std::map<std::string, int> off;
  for (const auto& period : laws().all()) {
    SCOPED_TRACE(period.id);
    EXPECT_FALSE(period.source.empty());
    EXPECT_THAT(letter_of(period.grade), testing::AnyOf("A", "B", "C", "D"));
    EXPECT_EQ(period.on, period.grade != Grade::Unconfirmed);
    ids.insert(period.id);
    if (!period.on) off[period.id] = period.length;
  }
  EXPECT_EQ(ids.size(), 106U);
  EXPECT_EQ(laws().all().size(), 113U) << "some have an earlier edition";
  EXPECT_THAT(off,
              testing::UnorderedElementsAre(
                  std::pair("request.answer-after-payment", 20), std::pair("request.service-by-retrieval", 0),
                  std::pair("request.erase", 10), std::pair("permit.publish", 7), std::pair("enforcement.publish", 20),
                  std::pair("inspection.publish", 20), std::pair("enforcement.summary", 131),
                  std::pair("normative.legality-review-least", 5), std::pair("normative.legality-review", 15),
                  std::pair("litigation.defence-appeal", 15), std::pair("litigation.judge-appeal", 3)));
}

TEST(Laws, TakeAnotherEditionOrWhatIsOffForOnePeriodAlone) {
  const auto* earlier = laws().find("request.answer", {2018, 3, 1});
  ASSERT_NE(earlier, nullptr);
  EXPECT_EQ(earlier->length, 15);
  const auto by_earlier = laws().with(*earlier);
  EXPECT_EQ(by_earlier.find("request.answer", {2026, 3, 1})->length, 15);
  EXPECT_EQ(by_earlier.find("request.extension", {2026, 3, 1})->length, 20) << "the others stay";
  const auto* off = laws().find("request.answer-after-payment", {2026, 3, 1});
  EXPECT_FALSE(off->on);
  EXPECT_TRUE(laws().with(*off).find(off->id, {2026, 3, 1})->on);
  EXPECT_FALSE(laws().find(off->id, {2026, 3, 1})->on);
}

TEST(Laws, SayWhatAPeriodIs) {
  const auto* answer = laws().find("request.answer", {2026, 3, 1});
  ASSERT_NE(answer, nullptr);
  EXPECT_EQ(answer->length, 20);
  EXPECT_EQ(answer->unit, Unit::WorkingDay);
  EXPECT_THAT(answer->pauses, ElementsAre("third-party", "other-agency"));
  EXPECT_THAT(answer->restarts, ElementsAre("correction"));
  const auto* penalty = laws().find("penalty.publish", {2026, 3, 1});
  ASSERT_NE(penalty, nullptr);
  EXPECT_TRUE(penalty->on);
  EXPECT_EQ(penalty->length, 7);
  EXPECT_EQ(laws().find("no.such", {2026, 3, 1}), nullptr);
}

TEST(Laws, NameWhatMayBeMeant) {
  EXPECT_EQ(laws().near("request.anwser").front(), "request.answer");
  EXPECT_EQ(laws().near("penalty.publsh").front(), "penalty.publish");
  EXPECT_THAT(laws().near("hearing"), testing::Contains("decision.hearing-materials"));
  EXPECT_LE(laws().near("publish").size(), 5U);
  EXPECT_THAT(laws().near("zzzzzzzzzz"), testing::IsEmpty());
}

TEST(Laws, KeepEditionsThatFollowOneAnother) {
  auto text = std::string(kGood) + "effective_until = 2019-05-14\n" + with("length = 5", "length = 9") +
              "effective_from = 2019-05-15\n";
  auto made = must(Laws::create({{"data/laws/x.toml", text}}));
  EXPECT_EQ(made.find("a.b", {2019, 5, 14})->length, 5);
  EXPECT_EQ(made.find("a.b", {2019, 5, 15})->length, 9);
  auto overlapping = text.replace(text.find("2019-05-14"), 10, "2019-05-15");
  auto refused = Laws::create({{"data/laws/x.toml", overlapping}});
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().detail, HasSubstr("x.toml:11: 'a.b' comes twice"));
}

TEST(Laws, AreRefusedWithFileAndLine) {
  struct Case {
    const char* name;
    std::string text;
    const char* said;
  } cases[] = {
      {"an unknown key", with("", "grad = \"A\""), "x.toml:9: unknown key 'grad'; is 'grade' meant?"},
      {"no source", with("source = \"s\"\n", ""), "x.toml:1: 'source' is missing"},
      {"no grade", with("grade = \"A\"\n", ""), "x.toml:1: 'grade' is missing"},
      {"an unknown grade", with("\"A\"", "\"P\""), "x.toml:8: grade 'P' is none of A, B, C, D"},
      {"an unknown unit", with("\"day\"", "\"week\""), "x.toml:5: unit 'week' is none of"},
      {"an id of one word", with("\"a.b\"", "\"ab\""), "x.toml:2: 'ab' is no id in words"},
      {"an id with a number", with("\"a.b\"", "\"a.b1\""), "x.toml:2: 'a.b1' is no id in words"},
      {"a length below nothing", with("length = 5", "length = -5"), "x.toml:4: 'length' is not between 0 and 3660"},
      {"a length that is no number", with("length = 5", "length = \"5\""), "'length' must be a whole number"},
      {"a date without a day", with("\"day\"", "\"date\""), "x.toml:4: 'length' must be a string"},
      {"a day that not every year has", with("length = 5\nunit = \"day\"", "length = \"02-29\"\nunit = \"date\""),
       "x.toml:4: '02-29' is no day of every year"},
      {"unconfirmed and on", with("\"A\"", "\"D\"\non = true"),
       "x.toml:9: what is not confirmed (grade D) cannot be on"},
      {"working days that roll", with("\"day\"", "\"working-day\"\nrolls = true"), "x.toml:6: only a period in days"},
      {"backward hours", with("\"day\"", "\"hour\"\nbackward = true"), "x.toml:1: hours and dates are counted forward"},
      {"a pause that is no word", with("", "pauses = [\"Third Party\"]"), "x.toml:9: 'Third Party' is no word"},
      {"ended before it began", with("", "effective_from = 2020-01-02\neffective_until = 2020-01-01"),
       "x.toml:10: 'effective_until' is before"},
      {"three in a hundred and one", with("", "share = 101"), "x.toml:9: 'share' is not between 1 and 100"},
      {"nothing", "", "x.toml:1: no [[period]] is given"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto made = Laws::create({{"data/laws/x.toml", c.text}});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().key, "data.invalid");
    EXPECT_THAT(made.error().detail, HasSubstr(c.said));
  }
  EXPECT_FALSE(Laws::create({}));
}

// ---- docs/periods.md

std::string table_of(const Laws& all) {
  std::string text;
  for (const auto& period : all.all()) {
    auto length = fmt::format("{}{}", period.length_text(), chinese_of(period.unit));
    if (period.times > 1) length += fmt::format("，{}次", period.times);
    if (period.share > 0) length += fmt::format("，{}%", period.share);
    text += fmt::format("| `{}` | {} | {} | {}{} | {} | {} | {} |\n", period.id, period.title, length, period.from,
                        period.backward ? "之前" : "", period.source, letter_of(period.grade), period.on ? "" : "off");
  }
  return text;
}

TEST(Laws, StandInTheDocumentation) {
  std::ifstream file(std::string(DAYLIGHT_SOURCE_DIR) + "/docs/periods.md");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_TRUE(text.str().find(table_of(laws())) != std::string::npos) << "docs/periods.md should have these rows:\n"
                                                                      << table_of(laws());
}

}  // namespace
}  // namespace dl::periods
