#include "requests/clocks.h"
#include "requests/cycle.h"
#include "requests/events.h"
#include "requests/handling.h"
#include "requests/notices.h"
#include "requests/told.h"

namespace dl::requests {
namespace {

const std::string& number_of(const Standing& standing) { return standing.of.matter.number; }

}  // namespace

Outcome<void> check_confirms(const Standing& standing) {
  if (standing.of.matter.received_on.has_value()) return fail(Fault::Conflict, "request.received", number_of(standing));
  return {};
}

Outcome<void> check_accepts(const Standing& standing) {
  if (!standing.of.matter.received_on) return fail(Fault::Conflict, "request.unconfirmed", number_of(standing));
  return {};
}

Outcome<void> check_reports(const Standing& standing) {
  if (!is_of_ledger(standing.of)) return fail(Fault::Conflict, "request.no-ledger", number_of(standing));
  return {};
}

Outcome<void> check_archives(const Standing& standing) {
  if (standing.of.count(event("request.archived").verb) > 0)
    return fail(Fault::Conflict, "request.archived", number_of(standing));
  return {};
}

Outcome<void> check_takes_over(const Standing& standing) {
  if (!leader_of(standing.of)) return fail(Fault::Conflict, "request.not-joint", number_of(standing));
  return {};
}

Outcome<void> check_supplement(const Standing& standing) {
  if (facts_of(standing.of).supplement_asked_on.has_value())
    return fail(Fault::Conflict, "request.supplement-once", number_of(standing));
  return {};
}

Outcome<void> check_supplemented(const Standing& standing) {
  if (facts_of(standing.of).supplement_told_on) return {};
  return fail(Fault::Conflict, "request.supplement-untold", number_of(standing));
}

Outcome<void> check_supplement_lapse(const Standing& standing) {
  DL_CHECK(check_supplemented(standing));
  const auto facts = facts_of(standing.of);
  if (standing.today <= facts.supplement_until) return fail(Fault::Conflict, "request.not-lapsed", number_of(standing));
  return {};
}

Outcome<void> check_fee(const Standing& standing) {
  if (facts_of(standing.of).fee_asked_on.has_value())
    return fail(Fault::Conflict, "request.fee-once", number_of(standing));
  return {};
}

Outcome<void> check_fee_lapse(const Standing& standing) {
  const auto facts = facts_of(standing.of);
  if (!facts.fee_told_on) return fail(Fault::Conflict, "request.fee-untold", number_of(standing));
  if (!facts.fee_received_on) return fail(Fault::Conflict, "request.fee-unreceived", number_of(standing));
  DL_TRY(const auto last, fee_until(standing.of, standing.times));
  if (last && standing.today > *last) return {};
  return fail(Fault::Conflict, "request.not-lapsed", number_of(standing));
}

Outcome<void> check_calls_off(const Standing& standing) {
  const auto facts = facts_of(standing.of);
  const bool supplement = standing.of.matter.state == name_of(State::Supplement);
  const auto& told = supplement ? facts.supplement_told_on : facts.fee_told_on;
  if (told) return fail(Fault::Conflict, "request.told", number_of(standing));
  return {};
}

Outcome<void> check_proposes(const Standing& standing) {
  const auto facts = facts_of(standing.of);
  if (facts.redecided_on.has_value()) return fail(Fault::Conflict, "request.redecision", number_of(standing));
  if (facts.extension.has_value() || facts.deferred_on.has_value())
    return fail(Fault::Conflict, "request.extended", number_of(standing));
  return {};
}

Outcome<void> check_extends(const Standing& standing) {
  DL_CHECK(check_proposes(standing));
  const auto* proposal = standing.of.last(event("request.extension-proposed").verb);
  if (proposal == nullptr) return fail(Fault::Conflict, "request.extension-unasked", number_of(standing));
  if (proposal->actor == standing.actor) return fail(Fault::Conflict, "request.extension-own", number_of(standing));
  DL_TRY(const auto before, answer_before(standing.of, 0, standing.times));
  if (before && standing.today > before->due())
    return fail(Fault::Conflict, "request.extension-over", number_of(standing));
  return {};
}

Outcome<void> check_defers(const Standing& standing) {
  const auto facts = facts_of(standing.of);
  if (facts.redecided_on.has_value()) return fail(Fault::Conflict, "request.redecision", number_of(standing));
  if (facts.deferred_on.has_value()) return fail(Fault::Conflict, "request.deferred", number_of(standing));
  if (standing.of.count(event("request.reasons-given").verb) == 0)
    return fail(Fault::Conflict, "request.reasons-unasked", number_of(standing));
  DL_TRY(const auto answer, answer_clock(standing.of, standing.times));
  if (answer && standing.today > answer->due())
    return fail(Fault::Conflict, "request.deferral-over", number_of(standing));
  return {};
}

Outcome<void> check_submits(const Standing& standing) {
  if (!open_co_handlings(standing.of).empty())
    return fail(Fault::Conflict, "request.co-handling-open", number_of(standing));
  const auto facts = facts_of(standing.of);
  for (const auto& one : facts.consultations) {
    if (one.answered_on || !one.told_on || one.who == Consulted::Agency) continue;
    if (!one.received_on) return fail(Fault::Conflict, "request.consultation-unreceived", number_of(standing));
    DL_TRY(const auto last, answers_until(one, standing.times));
    if (standing.today <= last) return fail(Fault::Conflict, "request.consultation-open", number_of(standing));
  }
  return {};
}

Outcome<void> check_issues(const Standing& standing) {
  const auto* submitted = standing.of.last(event("request.submitted").verb);
  if (submitted == nullptr) return {};
  for (const auto& draft : standing.of.drafts)
    if (draft.id == submitted->about) DL_CHECK(check_issuer(standing.of, draft, standing.actor));
  return {};
}

Outcome<void> check_delivers(const Standing& standing) {
  const auto names = notices(standing.of, [](LetterKind kind) { return is_owed(kind); });
  if (names.empty()) return {};
  Error refused{Fault::Conflict, "request.notice-unissued", number_of(standing)};
  refused.key += ":" + names;  // the sentence names them
  return Failure(std::move(refused));
}

}  // namespace dl::requests
