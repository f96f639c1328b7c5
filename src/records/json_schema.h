// A record's JSON in the words of JSON Schema 2020-12, conditions as if/then. Pure.
#pragma once

#include <boost/json.hpp>

#include "records/register.h"

namespace dl::records {

/// What a JSON object satisfies when, and only when, the condition holds for it. Empty values are absent.
boost::json::object json_schema_of(const condition::Condition& condition);

/// The canonical JSON of one record. What it cannot say (check characters, rules over several fields) is not in it.
boost::json::object json_schema_of(const Register& made);

}  // namespace dl::records
