#include "api/seat.h"

#include "api/api.h"
#include "work/substitutes.h"

namespace dl::api {

Outcome<work::Seat> seat_of(db::Session& session, const Call& call) {
  work::Seat seat{.self = call.who};
  if (call.who.person() == 0) return seat;
  DL_TRY(seat.absent, work::list_absent(session, call.who.person(), call.api.around.clock.today()));
  return seat;
}

}  // namespace dl::api
