// The verbs on what frames publications: agencies, their sites and columns, changed by their
// administrators. AgencyDesk founds; this desk asks for rights and changes what stands.
//
// After each the directory must be taken anew (DirectoryHolder::reload); followers of the journal do so.
#pragma once

#include <string>
#include <vector>

#include "accounts/principal.h"
#include "agencies/agency_desk.h"
#include "agencies/directory.h"
#include "journal/journal.h"

namespace dl::agencies {

class SiteDesk {
 public:
  using Principal = accounts::Principal;
  /// The revision (base/revision.h) that a change was made on; Fault::Conflict `revision.changed` for another one.
  using Expected = std::optional<std::int64_t>;

  SiteDesk(journal::Journal& journal, const DirectoryHolder& directory) : journal_(journal), directory_(directory) {}

  /// Founds an agency with its site and columns: ManageAgency over its parent, or ManageSystem.
  /// Otherwise as AgencyDesk::found; Fault::NotFound `agency.missing` for an unknown parent.
  Outcome<Founded> found(const Agency& agency, const Site& site, const std::vector<PlannedColumn>& columns,
                         const std::vector<Department>& departments, const Principal& by);

  /// Changes names and parent; the code stays, for index numbers are made from it. The parent only by
  /// ManageSystem. Fault::Invalid `agency.name`, `agency.circle`; Fault::NotFound `agency.missing`.
  Outcome<void> change_agency(const Agency& agency, const Principal& by, Expected expected = {});
  /// Says who runs the agency's openness (D02) and which departments it has, whole: a department with an id is
  /// changed, one without entered, one that is missing taken away. Fault::Invalid `agency.organisation` with
  /// fields; Fault::NotFound `agency.missing`, `department.missing`.
  Outcome<void> organise(std::int64_t agency, const OpennessOffice& office, const std::vector<Department>& departments,
                         const Principal& by, Expected expected = {});
  /// Changes name and facts; the address only by ManageSystem. Fault::NotFound `site.missing`;
  /// Fault::Conflict `site.address-taken`; Fault::Invalid `site.name`, `site.invalid` with fields, and as
  /// check_address_form when the address changes.
  Outcome<void> change_site(const Site& site, const Principal& by, Expected expected = {});

  /// Adds a column to a site; returns its id. Fault::NotFound `site.missing`, `column.missing` for a parent
  /// of another site; Fault::Conflict `column.slug-taken`; Fault::Invalid `column.invalid` with fields.
  Outcome<std::int64_t> add_column(const Column& column, const Principal& by);
  /// Changes all but site and slug, which addresses are made of. Also Fault::Invalid `column.circle`.
  Outcome<void> change_column(const Column& column, const Principal& by, Expected expected = {});

 private:
  journal::Journal& journal_;
  const DirectoryHolder& directory_;
};

}  // namespace dl::agencies
