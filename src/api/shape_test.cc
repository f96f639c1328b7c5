// Reading bodies strictly, writing answers, describing both.
#include "api/shape.h"

#include <gtest/gtest.h>

#include "api/openapi.h"
#include "api/operation.h"
#include "publications/document.h"

namespace dl::tests {
struct Line {
  std::int64_t number = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (), (number))
}  // namespace dl::tests

namespace dl::api::tests {
struct Line {
  std::int64_t length = 0;
};
BOOST_DESCRIBE_STRUCT(Line, (), (length))
}  // namespace dl::api::tests

namespace dl::api::others {
struct Line {
  bool straight = false;
};
BOOST_DESCRIBE_STRUCT(Line, (), (straight))
}  // namespace dl::api::others

namespace dl::api {
namespace {

struct Part {
  std::string name = {};
  std::optional<int> size = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"name", 10}});
};
BOOST_DESCRIBE_STRUCT(Part, (), (name, size))

struct Whole {
  std::string title = {};
  std::int64_t number = 0;
  bool public_ = false;
  std::optional<Date> on = {};
  std::optional<Instant> at = {};
  publications::State state = {};
  std::vector<Part> parts = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"title", 10}, {"parts", 0, 10}});
};
BOOST_DESCRIBE_STRUCT(Whole, (), (title, number, public_, on, at, state, parts))

struct Loose {
  std::string first = {};
  std::string second = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"first", 10}, {"second", 10}});
};
BOOST_DESCRIBE_STRUCT(Loose, (), (first, second))

}  // namespace

template <>
inline constexpr bool kSparse<Loose> = true;

