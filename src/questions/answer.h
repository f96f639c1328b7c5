// What an agency, or the city for all its sites, has said to a question that the search did not answer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/limits.h"
#include "base/named.h"
#include "base/time.h"

namespace dl::questions {

/// Stored and sent by name; do not rename.
enum class AnswerKind : std::uint8_t {
  Words,     ///< a word of the people is searched as others, too (近义词)
  Document,  ///< a public document answers: it comes first for this question
  Aside,     ///< it is not this agency's, or there is nothing to say; with a reason (搁置)
};
inline constexpr auto kAnswerKinds = named_table<AnswerKind>({
    {AnswerKind::Words, "Words", "补充近义词"},
    {AnswerKind::Document, "Document", "指定文件"},
    {AnswerKind::Aside, "Aside", "搁置"},
});
constexpr Names<AnswerKind> table_of(AnswerKind) { return kAnswerKinds; }

/// How the search ended. Stored and sent by name; do not rename.
enum class Found : std::uint8_t {
  Nothing,
  Parts,  ///< hardly anything has the words as asked, the rest have parts of them (search::Answer::loose)
};
inline constexpr auto kFound = named_table<Found>({
    {Found::Nothing, "Nothing", "没有结果"},
    {Found::Parts, "Parts", "少有相符"},
});
constexpr Names<Found> table_of(Found) { return kFound; }

/// An answer as somebody gives it. Each kind takes its own members and no others.
struct NewAnswer {
  std::int64_t agency = 0;  ///< on whose site it holds; 0 = on all of them
  AnswerKind kind = AnswerKind::Words;
  std::string question = {};           ///< of the ledger, in any writing; may be empty for Words
  std::string ask = {};                ///< Words: what people say
  std::vector<std::string> find = {};  ///< Words: what offices write
  std::int64_t document = 0;           ///< Document
  std::string reason = {};             ///< owed for Aside
  static constexpr auto kLimits =
      std::to_array<Limit>({{"question", kLongestQuestion}, {"ask", 20}, {"find", 20, 10}, {"reason", kLongestReason}});
};
BOOST_DESCRIBE_STRUCT(NewAnswer, (), (agency, kind, question, ask, find, document, reason))

/// An answer as it stands.
struct Answer {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  AnswerKind kind = AnswerKind::Words;
  std::string question = {};  ///< its key (words.h)
  std::string ask = {};
  std::vector<std::string> find = {};
  std::optional<std::int64_t> document = {};
  std::string reason = {};
  std::string made_by = {};
  Instant made_at = {};
};

/// A question of the ledger.
struct AskedQuestion {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string words = {};
  Found found = Found::Nothing;  ///< the last time
  std::int64_t askers = 0;       ///< addresses, each once a day
  std::int64_t days = 0;
  Date last_on = {};
  std::optional<std::int64_t> answer = {};  ///< that stands for it
};

}  // namespace dl::questions
