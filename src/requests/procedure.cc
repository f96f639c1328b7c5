#include "requests/procedure.h"

#include <algorithm>

#include "base/text.h"
#include "matters/choices.h"
#include "requests/addressees.h"
#include "requests/agency_seals.h"
#include "requests/decision.h"
#include "requests/disclosure.h"
#include "requests/ends.h"
#include "requests/events.h"
#include "requests/fees.h"
#include "requests/handling.h"
#include "requests/letter_forms.h"
#include "requests/request_store.h"
#include "requests/stands_on.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

using matters::Fact;
using matters::Input;

constexpr int kMostExtended = 20;  ///< working days (art. 33(2)); the length of request.extension

Outcome<void> refuse_if(bool wrong, Ask ask, const char* key) {
  if (wrong) return tl::unexpected(matters::wrong_input(ask, key));
  return {};
}

/// What was submitted last in the rounds before this one; empty where there are none.
std::string decision_before(const matters::Case& now) {
  std::string code;
  for (const auto& fact : now.facts)
    if (fact.round < now.matter.round && fact.verb == event("request.submitted").verb) code = fact.code;
  return code;
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
  Outcome<void> supplement_lapses() const;
  Outcome<void> fee_lapses() const;
  Outcome<void> paid() const { return refuse_if(on_ < facts_.fee_asked_on.value_or(on_), Ask::On, "request.before"); }
  Outcome<void> extends() const;
  Outcome<void> defers() const;
  Outcome<void> submits() const;
  Outcome<void> issues() const;
  Outcome<void> delivers() const;
  Outcome<void> reports() const;
  Outcome<void> redecides() const;
  Outcome<void> divides() const;
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
    case Step::LapseSupplement: return supplement_lapses();
    case Step::LapseFee: return fee_lapses();
    case Step::Paid: return paid();
    case Step::ProposeExtension: return extends();
    case Step::Defer: return defers();
    case Step::Submit: return submits();
    case Step::Issue: return issues();
    case Step::Deliver: return delivers();
    case Step::Report: return reports();
    case Step::Redecide: return redecides();
    case Step::Divide: return divides();
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
  DL_CHECK(refuse_if(answer && on_ > answer->due(), Ask::On, "request.fee-late"));
  DL_CHECK(word<FeeBasis>());
  const bool by_page = find_name<FeeBasis>(input_.code) == FeeBasis::Page;
  DL_CHECK(refuse_if(by_page && input_.count == 0, Ask::Count, "request.pages-owed"));
  return refuse_if(!by_page && input_.count != 0, Ask::Count, "request.pages-not-counted");
}

Outcome<void> Judge::supplement_lapses() const {
  return refuse_if(on_ <= facts_.supplement_until, Ask::On, "request.not-lapsed");
}

Outcome<void> Judge::fee_lapses() const {
  DL_TRY(const auto last, fee_until(standing_.of, standing_.times));
  return refuse_if(last && on_ <= *last, Ask::On, "request.not-lapsed");
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
  const bool explained = !text::trim(input_.words).empty();
  DL_CHECK(refuse_if(!explained && decision_before(standing_.of) == input_.code, Ask::Code, "request.same-decision"));
  return check_stands(standing_.of, *decision, standing_.today);
}

Outcome<void> Judge::issues() const {
  const auto* submitted = standing_.of.last(event("request.submitted").verb);
  const auto* signed_last = standing_.of.last(event("request.signed").verb);
  for (const auto* before : {submitted, signed_last})
    DL_CHECK(refuse_if(before != nullptr && on_ < before->on, Ask::On, "request.before"));
  DL_TRY(const auto answer, answer_clock(standing_.of, standing_.times));
  const bool explained = !text::trim(input_.words).empty();
  DL_CHECK(refuse_if(answer && on_ > answer->due() && !explained, Ask::On, "request.late-unexplained"));
  return input_.code.empty() ? Outcome<void>() : word<Sealing>();
}

Outcome<void> Judge::delivers() const {
  DL_CHECK(word<Delivery>());
  const auto way = find_name<Delivery>(input_.code);
  const bool by_hand = way == Delivery::Direct || way == Delivery::Entrusted;
  const bool numbered = !text::trim(input_.terms).empty(), received = !text::trim(input_.person).empty();
  DL_CHECK(refuse_if(way == Delivery::Post && !numbered, Ask::Terms, "request.posting-number-owed"));
  DL_CHECK(refuse_if(by_hand && !received, Ask::Person, "request.receiver-owed"));
  const auto* issued = standing_.of.last(event("request.issued").verb);
  return refuse_if(issued != nullptr && on_ < issued->on, Ask::On, "request.before");
}

