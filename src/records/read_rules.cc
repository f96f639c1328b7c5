// [[rule]] and [publication].
#include "base/resources.h"
#include "records/reading.h"

namespace dl::records {
namespace {

constexpr std::string_view kChains = "data/chains/";
constexpr std::string_view kNoChain = "none";  ///< whoever enters a record publishes it

}  // namespace

Outcome<void> Reading::rules() {
  DL_TRY(const auto tables, file.tables(file.root(), "rule"));
  for (const auto* table : tables) {
    DL_TRY(auto made_rule, rule(*table));
    made.rules.push_back(std::move(made_rule));
  }
  return {};
}

Outcome<Rule> Reading::rule(const toml::table& table) {
  DL_CHECK(file.only(table, {"check", "fields", "when", "effect", "days", "age", "values", "column", "register",
                             "there", "says", "source"}));
  Rule rule;
  DL_TRY(const auto name, file.text(table, "check"));
  const auto checks = all_checks();
  const auto found = std::ranges::find(checks, name, &CheckRow::name);
  if (found == checks.end()) {
    std::vector<std::string_view> names;
    for (const auto& row : checks) names.push_back(row.name);
    DL_CHECK(unknown(*table.get("check"), "check", name, names));
  }
  rule.check = &*found;
  DL_TRY(rule.fields, several(table, "fields"));
  if (rule.fields.empty()) return file.wrong(table, "'fields' is missing");
  if (rule.fields.size() < found->least || rule.fields.size() > found->most)
    return file.wrong(*table.get("fields"),
                      fmt::format("'{}' is about {} to {} fields", name, found->least, found->most));
  for (std::size_t i = 0; i < rule.fields.size(); ++i)
    if (!found->suits(*rule.fields[i], i))
      return file.wrong(*table.get("fields")->as_array()->get(i),
                        fmt::format("'{}' does not suit '{}', which is of type {}", name, rule.fields[i]->code,
                                    rule.fields[i]->row().name));
  DL_TRY(rule.when, read_condition(table, "when"));
  DL_TRY(rule.effect, word<Effect>(table, "effect"));
  DL_CHECK(rule_argument(table, rule));
  // The title of another register is known once all are read (tie_up).
  DL_TRY(rule.says, file.text_or(table, "says", found->argument == Argument::Register ? "" : sentence_of(rule)));
  DL_TRY(rule.source, file.text_or(table, "source", ""));
  return rule;
}

Outcome<void> Reading::rule_argument(const toml::table& table, Rule& rule) const {
  constexpr std::pair<std::string_view, Argument> kArguments[] = {
      {"days", Argument::Days},     {"age", Argument::Age},           {"values", Argument::Values},
      {"column", Argument::Column}, {"register", Argument::Register}, {"there", Argument::Register}};
  for (const auto& [key, argument] : kArguments)
    if (const auto* node = table.get(key); node != nullptr && rule.check->argument != argument)
      return file.wrong(*node, fmt::format("'{}' takes no '{}'", rule.check->name, key));
  switch (rule.check->argument) {
    case Argument::None: return {};
    case Argument::Column: return rule_column(table, rule);
    case Argument::Register: return rule_elsewhere(table, rule);
    case Argument::Values: {
      DL_TRY(rule.values, file.texts(table, "values"));
      return rule.values.empty() ? Outcome<void>(file.wrong(table, "'values' is missing")) : Outcome<void>();
    }
    case Argument::Days:
    case Argument::Age: break;
  }
  const std::string_view key = rule.check->argument == Argument::Days ? "days" : "age";
  DL_TRY(rule.number, file.integer(table, key));
  if (rule.number < 1 || rule.number > 10'000) return file.wrong(*table.get(key), "not between 1 and 10000");
  return {};
}

// Sums are of one unit: 分 with 分, hundredths with hundredths.
Outcome<void> Reading::rule_column(const toml::table& table, Rule& rule) const {
  DL_TRY(const auto code, file.text(table, "column"));
  const auto& sum = *rule.fields.front();
  const auto& columns = rule.fields.back()->fields;
  const auto found = std::ranges::find(columns, code, &Field::code);
  if (found == columns.end()) {
    std::vector<std::string_view> codes;
    for (const auto& column : columns) codes.push_back(column.code);
    return unknown(*table.get("column"), "column", code, codes);
  }
  if (found->type != sum.type || found->digits != sum.digits)
    return file.wrong(*table.get("column"), fmt::format("'{}' is of type {}, its sum '{}' of type {}", code,
                                                        found->row().name, sum.code, sum.row().name));
  rule.column = &*found;
  return {};
}

// Whether the fields are there is asked once all registers are read (tie_up).
Outcome<void> Reading::rule_elsewhere(const toml::table& table, Rule& rule) const {
  auto& elsewhere = rule.elsewhere;
  DL_TRY(elsewhere.code, file.text(table, "register"));
  const auto& codes = around.registers;
  if (elsewhere.code == made.code || std::ranges::find(codes, elsewhere.code) == codes.end()) {
    std::vector<std::string_view> others;
    for (const auto& code : codes)
      if (code != made.code) others.push_back(code);
    return unknown(*table.get("register"), "other register", elsewhere.code, others);
  }
  DL_TRY(elsewhere.fields, file.texts(table, "there"));
  if (elsewhere.fields.empty()) return file.wrong(table, "'there' is missing");
  if (elsewhere.fields.size() != rule.fields.size())
    return file.wrong(*table.get("there"), "'there' names a field for each of 'fields'");
  if (rule.fields.size() > 1 && rule.fields.front()->many)
    return file.wrong(*table.get("fields"), "only alone may a field have several values here");
  for (std::size_t i = 0; i < elsewhere.fields.size(); ++i)
    elsewhere.places.push_back(file.place(*table.get("there")->as_array()->get(i)));
  return {};
}

Outcome<void> Reading::publication() {
  DL_TRY(const auto* table, part("publication"));
  DL_CHECK(file.only(*table, {"steps", "clock", "withdraw", "shown_until"}));
  DL_TRY(const auto steps, file.text(*table, "steps"));
  if (steps != kNoChain) {
    std::vector<std::string> chains = {std::string(kNoChain)};
    for (const auto& name : list_resources(kChains))
      if (name.ends_with(".toml")) chains.push_back(name.substr(kChains.size(), name.size() - kChains.size() - 5));
    const std::vector<std::string_view> names(chains.begin(), chains.end());
    if (std::ranges::find(names, steps) == names.end()) return unknown(*table->get("steps"), "chain", steps, names);
    std::vector<condition::Field> fields;
    for (const auto& field : made.fields) fields.push_back(field.compared());
    DL_TRY(made.publication.chain, work::Chain::load(steps, fields));
  }
  DL_TRY(made.publication.clock, clock(*table, "clock", true));
  DL_TRY(made.publication.withdraw, clock(*table, "withdraw", false));
  DL_CHECK(display(*table));
  return {};
}

// A clock runs from the day in a field; that of a withdrawal from the step that takes the ground away.
Outcome<std::optional<Clock>> Reading::clock(const toml::table& table, std::string_view key, bool from_owed) {
  const auto* node = table.get(key);
  if (node == nullptr) return std::optional<Clock>();
  const auto* given = node->as_table();
  if (given == nullptr) return file.wrong(*node, fmt::format("'{}' is a table such as {{ period = \"…\" }}", key));
  DL_CHECK(file.only(*given, {"period", "from", "when"}));
  Clock clock;
  DL_TRY(clock.period, period(*given, "period"));
  if (const auto* when = given->get("when")) {
    if (!from_owed) return file.wrong(*when, "a withdrawal is due whenever it is asked for: it has no 'when'");
    DL_TRY(clock.when, read_condition(*given, "when"));
    DL_CHECK(not_sealed(*when, *clock.when));
  }
  if (!from_owed && !given->contains("from")) return std::optional(std::move(clock));
  DL_TRY(clock.from, one_field(*given, "from"));
  if (clock.from->type != Type::Date || clock.from->many || clock.from->privacy == Privacy::Sealed)
    return file.wrong(*given->get("from"), "a clock runs from a field that holds a date, unsealed");
  return std::optional(std::move(clock));
}

Outcome<void> Reading::display(const toml::table& table) {
  const auto* node = table.get("shown_until");
  if (node == nullptr) {
    const auto computed = std::ranges::find(made.fields, Computed::ShownUntil, &Field::computed);
    if (computed == made.fields.end()) return {};
    return file.wrong(table, fmt::format("'{}' is computed from 'shown_until', which is missing", computed->code));
  }
  Display display;
  const auto holds_day = [](const Field& field) {
    return field.type == Type::Date && !field.many && field.privacy != Privacy::Sealed;
  };
  if (node->is_string()) {
    DL_TRY(display.last, one_field(table, "shown_until"));
    if (!holds_day(*display.last) || display.last->computed != Computed::No)
      return file.wrong(*node, "'shown_until' names a field that holds a date, unsealed, which people fill in");
    made.publication.shown = std::move(display);
    return {};
  }
  const auto* given = node->as_table();
  if (given == nullptr)
    return file.wrong(*node,
                      "'shown_until' is a field with the last day, such as \"valid_until\", or "
                      "{ from = \"decided_on\", rows = [{ period = \"…\" }] }");
  DL_CHECK(file.only(*given, {"from", "rows"}));
  DL_TRY(display.from, one_field(*given, "from"));
  if (!holds_day(*display.from))
    return file.wrong(*given->get("from"), "'from' is a field that holds a date, unsealed");
  DL_TRY(const auto rows, file.tables(*given, "rows"));
  if (rows.empty()) return file.wrong(*given, "'rows' has one { period = \"…\" } at least");
  for (const auto* row : rows) {
    DL_CHECK(file.only(*row, {"when", "period"}));
    auto& made_row = display.rows.emplace_back();
    DL_TRY(made_row.when, read_condition(*row, "when"));
    if (made_row.when) DL_CHECK(not_sealed(*row->get("when"), *made_row.when));
    DL_TRY(made_row.period, period(*row, "period"));
  }
  made.publication.shown = std::move(display);
  return {};
}

}  // namespace dl::records
