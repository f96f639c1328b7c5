// Substitutes (代班): while somebody is away, another person sees what waits for them.
//
// A substitute gets no right by it: what the absent person could read and they could not stays out of sight, and a step
// still asks for the right of whoever takes it.
#pragma once

#include "accounts/principal.h"
#include "journal/journal.h"

namespace dl::work {

struct Substitute {
  std::int64_t person = 0;  ///< who stands in
  Date from = {};
  Date until = {};  ///< the last day

  friend bool operator==(const Substitute&, const Substitute&) = default;
};

/// A person names their substitute, in place of one named before; `by` is the person. Fault::Invalid `substitute.self`,
/// `substitute.days` when the days are in disorder or over; Fault::NotFound `person.missing` for nobody, or somebody
/// whose account is suspended.
Outcome<void> name_substitute(journal::Transaction& transaction, const accounts::Principal& by, const Substitute& wish);
/// Fault::NotFound `substitute.missing`.
Outcome<void> end_substitute(journal::Transaction& transaction, const accounts::Principal& by);

/// Whom a person has named, also for days to come or over.
Outcome<std::optional<Substitute>> find_substitute(db::Session& session, std::int64_t person);
/// For whom a person stands in on a day, as they are now, those who named them first in front.
Outcome<std::vector<accounts::Principal>> list_absent(db::Session& session, std::int64_t person, Date on);

}  // namespace dl::work
