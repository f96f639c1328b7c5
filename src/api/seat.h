// Where a caller sits: who they are, and for whom they stand in today.
#pragma once

#include "api/operation.h"
#include "work/open_work.h"

namespace dl::api {

/// A key of another system stands in for nobody.
Outcome<work::Seat> seat_of(db::Session& session, const Call& call);

}  // namespace dl::api
