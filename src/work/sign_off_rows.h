// Sign-offs as rows. Internal to this module.
#pragma once

#include "work/sign_off.h"

namespace dl::work {

/// A new one with its stations; gives it a number.
Outcome<void> insert_sign_off(db::Session& session, SignOff& sign_off);
Outcome<void> update_standing(db::Session& session, const SignOff& sign_off);
/// The signature of one station; `place` counts from 0.
Outcome<void> update_station(db::Session& session, const SignOff& sign_off, std::size_t place);

}  // namespace dl::work
