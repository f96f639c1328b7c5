#include "db/pieces.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <vector>

#include "base/text.h"

namespace dl::db {
namespace {

constexpr std::size_t kPiece = 3;  // characters; stored, so never changed without a migration
// A row found by its pieces costs about as much as three that are walked over in their order.
constexpr std::int64_t kRare = 1000;
constexpr std::size_t kLooked = 8;  // pieces of a long part that are looked at

// Each piece once; the two at the end are shorter.
std::set<std::string> pieces_of(std::string_view words) {
  const auto characters = text::decode(words);
  std::set<std::string> pieces;
  for (std::size_t at = 0; at < characters.size(); ++at) pieces.insert(text::encode(characters.substr(at, kPiece)));
  return pieces;
}

// What is among `these` and not among `those`.
boost::json::array without(const std::set<std::string>& these, const std::set<std::string>& those) {
  boost::json::array kept;
  for (const auto& piece : these)
    if (!those.contains(piece)) kept.push_back(boost::json::string(piece));
  return kept;
}

// The texts of an array as rows, under the name `piece`.
Sql rows_of(Engine engine, const boost::json::array& pieces) {
  const auto text = boost::json::serialize(pieces);
  return engine == Engine::Sqlite ? Sql("SELECT value AS piece FROM json_each(?)", text)
                                  : Sql("SELECT json_array_elements_text(CAST(? AS json)) AS piece", text);
}

// No character follows U+10FFFF, so this is all that begins with the piece.
Pieces beginning_with(const std::u32string& piece) {
  auto low = text::encode(piece);
  return {low, low + "\U0010FFFF"};
}

// Evenly over the part, its beginning and its end among them.
std::vector<Pieces> pieces_to_look_at(std::string_view part) {
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

Outcome<void> keep_pieces(Session& session, const PieceTable& table, std::int64_t row, std::string_view before,
                          std::string_view after) {
  if (before == after) return {};
  const auto former = pieces_of(before);
  const auto present = pieces_of(after);
  const auto engine = session.engine();
  if (const auto gone = without(former, present); !gone.empty())
    DL_CHECK(session.run(
        Sql("DELETE FROM ? WHERE ? = ? AND piece IN (?)", table.name, table.row, row, rows_of(engine, gone))));
  if (const auto come = without(present, former); !come.empty())
    DL_CHECK(session.run(Sql("INSERT INTO ? (piece, ?) SELECT piece, CAST(? AS BIGINT) FROM (?) AS made", table.name,
                             table.row, row, rows_of(engine, come))));
  return {};
}

Outcome<std::optional<Pieces>> find_rare_pieces(Session& session, const PieceTable& table, std::string_view part) {
  std::optional<Pieces> rarest;
  if (part.empty()) return rarest;
  std::int64_t fewest = kRare + 1;
  for (auto& pieces : pieces_to_look_at(part)) {
    DL_TRY(const auto count, session.value<std::int64_t>(
                                 Sql("SELECT count(*) FROM (SELECT 1 FROM ? WHERE piece >= ? AND piece < ? LIMIT ?) AS "
                                     "first",
                                     table.name, pieces.low, pieces.high, fewest)));
    if (count >= fewest) continue;
    fewest = count;
    rarest = std::move(pieces);
    constexpr std::int64_t kFewEnough = 50;
    if (fewest <= kFewEnough) break;
  }
  return rarest;
}

Sql rows_with(const PieceTable& table, const Pieces& pieces) {
  return Sql("SELECT DISTINCT ? AS found FROM ? WHERE piece >= ? AND piece < ?", table.row, table.name, pieces.low,
             pieces.high);
}

}  // namespace dl::db
