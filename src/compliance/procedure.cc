#include "compliance/procedure.h"

#include <fmt/format.h>

#include "compliance/rectification.h"
#include "matters/choices.h"
#include "periods/walk.h"

namespace dl::compliance {
namespace {

using matters::Case;
using matters::Clock;
using matters::Fact;
using matters::Input;
using matters::Standing;

constexpr std::string_view kPeriod = "assessment.rectify";

/// The fact that set a day last; nullptr where the law's holds.
const Fact* set_by(const Case& now) {
  const Fact* last = nullptr;
  for (const auto& fact : now.facts)
    if (fact.until) last = &fact;
  return last;
}

std::optional<Date> met_on(const Case& now) {
  if (now.matter.state == name_of(State::Withdrawn)) return now.matter.ended_on;
  const bool done = now.matter.state == name_of(State::Reported) || now.matter.state == name_of(State::Confirmed);
  const auto* reported = now.last("rectification.reported");
  return done && reported != nullptr ? std::optional(reported->on) : std::nullopt;
}

/// Nothing where no day was set and an installation has no such law.
Outcome<std::optional<Clock>> clock_of(const Case& now, const matters::Times& times, Date found_on) {
  Clock clock{.code = "rectify", .title = "整改时限", .met_on = met_on(now)};
  if (const auto* set = set_by(now); set != nullptr) {
    clock.walk.from = Instant::at(found_on);
    clock.walk.due = Instant::at(*set->until);
    return std::optional(std::move(clock));
  }
  clock.period = kPeriod;
  const auto* period = times.laws.find(kPeriod, found_on);
  if (period == nullptr || !period->on) return std::optional<Clock>();
  DL_TRY(clock.walk, periods::walk(*period, Instant::at(found_on), {}, times.calendar));
  return std::optional(std::move(clock));
}

}  // namespace

Outcome<void> check_second(const Standing& standing) {
  const auto* reported = standing.of.last("rectification.reported");
  if (reported != nullptr && reported->actor == standing.actor) return fail(Fault::Forbidden, "rectification.second");
  return {};
}

Outcome<void> check_extension(const Standing& standing) {
  if (standing.of.count("rectification.extended") > 0) return fail(Fault::Conflict, "rectification.extended-once");
  return {};
}

Outcome<void> Procedure::check(const Standing& standing, Step step, const Input& input) {
  if (step == Step::Report && input.about == 0 && first_link(input.words).empty())
    return tl::unexpected(matters::wrong_input(Ask::File, "rectification.evidence-owed"));
  if (step == Step::Escalate) return matters::check_choice("rectification_escalations", input, standing.today);
  if (!input.until) return {};
  if (*input.until < standing.today) return tl::unexpected(matters::wrong_input(Ask::Until, "rectification.past"));
  if (step != Step::Extend || !standing.of.matter.received_on) return {};
  DL_TRY(const auto clock, clock_of(standing.of, standing.times, *standing.of.matter.received_on));
  if (clock && *input.until <= clock->due())
    return tl::unexpected(matters::wrong_input(Ask::Until, "rectification.not-later", clock->due().text()));
  return {};
}

void Procedure::settle(matters::Matter& matter, const Case&, const Fact& fact) {
  if (fact.verb == event("rectification.found").verb) matter.received_on = fact.on;
  const bool confirmed = fact.verb == event("rectification.confirmed").verb;
  if (!confirmed && fact.verb != event("rectification.withdrawn").verb) return;
  matter.outcome = confirmed ? "rectified" : "withdrawn";
  matter.ended_on = fact.on;
}

Outcome<std::vector<Clock>> Procedure::clocks(const Case& now, const matters::Times& times) {
  std::vector<Clock> all;
  if (!now.matter.received_on) return all;
  DL_TRY(auto clock, clock_of(now, times, *now.matter.received_on));
  if (clock) all.push_back(std::move(*clock));
  return all;
}

// By the day that is due, so that it shows as overdue by itself; the rows of open work need no clock for it.
Outcome<std::vector<matters::Waiting>> Procedure::waiting(const Case& now, const matters::Times& times) {
  std::vector<matters::Waiting> all;
  if (now.matter.state != name_of(State::Assigned)) return all;
  DL_TRY(const auto found, clocks(now, times));
  if (found.empty()) return all;
  const auto due = found.front().due();
  const auto* escalated = now.last(event("rectification.escalated").verb);
  if (escalated != nullptr && escalated->on > due) return all;
  all.push_back(
      {.what = &kBeside[0], .words = "整改中，到期没有报送的，予以督办", .due_on = due, .since = now.facts.back().at});
  return all;
}

std::string Procedure::number(const matters::Place& place, int year, std::int64_t serial) {
  return fmt::format("{}-Z{}-{:04}", place.code, year, serial);
}

const matters::Kind& rectification_kind() {
  static const auto kind = matters::kind_of<Procedure>();
  return kind;
}

Outcome<Progress> progress_of(const Case& now, const matters::Times& times, Date today) {
  Progress progress;
  DL_TRY(const auto clocks, Procedure::clocks(now, times));
  if (!clocks.empty()) {
    progress.due = clocks.front().due();
    progress.overdue = clocks.front().missed(today);
  }
  progress.sent_back = now.count("rectification.sent-back");
  progress.escalated = now.count("rectification.escalated");
  return progress;
}

}  // namespace dl::compliance
