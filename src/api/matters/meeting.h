// What operations on one matter begin with: whether the caller sees it, and whether they handle it.
#pragma once

#include "api/matters/kinds.h"
#include "api/matters/views.h"

namespace dl::api {

/// Whoever may see matters of some kind, or take some step with them.
inline constexpr Callers kMatterReaders =
    needs(accounts::Right::ReadRequests, accounts::Right::ReadMessages, accounts::Right::ReadFindings);
inline constexpr Callers kMatterHandlers =
    needs(accounts::Right::AnswerRequests, accounts::Right::ApproveRequests, accounts::Right::AnswerMessages,
          accounts::Right::ApproveMessages, accounts::Right::RectifyFindings, accounts::Right::CheckFindings);
/// The same, and whoever only signs or supervises.
inline constexpr Callers kMatterSigners =
    needs(accounts::Right::AnswerRequests, accounts::Right::ApproveRequests, accounts::Right::ReviewRequests,
          accounts::Right::VetRequests, accounts::Right::ClearRequests, accounts::Right::SuperviseRequests,
          accounts::Right::AnswerMessages, accounts::Right::ApproveMessages, accounts::Right::RectifyFindings,
          accounts::Right::CheckFindings);

/// One within the caller's sight: what is not is not there, for any verb.
struct Met {
  matters::Matter matter = {};
  const matters::Kind& kind;
};
/// By the number in the path. Fault::NotFound `matter.missing`.
Outcome<Met> meet(Call& call);
/// The same for whoever handles it. Fault::Forbidden `right.missing`.
Outcome<Met> meet_to_handle(Call& call);

/// What a list or an export is asked for. Fault::Invalid `request.table-cell` for a cell that there is not.
Outcome<matters::Wanted> wanted_of(const Call& call, const MatterFilter& filter);
/// The agency of a matter that is brought from the office. Fault::NotFound `agency.missing`.
Outcome<matters::Place> place_of(const Call& call, std::int64_t agency);

/// The name of a term of a list of the API; its code where the list does not have it.
std::string term_name(const Call& call, std::string_view list, const std::string& code);

}  // namespace dl::api
