// Counts and dates over many documents, for work lists and dashboards. Each function takes the scope in
// which one may know of work and puts it in its SQL.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "accounts/principal.h"
#include "db/session.h"

namespace dl::publications {

/// Public documents by the day of their publication, Shanghai time, from `from` on; days without any are left out.
Outcome<std::vector<std::pair<Date, std::int64_t>>> published_by_day(db::Session& session, const accounts::Scope& scope,
                                                                     std::int64_t agency, Instant from);

/// Public documents by agency.
Outcome<std::vector<std::pair<std::int64_t, std::int64_t>>> published_by_agency(db::Session& session,
                                                                                const accounts::Scope& scope);

/// When each of these columns last got a public document; those without any are left out. What is public needs
/// no scope.
Outcome<std::map<std::int64_t, Instant>> last_published(db::Session& session, const std::vector<std::int64_t>& columns);

/// Titles of documents that lie within the scope or are public.
Outcome<std::map<std::int64_t, std::string>> titles_of(db::Session& session, const accounts::Scope& scope,
                                                       const std::vector<std::int64_t>& documents);

}  // namespace dl::publications
