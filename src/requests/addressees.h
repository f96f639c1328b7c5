// Who a letter to a third party, a joint maker or another agency is written to (主送): the party that was registered
// with the request. Letters keep nobody's name, so it is looked up when one is opened.
#pragma once

#include "accounts/sealing_key.h"
#include "matters/parties.h"
#include "requests/letter_forms.h"

namespace dl::requests {

/// The role of whom a letter is written to; nothing for one to the applicant, and for what stays in the house.
std::optional<matters::PartyRole> addressee_role(LetterKind kind);
/// The same of whom a consultation asks, by the verb of its fact.
std::optional<matters::PartyRole> consulted_role(std::string_view verb);

/// Which of the parties of its role a letter is written to, counted from 1: the one that its fact names by its count,
/// for a notice that an objection is overridden that of the consultation. 0 where no fact says it. Pure.
std::int64_t named_party(const matters::Case& now, std::int64_t fact);

/// The name of the party that a letter is written to: the one that its fact names, else the only one of its role; empty
/// where neither says who.
Outcome<std::string> addressee_of(db::Session& session, const accounts::SealingKey& key, const matters::Case& now,
                                  LetterKind kind, std::int64_t fact);

/// Puts into the fact of a consultation which party it asks: the one registered last where nobody said it.
/// Fault::Invalid `matter.input` with `request.party-unknown` for one that is not registered.
Outcome<void> name_party(db::Session& session, const matters::Case& now, matters::Fact& fact);

}  // namespace dl::requests
