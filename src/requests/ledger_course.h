// How a request was handled before it came here, as far as a ledger says it and its clock depends on it. Pure.
#pragma once

#include "requests/clocks.h"

namespace dl::requests {

/// The days that stop the clock of the answer, begin it anew or move it (arts 30, 32 to 34).
struct LedgerCourse {
  std::optional<Date> supplement_asked_on = {};
  std::optional<Date> supplement_until = {};
  std::optional<Date> supplemented_on = {};
  Consulted consulted = Consulted::Third;
  std::optional<Date> consulted_on = {};
  std::optional<Date> letter_got_on = {};  ///< by the third party or joint maker, whose period runs from it
  std::optional<Date> opinion_until = {};  ///< that another agency was asked for
  std::optional<Date> opinion_on = {};
  std::optional<Date> extended_on = {};
  std::optional<Date> extended_until = {};

  bool is_supplement_awaited() const { return supplement_asked_on && !supplemented_on; }
};

/// As facts in the order of their days; `about` is the place of the asking fact among them, from 1. An extension whose
/// approval bears no day is put last, on `known_on`.
std::vector<matters::Fact> earlier_facts(const LedgerCourse& course, Date known_on);

/// Where that left a request that has not ended: whoever asked for a supplement, consulted somebody or extended had
/// registered it.
State state_after(const LedgerCourse& course);

}  // namespace dl::requests
