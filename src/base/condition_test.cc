// The cases of tests/fixtures/conditions.json, which the evaluators of the console and of the bundle run as well.
#include "base/condition.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <boost/json.hpp>
#include <fstream>
#include <map>
#include <set>

#include "base/condition_arbitrary.h"
#include "base/condition_toml.h"

namespace dl::condition {
namespace {

namespace json = boost::json;

Raw raw_of(const json::value& value, std::string place) {
  Raw raw{.place = std::move(place)};
  if (const auto* object = value.if_object()) {
    Raw::Table entries;
    for (const auto& [key, inner] : *object)
      entries.emplace_back(std::string(key), raw_of(inner, fmt::format("{}.{}", raw.place, std::string_view(key))));
    raw.value = std::move(entries);
  } else if (const auto* array = value.if_array()) {
    std::vector<Raw> parts;
    for (std::size_t i = 0; i < array->size(); ++i)
      parts.push_back(raw_of((*array)[i], fmt::format("{}[{}]", raw.place, i)));
    raw.value = std::move(parts);
  } else if (value.is_string()) {
    raw.value = std::string(value.get_string());
  } else if (value.is_int64()) {
    raw.value = value.get_int64();
  } else if (value.is_bool()) {
    raw.value = value.get_bool();
  }
  return raw;
}

/// The JSON form, as the cases have it and to_json() writes it.
Outcome<Condition> parse_json(std::string_view text, std::span<const Field> fields) {
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  if (error) return fail(Fault::Invalid, "condition.invalid", "$: " + error.message());
  return parse(raw_of(value, "$"), fields, "condition.invalid");
}

json::object cases() {
  std::ifstream file(DAYLIGHT_SOURCE_DIR "/tests/fixtures/conditions.json");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  return json::parse(text).as_object();
}

std::vector<Field> fields_of(const json::object& all) {
  std::vector<Field> fields;
  for (const auto& item : all.at("fields").as_array()) {
    const auto text = [&](const char* key) { return std::string(item.at(key).as_string()); };
    for (const auto type : {Type::Text, Type::Integer, Type::Date, Type::List})
      if (name_of(type) == text("type")) fields.push_back({text("name"), text("title"), type});
  }
  return fields;
}

Value value_of(const json::object& record, const Field& field) {
  const auto* given = record.if_contains(field.name);
  if (given == nullptr || given->is_null()) return {};
  if (given->is_int64()) return given->get_int64();
  if (given->is_array()) return json::value_to<std::vector<std::string>>(*given);
  if (field.type == Type::Date) return *Date::parse(given->as_string());
  return std::string(given->as_string());
}

TEST(Condition, HoldsForTheRecordsOfTheSharedCasesAndNoOthers) {
  const auto all = cases();
  const auto fields = fields_of(all);
  for (const auto& item : all.at("cases").as_array()) {
    const auto text = json::serialize(item.at("condition"));
    SCOPED_TRACE(text);
    const auto condition = parse_json(text, fields);
    ASSERT_TRUE(condition) << describe(condition.error());
    EXPECT_EQ(to_json(*condition), text);
    if (const auto* chinese = item.as_object().if_contains("chinese")) {
      EXPECT_EQ(to_chinese(*condition), chinese->as_string());
    }
    const auto wanted = json::value_to<std::set<std::string>>(item.at("holds"));
    for (const auto& [name, record] : all.at("records").as_object()) {
      const auto held = holds(*condition, [&](std::string_view asked) {
        for (const auto& field : fields)
          if (field.name == asked) return value_of(record.as_object(), field);
        return Value();
      });
      EXPECT_EQ(held, wanted.contains(name)) << name;
    }
  }
}

TEST(Condition, RefusesWhatItDoesNotUnderstandWithItsPlace) {
  const auto all = cases();
  const auto fields = fields_of(all);
  for (const auto& item : all.at("refused").as_array()) {
    const auto text = json::serialize(item.at("condition"));
    SCOPED_TRACE(text);
    const auto condition = parse_json(text, fields);
    ASSERT_FALSE(condition);
    EXPECT_EQ(condition.error().key, "condition.invalid");
    EXPECT_THAT(condition.error().detail, testing::HasSubstr(std::string(item.at("says").as_string())));
  }
  EXPECT_EQ(parse_json("{", fields).error().key, "condition.invalid");
}

TEST(Condition, IsReadFromTomlWithItsLine) {
  const auto fields = fields_of(cases());
  const auto good = TomlFile::parse("penalties.toml", R"(
when = { all = [ { field = "decided_on", from = 2025-01-01 }, { not = { field = "kind", in = ["警告", "罚款"] } } ] }
)");
  ASSERT_TRUE(good) << describe(good.error());
  const auto condition = parse_toml(*good, *good->root().get("when"), fields);
  ASSERT_TRUE(condition) << describe(condition.error());
  EXPECT_EQ(to_json(*condition),
            R"({"all":[{"field":"decided_on","from":"2025-01-01"},{"not":{"field":"kind","in":["警告","罚款"]}}]})");

  const auto bad = TomlFile::parse("penalties.toml", "version = 1\n\nwhen = { field = \"kindd\", filled = true }\n");
  ASSERT_TRUE(bad);
  const auto refused = parse_toml(*bad, *bad->root().get("when"), fields);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "data.invalid");
  EXPECT_EQ(refused.error().detail, "penalties.toml:3: there is no field 'kindd'; is 'kind' meant?");
}

TEST(Condition, ComesBackFromItsJsonAsItWas) {
  EXPECT_TRUE(rc::check([] {
    const auto condition = *arbitrary::condition();
    const auto again = parse_json(to_json(condition), arbitrary::fields());
    RC_ASSERT(again.has_value());
    RC_ASSERT(*again == condition);
    RC_ASSERT(to_json(*again) == to_json(condition));
  }));
}

TEST(Condition, NegatedIsTheOpposite) {
  EXPECT_TRUE(rc::check([] {
    const auto condition = *arbitrary::condition();
    const auto record = *arbitrary::record();
    const auto ask = [&](std::string_view name) { return record.at(std::string(name)); };
    const Condition negated{.word = Word::Not, .parts = {condition}};
    RC_ASSERT(holds(negated, ask) != holds(condition, ask));
  }));
}

}  // namespace
}  // namespace dl::condition
