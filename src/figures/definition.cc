#include "figures/definition.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <stdexcept>

#include "base/condition_toml.h"
#include "base/hash.h"
#include "base/resources.h"
#include "base/toml_file.h"

namespace dl::figures {
namespace {

namespace json = boost::json;
using condition::Type;

constexpr std::string_view kFolder = "data/figures/";

/// One [[figure]] that is being read.
struct Reading {
  const TomlFile& file;
  const toml::table& table;
  const Sources& sources;
  Definition made = {};

  Outcome<Definition> definition();
  Outcome<void> words();
  Outcome<void> source();
  Outcome<const Column*> column(const toml::node& node, std::string_view name) const;
  Outcome<void> stock();
  Outcome<void> groups();
  Outcome<void> measure();
};

/// The same condition with the words of its values in place of their codes.
condition::Condition in_words(condition::Condition condition, const Source& source) {
  for (auto& part : condition.parts) part = in_words(std::move(part), source);
  const auto* column = condition.word < condition::Word::All ? source.find(condition.field.name) : nullptr;
  if (column == nullptr || condition.word == condition::Word::Filled) return condition;
  for (auto& value : condition.values) {
    const auto* text = std::get_if<std::string>(&value);
    const auto* number = std::get_if<std::int64_t>(&value);
    if (text == nullptr && number == nullptr) continue;
    const auto found = column->words.find(text != nullptr ? *text : std::to_string(*number));
    if (found != column->words.end()) value = found->second;
  }
  return condition;
}

// Keys sorted by bytes, as json.dumps(…, sort_keys=True, separators=(",", ":"), ensure_ascii=False) writes it.
json::value canonical(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    std::map<std::string, json::value> sorted;
    for (const auto& [key, inner] : *table) sorted.emplace(std::string(key.str()), canonical(inner));
    json::object object;
    for (auto& [key, value] : sorted) object[key] = std::move(value);
    return object;
  }
  if (const auto* array = node.as_array()) {
    json::array values;
    for (const auto& inner : *array) values.push_back(canonical(inner));
    return values;
  }
  if (const auto text = node.value_exact<std::string>()) return json::value(*text);
  if (const auto number = node.value_exact<std::int64_t>()) return *number;
  if (const auto flag = node.value_exact<bool>()) return *flag;
  if (const auto date = node.value_exact<toml::date>())
    return json::value(Date(date->year, date->month, date->day).text());
  return nullptr;
}

Outcome<const Column*> Reading::column(const toml::node& node, std::string_view name) const {
  const auto* found = made.source->find(name);
  if (found != nullptr && found->use == Column::Use::Open) return found;
  std::vector<std::string_view> names;
  for (const auto& one : made.source->columns)
    if (one.use == Column::Use::Open) names.push_back(one.field.name);
  const auto near = nearest(name, names);
  return file.wrong(node, fmt::format("there is no field '{}'{}", name,
                                      near.empty() ? std::string() : fmt::format("; is '{}' meant?", near)));
}

Outcome<void> Reading::words() {
  DL_CHECK(
      file.only(table, {"id", "version", "title", "unit", "source", "at", "open", "by", "measure", "when", "law"}));
  DL_TRY(made.id, file.text(table, "id"));
  DL_TRY(made.version, file.integer(table, "version"));
  DL_TRY(made.title, file.text(table, "title"));
  DL_TRY(made.unit, file.text(table, "unit"));
  DL_TRY(made.law, file.text(table, "law"));
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  };
  if (!std::ranges::all_of(made.id, plain))
    return file.wrong(*table.get("id"), "an id has small letters, digits, '.', '-' and '_'");
  if (made.version < 1) return file.wrong(*table.get("version"), "versions begin with 1");
  return {};
}

