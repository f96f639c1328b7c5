// A small program run on untrusted bytes: no shell, no files left behind, limits on everything.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::intake {

struct ChildLimits {
  std::chrono::milliseconds time = std::chrono::seconds(20);  ///< on the wall clock; CPU time likewise
  std::size_t memory = 1024U << 20U;                          ///< address space, bytes
  std::size_t output = 32U << 20U;                            ///< more than this is cut off
};

/// Runs `arguments` (the first is an absolute path) with `input` as a seekable standard input and
/// returns its standard output. The child sees an empty environment but for the locale, no descriptor
/// of ours and writes no file. Fails with Fault::Unavailable `child.start` when it cannot be started,
/// with Fault::Unreadable `child.failed` when it ends badly or takes too long.
Outcome<std::string> run_child(const std::vector<std::string>& arguments, std::string_view input,
                               const ChildLimits& limits);

}  // namespace dl::intake
