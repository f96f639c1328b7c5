// The events of agencies, sites, columns and calendars, and what they are about.
#pragma once

#include <span>

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::agencies {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"agency.changed", "修改机关"},
    {"agency.founded", "增加机关"},
    {"agency.moved", "调整上级机关"},
    {"agency.organised", "修改公开工作机构和内设机构"},
    {"calendar.entered", "录入放假安排"},
    {"calendar.removed", "撤销录入的放假安排"},
    {"column.added", "增加栏目"},
    {"column.changed", "修改栏目"},
    {"site.changed", "修改站点"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

std::span<const accounts::Subject> subjects();

inline constexpr std::string_view kVerbs[] = {"agency.", "site.", "column.", "calendar."};
inline constexpr journal::Feature kFeature = {"sites", "机关、站点和栏目", kVerbs};

}  // namespace dl::agencies
