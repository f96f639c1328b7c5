// The head of a file, its changes and its examples; and all files together.
#include <boost/json.hpp>

#include "base/hash.h"
#include "base/resources.h"
#include "base/text.h"
#include "records/reading.h"
#include "records/record.h"

namespace dl::records {
namespace {

namespace json = boost::json;

constexpr std::string_view kFolder = "data/registers/";
constexpr std::string_view kGroups = "register_groups";
constexpr std::string_view kExtension = ".toml";

/// The value of an example, as JSON has it.
json::value json_of(const toml::node& node) {
  if (const auto* table = node.as_table()) {
    json::object object;
    for (const auto& [key, inner] : *table) object[key.str()] = json_of(inner);
    return object;
  }
  if (const auto* array = node.as_array()) {
    json::array values;
    for (const auto& inner : *array) values.push_back(json_of(inner));
    return values;
  }
  if (const auto number = node.value_exact<std::int64_t>()) return *number;
  if (const auto date = node.value_exact<toml::date>())
    return json::value(Date(date->year, date->month, date->day).text());
  return json::value(node.value_or(std::string()));
}

/// "fine: forbidden", "id_number: adult-at": a problem without the group of its key.
std::string line_of(const Problem& problem) {
  return fmt::format("{}: {}", problem.field, problem.key.substr(problem.key.find('.') + 1));
}

/// What an example comes to.
std::vector<std::string> problems_of(const Register& made, const Case& one) {
  const auto read = read_json(one.record, made);
  if (!read) return {read.error().key};
  std::vector<std::string> lines;
  for (const auto& problem : check(made, *read, one.today.value_or(made.changes.back().on)))
    lines.push_back(line_of(problem));
  return lines;
}

/// The places of "{…}" in a form of words: text, slot, text …
Outcome<std::vector<std::string>> slots_of(const TomlFile& file, const toml::node& node, const std::string& form) {
  std::vector<std::string> parts(1);
  for (char c : form) {
    const bool inside = parts.size() % 2 == 0;
    if (c == (inside ? '}' : '{'))
      parts.emplace_back();
    else if (c == '{' || c == '}')
      return file.wrong(node, fmt::format("'{}' has a bracket too many", form));
    else
      parts.back() += c;
  }
  if (parts.size() % 2 == 0) return file.wrong(node, fmt::format("'{}' has a bracket that does not end", form));
  return parts;
}

}  // namespace

Outcome<void> Reading::head() {
  DL_TRY(const auto* table, part("register"));
  DL_CHECK(file.only(*table, {"code", "version", "title", "entry", "group", "keeper", "audience", "key", "at", "name",
                              "number", "nil", "source", "grade"}));
  DL_TRY(made.code, code(*table, "code"));
  if (made.code != code_of_file(file.name()))
    return file.wrong(*table->get("code"), fmt::format("the file of '{}' is {}.toml", made.code, made.code));
  DL_TRY(made.version, file.integer(*table, "version"));
  if (made.version < 1) return file.wrong(*table->get("version"), "versions begin with 1");
  DL_TRY(made.title, file.text(*table, "title"));
  DL_TRY(made.entry, file.text(*table, "entry"));
  DL_CHECK(group(*table));
  DL_TRY(made.keeper, word<Keeper>(*table, "keeper"));
  DL_TRY(made.reach, word<Reach>(*table, "audience", Reach::Public));
  DL_TRY(made.nil, word<Nil>(*table, "nil"));
  DL_TRY(made.source, file.text(*table, "source"));
  DL_TRY(made.grade, grade(*table, Grade::Unconfirmed, true));
  return {};
}

// The last heading is for those that name none.
Outcome<void> Reading::group(const toml::table& table) {
  const auto* headings = around.lists.find(kGroups);
  if (headings == nullptr || headings->terms.empty()) return {};
  DL_TRY(made.group, file.text_or(table, "group", headings->terms.back().code));
  std::vector<std::string_view> codes;
  for (const auto& term : headings->terms) codes.push_back(term.code);
  const auto found = std::ranges::find(codes, made.group);
  if (found == codes.end()) return unknown(*table.get("group"), "group", made.group, codes);
  made.group_place = static_cast<std::size_t>(found - codes.begin());
  made.group_title = headings->terms[made.group_place].name;
  return {};
}

// What of the head speaks of fields.
Outcome<void> Reading::head_fields() {
  DL_TRY(const auto* table, part("register"));
  DL_TRY(made.key, several(*table, "key"));
  if (made.key.empty()) return file.wrong(*table, "'key' is missing");
  for (const auto* field : made.key)
    if (!field->required || field->many || field->privacy >= Privacy::Personal || field->row().stored == Stored::Rows ||
        field->type == Type::File)
      return file.wrong(
          *table->get("key"),
          fmt::format("'{}' cannot be a key: it is required, one value, not about a person, no file", field->code));
  if (table->contains("at")) {
    DL_TRY(made.at, one_field(*table, "at"));
    if (made.at->type != Type::Date || made.at->many)
      return file.wrong(*table->get("at"), "'at' is a field that holds a date");
  }
  DL_TRY(made.name, name_template(*table));
  DL_TRY(made.number, number_form(*table));
  return {};
}

Outcome<Template> Reading::name_template(const toml::table& table) {
  DL_TRY(const auto form, file.text(table, "name"));
  const auto& node = *table.get("name");
  DL_TRY(const auto parts, slots_of(file, node, form));
  Template made_template;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      if (!parts[i].empty()) made_template.parts.emplace_back(parts[i]);
      continue;
    }
    DL_TRY(const auto* field, named(node, parts[i]));
    if (field->privacy == Privacy::Sealed)
      return file.wrong(node, fmt::format("'{}' is sealed and cannot be public", field->code));
    made_template.parts.emplace_back(field);
  }
  return made_template;
}

