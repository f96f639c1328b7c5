#include "tests/support/town.h"

#include "accounts/people.h"
#include "agencies/agency_store.h"
#include "base/resources.h"
#include "base/text.h"
#include "db/schema.h"
#include "figures/frozen.h"
#include "journal/schema.h"
#include "work/schema.h"

namespace dl::test {

using publications::NewDocument;

accounts::Policy quick(accounts::Policy policy) {
  policy.hash_memory = 8192;
  policy.hash_passes = 1;
  return policy;
}

agencies::Founded Clerk::found(const Place& place, agencies::Site site,
                               const std::vector<agencies::Department>& departments) {
  static const auto plan = agencies::read_column_plan(*find_resource("data/columns.toml"), "data/columns.toml");
  EXPECT_TRUE(plan) << describe(plan.error());
  agencies::Agency agency{.code = place.code, .name = place.name, .short_name = place.name};
  site.name = place.name;
  if (const auto& earlier = directory_.current()->agencies(); !earlier.empty()) {
    agency.parent = earlier.front().id;
    site.prefix = place.prefix;
  }
  auto made = agencies::AgencyDesk(journal_).found(agency, site, *plan, departments, "system:test");
  EXPECT_TRUE(made) << describe(made.error());
  EXPECT_TRUE(reload());
  return made.value_or(agencies::Founded());
}

std::int64_t Clerk::agency(const Place& place) const { return directory_.current()->agency_by_code(place.code)->id; }
std::int64_t Clerk::site(std::int64_t agency) const { return directory_.current()->site_of_agency(agency)->id; }
std::int64_t Clerk::column(std::int64_t agency, std::string_view slug) const {
  return directory_.current()->column_by_slug(site(agency), slug)->id;
}

std::int64_t Clerk::person(const std::string& login, std::int64_t agency, const std::vector<accounts::Grant>& grants) {
  auto made = people().enter({login, "〈" + login + "〉", agency, grants, kPassword},
                             accounts::Principal::machine("operator:test"));
  EXPECT_TRUE(made) << describe(made.error());
  return made ? made->person : 0;
}

accounts::Principal Clerk::principal(std::int64_t person) const {
  auto loaded =
      journal_.database().read([&](db::Session& session) { return accounts::load_principal(session, person); });
  EXPECT_TRUE(loaded) << describe(loaded.error());
  return loaded.value_or(accounts::Principal());
}

accounts::Principal Clerk::holder(accounts::Role role, std::int64_t agency, accounts::Reach reach) {
  const auto login = fmt::format("{}.{}", text::ascii_lower(dl::name_of(role)), agency);
  return principal(person(login, agency, {{role, agency, reach}}));
}

NewDocument Clerk::notice(std::int64_t agency, const std::string& title, std::string_view slug) const {
  NewDocument document;
  document.agency = agency;
  document.column = column(agency, slug);
  document.metadata.title = title;
  document.metadata.disclosure = publications::DisclosureClass::Active;
  document.body.blocks.push_back({.runs = {{.text = title + "的正文"}}});
  return document;
}

std::int64_t Clerk::publish(const NewDocument& document) {
  auto made = publications::DocumentDesk(journal_, directory_)
                  .import({document}, accounts::Principal::machine("person:甲"), "测试用的发布");
  EXPECT_TRUE(made) << describe(made.error());
  return made ? made->front().document : 0;
}

bool Clerk::reload() { return directory_.reload(journal_.database()).has_value(); }

Tables document_tables(const std::vector<db::Migration>& documents) {
  return {&db::migrations(),
          &journal::migrations(),
          &agencies::migrations(),
          &accounts::migrations(),
          &work::migrations(),
          &figures::migrations(),
          &documents};
}

Town::Town(Store store, const std::vector<Place>& places, const Tables& tables)
    : Ground(store), Clerk(own_journal_, own_directory_) {
  store_.migrate(tables);
  for (const auto& place : places) found(place);
}

}  // namespace dl::test
