#include "publications/events.h"

#include "publications/figures.h"

namespace dl::publications {

// What is public has its title for everybody, what is worked on for those who may read it.
constexpr accounts::Subject kDocument = {
    .prefix = "document",
    .chinese = "信息",
    .titles =
        [](db::Session& session, const accounts::Principal& who, const auto& numbers) {
          return titles_of(session, who.scope(accounts::Right::ReadDocuments), numbers);
        },
    .work = "/documents/{}",
    .page = "/documents/{}",
};

}  // namespace dl::publications
