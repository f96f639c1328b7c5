// The description of the API as OpenAPI 3.1, made from the table of operations.
#pragma once

#include "api/operations.h"

namespace dl::api {

/// Fault::Internal `api.shapes` when two different things would be described under one name.
Outcome<json::object> describe_api(std::span<const Group> groups);

}  // namespace dl::api
