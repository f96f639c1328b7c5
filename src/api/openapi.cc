#include "api/openapi.h"

#include "api/problem.h"

namespace dl::api {

namespace {

constexpr const char* kAbout =
    "阳光公开的工作接口：登录后的人员和持有密钥的外部系统由此起草、审核、发布和查阅。"
    "时间写作 2026-11-22T09:30:00+08:00，日期写作 2026-11-22；列表用 limit 和 after 按键翻页。"
    "以会话调用写操作须带 X-CSRF-Token；重复提交用 Idempotency-Key 防止；修改文件须带 If-Match。";

const char* verb_of(web::Verb verb) {
  switch (verb) {
    case web::Verb::Post: return "post";
    case web::Verb::Put: return "put";
    case web::Verb::Patch: return "patch";
    case web::Verb::Delete: return "delete";
    default: return "get";
  }
}

json::object parameter(std::string_view name, const char* where, json::object schema, const char* about = nullptr) {
  json::object made{{"name", name}, {"in", where}, {"required", std::string_view(where) == "path"}};
  if (about != nullptr) made["description"] = about;
  made["schema"] = std::move(schema);
  return made;
}

void add_path_parameters(const Operation& operation, json::array& parameters) {
  for (auto rest = operation.path; rest.find('{') != std::string_view::npos;) {
    auto open = rest.find('{');
    auto close = rest.find('}');
    auto name = rest.substr(open + 1, close - open - 1);
    json::object schema{{"type", "integer"}, {"minimum", 1}};
    // A stored file is fetched by its digest and taken from a draft by its position.
    if (name == "file" && operation.verb == web::Verb::Get)
      schema = {{"type", "string"}, {"pattern", "^[0-9a-f]{64}$"}};
    parameters.push_back(parameter(name, "path", std::move(schema)));
    rest.remove_prefix(close + 1);
  }
}

void add_query_parameters(const Operation& operation, Schemas& schemas, json::array& parameters) {
  if (!operation.takes_query() || operation.binding.query == nullptr) return;
  auto shape = operation.binding.query(schemas);
  for (const auto& member : shape["properties"].as_object()) {
    auto schema = member.value().as_object();
    // A query has no null: a member that may be left out is simply not sent.
    if (auto* type = schema.if_contains("type"); type != nullptr && type->is_array()) *type = type->as_array()[0];
    if (auto* any = schema.if_contains("anyOf")) schema = json::object(any->as_array()[0].as_object());
    if (member.key() == "limit") schema = {{"type", "integer"}, {"minimum", 1}, {"maximum", 200}, {"default", 50}};
    parameters.push_back(parameter(member.key(), "query", std::move(schema)));
  }
}

json::object content_of(const char* type, json::object schema) {
  return {{type, json::object{{"schema", std::move(schema)}}}};
}

json::object responses_of(const Operation& operation, Schemas& schemas) {
  json::object answer{{"description", "已办理"}};
  int status = operation.traits.status;
  if (operation.binding.file)
    answer["content"] = content_of("application/octet-stream", {});
  else if (operation.binding.answer != nullptr)
    answer["content"] = content_of("application/json", operation.binding.answer(schemas));
  else
    status = 204;
  json::object responses{{fmt::format("{}", status), std::move(answer)}};
  auto refuse = [&](std::string_view code, const char* why) {
    responses[code] = {{"description", why},
                       {"content", content_of("application/problem+json", problem_schema(schemas))}};
  };
  if (operation.callers.kind != Callers::Kind::Anyone) refuse("401", "没有登录");
  if (operation.callers.kind == Callers::Kind::WithRight) refuse("403", "没有权限");
  if (operation.path.find('{') != std::string_view::npos) refuse("404", "没有，或不在权限范围内");
  if (operation.traits.conditional) refuse("412", "已被他人修改：current 是现在的内容");
  if (operation.traits.conditional) refuse("428", "没有带 If-Match");
  if (operation.binding.body != nullptr) refuse("422", "内容不能接受：fields 逐项说明");
  refuse("default", "其他原因办理不成");
  return responses;
}

json::array security_of(const Operation& operation) {
  if (operation.callers.kind == Callers::Kind::Anyone) return {json::object()};
  return {json::object{{"session", json::array()}}, json::object{{"key", json::array()}}};
}

json::object describe(const Group& group, const Operation& operation, Schemas& schemas) {
  json::object made{{"operationId", operation.id},
                    {"summary", operation.summary},
                    {"tags", json::array{json::string(group.tag)}},
                    {"security", security_of(operation)}};
  switch (operation.callers.kind) {
    case Callers::Kind::Anyone: made["description"] = "不需要登录。"; break;
    case Callers::Kind::SignedIn: made["description"] = "需要登录。"; break;
    case Callers::Kind::WithRight: {
      json::array rights;
      std::string names;
      for (const auto& row : accounts::kRights) {
        if (!operation.callers.rights.has(row.value)) continue;
        rights.push_back(json::string(row.name));
        names += (names.empty() ? "" : " 或 ") + std::string(row.name);
      }
      made["description"] = fmt::format("需要权限 {}。", names);
      made["x-rights"] = std::move(rights);
    }
  }
  json::array parameters;
  add_path_parameters(operation, parameters);
  add_query_parameters(operation, schemas, parameters);
  if (operation.traits.conditional)
    parameters.push_back(parameter("If-Match", "header", {{"type", "string"}}, "所依据的版次，即读取时的 ETag。"));
  if (operation.verb == web::Verb::Post && operation.callers.kind != Callers::Kind::Anyone)
    parameters.push_back(parameter("Idempotency-Key", "header", {{"type", "string"}, {"maxLength", 200}},
                                   "同一个键和内容在 24 小时内只办理一次。"));
  if (!parameters.empty()) made["parameters"] = std::move(parameters);
  if (operation.takes_json())
    made["requestBody"] = {{"required", true},
                           {"content", content_of("application/json", operation.binding.body(schemas))}};
  if (operation.traits.upload)
    made["requestBody"] = {{"required", true}, {"content", content_of("application/octet-stream", {})}};
  made["responses"] = responses_of(operation, schemas);
  return made;
}

json::object security_schemes() {
  return {{"session",
           {{"type", "apiKey"},
            {"in", "cookie"},
            {"name", "dl_session"},
            {"description", "登录后的会话；经 TLS 时名称为 __Host-dl_session。"}}},
          {"key", {{"type", "http"}, {"scheme", "bearer"}, {"description", "外部系统的密钥。"}}}};
}

}  // namespace

Outcome<json::object> describe_api(std::span<const Group> groups) {
  Schemas schemas;
  json::array tags;
  json::object paths;
  for (const auto& group : groups) {
    tags.push_back({{"name", group.tag}, {"description", group.name}});
    for (const auto& operation : group.operations) {
      auto& place = paths[operation.path];
      if (place.is_null()) place = json::object();
      place.as_object()[verb_of(operation.verb)] = describe(group, operation, schemas);
    }
  }
  if (!schemas.clash().empty()) return fail(Fault::Internal, "api.shapes", schemas.clash());
  json::object components;
  for (const auto& [name, schema] : schemas.all()) components[name] = schema;
  return json::object{{"openapi", "3.1.0"},
                      {"info",
                       {{"title", "Daylight 阳光公开"},
                        {"version", "1"},
                        {"description", kAbout},
                        {"contact", {{"name", "Daylight"}}},
                        {"license", {{"name", "AGPL-3.0-or-later"}, {"identifier", "AGPL-3.0-or-later"}}}}},
                      {"servers", json::array{json::object{{"url", "/"}}}},
                      {"tags", std::move(tags)},
                      {"paths", std::move(paths)},
                      {"components", {{"schemas", std::move(components)}, {"securitySchemes", security_schemes()}}}};
}

}  // namespace dl::api
