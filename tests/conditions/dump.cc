// For agree.mjs, one JSON line each: random conditions and records with what the program says of them, and the examples
// of all registers with whether they have what their register asks for.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <fstream>

#include "base/condition_arbitrary.h"
#include "base/resources.h"
#include "records/json_schema.h"
#include "records/read.h"
#include "records/record.h"
#include "records/write.h"

namespace {

namespace json = boost::json;
using namespace dl::condition;

constexpr int kCases = 10'000;

json::object json_of(const arbitrary::Record& record) {
  json::object out;
  for (const auto& [name, value] : record) {
    if (is_empty(value)) continue;
    if (const auto* number = std::get_if<std::int64_t>(&value)) out[name] = *number;
    if (const auto* day = std::get_if<dl::Date>(&value)) out[name] = day->text();
    if (const auto* text = std::get_if<std::string>(&value)) out[name] = *text;
    if (const auto* list = std::get_if<std::vector<std::string>>(&value)) out[name] = json::value_from(*list);
  }
  return out;
}

void dump_conditions() {
  constexpr int kSize = 30;
  rc::Random random(20261126);
  for (int i = 0; i < kCases; ++i) {
    const auto condition = arbitrary::condition()(random.split(), kSize).value();
    const auto record = arbitrary::record()(random.split(), kSize).value();
    const bool held = holds(condition, [&](std::string_view name) { return record.at(std::string(name)); });
    const json::object line{{"condition", json::parse(to_json(condition))},
                            {"record", json_of(record)},
                            {"schema", dl::records::json_schema_of(condition)},
                            {"holds", held}};
    fmt::print("{}\n", json::serialize(line));
  }
}

// What a schema can say of a record that could be read: what is there and must not be, what is not and must.
void dump_examples(const dl::records::Register& made) {
  for (const auto& one : made.cases) {
    const auto read = dl::records::read_json(one.record, made);
    if (!read || !dl::records::acceptable(read->problems)) continue;
    const auto problems = dl::records::check(made, *read, made.changes.back().on);
    const bool holds = std::ranges::none_of(problems, [](const auto& problem) {
      return problem.key == "record.required" || problem.key == "record.forbidden";
    });
    const json::object line{{"example", made.code + ": " + one.name},
                            {"record", json::parse(dl::records::json_of(read->record, made))},
                            {"schema", dl::records::json_schema_of(made)},
                            {"holds", holds}};
    fmt::print("{}\n", json::serialize(line));
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 2 || !dl::set_resource_overlay(words[1])) return 1;
  const auto lists = dl::Vocabularies::load();
  const auto laws = dl::periods::Laws::load();
  if (!lists || !laws) return 1;
  const auto registers = dl::records::Registers::load(*lists, *laws);
  if (!registers) return 1;
  dump_conditions();
  for (const auto& [code, made] : registers->all()) dump_examples(made);
  // Rows with conditions of their own.
  std::ifstream file(std::string(words[1]) + "/tests/fixtures/registers/orders.toml");
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const auto orders = dl::records::read_register("orders.toml", text, {*lists, *laws, {"powers"}});
  if (!orders) return 1;
  dump_examples(*orders);
}
