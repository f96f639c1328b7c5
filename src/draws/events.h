// The events of random draws, and what they are about.
#pragma once

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::draws {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"draw.discarded", "作废未封存的随机抽取"},
    {"draw.prepared", "准备随机抽取"},
    {"draw.revealed", "揭示随机抽取"},
    {"draw.sealed", "封存随机抽取"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

/// "draw:7"
extern const accounts::Subject kDraw;

inline constexpr std::string_view kVerbs[] = {"draw."};
inline constexpr journal::Feature kFeature = {"draws", "随机抽取", kVerbs};

}  // namespace dl::draws
