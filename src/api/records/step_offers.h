// The steps that a record, or an import with all of its records, offers to the caller.
#pragma once

#include "api/steps.h"
#include "records/record_cycle.h"
#include "work/sign_off.h"

namespace dl::api {

/// What steps are offered on. An import stands as one row: its state is records::state_of_import().
struct OnOffer {
  const records::Row& row;
  const records::Register& made;
  const std::optional<work::SignOff>& sign_off;  ///< the one under way
  const work::Seat& seat;                        ///< the caller's
  bool over = false;                             ///< as records::Standing has it
};

/// Every step from where it stands that its register knows, allowed or with the sentence of why not; in the order of
/// the table.
std::vector<StepView> offers_on(const Call& call, const OnOffer& on);
/// Whether people are shown it: what leads on is shown to all, with the reason of why not; what draws back only to
/// those who may.
bool is_shown(const StepView& offer);

}  // namespace dl::api
