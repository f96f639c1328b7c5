// What a chain of signatures (data/chains/request-reply.toml) may ask of a request that is sent for them. Pure.
#pragma once

#include "base/condition.h"
#include "matters/procedure.h"

namespace dl::requests {

/// The rights that places of the chain may have: department, legal review, secrecy review, leader.
inline constexpr std::array kSigners = {accounts::Right::ReviewRequests, accounts::Right::VetRequests,
                                        accounts::Right::ClearRequests, accounts::Right::ApproveRequests};

/// The fields of its conditions: `outcome` (code of the decision that is sent), `purpose`, `channel`, `applicant` (its
/// class), `department`, and how many third parties, makers and agencies were asked (`consulted`), and parties who
/// object to the information being given (`objections`).
std::vector<condition::Field> chain_fields();
/// What such a field holds; empty for none of them.
condition::Value chain_fact(const matters::Case& now, const matters::Input& sent, std::string_view field);

}  // namespace dl::requests
