// Whether information that was given on request was asked for by so many that it should be public (条例 art. 44). How
// many and within which time is data, for no law sets it. People are told apart by their marks, never by name.
#pragma once

#include "db/database.h"
#include "matters/matter.h"

namespace dl::requests {

/// Of data/laws: so many applicants (`times`) within so many months. An installation that overlays it with `on = false`
/// is proposed nothing.
inline constexpr std::string_view kTransformPeriod = "request.transformation";

struct AskedByMany {
  int people = 0;        ///< who asked for much the same (likeness.h) within the period
  int newcomers = 0;     ///< those of them who came after somebody last decided; all where nobody has
  bool decided = false;  ///< on this request or an alike one
  int months = 0;
  int owed = 0;  ///< from so many people on

  /// Proposed once, and again only when more came.
  bool proposed() const { return people >= owed && newcomers > 0; }
};

/// As things stand today. Nothing for a request that was not answered with information, and where no period is on.
Outcome<std::optional<AskedByMany>> asked_by_many(db::Session& session, const matters::Case& now,
                                                  const periods::Laws& laws, Date today);

}  // namespace dl::requests
