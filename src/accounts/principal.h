// Who acts and what they may: roles (角色), rights (权限), how far each reaches. Pure.
//
// A role is a set of rights, a grant gives a role to a person for an agency, and a Principal is the
// sum of a person's grants at this moment. Desks ask may(), reading stores take a Scope and put it
// in their SQL: nothing is read first and filtered afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.h"
#include "base/outcome.h"
#include "db/sql.h"

namespace dl::accounts {

/// Stored by name; do not rename.
enum class Role : std::uint8_t {
  Drafter,                ///< 起草
  Reviewer,               ///< 审核
  Publisher,              ///< 发布
  SecrecyReviewer,        ///< 保密审查
  RequestOfficer,         ///< 依申请公开办理
  AgencyAdministrator,    ///< 机构管理员
  Supervisor,             ///< 监督
  Auditor,                ///< 审计员
  SystemAdministrator,    ///< 系统管理员
  SecurityAdministrator,  ///< 安全管理员
  AuditAdministrator,     ///< 审计管理员
};

/// Stored by name (API keys); do not rename.
enum class Right : std::uint8_t {
  ReadWork,        ///< see documents that are not public
  Draft,           ///< draft, correct, submit, open a revision
  Review,          ///< review, send back what was submitted
  Clear,           ///< the secrecy review
  Publish,         ///< publish and schedule
  ForcePublish,    ///< publish past the protecting rules, on the record
  Withdraw,        ///< take from the public
  AnswerRequests,  ///< handle requests for information
  ManageColumns,   ///< columns of a site
  ManageAgency,    ///< an agency's own particulars, its site, its keys
  ManagePeople,    ///< people of an agency and the roles of its documents
  ReadJournal,     ///< who did what
  ManageSystem,    ///< agencies, running the installation
  ManageSecurity,  ///< every role, sign-in, ending sessions of others
  ManageAudit,     ///< verify the journal
};

/// How far a grant reaches from its agency. Stored by name; do not rename.
enum class Reach : std::uint8_t { Own, OwnAndBelow, All };

/// A role that a person has.
struct Grant {
  Role role = Role::Drafter;
  std::int64_t agency = 0;
  Reach reach = Reach::Own;

  friend bool operator==(const Grant&, const Grant&) = default;
};

/// A set of rights.
class Rights {
 public:
  constexpr Rights() = default;
  template <class... More>
  constexpr explicit Rights(Right first, More... more) : bits_((bit(first) | ... | bit(more))) {}

