// The tables of reviews and suits and their SQL.
#pragma once

#include "appeals/appeal.h"
#include "db/schema.h"
#include "db/session.h"

namespace dl::appeals {

/// The tables; after those of matters.
const std::vector<db::Migration>& migrations();

/// Beside its matter, in the transaction that opens it.
Outcome<void> insert(db::Session& session, const Appeal& appeal);
/// For whoever has loaded the matter within their scope. Fault::NotFound `appeal.missing`.
Outcome<Appeal> load_appeal(db::Session& session, std::int64_t matter);
/// Those against a request, by their numbers.
Outcome<std::vector<Appeal>> appeals_against(db::Session& session, std::int64_t request);

/// Puts down the rounds of a matter as they follow from its facts, for whoever counts them.
Outcome<void> keep_rounds(db::Session& session, std::int64_t matter, const std::vector<Round>& rounds);

}  // namespace dl::appeals
