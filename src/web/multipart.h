// multipart/form-data: forms with files, as the public sends them (RFC 7578). Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace dl::web {

/// One field or file. `body` points into the bytes that were parsed.
struct FormPart {
  std::string name = {};
  std::string file_name = {};  ///< last part of the path only, without control characters; empty for a plain field
  std::string type = {};       ///< as sent; not to be trusted
  std::string_view body = {};
};

inline constexpr std::size_t kMaxFormParts = 100;
inline constexpr std::size_t kMaxPartHead = 4096;

/// Reads a whole body. Fails with `request.multipart` on another content type, a bad boundary, a part
/// without name, an unfinished body, or beyond the limits.
Outcome<std::vector<FormPart>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace dl::web
