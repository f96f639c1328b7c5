#include "agencies/site_desk.h"

#include <set>

#include "agencies/agency_store.h"
#include "agencies/events.h"
#include "agencies/limits.h"
#include "agencies/revision.h"
#include "agencies/site_rules.h"

namespace dl::agencies {
namespace {

using accounts::Principal;
using accounts::Right;
using journal::Transaction;

journal::Event event_of(const Principal& by, journal::EventKind kind, std::string subject, std::int64_t agency,
                        std::int64_t site) {
  journal::Event event;
  event.actor = by.actor();
  event.verb = kind.verb;
  event.subject = std::move(subject);
  event.agency = agency;
  if (site != 0) event.topics = {fmt::format("site:{}", site)};
  return event;
}

// From the rows, not from the directory in memory: it may be a moment behind another node's change.
Outcome<Directory> load_fresh(Transaction& transaction) {
  DL_CHECK(lock_directory(transaction.sql()));
  return load_directory(transaction.sql());
}

Outcome<const Site*> site_for(const Directory& directory, std::int64_t id) {
  const auto* site = directory.site(id);
  if (site == nullptr) return fail(Fault::NotFound, "site.missing", fmt::format("{}", id));
  return site;
}

bool is_below(const Directory& directory, std::int64_t agency, std::int64_t above) {
  // A circle in the data must not make one here.
  for (std::size_t steps = 0; steps <= directory.agencies().size(); ++steps) {
    if (agency == above) return true;
    const auto* found = directory.agency(agency);
    if (found == nullptr || !found->parent) return false;
    agency = *found->parent;
  }
  return true;
}

Outcome<void> check_parent(const Directory& directory, const Agency& agency) {
  if (!agency.parent) return {};
  if (directory.agency(*agency.parent) == nullptr)
    return fail(Fault::NotFound, "agency.missing", fmt::format("{}", *agency.parent));
  if (is_below(directory, *agency.parent, agency.id))
    return refuse(Fault::Invalid, "agency.circle", "parent", agency.name);
  return {};
}

Outcome<void> check_column(const Directory& directory, const Column& column) {
  std::vector<FieldProblem> problems;
  if (column.name.empty()) problems.push_back({"name", "column.name"});
  check_lengths(column, "", problems);
  bool slug_good = !column.slug.empty() && column.slug.size() <= 40 &&
                   column.slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
  if (!slug_good) problems.push_back({"slug", "column.slug"});
  if (column.update_cycle_days < 0 || column.update_cycle_days > 3660)
    problems.push_back({"update_cycle_days", "column.cycle"});
  if (!problems.empty()) return Failure(Error{Fault::Invalid, "column.invalid", column.slug, std::move(problems)});
  if (!column.parent) return {};
  const auto* parent = directory.column(*column.parent);
  if (parent == nullptr || parent->site != column.site)
    return refuse(Fault::NotFound, "column.missing", "parent", fmt::format("{}", *column.parent));
  return {};
}

Outcome<void> check_departments(const Directory& directory, std::int64_t agency,
                                const std::vector<Department>& departments) {
  std::vector<FieldProblem> problems;
  check_length(departments, {.entries = kMostDepartments}, "departments", problems);
  std::set<std::string> names;
  for (std::size_t i = 0; i < departments.size(); ++i) {
    const auto& department = departments[i];
    check_lengths(department, fmt::format("departments.{}.", i), problems);
    if (department.name.empty())
      problems.push_back({fmt::format("departments.{}.name", i), "department.name"});
    else if (!names.insert(department.name).second)
      problems.push_back({fmt::format("departments.{}.name", i), "department.twice"});
    if (department.id == 0) continue;
    const auto& known = directory.departments();
    auto found = std::ranges::find(known, department.id, &Department::id);
    if (found == known.end() || found->agency != agency)
      return fail(Fault::NotFound, "department.missing", fmt::format("{}", department.id));
  }
  if (problems.empty()) return {};
  return Failure(Error{Fault::Invalid, "agency.organisation", fmt::format("{}", agency), std::move(problems)});
}

}  // namespace

Outcome<Founded> SiteDesk::found(const Agency& agency, const Site& site, const std::vector<PlannedColumn>& columns,
                                 const std::vector<Department>& departments, const Principal& by) {
  auto directory = directory_.current();
  if (agency.parent && directory->agency(*agency.parent) == nullptr)
    return fail(Fault::NotFound, "agency.missing", fmt::format("{}", *agency.parent));
  if (!by.may_anywhere(Right::ManageSystem)) DL_CHECK(by.require(Right::ManageAgency, agency.parent.value_or(0)));
  return AgencyDesk(journal_).found(agency, site, columns, departments, by.actor());
}

Outcome<void> SiteDesk::change_agency(const Agency& agency, const Principal& by, Expected expected) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto directory, load_fresh(transaction));
    const auto* before = directory.agency(agency.id);
    if (before == nullptr) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", agency.id));
    bool moved = before->parent != agency.parent;
    // Where an agency stands decides whose grants reach it.
    if (moved && !by.may_anywhere(Right::ManageSystem)) return fail(Fault::Forbidden, "right.missing", "parent");
    if (!by.may_anywhere(Right::ManageSystem)) DL_CHECK(by.require(Right::ManageAgency, agency.id));
    DL_CHECK(check_revision(expected, revision_of(*before, directory)));
    if (agency.name.empty()) return refuse(Fault::Invalid, "agency.name", "name");
    DL_CHECK(refuse_lengths(agency));
    DL_CHECK(check_parent(directory, agency));
    DL_CHECK(transaction.hold(fmt::format("agency:{}", agency.id)));
    DL_CHECK(update(transaction.sql(), agency));
    const auto* site = directory.site_of_agency(agency.id);
    transaction.record(event_of(by, moved ? event("agency.moved") : event("agency.changed"),
                                fmt::format("agency:{}", agency.id), agency.id, site != nullptr ? site->id : 0));
    return {};
  });
}

