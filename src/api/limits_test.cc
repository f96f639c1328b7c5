// Everything that comes in by the API has a longest length: refused by it, and told in the description.
#include <set>

#include <gmock/gmock.h>

#include "api/openapi.h"
#include "api/town_fixture.h"
#include "publications/limits.h"

namespace dl::api {
namespace {

using accounts::Role;

/// Walks what a client may send and gathers the texts and lists that say no longest length.
class Walk {
 public:
  explicit Walk(const json::object& components) : components_(components) {}

  void over(const json::object& schema, const std::string& path) {
    if (const auto* reference = schema.if_contains("$ref")) {
      const std::string_view name(reference->as_string());
      const auto component = name.substr(name.rfind('/') + 1);
      // The body of a document is measured as a whole: kLongestBody.
      if (component.starts_with("Content")) return;
      return over(components_.at(component).as_object(), path);
    }
    if (const auto* any = schema.if_contains("anyOf"))
      for (const auto& one : any->as_array()) over(one.as_object(), path);
    const auto type = type_of(schema);
    if (type == "string" && !schema.contains("enum") && !schema.contains("format") && !schema.contains("pattern"))
      note(schema, "maxLength", path);
    if (type == "array") {
      note(schema, "maxItems", path);
      over(schema.at("items").as_object(), path + "[]");
    }
    // The words of a record are measured by its register (records::read_json).
    if (const auto* members = type == "object" ? schema.if_contains("properties") : nullptr)
      for (const auto& member : members->as_object())
        over(member.value().as_object(), fmt::format("{}.{}", path, std::string_view(member.key())));
  }

  std::vector<std::string> endless = {};
  int measured = 0;

 private:
  static std::string_view type_of(const json::object& schema) {
    const auto* type = schema.if_contains("type");
    if (type == nullptr) return {};
    return type->is_array() ? std::string_view(type->as_array()[0].as_string()) : std::string_view(type->as_string());
  }
  void note(const json::object& schema, std::string_view what, const std::string& path) {
    ++measured;
    if (!schema.contains(what)) endless.push_back(path);
  }

