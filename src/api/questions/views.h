// What the API says of questions without a result, and of the answers to them.
#pragma once

#include "api/listing.h"
#include "api/shape.h"
#include "questions/question_store.h"

namespace dl::api {

struct SearchAnswerView {
  std::int64_t id = 0;
  std::int64_t agency = 0;  ///< 0 = of all sites
  std::string agency_name = {};
  questions::AnswerKind kind = {};
  std::string kind_name = {};
  std::string question = {};
  std::string ask = {};
  std::vector<std::string> find = {};
  std::optional<std::int64_t> document = {};
  std::string document_title = {};  ///< empty for one that the caller may not know
  std::string reason = {};
  std::string made_by_name = {};
  Instant made_at = {};
};
BOOST_DESCRIBE_STRUCT(SearchAnswerView, (),
                      (id, agency, agency_name, kind, kind_name, question, ask, find, document, document_title, reason,
                       made_by_name, made_at))

struct AskedQuestionView {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string words = {};
  questions::Found found = {};
  std::string found_name = {};
  std::int64_t askers = 0;
  std::int64_t days = 0;
  Date last_on = {};
  std::optional<SearchAnswerView> answer = {};  ///< that stands for it
};
BOOST_DESCRIBE_STRUCT(AskedQuestionView, (),
                      (id, agency, agency_name, words, found, found_name, askers, days, last_on, answer))

struct QuestionsFilter {
  std::int64_t agency = 0;  ///< 0 = all
  std::optional<std::string> text = {};
  std::optional<questions::Settled> settled = {};
  std::optional<questions::Order> order = {};
  static constexpr auto kOwed = std::to_array<std::string_view>({"agency"});  ///< by whoever takes it as a file
  static constexpr auto kLimits = std::to_array<Limit>({{"text", kLongestQuestion}});
};
BOOST_DESCRIBE_STRUCT(QuestionsFilter, (), (agency, text, settled, order))

/// An export may leave out what it does not filter by.
template <>
inline constexpr bool kSparse<QuestionsFilter> = true;

struct QuestionsQuery : QuestionsFilter {
  int limit = 50;
  std::string after = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"after", 100}});
};
BOOST_DESCRIBE_STRUCT(QuestionsQuery, (QuestionsFilter), (limit, after))

struct SearchAnswerInput {
  std::int64_t agency = 0;  ///< 0 = for all sites
  questions::AnswerKind kind = {};
  std::optional<std::string> question = {};
  std::optional<std::string> ask = {};
  std::optional<std::vector<std::string>> find = {};
  std::optional<std::int64_t> document = {};
  std::optional<std::string> reason = {};
  static constexpr auto kLimits = dl::kLimits<questions::NewAnswer>;
};
BOOST_DESCRIBE_STRUCT(SearchAnswerInput, (), (agency, kind, question, ask, find, document, reason))

questions::QuestionFilter filter_of(const QuestionsFilter& filter);

struct Call;
/// Questions with what stands for them, each answer named as the caller may know it.
Outcome<std::vector<AskedQuestionView>> views_of(db::Session& session, const Call& call,
                                                 const std::vector<questions::AskedQuestion>& asked);

}  // namespace dl::api
