#include "draws/public_record.h"

#include "records/write.h"

namespace dl::draws {
namespace {

namespace json = boost::json;
using Text = std::string;
using records::Register;
using records::Value;

constexpr std::string_view kBetween = "、";

/// Pages and files have minutes.
Instant to_minutes(Instant at) {
  constexpr std::int64_t kMinute = 60'000;
  return Instant(at.milliseconds() / kMinute * kMinute);
}

Value result_of(const Row& row, const Terms& terms, const Register& made) {
  const auto& table = *made.find("drawn");
  std::vector<Value> rows;
  for (const auto& one : draw(terms, row.seed, row.beacon)) {
    std::vector<Text> numbers;
    for (const auto place : one.inspectors) numbers.push_back(terms.inspectors[place]);
    std::vector<Value> cells(table.fields.size());
    for (const auto& column : table.fields) {
      const auto& object = terms.objects[one.object];
      cells[column.place] = column.code == "object" ? Value(object.name)
                            : column.code == "code" ? Value(object.code)
                                                    : Value(fmt::format("{}", fmt::join(numbers, kBetween)));
    }
    rows.emplace_back(std::move(cells));
  }
  return {std::move(rows)};
}

std::vector<Text> parted(std::string_view text) {
  std::vector<Text> parts;
  for (auto at = text.find(kBetween); at != text.npos; at = text.find(kBetween)) {
    parts.emplace_back(text.substr(0, at));
    text.remove_prefix(at + kBetween.size());
  }
  parts.emplace_back(text);
  return parts;
}

}  // namespace

records::Read words_of(const Row& row, const Terms& terms, const Register& made) {
  records::Read read{.record = records::Record(made.fields.size())};
  const auto put = [&](std::string_view code, Value value) {
    read.record.at(made.find(code)->place) = std::move(value);
  };
  put("number", row.number);
  put("plan", row.plan);
  put("objects_total", std::ssize(terms.objects));
  put("objects_drawn", terms.objects_drawn);
  put("inspectors_total", std::ssize(terms.inspectors));
  put("inspectors_drawn", terms.inspectors_each);
  if (!terms.recused.empty())
    put("recused", fmt::format("回避{}对（检查对象和检查人员），见名录。", terms.recused.size()));
  if (row.sealed_at) put("committed_at", to_minutes(*row.sealed_at).milliseconds());
  put("reveal_from", terms.reveal_from.milliseconds());
  put("list_digest", row.digest);
  put("seed_digest", row.seed_digest);
  put("beacon_source", terms.beacon_source);
  put("method", Text(kMethod));
  if (!row.revealed_at) return read;
  put("drawn_on", row.revealed_at->date().text());
  put("revealed_at", to_minutes(*row.revealed_at).milliseconds());
  put("seed", row.seed);
  put("beacon", row.beacon);
  put("drawn", result_of(row, terms, made));
  return read;
}

json::object material_of(const Row& row, const records::Live& live) {
  const auto& made = *live.made;
  const auto text = [&](std::string_view code) {
    const auto* field = made.find(code);
    return records::text_of(live.shown.at(field->place), *field);
  };
  const auto number = [&](std::string_view code) {
    const auto* found = live.shown.at(made.find(code)->place).number();
    return found == nullptr ? json::value(nullptr) : json::value(*found);
  };
  json::array result;
  const auto& table = *made.find("drawn");
  if (const auto* rows = live.shown.at(table.place).several())
    for (const auto& one : *rows) {
      const auto& cells = *one.several();
      json::object line;
      for (const auto& column : table.fields) {
        const auto shown = records::text_of(cells.at(column.place), column);
        if (column.code != "inspectors") {
          line[column.code] = shown;
          continue;
        }
        json::array numbers;
        for (auto& each : parted(shown)) numbers.push_back(json::value(each));
        line[column.code] = std::move(numbers);
      }
      result.push_back(std::move(line));
    }
  json::object all{{"format", kFormat}, {"title", row.number}, {"record", row.record}, {"content", row.content}};
  for (const auto* code :
       {"committed_at", "reveal_from", "revealed_at", "list_digest", "seed_digest", "seed", "beacon_source", "beacon"})
    all[code] = text(code);
  for (const auto* code : {"objects_total", "objects_drawn", "inspectors_total", "inspectors_drawn"})
    all[code] = number(code);
  all["result"] = std::move(result);
  return all;
}

}  // namespace dl::draws
