#include "dialogue/procedure.h"

#include <fmt/format.h>

#include "matters/choices.h"
#include "periods/walk.h"

namespace dl::dialogue {
namespace {

using matters::Case;
using matters::Clock;
using matters::Fact;
using matters::Input;
using matters::Standing;

constexpr std::string_view kPeriod = "message.answer";

/// Nothing where an installation has no such law.
Outcome<std::optional<Clock>> answer_clock(const Case& now, const matters::Times& times, Date from) {
  Clock clock{.code = "answer", .title = "答复期限", .period = std::string(kPeriod), .met_on = now.matter.ended_on};
  const auto* period = times.laws.find(kPeriod, from);
  if (period == nullptr || !period->on) return std::optional<Clock>();
  DL_TRY(clock.walk, periods::walk(*period, Instant::at(from), {}, times.calendar));
  return std::optional(std::move(clock));
}

/// The inner day of the hand-over that is still under way.
std::optional<Clock> inner_clock(const Case& now) {
  const auto* handed = now.last("message.handed-over");
  if (handed == nullptr || !handed->until || now.matter.state != name_of(State::HandedOver)) return std::nullopt;
  Clock clock{.code = "hand-over", .title = "转办内部时限"};
  clock.walk.from = Instant::at(handed->on);
  clock.walk.due = Instant::at(*handed->until);
  return clock;
}

Outcome<void> check_inner_day(const Standing& standing, Date until) {
  if (until < standing.today) return tl::unexpected(matters::wrong_input(Ask::Until, "message.past"));
  const auto from = begun_on(standing.of);
  if (!from) return {};
  DL_TRY(const auto clock, answer_clock(standing.of, standing.times, *from));
  // What is late already is handed over all the same.
  if (clock && clock->due() >= standing.today && until > clock->due())
    return tl::unexpected(matters::wrong_input(Ask::Until, "message.beyond", clock->due().text()));
  return {};
}

}  // namespace

bool is_public(const Case& now, int round) {
  bool shown = false;
  for (const auto& fact : now.facts) {
    if (fact.verb == event("message.made-public").verb && (round == 0 || fact.round == round)) shown = true;
    if (fact.verb == event("message.withdrawn").verb) shown = false;
  }
  return shown;
}

std::optional<Date> begun_on(const Case& now) {
  // What leads to a round stands as the last fact of the one before.
  for (auto fact = now.facts.rbegin(); fact != now.facts.rend(); ++fact)
    if (fact->verb == event("message.reopened").verb) return fact->on;
  return now.matter.received_on;
}

Outcome<void> check_publication(const Standing& standing) {
  const auto& now = standing.of;
  if (!now.facts.empty() && now.facts.front().code != kPublicWanted) return fail(Fault::Conflict, "message.private");
  if (is_public(now, now.matter.round)) return fail(Fault::Conflict, "message.public");
  const auto* submitted = now.last("message.submitted");
  if (submitted != nullptr && submitted->actor == standing.actor) return fail(Fault::Forbidden, "message.second");
  return {};
}

Outcome<void> check_keeping(const Standing& standing) {
  if (is_public(standing.of, standing.of.matter.round)) return fail(Fault::Conflict, "message.public");
  if (standing.of.last("message.kept-private") != nullptr) return fail(Fault::Conflict, "message.kept");
  return {};
}

Outcome<void> check_follow_up(const Standing& standing) {
  if (message_kind().low_rating(standing.of) == nullptr) return fail(Fault::Conflict, "message.not-low");
  return {};
}

Outcome<void> check_withdrawal(const Standing& standing) {
  if (!is_public(standing.of, 0)) return fail(Fault::Conflict, "message.not-public");
  return {};
}

Outcome<void> Procedure::check(const Standing& standing, Step step, const Input& input) {
  const auto choose = [&](std::string_view list) { return matters::check_choice(list, input, standing.today); };
  if (step == Step::HandOver) return check_inner_day(standing, *input.until);
  if (step == Step::Reject) return choose("message_rejections");
  if (step == Step::Reopen) return choose("message_reopenings");
  if (step != Step::Answer) return {};
  DL_CHECK(choose("message_outcomes"));
  const auto from = begun_on(standing.of);
  if (input.on && from && *input.on < *from) return tl::unexpected(matters::wrong_input(Ask::On, "message.early"));
  return {};
}

Outcome<void> Procedure::check_draft(const matters::Case& now, std::string_view, std::int64_t) {
  const auto state = find_name<State>(now.matter.state);
  if (std::ranges::any_of(kRunning, [&](State running) { return state == running; })) return {};
  return fail(Fault::Conflict, "message.not-drafting", now.matter.state);
}

void Procedure::settle(matters::Matter& matter, const Case&, const Fact& fact) {
  if (fact.verb == event("message.received").verb) matter.received_on = fact.on;
  if (fact.verb == event("message.returned").verb) {
    matter.department.clear();
    matter.holder.clear();
  }
  const bool rejected = fact.verb == event("message.rejected").verb;
  if (!rejected && fact.verb != event("message.answered").verb) return;
  matter.outcome = rejected ? "rejected" : fact.code;
  matter.ended_on = fact.on;
}

Outcome<std::vector<Clock>> Procedure::clocks(const Case& now, const matters::Times& times) {
  std::vector<Clock> all;
  const auto from = begun_on(now);
  if (!from) return all;
  DL_TRY(auto answer, answer_clock(now, times, *from));
  if (answer) all.push_back(std::move(*answer));
  if (auto inner = inner_clock(now)) all.push_back(std::move(*inner));
  return all;
}

std::string Procedure::number(const matters::Place& place, int year, std::int64_t serial) {
  return fmt::format("{}-L{}-{:05}", place.code, year, serial);
}

const matters::Kind& message_kind() {
  static const auto kind = matters::kind_of<Procedure>();
  return kind;
}

}  // namespace dl::dialogue
