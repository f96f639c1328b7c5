// The registers of a site for programs: lists with the conditions of the pages, records with how they came to be, and
// the description of both as OpenAPI 3.1. It reads what the pages read; nothing is here that they do not show.
#include <boost/json.hpp>

#include "portal/records/asked.h"
#include "portal/records/registers.h"
#include "records/open_table.h"

namespace dl::portal {

namespace json = boost::json;
using records::Field;
using records::Register;
using records::Type;

namespace {

constexpr int kAtOnce = 100;
constexpr int kLongestWords = 100;  // characters that a list heeds
constexpr const char* kJson = "application/json; charset=utf-8";

std::string records_path(const Register& made) { return fmt::format("{}/{}/records", kOpenDataPath, made.code); }

std::string changes_path(const Register& made) { return fmt::format("{}/{}/changes", kOpenDataPath, made.code); }

json::value record_json(const Register& made, std::int64_t record, const records::Record& shown, const Visit& visit) {
  return json::parse(records::open_json(made, record, shown, visit.absolute("")));
}

json::array history_of(const records::Live& live) {
  json::array history;
  for (const auto& passage : live.passages)
    history.push_back(
        json::object{{"act", name_of(passage.act)}, {"at", passage.at.rfc3339()}, {"ground", passage.ground}});
  return history;
}

web::Response json_page(const json::object& object, std::vector<std::string> topics) {
  auto response = page_of(json::serialize(object), std::move(topics));
  response.type = kJson;
  return response;
}

/// What is left of a record that was withdrawn.
Outcome<web::Response> send_tombstone(const Visit& visit, Portal& portal, const Register& made, std::int64_t id) {
  DL_TRY(const auto tombstone, portal.database.read([&](db::Session& session) {
    return records::load_tombstone(session, *portal.registers, id, visit.today);
  }));
  if (tombstone.made != &made) return fail(Fault::NotFound, "record.missing");
  auto response = json_page({{"record", id},
                             {"register", made.code},
                             {"key", tombstone.key},
                             {"published", tombstone.published_at.rfc3339()},
                             {"withdrawn", tombstone.withdrawn_at.rfc3339()},
                             {"ground", tombstone.ground}},
                            {visit.facts_topic(), accounts::subject_text(records::kRecord, id)});
  response.status = web::status_of(Fault::Gone);
  return response;
}

json::object parameter(std::string_view name, std::string_view where, std::string_view about, json::object schema) {
  return {{"name", name},
          {"in", where},
          {"required", where == "path"},
          {"description", about},
          {"schema", std::move(schema)}};
}

json::object condition_of(const Field& field) {
  if (field.type == Type::Date)
    return parameter(field.code, "query", field.title + "（年份或月份）",
                     {{"type", "string"}, {"pattern", "^\\d{4}(-\\d{2})?$"}});
  json::object schema{{"type", "string"}};
  if (field.type == Type::YesNo) schema["enum"] = json::array{"0", "1"};
  if (field.choices) {
    json::array codes;
    for (const auto& term : field.choices->terms()) codes.push_back(json::value(term.code));
    schema["enum"] = std::move(codes);
  }
  return parameter(field.code, "query", field.title, std::move(schema));
}

json::object text_schema() { return {{"type", "string"}}; }
json::object moment_schema() { return {{"type", "string"}, {"format", "date-time"}}; }
json::object schema_at(std::string_view name) { return {{"$ref", fmt::format("#/components/schemas/{}", name)}}; }
json::object answer(std::string_view about, json::object schema) {
  return {{"description", about},
          {"content", json::object{{"application/json", json::object{{"schema", std::move(schema)}}}}}};
}
json::object refusal(std::string_view about) { return {{"description", about}}; }

json::object list_operation(const Register& made) {
  json::array parameters;
  for (const auto* field : facets_of_page(made)) parameters.push_back(condition_of(*field));
  parameters.push_back(parameter("q", "query", "查找的词", {{"type", "string"}, {"maxLength", kLongestWords}}));
  parameters.push_back(parameter("after", "query", "上一页答复里 next 的值", text_schema()));
  json::object page{
      {"type", "object"},
      {"required", json::array{"records", "next"}},
      {"properties", json::object{{"records", json::object{{"type", "array"}, {"items", schema_at(made.code)}}},
                                  {"next", json::object{{"type", json::array{"string", "null"}}}}}}};
  return {{"operationId", "list_" + made.code},
          {"tags", json::array{json::value(made.code)}},
          {"summary", made.title + "：按条件逐页查询"},
          {"description", "次序与网页上的列表相同，每页至多 100 条；next 为下一页的完整地址，没有下一页时为 null。"},
          {"parameters", std::move(parameters)},
          {"responses", json::object{{"200", answer("一页", std::move(page))}, {"404", refusal("条件的值不存在")}}}};
}

json::object record_operation(const Register& made) {
  json::object step{
      {"type", "object"},
      {"properties", json::object{{"act", json::object{{"enum", json::array{"publish", "withdraw", "restore"}}}},
                                  {"at", moment_schema()},
                                  {"ground", text_schema()}}}};
  json::object whole{{"type", "object"},
                     {"required", json::array{"record", "history"}},
                     {"properties", json::object{{"record", schema_at(made.code)},
                                                 {"number", text_schema()},
                                                 {"page", text_schema()},
                                                 {"proof", text_schema()},
                                                 {"history", json::object{{"type", "array"}, {"items", step}}}}}};
  return {{"operationId", "show_" + made.code},
          {"tags", json::array{json::value(made.code)}},
          {"summary", made.title + "：一条记录和它的经过"},
          {"description", "proof 是核验材料的地址。"},
          {"parameters", json::array{parameter("id", "path", std::string(records::kRecordTitle),
                                               {{"type", "integer"}, {"minimum", 1}})}},
          {"responses", json::object{{"200", answer("记录", std::move(whole))},
                                     {"404", refusal("没有这条记录")},
                                     {"410", answer("已经撤下：编号、时间和理由", {{"type", "object"}})}}}};
}

json::object changes_operation(const Register& made) {
  const auto number = [](std::string_view name, std::string_view about) {
    return parameter(name, "query", about, {{"type", "integer"}, {"minimum", 1}});
  };
  json::object field{
      {"type", "object"},
      {"properties",
       json::object{
           {"field", text_schema()}, {"title", text_schema()}, {"before", json::object()}, {"after", json::object()}}}};
  json::object change{
      {"type", "object"},
      {"required", json::array{"change", "record", "key", "at"}},
      {"properties", json::object{{"change", json::object{{"enum", json::array{"added", "changed", "withdrawn"}}}},
                                  {"record", json::object{{"type", "integer"}}},
                                  {"key", text_schema()},
                                  {"at", moment_schema()},
                                  {"ground", text_schema()},
                                  {"gone_since", json::object{{"type", "boolean"}}},
                                  {"values", schema_at(made.code)},
                                  {"fields", json::object{{"type", "array"}, {"items", std::move(field)}}}}}};
  json::object whole{
      {"type", "object"},
      {"required", json::array{"from", "to", "adds_up", "changes"}},
      {"properties", json::object{{"from", json::object{{"type", "object"}}},
                                  {"to", json::object{{"type", "object"}}},
                                  {"adds_up", json::object{{"type", "boolean"}}},
                                  {"changes", json::object{{"type", "array"}, {"items", std::move(change)}}}}}};
  return {
      {"operationId", "changes_" + made.code},
      {"tags", json::array{json::value(made.code)}},
      {"summary", made.title + "：任意两次整理之间的变动"},
      {"description", "不写 to 为最近一次，不写 from 为 to 的前一次。现已撤下的（gone_since）只有编号、时间和理由。"},
      {"parameters", json::array{number("from", "较早一次的号数"), number("to", "较晚一次的号数")}},
      {"responses", json::object{{"200", answer("变动", std::move(whole))},
                                 {"400", refusal("号数不对，或者次序颠倒")},
                                 {"404", refusal("没有这次整理")},
                                 {"413", refusal("变动太多")}}}};
}

json::object description_of(const std::vector<OpenRegister>& open, const Visit& visit) {
  json::object paths;
  json::object schemas;
  json::array tags;
  for (const auto& one : open) {
    const auto& made = *one.made;
    paths[records_path(made)] = json::object{{"get", list_operation(made)}};
    paths[records_path(made) + "/{id}"] = json::object{{"get", record_operation(made)}};
    paths[changes_path(made)] = json::object{{"get", changes_operation(made)}};
    schemas[made.code] = records::open_json_schema(made);
    tags.push_back(json::object{{"name", made.code}, {"description", made.title}});
  }
  return {{"openapi", "3.1.0"},
          {"info",
           json::object{{"title", visit.site->name + "：公开登记查询"},
                        {"version", "1"},
                        {"description", std::string("已经公布的登记，不需要账号。") + std::string(records::kOpenTerms)},
                        {"contact", json::object{{"name", visit.site->name}, {"url", visit.absolute("/about")}}}}},
          {"servers", json::array{json::object{{"url", visit.origin + visit.mount}}}},
          {"tags", std::move(tags)},
          {"paths", std::move(paths)},
          {"components", json::object{{"schemas", std::move(schemas)}}}};
}

}  // namespace

Outcome<web::Response> list_open_records(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto* made, find_register(portal, http.parameter("code")));
  DL_TRY(const auto asked, RecordsAsked::read(http, *made));
  DL_TRY(const auto page, portal.database.read([&](db::Session& session) {
    return records::list_records(session, *portal.projection, made->code, {{}, visit.today},
                                 asked.asked(keeper_on(visit, *made)), asked.after(), kAtOnce);
  }));
  json::array rows;
  for (const auto& row : page.rows) rows.push_back(record_json(*made, row.record, row.shown, visit));
  json::object told{{"records", std::move(rows)}, {"next", nullptr}};
  if (page.next) told["next"] = visit.absolute(records_path(*made) + asked.behind(*page.next).query());
  if (!asked.words().empty()) return json_page(told, {});
  return json_page(told, {visit.facts_topic(), topic_of_register(made->code), std::string(kDayTopic)});
}

