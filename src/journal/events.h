// The events of the installation itself.
#pragma once

#include "journal/event_kind.h"

namespace dl::journal {

inline constexpr auto kEvents = std::to_array<EventKind>({
    {"installation.checked", "核对资料，与日志一致"},
    {"installation.closed", "停止改动"},
    {"installation.differs", "核对资料，与日志不符"},
    {"installation.opened", "恢复改动"},
    {"installation.sealed", "登记资料的摘要"},
    {"simulation.begun", "建立模拟运行"},
    {"simulation.clock-set", "调整模拟时间"},
});

consteval EventKind event(std::string_view verb) { return kind_in(kEvents, verb); }

}  // namespace dl::journal
