#include "figures/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>
#include <set>
#include <stdexcept>

#include "base/hash.h"
#include "figures/csv.h"
#include "figures/definition.h"

namespace dl::figures {
namespace {

namespace json = boost::json;
using condition::Type;
using Text = std::string;
using Line = std::map<Text, Text, std::less<>>;

constexpr std::size_t kNamed = 20;  // wrong rows that are named; all are counted

[[noreturn]] void refuse(const Text& what) { throw std::invalid_argument(what); }

Text text_at(const json::value& value, std::string_view name) { return Text(value.at(name).as_string()); }

// "5:hello,2:ab," of the entry's text: src/journal/README.md.
std::vector<Text> netstrings(std::string_view text) {
  std::vector<Text> fields;
  while (!text.empty()) {
    std::size_t size = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), size);
    const auto colon = static_cast<std::size_t>(end - text.data());
    const bool formed = error == std::errc() && colon < text.size() && text[colon] == ':' &&
                        size < text.size() - colon - 1 && text[colon + 1 + size] == ',';
    if (!formed) refuse("日志条目的格式不对");
    fields.emplace_back(text.substr(colon + 1, size));
    text.remove_prefix(colon + size + 2);
  }
  return fields;
}

std::int64_t number_of(std::string_view text) {
  const auto value = value_of(text, Type::Integer);
  if (!value || condition::is_empty(*value)) refuse(fmt::format("“{}”不是数", text.substr(0, 40)));
  return std::get<std::int64_t>(*value);
}

/// A table with its head apart.
struct Table {
  std::vector<Text> head = {};
  std::vector<std::vector<Text>> lines = {};

  static Table read(const Files& files, const Text& name) {
    auto lines = read_csv(files.at(name));
    if (!lines || lines->empty()) refuse(name);
    Table table{std::move(lines->front()), {lines->begin() + 1, lines->end()}};
    for (const auto& line : table.lines)
      if (line.size() != table.head.size()) refuse(name);
    return table;
  }
  Line line(std::size_t at) const {
    Line named;
    for (std::size_t i = 0; i < head.size(); ++i) named[head[i]] = lines[at][i];
    return named;
  }
};

condition::Value typed(const Text& cell, Type type) {
  auto value = value_of(cell, type);
  if (!value) refuse(fmt::format("“{}”不是{}", cell.substr(0, 40), type == Type::Date ? "日期" : "数"));
  return std::move(*value);
}

// The records of a bundle, as its schema tells of them: nothing that SQL would need.
std::shared_ptr<const Source> source_of(const json::value& schema) {
  Source source{.name = text_at(schema, "name"), .title = text_at(schema, "title")};
  const auto& fields = schema.at("fields").as_array();
  for (std::size_t i = 3; i < fields.size(); ++i) {
    const auto type = text_at(fields[i], "type");
    const bool list = fields[i].as_object().contains("daylight:list");
    source.columns.push_back({.field = {text_at(fields[i], "name"), text_at(fields[i], "title"),
                                        list                ? Type::List
                                        : type == "integer" ? Type::Integer
                                        : type == "date"    ? Type::Date
                                                            : Type::Text}});
  }
  return std::make_shared<const Source>(std::move(source));
}

/// The numbers that the rows give, by the groups' texts: the value and how many were counted.
struct Counted {
  std::int64_t value = 0;
  std::int64_t count = 0;
};
using Cells = std::map<std::vector<Text>, Counted>;

class Verification {
 public:
  Verification(const Files& files, const Text& entry) : files_(files), entry_(entry) {}

  std::vector<Check> run() {
    try {
      manifest_ = json::parse(files_.at("manifest.json"));
      freeze_ = json::parse(files_.at("freeze.json"));
      check_files();
      check_entry();
      check_figures();
    } catch (const std::exception& error) {
      say(false, fmt::format("无法读取：{}", error.what()));
    }
    return std::move(checks_);
  }

 private:
  void say(bool good, Text what) { checks_.push_back({good, std::move(what)}); }
  void check_files();
  void check_entry();
  void check_figures();
  void check_figure(const Definition& figure, const std::vector<Line>& told);
  std::vector<Line> read_rows(const Definition& figure);
  Cells count(const Definition& figure, const std::vector<Line>& rows);
  bool belongs(const Definition& figure, const Line& row) const;
  void check_identity(const Identity& identity, const Definitions& definitions, const std::vector<Line>& told);
  void check_cells(const Definition& figure, const Cells& cells, const std::vector<Line>& told);

  const Files& files_;
  const Text& entry_;
  json::value manifest_ = {};
  json::value freeze_ = {};
  std::vector<Check> checks_ = {};
};

