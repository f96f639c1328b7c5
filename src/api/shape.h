// How the structs of the API travel: read strictly, with a problem for each field that is wrong;
// written whole; described as JSON Schema. All three come from one BOOST_DESCRIBE_STRUCT.
//
//   text, numbers, bool   as they are           optional   may be left out of a body; null in an answer
//   Date                  "2026-11-22"          vector     a list
//   Instant               "2026-11-22T09:30:00+08:00"      map        an object with free names
//   an enumeration        its name, when it has a table of names (base/named.h)
//   content::Tree         the form of base/content_json.cc
//   json::object          an object whose members a register says, read by its own rules
#pragma once

#include <array>
#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeindex>
#include <vector>

#include <boost/core/type_name.hpp>
#include <boost/json.hpp>

#include "base/content.h"
#include "base/described.h"
#include "base/fields.h"
#include "base/limits.h"
#include "base/named.h"
#include "base/outcome.h"
#include "base/time.h"

namespace dl::api {

namespace json = boost::json;

/// Which way a value goes: what a client sends may leave out what an answer always has.
enum class Way : std::uint8_t { In, Out };

/// Specialised as true for structs whose members may all be left out of a body; what is left out is empty.
/// But what T::kOwed names, if there is such a list, must be said.
template <class T>
inline constexpr bool kSparse = false;

/// The named schemas of the description. A name belongs to one type and says one thing of it.
class Schemas {
 public:
  /// A reference to the component; `make` fills it the first time that it is asked for. Another type under the name, or
  /// another schema of the same type for the other way, is a clash.
  template <class Make>
  json::object component(const std::string& name, std::type_index type, Way way, Make make) {
    auto [place, added] = components_.try_emplace(name, Component{type});
    auto& component = place->second;
    if (component.type != type) note_clash(name, "two types");
    if (auto& made = component.made[static_cast<std::size_t>(way)]; component.type == type && !made) {
      made = true;
      json::object schema = make();
      if (added)
        component.schema = std::move(schema);
      else if (component.schema != schema)
        note_clash(name, "two ways");
    }
    return {{"$ref", "#/components/schemas/" + name}};
  }
  std::map<std::string, json::object> all() const;
  /// What stands under one name though it is not the same; empty when all is well.
  const std::string& clash() const { return clash_; }

 private:
  struct Component {
    std::type_index type;
    std::array<bool, 2> made = {};  // for each way
    json::object schema = {};
  };
  void note_clash(const std::string& name, std::string_view what);

  std::map<std::string, Component> components_ = {};
  std::string clash_ = {};
};

/// How a type is called in the description: "dl::api::PersonView" is "PersonView", for here everything is of the API,
/// and "dl::publications::State" is "publications.State", for other modules have states too. A list of something is
/// "ListOf.PersonView".
std::string shape_name(std::string_view type);

/// A struct of which a client sends what is to be others; a member that is left out stays as it is.
template <class T>
struct Patch {
  T sent = {};
  json::value members = {};

