// A matter (事项): whatever has a deadline and somebody who must answer. The values that all kinds of it share.
//
// What happened to a matter are dated facts, which are only ever added (Fact). Where it stands, what is due and what is
// counted follow from them; pauses and overdue days are never stored. What a fact means is its kind's (procedure.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar.h"
#include "base/named.h"
#include "base/time.h"
#include "periods/laws.h"

namespace dl::matters {

/// Where a matter stands, whatever its kind calls it. Stored by name; do not rename.
enum class Phase : std::uint8_t {
  Open,     ///< 办理中: the agency has to act
  Waiting,  ///< 等待中: somebody else has to, for a time
  Done,     ///< 已办结: answered
  Ended,    ///< 已结束: filed, or ended without an answer
};
inline constexpr auto kPhases = named_table<Phase>({{Phase::Open, "Open", "办理中"},
                                                    {Phase::Waiting, "Waiting", "等待中"},
                                                    {Phase::Done, "Done", "已办结"},
                                                    {Phase::Ended, "Ended", "已结束"}});
constexpr Names<Phase> table_of(Phase) { return kPhases; }

/// How one came to the agency. Stored by name; do not rename.
enum class Channel : std::uint8_t { Online, Counter, Registered, Post, Fax, Mail, Oral, Inner };
inline constexpr auto kChannels = named_table<Channel>({{Channel::Online, "online", "网上提交"},
                                                        {Channel::Counter, "counter", "当面提交"},
                                                        {Channel::Registered, "registered-post", "挂号信、特快专递"},
                                                        {Channel::Post, "post", "平常信函"},
                                                        {Channel::Fax, "fax", "传真"},
                                                        {Channel::Mail, "mail", "电子邮件"},
                                                        {Channel::Oral, "oral", "口头申请"},
                                                        {Channel::Inner, "inner", "内部交办"}});
constexpr Names<Channel> table_of(Channel) { return kChannels; }

struct Matter {
  std::int64_t id = 0;
  std::string kind = {};  ///< Kind::name
  std::int64_t agency = 0;
  std::string number = {};      ///< its own, by agency and year, never given back
  std::string title = {};       ///< what it is about, for good; may name no person
  std::string state = {};       ///< of its kind, by the stored name
  Phase phase = Phase::Open;    ///< of that state
  std::string department = {};  ///< that has it in hand, as the agency names it; empty = its office
  std::string holder = {};      ///< actor who has it in hand; empty = whoever has the right
  Channel channel = Channel::Online;
  int round = 1;                         ///< grows when it is opened again
  std::string klass = {};                ///< code of the class of whoever brought it; empty for none
  std::string outcome = {};              ///< code of how it ended, by its kind; empty while it runs
  std::optional<Date> received_on = {};  ///< from which its clocks run; nothing while that is not settled
  Instant opened_at = {};
  std::optional<Date> ended_on = {};  ///< the day that counts as that of the answer
  std::int64_t revision = 1;          ///< grows with every change

  friend bool operator==(const Matter&, const Matter&) = default;
};

/// Something that happened to a matter. Never changed, never taken away.
struct Fact {
  std::int64_t id = 0;  ///< grows in the order of writing
  std::int64_t matter = 0;
  int round = 1;
  std::string verb = {};           ///< of its event: "request.supplement-asked"
  Date on = {};                    ///< the day that it counts for; not always that of entry
  std::optional<Date> until = {};  ///< a day that it sets
  std::string code = {};           ///< a word of the kind's: an outcome, a consent
  std::int64_t about = 0;          ///< fact that it answers, letter or file or matter that it names; by the verb
  std::string words = {};          ///< reason or remark
  std::string actor = {};
  Instant at = {};
  std::string digest = {};      ///< digest_of() it
  std::string department = {};  ///< that it names: to have the matter in hand, or to help
  std::string holder = {};      ///< actor, likewise
  std::int64_t count = 0;       ///< how many, by the verb; 0 where nothing is counted
  std::int64_t amount = 0;      ///< yuan that they cost
  std::string place = {};       ///< where something was done
  std::string person = {};      ///< by whom, in words
  std::string terms = {};       ///< in which terms

