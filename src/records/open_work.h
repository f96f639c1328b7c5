// What waits on records, for the list of open work of all domains.
#pragma once

#include "records/clocks.h"
#include "records/read.h"
#include "records/record_store.h"
#include "work/open_work.h"

namespace dl::records {

/// Words under way wait for whoever enters, checks or publishes them, until the day of the register's clock; what is to
/// be withdrawn waits for whoever withdraws. What a rule keeps from the public waits for nobody. Reads the registers.
Outcome<work::Producer> work_on_records();

/// Imports under signature wait for whoever signs next: for all of their records at once.
Outcome<work::Producer> work_on_imports();

/// What waits on a record that was entered and of which nothing else was done; nothing where a rule withholds it.
std::optional<work::Item> work_on_entered(const Row& row, const Entry& head, const Record& shown, const Register& made,
                                          const Times& times);

}  // namespace dl::records
