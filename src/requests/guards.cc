#include "requests/clocks.h"
#include "requests/cycle.h"

namespace dl::requests {
namespace {

Outcome<void> refuse_if(bool wrong, const char* key, const Standing& standing) {
  if (wrong) return fail(Fault::Conflict, key, standing.of.matter.number);
  return {};
}

}  // namespace

Outcome<void> check_confirms(const Standing& standing) {
  return refuse_if(standing.of.matter.received_on.has_value(), "request.received", standing);
}

Outcome<void> check_accepts(const Standing& standing) {
  return refuse_if(!standing.of.matter.received_on, "request.unconfirmed", standing);
}

Outcome<void> check_supplement(const Standing& standing) {
  return refuse_if(standing.of.count("request.supplement-asked") > 0, "request.supplement-once", standing);
}

Outcome<void> check_supplement_lapse(const Standing& standing) {
  const auto facts = facts_of(standing.of);
  return refuse_if(standing.today <= facts.supplement_until, "request.not-lapsed", standing);
}

Outcome<void> check_fee(const Standing& standing) {
  return refuse_if(standing.of.count("request.fee-asked") > 0, "request.fee-once", standing);
}

Outcome<void> check_fee_lapse(const Standing& standing) {
  DL_TRY(const auto all, clocks(standing.of, standing.times));
  for (const auto& clock : all)
    if (clock.code == "fee") return refuse_if(standing.today <= clock.due(), "request.not-lapsed", standing);
  return refuse_if(true, "request.not-lapsed", standing);
}

Outcome<void> check_proposes(const Standing& standing) {
  const auto facts = facts_of(standing.of);
  return refuse_if(facts.extension.has_value() || facts.deferred_on.has_value(), "request.extended", standing);
}

Outcome<void> check_extends(const Standing& standing) {
  DL_CHECK(check_proposes(standing));
  const auto* proposal = standing.of.last("request.extension-proposed");
  DL_CHECK(refuse_if(proposal == nullptr, "request.extension-unasked", standing));
  DL_CHECK(refuse_if(proposal->actor == standing.actor, "request.extension-own", standing));
  DL_TRY(const auto before, answer_before(standing.of, 0, standing.times));
  return refuse_if(before && standing.today > before->due(), "request.extension-over", standing);
}

Outcome<void> check_defers(const Standing& standing) {
  const auto facts = facts_of(standing.of);
  DL_CHECK(refuse_if(facts.deferred_on.has_value(), "request.deferred", standing));
  return refuse_if(standing.of.count("request.reasons-given") == 0, "request.reasons-unasked", standing);
}

Outcome<void> check_submits(const Standing& standing) {
  for (const auto& one : facts_of(standing.of).consultations) {
    if (one.answered_on || one.who == Consulted::Agency) continue;
    DL_TRY(const auto last, answers_until(one, standing.times));
    DL_CHECK(refuse_if(standing.today <= last, "request.consultation-open", standing));
  }
  return {};
}

}  // namespace dl::requests
