// What is due in a request for information, from the days that its facts bear; never from when they were entered. Pure.
#pragma once

#include "matters/kind.h"
#include "periods/walk.h"
#include "requests/request.h"
#include "requests/states.h"

namespace dl::requests {

/// What a clock of a request is of. Its name is the code of the clock (matters::Clock::code), with the number of the
/// fact behind a colon where there may be several. Sent: do not rename.
enum class ClockKind : std::uint8_t {
  Answer,
  Confirm,           ///< both sides, what did not come by hand (art. 31)
  SupplementNotice,  ///< art. 30
  Supplement,
  Fee,          ///< 收费办法
  ThirdParty,   ///< art. 32
  JointMaker,   ///< art. 34
  OtherAgency,  ///< art. 11
  Reasons       ///< art. 35: of the applicant
};
inline constexpr auto kClockKinds =
    named_table<ClockKind>({{ClockKind::Answer, "answer", "答复"},
                            {ClockKind::Confirm, "confirm", "确认"},
                            {ClockKind::SupplementNotice, "supplement-notice", "告知补正"},
                            {ClockKind::Supplement, "supplement", "补正"},
                            {ClockKind::Fee, "fee", "缴费"},
                            {ClockKind::ThirdParty, "third-party", "征求第三方意见"},
                            {ClockKind::JointMaker, "joint-maker", "征求共同制作机关意见"},
                            {ClockKind::OtherAgency, "other-agency", "征求其他机关意见"},
                            {ClockKind::Reasons, "reasons", "说明理由"}});
constexpr Names<ClockKind> table_of(ClockKind) { return kClockKinds; }

/// Whom a letter was sent to for an opinion.
enum class Consulted : std::uint8_t {
  Third,   ///< 第三方 (条例 art. 32)
  Maker,   ///< 共同制作机关 (art. 34)
  Agency,  ///< 其他机关 (art. 11): no law sets a period, the letter does
};
inline constexpr auto kConsulted = named_table<Consulted>({{Consulted::Third, "third-party", "第三方"},
                                                           {Consulted::Maker, "joint-maker", "共同制作机关"},
                                                           {Consulted::Agency, "other-agency", "其他机关"}});
constexpr Names<Consulted> table_of(Consulted) { return kConsulted; }

struct Consultation {
  std::int64_t fact = 0;  ///< that asked
  Consulted who = {};
  Date sent_on = {};                     ///< as the step says
  std::optional<Date> told_on = {};      ///< by its letter; nothing while that is not issued
  std::optional<Date> received_on = {};  ///< by them: from then a law's fifteen working days run
  Date asked_until = {};                 ///< of an agency
  std::optional<Date> answered_on = {};
  std::optional<Consent> consent = {};
  bool overridden = false;  ///< the objection, with a reason on record
};

/// An extension that was approved (art. 33).
struct Extension {
  std::int64_t proposal = 0;  ///< fact
  Date until = {};
  bool told = false;  ///< without its notice it lengthens nothing
};

/// What clocks read of the facts of the round.
struct Facts {
  Purpose purpose = Purpose::Information;
  matters::Channel channel = matters::Channel::Online;
  Date filed_on = {};
  std::optional<Date> received_on = {};
  std::optional<Date> taken_up_on = {};  ///< its content was found clear: assigned, searched, consulted or submitted
  std::optional<Date> supplement_asked_on = {};
  std::optional<Date> supplement_told_on = {};
  Date supplement_until = {};
  std::optional<Date> supplemented_on = {};
  std::vector<Consultation> consultations = {};
  std::int64_t fee_fact = 0;  ///< that asked for it last
  std::optional<Date> fee_asked_on = {};
  std::optional<Date> fee_told_on = {};
  std::optional<Date> fee_received_on = {};  ///< its notice, by the applicant
  std::optional<Date> paid_on = {};
  std::optional<Date> reasons_told_on = {};  ///< that reasons are asked for; of the last time
  Date reasons_until = {};
  std::optional<Date> reasons_given_on = {};
  std::optional<Extension> extension = {};
  std::optional<Date> deferred_on = {};
  bool deferral_told = false;
  Date deferred_until = {};
  std::optional<Date> ended_on = {};  ///< answered, lapsed, withdrawn or divided
  bool fee_lapsed = false;            ///< ended so
  /// From when this round runs that a review or a court ordered, and until when; nothing in the first one.
  std::optional<Date> redecided_on = {};
  Date redecided_until = {};

  /// When what its period asks for was done: whoever does not pay was told of the fee in its stead.
  std::optional<Date> answered_on() const { return fee_lapsed && fee_told_on ? fee_told_on : ended_on; }
};

/// Whether a fact with this verb ends a request, answered or not.
bool is_end(std::string_view verb);

/// What begins the words of the first fact of a request that was brought with a ledger: its number there follows.
inline constexpr std::string_view kOldNumber = "原登记编号：";
bool is_of_ledger(const matters::Case& now);

/// Of the facts of the round with numbers below `before`; 0 takes all. What it was filed for holds in every round.
Facts facts_of(const matters::Case& now, std::int64_t before = 0);

/// The last day for whoever was asked to answer: fifteen working days from receipt (arts 32 and 34), or what an agency
/// was asked. While no receipt is on record it is counted from the letter, which is the earliest that it can be; nobody
/// is held to it then.
Outcome<Date> answers_until(const Consultation& one, const matters::Times& times);

/// The last day for payment: twenty working days from receipt of the notice; nothing while that is not on record.
Outcome<std::optional<Date>> fee_until(const matters::Case& now, const matters::Times& times);

/// While somebody is consulted the period of the answer stands still: from the letter to the answer, at most to the
/// last day for it (art. 33(3)); not for a letter that is not issued. Not united; a walk does that.
Outcome<std::vector<periods::Pause>> pauses_of(const Facts& facts, const matters::Times& times);

/// The clock of the answer; nothing while its start is not settled or a supplement is awaited that lets it begin anew.
/// What stops it and what restarts it is what `pauses` and `restarts` of its period say (data/laws).
Outcome<std::optional<matters::Clock>> answer_clock(const matters::Case& now, const matters::Times& times);
/// The same before an extension, and of what was known when it was proposed: what an extension is counted from.
Outcome<std::optional<matters::Clock>> answer_before(const matters::Case& now, std::int64_t fact,
                                                     const matters::Times& times);

/// One of each kind, of consultations one a letter. A clock without a period was set by somebody and counts calendar
/// days. One that has not begun is not among them: that of a notice that is not issued (told.h), of a fee or a
/// consultation whose receipt is not on record. A request of a ledger has no "supplement-notice" that ran out before it
/// came here.
Outcome<std::vector<matters::Clock>> clocks(const matters::Case& now, const matters::Times& times);

}  // namespace dl::requests
