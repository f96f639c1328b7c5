#include "work/comments.h"

#include <algorithm>
#include <map>

#include "base/hash.h"
#include "base/text.h"
#include "db/ids.h"

namespace dl::work {
namespace {

using Text = std::string;
using Id = std::int64_t;
using Moment = std::optional<Instant>;

content::Tree block_alone(const content::Tree& words, int position) {
  return {{words.blocks.at(static_cast<std::size_t>(position))}};
}

Text digest_of_block(const content::Tree& alone) {
  return sha256_hex(content::plain_text(alone) + "\n" + alone.blocks.front().source);
}

Outcome<void> check(const content::Tree& words, const Text& text, std::optional<int> block) {
  if (text::trim(text).empty()) return fail(Fault::Invalid, "comment.empty");
  if (text::length(text) > kLongestComment) return fail(Fault::Invalid, "comment.long");
  if (block && (*block < 0 || static_cast<std::size_t>(*block) >= words.blocks.size()))
    return fail(Fault::Invalid, "comment.block", fmt::format("{}", *block));
  return {};
}

}  // namespace

Outcome<std::int64_t> add_comment(journal::Transaction& transaction, const Version& of, const content::Tree& words,
                                  const std::string& text, std::optional<int> block, const accounts::Principal& by) {
  constexpr std::size_t kWordsKept = 40;
  DL_CHECK(check(words, text, block));
  Text digest;
  Text first_words;
  if (block) {
    const auto alone = block_alone(words, *block);
    digest = digest_of_block(alone);
    first_words = content::summary(alone, kWordsKept);
  }
  DL_TRY(const auto id, db::next_id(transaction.sql(), "work_comment"));
  DL_CHECK(transaction.sql().run(
      "INSERT INTO work_comment (id, subject, version, person, words, block, block_digest, block_words, at, "
      "resolved_at, resolved_by) VALUES (:id, :subject, :version, :person, :words, :block, :digest, :block_words, :at, "
      "NULL, '')",
      id, of.subject, of.number, by.actor(), text, block, digest, first_words, transaction.now()));
  return id;
}

Outcome<void> resolve_comment(journal::Transaction& transaction, const std::string& subject, std::int64_t comment,
                              const accounts::Principal& by) {
  auto& session = transaction.sql();
  DL_TRY(const auto row,
         session.find<Moment>("SELECT resolved_at FROM work_comment WHERE id = :id AND subject = :subject", comment,
                              subject));
  if (!row) return fail(Fault::NotFound, "comment.missing", fmt::format("{}", comment));
  if (std::get<0>(*row)) return fail(Fault::Conflict, "comment.resolved", fmt::format("{}", comment));
  DL_CHECK(session.run("UPDATE work_comment SET resolved_at = :at, resolved_by = :by WHERE id = :id", transaction.now(),
                       by.actor(), comment));
  return {};
}

Outcome<std::vector<Comment>> list_comments(db::Session& session, const std::string& subject) {
  DL_TRY(auto rows, (session.query<Id, int, Text, Text, std::optional<int>, Text, Text, Instant, Moment, Text>(
                        "SELECT id, version, person, words, block, block_digest, block_words, at, resolved_at, "
                        "resolved_by FROM work_comment WHERE subject = :subject ORDER BY id",
                        subject)));
  std::vector<Comment> comments;
  for (auto& [id, version, person, words, block, digest, block_words, at, resolved_at, resolved_by] : rows)
    comments.push_back({id, version, std::move(person), std::move(words), block, std::move(digest),
                        std::move(block_words), at, resolved_at, std::move(resolved_by)});
  return comments;
}

std::vector<std::optional<int>> places_of(const std::vector<Comment>& comments, const content::Tree& words) {
  std::map<Text, std::vector<int>> places;
  if (std::ranges::any_of(comments, [](const Comment& one) { return !one.block_digest.empty(); }))
    for (int i = 0; i < static_cast<int>(words.blocks.size()); ++i)
      places[digest_of_block(block_alone(words, i))].push_back(i);
  std::vector<std::optional<int>> found;
  for (const auto& comment : comments) {
    auto& place = found.emplace_back();
    if (comment.block_digest.empty()) place = comment.block;
    const auto same = places.find(comment.block_digest);
    if (same == places.end() || !comment.block) continue;
    place = *std::ranges::min_element(same->second, {}, [&](int at) { return std::abs(at - *comment.block); });
  }
  return found;
}

}  // namespace dl::work
