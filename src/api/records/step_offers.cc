#include "api/records/step_offers.h"

namespace dl::api {
namespace {

using dl::work::Leads;
using records::Register;
using records::Row;
using records::State;
using records::Step;

// Words for steps that follow from a signature (work/sign_off.h).
constexpr dl::work::Asking kSigning = {Leads::On, "核对无误的，下一步可以公布。", "复核意见（可不填）"};
constexpr dl::work::Asking kSendingBack = {Leads::Back, "退给登记的人，改后再送。", "退回的理由"};
constexpr dl::work::Asking kTakingBack = {Leads::Back, "收回送出的复核，可以再更正。", "说明（可不填）"};

/// What a record of this register, or in this place, is never offered; of what draws back is_shown() tells.
bool suits(const Row& row, const Register& made, const records::Transition& step) {
  const bool chain = made.publication.chain.has_value();
  switch (step.step) {
    case Step::Submit: return chain;
    case Step::Publish:
    case Step::Demand:
    case Step::Withdraw:
    case Step::Restore:
      if (made.for_staff()) return false;
      return step.step != Step::Publish || row.state == State::Signed || !chain;
    default: return true;
  }
}

Outcome<void> check_signature(const OnOffer& on, Step step, const accounts::Principal& who) {
  if (!on.sign_off) return fail(Fault::Conflict, "record.signed-as-one");
  if (step == Step::TakeBack)
    return dl::work::last_hand(*on.sign_off) == who.actor() ? Outcome<void>()
                                                            : fail(Fault::Forbidden, "sign-off.not-last");
  DL_CHECK(dl::work::check_signer(*on.sign_off, on.seat));
  return {};
}

StepView offer_of_signature(const OnOffer& on, Step step, const Call& call) {
  const auto& asking = step == Step::Sign ? kSigning : step == Step::SendBack ? kSendingBack : kTakingBack;
  auto offer = offer_of(step, asking, step == Step::SendBack ? dl::work::Reason::Owed : dl::work::Reason::Free);
  const auto checked = check_signature(on, step, call.who);
  offer.allowed = checked.has_value();
  if (!checked) offer.why_not = call.api.around.sentences(checked.error().key);
  return offer;
}

}  // namespace

std::vector<StepView> offers_on(const Call& call, const OnOffer& on) {
  const records::Standing standing{on.row, on.made, on.over};
  std::vector<StepView> offers;
  for (const auto& row : records::kCycle) {
    if (row.from != on.row.state || !suits(on.row, on.made, row)) continue;
    const bool signature = row.asking.leads == Leads::Follows;
    offers.push_back(signature ? offer_of_signature(on, row.step, call) : offer_of(call, row, standing, on.row.agency));
  }
  return offers;
}

bool is_shown(const StepView& offer) { return offer.allowed || offer.leads == dl::work::name_of(Leads::On); }

}  // namespace dl::api
