// Numbers that a register gives to its records.
#pragma once

#include "db/session.h"
#include "records/register.h"

namespace dl::records {

/// The next number of an agency in the year of `on`, in the caller's transaction; empty where the register has none.
Outcome<std::string> number_for(db::Session& session, const Register& made, std::int64_t agency, Date on);

}  // namespace dl::records
