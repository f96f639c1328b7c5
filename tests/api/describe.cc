// Writes the description of the API, for the linter and for the types of the console.
#include <fmt/format.h>

#include "api/openapi.h"

int main() { fmt::print("{}\n", boost::json::serialize(dl::api::describe_api(dl::api::groups()))); }
