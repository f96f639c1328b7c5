// The verbs on requests beside the steps of their table (matters/matter_desk.h): file one, write and issue letters,
// divide one. One transaction and at least one event each.
#pragma once

#include "accounts/principal.h"
#include "requests/request_letters.h"

namespace dl::requests {

/// A part of a request that is divided.
struct Part {
  std::string wanted = {};
  std::string document_number = {};
};
inline constexpr std::size_t kMostParts = 50;

/// A letter that somebody writes, or writes anew.
struct Draft {
  std::int64_t letter = 0;  ///< 0 for a new one
  std::string digest = {};  ///< of what was looked at; empty for a new one
};

class RequestDesk {
 public:
  using Principal = accounts::Principal;
  RequestDesk(journal::Journal& journal, matters::MatterDesk& matters, Papers papers)
      : journal_(journal), matters_(matters), papers_(papers) {}

  /// Whoever calls has asked for the right: anybody online, AnswerRequests at the counter. `actor` is "public:online"
  /// or the person who enters it. Fails as check(Filing) does, with `request.came` for a day to come or long past;
  /// Fault::Invalid `request.channel` for one that no request comes by, Fault::Conflict `request.channel-closed` for
  /// one that the agency does not take (channels.h). `form`: that it was sent with online (matters/sent_forms.h).
  Outcome<matters::Opened> file(const Filing& filing, const std::string& actor, const std::string& form = {});
  /// The same in somebody's transaction.
  Outcome<matters::Opened> file(journal::Transaction& transaction, const Filing& filing, const std::string& actor,
                                const std::string& form = {});

  /// Writes the answer with the clause of relief that its agency's bodies give. AnswerRequests. Fails as check_reply(),
  /// relief_words() and matters::draft_letter() do; Fault::Invalid `request.purpose` for a decision of the other kind;
  /// Fault::Conflict `request.not-open` once it is with the signers or further; Fault::Invalid `request.reply` with
  /// `request.earlier-unknown` for an earlier answer that the same person was not served; as check_annexes().
  Outcome<matters::Letter> draft_reply(std::int64_t id, Reply reply, const Draft& draft, const Principal& by);
  /// Takes over, for a request that is handled jointly, the search of its leader and, as a draft, its answer: by the
  /// step TakeOver. `words` may be empty. Fault::Conflict `request.not-joint`, `request.nothing-shared` where the
  /// leader has neither; as draft_reply() and MatterDesk::take().
  Outcome<void> take_over(std::int64_t id, const std::string& words, std::int64_t revision, const work::Seat& seat);
  /// Writes any other letter. AnswerRequests. Fails as LetterForm::check(), check_said(); Fault::Invalid
  /// `request.letter-kind` for an answer; Fault::Conflict `request.notice-unasked` for a new one that no step has asked
  /// for.
  Outcome<matters::Letter> draft_notice(std::int64_t id, LetterKind kind, const Slots& slots, const Draft& draft,
                                        const Principal& by);
  /// Gives any other letter its number, as issue(). ApproveRequests. Fault::Invalid `request.letter-kind` for an
  /// answer, which the step Issue issues; `request.before` for a day before receipt, `matter.future`; as
  /// check_issuer(), check_told() and check_said().
  Outcome<matters::Letter> issue_notice(std::int64_t id, std::int64_t letter, Date on, const Principal& by,
                                        Sealing sealing = Sealing::Stamp);

  /// Opens the parts, which keep day of receipt, applicant and channel, topic and the facts taken_over(), and ends the
  /// whole. Fault::Invalid `request.parts` but for two to kMostParts, each with words; as MatterDesk::take() of Divide.
  Outcome<std::vector<matters::Opened>> divide(std::int64_t id, const std::vector<Part>& parts,
                                               const std::string& reason, std::int64_t revision,
                                               const work::Seat& seat);

  /// A third party or another agency that is concerned. AnswerRequests. Fault::Invalid `request.name-owed`.
  Outcome<void> add_party(std::int64_t id, matters::PartyRole role, const matters::Contact& contact,
                          const Principal& by);

  /// Who an agency's letters name for relief. ApproveRequests. Fault::Invalid `request.bodies` without names.
  Outcome<void> set_bodies(std::int64_t agency, const Bodies& bodies, const Principal& by);

 private:
  Outcome<void> tell_of(journal::Transaction& transaction, const matters::Matter& matter,
                        const matters::Letter& issued) const;
  Outcome<void> check_notice(db::Session& session, const matters::Matter& matter, const matters::Letter& letter,
                             Date on, const Principal& by) const;
  Outcome<void> check_slots(db::Session& session, const matters::Case& now, LetterKind kind, const Slots& slots,
                            const matters::Fact* step) const;
  Outcome<matters::Letter> draft_reply(journal::Transaction& transaction, std::int64_t id, Reply reply,
                                       const Draft& draft, const Principal& by);

  journal::Journal& journal_;
  matters::MatterDesk& matters_;
  Papers papers_;
};

}  // namespace dl::requests
