// Puts a problem on the list. What follows are steps of the matter (matters/matter_desk.h).
#pragma once

#include "compliance/procedure.h"
#include "compliance/rectification_store.h"
#include "matters/matter_desk.h"

namespace dl::compliance {

class RectificationDesk {
 public:
  /// Both outlive the desk.
  RectificationDesk(matters::MatterDesk& matters, const Vocabularies& lists) : matters_(matters), lists_(lists) {}

  /// A problem of the agency that has to put it right; who finds it is of that agency or stands above it. Counts from
  /// the day on which it was found; `today` is the clock's. Fault::Forbidden `right.missing`; fails as check().
  Outcome<matters::Opened> find(const matters::Place& place, const NewRectification& item, Date today,
                                const accounts::Principal& by);

 private:
  matters::MatterDesk& matters_;
  const Vocabularies& lists_;
};

}  // namespace dl::compliance
