// The letters of a request as they are kept and as they are read. The kinds are those of letter_forms.h.
#pragma once

#include "requests/agency_seals.h"
#include "requests/letter_forms.h"
#include "requests/reply.h"
#include "requests/request_store.h"

namespace dl::requests {

/// How a review or a suit says that what the agency did was corrected, and that a suit was withdrawn: the words of
/// src/appeals, which stands beside this module and holds its own against them.
inline constexpr std::string_view kAppealCorrected = "corrected";
inline constexpr std::string_view kAppealWithdrawn = "suit.withdrawn";

/// What a reply fills of the slots of its form.
Slots slots_of(const Reply& reply);

/// Who opens letters: forms and the key under which people are sealed. Both outlive it.
struct Papers {
  const LetterForms& forms;
  const accounts::SealingKey& key;
  bool tells = false;  ///< by e-mail (tellings.h) that a notice was issued
};

/// A letter as it is printed, with what its request says. Fault::Invalid as LetterForm::text().
Outcome<LetterText> words_of(db::Session& session, const Papers& papers, const matters::Matter& matter,
                             const matters::Letter& letter);

/// Gives a letter the next number of its agency and year, "市城管局依申请〔2026〕3号", and the agency's seal where that
/// is asked for, once and for all. Fault::Conflict `request.no-seal` where the agency has none; Fault::Invalid
/// `request.letter-kind` for one that stays in the house.
Outcome<matters::Letter> issue(journal::Transaction& transaction, const matters::Matter& matter, std::int64_t letter,
                               Date on, const std::string& actor, Sealing sealing);

/// A letter as all that show it have it, without its seal: what is not issued has no number, and says that it is a
/// draft. `today` is the date of a draft.
paper::Letter page_of(const std::string& agency, const LetterText& words, const matters::Letter& letter, Date today);

/// The same as a sheet of paper, with the seal that it bears. Fails as seal_upon().
Outcome<paper::Letter> sheet_of(db::Session& session, const Papers& papers, const std::string& agency,
                                const LetterText& words, const matters::Letter& letter, Date today);

/// What a step brings with it in its transaction: the notices that it owes are drafted, an answer that is sent for
/// signature is checked, an answer that is issued gets its number. Fault::Conflict `request.outcome-differs` where
/// letter and step name different decisions, `request.relief-owed` for one without its clause of relief, as
/// check_third_parties(), `request.online-untold` for one served online that names no channel for applying online,
/// `request.no-parts` for a division without parts, `request.nothing-shared` for a search that is not the leader's;
/// Fault::Invalid `request.no-answer` for a letter that is none, `request.no-appeal` for a redecision that nothing
/// against the request has ordered, `request.not-annulled` for one whose answer was not corrected, and as
/// check_reply().
matters::House::Follow follow_with(const LetterForms& forms, const periods::Laws& laws);

}  // namespace dl::requests
