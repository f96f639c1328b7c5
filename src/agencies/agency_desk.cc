#include "agencies/agency_desk.h"

#include "agencies/agency_store.h"
#include "agencies/events.h"
#include "agencies/limits.h"
#include "agencies/site_rules.h"
#include "base/identifiers.h"

namespace dl::agencies {
namespace {

// Columns arrive with parents above their children, so one pass finds every parent's id.
Outcome<void> insert_columns(journal::Transaction& transaction, const Founded& made,
                             const std::vector<PlannedColumn>& columns, const std::string& actor) {
  std::map<std::string, std::int64_t, std::less<>> ids;
  for (const auto& planned : columns) {
    Column column = planned.column;
    column.site = made.site;
    if (!planned.parent.empty()) column.parent = ids.at(planned.parent);
    DL_TRY(auto id, insert(transaction.sql(), column));
    ids[column.slug] = id;
    transaction.record({.actor = actor,
                        .verb = std::string(event("column.added").verb),
                        .subject = fmt::format("column:{}", id),
                        .agency = made.agency,
                        .topics = {fmt::format("site:{}", made.site)}});
  }
  return {};
}

Outcome<void> check_free(db::Session& session, const Agency& agency, const Site& site) {
  DL_TRY(const bool taken, is_code_taken(session, agency.code));
  if (taken) return refuse(Fault::Conflict, "agency.code-taken", "code", agency.code);
  return check_site_address(session, site);
}

}  // namespace

Outcome<Founded> AgencyDesk::found(const Agency& agency, const Site& site, const std::vector<PlannedColumn>& columns,
                                   const std::vector<Department>& departments, const std::string& actor) {
  if (agency.name.empty()) return refuse(Fault::Invalid, "agency.name", "name");
  auto code = check_agency_code(agency.code);
  if (!code.acceptable()) return refuse(Fault::Invalid, code.problem, "code", agency.code);
  DL_CHECK(refuse_lengths(agency));
  DL_CHECK(refuse_lengths(site));
  DL_CHECK(check_facts(site.facts));
  for (const auto& department : departments) DL_CHECK(refuse_lengths(department, "departments."));
  for (const auto& planned : columns) DL_CHECK(refuse_lengths(planned.column, "columns."));
  Agency entered = agency;
  entered.code = code.canonical;

  return journal_.write([&](journal::Transaction& transaction) -> Outcome<Founded> {
    DL_CHECK(lock_directory(transaction.sql()));
    DL_CHECK(check_free(transaction.sql(), entered, site));
    Founded made;
    DL_TRY(made.agency, insert(transaction.sql(), entered));
    Site placed = site;
    placed.agency = made.agency;
    if (placed.name.empty()) placed.name = agency.name;
    DL_TRY(made.site, insert(transaction.sql(), placed));
    transaction.record({.actor = actor,
                        .verb = std::string(event("agency.founded").verb),
                        .subject = fmt::format("agency:{}", made.agency),
                        .agency = made.agency,
                        .topics = {fmt::format("site:{}", made.site)}});
    for (Department department : departments) {
      department.agency = made.agency;
      DL_CHECK(insert(transaction.sql(), department));
    }
    DL_CHECK(insert_columns(transaction, made, columns, actor));
    return made;
  });
}

}  // namespace dl::agencies
