// Cases of reviews and suits for the pure tests of this module: facts by their days, without a database; and random
// lives by the rules of the tables.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "appeals/suit.h"
#include "tests/support/must.h"

namespace dl::appeals {

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

/// One whose facts are put down one by one, with the numbers 1, 2, 3 …, as the desk would.
class Told {
 public:
  Told(const matters::Kind& kind, Date came, Way way = Way::Ordinary) : kind_(kind) {
    now_.matter = {.id = 1,
                   .kind = std::string(kind.name),
                   .state = std::string(kind.states.front().name),
                   .phase = kind.states.front().phase};
    put(kind.opened.verb, came, {}, std::string(name_of(way)));
  }
  /// The step as its table leads from here.
  Told& take(std::string_view step, Date on, std::string code = {}, std::optional<Date> until = {}) {
    const auto* row = kind_.find(now_.matter.state, step);
    if (row == nullptr) {
      ADD_FAILURE() << step << " from " << now_.matter.state;
      return *this;
    }
    const bool anew = row->asking.leads == work::Leads::Anew;
    now_.matter.state = row->to;
    now_.matter.phase = kind_.state(row->to).phase;
    put(row->event.verb, on, until, std::move(code), anew);
    return *this;
  }
  const matters::Case& now() const { return now_; }
  const matters::Kind& kind() const { return kind_; }
  std::vector<matters::Clock> clocks() const { return must(kind_.clocks(now_, times())); }
  std::optional<matters::Clock> clock(std::string_view code) const {
    for (auto& one : clocks())
      if (one.code == code) return one;
    return std::nullopt;
  }
  std::optional<Date> due(std::string_view code) const {
    const auto found = clock(code);
    return found ? std::optional(found->due()) : std::nullopt;
  }

 private:
  void put(std::string_view verb, Date on, std::optional<Date> until, std::string code, bool anew = false) {
    now_.facts.push_back({.id = static_cast<std::int64_t>(now_.facts.size()) + 1,
                          .matter = 1,
                          .round = now_.matter.round,
                          .verb = std::string(verb),
                          .on = on,
                          .until = until,
                          .code = std::move(code),
                          .actor = "person:甲"});
    if (anew) {
      ++now_.matter.round;
      now_.matter.outcome.clear();
      now_.matter.ended_on.reset();
    }
    kind_.settle(now_.matter, now_, now_.facts.back());
  }

  const matters::Kind& kind_;
  matters::Case now_ = {};
};

/// One that goes through random steps of its table.
class Life {
 public:
  Life(std::mt19937& random, const matters::Kind& kind, Date came)
      : random_(random), today_(came), told_(kind, came, pick(2) == 0 ? Way::Ordinary : Way::Simplified) {}

  /// Tries a step that the table has from here; whether it was taken.
  bool go_on() {
    today_ = today_.plus_days(static_cast<int>(pick(40)));
    const auto& kind = told_.kind();
    std::vector<const matters::StepRow*> rows;
    for (const auto& row : kind.steps)
      if (row.from == told_.now().matter.state) rows.push_back(&row);
    if (rows.empty()) return false;
    const auto& row = *rows[pick(rows.size())];
    matters::Input input{.words = "因为", .on = today_.plus_days(-static_cast<int>(pick(10)))};
    if (row.asks(matters::Ask::Code)) input.code = std::string(kResults[pick(kResults.size())].name);
    if (row.asks(matters::Ask::Until) && pick(3) == 0) input.until = today_.plus_days(30);
    if (!row.asks(matters::Ask::On)) input.on.reset();
    const auto now = times();
    const matters::Standing standing{told_.now(), now, today_, "person:甲"};
    if (row.guard != nullptr && !row.guard(standing)) return false;
    if (!kind.check(standing, row.step, input)) return false;
    told_.take(row.step, input.on.value_or(today_), input.code, input.until);
    return true;
  }
  void live(int trials) {
    for (int trial = 0; trial < trials; ++trial) go_on();
  }
  const Told& told() const { return told_; }

 private:
  std::size_t pick(std::size_t most) { return random_() % most; }

  std::mt19937& random_;
  Date today_;
  Told told_;
};

}  // namespace dl::appeals
