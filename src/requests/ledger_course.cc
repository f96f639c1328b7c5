#include "requests/ledger_course.h"

#include <algorithm>

#include "requests/events.h"

namespace dl::requests {
namespace {

using matters::Fact;

struct Verbs {
  std::string_view asked;
  std::string_view answered;
};

Verbs verbs_of(Consulted who) {
  switch (who) {
    case Consulted::Third: return {event("request.third-party-asked").verb, event("request.third-party-answered").verb};
    case Consulted::Maker: return {event("request.maker-asked").verb, event("request.maker-answered").verb};
    case Consulted::Agency: return {event("request.agency-asked").verb, event("request.agency-answered").verb};
  }
  return {};
}

/// What the letter of a consultation sets: the day on which it was received, or by which an agency was to answer.
std::optional<Date> until_of(const LedgerCourse& course) {
  if (course.consulted != Consulted::Agency) return course.letter_got_on;
  return course.opinion_until ? course.opinion_until : course.opinion_on;
}

}  // namespace

std::vector<Fact> earlier_facts(const LedgerCourse& course, Date known_on) {
  std::vector<Fact> facts;
  const auto put = [&facts](std::string_view verb, std::optional<Date> on, std::optional<Date> until = {}) {
    if (on) facts.push_back({.verb = std::string(verb), .on = *on, .until = until, .words = "按台账登记"});
  };
  const auto consultation = verbs_of(course.consulted);
  put(event("request.supplement-asked").verb, course.supplement_asked_on, course.supplement_until);
  put(event("request.supplemented").verb, course.supplemented_on);
  put(consultation.asked, course.consulted_on, until_of(course));
  put(consultation.answered, course.opinion_on);
  const auto extend = [&](Date on) {
    put(event("request.extension-proposed").verb, on, course.extended_until);
    put(event("request.extended").verb, on);
  };
  if (course.extended_until && course.extended_on) extend(*course.extended_on);
  std::ranges::stable_sort(facts, {}, &Fact::on);
  if (course.extended_until && !course.extended_on) extend(known_on);
  const auto asked = std::ranges::find(facts, consultation.asked, &Fact::verb);
  const auto answered = std::ranges::find(facts, consultation.answered, &Fact::verb);
  if (asked != facts.end() && answered != facts.end()) answered->about = asked - facts.begin() + 1;
  return facts;
}

State state_after(const LedgerCourse& course) {
  if (course.is_supplement_awaited()) return State::Supplement;
  const bool handled = course.supplemented_on || course.consulted_on || course.extended_until;
  return handled ? State::Registered : State::Received;
}

}  // namespace dl::requests
