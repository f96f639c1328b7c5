// Addresses, title and door of the mailbox of an agency's head.
#pragma once

#include <string>
#include <string_view>

#include "portal/visit.h"

namespace dl::portal {

inline constexpr const char* kMailboxPath = "/mailbox";
inline constexpr const char* kNewLetterPath = "/mailbox/new";

/// 局长信箱 of a bureau (局), 领导信箱 of another agency.
inline std::string mailbox_title(const Visit& visit) {
  return visit.agency != nullptr && visit.agency->name.ends_with("局") ? "局长信箱" : "领导信箱";
}

/// By which the answers to letters are due (data/laws).
inline constexpr std::string_view kAnswerPeriod = "message.answer";

/// As open_window; `window.closed` also where letters are not taken.
Outcome<Window*> open_mailbox(const Portal& portal, const Visit& visit);

}  // namespace dl::portal