void Verification::check_files() {
  const auto digests = [](const json::value& value) {
    Line found;
    for (const auto& [name, digest] : value.at("files").as_object()) found[Text(name)] = Text(digest.as_string());
    return found;
  };
  const auto listed = digests(manifest_);
  const auto frozen = digests(freeze_);
  std::set<Text> names;
  for (const auto& [name, digest] : listed) names.insert(name);
  for (const auto& [name, text] : files_)
    if (name != "manifest.json") names.insert(name);
  for (const auto& name : names) {
    const auto there = listed.find(name);
    const auto kept = frozen.find(name);
    const bool same = files_.contains(name) && there != listed.end() && sha256_hex(files_.at(name)) == there->second;
    const bool free = name == "freeze.json" || name == "recompute.py";
    say(same && (free || (kept != frozen.end() && kept->second == there->second)), fmt::format("文件 {}", name));
  }
  for (const auto& [name, digest] : frozen)
    if (!listed.contains(name)) say(false, fmt::format("文件 {} 冻结时有，这里没有", name));
}

void Verification::check_entry() {
  const auto& entry = manifest_.at("entry");
  const auto text = text_at(entry, "text");
  const auto hash = text_at(entry, "hash");
  const auto sequence = entry.at("sequence").to_number<std::int64_t>();
  const auto digest = sha256_hex(files_.at("freeze.json"));
  const auto fields = netstrings(text);
  say(fields.at(4) == "figures.frozen" && fields.at(8) == digest, fmt::format("冻结 {} 记在日志条目中", digest));
  const auto& before = freeze_.at("journal");
  say(number_of(fields.at(1)) == sequence && sequence == before.at("sequence").to_number<std::int64_t>() + 1 &&
          fields.back() == text_at(before, "hash"),
      "日志条目紧接在所统计的状态之后");
  say(sha256_hex(text) == hash && (entry_.empty() || entry_ == hash),
      fmt::format("日志第 {} 条的散列是 {}", sequence, hash));
}

void Verification::check_figures() {
  Sources sources;
  for (const auto& [name, text] : files_)
    if (name.starts_with("schema/")) sources.push_back(source_of(json::parse(text)));
  const auto definitions = Definitions::parse("definitions.toml", files_.at("definitions.toml"), sources);
  if (!definitions) refuse(definitions.error().detail);
  std::vector<Line> told;
  const auto table = Table::read(files_, "figures.csv");
  for (std::size_t i = 0; i < table.lines.size(); ++i) told.push_back(table.line(i));
  std::multiset<Text> ids;
  std::multiset<Text> frozen;
  for (const auto& figure : definitions->all()) ids.insert(figure.id);
  for (const auto& one : freeze_.at("figures").as_array()) frozen.insert(text_at(one, "id"));
  say(ids == frozen, "统计的定义与冻结时的一样多");
  say(std::ranges::all_of(told, [&](const Line& line) { return ids.contains(line.at("figure")); }), "每个数字都有定义");
  for (const auto& figure : definitions->all()) {
    std::vector<Line> own;
    std::ranges::copy_if(told, std::back_inserter(own),
                         [&](const Line& line) { return line.at("figure") == figure.id; });
    check_figure(figure, own);
  }
  for (const auto& identity : definitions->identities()) check_identity(identity, *definitions, told);
}

void Verification::check_figure(const Definition& figure, const std::vector<Line>& told) {
  const auto period = text_at(freeze_, "period");
  const bool frozen = std::ranges::any_of(freeze_.at("figures").as_array(), [&](const json::value& one) {
    return text_at(one, "id") == figure.id && one.at("version").to_number<std::int64_t>() == figure.version &&
           text_at(one, "digest") == figure.digest;
  });
  const bool agree = std::ranges::all_of(told, [&](const Line& line) {
    return line.at("definition") == figure.digest && line.at("version") == std::to_string(figure.version) &&
           line.at("period") == period;
  });
  say(frozen && agree, fmt::format("{}：定义 {}…", figure.id, figure.digest.substr(0, 16)));
  const auto rows = read_rows(figure);
  check_cells(figure, count(figure, rows), told);
}

std::vector<Line> Verification::read_rows(const Definition& figure) {
  const auto name = fmt::format("rows/{}.csv", figure.id);
  const auto table = Table::read(files_, name);
  std::vector<Text> fields = {"id", "digest", "withheld"};
  for (const auto& field : figure.source->open_fields()) fields.push_back(field.name);
  say(table.head == fields, fmt::format("{}：各列", name));
  std::vector<Line> rows;
  std::vector<Text> wrong;
  bool ordered = true;
  std::optional<std::int64_t> last;
  for (std::size_t i = 0; i < table.lines.size(); ++i) {
    const auto& cells = table.lines[i];
    const auto id = number_of(cells.at(0));
    ordered = ordered && (!last || *last < id);
    last = id;
    const bool withheld = cells.at(2) == "withheld";
    const auto digest = [&] { return digest_of(id, {cells.begin() + 3, cells.end()}); };
    if (!withheld && (!cells[2].empty() || cells[1] != digest())) wrong.push_back(cells[0]);
    rows.push_back(table.line(i));
  }
  say(ordered, fmt::format("{}：每条记录一次，按编号排列", name));
  const auto named = std::span(wrong).first(std::min(wrong.size(), kNamed));
  say(wrong.empty(), fmt::format("{}：各条记录的摘要{}", name,
                                 wrong.empty() ? Text() : fmt::format("，不符的是 {}", fmt::join(named, "、"))));
  return rows;
}

