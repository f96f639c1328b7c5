// Any bytes as a multipart form: parts lie within the body, within the limits, and names are clean.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "web/multipart.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

// The first line is the content type, the rest the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto line = bytes.substr(0, bytes.find('\n'));
  auto body = bytes.substr(std::min(line.size() + 1, bytes.size()));
  auto parts = dl::web::parse_multipart(line, body);
  if (!parts) return 0;
  require(parts->size() <= dl::web::kMaxFormParts);
  for (const auto& part : *parts) {
    if (!part.body.empty()) require(part.body.data() >= body.data() && part.body.end() <= body.end());
    require(part.file_name.find_first_of("/\\\r\n") == std::string::npos);
    require(part.file_name != "..");
  }
  return 0;
}