  friend bool operator==(const Fact&, const Fact&) = default;
};

/// What the digest of a fact is taken of: one JSON object with sorted keys, without its digest. A script that has the
/// rows takes it again and finds it in the journal as what the fact's event left.
std::string canonical(const Fact& fact);
std::string digest_of(const Fact& fact);  ///< SHA-256, in hexadecimal digits

/// How two matters belong together. Stored by name; do not rename.
enum class Tie : std::uint8_t {
  Joint,    ///< 合并办理: handled with the other one, and still with number, clock and answer of its own
  Divided,  ///< 拆分自: a part of the other one
  Repeats,  ///< 重复: the same person asks the same again
  Follows,  ///< 后续: came of the other one
};
inline constexpr auto kTies = named_table<Tie>({{Tie::Joint, "joint", "合并办理"},
                                                {Tie::Divided, "divided", "拆分自"},
                                                {Tie::Repeats, "repeats", "重复"},
                                                {Tie::Follows, "follows", "后续"}});
constexpr Names<Tie> table_of(Tie) { return kTies; }

struct Relation {
  std::int64_t matter = 0;  ///< the follower, the part
  std::int64_t other = 0;   ///< the leader, the whole
  Tie tie = Tie::Joint;
  friend bool operator==(const Relation&, const Relation&) = default;
};

/// The opinion of whoever brought a matter on the answer of a round; a round without one was not rated.
struct Rating {
  int round = 1;
  int stars = 0;  ///< 1 to 5
  std::string words = {};
  Instant at = {};

  friend bool operator==(const Rating&, const Rating&) = default;
};

/// A letter (letters.h) that is written and not issued, as far as steps and open work ask of it.
struct Draft {
  std::int64_t id = 0;
  std::string kind = {};  ///< of the domain
  Instant changed_at = {};
  std::string drafted_by = {};  ///< actor who wrote it last
  std::int64_t fact = 0;        ///< Letter::fact

  friend bool operator==(const Draft&, const Draft&) = default;
};

/// A letter that was issued, as far as steps and clocks ask of it.
struct IssuedLetter {
  std::int64_t id = 0;
  std::string kind = {};  ///< of the domain
  Date on = {};           ///< 成文日期
  std::int64_t fact = 0;  ///< Letter::fact

  friend bool operator==(const IssuedLetter&, const IssuedLetter&) = default;
};

/// A matter with all that decides what may come next. Facts stand in the order of their numbers.
struct Case {
  Matter matter = {};
  std::vector<Fact> facts = {};
  std::vector<Relation> relations = {};   ///< as the follower or the part
  std::vector<Rating> ratings = {};       ///< by round
  std::vector<Draft> drafts = {};         ///< of this round, in the order of their numbers
  std::vector<IssuedLetter> issued = {};  ///< the same

  /// The last fact of this round with the verb; nullptr for none.
  const Fact* last(std::string_view verb) const;
  /// The same with one of some verbs, joined by spaces (Question::among).
  const Fact* last_among(std::string_view verbs) const;
  /// The facts of this round with the verb, in their order.
  std::vector<const Fact*> all(std::string_view verb) const;
  /// The first fact with the verb that answers `asked`; nullptr while nothing does.
  const Fact* answer_to(const Fact& asked, std::string_view verb) const;
  std::size_t count(std::string_view verb) const { return all(verb).size(); }
  /// Of this round; nullptr while it is not rated.
  const Rating* rating() const;

  friend bool operator==(const Case&, const Case&) = default;
};

/// By what days are counted.
struct Times {
  const periods::Laws& laws;
  const Calendar& calendar;
};

}  // namespace dl::matters
