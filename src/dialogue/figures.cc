#include "dialogue/figures.h"

#include <fmt/format.h>

#include "dialogue/procedure.h"
#include "matters/figures.h"

namespace dl::dialogue {
namespace {

constexpr int kMostStars = 5;

std::string rating_sql() {
  return fmt::format(
      "CASE WHEN matter.ended_on IS NOT NULL AND matter.outcome <> 'rejected' THEN COALESCE((SELECT CAST(rated.stars "
      "AS TEXT) FROM matter_rating AS rated WHERE rated.matter = matter.id AND rated.round = matter.round), '{}') END",
      kUnrated);
}

std::map<std::string, std::string, std::less<>> words_of_ratings() {
  std::map<std::string, std::string, std::less<>> words = {{std::string(kUnrated), "未评价"}};
  for (int stars = 1; stars <= kMostStars; ++stars) words.emplace(std::to_string(stars), fmt::format("{} 星", stars));
  return words;
}

}  // namespace

figures::Source figure_source() {
  auto source = matters::source_of(message_kind());
  source.columns.push_back(
      {.field = {"rating", "评价", condition::Type::Text}, .sql = rating_sql(), .words = words_of_ratings()});
  return source;
}

}  // namespace dl::dialogue
