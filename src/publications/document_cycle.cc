#include "publications/document_cycle.h"

#include "base/limits.h"
#include "base/text.h"
#include "work/cycle_page.h"

namespace dl::publications {
namespace {

Outcome<void> check_findings(const Standing& standing) {
  if (standing.owed > 0) return fail(Fault::Conflict, "document.findings-open", fmt::format("{}", standing.owed));
  return {};
}

}  // namespace

Outcome<void> check_complete(const Standing& standing) {
  auto problems = problems_before_submission(standing.edition.metadata, standing.edition.body);
  if (problems.empty()) return {};
  std::string detail;
  for (const auto& problem : problems) detail += (detail.empty() ? "" : ", ") + problem.key;
  return Failure(Error{Fault::Invalid, "document.incomplete", detail, std::move(problems)});
}

Outcome<void> check_review(const Standing& standing) {
  if (is_among(standing.authors, standing.actor)) return fail(Fault::Forbidden, "document.own-review", standing.actor);
  return {};
}

Outcome<void> check_four_eyes(const Standing& standing) {
  if (standing.force == Force::No && author_alone(standing.authors, standing.reviews, standing.actor))
    return fail(Fault::Forbidden, "document.author-alone", standing.actor);
  return {};
}

Outcome<void> check_publication(const Standing& standing) {
  DL_CHECK(check_complete(standing));
  const auto disclosure = standing.edition.metadata.disclosure;
  if (disclosure != DisclosureClass::Active)
    return fail(Fault::Forbidden, "document.not-for-the-public", std::string(name_of(disclosure)));
  DL_CHECK(check_four_eyes(standing));
  return check_findings(standing);
}

Outcome<void> check_posting(const Standing& standing) {
  DL_CHECK(check_complete(standing));
  const auto disclosure = standing.edition.metadata.disclosure;
  if (disclosure != DisclosureClass::Internal)
    return fail(Fault::Forbidden, "document.not-internal", std::string(name_of(disclosure)));
  DL_CHECK(check_four_eyes(standing));
  DL_CHECK(check_findings(standing));
  if (standing.is_public)
    return fail(Fault::Conflict, "document.already-public", fmt::format("{}", standing.edition.document));
  return {};
}

Outcome<const Transition*> row_of(State from, Step step) {
  if (const auto* row = work::find(kCycle, from, step)) return row;
  if (step == Step::Revise) return fail(Fault::Conflict, "document.revision-open", std::string(name_of(from)));
  return fail(Fault::Conflict, "document.step",
              fmt::format("{} from {}（{}）", name_of(step), name_of(from), chinese_of(from)));
}

Outcome<State> advance(State from, Step step, std::string_view reason) {
  if (text::length(reason) > kLongestReason)
    return fail(Fault::Invalid, "document.reason-long", std::string(name_of(step)));
  DL_TRY(const auto* row, row_of(from, step));
  if (row->reason == work::Reason::Owed && reason.empty())
    return fail(Fault::Invalid, "document.reason-owed", std::string(name_of(step)));
  return row->to;
}

std::string draw_cycle() { return work::page_of(kCycle, State::Draft); }

}  // namespace dl::publications
