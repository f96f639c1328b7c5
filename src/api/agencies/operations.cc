// Agencies, their sites and columns, and the controlled lists that forms offer.
#include "api/operations.h"
#include "agencies/column_plan.h"
#include "agencies/revision.h"
#include "api/accounts/people_views.h"
#include "api/agencies/views.h"
#include "api/answer_change.h"
#include "api/api.h"
#include "api/domains.h"
#include "base/resources.h"
#include "intake/decode.h"

namespace dl::api {

namespace {

using accounts::Right;

AgencyView view_of(const agencies::Agency& agency, const agencies::Directory& directory) {
  AgencyView view{.id = agency.id,
                  .code = agency.code,
                  .name = agency.name,
                  .short_name = agency.short_name,
                  .parent = agency.parent,
                  .openness = agency.openness,
                  .revision = revision_of(agency, directory)};
  for (const auto& department : directory.departments())
    if (department.agency == agency.id) view.departments.push_back({department.id, department.name, department.duties});
  return view;
}

SiteView view_of(const agencies::Site& site, const agencies::Directory& directory) {
  return {site.id,    site.agency,      agency_name(directory, site.agency), site.name, site.host, site.prefix,
          site.facts, revision_of(site)};
}

ColumnView view_of(const agencies::Column& column, const agencies::Directory& directory) {
  const auto* site = directory.site(column.site);
  return {.id = column.id,
          .site = column.site,
          .agency = site == nullptr ? 0 : site->agency,
          .parent = column.parent,
          .slug = column.slug,
          .name = column.name,
          .type = column.type,
          .type_name = std::string(chinese_of(column.type)),
          .description = column.description,
          .keywords = column.keywords,
          .update_cycle_days = column.update_cycle_days,
          .position = column.position,
          .statutory_item = column.statutory_item,
          .register_code = column.register_code,
          .revision = revision_of(column)};
}

// What a desk changed is read back, so that the answer is what everybody sees.
/// A thing as it stands after a change, with its revision.
template <class View, auto kFind>
Outcome<View> current_view(Call& call, std::int64_t id, Failure missing) {
  DL_CHECK(call.api.around.directory.reload(call.api.around.database));
  const auto directory = call.api.around.directory.current();
  const auto* thing = (*directory.*kFind)(id);
  if (thing == nullptr) return missing;
  auto view = view_of(*thing, *directory);
  call.set_revision(view.revision);
  return view;
}

Outcome<AgencyView> agency_now(Call& call, std::int64_t id) {
  return current_view<AgencyView, &agencies::Directory::agency>(call, id, fail(Fault::NotFound, "agency.missing"));
}
Outcome<SiteView> site_now(Call& call, std::int64_t id) {
  return current_view<SiteView, &agencies::Directory::site>(call, id, fail(Fault::NotFound, "site.missing"));
}
Outcome<ColumnView> column_now(Call& call, std::int64_t id) {
  return current_view<ColumnView, &agencies::Directory::column>(call, id, fail(Fault::NotFound, "column.missing"));
}

Outcome<ListOf<AgencyView>> list_agencies(Call& call) {
  const auto directory = call.api.around.directory.current();
  ListOf<AgencyView> list;
  for (const auto& agency : directory->agencies()) list.items.push_back(view_of(agency, *directory));
  return list;
}

Outcome<AgencyView> found_agency(Call& call, const NewAgencyInput& input) {
  DL_TRY(const auto text, load_resource("data/columns.toml"));
  DL_TRY(const auto plan, agencies::read_column_plan(text, "data/columns.toml"));
  agencies::Agency agency{
      .code = input.code, .name = input.name, .short_name = input.short_name, .parent = input.parent};
  if (agency.short_name.empty()) agency.short_name = agency.name;
  agencies::Site site{.name = input.name, .host = input.host.value_or(""), .prefix = input.prefix.value_or("")};
  site.facts.organiser = input.name;
  // In a demonstration nothing that is founded later may look real.
  site.facts.demonstration = is_demonstration(*call.api.around.directory.current());
  DL_TRY(const auto made, call.api.sites.found(agency, site, plan, {}, call.who));
  return agency_now(call, made.agency);
}

// What a change leaves out stays as it is. The directory may be a moment old: then the revision is another one, and the
// desk refuses.
Outcome<AgencyView> change_agency(Call& call, const Patch<AgencyInput>& input) {
  DL_TRY(const auto id, call.number("id"));
  agencies::Agency agency{.id = id};
  if (const auto* present = call.api.around.directory.current()->agency(id)) agency = *present;
  const auto wanted = input.onto({agency.name, agency.short_name, agency.parent});
  agency.name = wanted.name;
  agency.short_name = wanted.short_name;
  agency.parent = wanted.parent;
  DL_TRY(const auto expected, call.expected_revision());
  return answer_change(call, call.api.sites.change_agency(agency, call.who, expected), agency_now, id);
}

std::string duties_of(const agencies::Directory& directory, std::int64_t department) {
  const auto& all = directory.departments();
  const auto found = std::ranges::find(all, department, &agencies::Department::id);
  return found == all.end() ? std::string() : found->duties;
}

Outcome<AgencyView> organise_agency(Call& call, const Patch<OrganisationInput>& input) {
  DL_TRY(const auto id, call.number("id"));
  const auto directory = call.api.around.directory.current();
  OrganisationInput present;
  if (const auto* agency = directory->agency(id)) present.openness = agency->openness;
  const auto wanted = input.onto(std::move(present));
  std::vector<agencies::Department> departments;
  for (const auto& line : wanted.departments) {
    const auto number = line.id.value_or(0);
    departments.push_back({number, id, line.name, line.duties ? *line.duties : duties_of(*directory, number)});
  }
  DL_TRY(const auto expected, call.expected_revision());
  return answer_change(call, call.api.sites.organise(id, wanted.openness, departments, call.who, expected), agency_now,
                       id);
}

Outcome<ListOf<SiteView>> list_sites(Call& call, const OfAgencyQuery& query) {
  const auto directory = call.api.around.directory.current();
  ListOf<SiteView> list;
  for (const auto& site : directory->sites())
    if (query.agency == 0 || site.agency == query.agency) list.items.push_back(view_of(site, *directory));
  return list;
}

Outcome<SiteView> change_site(Call& call, const Patch<SiteInput>& input) {
  DL_TRY(const auto id, call.number("id"));
  SiteInput present;
  if (const auto* now = call.api.around.directory.current()->site(id))
    present = {now->name, now->host, now->prefix, now->facts};
  const auto wanted = input.onto(std::move(present));
  agencies::Site site{
      .id = id, .name = wanted.name, .host = wanted.host, .prefix = wanted.prefix, .facts = wanted.facts};
  DL_TRY(const auto expected, call.expected_revision());
  return answer_change(call, call.api.sites.change_site(site, call.who, expected), site_now, id);
}

Outcome<ListOf<ColumnView>> list_columns(Call& call, const OfSiteQuery& query) {
  const auto directory = call.api.around.directory.current();
  ListOf<ColumnView> list;
  for (const auto& column : directory->columns())
    if (query.site == 0 || column.site == query.site) list.items.push_back(view_of(column, *directory));
  return list;
}

// The desk of columns does not know of registers.
Outcome<agencies::Column> column_of(const Call& call, const ColumnInput& input) {
  agencies::Column column{.parent = input.parent,
                          .name = input.name,
                          .type = input.type,
                          .description = input.description.value_or(""),
                          .keywords = input.keywords.value_or(""),
                          .update_cycle_days = input.update_cycle_days.value_or(0),
                          .position = input.position.value_or(0),
                          .statutory_item = input.statutory_item.value_or(""),
                          .register_code = input.register_code.value_or("")};
  const auto shown = call.api.around.registers.find(column.register_code);
  if (!column.register_code.empty() && (!shown || (*shown)->for_staff()))
    return Failure(
        Error{Fault::Invalid, "column.invalid", column.register_code, {{"register_code", "register.unknown"}}});
  return column;
}

Outcome<ColumnView> add_column(Call& call, const NewColumnInput& input) {
  DL_TRY(auto column, column_of(call, input));
  column.site = input.site;
  column.slug = input.slug;
  DL_TRY(const auto id, call.api.sites.add_column(column, call.who));
  return column_now(call, id);
}

Outcome<ColumnView> change_column(Call& call, const Patch<ColumnInput>& input) {
  DL_TRY(const auto id, call.number("id"));
  ColumnInput present;
  if (const auto* now = call.api.around.directory.current()->column(id))
    present = {now->parent,      now->name,           now->type,
               now->description, now->keywords,       now->update_cycle_days,
               now->position,    now->statutory_item, now->register_code};
  DL_TRY(auto column, column_of(call, input.onto(std::move(present))));
  column.id = id;
  DL_TRY(const auto expected, call.expected_revision());
  return answer_change(call, call.api.sites.change_column(column, call.who, expected), column_now, id);
}

// Of these lists documents keep the Chinese name itself.
std::vector<TermView> terms_of(const Vocabulary& vocabulary) {
  std::vector<TermView> terms;
  for (const auto& term : vocabulary.terms) terms.push_back({term.name, term.name, term.children});
  return terms;
}

/// Of others they keep the code.
std::vector<TermView> coded_terms_of(const Vocabulary* vocabulary) {
  std::vector<TermView> terms;
  if (vocabulary == nullptr) return terms;
  for (const auto& term : vocabulary->terms) terms.push_back({term.code, term.name, {}});
  return terms;
}

std::vector<TermView> known_events() {
  std::vector<TermView> terms;
  for (const auto& domain : domains())
    for (const auto& kind : domain.events) terms.push_back({std::string(kind.verb), std::string(kind.chinese), {}});
  return terms;
}

template <HasNames E>
std::vector<TermView> words_of() {
  std::vector<TermView> terms;
  for (const auto& row : table_of(E{})) terms.push_back({std::string(row.name), std::string(row.chinese), {}});
  return terms;
}

std::vector<TermView> read_endings() {
  std::vector<TermView> terms;
  for (const auto ending : intake::kReadEndings)
    terms.push_back({std::string(ending), std::string(ending.substr(1)), {}});
  return terms;
}

Outcome<VocabulariesView> list_vocabularies(Call& call) {
  const auto& lists = call.api.vocabularies;
  std::vector<TermView> items;
  for (const auto& term : lists.at("statutory_items").terms)
    items.push_back({std::to_string(items.size() + 1), term.name, {}});
  std::vector<TermView> registers;
  for (const auto& [code, made] : call.api.around.registers.all())
    if (!made.for_staff()) registers.push_back({code, made.title, {}});
  return VocabulariesView{.kinds = terms_of(lists.at("document_kinds")),
                          .themes = terms_of(lists.at("themes")),
                          .genres = terms_of(lists.at("genres")),
                          .disclosures = words_of<publications::DisclosureClass>(),
                          .validities = words_of<publications::Validity>(),
                          .stages = terms_of(lists.at("stages")),
                          .states = words_of<publications::State>(),
                          .steps = words_of<publications::Step>(),
                          .column_types = words_of<agencies::ColumnType>(),
                          .relations = words_of<publications::Relation>(),
                          .statutory_items = std::move(items),
                          .registers = std::move(registers),
                          .events = known_events(),
                          .identity_documents = coded_terms_of(lists.find("identity_documents")),
                          .message_topics = coded_terms_of(lists.find("message_topics")),
                          .problem_origins = coded_terms_of(lists.find("problem_origins")),
                          .problem_kinds = coded_terms_of(lists.find("problem_kinds")),
                          .read_endings = read_endings()};
}

using web::Verb;

constexpr Operation kOperations[] = {
    {Verb::Get, "/api/v1/agencies", "listAgencies", "机关和内设机构", signed_in(), by<list_agencies>()},
    {Verb::Post,
     "/api/v1/agencies",
     "foundAgency",
     "增加机关及其站点和栏目",
     needs(Right::ManageSystem, Right::ManageAgency),
     by<found_agency>(),
     {.status = 201}},
    {Verb::Put,
     "/api/v1/agencies/{id}",
     "changeAgency",
     "修改机关名称和上级（须带 If-Match）",
     needs(Right::ManageSystem, Right::ManageAgency),
     by<change_agency>(),
     {.conditional = true}},
    {Verb::Put,
     "/api/v1/agencies/{id}/organisation",
     "organiseAgency",
     "公开工作机构和内设机构（须带 If-Match）",
     needs(Right::ManageSystem, Right::ManageAgency),
     by<organise_agency>(),
     {.body_limit = 1 << 20, .conditional = true}},
    {Verb::Get, "/api/v1/sites", "listSites", "站点", signed_in(), by<list_sites>()},
    {Verb::Put,
     "/api/v1/sites/{id}",
     "changeSite",
     "修改站点（须带 If-Match）",
     needs(Right::ManageSystem, Right::ManageAgency),
     by<change_site>(),
     {.conditional = true}},
    {Verb::Get, "/api/v1/columns", "listColumns", "栏目，按次序", signed_in(), by<list_columns>()},
    {Verb::Post,
     "/api/v1/columns",
     "addColumn",
     "增加栏目",
     needs(Right::ManageColumns),
     by<add_column>(),
     {.status = 201}},
    {Verb::Put,
     "/api/v1/columns/{id}",
     "changeColumn",
     "修改栏目（须带 If-Match）",
     needs(Right::ManageColumns),
     by<change_column>(),
     {.conditional = true}},
    {Verb::Get, "/api/v1/vocabularies", "listVocabularies", "表单所用的词表", signed_in(), by<list_vocabularies>()},
};

}  // namespace

std::span<const Operation> agency_operations() { return kOperations; }

}  // namespace dl::api
