// How an event about a matter is recorded: for the office alone. Internal to this module.
#pragma once

#include "journal/journal.h"
#include "matters/matter.h"

namespace dl::matters {

/// `before` and `after` are digests of what the event is about.
void record(journal::Transaction& transaction, const Matter& matter, std::string_view verb, const std::string& actor,
            std::string reason = {}, std::string before = {}, std::string after = {});

}  // namespace dl::matters
