// The version, from CMake's project().
#pragma once

#include <string_view>

namespace dl::app {

#ifndef DAYLIGHT_VERSION
#define DAYLIGHT_VERSION "0.0.0"
#endif
inline constexpr std::string_view kVersion = DAYLIGHT_VERSION;

}  // namespace dl::app
