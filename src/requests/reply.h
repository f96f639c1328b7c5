// The answer to a request as a value: what was decided, why, and what is given. Pure.
#pragma once

#include "requests/decision.h"

namespace dl::requests {

struct Reply {
  Decision decision = Decision::Open;
  std::vector<Ground> grounds = {};
  std::string reasons = {};
  std::vector<std::string> material = {};  ///< titles of what is given, or what is corrected
  std::string channel = {};                ///< 获取的方式、途径或者时间
  std::string withheld = {};               ///< what part is not given
  std::string responsible = {};            ///< name and contact of the agency that is, or has taken over the function
  std::string earlier = {};                ///< number of the earlier answer
  std::string relief = {};                 ///< clause of relief; put there when it is drafted
  /// Digests of redacted files that go with it (disclosure.h), in their order.
  std::vector<std::string> annexes = {};
  bool online = false;  ///< served by way of the internet: an online channel is owed (复议法 art. 22)

  friend bool operator==(const Reply&, const Reply&) = default;
};
inline constexpr std::size_t kLongestClause = 5'000;  ///< characters of a text of a reply
inline constexpr std::size_t kMostMaterial = 200;
inline constexpr std::size_t kMostAnnexes = 50;

/// Fault::Invalid `request.reply` with all that is wrong: `request.no-reply` for a decision without a letter,
/// `request.ground-owed`, `request.ground-unfit`, `request.clause-owed` for what its row owes, `request.clause-unfit`
/// for what contradicts it: material, an annex, a withheld part, a channel, an agency or an earlier answer that it
/// neither owes nor may say; `request.long`.
Outcome<void> check_reply(const Reply& reply);

/// One JSON object with sorted keys: the same reply is the same bytes.
std::string write_json(const Reply& reply);
/// Fault::Invalid `request.reply-content` for any other text.
Outcome<Reply> read_reply(std::string_view text);

}  // namespace dl::requests
