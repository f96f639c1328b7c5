// The verbs on letters to the mailbox beside the steps that all matters share: write one, draft its answer, make both
// public, set who answers which topic. One transaction each.
//
// The steps themselves are MatterDesk::take; follow() is what they do besides, and belongs into House::follow under
// Procedure::kName.
#pragma once

#include "dialogue/message_store.h"
#include "dialogue/procedure.h"
#include "dialogue/public_store.h"
#include "matters/letters.h"
#include "matters/matter_desk.h"

namespace dl::dialogue {

inline constexpr std::size_t kLongestAnswer = 10'000;  ///< characters
inline constexpr std::string_view kPublicActor = "public:online";

class MessageDesk {
 public:
  using Principal = accounts::Principal;
  /// All of it outlives the desk. `matters` has follow() of this kind.
  MessageDesk(journal::Journal& journal, matters::MatterDesk& matters, const Vocabularies& lists)
      : journal_(journal), matters_(matters), lists_(lists) {}

  /// What somebody writes: number and query code. It counts as received on the day. Fails as check().
  Outcome<matters::Opened> write(const matters::Place& place, const NewMessage& message, const std::string& form = {});

  /// Writes the answer (`letter` 0 for a new one), or changes it; `known_digest` as matters/letters.h has it.
  /// Fault::Forbidden `right.missing`; Fault::Conflict `message.not-drafting` but in the states Accepted and
  /// HandedOver, so that nobody changes what is signed; Fault::Invalid `message.answer-owed`, `message.answer-long`.
  Outcome<matters::Letter> draft_answer(std::int64_t matter, std::int64_t letter, const std::string& text,
                                        const std::string& known_digest, const Principal& by);

  /// Title, question and answer of the round as the finder of personal data leaves them. Fault::Forbidden
  /// `right.missing`; Fault::Conflict `message.not-answered`.
  Outcome<PublicWords> propose_public(db::Session& session, std::int64_t matter, const Principal& by) const;

  /// Takes the step MakePublic with words that hide as much as the proposal or more. Fails as the step, as
  /// check_public(), and Fault::Forbidden `message.second` for whoever wrote the answer.
  Outcome<PublicMessage> make_public(std::int64_t matter, const PublicWords& words, std::int64_t revision,
                                     const work::Seat& seat);

  /// Who answers letters of a topic; an empty department takes the route away. Fault::Forbidden `right.missing`;
  /// Fault::Invalid `message.topic`, `message.department`.
  Outcome<void> set_route(const Route& route, const Principal& by);

 private:
  journal::Journal& journal_;
  matters::MatterDesk& matters_;
  const Vocabularies& lists_;
};

/// What a step does besides: a submitted letter has to be an answer, an answer is issued under the matter's number,
/// what is withdrawn leaves the site. Fault::Conflict `message.letter`; `message.words-owed` for a step MakePublic that
/// brought no words (make_public()).
Outcome<void> follow(journal::Transaction& transaction, const matters::Case& after, const matters::Fact& fact);

/// The text of an answer; empty for a letter that is none.
std::string text_of(const matters::Letter& letter);
/// The answer that was issued in a round; nothing where none was.
Outcome<std::optional<matters::Letter>> answer_of(db::Session& session, std::int64_t matter, int round);

}  // namespace dl::dialogue
