// The events of reviews and suits, beside those that all matters share. Verbs are stored; do not rename.
#pragma once

#include "journal/event_kind.h"

namespace dl::appeals {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"review.received", "登记行政复议"},
    {"review.accepted", "登记复议受理日期"},
    {"review.answered", "提交复议答复"},
    {"review.suspended", "行政复议中止"},
    {"review.resumed", "行政复议恢复审理"},
    {"review.extended", "延长复议审理期限"},
    {"review.decided", "登记复议决定"},
    {"review.withdrawn", "行政复议终止"},
    {"review.complied", "登记复议决定的履行"},
    {"review.amended", "更正登记的复议结果"},
    {"review.archived", "复议案件归档"},
    {"suit.received", "登记行政诉讼"},
    {"suit.accepted", "登记立案日期"},
    {"suit.defended", "提交答辩状和证据"},
    {"suit.suspended", "诉讼中止"},
    {"suit.resumed", "诉讼恢复审理"},
    {"suit.judged", "登记判决"},
    {"suit.ruled", "登记裁定"},
    {"suit.withdrawn", "原告撤诉"},
    {"suit.appealed", "登记上诉"},
    {"suit.complied", "登记裁判的履行"},
    {"suit.amended", "更正登记的诉讼结果"},
    {"suit.archived", "诉讼案件归档"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

inline constexpr std::string_view kVerbs[] = {"review.", "suit."};
inline constexpr journal::Feature kFeature = {"appeals", "行政复议和行政诉讼", kVerbs};

}  // namespace dl::appeals
