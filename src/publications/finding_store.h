// Rows of findings.
#pragma once

#include "db/database.h"
#include "publications/finding.h"

namespace dl::publications {

/// As they were last kept, in no order; survey() says what they are now.
Outcome<std::vector<Finding>> list_findings(db::Session& session, std::int64_t edition);
/// What the findings of an edition are now: survey() over the rows.
Outcome<std::vector<Finding>> load_findings(db::Session& session, const Edition& edition,
                                            const agencies::Directory& directory, Instant now);
/// Makes the rows of an edition be `now` where they were `before`; touches only what has changed.
Outcome<void> keep_findings(db::Session& session, std::int64_t edition, const std::vector<Finding>& before,
                            const std::vector<Finding>& now);

}  // namespace dl::publications