  T onto(T present) const;
};

/// Reads "2026-11-22T09:30:00+08:00", with "Z" or another offset, with or without seconds. Fails with `instant.format`.
Outcome<Instant> read_instant(std::string_view text);

namespace detail {

template <class T>
inline constexpr bool kPatch = false;
template <class T>
inline constexpr bool kPatch<Patch<T>> = true;
template <class T>
inline constexpr bool kMap = false;
template <class T>
inline constexpr bool kMap<std::map<std::string, T>> = true;

using Problems = std::vector<FieldProblem>;

/// The name of a member in JSON; an underscore at its end, which keeps it from being a C++ word, is left out.
constexpr std::string_view json_name(std::string_view member) {
  return member.ends_with('_') ? member.substr(0, member.size() - 1) : member;
}

std::string below(const std::string& path, std::string_view name);
void read_scalar(const json::value& value, std::string& out, const std::string& path, Problems& problems);
void read_scalar(const json::value& value, bool& out, const std::string& path, Problems& problems);
void read_scalar(const json::value& value, std::int64_t& out, const std::string& path, Problems& problems);
void read_scalar(const json::value& value, int& out, const std::string& path, Problems& problems);
void read_scalar(const json::value& value, Date& out, const std::string& path, Problems& problems);
void read_scalar(const json::value& value, Instant& out, const std::string& path, Problems& problems);
void read_scalar(const json::value& value, content::Tree& out, const std::string& path, Problems& problems);
void read_scalar(const json::value& value, json::object& out, const std::string& path, Problems& problems);
void note_unknown(const json::object& object, const std::vector<std::string_view>& known, const std::string& path,
                  Problems& problems);
json::value write_scalar(const content::Tree& tree);
/// Makes a schema accept null too.
json::object nullable(json::object schema);
json::object tree_schema(Schemas& schemas);

template <class T>
void read_members(const json::value& value, T& out, const std::string& path, Problems& problems);

/// Whether a body must have the member.
template <class T, class Member>
constexpr bool is_owed(std::string_view name) {
  if constexpr (requires { T::kOwed; })
    if (std::ranges::find(T::kOwed, name) != std::end(T::kOwed)) return true;
  return !kOptional<Member> && !kSparse<T>;
}

/// The limit of a member that has a length: what comes in has one, or the program does not compile.
template <class T, class Member>
constexpr Limit stated_limit() {
  constexpr auto limit = limit_of<T>(Member::name);
  static_assert(!limit.member.empty(), "a text or list of a body or query without a longest length: kLimits");
  return limit;
}
/// Tells of the limit in the schema of a text or list.
void bound(json::object& schema, const Limit& limit);
/// Tells what forms and lists say of a member.
void entitle(json::object& schema, const Field& field);

template <class T>
void read_value(const json::value& value, T& out, const std::string& path, Problems& problems) {
  if constexpr (kOptional<T>) {
    out.reset();
    if (value.is_null()) return;
    read_value(value, out.emplace(), path, problems);
  } else if constexpr (kPatch<T>) {
    read_value(value, out.sent, path, problems);
    out.members = value;
  } else if constexpr (kVector<T>) {
    const auto* array = value.if_array();
    if (array == nullptr) return problems.push_back({path, "field.list"});
    out.clear();
    for (std::size_t i = 0; i < array->size(); ++i)
      read_value((*array)[i], out.emplace_back(), below(path, std::to_string(i)), problems);
  } else if constexpr (HasNames<T>) {
    const auto* text = value.if_string();
    if (const auto found = text == nullptr ? std::nullopt : find_name<T>(std::string_view(*text)))
      return void(out = *found);
    problems.push_back({path, "field.choice"});
  } else if constexpr (Described<T>) {
    read_members(value, out, path, problems);
  } else {
    read_scalar(value, out, path, problems);
  }
}

template <class T>
void read_members(const json::value& value, T& out, const std::string& path, Problems& problems) {
  const auto* object = value.if_object();
  if (object == nullptr) return problems.push_back({path, "field.object"});
  std::vector<std::string_view> known;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(out.*member.pointer)>;
    const auto name = json_name(member.name);
    known.push_back(name);
    const auto* found = object->if_contains(name);
    if (found != nullptr && found->is_null() && is_owed<T, Member>(name))
      problems.push_back({below(path, name), "field.owed"});
    else if (found != nullptr)
      read_value(*found, out.*member.pointer, below(path, name), problems);
    else if (is_owed<T, Member>(name))
      problems.push_back({below(path, name), "field.missing"});
    if constexpr (kHasLength<Member>)
      check_length(out.*member.pointer, stated_limit<T, decltype(member)>(), below(path, name), problems);
  });
  note_unknown(*object, known, path, problems);
}

}  // namespace detail

template <class T>
T Patch<T>::onto(T present) const {
  detail::Problems told_already;
  detail::read_members(members, present, "", told_already);
  return present;
}

/// The value of a body; adds a problem for each field that is unknown, missing or of the wrong type.
template <class T>
T read_shape(const json::value& value, std::vector<FieldProblem>& problems) {
  T out{};
  detail::read_value(value, out, "", problems);
  return out;
}

