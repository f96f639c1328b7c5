// The demonstration: a fictitious city whose agencies and documents stand in data/demo.
#pragma once

#include <functional>

#include "app/installation.h"

namespace dl::app {

/// Fills an empty installation with the agencies of data/demo/city.toml, the documents of
/// data/demo/documents, each through every step of its life with a person for each role, and the unfinished
/// ones of data/demo/work as far as they are. `progress` hears steps done and their total. Fails with file and line on
/// faulty data.
Outcome<void> build_demo_city(Installation& installation,
                              const std::function<void(std::size_t, std::size_t)>& progress);

}  // namespace dl::app
