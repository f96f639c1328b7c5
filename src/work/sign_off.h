// Sign-offs (审签): a thing under signature while it stands in one state of its life, by a chain (chain.h).
//
// Kept by the text of the subject ("letter:5"), so every domain has them. The domain's desk calls these in its own
// transaction, beside its own step; what follows when all have signed, or when one returns it, is the domain's. Who
// signs and in which order is written down when it begins: a chain that changes later moves nothing that is under way.
// Each verb is an entry of the journal about the subject.
#pragma once

#include <map>

#include "work/chain.h"
#include "work/open_work.h"

namespace dl::work {

/// A place of a chain as it was written down, and who signed there.
struct Station {
  std::string code = {};
  std::string title = {};
  accounts::Right needs = {};
  Hand hand = Hand::Another;
  std::string holder = {};      ///< actor who alone signs here, or their substitute; empty = whoever has the right
  std::string signed_by = {};   ///< actor; empty = not yet
  std::string instead_of = {};  ///< the holder, where a substitute signed
  std::string remark = {};
  std::optional<Instant> signed_at = {};

  friend bool operator==(const Station&, const Station&) = default;
};

/// How a sign-off stands. Stored by name; do not rename.
enum class Standing : std::uint8_t {
  Open,       ///< 审签中
  Signed,     ///< 已签毕: all have signed
  Returned,   ///< 已退回
  TakenBack,  ///< 已收回, by whoever asked for it
};
Names<Standing> table_of(Standing);

struct SignOff {
  std::int64_t id = 0;
  std::string subject = {};
  std::int64_t agency = 0;
  std::string chain = {};                 ///< Chain::id
  std::string asked_by = {};              ///< actor
  std::vector<std::string> not_for = {};  ///< actors who do not sign, such as authors; sorted
  std::string digest = {};                ///< of what is signed
  Instant asked_at = {};
  Standing standing = Standing::Open;
  std::string reason = {};  ///< of the return
  std::vector<Station> stations = {};

  /// Who signs next; nullptr when nobody is left, or it has ended.
  const Station* next() const;
  /// The actors who do not sign next: those of `not_for` and, where it is another person's turn, whoever asked, signed,
  /// or was signed for. Sorted.
  std::vector<std::string> barred() const;
  /// Since when it waits for the next one.
  Instant since() const;
};

/// What somebody asks signatures for.
struct Request {
  std::string subject = {};
  std::int64_t agency = 0;
  std::string digest = {};                          ///< of the thing as it stands
  std::vector<std::string> not_for = {};            ///< actors who do not sign
  std::map<std::string, std::string> holders = {};  ///< by the code of a station: the actor who signs there
};

/// Begins a sign-off, and signs at the places of whoever asks (Hand::Asker). Places that may be passed over are, where
/// the agency has nobody for them beside `by` and not_for. Signed at once where nobody is left. Fault::Conflict
/// `sign-off.open` while one is under way, Fault::Invalid `sign-off.holder` for a holder of no station that is due.
Outcome<Standing> ask_signatures(journal::Transaction& transaction, const Chain& chain, const Facts& facts,
                                 Request request, const accounts::Principal& by);

/// The next signature. `digest` is that of the thing as it stands now. Fault::NotFound `sign-off.missing` when none is
/// under way; Fault::Conflict `sign-off.changed` when the thing is not what was asked for; Fault::Forbidden
/// `right.missing`, `sign-off.own` for those of not_for, `sign-off.second` for others who are barred(),
/// `sign-off.other` when it waits for somebody else. A substitute (Seat::absent) signs for the holder with a right of
/// their own.
Outcome<Standing> sign(journal::Transaction& transaction, const std::string& subject, const std::string& digest,
                       const std::string& remark, const Seat& seat);

/// Whoever is next returns it, and it ends. Refused as sign() is, changed or not, and Fault::Invalid
/// `sign-off.reason-owed`.
Outcome<void> return_unsigned(journal::Transaction& transaction, const std::string& subject, const std::string& reason,
                              const Seat& seat);

/// Whoever signed last takes the signature back, while the next one has not signed; before the first signature of
/// somebody who was asked, whoever asked takes the whole back, and it ends. Fault::Forbidden `sign-off.not-last` for
/// anybody else.
Outcome<Standing> take_back(journal::Transaction& transaction, const std::string& subject,
                            const accounts::Principal& by);

/// Whether somebody can sign next, as sign() refuses it; for whom they do so, empty for themselves. `sign_off` is open.
Outcome<std::string> check_signer(const SignOff& sign_off, const Seat& seat);
/// Who can take_back(): whoever signed last, or asked. `sign_off` is open.
std::string last_hand(const SignOff& sign_off);

/// The one under way.
Outcome<std::optional<SignOff>> find_sign_off(db::Session& session, const std::string& subject);
/// Those under way of some subjects, by the subject.
Outcome<std::map<std::string, SignOff>> find_sign_offs(db::Session& session, const std::vector<std::string>& subjects);

/// The open work of whoever signs next, of the domain's kind; title, state and day are the domain's to add. Pure.
std::optional<Item> item_of(const SignOff& sign_off, std::string_view kind);

}  // namespace dl::work
