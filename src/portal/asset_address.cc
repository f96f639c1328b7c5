#include "portal/asset_address.h"

#include "base/hash.h"
#include "base/resources.h"

namespace dl::portal {

std::string asset_address(std::string_view name) {
  const auto bytes = find_resource(fmt::format("assets/{}", name));
  return fmt::format("/assets/{}?v={}", name, bytes ? sha256_hex(*bytes).substr(0, 12) : "0");
}

}  // namespace dl::portal