/// Whether a row lies in the period, or is there at its moment.
bool Verification::belongs(const Definition& figure, const Line& row) const {
  const auto from = text_at(freeze_, "from");
  const auto before = text_at(freeze_, "before");
  const auto& day = row.at(figure.at->field.name);
  if (!figure.stock) return from <= day && day < before;
  const auto& moment = figure.stock->at == Stock::At::Begin ? from : before;
  const auto& ended = row.at(figure.stock->until->field.name);
  return !day.empty() && day < moment && (ended.empty() || ended >= moment);
}

Cells Verification::count(const Definition& figure, const std::vector<Line>& rows) {
  Cells cells;
  if (figure.by.empty()) cells[{}];
  int strays = 0;
  for (const auto& row : rows) {
    const auto facts = [&](std::string_view name) {
      return typed(row.at(Text(name)), figure.source->find(name)->field.type);
    };
    if (!belongs(figure, row) || (figure.when && !condition::holds(*figure.when, facts))) ++strays;
    std::vector<Text> group;
    for (const auto* column : figure.by) group.push_back(text_of(facts(column->field.name)));
    auto& cell = cells[group];
    ++cell.count;
    if (figure.measure.kind == Measure::Kind::Count) ++cell.value;
    if (figure.measure.part && condition::holds(*figure.measure.part, facts)) ++cell.value;
    if (figure.measure.sum != nullptr)
      if (const auto value = facts(figure.measure.sum->field.name); !condition::is_empty(value))
        cell.value += std::get<std::int64_t>(value);
  }
  say(strays == 0, fmt::format("{}：{} 条记录不属于这里", figure.id, strays));
  return cells;
}

void Verification::check_cells(const Definition& figure, const Cells& cells, const std::vector<Line>& told) {
  const bool share = figure.measure.kind == Measure::Kind::Share;
  std::set<std::vector<Text>> seen;
  for (const auto& line : told) {
    std::vector<Text> group;
    const auto texts = json::parse(line.at("group"));
    for (const auto& one : texts.as_array()) group.emplace_back(one.as_string());
    const auto found = cells.find(group);
    const bool good = !seen.contains(group) && found != cells.end() &&
                      line.at("value") == std::to_string(found->second.value) &&
                      line.at("of") == (share ? std::to_string(found->second.count) : Text());
    const auto given = found == cells.end() ? Text("没有") : std::to_string(found->second.value);
    say(good, fmt::format("{} {}：{}{}{}", figure.id, fmt::join(group, " · "), line.at("value"),
                          share ? fmt::format("/{}", line.at("of")) : "",
                          good ? Text() : fmt::format("，按记录计算是 {}", given)));
    seen.insert(std::move(group));
  }
  for (const auto& [group, cell] : cells)
    if (!seen.contains(group))
      say(false, fmt::format("{} {}：没有写出，按记录计算是 {}", figure.id, fmt::join(group, " · "), cell.value));
}

void Verification::check_identity(const Identity& identity, const Definitions& definitions,
                                  const std::vector<Line>& told) {
  const auto sums_of = [&](const std::vector<Text>& ids) {
    std::map<std::vector<Text>, std::int64_t> sums;
    for (const auto& line : told) {
      if (std::ranges::find(ids, line.at("figure")) == ids.end()) continue;
      const auto texts = json::parse(line.at("group"));
      const auto& by = definitions.at(line.at("figure")).by;
      std::vector<Text> group;
      for (const auto& name : identity.by)
        for (std::size_t i = 0; i < by.size(); ++i)
          if (by[i]->field.name == name) group.emplace_back(texts.as_array().at(i).as_string());
      sums[group] += number_of(line.at("value"));
    }
    return sums;
  };
  if (identity.right.empty()) return;  // speaks of another freeze, which a bundle does not carry
  auto left = sums_of(identity.left);
  auto right = sums_of(identity.right);
  for (const auto& [group, sum] : left) right.try_emplace(group, 0);
  for (const auto& [group, sum] : right)
    say(left[group] == sum, fmt::format("{} {}：{} ＝ {}", identity.id, fmt::join(group, " · "), left[group], sum));
}

}  // namespace

std::vector<Check> verify(const Files& files, const std::string& entry) { return Verification(files, entry).run(); }

}  // namespace dl::figures
