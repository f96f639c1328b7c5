// Pieces lie there as the words have them, each once, and say which rows can hold a part.
#include "db/pieces.h"

#include <gmock/gmock.h>

#include "base/text.h"
#include "tests/support/database_fixture.h"

namespace dl::db {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr PieceTable kTable = {"thing_piece", "thing"};

class PiecesTest : public test::DatabaseTest {
 protected:
  PiecesTest() {
    const auto made = database().write([](Session& session) {
      return session.run(session.engine() == Engine::Sqlite
                             ? "CREATE TABLE thing_piece (piece TEXT NOT NULL, thing BIGINT NOT NULL, PRIMARY KEY "
                               "(piece, thing))"
                             : "CREATE TABLE thing_piece (piece TEXT COLLATE \"C\" NOT NULL, thing BIGINT NOT NULL, "
                               "PRIMARY KEY (piece, thing))");
    });
    EXPECT_TRUE(made);
  }

  void keep(std::int64_t thing, std::string_view before, std::string_view after) {
    const auto kept =
        database().write([&](Session& session) { return keep_pieces(session, kTable, thing, before, after); });
    EXPECT_TRUE(kept) << describe(kept.error());
  }
  std::vector<std::string> pieces(std::int64_t thing) {
    const auto rows = database().read([&](Session& session) {
      return session.query<std::string>("SELECT piece FROM thing_piece WHERE thing = :thing ORDER BY piece", thing);
    });
    EXPECT_TRUE(rows) << describe(rows.error());
    std::vector<std::string> all;
    for (const auto& [piece] : *rows) all.push_back(piece);
    return all;
  }
  /// Nothing for a common part.
  std::optional<std::vector<std::int64_t>> candidates(std::string_view part) {
    return *database().read([&](Session& session) -> Outcome<std::optional<std::vector<std::int64_t>>> {
      DL_TRY(const auto rare, find_rare_pieces(session, kTable, part));
      if (!rare) return std::optional<std::vector<std::int64_t>>();
      DL_TRY(const auto rows, session.query<std::int64_t>(Sql("? ORDER BY 1", rows_with(kTable, *rare))));
      std::vector<std::int64_t> found;
      for (const auto& [thing] : rows) found.push_back(thing);
      return std::optional(std::move(found));
    });
  }
};
DL_ON_EVERY_ENGINE(PiecesTest);

TEST_P(PiecesTest, LieThereAsTheWordsHaveThem) {
  keep(1, "", "abab");
  EXPECT_THAT(pieces(1), ElementsAre("ab", "aba", "b", "bab"));
  keep(2, "", "预算\"%");
  EXPECT_THAT(pieces(2), testing::UnorderedElementsAre("预算\"", "算\"%", "\"%", "%"));
  keep(1, "abab", "abc");
  EXPECT_THAT(pieces(1), ElementsAre("abc", "bc", "c"));
  keep(1, "abc", "");
  EXPECT_THAT(pieces(1), IsEmpty());
  EXPECT_THAT(pieces(2), testing::SizeIs(4));
}

TEST_P(PiecesTest, SayWhichRowsCanHoldAPart) {
  keep(1, "", "道路预算");
  keep(2, "", "预算表");
  keep(3, "", "预报");
  using Found = std::vector<std::int64_t>;
  EXPECT_EQ(candidates("预"), (Found{1, 2, 3}));
  EXPECT_EQ(candidates("预算"), (Found{1, 2}));
  EXPECT_EQ(candidates("算"), (Found{1, 2})) << "the end of words as well";
  EXPECT_EQ(candidates("道路预算"), Found{1});
  EXPECT_EQ(candidates("没有"), Found{});
  EXPECT_EQ(candidates(""), std::nullopt) << "of every row";
}

TEST_P(PiecesTest, OfACommonPartSayNothing) {
  std::u32string many;
  for (char32_t i = 0; i < 1'100; ++i) many += std::u32string{U'预', static_cast<char32_t>(U'\u4E00' + i)};
  keep(1, "", text::encode(many) + "算");
  EXPECT_EQ(candidates("预"), std::nullopt);
  EXPECT_EQ(candidates("算"), std::vector<std::int64_t>{1});
}

}  // namespace
}  // namespace dl::db