Outcome<void> Judge::reports() const {
  DL_CHECK(after_receipt());
  const auto decision = find_name<Decision>(input_.code);
  DL_CHECK(refuse_if(!decision, Ask::Code, "request.word"));
  return refuse_if(row_of(*decision).row == 0, Ask::Code, "request.not-counted");
}

Outcome<void> Judge::redecides() const {
  DL_CHECK(refuse_if(on_ < facts_.ended_on.value_or(facts_.filed_on), Ask::On, "request.before"));
  return until_later();
}

// It was counted already: its parts would count once more.
Outcome<void> Judge::divides() const {
  if (facts_.redecided_on) return fail(Fault::Conflict, "request.redecision", standing_.of.matter.number);
  return {};
}

/// A request ends once, whatever is decided anew afterwards.
void set_end(matters::Matter& matter, const matters::Case& now) {
  const auto end = first_end(now);
  if (!end) return;
  matter.outcome = end->code;
  matter.ended_on = end->on;
}

}  // namespace

Outcome<void> Procedure::check(const Standing& standing, Step step, const Input& input) {
  return Judge(standing, input).judge(step);
}

Outcome<void> Procedure::check_draft(const matters::Case& now, std::string_view letter, std::int64_t draft) {
  if (is_answer(letter)) {
    if (now.matter.state == name_of(State::Registered)) return {};
    return fail(Fault::Conflict, "request.not-open", now.matter.number);
  }
  const auto kind = find_name<LetterKind>(letter);
  if (draft != 0 || !kind || !tells_of_step(*kind) || untold_step(now, *kind) != nullptr) return {};
  return fail(Fault::Conflict, "request.notice-unasked", now.matter.number);
}

Outcome<void> Procedure::complete(db::Session& session, const matters::Case& now, Fact& fact) {
  DL_CHECK(name_party(session, now, fact));
  if (fact.verb == event("request.submitted").verb) return check_annexes_of(session, now.matter.id, fact.about);
  if (fact.verb == event("request.issued").verb) {
    const auto* submitted = now.last(event("request.submitted").verb);
    return submitted != nullptr ? check_annexes_of(session, now.matter.id, submitted->about) : Outcome<void>();
  }
  const auto basis = fact.verb == event("request.fee-asked").verb ? find_name<FeeBasis>(fact.code) : std::nullopt;
  if (!basis) return {};
  if (*basis == FeeBasis::Piece) {
    DL_TRY(const auto before, pieces_before(session, now.matter));
    fact.count = before + 1;
  }
  fact.amount = fee_of(*basis, fact.count).yuan;
  return refuse_if(fact.amount == 0, *basis == FeeBasis::Page ? Ask::Count : Ask::Code, "request.fee-none");
}

void Procedure::settle(matters::Matter& matter, const matters::Case& now, const Fact& fact) {
  if (fact.verb == event("request.filed").verb && is_received_at_once(matter.channel) && !matter.received_on)
    matter.received_on = fact.on;
  if (fact.verb == event("request.confirmed").verb) matter.received_on = fact.on;
  if (fact.verb == event("request.returned").verb) {
    matter.department.clear();
    matter.holder.clear();
  }
  if (is_end(fact.verb) || fact.verb == event("request.redecided").verb) set_end(matter, now);
}

Outcome<std::vector<matters::Clock>> Procedure::clocks(const matters::Case& now, const matters::Times& times) {
  DL_TRY(auto all, requests::clocks(now, times));
  for (auto& inner : inner_clocks(now)) all.push_back(std::move(inner));
  return all;
}

Outcome<std::vector<matters::Waiting>> Procedure::waiting(const matters::Case& now, const matters::Times& times) {
  return requests::waiting(now, times);
}

std::optional<Date> Procedure::told_on(const matters::Case& now, const Fact& fact) {
  return requests::told_on(now, fact);
}

std::string_view Procedure::shown_state(const matters::Case& now) {
  const auto facts = facts_of(now);
  const bool untold = (now.matter.state == name_of(State::Supplement) && !facts.supplement_told_on) ||
                      (now.matter.state == name_of(State::Fee) && !facts.fee_told_on);
  return untold ? name_of(State::Registered) : std::string_view(now.matter.state);
}

std::string Procedure::number(const matters::Place& place, int year, std::int64_t serial) {
  return fmt::format("{}-SQ{}-{:04}", place.code, year, serial);
}

}  // namespace dl::requests
