// A document for the tests that call every operation.
#include "api/town_fixture.h"

namespace dl::api {
namespace {

const bool kKnown =
    add_sample({"/api/v1/documents", "document",
                [](Town& town, Browser& drafter, const std::string& secret) { return town.draft(drafter, secret); }});

}  // namespace
}  // namespace dl::api
