// Where a page finds its style, script and icons.
#pragma once

#include <string>
#include <string_view>

namespace dl::portal {

/// The address of an asset by its name, with a mark of its bytes so that it may be kept for long.
std::string asset_address(std::string_view name);

}  // namespace dl::portal
