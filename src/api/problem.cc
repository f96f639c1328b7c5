#include "api/problem.h"

namespace dl::api {

namespace {

struct FinerStatus {
  std::string_view key = {};
  int status = 0;
};

constexpr FinerStatus kFiner[] = {
    {"document.changed", 412},  {"revision.changed", 412}, {"precondition.owed", 428},
    {"precondition.form", 400}, {"account.locked", 429},
};

struct FieldView {
  std::string field = {};
  std::string key = {};
  std::string message = {};
};
BOOST_DESCRIBE_STRUCT(FieldView, (), (field, key, message))

struct Problem {
  std::string type = {};
  std::string title = {};
  int status = 0;
  std::string key = {};
  std::string reference = {};
  std::vector<FieldView> fields = {};
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, key, reference, fields))

}  // namespace

int status_of(const Error& error) {
  for (const auto& finer : kFiner)
    if (finer.key == error.key) return finer.status;
  return web::status_of(error.fault);
}

web::Response draw_problem(const web::Request& http, int status, const Error& error, const Sentences& sentences,
                           const json::value& current) {
  // What stands behind a colon is a number or name of the sentence.
  const auto key_of = [](const std::string& key) { return key.substr(0, key.find(':')); };
  Problem problem{.type = "/api/problems#" + key_of(error.key),
                  .title = sentences(error.key),
                  .status = status,
                  .key = key_of(error.key),
                  .reference = http.id};
  for (const auto& field : error.fields)
    problem.fields.push_back({field.field, key_of(field.key), sentences(field.key)});
  auto value = write_shape(problem);
  if (!current.is_null()) value.as_object()["current"] = current;
  web::Response response;
  response.status = status;
  response.type = "application/problem+json";
  response.body = json::serialize(value);
  response.max_age = -1;
  return response;
}

json::object problem_schema(Schemas& schemas) {
  return schemas.component("Problem", typeid(Problem), Way::Out, [&] {
    auto schema = detail::schema_of_members<Problem>(schemas, Way::Out);
    schema["description"] = "办理不成的原因（RFC 9457）。";
    schema["properties"].as_object()["current"] = {
        {"description", "改动所依据的内容已经过时时，给出现在的内容；文件已经导入过时，给出那份文件。"}};
    return schema;
  });
}

}  // namespace dl::api
