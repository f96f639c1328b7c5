// Any bytes as a target, a form and a value: what is accepted is clean, and encoding is undone by decoding.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "web/target.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace dl::web;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  require(percent_decode(percent_encode(bytes), false) == bytes);
  require(percent_decode(percent_encode(bytes), true) == bytes);
  require(parse_fields(bytes).size() <= kMaxFormFields);
  if (auto target = parse_target(bytes)) {
    require(target->path.starts_with('/'));
    require(is_clean_text(target->path));
    require(target->path.find("/../") == std::string::npos && !target->path.ends_with("/.."));
    auto again = parse_target("/" + percent_encode(target->path.substr(1)));
    require(target->path.find('/', 1) != std::string::npos || (again && again->path == target->path));
  }
  if (auto host = parse_host(bytes)) require(host->size() <= 255);
  return 0;
}