Outcome<void> Reading::source() {
  DL_TRY(const auto name, file.text(table, "source"));
  const auto found = std::ranges::find(sources, name, [](const auto& one) { return one->name; });
  if (found == sources.end()) return file.wrong(*table.get("source"), fmt::format("there is no source '{}'", name));
  made.source = *found;
  DL_TRY(const auto at, file.text(table, "at"));
  DL_TRY(made.at, column(*table.get("at"), at));
  if (made.at->field.type != Type::Date) return file.wrong(*table.get("at"), "'at' is a field that holds a date");
  return {};
}

Outcome<void> Reading::stock() {
  const auto* node = table.get("open");
  if (node == nullptr) return {};
  const auto* how = node->as_table();
  if (how == nullptr) return file.wrong(*node, "'open' is { until = field, at = \"begin\" or \"end\" }");
  DL_CHECK(file.only(*how, {"until", "at"}));
  Stock read;
  DL_TRY(const auto until, file.text(*how, "until"));
  DL_TRY(read.until, column(*how->get("until"), until));
  if (read.until->field.type != Type::Date) return file.wrong(*how, "'until' is a field that holds a date");
  DL_TRY(const auto at, file.text(*how, "at"));
  if (at != "begin" && at != "end") return file.wrong(*how, "'at' of 'open' is \"begin\" or \"end\"");
  read.at = at == "begin" ? Stock::At::Begin : Stock::At::End;
  made.stock = read;
  return {};
}

Outcome<void> Reading::groups() {
  DL_TRY(const auto names, file.texts(table, "by"));
  for (const auto& name : names) {
    DL_TRY(const auto* group, column(*table.get("by"), name));
    if (group->field.type == Type::List) return file.wrong(*table.get("by"), "records cannot be grouped by a list");
    if (std::ranges::find(made.by, group) != made.by.end())
      return file.wrong(*table.get("by"), fmt::format("'{}' comes twice", name));
    made.by.push_back(group);
  }
  return {};
}

Outcome<void> Reading::measure() {
  const auto* node = table.get("measure");
  if (node == nullptr) return file.wrong(table, "'measure' is missing");
  if (node->value_exact<std::string>() == "count") return {};
  const auto* how = node->as_table();
  if (how == nullptr || how->size() != 1)
    return file.wrong(*node, "'measure' is \"count\", { sum = field } or { share = condition }");
  DL_CHECK(file.only(*how, {"sum", "share"}));
  if (const auto* share = how->get("share")) {
    made.measure.kind = Measure::Kind::Share;
    DL_TRY(made.measure.part, condition::parse_toml(file, *share, made.source->open_fields()));
    return {};
  }
  made.measure.kind = Measure::Kind::Sum;
  DL_TRY(const auto name, file.text(*how, "sum"));
  DL_TRY(made.measure.sum, column(*how, name));
  if (made.measure.sum->field.type != Type::Integer) return file.wrong(*how, "'sum' is a field that holds a number");
  return {};
}

Outcome<Definition> Reading::definition() {
  DL_CHECK(words());
  DL_CHECK(source());
  DL_CHECK(stock());
  DL_CHECK(groups());
  DL_CHECK(measure());
  if (const auto* when = table.get("when")) {
    DL_TRY(made.when, condition::parse_toml(file, *when, made.source->open_fields()));
  }
  made.digest = sha256_hex(json::serialize(canonical(table)));
  return std::move(made);
}

}  // namespace

const Column* Source::find(std::string_view column) const {
  for (const auto& one : columns)
    if (one.field.name == column) return &one;
  return nullptr;
}

std::string Definition::condition_text() const {
  return when ? condition::to_chinese(in_words(*when, *source)) : std::string();
}

std::string Definition::day_text() const {
  if (!stock) return at->field.title;
  return fmt::format("{}至{}是否跨越{}", at->field.title, stock->until->field.title,
                     stock->at == Stock::At::Begin ? "期初" : "期末");
}

std::vector<condition::Field> Source::open_fields() const {
  std::vector<condition::Field> fields;
  for (const auto& one : columns)
    if (one.use == Column::Use::Open) fields.push_back(one.field);
  return fields;
}

