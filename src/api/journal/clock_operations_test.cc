// The clock over the API: everybody reads it; whoever administers the system sets that of a simulation.
#include <gmock/gmock.h>

#include "api/town_fixture.h"

namespace dl::api {
namespace {

using accounts::Role;

const json::object kInput = {{"now", "2024-04-01T09:00:00+08:00"}};

TEST(ClockOperations, ARealInstallationHasNoClockToSet) {
  Town town;
  auto system = town.person("gu.changqing", Role::SystemAdministrator, town.bureau());
  const auto shown = town.get(system, "/api/v1/clock");
  EXPECT_EQ(shown.object().at("now").as_string(), "2024-03-01T09:30:00+08:00");
  EXPECT_FALSE(shown.object().at("simulation").as_bool());
  const auto set = town.put(system, "/api/v1/clock", kInput);
  EXPECT_EQ(set.status, 409);
  EXPECT_EQ(set.object().at("key").as_string(), "simulation.real");
}

TEST(ClockOperations, WhoeverAdministersTheSystemSetsThatOfASimulation) {
  Town town;
  std::optional<Instant> asked;
  town.api().around.simulation = true;
  town.api().around.set_clock = [&](Instant at, const std::string&) -> Outcome<void> {
    asked = at;
    return {};
  };
  auto drafter = town.person("li.qing", Role::Drafter, town.bureau());
  EXPECT_EQ(town.put(drafter, "/api/v1/clock", kInput).status, 403);
  EXPECT_FALSE(asked);
  auto system = town.person("gu.changqing", Role::SystemAdministrator, town.bureau());
  EXPECT_TRUE(town.get(system, "/api/v1/session").object().at("simulation").as_bool());
  EXPECT_EQ(town.put(system, "/api/v1/clock", kInput).status, 200);
  EXPECT_EQ(asked, Instant::at(Date(2024, 4, 1), 9));
}

}  // namespace
}  // namespace dl::api
