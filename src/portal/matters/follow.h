// How somebody follows what they have brought: the page of a case, out of its facts.
#pragma once

#include "matters/matter_store.h"
#include "portal/matters/form.h"

namespace dl::portal {

inline constexpr const char* kFollowPath = "/follow";
inline constexpr const char* kFollowTitle = "查询办理进度";

/// A case with all that its page shows.
struct Followed {
  matters::Case now = {};
  std::vector<matters::Clock> clocks = {};
  std::vector<IssuedView> issued = {};
  std::vector<matters::Rating> ratings = {};
  std::vector<requests::Remedy> next_rights = {};
};

/// Fault::NotFound `matter.code` for a wrong number and for a wrong code alike.
/// Links to letters hold from `now` on (letter_link.h), which is by the real clock.
Outcome<Followed> follow(db::Session& session, const Window& window, std::string_view number, std::string_view code,
                         Instant now);

/// Fills what the case itself says.
void fill_case(CasePage& page, const Visit& visit, const Window& window, const Followed& followed);

/// The paragraphs of a text.
std::vector<std::string> lines_of(std::string_view text);

/// The days of a walk, for whoever asks why it ends there.
std::vector<DayView> day_views(const periods::Walk& walk);

}  // namespace dl::portal
