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
  bool online = false;  ///< served by way of the internet: an online channel is owed (复议法 art. 22)

  friend bool operator==(const Reply&, const Reply&) = default;
};
inline constexpr std::size_t kLongestClause = 5'000;  ///< characters of a text of a reply
inline constexpr std::size_t kMostMaterial = 200;

/// Fault::Invalid `request.reply` with all that is wrong: `request.no-reply` for a decision without a letter,
/// `request.ground-owed`, `request.ground-unfit`, `request.clause-owed` for what its row owes, `request.clause-unfit`
/// for material or a withheld part that contradicts it, `request.long`.
Outcome<void> check_reply(const Reply& reply);

/// One JSON object with sorted keys: the same reply is the same bytes.
std::string write_json(const Reply& reply);
/// Fault::Invalid `request.reply-content` for any other text.
Outcome<Reply> read_reply(std::string_view text);

/// Where relief is to be had: data of an agency.
struct Bodies {
  std::string reconsideration = {};  ///< 复议机关: since 2024 the people's government (复议法 art. 24)
  std::string court = {};
  std::string online = {};  ///< address of the channel for applying online

  friend bool operator==(const Bodies&, const Bodies&) = default;
};

/// The clause of relief (复议法 arts 20, 22-24; 行政诉讼法 arts 45 and 46); empty where there is none. Fault::Conflict
/// `request.bodies-owed` where the agency has not said who they are, `request.online-owed` without the channel of a
/// reply that is served online.
Outcome<std::string> relief_words(Decision decision, const Bodies& bodies, bool online);

/// Until when, when it was served on a day; a last day that is none of work goes on (民法典 art. 203).
struct ReliefDays {
  std::optional<Date> reconsideration = {};
  std::optional<Date> suit = {};  ///< directly; nothing where reconsideration comes first
};
ReliefDays relief_days(Decision decision, Date delivered_on, const matters::Times& times);

/// What somebody may do who is not content with an answer (行政复议, 行政诉讼), as they read it.
struct Remedy {
  std::string title = {};
  std::string where = {};  ///< to whom one turns, and by which article
  std::optional<Date> until = {};
};
/// In the order in which they are open. Pure.
std::vector<Remedy> remedies(Decision decision, const Bodies& bodies, Date delivered_on, const matters::Times& times);

}  // namespace dl::requests
