// Remarks as the API takes and shows them, for the things of every module (work/comments.h). A domain that has them
// offers POST …/comments with CommentInput and POST …/comments/{comment}/resolution, and answers both with its thing,
// whose `comments` are of this shape: the console's RemarkPart asks for no more.
#pragma once

#include "api/shape.h"
#include "work/comments.h"

namespace dl::api {

struct CommentInput {
  std::string text = {};
  std::optional<int> block = {};
  static constexpr auto kLimits = std::to_array<Limit>({{"text", work::kLongestComment}});
};
BOOST_DESCRIBE_STRUCT(CommentInput, (), (text, block))

struct CommentView {
  std::int64_t id = 0;
  int edition = 1;
  std::string person = {};
  std::string person_name = {};
  std::string text = {};
  std::optional<int> block = {};  ///< where the block that it speaks of stands now; none for the whole or when changed
  std::string quote = {};         ///< the first words of that block as it was
  bool changed = false;           ///< no block has those words any more
  Instant at = {};
  bool resolved = false;
  std::optional<Instant> resolved_at = {};
};
BOOST_DESCRIBE_STRUCT(CommentView, (),
                      (id, edition, person, person_name, text, block, quote, changed, at, resolved, resolved_at))

/// What an actor is called among `names` (accounts::names_of); an unknown one as it is written.
std::string name_in(const std::map<std::string, std::string>& names, const std::string& actor);

/// As they stand beside `words`, which may be newer than theirs.
std::vector<CommentView> views_of(const std::vector<work::Comment>& comments, const content::Tree& words,
                                  const std::map<std::string, std::string>& names);

}  // namespace dl::api
