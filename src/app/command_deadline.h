// The subcommand `deadline`.
#pragma once

#include "app/commands.h"

namespace dl::app {

void add_deadline(CLI::App& program, Action& chosen);

}  // namespace dl::app
