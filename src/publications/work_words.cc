#include "publications/work_words.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>

#include "base/text.h"

namespace dl::publications {
namespace {

constexpr std::size_t kPiece = 3;  // characters; stored, so never changed without a migration
// A document found by its pieces costs about as much as three that are walked over in their order.
constexpr std::int64_t kRare = 1000;
constexpr std::size_t kLooked = 8;  // pieces of a long part that are looked at

std::string folded(std::string_view text) { return text::fold_brackets(text::ascii_lower(text)); }

// Each piece once; the two at the end are shorter.
std::set<std::string> pieces_of(const std::string& words) {
  const auto characters = text::decode(words);
  std::set<std::string> pieces;
  for (std::size_t at = 0; at < characters.size(); ++at) pieces.insert(text::encode(characters.substr(at, kPiece)));
  return pieces;
}

// What is among `these` and not among `those`, as an array of JSON.
std::string without(const std::set<std::string>& these, const std::set<std::string>& those) {
  boost::json::array kept;
  for (const auto& piece : these)
    if (!those.contains(piece)) kept.push_back(boost::json::string(piece));
  return boost::json::serialize(kept);
}

// The texts of an array of JSON as rows, under the name `piece`.
db::Sql rows_of(db::Engine engine, const std::string& pieces) {
  return engine == db::Engine::Sqlite ? db::Sql("SELECT value AS piece FROM json_each(?)", pieces)
                                      : db::Sql("SELECT json_array_elements_text(CAST(? AS json)) AS piece", pieces);
}

// No character follows U+10FFFF, so this is all that begins with the piece.
Pieces beginning_with(const std::u32string& piece) {
  auto low = text::encode(piece);
  return {low, low + "\U0010FFFF"};
}

// Evenly over the part, its beginning and its end among them.
std::vector<Pieces> pieces_to_look_at(const std::string& part) {
  const auto characters = text::decode(part);
  if (characters.size() <= kPiece) return {beginning_with(characters)};
  const auto places = characters.size() - kPiece + 1;
  const auto looked = std::min(places, kLooked);
  std::vector<Pieces> found;
  for (std::size_t i = 0; i < looked; ++i) {
    auto at = looked == 1 ? 0 : i * (places - 1) / (looked - 1);
    found.push_back(beginning_with(characters.substr(at, kPiece)));
  }
  return found;
}

}  // namespace

std::string words_of(std::string_view title, std::string_view number) { return folded(title) + "\n" + folded(number); }

std::string part_of_words(std::string_view typed) {
  auto part = folded(text::trim(typed));
  std::ranges::replace_if(
      part, [](unsigned char c) { return c < ' '; }, ' ');  // a line end parts title and number
  return part;
}

Outcome<void> keep_words(db::Session& session, std::int64_t document, const std::string& before,
                         const std::string& after) {
  if (before == after) return {};
  const auto former = pieces_of(before);
  const auto present = pieces_of(after);
  const auto engine = session.engine();
  DL_CHECK(session.run(db::Sql("DELETE FROM document_piece WHERE document = ? AND piece IN (?)", document,
                               rows_of(engine, without(former, present)))));
  DL_CHECK(session.run("UPDATE document SET words = :words WHERE id = :id", after, document));
  DL_CHECK(session.run(
      db::Sql("INSERT INTO document_piece (piece, document) SELECT piece, CAST(? AS BIGINT) FROM (?) AS made", document,
              rows_of(engine, without(present, former)))));
  return {};
}

Outcome<std::optional<Pieces>> find_rare_pieces(db::Session& session, const std::string& part) {
  std::optional<Pieces> rarest;
  if (part.empty()) return rarest;
  std::int64_t fewest = kRare + 1;
  for (auto& pieces : pieces_to_look_at(part)) {
    DL_TRY(const auto count, session.value<std::int64_t>("SELECT count(*) FROM (SELECT 1 FROM document_piece "
                                                         "WHERE piece >= :low AND piece < :high LIMIT :most) AS first",
                                                         pieces.low, pieces.high, fewest));
    if (count >= fewest) continue;
    fewest = count;
    rarest = std::move(pieces);
    constexpr std::int64_t kFewEnough = 50;
    if (fewest <= kFewEnough) break;
  }
  return rarest;
}

db::Sql holds_part(db::Engine engine, const std::string& part) {
  return engine == db::Engine::Sqlite ? db::Sql("instr(document.words, ?) > 0", part)
                                      : db::Sql("strpos(document.words, ?) > 0", part);
}

}  // namespace dl::publications
