// The events of letters to the mailbox, beside those that all matters share.
#pragma once

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::dialogue {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"message.accepted", "受理来信"},
    {"message.answered", "答复来信"},
    {"message.closed", "办结来信"},
    {"message.contacted", "联系来信人"},
    {"message.followed-up", "回访来信人"},
    {"message.handed-over", "转办来信"},
    {"message.kept-private", "决定不公开答复"},
    {"message.made-public", "公开来信和答复"},
    {"message.received", "收到来信"},
    {"message.rejected", "不予受理来信"},
    {"message.reopened", "重新办理来信"},
    {"message.returned", "退单"},
    {"message.sent-back", "退回答复"},
    {"message.signed", "审签答复"},
    {"message.submitted", "送审答复"},
    {"message.taken-back", "收回送审的答复"},
    {"message.withdrawn", "撤下公开的答复"},
    {"message-route.set", "设定来信主题的承办科室"},
    {"public-message.shown", "来信和答复已在网站公开"},
    {"public-message.withdrawn", "来信和答复已从网站撤下"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

/// "public-message:7": a masked letter with its answer, as the site shows it.
extern const accounts::Subject kPublicMessage;

inline constexpr std::string_view kVerbs[] = {"message.", "message-route.", "public-message."};
inline constexpr journal::Feature kFeature = {"dialogue", "群众来信", kVerbs};

/// A topic of the events that change the public list of an agency: "messages:3".
std::string list_topic(std::int64_t agency);

}  // namespace dl::dialogue