Outcome<web::Response> show_open_record(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto* made, find_register(portal, http.parameter("code")));
  const auto id = read_number(http.parameter("id"));
  if (!id) return fail(Fault::NotFound, "record.missing");
  const auto live = portal.database.read([&](db::Session& session) -> Outcome<records::Live> {
    DL_TRY(const auto row, records::load_row(session, accounts::Scope::everywhere(), *id));
    if (row.code != made->code || keeper_on(visit, *made).value_or(row.agency) != row.agency)
      return fail(Fault::NotFound, "record.missing");
    return records::load_live(session, *portal.registers, *id, visit.today);
  });
  if (!live && live.error().fault == Fault::Gone) return send_tombstone(visit, portal, *made, *id);
  if (!live) return Failure(live.error());
  std::vector<std::string> topics = {visit.facts_topic(), accounts::subject_text(records::kRecord, *id)};
  if (live->row.shown_until) topics.emplace_back(kDayTopic);
  return json_page({{"record", record_json(*made, *id, live->shown, visit)},
                    {"number", live->row.number},
                    {"page", visit.absolute(record_path(*id))},
                    {"proof", visit.absolute(record_path(*id) + "/proof.json")},
                    {"history", history_of(*live)}},
                   std::move(topics));
}

Outcome<web::Response> show_open_description(const web::Request& http, Portal& portal) {
  DL_TRY(const auto visit, open_visit(http, portal));
  DL_TRY(const auto open,
         portal.database.read([&](db::Session& session) { return open_data_on(visit, portal, session); }));
  auto topics = topics_of_registers(portal);
  topics.insert(topics.end(), {visit.facts_topic(), std::string(kDayTopic)});
  return json_page(description_of(open, visit), std::move(topics));
}

}  // namespace dl::portal
