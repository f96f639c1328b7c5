// The events of people, their credentials and keys, and what they are about.
#pragma once

#include <span>

#include "accounts/subject.h"
#include "journal/event_kind.h"

namespace dl::accounts {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"account.changed", "修改人员和角色"},
    {"account.entered", "增加人员"},
    {"account.locked", "账号锁定"},
    {"account.password-changed", "修改密码"},
    {"account.password-given", "重置密码"},
    {"account.password-set", "设定密码"},
    {"account.refused", "登录失败"},
    {"account.restored", "恢复人员"},
    {"account.second-factor-cleared", "解除动态口令"},
    {"account.second-factor-off", "取消动态口令"},
    {"account.second-factor-offered", "开始绑定动态口令"},
    {"account.second-factor-on", "绑定动态口令"},
    {"account.session-guessed", "会话中连续输错密码"},
    {"account.sessions-ended", "结束其他会话"},
    {"account.signed-in", "登录"},
    {"account.signed-out", "退出"},
    {"account.suspended", "停用人员"},
    {"key.ended", "作废接口密钥"},
    {"key.made", "发放接口密钥"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

std::span<const Subject> subjects();

inline constexpr std::string_view kVerbs[] = {"account.", "key."};
inline constexpr journal::Feature kFeature = {"accounts", "人员、授权和密钥", kVerbs};

}  // namespace dl::accounts
