#include "api/journal/words.h"

#include <algorithm>

namespace dl::api {

namespace {

using Word = VerbName;

// Sorted by verb.
constexpr Word kWords[] = {
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
    {"agency.changed", "修改机关"},
    {"agency.founded", "增加机关"},
    {"agency.moved", "调整上级机关"},
    {"agency.organised", "修改公开工作机构和内设机构"},
    {"column.added", "增加栏目"},
    {"column.changed", "修改栏目"},
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
    {"export.documents", "导出信息清单"},
    {"export.journal", "导出日志"},
    {"installation.checked", "核对资料，与日志一致"},
    {"installation.closed", "停止改动"},
    {"installation.differs", "核对资料，与日志不符"},
    {"installation.opened", "恢复改动"},
    {"installation.sealed", "登记资料的摘要"},
    {"key.ended", "作废接口密钥"},
    {"key.made", "发放接口密钥"},
    {"site.changed", "修改站点"},
};
static_assert(std::ranges::is_sorted(kWords, {}, &Word::first));

}  // namespace

std::span<const Word> known_verbs() { return kWords; }

std::string_view chinese_of_verb(std::string_view verb) {
  const auto* found = std::ranges::lower_bound(kWords, verb, {}, &Word::first);
  return found != std::end(kWords) && found->first == verb ? found->second : verb;
}

}  // namespace dl::api
