// Random lives of requests by the rules of the table, for tests of whatever is computed from them.
#pragma once

#include <random>

#include "requests/case_fixture.h"
#include "requests/decision.h"
#include "requests/fees.h"

namespace dl::requests {

using matters::Input;
using matters::Phase;

/// One request that goes through random steps of the table.
class Life {
 public:
  Life(std::mt19937& random, Date came)
      : random_(random),
        today_(came),
        told_(came, matters::kChannels[pick(matters::kChannels.size() - 1)].value),
        state_(State::Received) {}

  /// Tries a step that the table has from here; whether it was taken.
  bool go_on() {
    today_ = today_.plus_days(static_cast<int>(pick(5)));
    std::vector<const Row*> rows;
    for (const auto& row : kCycle)
      if (row.from == state_ && row.asking.leads != work::Leads::Follows) rows.push_back(&row);
    if (rows.empty()) return false;
    const auto& row = *rows[pick(rows.size())];
    const bool ends_early = row.to == State::Withdrawn || row.to == State::Divided;
    if (ends_early && pick(20) != 0) return false;  // else most lives are short
    const auto input = input_for(row);
    told_.stands(state_);
    const auto now = times();
    const Standing standing{told_.now(), now, today_, pick(2) == 0 ? "person:甲" : "person:乙"};
    if (row.guard != nullptr && !row.guard(standing)) return false;
    if (!Procedure::check(standing, row.step, input)) return false;
    told_.fact(std::string(row.event.verb), input.on.value_or(today_), input.until, input.code, input.about);
    state_ = row.step == Step::Sign ? State::Signed : row.to;
    return true;
  }
  /// As many steps as there are trials that fit, until the request is filed away.
  int live(int trials) {
    int steps = 0;
    for (int trial = 0; trial < trials && state_ != State::Archived; ++trial) steps += go_on() ? 1 : 0;
    return steps;
  }
  const Told& told() const { return told_; }
  Phase phase() const {
    for (const auto& row : kStates)
      if (row.state == state_) return row.phase;
    return Phase::Ended;
  }
  State state() const { return state_; }

 private:
  std::size_t pick(std::size_t most) { return random_() % most; }
  Input input_for(const Row& row) {
    Input input{.words = "因为"};
    for (const auto& form : kForms) {
      if (form.step != row.step) continue;
      for (const auto& question : form.questions) {
        if (question.ask == Ask::On) input.on = today_.plus_days(-static_cast<int>(pick(4)));
        if (question.ask == Ask::Until) input.until = today_.plus_days(static_cast<int>(pick(30)) - 2);
        if (question.ask == Ask::About) input.about = about_for(question.among);
        if (question.ask == Ask::Letter || question.ask == Ask::Other) input.about = 1;
        if (question.ask == Ask::Person) input.person = "本人";
        if (question.ask == Ask::Terms) input.terms = "EMS1234567890";
        if (question.ask == Ask::Code) input.code = code_for(question.among);
        if (question.ask == Ask::Count && input.code == "page") input.count = 31 + static_cast<std::int64_t>(pick(90));
      }
    }
    return input;
  }
  /// One that nothing is about yet, of those that are meant, mostly; any fact otherwise.
  std::int64_t about_for(std::string_view verbs) {
    const auto& facts = told_.now().facts;
    std::vector<std::int64_t> open;
    for (const auto& fact : facts)
      if (verbs.find(fact.verb) != verbs.npos &&
          std::ranges::find(facts, fact.id, &matters::Fact::about) == facts.end())
        open.push_back(fact.id);
    if (open.empty() || pick(5) == 0) return static_cast<std::int64_t>(pick(facts.size())) + 1;
    return open[pick(open.size())];
  }
  std::string code_for(std::string_view list) {
    if (list == "objection_overrides") return std::string(kOverridings[pick(kOverridings.size())].name);
    if (list == "consultation_answers") return std::string(kConsents[pick(kConsents.size())].name);
    if (list == "fee_bases") return std::string(kFeeBases[pick(kFeeBases.size())].name);
    if (list == "search_results") return std::string(kFound[pick(kFound.size())].name);
    if (list == kTopics) return pick(2) == 0 ? "parking" : "noise";
    if (list == "request_deliveries") return std::string(kDeliveries[pick(kDeliveries.size())].name);
    return std::string(kDecisions[pick(kDecisions.size())].name);
  }

  std::mt19937& random_;
  Date today_;
  Told told_;
  State state_;
};

}  // namespace dl::requests
