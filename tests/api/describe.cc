// Writes the description of the API, for the linter and for the types of the console.
#include <fmt/format.h>

#include "api/domains.h"
#include "api/openapi.h"

int main() {
  auto description = dl::api::describe_api(dl::api::groups());
  if (!description) {
    fmt::print(stderr, "{}\n", dl::describe(description.error()));
    return 1;
  }
  fmt::print("{}\n", boost::json::serialize(*description));
}
