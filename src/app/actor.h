// Who acts from the command line, as the journal names them.
#pragma once

#include <string>

#include "app/installation.h"

namespace dl::app {

/// The person whose account or name this is, as "person:12", so that the four-eyes rule knows them from the console.
/// Where there are no people yet, "operator:NAME". Fault::NotFound `person.unknown` for a name that nobody has,
/// Fault::Conflict `person.ambiguous` for one that several have.
Outcome<std::string> actor_called(Installation& installation, const std::string& name);

/// Whoever is at the machine, as far as it knows: "operator:root".
std::string operator_here();

}  // namespace dl::app
