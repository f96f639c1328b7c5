// A register that has a field of each type, for targets that feed bytes to what reads records.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

#include "records/read.h"
#include "records/types.h"

namespace dl::records {

// A register with a field of each type.
inline std::string file_of_all_types(const std::string& merged) {
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
    fields += name == "table" ? "fields = [{ code = \"n\", title = \"n\", type = \"integer\", privacy = \"open\" }, "
                                "{ code = \"m\", title = \"m\", type = \"text\", privacy = \"open\", required_when = "
                                "{ field = \"n\", at-least = 1 } }]\n"
                              : "";
    group += "\"" + code + "\", ";
  }
  return "[register]\ncode = \"all\"\nversion = 1\ntitle = \"t\"\nentry = \"e\"\nkeeper = \"city\"\nkey = "
         "[\"a_text\"]\n"
         "at = \"a_date\"\nname = \"{a_text} {a_person_name}\"\nnil = \"none\"\nsource = \"s\"\ngrade = \"P\"\n" +
         fields +
         "[[rule]]\ncheck = \"adult-at\"\nfields = [\"a_id_number\", \"a_date\"]\nage = 18\neffect = \"withhold\"\n"
         "[[rule]]\ncheck = \"sum-of-rows\"\nfields = [\"a_integer\", \"a_table\"]\ncolumn = \"n\"\neffect = \"warn\"\n"
         "[publication]\nsteps = \"none\"\n[console]\ncolumns = [\"a_text\"]\ngroups = [{ title = \"g\", fields = [" +
         group +
         "] }]\n[page]\npresenter = \"table\"\ncolumns = [\"a_text\"]\nsort = \"a_text\"\ndetail = [\"a_text\"]\n"
         "[import]\nsheet = \"s\"\nmerged = \"" +
         merged +
         "\"\n[[change]]\nversion = 1\non = 2026-01-01\nsays = \"c\"\n"
         "[[case]]\nname = \"n\"\nproblems = []\nrecord = { a_text = \"t\" }\n";
}

/// `merged` is what becomes of merged cells: "refuse" or "repeat".
inline Register all_types(const std::string& merged = "refuse") {
  static const Vocabularies lists = [] {
    Vocabularies made;
    made.put({.id = "kinds", .terms = {{.code = "fine", .name = "罚款"}, {.code = "other", .name = "其他"}}});
    return made;
  }();
  static const periods::Laws laws;
  auto made = read_register("data/registers/all.toml", file_of_all_types(merged), {lists, laws});
  if (!made) {
    std::fputs(made.error().detail.c_str(), stderr);
    std::abort();
  }
  return std::move(*made);
}

}  // namespace dl::records
