#include "dialogue/events.h"

#include <fmt/format.h>

#include "dialogue/public_store.h"

namespace dl::dialogue {

constexpr accounts::Subject kPublicMessage = {
    .prefix = "public-message",
    .chinese = "公开的来信和答复",
    .titles = [](db::Session& session, const accounts::Principal& who, const auto& numbers) {
      return titles_of(session, who.scope(accounts::Right::ReadMessages), numbers);
    }};

std::string list_topic(std::int64_t agency) { return fmt::format("messages:{}", agency); }

}  // namespace dl::dialogue
