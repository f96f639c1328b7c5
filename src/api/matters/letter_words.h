// A letter of a matter in words, whatever its kind.
#pragma once

#include "api/matters/meeting.h"
#include "matters/letters.h"

namespace dl::api {

/// As it is printed; nothing while something is left out that its form needs.
Outcome<std::optional<MatterLetterWords>> words_of_letter(db::Session& session, const Call& call, const Met& met,
                                                          const matters::Letter& letter);

}  // namespace dl::api