  const json::object& components_;
};

TEST(Limits, AreToldOfEveryTextAndListThatComesIn) {
  const auto description = *describe_api(groups());
  Walk walk(description.at("components").at("schemas").as_object());
  for (const auto& path : description.at("paths").as_object())
    for (const auto& verb : path.value().as_object()) {
      const auto& operation = verb.value().as_object();
      const std::string name(operation.at("operationId").as_string());
      if (const auto* body = operation.if_contains("requestBody"))
        if (const auto* content = body->at("content").as_object().if_contains("application/json"))
          walk.over(content->at("schema").as_object(), name);
      if (const auto* parameters = operation.if_contains("parameters"))
        for (const auto& one : parameters->as_array())
          if (one.at("in").as_string() == "query")
            walk.over(one.at("schema").as_object(),
                      fmt::format("{}?{}", name, std::string_view(one.at("name").as_string())));
    }
  EXPECT_THAT(walk.endless, testing::IsEmpty());
  EXPECT_GT(walk.measured, 60);
}

TEST(Titles, AreToldOfEveryFieldOfADocumentWithItsWords) {
  const auto description = *describe_api(groups());
  const auto& schemas = description.at("components").at("schemas").as_object();
  const auto& lists = schemas.at("VocabulariesView").at("properties").as_object();
  for (const char* shape : {"publications.Metadata", "publications.MetadataInput"}) {
    const auto& fields = schemas.at(shape).at("properties").as_object();
    EXPECT_EQ(fields.size(), kFields<publications::Metadata>.size());
    for (const auto& [name, field] : fields) {
      SCOPED_TRACE(fmt::format("{} {}", shape, std::string_view(name)));
      EXPECT_TRUE(field.as_object().contains("title"));
      if (const auto* list = field.as_object().if_contains("x-vocabulary"))
        EXPECT_TRUE(lists.contains(list->as_string())) << *list;
    }
  }
}

// What the console's forms ask for has a title each; these alone are not asked for.
TEST(Titles, AreToldOfEveryFieldThatAFormAsksFor) {
  const auto description = *describe_api(groups());
  const auto& schemas = description.at("components").at("schemas").as_object();
  const std::set<std::string> unasked = {"site", "facts", "demonstration"};
  for (const char* shape : {"PersonInput", "NewPersonInput", "GrantInput", "NewKeyInput", "AgencyInput",
                            "NewAgencyInput", "SiteInput", "agencies.SiteFactsInput", "agencies.OpennessOfficeInput",
                            "DepartmentInput", "ColumnInput", "NewColumnInput", "PasswordInput", "SubstituteInput"}) {
    for (const auto& [name, field] : schemas.at(shape).at("properties").as_object()) {
      SCOPED_TRACE(fmt::format("{} {}", shape, std::string_view(name)));
      EXPECT_NE(field.as_object().contains("title"), unasked.contains(std::string(name)) || name == "id");
    }
  }
  const auto& person = schemas.at("NewPersonInput").at("properties").as_object();
  EXPECT_EQ(person.at("agency").at("x-asked").as_string(), "place");
  EXPECT_EQ(person.at("login").at("x-owed"), true);
  EXPECT_FALSE(person.at("grants").as_object().contains("x-owed")) << "somebody may have no role";
}

TEST(Titles, OfAnEnumerationStandBesideItsNames) {
  const auto description = *describe_api(groups());
  int told = 0;
  for (const auto& [name, schema] : description.at("components").at("schemas").as_object())
    if (const auto* names = schema.as_object().if_contains("enum")) {
      ++told;
      EXPECT_EQ(schema.at("x-enum-descriptions").as_array().size(), names->as_array().size()) << std::string_view(name);
    }
  EXPECT_GT(told, 8);
}

TEST(Limits, AreNamedWhenTheyAreBroken) {
  Town town;
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  auto body = Town::words(std::string(900, 'x'));
  body["column"] = town.column(town.bureau());
  auto& metadata = body["metadata"].as_object();
  metadata["themes"] = json::array{"一", std::string(61, 'x')};
  auto refused = town.post(drafter, "/api/v1/documents", body);
  EXPECT_EQ(refused.status, 422) << refused.body;
  EXPECT_EQ(refused.events, 0);
  const auto& fields = refused.object().at("fields").as_array();
  ASSERT_EQ(fields.size(), 2U) << refused.body;
  EXPECT_EQ(fields[0].at("field").as_string(), "metadata.title");
  EXPECT_EQ(fields[0].at("key").as_string(), "field.too-long");
  EXPECT_EQ(fields[0].at("message").as_string(), "〔field.too-long:300〕") << "with the number";
  EXPECT_EQ(fields[1].at("field").as_string(), "metadata.themes.1");

  std::string title;
  for (int i = 0; i < 300; ++i) title += "𠮷";
  metadata["title"] = title;
  metadata["themes"] = json::array();
  EXPECT_EQ(town.post(drafter, "/api/v1/documents", body).status, 201) << "characters are counted, not bytes";
  for (int i = 0; i < 21; ++i) metadata["themes"].as_array().push_back("一");
  EXPECT_THAT(town.post(drafter, "/api/v1/documents", body).body, testing::HasSubstr("field.too-many:20"));
}

// Wherever somebody types a day or a year: one of five digits is refused with words, and nothing happens.
TEST(Limits, TakeNoYearOfFiveDigits) {
  Town town;
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  auto keeper = town.person("keeper", Role::AgencyAdministrator, town.bureau());
  auto system = town.person("system", Role::SystemAdministrator, town.city());
  auto auditor = town.person("auditor", Role::Auditor, town.bureau());
  town.person("colleague", Role::Drafter, town.bureau());
  auto dated = Town::words("甲");
  dated["column"] = town.column(town.bureau());
  dated["metadata"].as_object()["issued_on"] = "12026-01-01";
  const json::object year = {
      {"source", "国办发明电"},
      {"days", json::array{json::object{{"date", "2026-01-01"}, {"name", "元旦"}, {"working", false}}}}};
  const auto key = json::object{{"name", "系统"},
                                {"agency", town.bureau()},
                                {"rights", json::array{"publications.read"}},
                                {"expires_on", "12026-01-01"}};
  struct Row {
    const char* name;
    std::function<Reply()> ask;
    const char* key;  // of the refusal, or of the field that is refused
  };
  const Row rows[] = {
      {"a document", [&] { return town.post(drafter, "/api/v1/documents", dated); }, "date.format"},
      {"a list", [&] { return town.get(auditor, "/api/v1/journal?from=12026-01-01"); }, "date.format"},
      {"a key", [&] { return town.post(keeper, "/api/v1/keys", key); }, "date.format"},
      {"a substitute",
       [&] {
         return town.put(drafter, "/api/v1/session/substitute",
                         {{"login", "colleague"}, {"from", "2026-01-01"}, {"until", "12026-01-01"}});
       },
       "date.format"},
      {"a calendar", [&] { return town.put(system, "/api/v1/calendars/12026", year); }, "calendar.invalid"},
      {"a figure", [&] { return town.get(drafter, "/api/v1/figures/publications.public?period=12026"); },
       "figures.period"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    const auto refused = row.ask();
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.events, 0);
    const auto* fields = refused.object().if_contains("fields");
    const bool field = fields != nullptr && !fields->as_array().empty();
    EXPECT_EQ(field ? fields->at(0).at("key").as_string() : refused.object().at("key").as_string(), row.key);
  }
}

TEST(Limits, AThousandWrongFieldsAreNotAllTold) {
  Town town;
  auto drafter = town.person("drafter", Role::Drafter, town.bureau());
  auto body = Town::words("甲");
  for (int i = 0; i < 1000; ++i) body[fmt::format("unknown{}", i)] = i;
  auto refused = town.post(drafter, "/api/v1/documents", body);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.object().at("fields").as_array().size(), 100U);
}

}  // namespace
}  // namespace dl::api
