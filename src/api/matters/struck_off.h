// A rectification that is struck off becomes an entry of the register `rectifications` (政务公开问题整改清单), in the
// transaction of the step. The register's own two people make it public.
#pragma once

#include "matters/matter_desk.h"
#include "records/record_desk.h"

namespace dl::api {

/// For House::follow of rectifications. An entry owes a link to what was done (没有整改链接的视为未整改): where the
/// report or the place of the problem has none, or something else is missing, nothing is entered and the office does it
/// by hand. All of it outlives what is returned.
matters::House::Follow enter_struck_off(records::RecordDesk& desk, const records::Registers& registers,
                                        const periods::Laws& laws);

}  // namespace dl::api
