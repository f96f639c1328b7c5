// Whether what a step says was told or asked has been told or asked. Pure.
//
// The one rule: a step that owes a notice takes effect on the day of its notice, and not before one is issued. Until
// then clocks run as though the step had not been taken (条例 arts 30, 32 to 35; 国办函〔2020〕109号).
#pragma once

#include "matters/kind.h"
#include "requests/letter_forms.h"

namespace dl::requests {

/// The notice that a fact with this verb owes; nothing for the others.
std::optional<LetterKind> notice_of(std::string_view verb);

/// From when what a fact says counts: the day of its notice, never before that of the fact; nothing while it is not
/// issued. That of the fact where it owes none, and where it was brought along with the first one, out of a ledger or
/// of a request that was divided: there it was told. A letter names the fact whose step wrote it; of those that name
/// none, the third of a kind is that of the third such fact that none names.
std::optional<Date> told_on(const matters::Case& now, const matters::Fact& fact);

/// Whether some notice of the kind is written and not issued.
bool waits(const matters::Case& now, LetterKind kind);

/// The case as though the notice of one of its facts had been issued with it: what a letter says of days.
matters::Case as_told(matters::Case now, const matters::Fact& fact);

/// Whether letters of a kind tell of a step, so that nobody writes one without it.
bool tells_of_step(LetterKind kind);
/// The step that a letter of the kind tells of: the fact that it names, or else the one that owes the next of them;
/// nullptr for none.
const matters::Fact* step_of(const matters::Case& now, LetterKind kind, std::int64_t fact);
/// The step of this round that a new letter of the kind would tell of: the first of which none tells yet, and which was
/// not called off; nullptr for none.
const matters::Fact* untold_step(const matters::Case& now, LetterKind kind);

/// Whether `actor` must not issue a letter, because they wrote it: Fault::Forbidden `request.letter-own`. The notice of
/// an extension or a deferral, as its step drafted it, is that of whoever proposed the one or noted the reasons for the
/// other, what passes a request on that of whoever sent the answer for signature: the approver adds nothing to it.
Outcome<void> check_issuer(const matters::Case& now, const matters::Draft& draft, std::string_view actor);

/// Whether a notice of a fact (matters::Letter::fact) may bear a day. Fault::Invalid `request.before` for one before
/// the step that it tells of; Fault::Conflict for one on which the period of the answer is over, so that it tells of
/// nothing any more: `request.supplement-told-late`, `request.fee-told-late`, `request.extension-told-late`,
/// `request.deferral-told-late`; `request.supplement-until-past` where the applicant would have no day left;
/// `request.notice-unasked` where no step has asked for what the notice tells.
Outcome<void> check_told(const matters::Case& now, LetterKind kind, std::int64_t fact, Date on,
                         const matters::Times& times);

}  // namespace dl::requests
