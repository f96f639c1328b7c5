// A letter of a matter in words, whatever its kind.
#pragma once

#include "api/matters/meeting.h"
#include "matters/letters.h"
#include "requests/letter_forms.h"

namespace dl::api {

/// What is printed; nothing while something is left out that its form needs.
Outcome<std::optional<requests::LetterText>> text_of_letter(db::Session& session, const Call& call, const Met& met,
                                                            const matters::Letter& letter);
/// The agency of a matter as its letters name it.
std::string letter_agency(const Call& call, const Met& met);

}  // namespace dl::api
