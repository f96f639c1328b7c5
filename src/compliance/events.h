// The events of rectifications, beside those that all matters share.
#pragma once

#include "journal/event_kind.h"

namespace dl::compliance {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"rectification.assigned", "交办整改事项"},
    {"rectification.confirmed", "核查销号"},
    {"rectification.escalated", "督办整改事项"},
    {"rectification.extended", "延长整改时限"},
    {"rectification.found", "列入整改清单"},
    {"rectification.reassigned", "改派整改事项"},
    {"rectification.reported", "报送整改结果"},
    {"rectification.sent-back", "核查未通过，退回整改"},
    {"rectification.withdrawn", "撤销整改事项"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

inline constexpr std::string_view kVerbs[] = {"rectification."};
inline constexpr journal::Feature kFeature = {"compliance", "督查整改", kVerbs};

}  // namespace dl::compliance
