// The changes between two hand-overs as everybody may take them away: as JSON and as separated values. Pure.
#pragma once

#include <boost/json.hpp>

#include "records/handover_changes.h"

namespace dl::records {

/// An object a record: what was added as a whole, of a change each member that differs, of what is gone its key and
/// the ground. Values as open_json() writes them.
boost::json::array changes_json(const Register& made, const std::vector<HandoverChange>& changes,
                                std::string_view site);

/// A line a value, for spreadsheets: what was added and changed by its items, what is gone in one line.
std::string changes_csv(const Register& made, const std::vector<HandoverChange>& changes, std::string_view site);

}  // namespace dl::records
