// The subcommand `calendar`.
#pragma once

#include "app/commands.h"

namespace dl::app {

void add_calendar(CLI::App& program, Action& chosen);

}  // namespace dl::app
