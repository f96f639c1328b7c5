#include "requests/procedure.h"

#include <algorithm>

#include "matters/choices.h"
#include "requests/agency_seals.h"
#include "requests/decision.h"
#include "requests/events.h"
#include "requests/handling.h"
#include "requests/letter_forms.h"
#include "requests/stands_on.h"

namespace dl::requests {
namespace {

using matters::Fact;
using matters::Input;

constexpr int kMostExtended = 20;  ///< working days (art. 33(2)); the length of request.extension

Outcome<void> refuse_if(bool wrong, Ask ask, const char* key) {
  if (wrong) return tl::unexpected(matters::wrong_input(ask, key));
  return {};
}

/// What somebody sent with a step, judged beside the facts.
class Judge {
 public:
  Judge(const Standing& standing, const Input& input)
      : standing_(standing), input_(input), facts_(facts_of(standing.of)), on_(input.on.value_or(standing.today)) {}

  Outcome<void> judge(Step step) const;

 private:
  Outcome<void> after_filing() const { return refuse_if(on_ < facts_.filed_on, Ask::On, "request.before"); }
  Outcome<void> asks_supplement() const;
  Outcome<void> supplemented() const {
    return refuse_if(on_ < facts_.supplement_asked_on.value_or(on_), Ask::On, "request.before");
  }
  Outcome<void> received() const;
  Outcome<void> overrides() const;
  /// Answers to facts with the verb; a law gives whoever is asked until the last day before silence means anything.
  Outcome<void> answers(std::string_view asked, std::string_view answered, bool with_consent) const;
  Outcome<void> fee() const;
  Outcome<void> paid() const { return refuse_if(on_ < facts_.fee_asked_on.value_or(on_), Ask::On, "request.before"); }
  Outcome<void> extends() const;
  Outcome<void> defers() const;
  Outcome<void> submits() const;
  Outcome<void> issues() const;
  Outcome<void> delivers() const;
  Outcome<void> reports() const;
  Outcome<void> after_receipt() const {
    return refuse_if(on_ < facts_.received_on.value_or(facts_.filed_on), Ask::On, "request.before");
  }
  Outcome<void> until_later() const {
    DL_CHECK(refuse_if(input_.until && *input_.until <= on_, Ask::Until, "request.until-past"));
    return until_near();
  }
  /// Whatever is due can be walked to.
  Outcome<void> until_near() const {
    return refuse_if(input_.until && days_between(on_, *input_.until) > kFarthest, Ask::Until, "request.until-far");
  }
  Outcome<void> topic() const {
    return input_.code.empty() ? Outcome<void>() : matters::check_choice(kTopics, input_, standing_.today);
  }
  template <class E>
  Outcome<void> word() const {
    return refuse_if(!find_name<E>(input_.code), Ask::Code, "request.word");
  }

