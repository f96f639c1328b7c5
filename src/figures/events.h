// The events of figures.
#pragma once

#include "journal/event_kind.h"

namespace dl::figures {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"figures.frozen", "冻结统计"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

}  // namespace dl::figures
