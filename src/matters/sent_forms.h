// What was sent with a public form, so that a second click, a lost answer or a reloaded page brings the same matter and
// its code once more instead of another matter: on whatever node, and after a restart.
//
// A form is known by a secret of whoever sent it (form_of). Kept of it is its digest, in the transaction that opens the
// matter, for half an hour of the real clock, in a simulation too. The query code is taken from the secret, so that it
// can be shown again though it is kept nowhere.
#pragma once

#include "matters/matter_desk.h"

namespace dl::matters {

inline constexpr std::int64_t kFormKeptMs = std::int64_t{30} * 60 * 1000;

/// Of the key that a form was handed out with (128 random bits) and of all that was written in it: who goes back and
/// asks for something else sends another form.
std::string form_of(std::string_view key, std::string_view words);

/// What a form has opened, with the code; nothing where it has opened nothing, or long ago. `now` is by the real clock
/// (MatterDesk::real_now). Fault::Conflict `matter.code-new` where the office has given out another code since.
Outcome<std::optional<Opened>> find_sent(db::Session& session, const accounts::SealingKey& key, const std::string& form,
                                         Instant now);

/// Notes that a form has opened a matter. Fault::Conflict `matter.sent` where another transaction was first, which
/// undoes this one.
Outcome<void> note_sent(journal::Transaction& transaction, const std::string& form, std::int64_t matter);

}  // namespace dl::matters
