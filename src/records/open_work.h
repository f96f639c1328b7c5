// What waits on records, for the list of open work of all domains.
#pragma once

#include "records/read.h"
#include "work/open_work.h"

namespace dl::records {

/// Words under way wait for whoever enters, checks or publishes them, until the day of the register's clock; what is to
/// be withdrawn waits for whoever withdraws. What a rule keeps from the public waits for nobody. Reads the registers.
Outcome<work::Producer> work_on_records();

}  // namespace dl::records
