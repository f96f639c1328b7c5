// Random conditions and records, one JSON line each, with what the program says of them: for agree.mjs.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <cstdio>

#include "base/condition_arbitrary.h"
#include "records/json_schema.h"

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

}  // namespace

int main() {
  constexpr int kSize = 30;
  const rc::Random seed(20261126);
  auto random = seed;
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
