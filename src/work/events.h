// The events of what every kind of work needs.
#pragma once

#include "journal/event_kind.h"

namespace dl::work {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"sealed.erased", "删除密封的资料"},
    {"sealed.opened", "查看密封的资料"},
    {"sign-off.asked", "送签"},
    {"sign-off.returned", "退签"},
    {"sign-off.signed", "签批"},
    {"sign-off.taken-back", "收回签批"},
    {"substitute.ended", "结束代班"},
    {"substitute.named", "请人代班"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

}  // namespace dl::work