Outcome<std::optional<NumberForm>> Reading::number_form(const toml::table& table) {
  if (!table.contains("number")) return std::optional<NumberForm>();
  DL_TRY(const auto form, file.text(table, "number"));
  const auto& node = *table.get("number");
  DL_TRY(const auto parts, slots_of(file, node, form));
  NumberForm number;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i % 2 == 0) {
      if (!parts[i].empty()) number.parts.emplace_back(parts[i]);
    } else if (parts[i] == "agency.code") {
      number.parts.emplace_back(NumberForm::Slot::AgencyCode);
    } else if (parts[i] == "year") {
      number.parts.emplace_back(NumberForm::Slot::Year);
    } else if (parts[i].size() == 8 && parts[i].starts_with("serial:") && parts[i][7] >= '1' && parts[i][7] <= '9') {
      number.parts.emplace_back(NumberForm::Slot::Serial);
      number.width = parts[i][7] - '0';
    } else {
      return file.wrong(node, fmt::format("'{{{}}}' is none of {{agency.code}}, {{year}}, {{serial:5}}", parts[i]));
    }
  }
  if (number.width == 0) return file.wrong(node, "a number has its {serial:5}");
  return std::optional(std::move(number));
}

// Every version has its line, the newest last.
Outcome<void> Reading::changes() {
  DL_TRY(const auto tables, file.tables(file.root(), "change"));
  if (tables.empty()) return file.wrong(file.root(), "no [[change]] is given: every version has its line");
  for (const auto* table : tables) {
    DL_CHECK(file.only(*table, {"version", "on", "says", "loosens"}));
    Change change;
    DL_TRY(change.version, file.integer(*table, "version"));
    const auto due = static_cast<std::int64_t>(made.changes.size()) + 1;
    if (change.version != due)
      return file.wrong(*table->get("version"),
                        fmt::format("the changes are of the versions 1, 2, …; this is {}", due));
    DL_TRY(const auto on, file.date(*table, "on"));
    if (!on) return file.wrong(*table, "'on' is missing");
    change.on = *on;
    DL_TRY(change.says, file.text(*table, "says"));
    DL_TRY(const auto loosened, several(*table, "loosens"));
    for (const auto* field : loosened) change.loosens.push_back(field->code);
    made.changes.push_back(std::move(change));
  }
  if (made.changes.back().version == made.version) return {};
  const auto* head = file.root()["register"].as_table();
  return file.wrong(*head->get("version"),
                    fmt::format("the last [[change]] is of version {}", made.changes.back().version));
}