Outcome<void> SiteDesk::organise(std::int64_t id, const OpennessOffice& office,
                                 const std::vector<Department>& departments, const Principal& by, Expected expected) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto directory, load_fresh(transaction));
    const auto* before = directory.agency(id);
    if (before == nullptr) return fail(Fault::NotFound, "agency.missing", fmt::format("{}", id));
    if (!by.may_anywhere(Right::ManageSystem)) DL_CHECK(by.require(Right::ManageAgency, id));
    DL_CHECK(check_revision(expected, revision_of(*before, directory)));
    DL_CHECK(refuse_lengths(office, "openness."));
    DL_CHECK(check_departments(directory, id, departments));
    Agency agency = *before;
    agency.openness = office;
    DL_CHECK(transaction.hold(fmt::format("agency:{}", id)));
    DL_CHECK(update_organisation(transaction.sql(), agency, departments));
    const auto* site = directory.site_of_agency(id);
    transaction.record(
        event_of(by, event("agency.organised"), fmt::format("agency:{}", id), id, site != nullptr ? site->id : 0));
    return {};
  });
}

Outcome<void> SiteDesk::change_site(const Site& site, const Principal& by, Expected expected) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto directory, load_fresh(transaction));
    DL_TRY(const auto* before, site_for(directory, site.id));
    bool moved = before->host != site.host || before->prefix != site.prefix;
    if (moved && !by.may_anywhere(Right::ManageSystem)) return fail(Fault::Forbidden, "right.missing", "address");
    if (!by.may_anywhere(Right::ManageSystem)) DL_CHECK(by.require(Right::ManageAgency, before->agency));
    DL_CHECK(check_revision(expected, revision_of(*before)));
    if (site.name.empty()) return refuse(Fault::Invalid, "site.name", "name");
    DL_CHECK(refuse_lengths(site));
    DL_CHECK(check_facts(site.facts));
    if (moved) DL_CHECK(check_site_address(transaction.sql(), site));
    DL_CHECK(transaction.hold(fmt::format("site:{}", site.id)));
    DL_CHECK(update(transaction.sql(), site));
    transaction.record(event_of(by, event("site.changed"), fmt::format("site:{}", site.id), before->agency, site.id));
    return {};
  });
}

Outcome<std::int64_t> SiteDesk::add_column(const Column& column, const Principal& by) {
  return journal_.write([&](Transaction& transaction) -> Outcome<std::int64_t> {
    DL_TRY(auto directory, load_fresh(transaction));
    DL_TRY(const auto* site, site_for(directory, column.site));
    DL_CHECK(by.require(Right::ManageColumns, site->agency));
    DL_CHECK(check_column(directory, column));
    if (directory.column_by_slug(column.site, column.slug) != nullptr)
      return refuse(Fault::Conflict, "column.slug-taken", "slug", column.slug);
    DL_TRY(auto id, insert(transaction.sql(), column));
    transaction.record(event_of(by, event("column.added"), fmt::format("column:{}", id), site->agency, site->id));
    return id;
  });
}

Outcome<void> SiteDesk::change_column(const Column& column, const Principal& by, Expected expected) {
  return journal_.write([&](Transaction& transaction) -> Outcome<void> {
    DL_TRY(auto directory, load_fresh(transaction));
    const auto* before = directory.column(column.id);
    if (before == nullptr) return fail(Fault::NotFound, "column.missing", fmt::format("{}", column.id));
    DL_TRY(const auto* site, site_for(directory, before->site));
    DL_CHECK(by.require(Right::ManageColumns, site->agency));
    DL_CHECK(check_revision(expected, revision_of(*before)));
    Column changed = column;
    changed.site = before->site;
    changed.slug = before->slug;
    DL_CHECK(check_column(directory, changed));
    auto below = directory.with_descendants(column.id);
    if (changed.parent && std::find(below.begin(), below.end(), *changed.parent) != below.end())
      return refuse(Fault::Invalid, "column.circle", "parent", changed.name);
    DL_CHECK(transaction.hold(fmt::format("column:{}", column.id)));
    DL_CHECK(update(transaction.sql(), changed));
    transaction.record(
        event_of(by, event("column.changed"), fmt::format("column:{}", column.id), site->agency, site->id));
    return {};
  });
}

}  // namespace dl::agencies