template <class T>
json::value write_shape(const T& value) {
  if constexpr (kOptional<T>) {
    return value ? write_shape(*value) : json::value();
  } else if constexpr (kVector<T>) {
    json::array array;
    array.reserve(value.size());
    for (const auto& element : value) array.push_back(write_shape(element));
    return array;
  } else if constexpr (detail::kMap<T>) {
    json::object object;
    for (const auto& [name, element] : value) object[name] = write_shape(element);
    return object;
  } else if constexpr (HasNames<T>) {
    return json::string(name_of(value));
  } else if constexpr (Described<T>) {
    json::object object;
    boost::mp11::mp_for_each<MembersOf<T>>(
        [&](auto member) { object[detail::json_name(member.name)] = write_shape(value.*member.pointer); });
    return object;
  } else if constexpr (std::same_as<T, Date>) {
    return json::string(value.text());
  } else if constexpr (std::same_as<T, Instant>) {
    return json::string(value.rfc3339());
  } else if constexpr (std::same_as<T, content::Tree>) {
    return detail::write_scalar(value);
  } else if constexpr (std::same_as<T, std::string>) {
    return json::string(value);
  } else if constexpr (std::same_as<T, json::object>) {
    return value;
  } else {
    return json::value(value);
  }
}

template <class T>
json::object schema_of(Schemas& schemas, Way way);

namespace detail {

template <class T>
json::object schema_of_members(Schemas& schemas, Way way) {
  json::object properties;
  json::array required;
  boost::mp11::mp_for_each<MembersOf<T>>([&](auto member) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*member.pointer)>;
    const auto name = json_name(member.name);
    auto schema = schema_of<Member>(schemas, way);
    if constexpr (kHasLength<Member>)
      if (way == Way::In) bound(schema, limit_of<T>(member.name));
    entitle(schema, field_of<T>(member.name));
    properties[name] = std::move(schema);
    if (way == Way::Out || is_owed<T, Member>(name)) required.push_back(json::string(name));
  });
  json::object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (!required.empty()) schema["required"] = std::move(required);
  return schema;
}

}  // namespace detail

/// The JSON Schema (2020-12, as OpenAPI 3.1 has it); structs and enumerations become components.
template <class T>
json::object schema_of(Schemas& schemas, Way way) {
  if constexpr (detail::kPatch<T>) {
    return schema_of<decltype(T::sent)>(schemas, way);
  } else if constexpr (kOptional<T>) {
    return detail::nullable(schema_of<typename T::value_type>(schemas, way));
  } else if constexpr (kVector<T>) {
    return {{"type", "array"}, {"items", schema_of<typename T::value_type>(schemas, way)}};
  } else if constexpr (detail::kMap<T>) {
    return {{"type", "object"}, {"additionalProperties", schema_of<typename T::mapped_type>(schemas, way)}};
  } else if constexpr (HasNames<T>) {
    return schemas.component(shape_name(boost::core::type_name<T>()), typeid(T), way, [] {
      json::array words;
      json::array chinese;
      for (const auto& row : table_of(T{})) {
        words.push_back(json::string(row.name));
        chinese.push_back(json::string(row.chinese));
      }
      return json::object{{"type", "string"}, {"enum", std::move(words)}, {"x-enum-descriptions", std::move(chinese)}};
    });
  } else if constexpr (Described<T>) {
    auto name = shape_name(boost::core::type_name<T>()) + (kSparse<T> && way == Way::In ? "Input" : "");
    return schemas.component(name, typeid(T), way, [&] { return detail::schema_of_members<T>(schemas, way); });
  } else if constexpr (std::same_as<T, content::Tree>) {
    return detail::tree_schema(schemas);
  } else if constexpr (std::same_as<T, json::object>) {
    return {{"type", "object"}, {"additionalProperties", true}};
  } else if constexpr (std::same_as<T, Date>) {
    return {{"type", "string"}, {"format", "date"}};
  } else if constexpr (std::same_as<T, Instant>) {
    return {{"type", "string"}, {"format", "date-time"}};
  } else if constexpr (std::same_as<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::integral<T>) {
    return {{"type", "integer"}};
  } else {
    static_assert(std::same_as<T, std::string>, "the API cannot carry a member of this type");
    return {{"type", "string"}};
  }
}

}  // namespace dl::api
