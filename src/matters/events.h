// The events that all kinds of matters share. What is a kind's own has its event with the kind.
#pragma once

#include <array>

#include "journal/event_kind.h"

namespace dl::matters {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"matter.code-renewed", "换发查询码"},
    {"matter.file-added", "添加附件"},
    {"matter.file-removed", "去掉附件"},
    {"matter.joined", "合并办理"},
    {"matter.left", "解除合并办理"},
    {"matter.letter-discarded", "删除未签发的文书"},
    {"matter.letter-drafted", "起草文书"},
    {"matter.letter-issued", "签发文书"},
    {"matter.rated", "评价"},
    {"matter.remark-resolved", "处理批注"},
    {"matter.remarked", "写批注"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

inline constexpr std::string_view kVerbs[] = {"matter."};

}  // namespace dl::matters
