// What the server tells about a finished request: enough to find faults, nothing about persons.
#pragma once

#include <cstdint>
#include <string_view>

namespace dl::web {

/// The views are valid during the call only. There is no query, cookie or full address in it.
struct AccessLine {
  std::string_view id = {};  ///< X-Request-Id
  std::string_view method = {};
  std::string_view path = {};  ///< as sent, without the query; cut at 200 bytes
  std::string_view host = {};
  std::string_view network = {};  ///< of the client: IPv4 /24, IPv6 /48
  std::string_view note = {};     ///< why it was refused or failed, for operators
  int status = 0;
  std::uint64_t bytes = 0;
  std::uint64_t microseconds = 0;
  bool cached = false;
};

/// Writes it to the program's log as "request.answered".
void write_to_log(const AccessLine& line);

}  // namespace dl::web
