// The verbs of agencies: founding one with its site and columns, opening further sites.
#pragma once

#include <string>
#include <vector>

#include "agencies/column_plan.h"
#include "journal/journal.h"

namespace dl::agencies {

/// What `found` made.
struct Founded {
  std::int64_t agency = 0;
  std::int64_t site = 0;
};

class AgencyDesk {
 public:
  explicit AgencyDesk(journal::Journal& journal) : journal_(journal) {}

  /// Enters an agency with its site and the planned columns, all in one transaction.
  /// Fault::Invalid with the code's own problem (identifiers.h), or `agency.name` without a name;
  /// Fault::Invalid `site.prefix-form` or `site.host-form`; Fault::Conflict `agency.code-taken` or
  /// `site.address-taken`.
  Outcome<Founded> found(const Agency& agency, const Site& site, const std::vector<PlannedColumn>& columns,
                         const std::vector<Department>& departments, const std::string& actor);

 private:
  journal::Journal& journal_;
};

}  // namespace dl::agencies
