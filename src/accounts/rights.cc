#include "accounts/rights.h"

#include <algorithm>

#include <fmt/format.h>

namespace dl::accounts {
namespace {

constexpr auto kRoleNames = [] {
  std::array<Named<Role>, kRoles.size()> names = {};
  for (std::size_t i = 0; i < kRoles.size(); ++i) names[i] = {kRoles[i].role, kRoles[i].name, kRoles[i].chinese};
  return names;
}();
constexpr auto kRightNames = [] {
  std::array<Named<Right>, kRights.size()> names = {};
  for (std::size_t i = 0; i < kRights.size(); ++i)
    names[i] = {kRights[i].value, kRights[i].name, kRights[i].chinese, kRights[i].earlier};
  return names;
}();

// Each row is found by its number, each word means one right, and each right has somebody.
constexpr bool table_is_sound() {
  for (std::size_t i = 0; i < kRoles.size(); ++i)
    if (static_cast<std::size_t>(kRoles[i].role) != i || rights_of(kRoles[i].role).empty()) return false;
  for (std::size_t i = 0; i < kRights.size(); ++i) {
    if (static_cast<std::size_t>(kRights[i].value) != i || kRights[i].roles.empty()) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (kRights[j].name == kRights[i].name || kRights[j].chinese == kRights[i].chinese) return false;
  }
  return true;
}
static_assert(table_is_sound());

constexpr bool roles_keep_to_their_domains() {
  for (const auto& role : kRoles)
    for (const auto& right : kRights)
      if (right.roles.has(role.role) && !role.domains.has(domain_of(right.value))) return false;
  return true;
}
static_assert(roles_keep_to_their_domains());

// Separation of duties (GB/T 22239-2019, 8.1.4.1 and 8.1.5): whoever runs the system neither works in any domain
// nor reads the record of what was done, and whoever gives rights away uses none of them.
constexpr bool duties_are_separated() {
  constexpr Rights kOfThree(Right::ManageSystem, Right::ManageSecurity, Right::ManageAudit);
  constexpr Domains kOwn[] = {Domains(Domain::System), Domains(Domain::Accounts), Domains(Domain::Journal)};
  for (const auto& row : kRoles) {
    if (!is_separated(row.role) && rights_of(row.role).meets(kOfThree)) return false;
    if (is_separated(row.role) && std::ranges::find(kOwn, row.domains) == std::end(kOwn)) return false;
  }
  return true;
}
static_assert(duties_are_separated());

void add_word(std::string& line, std::string_view word) { line.append(line.empty() ? "" : "、").append(word); }

}  // namespace

Names<Role> table_of(Role) { return kRoleNames; }
Names<Right> table_of(Right) { return kRightNames; }

std::string draw_handbook() {
  std::string page =
      "| domain | right | 权限 | what it allows | roles | keys |\n| --- | --- | --- | --- | --- | --- |\n";
  for (const auto& row : kRights) {
    std::string roles;
    for (const auto& role : kRoles)
      if (row.roles.has(role.role)) add_word(roles, role.chinese);
    page += fmt::format("| {} | `{}` | {} | {} | {} | {} |\n", chinese_of(domain_of(row.value)), row.name, row.chinese,
                        row.allows, roles, row.keys == ForKeys::Yes ? "yes" : "–");
  }
  page += "\n| role | 角色 | domains | rights |\n| --- | --- | --- | --- |\n";
  for (const auto& role : kRoles) {
    std::string domains;
    std::string rights;
    for (const auto& domain : kDomains)
      if (role.domains.has(domain.value)) add_word(domains, domain.chinese);
    for (const auto& right : kRights)
      if (right.roles.has(role.role)) add_word(rights, right.chinese);
    page += fmt::format("| `{}` | {} | {} | {} |\n", role.name, role.chinese, domains, rights);
  }
  return page;
}

}  // namespace dl::accounts
