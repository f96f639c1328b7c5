// The people of the demonstration, from data/demo/people.toml: one for each role, so that nobody reviews
// their own work. They share a password that is shown to whoever makes the demonstration.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/installation.h"

namespace dl::app {

struct DemoPerson {
  std::string login = {};
  std::string name = {};
  std::string agency = {};              ///< key in city.toml
  std::vector<std::string> roles = {};  ///< as accounts::parse_grant reads them
};

struct DemoPeople {
  std::string password = {};
  std::vector<DemoPerson> people = {};
};

/// Failures name file and line.
Outcome<DemoPeople> read_demo_people();

/// The names of the agencies by their keys in city.toml.
Outcome<std::map<std::string, std::string>> read_demo_agency_names();

/// Who takes an agency's documents through their steps.
struct Cast {
  accounts::Principal drafter = {};
  accounts::Principal reviewer = {};
  accounts::Principal secrecy_reviewer = {};
  accounts::Principal publisher = {};
};

/// Everybody, ready to act.
struct DemoCast {
  std::map<std::string, Cast> by_agency = {};  ///< by its key; where several have a part, the first of the file
  std::map<std::string, accounts::Principal> by_login = {};
};

/// Enters them with their roles. `agencies` has the ids by key. Fails with `data.invalid` when an agency has
/// nobody for one of the steps.
Outcome<DemoCast> enter_demo_people(Installation& installation, journal::Journal& journal,
                                    const std::map<std::string, std::int64_t>& agencies);

}  // namespace dl::app