  const Standing& standing_;
  const Input& input_;
  Facts facts_;
  Date on_;
};

Outcome<void> Judge::judge(Step step) const {
  switch (step) {
    case Step::Confirm: DL_CHECK(after_filing()); return topic();
    case Step::Accept:
    case Step::Classify: return topic();
    case Step::Withdraw: return after_filing();
    case Step::Assign:
    case Step::CoHandle: return check_inner_day(standing_, input_);
    case Step::AskSupplement: return asks_supplement();
    case Step::Supplemented: return supplemented();
    case Step::Search: DL_CHECK(after_receipt()); return word<Found>();
    case Step::TakeOver: DL_CHECK(after_receipt()); return input_.code.empty() ? Outcome<void>() : word<Found>();
    case Step::ConsultThird:
    case Step::ConsultMaker: return after_receipt();
    case Step::NoticeReceived: return received();
    case Step::Override: return overrides();
    case Step::ConsultAgency:
    case Step::AskReasons: DL_CHECK(after_receipt()); return until_later();
    case Step::CoAnswered:
      return answers(event("request.co-handling-asked").verb, event("request.co-handled").verb, false);
    case Step::ThirdAnswered:
      return answers(event("request.third-party-asked").verb, event("request.third-party-answered").verb, true);
    case Step::MakerAnswered:
      return answers(event("request.maker-asked").verb, event("request.maker-answered").verb, true);
    case Step::AgencyAnswered:
      return answers(event("request.agency-asked").verb, event("request.agency-answered").verb, false);
    case Step::Fee: return fee();
    case Step::Paid: return paid();
    case Step::ProposeExtension: return extends();
    case Step::Defer: return defers();
    case Step::Submit: return submits();
    case Step::Issue: return issues();
    case Step::Deliver: return delivers();
    case Step::Report: return reports();
    case Step::KeepClosed:
    case Step::OpenUp: return refuse_if(on_ < facts_.ended_on.value_or(facts_.filed_on), Ask::On, "request.before");
    default: return {};
  }
}

Outcome<void> Judge::asks_supplement() const {
  DL_CHECK(after_receipt());
  DL_CHECK(until_later());
  DL_TRY(const auto answer, answer_clock(standing_.of, standing_.times));
  return refuse_if(answer && on_ > answer->due(), Ask::On, "request.supplement-late");
}

Outcome<void> Judge::received() const {
  std::optional<Date> told;
  bool open = input_.about == facts_.fee_fact && facts_.fee_asked_on && !facts_.fee_received_on;
  if (open) told = facts_.fee_told_on;
  for (const auto& one : facts_.consultations) {
    if (one.fact != input_.about || one.who == Consulted::Agency || one.received_on || one.answered_on) continue;
    open = true;
    told = one.told_on;
  }
  DL_CHECK(refuse_if(!open, Ask::About, "request.not-awaited"));
  DL_CHECK(refuse_if(!told, Ask::About, "request.untold"));
  return refuse_if(on_ < *told, Ask::On, "request.before");
}

Outcome<void> Judge::overrides() const {
  const auto& all = facts_.consultations;
  const auto one = std::ranges::find(all, input_.about, &Consultation::fact);
  const bool objected = one != all.end() && one->who == Consulted::Third && one->consent == Consent::Objection;
  DL_CHECK(refuse_if(!objected || one->overridden, Ask::About, "request.not-objected"));
  return word<Overriding>();
}

Outcome<void> Judge::answers(std::string_view asked, std::string_view answered, bool with_consent) const {
  const auto open = standing_.of.all(asked);
  const auto fact = std::ranges::find(open, input_.about, &Fact::id);
  const bool meant = fact != open.end() && standing_.of.answer_to(**fact, answered) == nullptr;
  DL_CHECK(refuse_if(!meant, Ask::About, "request.not-asked"));
  DL_CHECK(refuse_if(on_ < (*fact)->on, Ask::On, "request.before"));
  if (!with_consent) return {};
  DL_CHECK(word<Consent>());
  if (find_name<Consent>(input_.code) != Consent::Silent) return {};
  const auto one = std::ranges::find(facts_.consultations, input_.about, &Consultation::fact);
  DL_CHECK(refuse_if(!one->received_on, Ask::Code, "request.consultation-unreceived"));
  DL_TRY(const auto last, answers_until(*one, standing_.times));
  return refuse_if(on_ <= last, Ask::On, "request.still-time");
}

Outcome<void> Judge::fee() const {
  DL_CHECK(after_receipt());
  DL_TRY(const auto answer, answer_clock(standing_.of, standing_.times));
  return refuse_if(answer && on_ > answer->due(), Ask::On, "request.fee-late");
}

Outcome<void> Judge::extends() const {
  DL_CHECK(until_near());
  DL_TRY(const auto answer, answer_clock(standing_.of, standing_.times));
  if (!answer) return {};
  DL_CHECK(refuse_if(on_ > answer->due(), Ask::Until, "request.extension-late"));
  DL_CHECK(refuse_if(*input_.until <= answer->due(), Ask::Until, "request.extension-short"));
  const auto* period = standing_.times.laws.find("request.extension", answer->due());
  const int most = period != nullptr ? period->length : kMostExtended;
  const auto days = standing_.times.calendar.working_days_between(answer->due(), *input_.until).days;
  return refuse_if(days > most, Ask::Until, "request.extension-long");
}

Outcome<void> Judge::defers() const {
  DL_CHECK(until_later());
  DL_TRY(const auto answer, answer_clock(standing_.of, standing_.times));
  return refuse_if(answer && *input_.until <= answer->due(), Ask::Until, "request.deferred-past");
}

Outcome<void> Judge::submits() const {
  const auto decision = find_name<Decision>(input_.code);
  DL_CHECK(refuse_if(!decision, Ask::Code, "request.word"));
  const auto& row = row_of(*decision);
  DL_CHECK(refuse_if(!row.letter, Ask::Code, "request.no-reply"));
  DL_CHECK(refuse_if(row.purpose != facts_.purpose, Ask::Code, "request.purpose"));
  return check_stands(standing_.of, *decision, standing_.today);
}

Outcome<void> Judge::issues() const {
  const auto* submitted = standing_.of.last(event("request.submitted").verb);
  DL_CHECK(refuse_if(submitted != nullptr && on_ < submitted->on, Ask::On, "request.before"));
  return input_.code.empty() ? Outcome<void>() : word<Sealing>();
}

Outcome<void> Judge::delivers() const {
  DL_CHECK(word<Delivery>());
  const auto* issued = standing_.of.last(event("request.issued").verb);
  return refuse_if(issued != nullptr && on_ < issued->on, Ask::On, "request.before");
}

Outcome<void> Judge::reports() const {
  DL_CHECK(after_receipt());
  const auto decision = find_name<Decision>(input_.code);
  DL_CHECK(refuse_if(!decision, Ask::Code, "request.word"));
  return refuse_if(row_of(*decision).row == 0, Ask::Code, "request.not-counted");
}

std::string outcome_of(const matters::Case& now, const Fact& fact) {
  if (fact.verb == event("request.supplement-lapsed").verb) return std::string(name_of(Decision::SupplementLapsed));
  if (fact.verb == event("request.fee-lapsed").verb) return std::string(name_of(Decision::FeeLapsed));
  if (fact.verb == event("request.withdrawn").verb) return std::string(name_of(Decision::Withdrawn));
  if (fact.verb == event("request.reported").verb) return fact.code;
  if (fact.verb == event("request.divided").verb) return std::string(name_of(Decision::Divided));
  const auto* submitted = now.last(event("request.submitted").verb);
  return submitted != nullptr ? submitted->code : std::string();
}

}  // namespace

Outcome<void> Procedure::check(const Standing& standing, Step step, const Input& input) {
  return Judge(standing, input).judge(step);
}

Outcome<void> Procedure::check_draft(const matters::Matter& matter, std::string_view letter) {
  if (!is_answer(letter) || matter.state == name_of(State::Registered)) return {};
  return fail(Fault::Conflict, "request.not-open", matter.number);
}

void Procedure::settle(matters::Matter& matter, const matters::Case& now, const Fact& fact) {
  if (fact.verb == event("request.filed").verb && is_received_at_once(matter.channel) && !matter.received_on)
    matter.received_on = fact.on;
  if (fact.verb == event("request.confirmed").verb) matter.received_on = fact.on;
  if (fact.verb == event("request.returned").verb) {
    matter.department.clear();
    matter.holder.clear();
  }
  if (!is_end(fact.verb)) return;
  matter.outcome = outcome_of(now, fact);
  matter.ended_on = fact.on;
}

Outcome<std::vector<matters::Clock>> Procedure::clocks(const matters::Case& now, const matters::Times& times) {
  DL_TRY(auto all, requests::clocks(now, times));
  for (auto& inner : inner_clocks(now)) all.push_back(std::move(inner));
  return all;
}

Outcome<std::vector<matters::Waiting>> Procedure::waiting(const matters::Case& now, const matters::Times& times) {
  return requests::waiting(now, times);
}

std::string Procedure::number(const matters::Place& place, int year, std::int64_t serial) {
  return fmt::format("{}-SQ{}-{:04}", place.code, year, serial);
}

}  // namespace dl::requests
