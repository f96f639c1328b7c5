#include "api/accounts/people_views.h"

#include <algorithm>

#include "accounts/people_desk.h"

namespace dl::api {

bool is_demonstration(const agencies::Directory& directory) {
  return std::ranges::any_of(directory.sites(), [](const agencies::Site& site) { return site.facts.demonstration; });
}

std::string agency_name(const agencies::Directory& directory, std::int64_t agency) {
  const auto* found = directory.agency(agency);
  return found == nullptr ? std::string() : found->name;
}

std::vector<GrantView> view_of(const std::vector<accounts::Grant>& grants, const agencies::Directory& directory) {
  std::vector<GrantView> views;
  for (const auto& grant : grants)
    views.push_back({grant.role, std::string(chinese_of(grant.role)), grant.agency,
                     agency_name(directory, grant.agency), grant.reach, std::string(chinese_of(grant.reach))});
  return views;
}

PersonView view_of(const accounts::PersonLine& line, const agencies::Directory& directory,
                   const accounts::Policy& policy, Instant now) {
  const auto& person = line.person;
  const auto ends = accounts::first_password_ends_at(line, policy);
  return {.id = person.id,
          .login = person.login,
          .name = person.name,
          .agency = person.agency,
          .agency_name = agency_name(directory, person.agency),
          .state = person.state,
          .state_name = std::string(chinese_of(person.state)),
          .created_at = person.created_at,
          .grants = view_of(person.grants, directory),
          .second_factor = line.second_factor,
          .must_change_password = line.must_change_password,
          .first_password_ends_at = ends,
          .first_password_ended = ends && *ends <= now,
          .signed_in_at = line.signed_in_at,
          .revision = accounts::revision_of(person)};
}

std::vector<accounts::Grant> grants_of(const std::vector<GrantInput>& inputs) {
  std::vector<accounts::Grant> grants;
  for (const auto& input : inputs) grants.push_back({input.role, input.agency, input.reach});
  return grants;
}

}  // namespace dl::api
