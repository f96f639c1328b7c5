#include "api/operation.h"

#include <algorithm>
#include <charconv>

namespace dl::api {

namespace {

template <class T = std::int64_t>
std::optional<T> read_integer(std::string_view text) {
  T number = 0;
  const char* end = text.data() + text.size();
  auto [stopped, code] = std::from_chars(text.data(), end, number);
  if (text.empty() || code != std::errc() || stopped != end) return std::nullopt;
  return number;
}

json::value query_value(detail::QueryMember::Kind kind, const std::string& text) {
  using Kind = detail::QueryMember::Kind;
  if (kind == Kind::Number)
    if (auto number = read_integer(text)) return *number;
  if (kind == Kind::Flag) {
    if (text == "1" || text == "true") return true;
    if (text == "0" || text == "false") return false;
  }
  return json::value(text);
}

template <class T>
Outcome<T> number_in_path(const web::Request& http, std::string_view name) {
  auto number = read_integer<T>(http.parameter(name));
  if (!number || *number <= 0) return fail(Fault::NotFound, "page.missing", std::string(http.parameter(name)));
  return *number;
}

}  // namespace

Outcome<std::int64_t> Call::number(std::string_view name) const { return number_in_path<std::int64_t>(http, name); }

Outcome<int> Call::small_number(std::string_view name) const { return number_in_path<int>(http, name); }

// "\"r12\"", also as the weak validator that a compressing proxy makes of it.
Outcome<std::int64_t> Call::expected_revision() const {
  auto tag = http.header("If-Match");
  if (tag.empty()) return fail(Fault::Invalid, "precondition.owed");
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  bool formed = tag.size() > 3 && tag.starts_with("\"r") && tag.ends_with('"');
  auto number = formed ? read_integer(tag.substr(2, tag.size() - 3)) : std::nullopt;
  if (!number) return fail(Fault::Invalid, "precondition.form", std::string(tag.substr(0, 40)));
  return *number;
}

void Call::set_revision(std::int64_t revision) { headers.emplace_back("ETag", fmt::format("\"r{}\"", revision)); }

namespace detail {

Outcome<json::value> parse_body(const web::Request& http) {
  auto type = http.header("Content-Type");
  type = type.substr(0, type.find(';'));
  if (type != "application/json") return fail(Fault::Unreadable, "request.json-type", std::string(type));
  json::error_code error;
  json::parse_options options;
  options.max_depth = 32;
  auto value = json::parse(http.body.bytes(), error, {}, options);
  if (error) return fail(Fault::Unreadable, "request.json", error.message());
  return value;
}

Outcome<void> expect_no_body(const web::Request& http) {
  if (http.body.empty()) return {};
  json::error_code error;
  const auto value = json::parse(http.body.bytes(), error);
  if (!error && (value.is_null() || (value.is_object() && value.as_object().empty()))) return {};
  return fail(Fault::Unreadable, "request.no-body");
}

json::value query_object(const web::Fields& query, const std::vector<QueryMember>& members) {
  json::object object;
  for (const auto& [name, text] : query) {
    if (object.contains(name)) continue;
    auto member = std::find_if(members.begin(), members.end(),
                               [&, wanted = std::string_view(name)](const auto& each) { return each.name == wanted; });
    bool known = member != members.end();
    if (known && text.empty()) continue;  // as forms send a field that was left empty
    object[name] = query_value(known ? member->kind : QueryMember::Kind::Text, text);
  }
  return object;
}

Outcome<void> refuse_input(std::vector<FieldProblem> problems) {
  constexpr std::size_t kMostTold = 100;
  if (problems.size() > kMostTold) problems.resize(kMostTold);
  return refuse_fields(std::move(problems));
}

web::Response json_response(const Call& call, const json::value& value) {
  web::Response response;
  response.status = call.operation.traits.status;
  response.type = "application/json";
  response.body = json::serialize(value);
  response.headers = call.headers;
  response.max_age = -1;
  return response;
}

web::Response empty_response(const Call& call) {
  web::Response response;
  response.status = 204;
  response.headers = call.headers;
  response.max_age = -1;
  return response;
}

}  // namespace detail

}  // namespace dl::api
