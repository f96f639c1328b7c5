// What people of the demonstration's city searched for without finding it, and what was said to it, from
// data/demo/questions.toml.
#pragma once

#include "app/demo_history.h"

namespace dl::app {

/// Plans all of it. Fault::Invalid `data.invalid` with file and line for what the file gets wrong.
Outcome<void> tell_demo_questions(DemoHistory& history, Installation& installation, DemoPast& past,
                                  const std::map<std::string, std::int64_t>& agencies, const DemoCast& cast);

}  // namespace dl::app
