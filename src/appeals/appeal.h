// An administrative review (行政复议) or a lawsuit (行政诉讼) against what became of a request for information: what is
// entered of it, the row beside the matter, and its rounds as table 4 of the annual report reads them. Pure.
#pragma once

#include <array>

#include "base/fields.h"
#include "matters/procedure.h"

namespace dl::appeals {

/// By which rules the organ or the court tries it (复议法 arts 53 and 54, 行政诉讼法 arts 82 and 83). Stored by name as
/// the code of the first fact; do not rename.
enum class Way : std::uint8_t { Ordinary, Simplified };
inline constexpr auto kWays =
    named_table<Way>({{Way::Ordinary, "ordinary", "普通程序"}, {Way::Simplified, "simplified", "简易程序"}});
constexpr Names<Way> table_of(Way) { return kWays; }

/// How one came out, in the words of table 4. Stored as the outcome of a matter, and a list of data/vocabularies
/// (`appeal_results`); do not rename.
enum class Result : std::uint8_t { Upheld, Corrected, Other };
inline constexpr auto kResults = named_table<Result>({{Result::Upheld, "upheld", "结果维持"},
                                                      {Result::Corrected, "corrected", "结果纠正"},
                                                      {Result::Other, "other", "其他结果"}});
constexpr Names<Result> table_of(Result) { return kResults; }
inline constexpr std::string_view kResultList = "appeal_results";

/// The part of table 4 that it stands in. Stored by name; do not rename.
enum class Block : std::uint8_t {
  Review,
  Direct,      ///< 未经复议直接起诉
  AfterReview  ///< 复议后起诉
};
inline constexpr auto kBlocks = named_table<Block>({{Block::Review, "review", "行政复议"},
                                                    {Block::Direct, "direct", "未经复议直接起诉"},
                                                    {Block::AfterReview, "after-review", "复议后起诉"}});
constexpr Names<Block> table_of(Block) { return kBlocks; }

inline constexpr std::size_t kLongestBody = 100;  ///< characters
inline constexpr std::size_t kLongestCaseNumber = 100;
inline constexpr std::size_t kLongestClaim = 2'000;

/// What is entered when its papers come.
struct NewAppeal {
  std::string request = {};  ///< number of the request
  std::string body = {};     ///< 复议机关, 人民法院
  std::string case_number = {};
  Way way = Way::Ordinary;
  Date received_on = {};                 ///< 收到申请书副本、起诉状副本之日
  std::optional<Date> accepted_on = {};  ///< 受理、立案之日
  std::string claim = {};                ///< may name no person

  static constexpr std::array kFields = {
      Field{"request", "所针对的公开申请", {.characters = 100, .owed = true, .hint = "填写申请的编号"}},
      Field{"body", "复议机关或者人民法院", {.characters = kLongestBody, .owed = true}},
      Field{"case_number", "案号", {.characters = kLongestCaseNumber, .help = "尚未编号的可不填。"}},
      Field{"way", "审理程序", {.help = "政府信息公开案件可以适用简易程序；按复议机关或者人民法院的通知填写。"}},
      Field{"received_on", "收到日期", {.help = "收到复议申请书副本或者起诉状副本之日；答复、答辩的期限由此起算。"}},
      Field{"accepted_on", "受理或者立案日期", {.help = "不知道的可不填，以后可以登记。"}},
      Field{"claim",
            "请求事项",
            {.characters = kLongestClaim, .asked = Asked::Long, .help = "不写申请人的姓名、住址等。"}},
  };
};

/// The row beside the matter.
struct Appeal {
  std::int64_t matter = 0;
  std::int64_t request = 0;  ///< matter
  Block block = Block::Review;
  std::string body = {};
  std::string case_number = {};
  std::string claim = {};

  friend bool operator==(const Appeal&, const Appeal&) = default;
};

/// What is wrong with it, all at once: Fault::Invalid `appeal.incomplete` with the fields: `field.owed`,
/// `field.characters`, `appeal.long`, `appeal.future`, `appeal.accepted-later` for a copy that came before the case was
/// accepted. Pure.
Outcome<void> check(const NewAppeal& asked, Date today);

/// One instance (审级): a review has one, a suit that was appealed has two.
struct Round {
  int number = 1;
  Date begun_on = {};
  std::optional<Date> ended_on = {};
  std::optional<Result> result = {};  ///< of what has ended

  friend bool operator==(const Round&, const Round&) = default;
};

/// In their order, from the facts.
std::vector<Round> rounds_of(const matters::Case& now);

/// What was ordered: until when the agency decides anew or does what it owes (复议法 arts 64 to 66, 77).
struct Order {
  std::int64_t fact = 0;  ///< of the decision
  Date on = {};           ///< of the decision
  Date until = {};

  friend bool operator==(const Order&, const Order&) = default;
};

/// The one that is in force, from the facts; nothing where none is. What an amendment says takes the place of what was
/// entered: with a day it sets one, without it lifts it. While a second instance is tried an order of the first one is
/// not in force; it is again once the appeal was withdrawn, or where the second one corrects as well and sets no day.
std::optional<Order> order_of(const matters::Case& now);

/// By which rules it is tried, from the first fact.
Way way_of(const matters::Case& now);

}  // namespace dl::appeals
