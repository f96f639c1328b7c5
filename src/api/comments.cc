#include "api/comments.h"

namespace dl::api {

std::string name_in(const std::map<std::string, std::string>& names, const std::string& actor) {
  const auto found = names.find(actor);
  return found == names.end() ? actor : found->second;
}

std::vector<CommentView> views_of(const std::vector<work::Comment>& comments, const content::Tree& words,
                                  const std::map<std::string, std::string>& names) {
  const auto places = work::places_of(comments, words);
  std::vector<CommentView> views;
  for (std::size_t i = 0; i < comments.size(); ++i) {
    const auto& comment = comments[i];
    views.push_back({comment.id, comment.version, comment.person, name_in(names, comment.person), comment.text,
                     places[i], comment.block_words, comment.block && !places[i], comment.at,
                     comment.resolved_at.has_value(), comment.resolved_at});
  }
  return views;
}

}  // namespace dl::api
