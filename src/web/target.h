// The request target, "/zwgk/2.html?x=1", checked and decoded. Pure.
//
// What comes out is safe to compare and to join: no NUL or control characters, no "." or ".."
// parts in any spelling, valid UTF-8. Anything else is refused rather than repaired.
#pragma once

#include <string>
#include <string_view>

#include "web/message.h"

namespace dl::web {

struct Target {
  std::string path = {};  ///< decoded, starts with "/"
  Fields query = {};
};

/// Fails with `request.target`: absolute or authority forms, "*", fragments, bad escapes, "..",
/// encoded slashes and NUL, bytes that are not UTF-8.
Outcome<Target> parse_target(std::string_view text);

/// A Host header, in lower case.
struct Authority {
  std::string host = {};
  std::string port = {};  ///< with its colon, ":8080"; empty when none is named
};
std::optional<Authority> parse_authority(std::string_view text);

/// The Host header without port and in lower case; empty optional when it is not a host at all.
std::optional<std::string> parse_host(std::string_view text);

/// Reads a Cookie header; pairs without a name are left out.
Fields parse_cookies(std::string_view text);

/// True for well-formed UTF-8 without control characters.
bool is_clean_text(std::string_view text);

}  // namespace dl::web
