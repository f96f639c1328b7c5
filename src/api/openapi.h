// The description of the API as OpenAPI 3.1, made from the table of operations.
#pragma once

#include "api/operations.h"

namespace dl::api {

json::object describe_api(std::span<const Group> groups);

}  // namespace dl::api
