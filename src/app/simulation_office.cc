#include "app/simulation_office.h"

#include <algorithm>

#include "accounts/people.h"
#include "requests/chain_facts.h"

namespace dl::app {
namespace {

using accounts::Principal;
using accounts::Right;

constexpr const char* kActor = "system:simulation";

/// Several agencies of an installation have people of their own.
std::string login_of(const SimulatedPerson& person, std::int64_t agency) {
  return fmt::format("{}.{}", person.login, agency);
}

Outcome<Principal> enter(Installation& installation, accounts::PeopleDesk& desk, const SimulatedPerson& person,
                         std::int64_t agency) {
  auto& database = installation.database();
  const auto login = login_of(person, agency);
  DL_TRY(const auto known, database.read([&](db::Session& session) { return accounts::find_person(session, login); }));
  auto id = known ? known->id : 0;
  if (id == 0) {
    accounts::NewPerson entered{.login = login, .name = person.name, .agency = agency};
    for (const auto& role : person.roles) {
      DL_TRY(auto grant, accounts::parse_grant(role, agency));
      entered.grants.push_back(grant);
    }
    DL_TRY(const auto made, desk.enter(entered, Principal::machine(kActor)));
    id = made.person;
  }
  return database.read([&](db::Session& session) { return accounts::load_principal(session, id); });
}

}  // namespace

Outcome<matters::Place> place_of_simulation(Installation& installation, const std::string& agency) {
  const auto directory = installation.directory().current();
  const auto& all = directory->agencies();
  const auto* found = agency.empty() ? (all.empty() ? nullptr : &all.front()) : directory->agency_by_code(agency);
  if (found == nullptr) return fail(Fault::NotFound, "agency.missing", agency);
  return matters::Place{.agency = found->id, .code = found->code, .name = found->name};
}

Outcome<SimulatedOffice> make_office(Installation& installation, const SimulationData& data,
                                     const std::string& agency) {
  SimulatedOffice office;
  DL_TRY(office.place, place_of_simulation(installation, agency));
  auto desk = installation.people_desk();
  const auto id = office.place.agency;
  for (const auto& person : data.people) {
    DL_TRY(auto principal, enter(installation, desk, person, id));
    if (principal.may(Right::AnswerRequests, id)) office.officers.push_back(principal);
    constexpr auto& kSigners = requests::kSigners;
    if (std::ranges::any_of(kSigners, [&](Right right) { return principal.may(right, id); }))
      office.signers.push_back(principal);
    if (principal.may(Right::ApproveRequests, id)) office.approver = std::move(principal);
  }
  if (office.officers.empty() || office.approver.person() == 0)
    return fail(Fault::Invalid, "data.invalid", "data/simulation/office.toml: nobody to answer or to approve");
  for (const auto& department : installation.directory().current()->departments())
    if (department.agency == id) office.departments.push_back(department.name);
  if (office.departments.empty()) office.departments = data.departments;
  return office;
}

}  // namespace dl::app
