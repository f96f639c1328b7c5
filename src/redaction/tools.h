// The programs that read foreign files here: mutool, qpdf and pdftotext as child processes with limits, and work
// that two or more of them do at the same time.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::redaction {

/// How the programs name what stands on their standard input: a file in memory that can be sought in.
inline constexpr const char* kInput = "/dev/fd/0";

/// What the program writes. Fails with Fault::Unavailable `redaction.tool` where it is not installed, with
/// Fault::Unreadable `redaction.broken` when it makes nothing of the file, with Fault::TooLarge
/// `redaction.too-costly` for more time or more output than limits.h allows.
Outcome<std::string> run_tool(const std::vector<std::string>& arguments, std::string_view input);

/// Before a PDF is read any further: Fault::Unreadable `redaction.encrypted` for one that is, with or without a
/// password for reading; Fault::TooLarge `redaction.pages` for one that says that it has too many.
Outcome<void> check_head(std::string_view pdf);

/// Calls `work` with 0 to `count` - 1, as many at a time as there are cores, four at most. The first failure is the
/// answer; what has not begun by then is left undone.
Outcome<void> in_parallel(std::size_t count, const std::function<Outcome<void>(std::size_t)>& work);

}  // namespace dl::redaction
