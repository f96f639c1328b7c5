// The events of documents, and what they are about.
#pragma once

#include <span>

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::publications {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"document.cleared", "保密审查"},
    {"document.comment-resolved", "批注办结"},
    {"document.commented", "批注"},
    {"document.corrected", "修改"},
    {"document.drafted", "起草"},
    {"document.file-added", "增加附件"},
    {"document.file-removed", "去掉附件"},
    {"document.finding-answered", "说明提示"},
    {"document.linked", "建立关系"},
    {"document.posted", "内部公开"},
    {"document.published", "发布"},
    {"document.published-by-force", "强制发布"},
    {"document.reviewed", "审核"},
    {"document.revision-opened", "开新版"},
    {"document.schedule-refused", "定时发布未成"},
    {"document.scheduled", "定时发布"},
    {"document.sent-back", "退回"},
    {"document.submitted", "送审"},
    {"document.unlinked", "取消关系"},
    {"document.unscheduled", "取消定时发布"},
    {"document.withdrawn", "撤下"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

/// What the events of documents, and the search, speak of.
extern const accounts::Subject kDocument;

inline constexpr std::string_view kVerbs[] = {"document."};
inline constexpr journal::Feature kFeature = {"documents", "文件", kVerbs};

}  // namespace dl::publications
