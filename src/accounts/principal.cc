#include "accounts/principal.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace dl::accounts {
namespace {

constexpr auto kReaches = named_table<Reach>({{Reach::Own, "Own", "本机关"},
                                              {Reach::OwnAndBelow, "OwnAndBelow", "本机关及下级"},
                                              {Reach::All, "All", "全部机关"}});

}  // namespace

Names<Reach> table_of(Reach) { return kReaches; }

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
  auto role = find_named<Role>(text.substr(0, colon));
  if (!role) return fail(Fault::Invalid, "role.unknown", std::string(text));
  if (colon == std::string_view::npos) return Grant{*role, agency, is_separated(*role) ? Reach::All : Reach::Own};
  auto reach = find_named<Reach>(text.substr(colon + 1));
  if (!reach) return fail(Fault::Invalid, "role.reach", std::string(text));
  return Grant{*role, agency, *reach};
}

bool Scope::covers(std::int64_t agency) const {
  return all || std::binary_search(agencies.begin(), agencies.end(), agency);
}

db::Sql Scope::condition(db::Literal column) const { return all ? db::Sql("1 = 1") : db::among(column, agencies); }

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
      if (!rights_of(grant.role).has(row.value)) continue;
      // The three administrators serve the installation, wherever they work.
      scope.all = scope.all || grant.reach == Reach::All || is_separated(grant.role);
      scope.agencies.push_back(grant.agency);
      auto tree = below.find(grant.agency);
      if (grant.reach == Reach::OwnAndBelow && tree != below.end())
        scope.agencies.insert(scope.agencies.end(), tree->second.begin(), tree->second.end());
    }
    principal.scopes_[static_cast<std::size_t>(row.value)] =
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
    if (rights.has(row.value)) principal.scopes_[static_cast<std::size_t>(row.value)] = Scope::of({agency});
  return principal;
}

bool Principal::may_any(const Rights& rights) const {
  return std::ranges::any_of(kRights,
                             [&](const auto& row) { return rights.has(row.value) && may_anywhere(row.value); });
}

Outcome<void> Principal::require(Right right, std::int64_t agency) const {
  if (may(right, agency)) return {};
  return fail(Fault::Forbidden, "right.missing", fmt::format("{}: {} over agency {}", actor_, name_of(right), agency));
}

}  // namespace dl::accounts
