// The events of the API itself: what was taken out of the installation.
#pragma once

#include "journal/event_kind.h"

namespace dl::api {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"export.archive", "下载归档材料"},
    {"export.documents", "导出信息清单"},
    {"export.journal", "导出日志"},
    {"export.ledger", "导出依申请公开台账"},
    {"export.letters", "导出发文登记簿"},
    {"export.matters", "导出事项"},
    {"export.publish-list", "导出主动公开移送明细表"},
    {"export.questions", "导出搜索无果的问题"},
    {"export.records", "导出登记"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

}  // namespace dl::api
