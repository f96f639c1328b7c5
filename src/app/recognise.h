// A document that comes in through the API: read, placed in a column, not yet entered.
#pragma once

#include "api/api.h"
#include "app/column_choice.h"
#include "app/installation.h"
#include "intake/readers.h"

namespace dl::app {

/// What the settings say of reading documents: a process for each file.
intake::ReaderLimits reader_limits_of(const Settings& settings);

/// Reads the bytes of a file called `name`. `column` 0 = the one that data/import_columns.toml chooses on the
/// agency's site. Fails as intake::Readers::read; Fault::NotFound `agency.missing` or `site.missing`.
Outcome<publications::NewDocument> recognise(Installation& installation, intake::Readers& readers,
                                             const ColumnChoice& choice, const std::string& name, std::string bytes,
                                             std::int64_t agency, std::int64_t column);

}  // namespace dl::app
