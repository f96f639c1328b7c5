// The table of rectifications and its SQL.
#pragma once

#include "compliance/rectification.h"
#include "db/schema.h"
#include "db/session.h"

namespace dl::compliance {

/// The table; after those of matters.
const std::vector<db::Migration>& migrations();

/// Beside its matter, in the transaction that opens it.
Outcome<void> insert(db::Session& session, const Rectification& item);
/// For whoever has loaded the matter within their scope. Fault::NotFound `rectification.missing`.
Outcome<Rectification> load_rectification(db::Session& session, std::int64_t matter);
/// Of several, by the matter.
Outcome<std::vector<Rectification>> load_rectifications(db::Session& session, const std::vector<std::int64_t>& matters);

}  // namespace dl::compliance
