// What operations on one matter begin with: whether the caller sees it, and whether they handle it.
#pragma once

#include "api/matters/kinds.h"
#include "api/matters/views.h"

namespace dl::api {

/// One within the caller's sight: what is not is not there, for any verb.
struct Met {
  matters::Matter matter = {};
  const matters::Kind& kind;
};
/// By the number in the path. Fault::NotFound `matter.missing`.
Outcome<Met> meet(Call& call);
/// The same for whoever handles it. Fault::Forbidden `right.missing`.
Outcome<Met> meet_to_handle(Call& call);

/// Writes a letter, or writes it anew (matters/letters.h).
Outcome<void> put_letter(Call& call, const Met& met, const matters::Letter& letter, const std::string& known_digest);

}  // namespace dl::api
