// What a change under If-Match is answered with.
#pragma once

#include "api/operation.h"

namespace dl::api {

/// What stands now, also when the change was made on something older: then beside the refusal.
template <class View>
Outcome<View> answer_change(Call& call, const Outcome<void>& changed, Outcome<View> (*now)(Call&, std::int64_t),
                            std::int64_t id) {
  if (changed) return now(call, id);
  if (changed.error().key == "revision.changed") {
    DL_TRY(const auto present, now(call, id));
    call.current = write_shape(present);
  }
  return Failure(changed.error());
}

}  // namespace dl::api
