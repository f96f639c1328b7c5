// Cases of requests for the pure tests of this module: facts by their days, without a database.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "requests/procedure.h"
#include "requests/told.h"
#include "tests/support/must.h"

namespace dl::requests {

using test::must;

inline const periods::Laws& laws() {
  static const auto all = must(periods::Laws::load());
  return all;
}
inline const Calendar& calendar() {
  static const auto all = must(Calendar::load());
  return all;
}
inline matters::Times times() { return {laws(), calendar()}; }

/// A request whose facts are put down one by one, with the numbers 1, 2, 3 …; a notice that one owes is issued with it.
class Told {
 public:
  explicit Told(Date came, matters::Channel channel = matters::Channel::Counter,
                Purpose purpose = Purpose::Information) {
    now_.matter = {.id = 1, .kind = std::string(kKind), .channel = channel, .klass = "natural"};
    fact("request.filed", came, {}, std::string(name_of(purpose)));
  }
  Told& fact(std::string verb, Date on, std::optional<Date> until = {}, std::string code = {}, std::int64_t about = 0) {
    now_.facts.push_back({.id = static_cast<std::int64_t>(now_.facts.size()) + 1,
                          .matter = 1,
                          .round = now_.matter.round,
                          .verb = std::move(verb),
                          .on = on,
                          .until = until,
                          .code = std::move(code),
                          .about = about,
                          .actor = "person:甲"});
    if (now_.facts.back().verb == event("request.redecided").verb) begin_round();
    Procedure::settle(now_.matter, now_, now_.facts.back());
    const auto last = now_.facts.back();
    now_ = as_told(std::move(now_), last);
    return *this;
  }
  Told& stands(State state) {
    now_.matter.state = name_of(state);
    return *this;
  }
  /// The notice of the last fact is not issued.
  Told& untold() {
    now_.issued.pop_back();
    return *this;
  }
  Told& issue(LetterKind kind, Date on, std::int64_t fact = 0) {
    now_.issued.push_back({.kind = std::string(name_of(kind)), .on = on, .fact = fact});
    return *this;
  }
  /// Of the last fact, on whose day it was received.
  Told& received(Date on) { return fact("request.notice-received", on, {}, {}, last()); }
  /// A letter that is written and not issued.
  Told& draft(std::string kind, std::string by = "person:甲") {
    now_.drafts.push_back({.id = static_cast<std::int64_t>(now_.drafts.size()) + 1,
                           .kind = std::move(kind),
                           .drafted_by = std::move(by)});
    return *this;
  }
  /// Names who was asked with the last fact.
  Told& named(std::string department, std::string holder = {}) {
    now_.facts.back().department = std::move(department);
    now_.facts.back().holder = std::move(holder);
    return *this;
  }
  void in(State state) { now_.matter.state = name_of(state); }
  std::int64_t last() const { return now_.facts.back().id; }
  const matters::Case& now() const { return now_; }
  std::vector<matters::Clock> clocks() const { return must(requests::clocks(now_, times())); }
  std::optional<Date> due(std::string_view code) const {
    for (const auto& clock : clocks())
      if (clock.code == code) return clock.due();
    return std::nullopt;
  }
  std::optional<Date> met(std::string_view code) const {
    for (const auto& clock : clocks())
      if (clock.code == code) return clock.met_on;
    return std::nullopt;
  }

 private:
  /// As the desk does of a step that leads anew.
  void begin_round() {
    ++now_.matter.round;
    now_.matter.outcome.clear();
    now_.matter.ended_on.reset();
    now_.drafts.clear();
    now_.issued.clear();
  }

  matters::Case now_ = {};
};

}  // namespace dl::requests
