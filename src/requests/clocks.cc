#include "requests/clocks.h"
#include "requests/events.h"
#include "requests/told.h"

#include <algorithm>

namespace dl::requests {
namespace {

using matters::Case;
using matters::Clock;
using matters::Fact;
using matters::Times;

constexpr std::string_view kNoPeriod;

template <class T>
void set_once(std::optional<T>& value, T to) {
  if (!value) value = to;
}

bool takes_up(std::string_view verb) {
  constexpr std::string_view kVerbs[] = {event("request.assigned").verb,          event("request.searched").verb,
                                         event("request.third-party-asked").verb, event("request.maker-asked").verb,
                                         event("request.agency-asked").verb,      event("request.submitted").verb};
  return std::ranges::find(kVerbs, verb) != std::end(kVerbs);
}

std::optional<Consulted> asks(std::string_view verb) {
  if (verb == event("request.third-party-asked").verb) return Consulted::Third;
  if (verb == event("request.maker-asked").verb) return Consulted::Maker;
  if (verb == event("request.agency-asked").verb) return Consulted::Agency;
  return std::nullopt;
}

bool answers(std::string_view verb) {
  return verb == event("request.third-party-answered").verb || verb == event("request.maker-answered").verb ||
         verb == event("request.agency-answered").verb;
}

void fold_consultation(Facts& facts, const Fact& fact, const Case& now) {
  if (const auto who = asks(fact.verb)) {
    Consultation one{.fact = fact.id, .who = *who, .sent_on = fact.on, .told_on = told_on(now, fact)};
    if (who == Consulted::Agency)
      one.asked_until = fact.until.value_or(fact.on);
    else
      one.received_on = fact.until;  // earlier versions asked for it with the letter
    facts.consultations.push_back(one);
  }
  const auto asked = std::ranges::find(facts.consultations, fact.about, &Consultation::fact);
  if (asked == facts.consultations.end()) return;
  if (fact.verb == event("request.notice-received").verb) set_once(asked->received_on, fact.on);
  if (fact.verb == event("request.objection-overridden").verb) asked->overridden = true;
  if (!answers(fact.verb)) return;
  set_once(asked->answered_on, fact.on);
  if (const auto consent = find_name<Consent>(fact.code)) set_once(asked->consent, *consent);
}

/// What was not told is taken back: a supplement or a fee that is waited for.
void call_off(Facts& facts) {
  if (!facts.supplemented_on) facts.supplement_asked_on.reset();
  if (!facts.paid_on) facts.fee_asked_on.reset();
}

void extend(Facts& facts, const Fact& fact, const Case& now) {
  for (const auto* proposal : now.all(event("request.extension-proposed").verb))
    if (proposal->id < fact.id)
      facts.extension = Extension{proposal->id, proposal->until.value_or(proposal->on), told_on(now, fact).has_value()};
}

void fold(Facts& facts, const Fact& fact, const Case& now) {
  const auto& verb = fact.verb;
  fold_consultation(facts, fact, now);
  if (takes_up(verb)) set_once(facts.taken_up_on, fact.on);
  if (is_end(verb)) facts.ended_on = fact.on;
  if (verb == event("request.fee-lapsed").verb) facts.fee_lapsed = true;
  if (verb == event("request.filed").verb) {
    facts.filed_on = fact.on;
    facts.purpose = find_name<Purpose>(fact.code).value_or(Purpose::Information);
  } else if (verb == event("request.supplement-asked").verb) {
    facts.supplement_asked_on = fact.on;
    facts.supplement_told_on = told_on(now, fact);
    facts.supplement_until = fact.until.value_or(fact.on);
  } else if (verb == event("request.supplemented").verb) {
    facts.supplemented_on = fact.on;
  } else if (verb == event("request.fee-asked").verb) {
    facts.fee_asked_on = fact.on;
    facts.fee_told_on = told_on(now, fact);
    facts.fee_fact = fact.id;
  } else if (verb == event("request.notice-received").verb && fact.about == facts.fee_fact) {
    facts.fee_received_on = fact.on;
  } else if (verb == event("request.notice-called-off").verb) {
    call_off(facts);
  } else if (verb == event("request.fee-paid").verb) {
    facts.paid_on = fact.on;
  } else if (verb == event("request.reasons-asked").verb) {
    facts.reasons_told_on = told_on(now, fact);
    facts.reasons_until = fact.until.value_or(fact.on);
    facts.reasons_given_on.reset();
  } else if (verb == event("request.reasons-given").verb) {
    facts.reasons_given_on = fact.on;
  } else if (verb == event("request.extended").verb) {
    extend(facts, fact, now);
  } else if (verb == event("request.deferred").verb) {
    facts.deferred_on = fact.on;
    facts.deferral_told = told_on(now, fact).has_value();
    facts.deferred_until = fact.until.value_or(fact.on);
  }
}

/// What earlier rounds leave to this one. What leads to a round stands as the last fact of the one before.
void carry(Facts& facts, const Fact& fact) {
  if (fact.verb == event("request.filed").verb) {
    facts.filed_on = fact.on;
    facts.purpose = find_name<Purpose>(fact.code).value_or(Purpose::Information);
  } else if (fact.verb == event("request.redecided").verb) {
    facts.redecided_on = fact.on;
    facts.redecided_until = fact.until.value_or(fact.on);
  }
}

const periods::Period& period_at(const Times& times, std::string_view id, Date day) {
  const auto* period = times.laws.find(id, day);
  if (period == nullptr) throw std::out_of_range("no period " + std::string(id));
  return *period;
}

Outcome<Clock> clock_of(ClockKind kind, std::string title, const periods::Period& period, Date from,
                        std::vector<periods::Pause> pauses, std::optional<Date> met_on, const Times& times) {
  Clock clock{
      .code = std::string(name_of(kind)), .title = std::move(title), .period = period.id, .pauses = std::move(pauses)};
  DL_TRY(clock.walk, periods::walk(period, Instant::at(from), clock.pauses, times.calendar));
  clock.met_on = met_on;
  return clock;
}

/// A clock until a day that somebody set, in calendar days.
Outcome<Clock> clock_until(ClockKind kind, std::string title, Date from, Date until, std::optional<Date> met_on,
                           const Times& times) {
  const periods::Period days{
      .id = std::string(kNoPeriod), .length = std::max(0, days_between(from, until)), .unit = periods::Unit::Day};
  return clock_of(kind, std::move(title), days, from, {}, met_on, times);
}

/// Whether the edition of a law has a code among what stops its period, or among what lets it begin anew.
bool names(const std::vector<std::string>& codes, std::string_view code) {
  return std::ranges::find(codes, code) != codes.end();
}

/// What stops the period of an answer, as data/laws names it: a joint maker is another agency (art. 33(3)).
std::string_view pause_of(Consulted who) { return who == Consulted::Third ? "third-party" : "other-agency"; }

/// With those consultations alone for which the period stands still.
Facts stopping(Facts facts, const periods::Period& period) {
  std::erase_if(facts.consultations, [&](const Consultation& one) { return !names(period.pauses, pause_of(one.who)); });
  return facts;
}

std::string_view first_period(const Facts& facts) {
  return facts.purpose == Purpose::Correction ? "request.record-correction" : "request.answer";
}

/// Whether a supplement lets the period begin anew (art. 30).
bool begins_anew(const Facts& facts, const Times& times) {
  return names(period_at(times, first_period(facts), *facts.received_on).restarts, "correction");
}

/// From when the period of the answer runs, and by which law: anew from a supplement where the law says so, and from
/// payment once that is confirmed.
std::pair<Date, std::string_view> start_of(const Facts& facts, const Times& times) {
  constexpr std::string_view kAfterPayment = "request.answer-after-payment";
  const auto first = first_period(facts);
  const bool corrects = facts.purpose == Purpose::Correction;
  if (!corrects && facts.paid_on && period_at(times, kAfterPayment, *facts.paid_on).on)
    return {*facts.paid_on, kAfterPayment};
  if (facts.supplemented_on && begins_anew(facts, times))
    return {*facts.supplemented_on, corrects ? first : "request.answer-after-correction"};
  return {*facts.received_on, first};
}

bool is_awaited(const Facts& facts) {
  return facts.supplement_asked_on && facts.supplement_told_on && !facts.supplemented_on;
}

/// The clock with so many working days more.
Outcome<std::optional<Clock>> answer_of(const Facts& facts, int more, const Times& times) {
  if (facts.redecided_on) {
    DL_TRY(auto clock, clock_until(ClockKind::Answer, "重新答复期限（复议决定或者裁判所定）", *facts.redecided_on,
                                   facts.redecided_until, facts.ended_on, times));
    return std::optional(std::move(clock));
  }
  if (!facts.received_on || (is_awaited(facts) && begins_anew(facts, times))) return std::optional<Clock>();
  const auto [from, id] = start_of(facts, times);
  if (facts.deferral_told) {
    DL_TRY(auto clock,
           clock_until(ClockKind::Answer, "延迟答复期限", from, facts.deferred_until, facts.answered_on(), times));
    return std::optional(std::move(clock));
  }
  auto period = period_at(times, id, from);
  period.length += more;
  DL_TRY(auto pauses, pauses_of(stopping(facts, period), times));
  DL_TRY(auto clock, clock_of(ClockKind::Answer, more > 0 ? "答复期限（已延长）" : "答复期限", period, from,
                              std::move(pauses), facts.answered_on(), times));
  return std::optional(std::move(clock));
}

/// An extension until a day, as working days: counted from the day that was due when it was proposed.
Outcome<int> extended_by(const Case& now, const Facts& facts, const Times& times) {
  if (!facts.extension || !facts.extension->told) return 0;
  DL_TRY(const auto before, answer_before(now, facts.extension->proposal, times));
  if (!before) return 0;
  return std::max(0, times.calendar.working_days_between(before->due(), facts.extension->until).days);
}

ClockKind kind_of(Consulted who) {
  switch (who) {
    case Consulted::Third: return ClockKind::ThirdParty;
    case Consulted::Maker: return ClockKind::JointMaker;
    case Consulted::Agency: return ClockKind::OtherAgency;
  }
  return {};
}

Outcome<Clock> consultation_clock(const Consultation& one, const std::optional<Date>& ended, const Times& times) {
  const auto kind = kind_of(one.who);
  const auto met = one.answered_on ? one.answered_on : ended;
  const auto sent = one.told_on.value_or(one.sent_on);
  const auto told = [&]() -> Outcome<Clock> {
    if (one.who == Consulted::Agency)
      return clock_until(kind, "其他机关答复征求意见", sent, one.asked_until, met, times);
    const auto from = one.received_on.value_or(sent);
    const auto& period = period_at(times, fmt::format("request.{}", name_of(kind)), from);
    return clock_of(kind, period.title, period, from, {}, met, times);
  };
  DL_TRY(auto clock, told());
  clock.code += fmt::format(":{}", one.fact);
  return clock;
}

Outcome<std::optional<Clock>> fee_clock(const Facts& facts, const Times& times) {
  if (!facts.fee_asked_on || !facts.fee_received_on) return std::optional<Clock>();
  const auto& period = period_at(times, "request.fee-payment", *facts.fee_received_on);
  DL_TRY(auto clock, clock_of(ClockKind::Fee, period.title, period, *facts.fee_received_on, {},
                              facts.paid_on ? facts.paid_on : facts.ended_on, times));
  return std::optional(std::move(clock));
}

/// Whether the time of whoever was asked runs or has run.
bool has_begun(const Consultation& one) {
  return one.told_on && (one.who == Consulted::Agency || one.received_on || one.answered_on);
}

bool needs_confirming(matters::Channel channel) {
  using matters::Channel;
  return channel == Channel::Online || channel == Channel::Post || channel == Channel::Fax || channel == Channel::Mail;
}

}  // namespace

bool is_end(std::string_view verb) {
  return verb == event("request.delivered").verb || verb == event("request.supplement-lapsed").verb ||
         verb == event("request.fee-lapsed").verb || verb == event("request.withdrawn").verb ||
         verb == event("request.divided").verb || verb == event("request.reported").verb;
}

Facts facts_of(const Case& now, std::int64_t before) {
  Facts facts{.channel = now.matter.channel, .received_on = now.matter.received_on};
  for (const auto& fact : now.facts) {
    if (before != 0 && fact.id >= before) continue;
    if (fact.round == now.matter.round)
      fold(facts, fact, now);
    else
      carry(facts, fact);
  }
  return facts;
}

Outcome<Date> answers_until(const Consultation& one, const Times& times) {
  DL_TRY(const auto clock, consultation_clock(one, {}, times));
  return clock.due();
}

Outcome<std::optional<Date>> fee_until(const Case& now, const Times& times) {
  DL_TRY(const auto clock, fee_clock(facts_of(now), times));
  return clock ? std::optional(clock->due()) : std::nullopt;
}

Outcome<std::vector<periods::Pause>> pauses_of(const Facts& facts, const Times& times) {
  std::vector<periods::Pause> pauses;
  for (const auto& one : facts.consultations) {
    if (!one.told_on) continue;
    DL_TRY(const auto last, answers_until(one, times));
    const auto until = std::min(last, one.answered_on.value_or(last));
    if (until > *one.told_on) pauses.push_back({*one.told_on, until});
  }
  return pauses;
}

Outcome<std::optional<Clock>> answer_clock(const Case& now, const Times& times) {
  const auto facts = facts_of(now);
  DL_TRY(const auto more, extended_by(now, facts, times));
  return answer_of(facts, more, times);
}

Outcome<std::optional<Clock>> answer_before(const Case& now, std::int64_t fact, const Times& times) {
  auto facts = facts_of(now, fact);
  facts.extension.reset();
  facts.deferral_told = false;
  return answer_of(facts, 0, times);
}

bool is_of_ledger(const Case& now) {
  return !now.facts.empty() && now.facts.front().verb == event("request.filed").verb &&
         now.facts.front().words.starts_with(kOldNumber);
}

Outcome<std::vector<Clock>> clocks(const Case& now, const Times& times) {
  if (now.last(event("request.reported").verb) != nullptr) return std::vector<Clock>();  // as the ledger has it
  const auto facts = facts_of(now);
  std::vector<Clock> all;
  const auto add = [&](Outcome<Clock> clock) -> Outcome<void> {
    DL_CHECK(clock);
    all.push_back(std::move(*clock));
    return {};
  };
  DL_TRY(auto answer, answer_clock(now, times));
  if (answer) all.push_back(std::move(*answer));
  if (needs_confirming(facts.channel) && !facts.redecided_on) {
    const auto id = facts.channel == matters::Channel::Post ? "request.letter-confirm" : "request.online-confirm";
    const auto& period = period_at(times, id, facts.filed_on);
    DL_CHECK(add(clock_of(ClockKind::Confirm, period.title, period, facts.filed_on, {},
                          facts.received_on ? facts.received_on : facts.ended_on, times)));
  }
  if (facts.received_on && !facts.redecided_on) {
    const auto& period = period_at(times, "request.correction-notice", *facts.received_on);
    const auto met = facts.supplement_asked_on ? facts.supplement_told_on : facts.taken_up_on;
    DL_TRY(auto notice, clock_of(ClockKind::SupplementNotice, period.title, period, *facts.received_on, {},
                                 met ? met : facts.ended_on, times));
    // What ran out before a ledger was brought along is not judged: it does not say whether somebody had looked.
    const bool ran_out_elsewhere = is_of_ledger(now) && notice.due() < now.facts.front().at.date();
    if (!ran_out_elsewhere) all.push_back(std::move(notice));
  }
  if (facts.supplement_asked_on && facts.supplement_told_on)
    DL_CHECK(add(clock_until(ClockKind::Supplement, "申请人补正", *facts.supplement_told_on, facts.supplement_until,
                             facts.supplemented_on ? facts.supplemented_on : facts.ended_on, times)));
  if (facts.reasons_told_on)
    DL_CHECK(add(clock_until(ClockKind::Reasons, "申请人说明理由", *facts.reasons_told_on, facts.reasons_until,
                             facts.reasons_given_on ? facts.reasons_given_on : facts.ended_on, times)));
  DL_TRY(auto fee, fee_clock(facts, times));
  if (fee) all.push_back(std::move(*fee));
  for (const auto& one : facts.consultations)
    if (has_begun(one)) DL_CHECK(add(consultation_clock(one, facts.ended_on, times)));
  return all;
}

}  // namespace dl::requests
