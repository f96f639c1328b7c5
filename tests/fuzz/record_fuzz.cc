// Any bytes as the JSON of a record, and as a cell of each type: what is read is read again from its canonical form as
// it was, and can be checked, masked and shown.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "records/mask.h"
#include "records/read.h"
#include "records/record.h"
#include "records/write.h"

namespace {

using namespace dl::records;

// A register with a field of each type.
std::string file_of_all_types() {
  std::string fields;
  std::string group;
  for (const auto name : type_names()) {
    std::string code(name);
    for (char& c : code)
      if (c == '-') c = '_';
    code = "a_" + code;
    fields += "[[field]]\ncode = \"" + code + "\"\ntitle = \"" + code + "\"\ntype = \"" + std::string(name) + "\"\n";
    fields += name == "text" ? "required = true\n" : "";
    fields += name == "person-name" ? "privacy = \"personal\"\nmask = \"person-name\"\n" : "privacy = \"open\"\n";
    fields += name == "code" ? "list = \"kinds\"\nmany = true\n" : "";
    fields += name == "decimal" ? "digits = 2\n" : "";
    fields += name == "link" ? "links = \"all\"\n" : "";
    fields +=
        name == "table" ? "fields = [{ code = \"n\", title = \"n\", type = \"integer\", privacy = \"open\" }]\n" : "";
    group += "\"" + code + "\", ";
  }
  return "[register]\ncode = \"all\"\nversion = 1\ntitle = \"t\"\nentry = \"e\"\nkeeper = \"city\"\nkey = "
         "[\"a_text\"]\n"
         "at = \"a_date\"\nname = \"{a_text} {a_person_name}\"\nnil = \"none\"\nsource = \"s\"\ngrade = \"P\"\n" +
         fields +
         "[[rule]]\ncheck = \"adult-at\"\nfields = [\"a_id_number\", \"a_date\"]\nage = 18\neffect = \"withhold\"\n"
         "[publication]\nsteps = \"none\"\n[console]\ncolumns = [\"a_text\"]\ngroups = [{ title = \"g\", fields = [" +
         group +
         "] }]\n[page]\npresenter = \"table\"\ncolumns = [\"a_text\"]\nsort = \"a_text\"\ndetail = [\"a_text\"]\n"
         "[import]\nsheet = \"s\"\nmerged = \"refuse\"\n[[change]]\nversion = 1\non = 2026-01-01\nsays = \"c\"\n"
         "[[case]]\nname = \"n\"\nproblems = []\nrecord = { a_text = \"t\" }\n";
}

const Register& all_types() {
  static const dl::Vocabularies lists = [] {
    dl::Vocabularies made;
    made.put({.id = "kinds", .terms = {{.code = "fine", .name = "罚款"}, {.code = "other", .name = "其他"}}});
    return made;
  }();
  static const dl::periods::Laws laws;
  static const auto made = read_register("data/registers/all.toml", file_of_all_types(), {lists, laws});
  if (!made) {
    std::fputs(made.error().detail.c_str(), stderr);
    std::abort();
  }
  return *made;
}

void try_cells(std::string text) {
  using Kind = Cell::Kind;
  for (const auto& field : all_types().fields) {
    if (field.row().parse == nullptr) continue;
    for (const auto kind : {Kind::Text, Kind::Number, Kind::Date, Kind::Flag}) {
      const auto parsed = parse_cell({kind, text}, field);
      if (parsed.value.empty()) continue;
      if (parse_value(text_of(parsed.value, field), field).value != parsed.value) std::abort();
      (void)html_of(parsed.value, field);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  if (text.size() < 200) try_cells(text);
  const auto read = read_json(text, all_types());
  if (!read) return 0;
  const auto canonical = json_of(read->record, all_types());
  const auto again = read_json(canonical, all_types());
  if (!again || again->record != read->record || json_of(again->record, all_types()) != canonical) std::abort();
  (void)check(all_types(), *read, dl::Date(2026, 1, 1));
  (void)record_name(all_types(), read->record);
  return 0;
}
