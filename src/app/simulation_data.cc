#include "app/simulation_data.h"

#include <algorithm>

#include "base/toml_file.h"

namespace dl::app {
namespace {

/// A list without which there is nothing to draw from.
Outcome<std::vector<std::string>> read_list(const TomlFile& file, const toml::table& table, std::string_view key) {
  DL_TRY(auto list, file.texts(table, key));
  if (list.empty()) return file.wrong(table, fmt::format("{} is empty", key));
  return list;
}

Outcome<SimulatedPerson> read_person(const TomlFile& file, const toml::table& table) {
  DL_CHECK(file.only(table, {"login", "name", "roles"}));
  SimulatedPerson person;
  DL_TRY(person.login, file.text(table, "login"));
  DL_TRY(person.name, file.text(table, "name"));
  DL_TRY(person.roles, read_list(file, table, "roles"));
  return person;
}

Outcome<void> read_bodies(const TomlFile& file, requests::Bodies& bodies) {
  const auto* table = file.root()["bodies"].as_table();
  if (table == nullptr) return file.wrong(file.root(), "bodies is missing");
  DL_CHECK(file.only(*table, {"reconsideration", "court", "online"}));
  DL_TRY(bodies.reconsideration, file.text(*table, "reconsideration"));
  DL_TRY(bodies.court, file.text(*table, "court"));
  DL_TRY(bodies.online, file.text(*table, "online"));
  return {};
}

Outcome<void> read_office(SimulationData& data) {
  DL_TRY(const auto file, TomlFile::load("data/simulation/office.toml"));
  DL_CHECK(file.only(file.root(), {"departments", "bodies", "person"}));
  DL_TRY(data.departments, read_list(file, file.root(), "departments"));
  DL_CHECK(read_bodies(file, data.bodies));
  DL_TRY(const auto tables, file.tables(file.root(), "person"));
  for (const auto* table : tables) {
    DL_TRY(auto person, read_person(file, *table));
    data.people.push_back(std::move(person));
  }
  return {};
}

Outcome<SimulatedClass> read_class(const TomlFile& file, const toml::table& table) {
  DL_CHECK(file.only(table, {"applicant", "registrar", "endings"}));
  SimulatedClass read;
  DL_TRY(const auto name, file.text(table, "applicant"));
  const auto applicant = find_name<requests::Applicant>(name);
  if (!applicant || *applicant == requests::Applicant::Natural) return file.wrong(table, "unknown applicant: " + name);
  read.applicant = *applicant;
  DL_TRY(read.registrar, file.text(table, "registrar"));
  DL_TRY(read.endings, read_list(file, table, "endings"));
  return read;
}

Outcome<void> read_applicants(SimulationData& data) {
  DL_TRY(const auto file, TomlFile::load("data/simulation/applicants.toml"));
  const auto& root = file.root();
  DL_CHECK(file.only(root, {"surnames", "given", "words", "streets", "class"}));
  DL_TRY(data.surnames, read_list(file, root, "surnames"));
  DL_TRY(data.given, read_list(file, root, "given"));
  DL_TRY(data.words, read_list(file, root, "words"));
  DL_TRY(data.streets, read_list(file, root, "streets"));
  DL_TRY(const auto tables, file.tables(root, "class"));
  for (const auto* table : tables) {
    DL_TRY(auto read, read_class(file, *table));
    data.classes.push_back(std::move(read));
  }
  for (const auto& row : requests::kApplicants) {
    const auto of = [&](const SimulatedClass& one) { return one.applicant == row.value; };
    if (row.value != requests::Applicant::Natural && std::ranges::none_of(data.classes, of))
      return file.wrong(root, fmt::format("nobody is {}", row.name));
  }
  return {};
}

Outcome<void> read_topics(SimulationData& data) {
  DL_TRY(const auto file, TomlFile::load("data/simulation/topics.toml"));
  DL_CHECK(file.only(file.root(), {"places", "topic"}));
  DL_TRY(data.places, read_list(file, file.root(), "places"));
  DL_TRY(const auto tables, file.tables(file.root(), "topic"));
  for (const auto* table : tables) {
    DL_CHECK(file.only(*table, {"wanted", "material", "third", "topic"}));
    SimulatedTopic topic;
    DL_TRY(topic.wanted, file.text(*table, "wanted"));
    DL_TRY(topic.material, file.text(*table, "material"));
    DL_TRY(topic.third, file.text(*table, "third"));
    DL_TRY(topic.topic, file.text_or(*table, "topic", ""));
    data.topics.push_back(std::move(topic));
  }
  if (data.topics.empty()) return file.wrong(file.root(), "topic is missing");
  return {};
}

}  // namespace

Outcome<SimulationData> SimulationData::load() {
  SimulationData data;
  DL_CHECK(read_office(data));
  DL_CHECK(read_applicants(data));
  DL_CHECK(read_topics(data));
  return data;
}

}  // namespace dl::app
