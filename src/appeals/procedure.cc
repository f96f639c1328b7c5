// What is judged of steps of reviews and suits, and what is due in them. Pure.
#include <algorithm>

#include <fmt/format.h>

#include "appeals/suit.h"
#include "matters/choices.h"
#include "periods/walk.h"

namespace dl::appeals {
namespace {

using matters::Ask;
using matters::Case;
using matters::Clock;
using matters::Fact;
using matters::Input;
using matters::Standing;
using matters::Times;

constexpr std::string_view kSuspended = "review.suspended suit.suspended";
constexpr std::string_view kResumed = "review.resumed suit.resumed";
constexpr std::string_view kAccepted = "review.accepted suit.accepted";
constexpr std::string_view kAnswered = "review.answered suit.defended";
/// With what the day of a redecision may be set.
constexpr std::string_view kDecided = "review.decided suit.judged";

/// Whether it stands still: suspended in this round, and not resumed since.
bool is_suspended(const Case& now) {
  const auto* suspended = now.last_among(kSuspended);
  const auto* resumed = now.last_among(kResumed);
  return suspended != nullptr && (resumed == nullptr || resumed->id < suspended->id);
}

const std::string& number_of(const Standing& standing) { return standing.of.matter.number; }

/// The fact by which an order was complied with; nullptr for none.
const Fact* complied_with(const Case& now, const Order& order) {
  const Fact* found = nullptr;
  for (const auto& fact : now.facts)
    if (fact.id > order.fact &&
        (fact.verb == event("review.complied").verb || fact.verb == event("suit.complied").verb))
      found = &fact;
  return found;
}

Date begun_on(const Case& now) {
  const auto rounds = rounds_of(now);
  return rounds.empty() ? Date() : rounds.back().begun_on;
}

/// When the last instance ended; nothing while it is tried.
std::optional<Date> ended_on(const Case& now) {
  const auto rounds = rounds_of(now);
  return rounds.empty() ? std::nullopt : rounds.back().ended_on;
}

/// When the trial stood still, in this round.
std::vector<periods::Pause> pauses_of(const Case& now) {
  std::vector<periods::Pause> pauses;
  std::optional<Date> since;
  for (const auto& fact : now.facts) {
    if (fact.round != now.matter.round) continue;
    if (kSuspended.find(fact.verb) != kSuspended.npos) since = fact.on;
    if (kResumed.find(fact.verb) == kResumed.npos || !since) continue;
    if (fact.on > *since) pauses.push_back({*since, fact.on});
    since.reset();
  }
  return pauses;
}

/// Clocks of one kind of appeal while they are put together.
class Clocks {
 public:
  Clocks(const Case& now, const Times& times) : now_(now), times_(times) {}

  /// Nothing where an installation has no such law, where it is not confirmed, or does not say what becomes of it when
  /// the trial stands still.
  Outcome<void> add(std::string code, std::string_view id, Date from, std::optional<Date> met_on,
                    std::vector<periods::Pause> pauses = {}, int more = 0) {
    const auto* found = times_.laws.find(id, from);
    if (found == nullptr || !found->on) return {};
    if (!pauses.empty() && found->pauses.empty()) return {};  // no law here says how it goes on
    auto period = *found;
    period.length += more;
    Clock clock{.code = std::move(code), .title = period.title, .period = period.id, .pauses = std::move(pauses)};
    DL_TRY(clock.walk, periods::walk(period, Instant::at(from), clock.pauses, times_.calendar));
    clock.met_on = met_on;
    all_.push_back(std::move(clock));
    return {};
  }
  /// A way that stays open until its last day: closed with the file, it was not missed.
  Outcome<void> add_right(std::string code, std::string_view id, Date from, std::optional<Date> closed_on) {
    DL_CHECK(add(code, id, from, {}));
    if (closed_on && !all_.empty() && all_.back().code == code)
      all_.back().met_on = std::min(*closed_on, all_.back().due());
    return {};
  }
  /// What was ordered, by the day that the decision sets (复议法 arts 64 and 77).
  void add_ordered() {
    const auto order = order_of(now_);
    if (!order) return;
    Clock clock{.code = "redecide", .title = "责令重新作出或者履行的期限"};
    clock.walk.from = Instant::at(order->on);
    clock.walk.due = Instant::at(order->until);
    if (const auto* complied = complied_with(now_, *order); complied != nullptr) clock.met_on = complied->on;
    all_.push_back(std::move(clock));
  }
  std::vector<Clock> take() && { return std::move(all_); }

