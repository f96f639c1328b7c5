#include "accounts/principal.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace dl::accounts {
namespace {

struct ReachRow {
  Reach reach = Reach::Own;
  std::string_view name = {};
  std::string_view chinese = {};
};
constexpr std::array kReaches = {
    ReachRow{Reach::Own, "Own", "本机关"},
    ReachRow{Reach::OwnAndBelow, "OwnAndBelow", "本机关及下级"},
    ReachRow{Reach::All, "All", "全部机关"},
};

// The rows stand in the order of their enumerators, so that they are found by number.
constexpr bool in_order() {
  for (std::size_t i = 0; i < kRoles.size(); ++i)
    if (static_cast<std::size_t>(kRoles[i].role) != i) return false;
  for (std::size_t i = 0; i < kRights.size(); ++i)
    if (static_cast<std::size_t>(kRights[i].right) != i) return false;
  for (std::size_t i = 0; i < kReaches.size(); ++i)
    if (static_cast<std::size_t>(kReaches[i].reach) != i) return false;
  return true;
}
static_assert(in_order());

// Separation of duties (GB/T 22239-2019, 8.1.4.1 and 8.1.5): whoever runs the system neither works on
// documents nor reads the record of what was done, and whoever gives rights away uses none of them.
constexpr Rights kDocumentRights(Right::ReadWork, Right::Draft, Right::Review, Right::Clear, Right::Publish,
                                 Right::ForcePublish, Right::Withdraw, Right::AnswerRequests);
constexpr bool separated(Role role) {
  return role == Role::SystemAdministrator || role == Role::SecurityAdministrator || role == Role::AuditAdministrator;
}
constexpr bool duties_are_separated() {
  constexpr Rights kOfThree(Right::ManageSystem, Right::ManageSecurity, Right::ManageAudit);
  for (const auto& row : kRoles) {
    if (separated(row.role) && row.rights.meets(kDocumentRights)) return false;
    if (!separated(row.role) && row.rights.meets(kOfThree)) return false;
  }
  return !rights_of(Role::SystemAdministrator).has(Right::ReadJournal) &&
         !rights_of(Role::SecurityAdministrator).has(Right::ReadJournal) &&
         !rights_of(Role::SystemAdministrator).has(Right::ManagePeople) &&
         !rights_of(Role::AuditAdministrator).has(Right::ManagePeople);
}
static_assert(duties_are_separated());

template <class Rows>
auto find_row(const Rows& rows, std::string_view text) {
  return std::find_if(rows.begin(), rows.end(),
                      [&](const auto& row) { return row.name == text || row.chinese == text; });
}

}  // namespace

std::string_view name_of(Role role) { return kRoles[static_cast<std::size_t>(role)].name; }
std::string_view chinese_of(Role role) { return kRoles[static_cast<std::size_t>(role)].chinese; }
std::optional<Role> role_named(std::string_view text) {
  auto row = find_row(kRoles, text);
  return row == kRoles.end() ? std::nullopt : std::optional(row->role);
}

std::string_view name_of(Right right) { return kRights[static_cast<std::size_t>(right)].name; }
std::string_view chinese_of(Right right) { return kRights[static_cast<std::size_t>(right)].chinese; }
std::optional<Right> right_named(std::string_view name) {
  auto row = find_row(kRights, name);
  return row == kRights.end() ? std::nullopt : std::optional(row->right);
}

std::string_view name_of(Reach reach) { return kReaches[static_cast<std::size_t>(reach)].name; }
std::string_view chinese_of(Reach reach) { return kReaches[static_cast<std::size_t>(reach)].chinese; }
std::optional<Reach> reach_named(std::string_view text) {
  auto row = find_row(kReaches, text);
  return row == kReaches.end() ? std::nullopt : std::optional(row->reach);
}

bool is_separated(Role role) { return separated(role); }

Outcome<void> check_grants(const std::vector<Grant>& grants) {
  std::set<Role> administrators;
  std::set<std::pair<Role, std::int64_t>> seen;
  for (const auto& grant : grants) {
    if (!seen.emplace(grant.role, grant.agency).second)
      return fail(Fault::Invalid, "grants.repeated", std::string(name_of(grant.role)));
    if (is_separated(grant.role)) administrators.insert(grant.role);
  }
  if (administrators.size() > 1) return fail(Fault::Invalid, "grants.separated");
  return {};
}

Outcome<Grant> parse_grant(std::string_view text, std::int64_t agency) {
  auto colon = text.find(':');
  auto role = role_named(text.substr(0, colon));
  if (!role) return fail(Fault::Invalid, "role.unknown", std::string(text));
  if (colon == std::string_view::npos) return Grant{*role, agency, separated(*role) ? Reach::All : Reach::Own};
  auto reach = reach_named(text.substr(colon + 1));
  if (!reach) return fail(Fault::Invalid, "role.reach", std::string(text));
  return Grant{*role, agency, *reach};
}

bool Scope::covers(std::int64_t agency) const {
  return all || std::binary_search(agencies.begin(), agencies.end(), agency);
}

std::string Scope::condition(std::string_view column) const {
  if (all) return "1 = 1";
  if (agencies.empty()) return "1 = 0";
  return fmt::format("{} IN ({})", column, fmt::join(agencies, ","));
}

Scope Scope::of(std::vector<std::int64_t> agencies) {
  std::sort(agencies.begin(), agencies.end());
  agencies.erase(std::unique(agencies.begin(), agencies.end()), agencies.end());
  return {.all = false, .agencies = std::move(agencies)};
}

Principal Principal::machine(std::string actor) {
  Principal principal;
  principal.name_ = actor;
  principal.actor_ = std::move(actor);
  principal.scopes_.fill(Scope::everywhere());
  return principal;
}

Principal Principal::of_person(std::int64_t person, std::string name, std::int64_t agency,
                               const std::vector<Grant>& grants, const Below& below) {
  Principal principal;
  principal.person_ = person;
  principal.actor_ = fmt::format("person:{}", person);
  principal.name_ = std::move(name);
  principal.agency_ = agency;
  for (const auto& row : kRights) {
    Scope scope;
    for (const auto& grant : grants) {
      if (!rights_of(grant.role).has(row.right)) continue;
      // The three administrators serve the installation, wherever they work.
      scope.all = scope.all || grant.reach == Reach::All || separated(grant.role);
      scope.agencies.push_back(grant.agency);
      auto tree = below.find(grant.agency);
      if (grant.reach == Reach::OwnAndBelow && tree != below.end())
        scope.agencies.insert(scope.agencies.end(), tree->second.begin(), tree->second.end());
    }
    principal.scopes_[static_cast<std::size_t>(row.right)] =
        scope.all ? Scope::everywhere() : Scope::of(std::move(scope.agencies));
  }
  return principal;
}

Principal Principal::of_key(std::int64_t key, std::string name, std::int64_t agency, Rights rights) {
  Principal principal;
  principal.actor_ = fmt::format("key:{}", key);
  principal.name_ = std::move(name);
  principal.agency_ = agency;
  for (const auto& row : kRights)
    if (rights.has(row.right)) principal.scopes_[static_cast<std::size_t>(row.right)] = Scope::of({agency});
  return principal;
}

Outcome<void> Principal::require(Right right, std::int64_t agency) const {
  if (may(right, agency)) return {};
  return fail(Fault::Forbidden, "right.missing", fmt::format("{}: {} over agency {}", actor_, name_of(right), agency));
}

}  // namespace dl::accounts
