// The verbs on matters of all kinds: open one, take a step, tie two together, rate an answer. One transaction and at
// least one event each.
//
// A step is a dated fact. Its row in the kind's table says who may take it and from where, its form what it asks for;
// the kind's functions judge what was sent and what follows. The desk carries it out and knows no kind.
#pragma once

#include "accounts/sealing_key.h"
#include "agencies/holidays.h"
#include "journal/journal.h"
#include "matters/kind.h"
#include "matters/parties.h"
#include "matters/query_code.h"
#include "work/attachment.h"
#include "work/chain.h"
#include "work/open_work.h"

namespace dl::matters {

/// What the verbs need besides the journal. All of it outlives the desk.
struct House {
  std::span<const Kind> kinds = {};
  const periods::Laws& laws;
  const accounts::SealingKey& key;
  /// Chains of signatures by the kinds that have one.
  const std::map<std::string, work::Chain, std::less<>>& chains;
  /// What a kind does of its own in the transaction of a step, by its name: sends letters, writes registers.
  using Follow = std::function<Outcome<void>(journal::Transaction&, const Case& after, const Fact& fact)>;
  std::map<std::string, Follow, std::less<>> follow = {};

  const Kind& kind(std::string_view name) const;  ///< throws std::out_of_range for none of them
};

struct NewParty {
  PartyRole role = PartyRole::Applicant;
  std::string klass = {};
  Contact contact = {};
};

struct NewMatter {
  std::string kind = {};
  Place place = {};
  std::string title = {};  ///< at most kLongestTitle characters
  Channel channel = Channel::Online;
  std::optional<Date> received_on = {};  ///< nothing while it has to be confirmed
  Date on = {};                          ///< when it came
  std::string department = {};           ///< where it is known from the start
  std::string klass = {};
  std::string code = {};  ///< of its first fact
  std::string words = {};
  std::string form = {};  ///< that it was sent with (sent_forms.h); empty for none
  std::vector<NewParty> parties = {};
  /// What was done to it elsewhere before it came here, in order; `about` is the place of another one of them, from 1.
  /// Nothing follows on these facts: no letter is drafted.
  std::vector<Fact> earlier = {};
  std::string state = {};  ///< where they left it; empty for where one begins
};
inline constexpr std::size_t kLongestTitle = 200;
inline constexpr std::size_t kLongestWords = 4'000;  ///< of a reason or remark
inline constexpr std::size_t kMostParties = 50;
inline constexpr std::int64_t kMostCounted = 10'000'000;  ///< that a step may count

struct Opened {
  std::int64_t id = 0;
  std::string number = {};
  std::string code = {};  ///< shown once; only its digest is kept
};

class MatterDesk {
 public:
  using Principal = accounts::Principal;
  using Beside = std::function<Outcome<void>(journal::Transaction&, const Matter&)>;
  MatterDesk(journal::Journal& journal, House house) : journal_(journal), house_(std::move(house)) {}

  /// By what days are counted in a transaction, for what its caller judges beside steps.
  const periods::Laws& laws() const { return house_.laws; }
  Outcome<std::shared_ptr<const Calendar>> calendar(db::Session& session) const { return calendar_.load(session); }

  /// Opens a matter with number and query code. Whoever calls has asked for the right; `beside` writes the kind's own
  /// row. Fault::Invalid `matter.title`, `matter.parties`, `matter.words`; Fault::Conflict `matter.sent` for a form
  /// that has opened one already.
  Outcome<Opened> open(const NewMatter& asked, const std::string& actor, const Beside& beside = {});
  /// The same in somebody's transaction.
  Outcome<Opened> open(journal::Transaction& transaction, const NewMatter& asked, const std::string& actor,
                       const Beside& beside = {});

  /// `revision` is what was looked at: Fault::Conflict `matter.changed` for another one; 0 asks nothing.
  /// Fault::Forbidden `right.missing`; Fault::Conflict `matter.step` where its state has no such step, and what its
  /// guard says; Fault::Invalid `matter.input` with fields, `matter.reason-owed`, and what the kind says of the input;
  /// as work/sign_off.h of signatures.
  Outcome<Matter> take(std::int64_t id, std::string_view step, const Input& input, std::int64_t revision,
                       const work::Seat& seat);
  Outcome<Matter> take(journal::Transaction& transaction, std::int64_t id, std::string_view step, const Input& input,
                       std::int64_t revision, const work::Seat& seat);

  /// Handles one together with another of its kind and agency: each keeps number, clock and answer. Fault::Invalid
  /// `matter.tie` for itself, another kind or agency, or one that follows a third; Fault::Conflict `matter.tied`.
  Outcome<void> join(std::int64_t follower, std::int64_t leader, accounts::Right right, const Principal& by);
  Outcome<void> leave(std::int64_t follower, std::int64_t leader, accounts::Right right, const Principal& by);

  /// Of the round that was answered last, by whoever has number and code; once. Fault::Invalid `matter.stars` but for 1
  /// to 5; Fault::Conflict `matter.rated`, `matter.not-answered`.
  Outcome<void> rate(std::int64_t id, int stars, const std::string& words);

  /// A new query code in place of the lost one.
  Outcome<std::string> renew_code(std::int64_t id, accounts::Right right, const Principal& by);

  // What stands beside a matter (materials.h). Fault::Forbidden `right.missing`.

  /// Fault::Conflict `matter.ended`; as work::add_file.
  Outcome<work::Attachment> add_file(std::int64_t id, const work::NewFile& file, accounts::Right right,
                                     const Principal& by);
  Outcome<work::Attachment> add_file(journal::Transaction& transaction, std::int64_t id, const work::NewFile& file,
                                     accounts::Right right, const Principal& by);
  /// Fault::NotFound `file.missing`; Fault::Conflict `matter.file-kept` unless it is removable().
  Outcome<void> remove_file(std::int64_t id, int position, accounts::Right right, const Principal& by);
  /// As work::add_comment.
  Outcome<void> remark(std::int64_t id, const std::string& words, accounts::Right right, const Principal& by);
  Outcome<void> remark(journal::Transaction& transaction, std::int64_t id, const std::string& words,
                       accounts::Right right, const Principal& by);
  /// As work::resolve_comment.
  Outcome<void> resolve_remark(std::int64_t id, std::int64_t remark, accounts::Right right, const Principal& by);

  const House& house() const { return house_; }
  /// By the real clock, in a simulation too: how long a form is remembered and a link holds.
  Instant real_now() const { return journal_.real_clock().now(); }

 private:
  class Deed;
  Outcome<void> tie(std::int64_t follower, std::int64_t leader, accounts::Right right, const Principal& by, bool on);

  journal::Journal& journal_;
  House house_;
  agencies::CalendarInRows calendar_ = {};
};

}  // namespace dl::matters
