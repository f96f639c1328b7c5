// Calls of every operation of the table for tests that walk over all of them: addresses and bodies are made from the
// description, so that what refuses is the access and not the form.
#pragma once

#include "api/openapi.h"
#include "api/town_fixture.h"

namespace dl::api {

inline constexpr const char* kRegister = "powers";  ///< held against a list

/// Values that a description accepts, and that point at one agency's things.
class Sample {
 public:
  Sample(Town& town, Browser& drafter, const std::string& secret) : description_(*describe_api(groups())), town_(town) {
    for (const auto& thing : sample_things()) numbers_.emplace_back(&thing, thing.make(town, drafter, secret));
  }

  /// From now on the thing whose operations lie there is this one; `parts` are numbers within it, by their names.
  void stand_for(std::string_view below, std::int64_t number, std::map<std::string, std::int64_t, std::less<>> parts) {
    for (auto& [thing, own] : numbers_)
      if (thing->below == below) own = number;
    parts_ = std::move(parts);
  }

  std::string body_of(const Operation& operation) const {
    const auto* content = find(operation, "requestBody");
    if (content == nullptr) return {};
    const auto& types = content->at("content").as_object();
    if (!types.contains("application/json")) return "正文";
    return json::serialize(value_of("", types.at("application/json").at("schema").as_object()));
  }

  std::string target_of(const Operation& operation) const {
    std::string target(operation.path);
    for (auto open = target.find('{'); open != std::string::npos; open = target.find('{')) {
      auto close = target.find('}');
      auto name = target.substr(open + 1, close - open - 1);
      target.replace(open, close - open + 1, path_value(operation, name));
    }
    if (const auto* parameters = find(operation, "parameters"))
      for (const auto& parameter : parameters->as_array())
        if (parameter.at("in").as_string() == "query") add_argument(target, parameter.as_object());
    return target;
  }

 private:
  const json::value* find(const Operation& operation, std::string_view part) const {
    constexpr const char* kVerbs[] = {"get", "post", "put", "patch", "delete"};
    const auto& described = description_.at("paths").at(operation.path).at(kVerbs[static_cast<int>(operation.verb)]);
    return described.as_object().if_contains(part);
  }

  std::string path_value(const Operation& operation, const std::string& name) const {
    const auto part = parts_.find(name);
    if (part != parts_.end()) return fmt::format("{}", part->second);
    if (name != "id") return name == "file" && operation.verb == web::Verb::Get ? std::string(64, 'a') : "1";
    auto below = [&](std::string_view start) { return operation.path.starts_with(start); };
    for (const auto& [thing, number] : numbers_)
      if (below(thing->below)) return fmt::format("{}", number);
    if (below("/api/v1/agencies")) return fmt::format("{}", town_.bureau());
    if (below("/api/v1/sites")) return fmt::format("{}", town_.site(town_.bureau()));
    if (below("/api/v1/columns")) return fmt::format("{}", town_.column(town_.bureau()));
    return "1";
  }

  void add_argument(std::string& target, const json::object& parameter) const {
    std::string name(parameter.at("name").as_string());
    std::string value;
    if (name == "agency") value = fmt::format("{}", town_.bureau());
    if (name == "register") value = kRegister;
    if (name == "name") value = "a.txt";
    if (name == "from" || name == "to" || name == "until") {
      const auto& schema = resolve(parameter.at("schema").as_object());
      const bool number = schema.contains("type") && schema.at("type") == json::value("integer");
      value = number ? "1" : name == "from" ? "2024-01-01" : "2024-12-31";
    }
    if (!value.empty()) target += (target.find('?') == std::string::npos ? "?" : "&") + name + "=" + value;
  }

  const json::object& resolve(const json::object& schema) const {
    const auto* reference = schema.if_contains("$ref");
    if (reference == nullptr) return schema;
    std::string name(reference->as_string());
    return resolve(description_.at("components").at("schemas").at(name.substr(name.rfind('/') + 1)).as_object());
  }

  json::value value_of(std::string_view name, const json::object& referred) const {
    const auto& schema = resolve(referred);
    if (const auto* any = schema.if_contains("anyOf")) return value_of(name, any->as_array()[0].as_object());
    if (const auto* words = schema.if_contains("enum")) return words->as_array()[0];
    std::string type(schema.at("type").is_array() ? schema.at("type").as_array()[0].as_string()
                                                  : schema.at("type").as_string());
    if (type == "object") return object_of(schema);
    if (type == "array") return json::array();
    if (type == "boolean") return false;
    if (type == "integer") return number_of(name);
    const auto* format = schema.if_contains("format");
    if (format != nullptr && format->as_string() == "date") return "2024-06-01";
    if (format != nullptr) return "2024-06-01T08:00:00+08:00";
    if (name == "register") return kRegister;
    return json::value(name == "slug" ? "new-column" : name == "login" ? "somebody" : "说明");
  }

  json::value object_of(const json::object& schema) const {
    json::object object;
    if (const auto* required = schema.if_contains("required"))
      for (const auto& member : required->as_array())
        object[member.as_string()] =
            value_of(member.as_string(), schema.at("properties").at(member.as_string()).as_object());
    return object;
  }

  std::int64_t number_of(std::string_view name) const {
    if (name == "agency") return town_.bureau();
    if (name == "site") return town_.site(town_.bureau());
    if (name == "column") return town_.column(town_.bureau());
    for (const auto& [thing, number] : numbers_)
      if (thing->member == name) return number;
    return 1;
  }

  json::object description_;
  Town& town_;
  std::vector<std::pair<const SampleThing*, std::int64_t>> numbers_ = {};
  std::map<std::string, std::int64_t, std::less<>> parts_ = {};
};

}  // namespace dl::api