 private:
  const Case& now_;
  const Times& times_;
  std::vector<Clock> all_ = {};
};

std::optional<Date> day_of(const Fact* fact) { return fact == nullptr ? std::nullopt : std::optional(fact->on); }

/// The day on which the answer or the defence was handed in, or nothing more was owed.
std::optional<Date> handed_in_on(const Case& now) {
  const auto answered = day_of(now.last_among(kAnswered));
  return answered ? answered : now.matter.ended_on;
}

Outcome<void> check_days(const Standing& standing, std::string_view after, const Input& input) {
  const auto on = input.on.value_or(standing.today);
  const auto* fact = standing.of.last_among(after);
  const auto first = fact != nullptr ? fact->on : begun_on(standing.of);
  if (on < first) return tl::unexpected(matters::wrong_input(Ask::On, "appeal.before", first.text()));
  return {};
}

/// `decided_on`: what is amended, or is entered now.
Outcome<void> check_result(const Standing& standing, const Input& input, std::optional<Date> decided_on = {}) {
  DL_CHECK(matters::check_choice(kResultList, input, standing.today));
  if (!input.until) return {};
  if (*input.until <= decided_on.value_or(input.on.value_or(standing.today)))
    return tl::unexpected(matters::wrong_input(Ask::Until, "appeal.until-past"));
  if (find_name<Result>(input.code) != Result::Corrected)
    return tl::unexpected(matters::wrong_input(Ask::Until, "appeal.until-upheld"));
  return {};
}

void settle_as(matters::Matter& matter, const Case& now) {
  const auto rounds = rounds_of(now);
  if (rounds.empty()) return;
  if (rounds.size() == 1 && !matter.received_on) matter.received_on = rounds.front().begun_on;
  const auto& last = rounds.back();
  if (last.ended_on) {
    matter.ended_on = last.ended_on;
    matter.outcome = name_of(last.result.value_or(Result::Other));
  }
}

}  // namespace

Outcome<void> check_suspends(const Standing& standing) {
  if (is_suspended(standing.of)) return fail(Fault::Conflict, "appeal.suspended", number_of(standing));
  return {};
}

Outcome<void> check_resumes(const Standing& standing) {
  if (!is_suspended(standing.of)) return fail(Fault::Conflict, "appeal.not-suspended", number_of(standing));
  return {};
}

Outcome<void> check_complies(const Standing& standing) {
  const auto order = order_of(standing.of);
  if (!order) return fail(Fault::Conflict, "appeal.nothing-ordered", number_of(standing));
  if (complied_with(standing.of, *order) != nullptr)
    return fail(Fault::Conflict, "appeal.complied", number_of(standing));
  return {};
}

Outcome<void> check_archives(const Standing& standing) {
  const auto order = order_of(standing.of);
  if (order && complied_with(standing.of, *order) == nullptr)
    return fail(Fault::Conflict, "appeal.comply-owed", number_of(standing));
  return {};
}

Outcome<void> check_extends(const Standing& standing) {
  if (standing.of.count(event("review.extended").verb) > 0)
    return fail(Fault::Conflict, "appeal.extended-once", number_of(standing));
  return {};
}

Outcome<void> check_appeals(const Standing& standing) {
  if (rounds_of(standing.of).size() > 1) return fail(Fault::Conflict, "appeal.second-instance", number_of(standing));
  return {};
}

// ── reviews ──────────────────────────────────────────────────────────────────────────────────────────────────────────

Outcome<void> ReviewProcedure::check(const Standing& standing, Step step, const Input& input) {
  switch (step) {
    case Step::Accept: return {};  // may have been before the copy came
    case Step::Resume: return check_days(standing, kSuspended, input);
    case Step::Comply: return check_days(standing, kDecided, input);
    case Step::Amend: return check_result(standing, input, ended_on(standing.of));
    case Step::Decide: DL_CHECK(check_days(standing, kAnswered, input)); return check_result(standing, input);
    default: return check_days(standing, {}, input);
  }
}

void ReviewProcedure::settle(matters::Matter& matter, const Case& now, const Fact&) { settle_as(matter, now); }

Outcome<std::vector<Clock>> ReviewProcedure::clocks(const Case& now, const Times& times) {
  Clocks all(now, times);
  if (!now.matter.received_on) return std::move(all).take();
  const bool simplified = way_of(now) == Way::Simplified;
  DL_CHECK(all.add("written-answer", simplified ? "reconsideration.answer-simplified" : "reconsideration.answer",
                   *now.matter.received_on, handed_in_on(now)));
  // While it is suspended nobody knows until when it is tried.
  const auto* accepted = now.last_among(kAccepted);
  if (accepted != nullptr && (!is_suspended(now) || now.matter.ended_on)) {
    const auto* extension = times.laws.find("reconsideration.extension", accepted->on);
    const bool extended = now.count(event("review.extended").verb) > 0 && extension != nullptr && extension->on;
    DL_CHECK(all.add("decide", simplified ? "reconsideration.decide-simplified" : "reconsideration.decide",
                     accepted->on, now.matter.ended_on, pauses_of(now), extended ? extension->length : 0));
  }
  all.add_ordered();
  if (now.last(event("review.decided").verb) != nullptr)  // the applicant's way: no duty of the office
    DL_CHECK(all.add_right("suit", "litigation.after-reconsideration", *now.matter.ended_on, Date(9999, 12, 31)));
  return std::move(all).take();
}

std::string ReviewProcedure::number(const matters::Place& place, int year, std::int64_t serial) {
  return fmt::format("{}-FY{}-{:04}", place.code, year, serial);
}

const matters::Kind& review_kind() {
  static const auto kind = matters::kind_of<ReviewProcedure>();
  return kind;
}

// ── suits ────────────────────────────────────────────────────────────────────────────────────────────────────────────

Outcome<void> SuitProcedure::check(const Standing& standing, Step step, const Input& input) {
  switch (step) {
    case Step::Accept: return {};  // may have been before the copy came
    case Step::Resume: return check_days(standing, kSuspended, input);
    case Step::Comply: return check_days(standing, kDecided, input);
    case Step::Appeal: return check_days(standing, "suit.judged suit.ruled suit.withdrawn", input);
    case Step::Amend: return check_result(standing, input, ended_on(standing.of));
    case Step::Judge:
    case Step::Rule: DL_CHECK(check_days(standing, kAnswered, input)); return check_result(standing, input);
    default: return check_days(standing, {}, input);
  }
}

void SuitProcedure::settle(matters::Matter& matter, const Case& now, const Fact&) { settle_as(matter, now); }

Outcome<std::vector<Clock>> SuitProcedure::clocks(const Case& now, const Times& times) {
  Clocks all(now, times);
  if (!now.matter.received_on) return std::move(all).take();
  const auto rounds = rounds_of(now);
  const bool second = rounds.size() > 1;
  const auto begun = begun_on(now);
  const bool simplified = way_of(now) == Way::Simplified;
  DL_CHECK(all.add("defence", second ? "litigation.defence-appeal" : "litigation.defence", begun, handed_in_on(now)));
  const auto* accepted = now.last_among(kAccepted);
  if (accepted != nullptr && (!is_suspended(now) || now.matter.ended_on)) {
    const auto* period = second       ? "litigation.judge-appeal"
                         : simplified ? "litigation.judge-simplified"
                                      : "litigation.judge";
    DL_CHECK(all.add("judge", period, accepted->on, now.matter.ended_on, pauses_of(now)));
  }
  all.add_ordered();
  const auto closed = day_of(now.last(event("suit.archived").verb));
  if (const auto* judged = now.last(event("suit.judged").verb); judged != nullptr && !second)
    DL_CHECK(all.add_right("appeal", "litigation.appeal-judgment", judged->on, closed));
  if (const auto* ruled = now.last(event("suit.ruled").verb); ruled != nullptr && !second)
    DL_CHECK(all.add_right("appeal", "litigation.appeal-ruling", ruled->on, closed));
  return std::move(all).take();
}

std::string SuitProcedure::number(const matters::Place& place, int year, std::int64_t serial) {
  return fmt::format("{}-SS{}-{:04}", place.code, year, serial);
}

const matters::Kind& suit_kind() {
  static const auto kind = matters::kind_of<SuitProcedure>();
  return kind;
}

}  // namespace dl::appeals
