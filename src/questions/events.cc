#include "questions/events.h"

#include "questions/question_store.h"

namespace dl::questions {

constexpr accounts::Subject kAnswer = {
    .prefix = "answer",
    .chinese = "搜索应答",
    .titles =
        [](db::Session& session, const accounts::Principal& who, const auto& numbers) {
          return titles_of(session, who.scope(accounts::Right::ReadDocuments), numbers);
        },
};

}  // namespace dl::questions
