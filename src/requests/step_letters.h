// What the letters of a step say, as the step has it. Pure.
//
// A step drafts its letters from here, and what somebody writes into one afterwards is held against it: wording is the
// clerk's, days and money are the case's.
#pragma once

#include "matters/kind.h"
#include "requests/letter_forms.h"

namespace dl::requests {

/// Words that stand within a sentence: without the stops at their end, whatever their order and number.
std::string within_sentence(std::string_view words);

/// The slots that the step of a fact fills in its letter of a kind; none where no step writes such letters. The days of
/// a notice are those of the case as though it were issued.
Outcome<Slots> said_by(const LetterForm& form, LetterKind kind, const matters::Case& now, const matters::Fact& fact,
                       const matters::Times& times);

/// Whether a letter says of days and of money what the step of its fact has said: Fault::Invalid `request.slots` with
/// `request.notice-differs` for each slot that says something else, or says what the step leaves open.
Outcome<void> check_said(const LetterForm& form, LetterKind kind, const Slots& slots, const matters::Case& now,
                         const matters::Fact& fact, const matters::Times& times);

}  // namespace dl::requests
