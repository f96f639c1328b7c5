// The places of the tests' city, and their bare rows for tests of what stands below the town (tests/support/town.h),
// where somebody works somewhere and no more.
#pragma once

#include "agencies/agency_store.h"

namespace dl::test {

/// Where somebody works in a test.
struct Place {
  const char* code = "";
  const char* name = "";
  const char* prefix = "";  ///< of its site, unless it is the first of all
};
inline constexpr Place kCity = {"002456781", "清州市人民政府", ""};
inline constexpr Place kBureau = {"743719761", "清州市城市管理局", "/cgj"};
inline constexpr Place kCulture = {"000014349", "清州市文化局", "/whj"};
inline constexpr Place kEast = {"743719788", "东区城市管理局", "/east"};
inline constexpr Place kWest = {"743719796", "西区城市管理局", "/west"};

/// The tables that agencies lie in.
inline const std::vector<db::Migration>& place_tables() { return agencies::migrations(); }

/// Enters the row of a place, below another one or not; its number, which counts from 1.
inline Outcome<std::int64_t> put(db::Session& session, const Place& place, std::optional<std::int64_t> parent = {}) {
  return agencies::insert(session, agencies::Agency{.code = place.code, .name = place.name, .parent = parent});
}

}  // namespace dl::test
