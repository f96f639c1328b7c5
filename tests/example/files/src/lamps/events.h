// The events of lamps, and what they are about.
#pragma once

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::lamps {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"lamp.checked", "核实路灯报修"},
    {"lamp.commented", "批注路灯报修"},
    {"lamp.file-added", "增加路灯照片"},
    {"lamp.noted", "登记路灯报修"},
    {"lamp.published", "公布路灯报修"},
    {"lamp.repaired", "路灯修复"},
    {"lamp.schedule-refused", "定时办理未成"},
    {"lamp.scheduled", "定时办理路灯报修"},
    {"lamp.sent-back", "退回路灯报修"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

extern const accounts::Subject kLamp;

inline constexpr std::string_view kVerbs[] = {"lamp."};
inline constexpr journal::Feature kFeature = {"lamps", "路灯报修", kVerbs};

}  // namespace dl::lamps
