// Remarks on a thing (批注): on the whole of it or on one block of its words, which they follow through the edits.
//
// Kept by the text of the subject, so every domain has them. The domain's desk calls the verbs in its own transaction,
// after it has asked for the right, and records its own event; which remarks somebody may read is asked by the caller.
#pragma once

#include <optional>
#include <vector>

#include "accounts/principal.h"
#include "base/content.h"
#include "journal/journal.h"
#include "work/version.h"

namespace dl::work {

inline constexpr std::size_t kLongestComment = 4000;  ///< characters

struct Comment {
  std::int64_t id = 0;
  int version = 1;          ///< of the subject, on which it was made
  std::string person = {};  ///< actor
  std::string text = {};
  std::optional<int> block = {};  ///< position in the words at the time, from 0; empty = on the whole
  std::string block_digest = {};  ///< of the block's words; empty for remarks from before they were kept
  std::string block_words = {};   ///< the first of them, for people
  Instant at = {};
  std::optional<Instant> resolved_at = {};
  std::string resolved_by = {};  ///< actor
};

/// Makes a remark; returns its id. Fault::Invalid `comment.empty`, `comment.long`, and `comment.block` for a block that
/// `words` do not have.
Outcome<std::int64_t> add_comment(journal::Transaction& transaction, const Version& of, const content::Tree& words,
                                  const std::string& text, std::optional<int> block, const accounts::Principal& by);
/// Fault::NotFound `comment.missing` unless it is on this subject; Fault::Conflict `comment.resolved`.
Outcome<void> resolve_comment(journal::Transaction& transaction, const std::string& subject, std::int64_t comment,
                              const accounts::Principal& by);
/// On all versions, oldest first.
Outcome<std::vector<Comment>> list_comments(db::Session& session, const std::string& subject);

/// Where in these words the blocks stand that remarks speak of: the block with the same words, the nearest one to where
/// it stood; none when there is no such block any more. Pure.
std::vector<std::optional<int>> places_of(const std::vector<Comment>& comments, const content::Tree& words);

}  // namespace dl::work