Outcome<void> Definitions::read(const std::string& name, std::string_view text, const Sources& sources) {
  DL_TRY(const auto file, TomlFile::parse(name, text));
  DL_CHECK(file.only(file.root(), {"figure", "identity"}));
  DL_TRY(const auto tables, file.tables(file.root(), "figure"));
  for (const auto* table : tables) {
    DL_TRY(auto made, Reading({file, *table, sources}).definition());
    if (find(made.id)) return file.wrong(*table, fmt::format("there is a figure '{}' already", made.id));
    all_.push_back(std::move(made));
  }
  DL_CHECK(read_identities(file));
  text_ += std::string(text) + (text.ends_with('\n') ? "" : "\n");
  return {};
}

// Of figures that stand before it, in the same file or an earlier one.
Outcome<void> Definitions::read_identities(const TomlFile& file) {
  DL_TRY(const auto tables, file.tables(file.root(), "identity"));
  for (const auto* table : tables) {
    DL_CHECK(file.only(*table, {"id", "title", "law", "by", "left", "right", "before"}));
    Identity made;
    DL_TRY(made.id, file.text(*table, "id"));
    DL_TRY(made.title, file.text(*table, "title"));
    DL_TRY(made.law, file.text(*table, "law"));
    DL_TRY(made.by, file.texts(*table, "by"));
    DL_TRY(made.left, file.texts(*table, "left"));
    DL_TRY(made.right, file.texts(*table, "right"));
    DL_TRY(made.before, file.texts(*table, "before"));
    if (made.left.empty() || made.right.empty() == made.before.empty())
      return file.wrong(*table, "'left' and 'right' name figures, or 'left' and 'before'");
    for (const auto* side : {&made.left, &made.right, &made.before})
      for (const auto& id : *side) {
        const auto figure = find(id);
        if (!figure) return file.wrong(*table, fmt::format("there is no figure '{}'", id));
        for (const auto& name : made.by)
          if (std::ranges::none_of((*figure)->by, [&](const auto* one) { return one->field.name == name; }))
            return file.wrong(*table, fmt::format("'{}' is not grouped by '{}'", id, name));
      }
    identities_.push_back(std::move(made));
  }
  return {};
}

const Identity* Definitions::find_identity(std::string_view id) const {
  const auto found = std::ranges::find(identities_, id, &Identity::id);
  return found == identities_.end() ? nullptr : &*found;
}

Outcome<Definitions> Definitions::load(const Sources& sources) {
  Definitions loaded;
  for (const auto& name : list_resources(kFolder))
    if (name.ends_with(".toml")) {
      DL_TRY(const auto text, load_resource(name));
      DL_CHECK(loaded.read(name, text, sources));
    }
  DL_CHECK(loaded.read_own(sources));
  return loaded;
}

Outcome<Definitions> Definitions::of_sources(const Sources& sources) {
  Definitions loaded;
  DL_CHECK(loaded.read_own(sources));
  return loaded;
}

Outcome<void> Definitions::read_own(const Sources& sources) {
  for (const auto& source : sources)
    if (!source->figures.empty()) DL_CHECK(read("figures of " + source->name, source->figures, sources));
  return {};
}

Outcome<Definitions> Definitions::load_of(const std::shared_ptr<const Source>& source) {
  Definitions loaded;
  const auto name = fmt::format("{}{}.toml", kFolder, source->name);
  DL_TRY(const auto text, load_resource(name));
  DL_CHECK(loaded.read(name, text, {source}));
  return loaded;
}

Outcome<Definitions> Definitions::parse(const std::string& name, const std::string& text, const Sources& sources) {
  Definitions loaded;
  DL_CHECK(loaded.read(name, text, sources));
  return loaded;
}

Outcome<const Definition*> Definitions::find(std::string_view id) const {
  for (const auto& one : all_)
    if (one.id == id) return &one;
  return fail(Fault::NotFound, "figures.unknown", std::string(id));
}

const Definition& Definitions::at(std::string_view id) const {
  const auto found = find(id);
  if (!found) throw std::out_of_range("there is no figure " + std::string(id));
  return **found;
}

}  // namespace dl::figures
