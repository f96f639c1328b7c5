// What is told of many documents: the source of their figures, and dates and titles for dashboards.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "accounts/principal.h"
#include "db/session.h"
#include "figures/definition.h"

namespace dl::publications {

/// What figures count of publications: public documents, each once, at its first publication (data/figures/).
Outcome<figures::Sources> figure_sources();

/// The figure that pages tell: how many documents are public (publications.public). Read once; fails as
/// figures::Definitions::load does, and opening the portal asks for it, so that a program with wrong data does not
/// start.
Outcome<const figures::Definition*> public_documents();

/// When each of these columns last got a public document; those without any are left out. What is public needs
/// no scope.
Outcome<std::map<std::int64_t, Instant>> last_published(db::Session& session, const std::vector<std::int64_t>& columns);

/// Titles of documents that lie within the scope or are public.
Outcome<std::map<std::int64_t, std::string>> titles_of(db::Session& session, const accounts::Scope& scope,
                                                       const std::vector<std::int64_t>& documents);

}  // namespace dl::publications