Outcome<void> Reading::cases() {
  DL_TRY(const auto tables, file.tables(file.root(), "case"));
  if (tables.empty()) return file.wrong(file.root(), "no [[case]] is given");
  for (const auto* table : tables) {
    DL_TRY(auto one, one_case(*table));
    const auto come_out = problems_of(made, one);
    if (come_out != one.problems)
      return file.wrong(*table, fmt::format("the example '{}' has the problems [{}], and says [{}]", one.name,
                                            fmt::join(come_out, ", "), fmt::join(one.problems, ", ")));
    made.cases.push_back(std::move(one));
  }
  return {};
}

// `like` takes the values of an example above; "" takes one away.
Outcome<Case> Reading::one_case(const toml::table& table) {
  DL_CHECK(file.only(table, {"name", "like", "record", "problems", "today"}));
  Case one{.place = file.place(table)};
  DL_TRY(one.name, file.text(table, "name"));
  DL_TRY(one.problems, file.texts(table, "problems"));
  DL_TRY(one.today, file.date(table, "today"));
  json::object record;
  if (table.contains("like")) {
    DL_TRY(const auto like, file.text(table, "like"));
    const auto found = std::ranges::find(made.cases, like, &Case::name);
    if (found == made.cases.end())
      return file.wrong(*table.get("like"), fmt::format("there is no example '{}' above", like));
    record = json::parse(found->record).as_object();
  }
  const auto* given = table.get("record");
  if (given == nullptr || !given->is_table()) return file.wrong(table, "'record' is a table of values");
  for (const auto& [key, inner] : *given->as_table()) {
    DL_CHECK(named(inner, key.str()));
    record[key.str()] = json_of(inner);
  }
  one.record = json::serialize(record);
  return one;
}

Outcome<Register> Reading::whole() {
  DL_CHECK(file.only(file.root(), {"register", "field", "rule", "publication", "counterpart", "console", "page",
                                   "import", "export", "figure", "change", "case"}));
  DL_CHECK(head());
  DL_CHECK(fields());
  DL_CHECK(head_fields());
  DL_CHECK(rules());
  DL_CHECK(publication());
  DL_CHECK(counterpart());
  DL_CHECK(console());
  DL_CHECK(page());
  DL_CHECK(import());
  DL_CHECK(exports());
  DL_CHECK(figures());
  DL_CHECK(staff_only());
  DL_CHECK(changes());
  DL_CHECK(cases());
  return std::move(made);
}

std::string code_of_file(std::string_view file) {
  const auto slash = file.rfind('/');
  auto name = slash == file.npos ? file : file.substr(slash + 1);
  return std::string(name.ends_with(kExtension) ? name.substr(0, name.size() - kExtension.size()) : name);
}

Outcome<Register> read_register(const std::string& file, std::string_view text, const Surroundings& around) {
  DL_TRY(const auto parsed, TomlFile::parse(file, text));
  DL_TRY(auto made, Reading({parsed, around}).whole());
  made.digest = sha256_hex(text);
  return made;
}

Outcome<Registers> Registers::load(const Vocabularies& lists, const periods::Laws& laws) {
  Registers registers;
  Surroundings around{lists, laws};
  std::vector<std::string> files;
  for (const auto& name : list_resources(kFolder)) {
    if (!name.ends_with(kExtension)) continue;
    files.push_back(name);
    around.registers.push_back(code_of_file(name));
  }
  for (const auto& name : files) {
    DL_TRY(const auto text, load_resource(name));
    DL_TRY(auto made, read_register(name, text, around));
    auto code = made.code;
    registers.all_.emplace(std::move(code), std::move(made));
  }
  for (auto& [code, made] : registers.all_) DL_CHECK(tie_up(made, registers.all_));
  return registers;
}

Outcome<const Register*> Registers::find(std::string_view code) const {
  const auto found = all_.find(code);
  if (found != all_.end()) return &found->second;
  std::vector<std::string_view> codes;
  for (const auto& [known, unused] : all_) codes.push_back(known);
  const auto near = nearest(code, codes);
  return fail(Fault::NotFound, "register.unknown",
              near.empty() ? std::string(code) : fmt::format("{}; {}?", code, near));
}

}  // namespace dl::records
