#include "questions/known.h"

#include "base/log.h"
#include "questions/question_store.h"

namespace dl::questions {
namespace {

void learn(search::Wordings& words, const Answer& answer) {
  if (auto learnt = words.learn(answer.ask, answer.find); !learnt)
    log::failure("answer.left-out", learnt.error(), {{"answer", answer.id}});
}

}  // namespace

// The city's words first, for everybody; then each agency's own on top of them.
Known::Known(const search::Wordings& common, const std::vector<Answer>& standing) {
  for (const bool own : {false, true}) {
    for (const auto& answer : standing) {
      if (answer.kind != AnswerKind::Words || (answer.agency != 0) != own) continue;
      auto& words = words_[answer.agency];
      if (words == nullptr) words = std::make_shared<search::Wordings>(words_for(0, common));
      learn(*words, answer);
    }
  }
  for (const auto& answer : standing)
    if (answer.kind == AnswerKind::Document && answer.document)
      documents_[{answer.agency, answer.question}] = *answer.document;
}

std::shared_ptr<const search::Wordings> Known::words(std::int64_t agency) const {
  auto found = words_.find(agency);
  if (found == words_.end()) found = words_.find(0);
  return found == words_.end() ? nullptr : found->second;
}

search::Wordings Known::words_for(std::int64_t agency, const search::Wordings& common) const {
  const auto own = words(agency);
  return own == nullptr ? common : *own;
}

std::vector<std::int64_t> Known::agencies_with_words() const {
  std::vector<std::int64_t> agencies = {0};
  for (const auto& [agency, words] : words_)
    if (agency != 0) agencies.push_back(agency);
  return agencies;
}

std::optional<std::int64_t> Known::document(std::int64_t agency, const std::string& question) const {
  for (const auto of : {agency, std::int64_t{0}})
    if (const auto found = documents_.find({of, question}); found != documents_.end()) return found->second;
  return std::nullopt;
}

std::shared_ptr<const Known> KnownHolder::current() const {
  Lock lock(mutex_);
  return known_;
}

Outcome<void> KnownHolder::reload(db::Database& database) {
  Lock one_at_a_time(reload_mutex_);
  DL_TRY(const auto standing, database.read(load_standing));
  auto next = std::make_shared<const Known>(common_, standing);
  Lock lock(mutex_);
  known_ = std::move(next);
  return {};
}

}  // namespace dl::questions
