// A simulated year in an office of its own, and what lies in its rows afterwards.
#pragma once

#include "app/office_fixture.h"
#include "app/simulated_year.h"
#include "matters/matter_store.h"
#include "requests/procedure.h"

namespace dl::app {

inline constexpr int kYear = 2025;

inline SimulationWish wish_for(std::size_t requests, std::uint64_t seed = 7, int year = kYear) {
  return {.requests = requests, .year = year, .seed = seed};
}

inline Outcome<SimulatedOutcome> play(Office& office, const SimulationWish& wish) {
  return play_year(office.installation(), wish, [](std::size_t) {});
}

/// All requests of an installation.
inline std::vector<matters::Case> cases_of(Office& office) {
  auto read = office.installation().database().read([](db::Session& session) -> Outcome<std::vector<matters::Case>> {
    std::vector<matters::Matter> all;
    const matters::Wanted wanted{.kind = std::string(requests::kKind)};
    DL_CHECK(db::walk(
        [&](const std::optional<db::Key>& after) {
          return matters::list_matters(session, matters::Sight::everywhere(), wanted, after, 100);
        },
        [&](const std::vector<matters::Matter>& page) -> Outcome<void> {
          all.insert(all.end(), page.begin(), page.end());
          return {};
        }));
    return matters::load_cases(session, std::move(all));
  });
  EXPECT_TRUE(read) << describe(read.error());
  return read ? std::move(*read) : std::vector<matters::Case>();
}

}  // namespace dl::app
