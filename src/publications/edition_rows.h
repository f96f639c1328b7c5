// How an edition's row becomes the value: shared by the two stores of this module.
#pragma once

#include "db/session.h"
#include "publications/document.h"

namespace dl::publications {

/// Loads the one edition for which the condition holds; empty when none does.
Outcome<std::optional<Edition>> find_edition(db::Session& session, const db::Sql& condition);

}  // namespace dl::publications
