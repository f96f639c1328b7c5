// A lamp for the tests that call every operation.
#include "api/town_fixture.h"
#include "lamps/lamp_desk.h"

namespace dl::api {
namespace {

const bool kKnown =
    add_sample({"/api/v1/lamps", "lamp", [](Town& town, Browser&, const std::string& secret) {
                  const auto keeper = accounts::Principal::machine("operator:test");
                  auto noted = lamps::LampDesk(town.journal()).note(town.bureau(), {secret, "不亮"}, keeper);
                  EXPECT_TRUE(noted) << describe(noted.error());
                  return noted.value_or(0);
                }});

}  // namespace
}  // namespace dl::api
