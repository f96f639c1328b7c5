// Every message key with its sentence, as a page; the `type` of a problem leads to its line.
#pragma once

#include <string>

#include "api/problem.h"

namespace dl::api {

/// One page of HTML, without script, from data/messages.toml and data/problems.toml. Fails with `data.invalid`.
Outcome<std::string> render_problems(const Sentences& sentences);

}  // namespace dl::api
