// What can happen to a request for information. Verbs are stored; do not rename.
#pragma once

#include <array>

#include "journal/event_kind.h"

namespace dl::requests {

inline constexpr auto kEvents = std::to_array<journal::EventKind>({
    {"request.filed", "提出申请"},
    {"request.confirmed", "与申请人确认收到"},
    {"request.accepted", "登记申请"},
    {"request.supplement-asked", "告知补正"},
    {"request.supplemented", "收到补正"},
    {"request.supplement-lapsed", "逾期不补正，不再处理"},
    {"request.assigned", "交办"},
    {"request.returned", "退回交办"},
    {"request.co-handling-asked", "请求协办"},
    {"request.co-handled", "协办答复"},
    {"request.contacted", "联系申请人"},
    {"request.searched", "检索"},
    {"request.taken-over", "沿用主办件的检索和答复"},
    {"request.third-party-asked", "征求第三方意见"},
    {"request.third-party-answered", "第三方答复"},
    {"request.maker-asked", "征求共同制作机关意见"},
    {"request.maker-answered", "共同制作机关答复"},
    {"request.agency-asked", "征求其他机关意见"},
    {"request.agency-answered", "其他机关答复"},
    {"request.reasons-asked", "要求说明理由"},
    {"request.reasons-given", "收到理由说明"},
    {"request.fee-asked", "通知缴费"},
    {"request.fee-paid", "收到缴费"},
    {"request.fee-lapsed", "逾期不缴费，不再处理"},
    {"request.notice-received", "登记签收"},
    {"request.notice-called-off", "撤销没有发出的告知"},
    {"request.objection-overridden", "不采纳第三方异议"},
    {"request.extension-proposed", "提请延期"},
    {"request.extended", "批准延期"},
    {"request.deferred", "确定延迟答复"},
    {"request.submitted", "送审"},
    {"request.signed", "审签"},
    {"request.sent-back", "退回修改"},
    {"request.taken-back", "收回"},
    {"request.recalled", "不予签发，退回办理"},
    {"request.issued", "签发"},
    {"request.delivered", "送达"},
    {"request.retrieved", "申请人在网上打开答复"},
    {"request.archived", "归档"},
    {"request.erased", "按期删除材料和当事人资料"},
    {"request.withdrawn", "申请人撤回"},
    {"request.divided", "拆分"},
    {"request.transform-proposed", "建议转为主动公开"},
    {"request.transform-declined", "不转为主动公开"},
    {"request.reported", "按台账登记办结"},
    {"request.classified", "归类"},
    {"request.redecided", "按复议决定或者裁判重新答复"},
    {"request.kept-closed", "评估后仍不公开"},
    {"request.opened-up", "评估后可以公开"},
    {"request.urged", "督办"},
    {"request.party-added", "登记相关当事人"},
    {"request.bodies-set", "确定复议机关和法院"},
    {"request.channels-set", "确定申请渠道"},
    {"request.papers-sent", "收到身份证明材料"},
    {"request.seal-set", "更换机关印章"},
    {"request.seal-used", "加印机关印章"},
    {"request.areas-saved", "标出不予公开的部分"},
    {"request.redacted", "区分处理并查验"},
});

consteval journal::EventKind event(std::string_view verb) { return journal::kind_in(kEvents, verb); }

inline constexpr std::string_view kVerbs[] = {"request."};

}  // namespace dl::requests
