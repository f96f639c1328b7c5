#include "app/demo_people.h"

#include "base/toml_file.h"

namespace dl::app {
namespace {

using accounts::Right;

constexpr const char* kFile = "data/demo/people.toml";

struct Part {
  Right right = Right::DraftDocuments;
  accounts::Principal Cast::*member = nullptr;
};
constexpr Part kParts[] = {
    {Right::DraftDocuments, &Cast::drafter},
    {Right::ReviewDocuments, &Cast::reviewer},
    {Right::ClearDocuments, &Cast::secrecy_reviewer},
    {Right::PublishDocuments, &Cast::publisher},
};

Outcome<DemoPerson> read_person(const TomlFile& file, const toml::table& table) {
  DL_CHECK(file.only(table, {"login", "name", "agency", "roles"}));
  DemoPerson person;
  DL_TRY(person.login, file.text(table, "login"));
  DL_TRY(person.name, file.text(table, "name"));
  DL_TRY(person.agency, file.text(table, "agency"));
  DL_TRY(person.roles, file.texts(table, "roles"));
  return person;
}

Outcome<accounts::Principal> enter(Installation& installation, accounts::PeopleDesk& desk, const DemoPerson& person,
                                   std::int64_t agency, const std::string& password) {
  accounts::NewPerson entered{.login = person.login, .name = person.name, .agency = agency, .password = password};
  for (const auto& role : person.roles) {
    DL_TRY(auto grant, accounts::parse_grant(role, agency));
    entered.grants.push_back(grant);
  }
  DL_TRY(auto made, desk.enter(entered, accounts::Principal::machine("system:demonstration")));
  return installation.database().read(
      [&](db::Session& session) { return accounts::load_principal(session, made.person); });
}

}  // namespace

Outcome<DemoPeople> read_demo_people() {
  DL_TRY(auto file, TomlFile::load(kFile));
  DL_CHECK(file.only(file.root(), {"password", "person"}));
  DemoPeople read;
  DL_TRY(read.password, file.text(file.root(), "password"));
  DL_TRY(auto tables, file.tables(file.root(), "person"));
  for (const auto* table : tables) {
    DL_TRY(auto person, read_person(file, *table));
    read.people.push_back(std::move(person));
  }
  return read;
}

Outcome<std::map<std::string, std::string>> read_demo_agency_names() {
  DL_TRY(auto file, TomlFile::load("data/demo/city.toml"));
  DL_TRY(auto tables, file.tables(file.root(), "agency"));
  std::map<std::string, std::string> names;
  for (const auto* table : tables) {
    DL_TRY(auto key, file.text(*table, "key"));
    DL_TRY(names[key], file.text(*table, "name"));
  }
  return names;
}

Outcome<DemoCast> enter_demo_people(Installation& installation, journal::Journal& journal,
                                    const std::map<std::string, std::int64_t>& agencies) {
  DL_TRY(auto read, read_demo_people());
  accounts::PeopleDesk desk(journal, policy_of(installation.settings()));
  DemoCast cast;
  for (const auto& person : read.people) {
    auto agency = agencies.find(person.agency);
    if (agency == agencies.end())
      return fail(Fault::Invalid, "data.invalid", fmt::format("{}: unknown agency {}", kFile, person.agency));
    DL_TRY(auto principal, enter(installation, desk, person, agency->second, read.password));
    for (const auto& part : kParts) {
      auto& member = cast.by_agency[person.agency].*part.member;
      if (member.person() == 0 && principal.may(part.right, agency->second)) member = principal;
    }
    cast.by_login.emplace(person.login, std::move(principal));
  }
  for (const auto& [key, id] : agencies)
    for (const auto& part : kParts)
      if ((cast.by_agency[key].*part.member).person() == 0)
        return fail(Fault::Invalid, "data.invalid",
                    fmt::format("{}: {} has nobody to {}", kFile, key, name_of(part.right)));
  return cast;
}

}  // namespace dl::app
