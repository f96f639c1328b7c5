// The rows of a file that were refused, as a file of their own: what somebody corrects after the good rows were taken.
#pragma once

#include "records/import_check.h"

namespace dl::records {

/// Separated values for spreadsheets, whose headings are the titles of the fields that were found; each cell as the
/// file has it, days as YYYY-MM-DD. Fault::Invalid `import.rest-form` for JSON; fails as sheets::read_table.
Outcome<std::string> rest_of(const ReadTable& file, const Checked& checked);

}  // namespace dl::records