  constexpr bool has(Right right) const { return (bits_ & bit(right)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr Rights with(Right right) const { return Rights(bits_ | bit(right)); }
  constexpr bool meets(Rights other) const { return (bits_ & other.bits_) != 0; }
  friend constexpr bool operator==(Rights, Rights) = default;

 private:
  constexpr explicit Rights(std::uint32_t bits) : bits_(bits) {}
  static constexpr std::uint32_t bit(Right right) { return std::uint32_t{1} << static_cast<unsigned>(right); }
  std::uint32_t bits_ = 0;
};

/// What each role may. Read it as the table of the handbook.
struct RoleRow {
  Role role = Role::Drafter;
  std::string_view name = {};
  std::string_view chinese = {};
  Rights rights = {};
};
inline constexpr std::array kRoles = {
    RoleRow{Role::Drafter, "Drafter", "起草", Rights(Right::ReadWork, Right::Draft)},
    RoleRow{Role::Reviewer, "Reviewer", "审核", Rights(Right::ReadWork, Right::Review)},
    RoleRow{Role::Publisher, "Publisher", "发布", Rights(Right::ReadWork, Right::Publish, Right::Withdraw)},
    RoleRow{Role::SecrecyReviewer, "SecrecyReviewer", "保密审查", Rights(Right::ReadWork, Right::Clear)},
    RoleRow{Role::RequestOfficer, "RequestOfficer", "依申请公开办理", Rights(Right::ReadWork, Right::AnswerRequests)},
    RoleRow{Role::AgencyAdministrator, "AgencyAdministrator", "机构管理员",
            Rights(Right::ReadWork, Right::ForcePublish, Right::Withdraw, Right::ManageColumns, Right::ManageAgency,
                   Right::ManagePeople)},
    RoleRow{Role::Supervisor, "Supervisor", "监督", Rights(Right::ReadWork)},
    RoleRow{Role::Auditor, "Auditor", "审计员", Rights(Right::ReadWork, Right::ReadJournal)},
    RoleRow{Role::SystemAdministrator, "SystemAdministrator", "系统管理员", Rights(Right::ManageSystem)},
    RoleRow{Role::SecurityAdministrator, "SecurityAdministrator", "安全管理员",
            Rights(Right::ManagePeople, Right::ManageSecurity)},
    RoleRow{Role::AuditAdministrator, "AuditAdministrator", "审计管理员",
            Rights(Right::ReadJournal, Right::ManageAudit)},
};

inline constexpr auto kRights = named_table<Right>({
    {Right::ReadWork, "ReadWork", "查看办理中的文件"},
    {Right::Draft, "Draft", "起草"},
    {Right::Review, "Review", "审核"},
    {Right::Clear, "Clear", "保密审查"},
    {Right::Publish, "Publish", "发布"},
    {Right::ForcePublish, "ForcePublish", "强制发布"},
    {Right::Withdraw, "Withdraw", "撤下"},
    {Right::AnswerRequests, "AnswerRequests", "办理公开申请"},
    {Right::ManageColumns, "ManageColumns", "管理栏目"},
    {Right::ManageAgency, "ManageAgency", "管理机关和站点"},
    {Right::ManagePeople, "ManagePeople", "管理人员"},
    {Right::ReadJournal, "ReadJournal", "查看日志"},
    {Right::ManageSystem, "ManageSystem", "管理系统"},
    {Right::ManageSecurity, "ManageSecurity", "管理安全"},
    {Right::ManageAudit, "ManageAudit", "管理审计"},
});

constexpr Rights rights_of(Role role) { return kRoles[static_cast<std::size_t>(role)].rights; }

Names<Role> table_of(Role);
constexpr Names<Right> table_of(Right) { return kRights; }
Names<Reach> table_of(Reach);  ///< 本机关, 本机关及下级, 全部机关

/// The three administrators (系统、安全、审计管理员), of whom a person may be one at most.
bool is_separated(Role role);
/// Fault::Invalid `grants.separated` when two of the three stand together, `grants.repeated` when a
/// role stands twice for one agency.
Outcome<void> check_grants(const std::vector<Grant>& grants);

/// Reads "Drafter", "审核:本机关及下级", "Auditor:All" as a grant for an agency. Fault::Invalid `role.unknown` or
/// `role.reach`.
Outcome<Grant> parse_grant(std::string_view text, std::int64_t agency);

/// The agencies that a right reaches. Handed to the functions of stores, which put it in their SQL.
struct Scope {
  bool all = false;
  std::vector<std::int64_t> agencies = {};  ///< sorted; without meaning when `all`

  bool covers(std::int64_t agency) const;
  bool empty() const { return !all && agencies.empty(); }
  /// The condition for a WHERE: "1 = 1", "1 = 0" or the agencies as bound values.
  db::Sql condition(db::Literal column) const;

  static Scope everywhere() { return {.all = true}; }
  static Scope of(std::vector<std::int64_t> agencies);
  friend bool operator==(const Scope&, const Scope&) = default;
};

/// The agencies below each agency, itself included; what OwnAndBelow resolves against.
using Below = std::map<std::int64_t, std::vector<std::int64_t>>;

/// Who acts: the one value that desks ask for rights. A copy is a moment's picture; load a new one
/// for every request.
class Principal {
 public:
  /// Nobody, without any right.
  Principal() = default;

  /// Every right everywhere: for the command line, bulk import and tests. `actor` as the journal names
  /// it, "system:import" or "person:张三".
  static Principal machine(std::string actor);
  /// A person with the grants of this moment.
  static Principal of_person(std::int64_t person, std::string name, std::int64_t agency,
                             const std::vector<Grant>& grants, const Below& below);
  /// An API key: the given rights over one agency.
  static Principal of_key(std::int64_t key, std::string name, std::int64_t agency, Rights rights);

  std::int64_t person() const { return person_; }  ///< 0 = none
  const std::string& actor() const { return actor_; }
  const std::string& name() const { return name_; }
  std::int64_t agency() const { return agency_; }  ///< where the person works; 0 = none

  bool may(Right right, std::int64_t agency) const { return scope(right).covers(agency); }
  bool may_anywhere(Right right) const { return !scope(right).empty(); }
  const Scope& scope(Right right) const { return scopes_[static_cast<std::size_t>(right)]; }

  /// Fault::Forbidden `right.missing` when the right does not reach the agency.
  Outcome<void> require(Right right, std::int64_t agency) const;

 private:
  std::int64_t person_ = 0;
  std::string actor_ = "nobody";
  std::string name_ = {};
  std::int64_t agency_ = 0;
  std::array<Scope, kRights.size()> scopes_ = {};
};

}  // namespace dl::accounts
