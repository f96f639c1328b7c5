// Relief against what became of a request (行政复议, 行政诉讼): the ways that the law opens as one list of values. The
// letter puts them into its clause and the applicant's page shows the same words with last days. Pure.
#pragma once

#include "matters/kind.h"
#include "requests/decision.h"

namespace dl::requests {

/// Where relief is to be had: data of an agency.
struct Bodies {
  std::string reconsideration = {};  ///< 复议机关: since 2024 the people's government (复议法 art. 24)
  std::string court = {};
  std::string online = {};  ///< address of the channel for applying online

  friend bool operator==(const Bodies&, const Bodies&) = default;
};

enum class Means : std::uint8_t {
  Reconsider,       ///< 行政复议, beside a suit (行政复议法 art. 20)
  ReconsiderFirst,  ///< 行政复议 before any suit (art. 23(1)(4))
  SueAfter,         ///< 行政诉讼 against what reconsideration came to (行政诉讼法 art. 45)
  Sue,              ///< 行政诉讼 at once (行政诉讼法 art. 46; of silence 行诉解释 art. 66)
};

/// One way of relief.
struct Remedy {
  Means means = Means::Reconsider;
  std::string_view against = {};  ///< 本答复, 不予公开的部分
  std::string words = {};         ///< how, from when, until when and to whom, without a stop
  std::string_view source = {};   ///< Chinese, the article
  std::string_view period = {};   ///< of data/laws/relief.toml; empty where it runs from what has not happened yet
  std::optional<Date> until = {};
};

/// The law of a day, whose periods the words of relief name.
struct Law {
  const periods::Laws& laws;
  Date on = {};
};

/// What is open against a decision, without last days; empty where nothing is. Throws std::out_of_range for a law
/// without the periods of relief, as below.
std::vector<Remedy> remedies(Decision decision, const Bodies& bodies, const Law& law);

/// What is open while an answer is owed and its period is over (法释〔2025〕8号 art. 2): both ways, for whether
/// reconsideration comes first is not settled.
std::vector<Remedy> remedies_of_silence(const Bodies& bodies, const Law& law);

/// Their last days, when their periods run from a day; one that is none of work goes on (民法典 art. 203).
void set_days(std::vector<Remedy>& all, Date from, const matters::Times& times);

/// The clause of relief of a letter (复议法 arts 20, 22-24; 行政诉讼法 arts 45 and 46), out of remedies(); empty where
/// there is none. Fault::Conflict `request.bodies-owed` where the agency has not said who they are,
/// `request.online-owed` without the channel of a reply that is served online.
Outcome<std::string> relief_words(Decision decision, const Bodies& bodies, bool online, const Law& law);

/// What the applicant's page says of relief.
struct Recourse {
  std::vector<Remedy> remedies = {};  ///< in the order in which they are open
  bool earliest = false;              ///< the periods run from a day that nobody here knows: until is the earliest one
  std::string note = {};              ///< Chinese; what holds for all of them
};

/// After an answer that was served, after a lapse, and while the answer is overdue by the clock "answer" of `clocks`;
/// empty in any other standing. Who was written to by post has until 60 days from when the letter came, which no step
/// records: the day of posting gives the earliest last day. Bodies that are not said are named by what they are.
Recourse recourse(const matters::Case& now, const std::vector<matters::Clock>& clocks, Bodies bodies, Date today,
                  const matters::Times& times);

/// The same bodies, those that are not said named by what they are.
Bodies named(Bodies bodies);

/// Why a request that lapsed is not handled any more (条例 art. 30; 国办函〔2020〕109号), to its applicant; empty for
/// any other one.
std::string lapse_words(const matters::Case& now);

}  // namespace dl::requests
