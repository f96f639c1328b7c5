// Who was the last at a subject, and what of a change nobody outside sees.
#pragma once

#include "journal/journal.h"

namespace dl::journal {

/// A topic that says that nobody outside sees anything of a change: caches and the search index leave it alone.
inline constexpr std::string_view kStaffOnly = "staff";

bool is_staff_only(const Entry& entry);

/// Who was the last to do something recorded to a subject, and when.
struct Latest {
  std::string actor = {};
  Instant at = {};
};
Outcome<std::optional<Latest>> latest_about(db::Session& session, const std::string& subject);

}  // namespace dl::journal
