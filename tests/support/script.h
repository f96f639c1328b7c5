// Runs a script of the tests, in Python's own library: what others read must not be read by the code that wrote it.
#pragma once

#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <string>

namespace dl::test {

struct Said {
  int status = -1;
  std::string text = {};  ///< of both streams
};

/// `command` is a script below the folder of the sources with its arguments: "tests/opendata/table.py csv FILE".
inline Said run_script(const std::string& command) {
  Said said;
  auto* pipe = popen(("python3 " DAYLIGHT_SOURCE_DIR "/" + command + " 2>&1").c_str(), "r");
  if (pipe == nullptr) return said;
  std::array<char, 4096> piece = {};
  while (const auto count = std::fread(piece.data(), 1, piece.size(), pipe)) said.text.append(piece.data(), count);
  said.status = WEXITSTATUS(pclose(pipe));
  return said;
}

}  // namespace dl::test
