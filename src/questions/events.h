// The events of answers to questions, and what they are about.
#pragma once

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::questions {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"answer.document-named", "指定搜索问题的文件"},
    {"answer.ended", "撤销搜索应答"},
    {"answer.set-aside", "搁置搜索问题"},
    {"answer.words-added", "补充近义词"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

extern const accounts::Subject kAnswer;

inline constexpr std::string_view kVerbs[] = {"answer."};
inline constexpr journal::Feature kFeature = {"questions", "搜索应答", kVerbs};

}  // namespace dl::questions