namespace {

std::string problems_of(std::string_view text) {
  std::vector<FieldProblem> problems;
  read_shape<Whole>(json::parse(text), problems);
  std::string lines;
  for (const auto& problem : problems) lines += problem.field + " " + problem.key + "\n";
  return lines;
}

constexpr const char* kGood =
    R"({"title":"甲","number":7,"public":true,"state":"Draft","parts":[{"name":"a"},{"name":"b","size":2}]})";

TEST(Shape, ReadsWhatItWrote) {
  std::vector<FieldProblem> problems;
  auto whole = read_shape<Whole>(json::parse(kGood), problems);
  ASSERT_TRUE(problems.empty());
  EXPECT_EQ(whole.title, "甲");
  EXPECT_TRUE(whole.public_);
  EXPECT_EQ(whole.parts[1].size, 2);
  whole.on = Date(2026, 11, 22);
  whole.at = Instant::at(Date(2026, 11, 22), 9, 30);
  auto text = json::serialize(write_shape(whole));
  EXPECT_EQ(text, R"({"title":"甲","number":7,"public":true,"on":"2026-11-22","at":"2026-11-22T09:30:00+08:00",)"
                  R"("state":"Draft","parts":[{"name":"a","size":null},{"name":"b","size":2}]})");
  auto again = read_shape<Whole>(json::parse(text), problems);
  EXPECT_TRUE(problems.empty());
  EXPECT_EQ(again.on, whole.on);
  EXPECT_EQ(again.at, whole.at);

  whole.title = "\",\"x\":\\\n</";
  text = json::serialize(write_shape(whole));
  EXPECT_EQ(read_shape<Whole>(json::parse(text), problems).title, whole.title) << "no text adds a member: " << text;
  EXPECT_TRUE(problems.empty());
}

TEST(Shape, NamesEachFieldThatIsWrong) {
  struct Case {
    const char* name;
    const char* body;
    const char* problems;
  };
  const Case cases[] = {
      {"nothing wrong", kGood, ""},
      {"no object", "[]", " field.object\n"},
      {"missing", R"({"title":"甲","public":true,"state":"Draft"})", "number field.missing\nparts field.missing\n"},
      {"unknown", R"({"title":"","number":1,"public":false,"state":"Draft","parts":[],"colour":1})",
       "colour field.unknown\n"},
      {"unknown inside", R"({"title":"","number":1,"public":false,"state":"Draft","parts":[{"name":"a","x":1}]})",
       "parts.0.x field.unknown\n"},
      {"types", R"({"title":1,"number":"1","public":1,"state":"Sleeping","parts":{}})",
       "title field.text\nnumber field.number\npublic field.flag\nstate field.choice\nparts field.list\n"},
      {"inside a list", R"({"title":"","number":1,"public":false,"state":"Draft","parts":[{"name":"a"},{"name":3}]})",
       "parts.1.name field.text\n"},
      {"a fraction", R"({"title":"","number":1.5,"public":false,"state":"Draft","parts":[]})", "number field.number\n"},
      {"dates", R"({"title":"","number":1,"public":false,"state":"Draft","parts":[],"on":"2026-02-30","at":"now"})",
       "on date.format\nat instant.format\n"},
      {"the underscore is not a name", R"({"title":"","number":1,"public_":false,"state":"Draft","parts":[]})",
       "public field.missing\npublic_ field.unknown\n"},
      {"what no text may hold",
       R"({"title":"甲\u0000","number":1,"public":false,"state":"Draft","parts":[{"name":"\u0007"}]})",
       "title field.characters\nparts.0.name field.characters\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(problems_of(c.body), c.problems);
  }
}

TEST(Shape, NothingIsNoValueOfAMemberThatIsOwed) {
  EXPECT_EQ(problems_of(R"({"title":null,"number":1,"public":false,"state":"Draft","parts":[]})"),
            "title field.owed\n");
}

TEST(Shape, OptionalMembersMayBeNullOrLeftOut) {
  for (const char* body : {R"({"name":"a"})", R"({"name":"a","size":null})"}) {
    std::vector<FieldProblem> problems;
    auto part = read_shape<Part>(json::parse(body), problems);
    EXPECT_TRUE(problems.empty()) << body;
    EXPECT_FALSE(part.size) << body;
  }
}

TEST(Shape, DescribesBothWays) {
  Schemas schemas;
  auto reference = schema_of<Whole>(schemas, Way::Out);
  EXPECT_EQ(json::serialize(reference), R"({"$ref":"#/components/schemas/Whole"})");
  ASSERT_TRUE(schemas.all().contains("Whole"));
  ASSERT_TRUE(schemas.all().contains("Part"));
  ASSERT_TRUE(schemas.all().contains("publications.State"));
  EXPECT_EQ(json::serialize(schemas.all().at("Part")),
            R"({"type":"object","properties":{"name":{"type":"string"},"size":{"type":["integer","null"]}},)"
            R"("additionalProperties":false,"required":["name","size"]})");
  Schemas sent;
  schema_of<Part>(sent, Way::In);
  EXPECT_EQ(json::serialize(sent.all().at("Part").at("required")), R"(["name"])");
  schema_of<Loose>(sent, Way::In);
  ASSERT_TRUE(sent.all().contains("LooseInput"));
  EXPECT_FALSE(sent.all().at("LooseInput").contains("required"));
}

TEST(Shape, IsNamedByWhereItComesFrom) {
  const std::pair<const char*, const char*> cases[] = {
      {"dl::api::PersonView", "PersonView"},
      {"dl::api::(anonymous namespace)::Problem", "Problem"},
      {"dl::api::{anonymous}::Problem", "Problem"},
      {"dl::publications::State", "publications.State"},
      {"dl::api::requests::State", "requests.State"},
      {"dl::publications::Api::api", "publications.Api.api"},
      {"dl::api::ListOf<dl::api::{anonymous}::KeyView>", "ListOf.KeyView"},
  };
  for (const auto& [type, name] : cases) EXPECT_EQ(shape_name(type), name) << type;
}

TEST(Shape, OfTwoTypesUnderOneNameIsAClash) {
  Schemas schemas;
  schema_of<tests::Line>(schemas, Way::Out);
  schema_of<tests::Line>(schemas, Way::Out);
  schema_of<others::Line>(schemas, Way::Out);
  EXPECT_EQ(schemas.clash(), "") << "another domain may have lines";
  schema_of<dl::tests::Line>(schemas, Way::Out);
  EXPECT_EQ(schemas.clash(), "two types are described as tests.Line");
}

TEST(Shape, ThatSaysAnotherThingInTheOtherWayIsAClash) {
  Schemas schemas;
  schema_of<tests::Line>(schemas, Way::Out);
  schema_of<tests::Line>(schemas, Way::In);
  EXPECT_EQ(schemas.clash(), "");
  schema_of<Part>(schemas, Way::Out);
  schema_of<Part>(schemas, Way::In);
  EXPECT_EQ(schemas.clash(), "two ways are described as Part");
}

Outcome<tests::Line> send_line(Call&) { return tests::Line(); }
Outcome<dl::tests::Line> send_other_line(Call&) { return dl::tests::Line(); }

TEST(Description, IsNotMadeOfShapesThatClash) {
  const Operation one[] = {{web::Verb::Get, "/api/v1/one", "readOne", "一行", anyone(), by<send_line>(), {}}};
  const Operation other[] = {
      {web::Verb::Get, "/api/v1/other", "readOther", "另一行", anyone(), by<send_other_line>(), {}}};
  const Group all[] = {{"one", "一", one}, {"other", "二", other}};
  EXPECT_TRUE(describe_api(std::span(all).first(1)));
  auto described = describe_api(all);
  ASSERT_FALSE(described);
  EXPECT_EQ(described.error().key, "api.shapes");
  EXPECT_EQ(described.error().detail, "two types are described as tests.Line");
}

TEST(Shape, ReadsInstantsOfAnyOffset) {
  struct Case {
    const char* text;
    const char* shanghai;  ///< empty: refused
  };
  const Case cases[] = {
      {"2026-11-22T09:30:00+08:00", "2026-11-22 09:30:00"},
      {"2026-11-22T01:30:00Z", "2026-11-22 09:30:00"},
      {"2026-11-22T01:30:00.250Z", "2026-11-22 09:30:00"},
      {"2026-11-22T09:30", "2026-11-22 09:30:00"},
      {"2026-11-21T20:00:00-05:30", "2026-11-22 09:30:00"},
      {"2026-11-22", ""},
      {"2026-11-22T09:30:00+8", ""},
      {"2026-11-22T25:30:00Z", ""},
      {"2026-11-22T09:30:00+08:00x", ""},
      {"", ""},
  };
  for (const auto& c : cases) {
    auto read = read_instant(c.text);
    EXPECT_EQ(read ? read->text_with_seconds() : "", c.shanghai) << c.text;
  }
}

TEST(Query, IsReadByTheTypesOfItsMembers) {
  auto read = [](std::string_view query) {
    auto members = detail::query_members<Whole>();
    return json::serialize(detail::query_object(web::parse_fields(query), members));
  };
  EXPECT_EQ(read("number=7&public=1&title=7&on=2026-11-22"),
            R"({"number":7,"public":true,"title":"7","on":"2026-11-22"})");
  EXPECT_EQ(read("number=x&public=maybe&other=1&title="), R"({"number":"x","public":"maybe","other":"1"})");
  EXPECT_EQ(read("number=7&number=8&title=a&title=b"), R"({"number":7,"title":"a"})") << "the first, never both";
}

}  // namespace
}  // namespace dl::api
