// All SQL of the agencies module.
#pragma once

#include "agencies/agency.h"
#include "agencies/directory.h"
#include "db/database.h"

namespace dl::agencies {

/// The tables of this module.
const std::vector<db::Migration>& migrations();

/// Each inserts one row, gives it an id and returns the id. Fault::Conflict when the code, the
/// address of the site or the slug is taken.
Outcome<std::int64_t> insert(db::Session& session, const Agency& agency);
Outcome<std::int64_t> insert(db::Session& session, const Department& department);
Outcome<std::int64_t> insert(db::Session& session, const Site& site);
Outcome<std::int64_t> insert(db::Session& session, const Column& column);

/// Each writes all but what never changes: the code of an agency, the agency of a site, the site and
/// slug of a column.
Outcome<void> update(db::Session& session, const Agency& agency);
Outcome<void> update(db::Session& session, const Site& site);
Outcome<void> update(db::Session& session, const Column& column);

/// Writes who runs the agency's openness, and its departments: those with an id are changed, those without
/// entered, those that are not named taken away.
Outcome<void> update_organisation(db::Session& session, const Agency& agency,
                                  const std::vector<Department>& departments);

/// Has whoever else would change the directory wait until this transaction ends, so that what was checked of the whole,
/// such as that no agency stands below itself, still holds. SQLite has one writer anyway.
Outcome<void> lock_directory(db::Session& session);

/// Whether an agency has the code.
Outcome<bool> is_code_taken(db::Session& session, std::string_view code);

/// As check_address_form; Fault::Conflict `site.address-taken` when another site has the address.
Outcome<void> check_site_address(db::Session& session, const Site& site);

/// The telephones that sites and the openness offices of agencies publish, as they are written there.
Outcome<std::vector<std::string>> published_phones(db::Session& session);

}  // namespace dl::agencies
