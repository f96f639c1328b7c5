// A draw for the tests that call every operation.
#include "api/town_fixture.h"
#include "draws/draw_desk.h"
#include "tests/support/inspections.h"

namespace dl::api {
namespace {

const bool kKnown =
    add_sample({"/api/v1/draws", "draw", [](Town& town, Browser&, const std::string& secret) -> std::int64_t {
                  auto& api = town.api();
                  test::put_out_inspections(town.journal(), api.register_desk, api.around.registers, town.bureau());
                  draws::DrawDesk desk(town.journal(),
                                       {api.around.registers, api.around.projection, api.laws, api.around.sealing_key});
                  const auto now = api.around.clock.now();
                  auto made = desk.prepare({.agency = town.bureau(),
                                            .number = "CQ-1",
                                            .plan = "CG-2026-01",
                                            .objects_drawn = 2,
                                            .reveal_from = Instant::at(now.date().plus_days(1), 9),
                                            .beacon_source = secret},
                                           accounts::Principal::machine("operator:test"));
                  EXPECT_TRUE(made) << describe(made.error());
                  return made.value_or(0);
                }});

}  // namespace
}  // namespace dl::api
