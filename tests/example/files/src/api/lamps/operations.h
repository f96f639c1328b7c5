// The operations on lamps.
#pragma once

#include "api/operations.h"

namespace dl::api {

std::span<const Operation> lamp_operations();

}  // namespace dl::api
