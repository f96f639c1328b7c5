// A step of a life cycle as the API offers it: what people are told and asked before they take it, and whether this
// caller may. One shape for the things of every module, made from the rows of its table (work/cycle.h).
#pragma once

#include "api/api.h"
#include "api/operation.h"
#include "base/named.h"
#include "work/cycle.h"

namespace dl::api {

struct StepView {
  std::string step = {};  ///< as it is sent to take it
  std::string name = {};
  std::string leads = {};  ///< "On", "Back", "Anew", "Past" the rules
  std::string sentence = {};
  std::string reason_label = {};
  bool reason_owed = false;
  bool allowed = false;
  std::optional<std::string> why_not = {};
};
BOOST_DESCRIBE_STRUCT(StepView, (), (step, name, leads, sentence, reason_label, reason_owed, allowed, why_not))

/// A step with its words; whether somebody may take it is not said yet.
template <HasNames Step>
StepView offer_of(Step step, const work::Asking& asking, work::Reason reason) {
  return {.step = std::string(name_of(step)),
          .name = std::string(chinese_of(step)),
          .leads = std::string(work::name_of(asking.leads)),
          .sentence = std::string(asking.sentence),
          .reason_label = std::string(asking.label),
          .reason_owed = reason == work::Reason::Owed};
}

/// A row as the caller meets it: allowed as the desk would allow it, or with the sentence of why not.
template <HasNames State, HasNames Step, class Facts>
StepView offer_of(const Call& call, const work::Transition<State, Step, Facts>& row, const Facts& facts,
                  std::int64_t agency) {
  auto offer = offer_of(row.step, row.asking, row.reason);
  const auto checked = work::check(row, facts, call.who, agency);
  offer.allowed = checked.has_value();
  if (!checked) offer.why_not = call.api.around.sentences(checked.error().key);
  return offer;
}

/// Where the first row of a step leads; a step without a row follows from another one.
template <class Row, std::size_t N>
std::string_view leads_of(const std::array<Row, N>& rows, decltype(Row::step) step) {
  for (const auto& row : rows)
    if (row.step == step) return work::name_of(row.asking.leads);
  return work::name_of(work::Leads::Follows);
}

}  // namespace dl::api
