// The table of the handbook: roles (角色), rights (权限), and which role has which right. Pure.
//
// A right is of a domain, whose word begins its name, and a domain adds its rows here: an enumerator and a row for each
// right, with the roles that have it. Everything else follows: what a role may, the words of the API, what the console
// shows and calls them, what keys can be given, the table in docs/rights.md. A role says of which domains it is, and no
// right of another domain gets into it.
#pragma once

#include <array>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "base/enum_set.h"
#include "base/named.h"

namespace dl::accounts {

/// Whose affairs a right is about. Stored as the beginning of rights' names; do not rename.
enum class Domain : std::uint8_t {
  Publications,
  Requests,
  Agencies,
  Accounts,
  Journal,
  System,
  Records,
  Dialogue,
  Compliance
};
inline constexpr auto kDomains = named_table<Domain>({
    {Domain::Publications, "publications", "主动公开"},
    {Domain::Requests, "requests", "依申请公开"},
    {Domain::Agencies, "agencies", "机构和站点"},
    {Domain::Accounts, "accounts", "人员和授权"},
    {Domain::Journal, "journal", "操作日志"},
    {Domain::System, "system", "系统运行"},
    {Domain::Records, "records", "登记簿"},
    {Domain::Dialogue, "dialogue", "互动交流"},
    {Domain::Compliance, "compliance", "督查整改"},
});
using Domains = EnumSet<Domain, kDomains.size()>;
constexpr Names<Domain> table_of(Domain) { return kDomains; }

/// Stored by name; do not rename.
enum class Role : std::uint8_t {
  Drafter,                ///< 起草
  Reviewer,               ///< 审核
  Publisher,              ///< 发布
  SecrecyReviewer,        ///< 保密审查
  RequestOfficer,         ///< 依申请公开办理
  RequestReviewer,        ///< 依申请公开科室审核
  RequestLegalReviewer,   ///< 依申请公开合法性审核
  RequestSecrecyOfficer,  ///< 依申请公开保密审查
  AgencyAdministrator,    ///< 机构管理员
  Supervisor,             ///< 监督
  Auditor,                ///< 审计员
  SystemAdministrator,    ///< 系统管理员
  SecurityAdministrator,  ///< 安全管理员
  AuditAdministrator,     ///< 审计管理员
  RecordKeeper,           ///< 登记
  RecordPublisher,        ///< 登记复核公布
  RequestApprover,        ///< 依申请公开审批
  MessageOfficer,         ///< 信箱办理
  MessageApprover,        ///< 信箱审核
  RequestSupervisor,      ///< 依申请公开督办
};

/// A role and the domains that it is of.
struct RoleRow {
  Role role = Role::Drafter;
  std::string_view name = {};
  std::string_view chinese = {};
  Domains domains = {};
};
inline constexpr std::array kRoles = {
    RoleRow{Role::Drafter, "Drafter", "起草", Domains(Domain::Publications)},
    RoleRow{Role::Reviewer, "Reviewer", "审核", Domains(Domain::Publications)},
    RoleRow{Role::Publisher, "Publisher", "发布", Domains(Domain::Publications)},
    RoleRow{Role::SecrecyReviewer, "SecrecyReviewer", "保密审查", Domains(Domain::Publications)},
    RoleRow{Role::RequestOfficer, "RequestOfficer", "依申请公开办理", Domains(Domain::Publications, Domain::Requests)},
    RoleRow{Role::RequestReviewer, "RequestReviewer", "依申请公开科室审核", Domains(Domain::Requests)},
    RoleRow{Role::RequestLegalReviewer, "RequestLegalReviewer", "依申请公开合法性审核", Domains(Domain::Requests)},
    RoleRow{Role::RequestSecrecyOfficer, "RequestSecrecyOfficer", "依申请公开保密审查", Domains(Domain::Requests)},
    RoleRow{Role::AgencyAdministrator, "AgencyAdministrator", "机构管理员",
            Domains(Domain::Publications, Domain::Agencies, Domain::Accounts, Domain::Records, Domain::Compliance)},
    RoleRow{Role::Supervisor, "Supervisor", "监督", Domains(Domain::Publications, Domain::Records, Domain::Compliance)},
    RoleRow{Role::Auditor, "Auditor", "审计员", Domains(Domain::Publications, Domain::Journal, Domain::Records)},
    RoleRow{Role::SystemAdministrator, "SystemAdministrator", "系统管理员", Domains(Domain::System)},
    RoleRow{Role::SecurityAdministrator, "SecurityAdministrator", "安全管理员", Domains(Domain::Accounts)},
    RoleRow{Role::AuditAdministrator, "AuditAdministrator", "审计管理员", Domains(Domain::Journal)},
    RoleRow{Role::RecordKeeper, "RecordKeeper", "登记", Domains(Domain::Records)},
    RoleRow{Role::RecordPublisher, "RecordPublisher", "登记复核公布", Domains(Domain::Records)},
    RoleRow{Role::RequestApprover, "RequestApprover", "依申请公开审批", Domains(Domain::Requests)},
    RoleRow{Role::MessageOfficer, "MessageOfficer", "信箱办理", Domains(Domain::Dialogue)},
    RoleRow{Role::MessageApprover, "MessageApprover", "信箱审核", Domains(Domain::Dialogue)},
    RoleRow{Role::RequestSupervisor, "RequestSupervisor", "依申请公开督办", Domains(Domain::Requests)},
};
using Roles = EnumSet<Role, kRoles.size()>;
Names<Role> table_of(Role);

/// Their numbers are kept nowhere: a domain's stand together, in the order of their rows.
enum class Right : std::uint16_t {
  ReadDocuments,
  DraftDocuments,
  ReviewDocuments,
  ClearDocuments,
  PublishDocuments,
  ForcePublication,
  WithdrawDocuments,
  TendSearch,
  AnswerRequests,
  ManageColumns,
  ManageAgency,
  ManagePeople,
  ManageSecurity,
  ReadJournal,
  ManageAudit,
  ManageSystem,
  ReadRecords,
  EnterRecords,
  CheckRecords,
  PublishRecords,
  WithdrawRecords,
  EraseRecords,
  ReadRequests,
  ApproveRequests,
  ReviewRequests,
  VetRequests,
  ClearRequests,
  SuperviseRequests,
  ReadMessages,
  AnswerMessages,
  ApproveMessages,
  ReadFindings,
  RectifyFindings,
  CheckFindings,
};

/// Whether other systems can be given a right: what decides is for people alone.
enum class ForKeys : std::uint8_t { No, Yes };

struct RightRow {
  Right value = {};
  std::string_view name = {};     ///< the domain's name, a point, what is done; stored (API keys): do not rename
  std::string_view chinese = {};  ///< as people read it
  std::string_view allows = {};   ///< what it lets people do, Chinese
  Roles roles = {};               ///< those that have it
  ForKeys keys = ForKeys::No;
  std::string_view earlier = {};  ///< as keys had it stored, and callers sent it, before rights were of domains
};
inline constexpr std::array kRights = {
    RightRow{Right::ReadDocuments, "publications.read", "查看办理中的文件", "查看尚未公开的文件、版本和批注，写批注",
             Roles(Role::Drafter, Role::Reviewer, Role::Publisher, Role::SecrecyReviewer, Role::RequestOfficer,
                   Role::AgencyAdministrator, Role::Supervisor, Role::Auditor),
             ForKeys::Yes, "ReadWork"},
    RightRow{Right::DraftDocuments, "publications.draft", "起草", "起草、修改、送审文件，开新版本",
             Roles(Role::Drafter), ForKeys::Yes, "Draft"},
    RightRow{Right::ReviewDocuments, "publications.review", "审核", "审核送审的文件，或者退回", Roles(Role::Reviewer)},
    RightRow{Right::ClearDocuments, "publications.clear", "保密审查", "作出保密审查结论，或者退回",
             Roles(Role::SecrecyReviewer)},
    RightRow{Right::PublishDocuments, "publications.publish", "发布", "发布、内部公开、定时发布，或者退回",
             Roles(Role::Publisher)},
    RightRow{Right::ForcePublication, "publications.force", "强制发布", "紧急情况下越过未完成的步骤发布，记入日志",
             Roles(Role::AgencyAdministrator)},
    RightRow{Right::WithdrawDocuments, "publications.withdraw", "撤下", "撤下已经公开的文件",
             Roles(Role::Publisher, Role::AgencyAdministrator)},
    RightRow{Right::TendSearch, "publications.search", "维护搜索",
             "为搜索不到的问题补充近义词、指定文件，或者搁置；范围为全部机关的，可以对全部站点作出",
             Roles(Role::Publisher, Role::AgencyAdministrator)},
    RightRow{Right::AnswerRequests, "requests.answer", "办理公开申请", "办理公民的政府信息公开申请",
             Roles(Role::RequestOfficer)},
    RightRow{Right::ManageColumns, "agencies.columns", "管理栏目", "增加、修改站点的栏目",
             Roles(Role::AgencyAdministrator)},
    RightRow{Right::ManageAgency, "agencies.manage", "管理机关和站点", "修改机关资料和站点，发放接口密钥",
             Roles(Role::AgencyAdministrator)},
    RightRow{Right::ManagePeople, "accounts.people", "管理人员", "增加、停用人员，授予办理文件的角色",
             Roles(Role::AgencyAdministrator, Role::SecurityAdministrator)},
    RightRow{Right::ManageSecurity, "accounts.security", "管理安全", "授予所有角色，解除遗失的动态口令",
             Roles(Role::SecurityAdministrator)},
    RightRow{Right::ReadJournal, "journal.read", "查看日志", "查看谁在何时做了什么",
             Roles(Role::Auditor, Role::AuditAdministrator), ForKeys::Yes, "ReadJournal"},
    RightRow{Right::ManageAudit, "journal.verify", "管理审计", "核对日志链", Roles(Role::AuditAdministrator)},
    RightRow{Right::ManageSystem, "system.manage", "管理系统", "增加机构，管理全部站点和放假安排",
             Roles(Role::SystemAdministrator)},
    RightRow{
        Right::ReadRecords, "records.read", "查看登记簿", "查看尚未公布的登记和经过",
        Roles(Role::RecordKeeper, Role::RecordPublisher, Role::AgencyAdministrator, Role::Supervisor, Role::Auditor),
        ForKeys::Yes},
    RightRow{Right::EnterRecords, "records.enter", "登记", "登记、更正、送复核，声明本期没有登记",
             Roles(Role::RecordKeeper), ForKeys::Yes},
    RightRow{Right::CheckRecords, "records.check", "复核登记", "复核送来的登记，或者退回；写明理由后查看密封的资料",
             Roles(Role::RecordPublisher)},
    RightRow{Right::PublishRecords, "records.publish", "公布登记", "公布复核过的登记", Roles(Role::RecordPublisher)},
    RightRow{Right::WithdrawRecords, "records.withdraw", "撤下登记", "撤下已经公布的登记，恢复撤下的登记",
             Roles(Role::RecordPublisher, Role::AgencyAdministrator)},
    RightRow{Right::EraseRecords, "records.erase", "删除个人资料", "删除登记里密封的个人资料，只留下存在过的证明",
             Roles(Role::AgencyAdministrator)},
    RightRow{Right::ReadRequests, "requests.read", "查看公开申请", "查看政府信息公开申请、申请人和办理经过",
             Roles(Role::RequestOfficer, Role::RequestReviewer, Role::RequestLegalReviewer, Role::RequestSecrecyOfficer,
                   Role::RequestApprover, Role::RequestSupervisor)},
    RightRow{Right::ApproveRequests, "requests.approve", "审批公开申请", "批准延期，审签、签发答复，使用印章",
             Roles(Role::RequestApprover)},
    RightRow{Right::ReviewRequests, "requests.review", "审核公开申请答复", "作为承办科室负责人审核送审的答复，或者退回",
             Roles(Role::RequestReviewer)},
    RightRow{Right::VetRequests, "requests.vet", "答复合法性审核", "对送审的答复作合法性审核，或者退回",
             Roles(Role::RequestLegalReviewer)},
    RightRow{Right::ClearRequests, "requests.clear", "答复保密审查", "对送审的答复作保密审查，或者退回",
             Roles(Role::RequestSecrecyOfficer)},
    RightRow{Right::SuperviseRequests, "requests.supervise", "督办公开申请", "督办临近到期和逾期的公开申请，不参加办理",
             Roles(Role::RequestSupervisor)},
    RightRow{Right::ReadMessages, "dialogue.read", "查看来信", "查看群众来信、写信人和办理经过",
             Roles(Role::MessageOfficer, Role::MessageApprover)},
    RightRow{Right::AnswerMessages, "dialogue.answer", "办理来信", "受理、转办、答复群众来信",
             Roles(Role::MessageOfficer)},
    RightRow{Right::ApproveMessages, "dialogue.approve", "审核来信答复", "审签答复，核对隐去个人资料后公开",
             Roles(Role::MessageApprover)},
    RightRow{Right::ReadFindings, "compliance.read", "查看整改事项", "查看整改清单和办理经过",
             Roles(Role::AgencyAdministrator, Role::Supervisor)},
    RightRow{Right::RectifyFindings, "compliance.rectify", "整改", "领办整改事项，报送整改结果和佐证",
             Roles(Role::AgencyAdministrator)},
    RightRow{Right::CheckFindings, "compliance.check", "督查整改", "列出问题、交办、核查销号、通报",
             Roles(Role::Supervisor)},
};
using Rights = EnumSet<Right, kRights.size()>;
Names<Right> table_of(Right);

constexpr Rights rights_of(Role role) {
  Rights rights;
  for (const auto& row : kRights)
    if (row.roles.has(role)) rights = rights.with(row.value);
  return rights;
}

/// The domain whose word begins a right's name; a name that begins with none does not compile.
constexpr Domain domain_of(Right right) {
  const auto name = kRights.at(static_cast<std::size_t>(right)).name;
  for (const auto& row : kDomains)
    if (row.name == name.substr(0, name.find('.'))) return row.value;
  throw std::logic_error("a right is of a domain");
}

/// The rights that a key may have.
inline constexpr Rights kKeyRights = [] {
  Rights rights;
  for (const auto& row : kRights)
    if (row.keys == ForKeys::Yes) rights = rights.with(row.value);
  return rights;
}();

/// The three administrators (系统、安全、审计管理员), of whom a person may be one at most.
constexpr bool is_separated(Role role) {
  return role == Role::SystemAdministrator || role == Role::SecurityAdministrator || role == Role::AuditAdministrator;
}

/// The table for the documents: rights by domain, then roles.
std::string draw_handbook();

}  // namespace dl::accounts
