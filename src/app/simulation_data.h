// What a simulated year is made of, as data/simulation/ tells it: who works in the agency, who asks, and for what. All
// of it is invented.
#pragma once

#include <string>
#include <vector>

#include "requests/reply.h"
#include "requests/request.h"

namespace dl::app {

struct SimulatedPerson {
  std::string login = {};
  std::string name = {};
  std::vector<std::string> roles = {};  ///< as accounts::parse_grant reads them
};

/// Organisations of a class of applicants.
struct SimulatedClass {
  requests::Applicant applicant = {};
  std::string registrar = {};  ///< the first two characters of their unified codes
  std::vector<std::string> endings = {};
};

struct SimulatedTopic {
  std::string wanted = {};  ///< with {year} and {place}
  std::string material = {};
  std::string third = {};  ///< whom it concerns besides
  std::string topic = {};  ///< code of the list; empty for none
};

struct SimulationData {
  requests::Bodies bodies = {};
  std::vector<std::string> departments = {};
  std::vector<SimulatedPerson> people = {};
  std::vector<std::string> surnames = {};
  std::vector<std::string> given = {};
  std::vector<std::string> words = {};  ///< before the ending of an organisation's name
  std::vector<std::string> streets = {};
  std::vector<SimulatedClass> classes = {};  ///< of all applicants but natural persons
  std::vector<std::string> places = {};
  std::vector<SimulatedTopic> topics = {};

  /// Failures name file and line: `data.invalid` also for a list without entries, and a class that nobody is of.
  static Outcome<SimulationData> load();
};

}  // namespace dl::app
