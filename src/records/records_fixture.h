// What the tests of this module stand on: the program's own lists, laws, calendar and registers.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "base/calendar.h"
#include "base/resources.h"
#include "records/read.h"
#include "records/record.h"

namespace dl::records {

template <class T>
T must(Outcome<T> made) {
  if (!made) throw std::runtime_error(describe(made.error()));
  return std::move(*made);
}

inline const Vocabularies& lists() {
  static const auto loaded = must(Vocabularies::load());
  return loaded;
}

inline const periods::Laws& laws() {
  static const auto loaded = must(periods::Laws::load());
  return loaded;
}

inline const Calendar& calendar() {
  static const auto loaded = must(Calendar::load());
  return loaded;
}

inline const Registers& registers() {
  static const auto loaded = must(Registers::load(lists(), laws()));
  return loaded;
}

inline const Register& penalties() { return registers().all().at("penalties"); }

/// A file of the program, or of tests/fixtures/registers/.
inline std::string text_of_file(std::string_view code) {
  const auto name = "registers/" + std::string(code) + ".toml";
  if (const auto text = load_resource("data/" + name)) return std::string(*text);
  std::ifstream file(DAYLIGHT_SOURCE_DIR "/tests/fixtures/" + name);
  if (!file) throw std::runtime_error("no file " + name);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The text of a register as if it stood in data/registers/CODE.toml, among those of the program.
inline Outcome<Register> read_text(const std::string& code, std::string_view text) {
  Surroundings around{lists(), laws()};
  for (const auto& [one, made] : registers().all()) around.registers.push_back(one);
  DL_TRY(auto made, read_register("data/registers/" + code + ".toml", text, around));
  DL_CHECK(tie_up(made, registers().all()));
  return made;
}

/// `what` once replaced; a test that replaces nothing is wrong.
inline std::string replaced(std::string text, std::string_view what, std::string_view with) {
  const auto at = text.find(what);
  if (at == std::string::npos) throw std::runtime_error("not there: " + std::string(what));
  return text.replace(at, what.size(), with);
}

/// The record of an example.
inline Read example(const Register& made, std::string_view name) {
  for (const auto& one : made.cases)
    if (one.name == name) return must(read_json(one.record, made));
  throw std::runtime_error("no example " + std::string(name));
}

/// The records of all examples that are right.
inline std::vector<Read> good_examples(const Register& made) {
  std::vector<Read> all;
  for (const auto& one : made.cases)
    if (one.problems.empty()) all.push_back(must(read_json(one.record, made)));
  return all;
}

}  // namespace dl::records
