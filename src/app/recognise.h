// A document that comes in through the API: read, placed in a column, not yet entered.
#pragma once

#include "api/api.h"
#include "app/column_choice.h"
#include "app/installation.h"

namespace dl::app {

/// Reads the bytes of a file called `name`. `column` 0 = the one that data/import_columns.toml chooses on the
/// agency's site. Fails as intake::read_document; Fault::NotFound `agency.missing` or `site.missing`.
Outcome<api::Recognised> recognise(Installation& installation, const ColumnChoice& choice, const std::string& name,
                                   std::string bytes, std::int64_t agency, std::int64_t column);

}  // namespace dl::app
