// Separated values (RFC 4180) as a table.
#pragma once

#include "intake/draft.h"

namespace dl::intake {

/// Commas, semicolons or tabs, whichever divide the first lines most alike; quotation marks as in RFC 4180. Quotation
/// marks that are never closed are told and taken as they stand.
Draft read_csv(std::string_view text);

}  // namespace dl::intake
