// The events of sealed values.
#pragma once

#include "journal/event_kind.h"

namespace dl::work {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"sealed.erased", "删除密封的资料"},
    {"sealed.opened", "查看密封的资料"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

}  // namespace dl::work
