// Tables and all SQL of this module.
//
// A question is counted by day and by agency, an address once a day. Its words are kept only when kFewestAskers
// addresses have asked it on kFewestDays days at least; until then there is a keyed digest, by which it is known again:
// what fewer ask may be somebody's own affair, whatever its words are. Three days keep out what one day's robot asks,
// and five askers are the smallest cell of many statistics.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "accounts/principal.h"
#include "accounts/subject.h"
#include "db/database.h"
#include "db/page.h"
#include "questions/answer.h"

namespace dl::questions {

inline constexpr std::int64_t kFewestAskers = 5;
inline constexpr std::int64_t kFewestDays = 3;
inline constexpr std::int64_t kMostQuestions = 3'000;  ///< of an agency, those without words among them
inline constexpr std::int64_t kMostAnswers = 1'000;    ///< that stand for an agency: every node holds them in memory
inline constexpr int kKeptDays = 365;                  ///< how long a day is counted
inline constexpr int kSilentDays = 30;                 ///< after which what few have asked is forgotten

/// The tables; after those of publications.
const std::vector<db::Migration>& migrations();

/// What was asked on a day.
struct DayCount {
  std::int64_t agency = 0;
  std::string words = {};
  Found found = Found::Nothing;
  std::int64_t askers = 0;
};

/// Adds the counts of a day, in their order; digests are made with `secret`, the same on all nodes:
/// where it changes, counting begins anew. Two nodes that give theirs in the order of agency and words never wait for
/// each other in a circle. What is new where an agency has kMostQuestions takes the place of what was asked once on an
/// earlier day, or is left out.
Outcome<void> add_counts(db::Session& session, std::string_view secret, Date day, const std::vector<DayCount>& counts);

/// Forgets days that are older than kKeptDays, with their questions, and what few asked kSilentDays ago and no more.
Outcome<void> forget_old(db::Session& session, Date today);

/// Sent by name; do not rename.
enum class Order : std::uint8_t { Most, Latest };
inline constexpr auto kOrders =
    named_table<Order>({{Order::Most, "Most", "问得最多"}, {Order::Latest, "Latest", "最近问过"}});
constexpr Names<Order> table_of(Order) { return kOrders; }

/// Sent by name; do not rename.
enum class Settled : std::uint8_t { Open, Answered };
inline constexpr auto kSettled =
    named_table<Settled>({{Settled::Open, "Open", "未应答"}, {Settled::Answered, "Answered", "已应答"}});
constexpr Names<Settled> table_of(Settled) { return kSettled; }

struct QuestionFilter {
  std::int64_t agency = 0;  ///< 0 = all
  std::string text = {};    ///< part of the words
  std::optional<Settled> settled = {};
  Order order = Order::Most;
};

/// The ledger, the largest or latest first.
Outcome<db::Page<AskedQuestion>> list_questions(db::Session& session, const accounts::Scope& scope,
                                                const QuestionFilter& filter, const std::optional<db::Key>& after,
                                                int limit);
/// All of it, a page at a time.
Outcome<void> walk_questions(db::Session& session, const accounts::Scope& scope, const QuestionFilter& filter,
                             const std::function<Outcome<void>(const std::vector<AskedQuestion>&)>& take);

Outcome<std::int64_t> insert_answer(db::Session& session, const Answer& answer);
Outcome<void> end_answer(db::Session& session, std::int64_t id, const std::string& by, Instant at);
/// Whether an answer to a question stands there already.
Outcome<bool> is_answered(db::Session& session, std::int64_t agency, const std::string& question);
/// One that stands, locked. Fault::NotFound `answer.missing`.
Outcome<Answer> lock_answer(db::Session& session, std::int64_t id);

/// How many stand for an agency, 0 for those of all sites.
Outcome<std::int64_t> count_answers(db::Session& session, std::int64_t agency);
/// All that stand, by number.
Outcome<std::vector<Answer>> load_standing(db::Session& session);
/// Those that stand within the scope or for all sites, the newest first, below the number `before` unless that is 0.
Outcome<std::vector<Answer>> list_answers(db::Session& session, const accounts::Scope& scope, std::int64_t before,
                                          int limit);
/// Those with these numbers that stand.
Outcome<std::vector<Answer>> answers_of(db::Session& session, const std::vector<std::int64_t>& ids);

/// What answers are called: their question, or the word.
Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<std::int64_t>& ids);

}  // namespace dl::questions
