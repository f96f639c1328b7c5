// Lists of work: every filter against a plain reading of the same documents, and what SQLite would read for each.
#include "publications/work_list.h"

#include <ctime>

#include <rapidcheck.h>

#include "base/text.h"
#include "publications/document_store.h"
#include "publications/shelf_fixture.h"

namespace dl::publications {
namespace {

class WorkListTest : public ShelfTest {
 protected:
  std::int64_t entered(std::int64_t agency, const std::string& title, const std::string& number,
                       const std::string& kind, const Principal& by) {
    auto document = notice(agency, title);
    document.metadata.document_number = number;
    document.metadata.kind = kind;
    auto id = desk_.draft(document, by);
    EXPECT_TRUE(id) << describe(id.error());
    return id.value_or(0);
  }

  std::int64_t pieces_of(std::int64_t id) {
    return *read([&](db::Session& s) {
      return s.value<std::int64_t>("SELECT count(*) FROM document_piece WHERE document = :id", id);
    });
  }

  std::vector<std::int64_t> ids(const Scope& scope, const WorkFilter& filter) {
    std::vector<std::int64_t> ids;
    std::optional<db::Key> cursor;
    do {
      auto page = read([&](db::Session& s) { return list_work(s, scope, filter, cursor, 7); });
      EXPECT_TRUE(page) << describe(page.error());
      for (const auto& line : page->items) ids.push_back(line.document);
      cursor = page->next;
    } while (cursor);
    return ids;
  }

  /// As a common part is searched for.
  std::vector<std::int64_t> ids_from_the_list(const Scope& scope, const WorkFilter& filter) {
    auto rows = read([&](db::Session& s) {
      return s.query<std::int64_t, Instant>(work_keys_sql(s.engine(), scope, {filter, {}}, db::Key::top(), 1000));
    });
    EXPECT_TRUE(rows) << describe(rows.error());
    std::vector<std::int64_t> ids;
    for (const auto& [id, at] : *rows) ids.push_back(id);
    return ids;
  }

  /// Every document, last changed first, read without any condition.
  std::vector<WorkLine> everything() {
    using Text = std::string;
    using Id = std::int64_t;
    auto rows = *read([](db::Session& s) {
      return s.query<Id, Id, Id, Text, Text, Text, Text, Text, Instant>(
          "SELECT id, agency, site_column, title, document_number, kind, state, author, updated_at FROM document");
    });
    std::vector<WorkLine> lines;
    for (auto& [id, agency, column, title, number, kind, state, author, at] : rows)
      lines.push_back({.document = id,
                       .agency = agency,
                       .column = column,
                       .title = title,
                       .document_number = number,
                       .kind = kind,
                       .state = *find_named<State>(state),
                       .author = author,
                       .updated_at = at});
    std::ranges::sort(lines, [](const WorkLine& a, const WorkLine& b) {
      return std::pair(a.updated_at, a.document) > std::pair(b.updated_at, b.document);
    });
    return lines;
  }
};
DL_ON_EVERY_ENGINE(WorkListTest);

TEST_P(WorkListTest, FindsAnyPartOfTitleAndNumber) {
  entered(east_, "关于清扫道路积雪的通知", "青城管发〔2024〕12号", "通知", author_);
  entered(east_, "Wi-Fi 与 5G 基站建设公告（第2批）", "青城管发[2024]123号", "公告", author_);
  entered(east_, "雪", "", "通知", author_);
  entered(west_, "关于“𠮷野”商标的意见 100%_!", "〔2023〕1号", "意见", author_);
  struct Row {
    const char* text;
    std::size_t found;
  };
  const Row rows[] = {
      {"积雪", 1},
      {"雪", 2},
      {"雪的", 1},
      {"关于", 2},
      {"清扫道路积雪的通知", 1},
      {"wi-fi", 1},
      {"5g 基", 1},
      {"〔2024〕12号", 1},
      {"[2024]12", 2},
      {"（2024）123号", 1},
      {"12号", 1},
      {"2", 3},
      {"（第2批）", 1},
      {"𠮷", 1},
      {"𠮷野", 1},
      {"“𠮷野”商", 1},
      {"100%_!", 1},
      {"%", 1},
      {"_", 1},
      {" 积雪 ", 1},
      {"  ", 4},
      {"知青", 0},
      {"知\n青", 0},
      {"龘", 0},
      {"龘龘龘龘", 0},
      {"积雪道路", 0},
      {"关于清扫意见", 0},
      {"2024", 2},
      {"号", 3},
      {"\U0010FFFF", 0},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.text);
    EXPECT_EQ(titles(Scope::everywhere(), {.text = row.text}).size(), row.found);
  }
}

TEST_P(WorkListTest, ForgetsTheWordsOfBefore) {
  auto id = entered(east_, "关于清雪的通知", "〔2024〕7号", "通知", author_);
  auto pieces = pieces_of(id);
  EXPECT_EQ(pieces, 7 + 1 + 8) << "one for each place of title, line end and number";
  ASSERT_TRUE(desk_.submit(id, author_));
  EXPECT_EQ(pieces_of(id), pieces);
  ASSERT_TRUE(desk_.send_back(id, other_, "改"));
  auto words = notice(east_, "甲");
  ASSERT_TRUE(desk_.correct(id, words.metadata, words.body, author_));
  EXPECT_EQ(pieces_of(id), 2);
  EXPECT_EQ(titles(Scope::everywhere(), {.text = "清雪"}).size(), 0U);
  EXPECT_EQ(titles(Scope::everywhere(), {.text = "甲"}).size(), 1U);
}

// The writer of one long title must not keep all others from writing. Told by the processor's time, for the machine may
// have other work.
TEST_P(WorkListTest, KeepsLongWordsInTimeThatGrowsWithTheirLength) {
  auto id = entered(east_, "甲", "", "通知", author_);
  auto seconds_for = [&](int length) {
    std::string words;
    for (int i = 0; i < length; ++i) words += fmt::format("{}条", i);
    const auto begin = std::clock();
    auto kept = database().write([&](db::Session& s) { return keep_words(s, id, words_of("甲", ""), words); });
    EXPECT_TRUE(kept) << describe(kept.error());
    const double taken = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    EXPECT_TRUE(database().write([&](db::Session& s) { return keep_words(s, id, words, words_of("甲", "")); }));
    return taken;
  };
  seconds_for(1000);
  const auto once = std::max(seconds_for(5'000), 0.001);
  EXPECT_LT(seconds_for(40'000), once * 32) << "eight times the words, 64 times the time when it grows with the square";
}

// Few letters, so that parts are common and rare; every filter at once, every scope.
TEST_P(WorkListTest, ShowsWhatAPlainReadingShows) {
  const std::vector<std::string> kinds = {"通知", "公告"};
  const std::vector<Principal> people = {author_, other_};
  std::vector<std::int64_t> agencies = {bureau_, east_, west_};
  const auto letters = rc::gen::elementOf(std::u32string(U"公开a〔"));
  EXPECT_TRUE(rc::check("the same documents in the same order", [&] {
    auto title = "题" + text::encode(*rc::gen::container<std::u32string>(letters));
    auto id = entered(*rc::gen::elementOf(agencies), title, *rc::gen::element<std::string>("", "〔2024〕1号", "a2"),
                      *rc::gen::elementOf(kinds), *rc::gen::elementOf(people));
    if (*rc::gen::inRange(0, 3) == 0) RC_ASSERT(desk_.submit(id, author_).has_value());
    if (*rc::gen::inRange(0, 2) == 0) clock().advance_ms(500);

    Scope scope = Scope::everywhere();
    if (*rc::gen::inRange(0, 3) > 0)
      scope = Scope::of(*rc::gen::container<std::vector<std::int64_t>>(rc::gen::elementOf(agencies)));
    WorkFilter filter;
    if (*rc::gen::inRange(0, 3) == 0) filter.agency = *rc::gen::elementOf(agencies);
    if (*rc::gen::inRange(0, 3) == 0) filter.columns = {column(bureau_), column(east_)};
    if (*rc::gen::inRange(0, 3) == 0) filter.state = *rc::gen::element(State::Draft, State::Submitted);
    if (*rc::gen::inRange(0, 3) == 0) filter.kind = *rc::gen::elementOf(kinds);
    if (*rc::gen::inRange(0, 3) == 0) filter.author = (*rc::gen::elementOf(people)).actor();
    if (*rc::gen::inRange(0, 2) == 0) filter.text = text::encode(*rc::gen::container<std::u32string>(letters));

    std::vector<std::int64_t> expected;
    for (const auto& line : everything()) {
      auto words = words_of(line.title, line.document_number);
      bool holds = words.find(part_of_words(filter.text)) != std::string::npos;
      bool in_column = filter.columns.empty() || std::ranges::find(filter.columns, line.column) != filter.columns.end();
      if (holds && in_column && scope.covers(line.agency) && (filter.agency == 0 || filter.agency == line.agency) &&
          (!filter.state || *filter.state == line.state) && (filter.kind.empty() || filter.kind == line.kind) &&
          (filter.author.empty() || filter.author == line.author))
        expected.push_back(line.document);
    }
    RC_ASSERT(ids(scope, filter) == expected);
    auto folded = filter;
    folded.text = part_of_words(filter.text);
    RC_ASSERT(ids_from_the_list(scope, folded) == expected);
  }));
}

class OlderWorkTest : public test::DatabaseTest {};
DL_ON_EVERY_ENGINE(OlderWorkTest);

// What the step of the schema makes of documents that are there is what a change would make of them.
TEST_P(OlderWorkTest, GetsItsWordsWithTheUpgrade) {
  const std::vector<db::Migration> older(migrations().begin(), migrations().begin() + 3);
  migrate(test::document_tables(older));
  journal::Journal journal(database(), clock());
  agencies::DirectoryHolder directory;
  const auto founded = test::Clerk(journal, directory).found(test::kBureau);
  const std::vector<std::pair<std::string, std::string>> titles = {
      {"关于Wi-Fi的通知", "青政发［2024］12号"},
      {"[({（【〖﹝﹙｟⦅〘〚ÉÀ", "])}）】〗﹞﹚｠⦆〙〛ＡＢ"},
      {"", ""},
      {"\"𠮷\"'s 野\\n", "％_"},
  };
  auto written = database().write([&](db::Session& s) -> Outcome<void> {
    DL_TRY(auto column, s.value<std::int64_t>("SELECT min(id) FROM site_column"));
    std::int64_t id = 0;
    for (const auto& [title, number] : titles)
      DL_CHECK(
          s.run("INSERT INTO document (id, agency, site_column, created_at, title, document_number) "
                "VALUES (:id, :agency, :column, 0, :title, :number)",
                ++id, founded.agency, column, title, number));
    return {};
  });
  ASSERT_TRUE(written) << describe(written.error());
  migrate(test::document_tables());
  std::int64_t id = 0;
  for (const auto& [title, number] : titles) {
    SCOPED_TRACE(title);
    auto pieces = [&] {
      return *database().read([&](db::Session& s) {
        return s.query<std::string>("SELECT piece FROM document_piece WHERE document = :id ORDER BY piece", id);
      });
    };
    ++id;
    auto words = *database().read(
        [&](db::Session& s) { return s.value<std::string>("SELECT words FROM document WHERE id = :id", id); });
    EXPECT_EQ(words, words_of(title, number));
    auto upgraded = pieces();
    EXPECT_FALSE(upgraded.empty());
    auto again = database().write([&](db::Session& s) -> Outcome<void> {
      DL_CHECK(keep_words(s, id, words, "甲"));
      return keep_words(s, id, "甲", words);
    });
    ASSERT_TRUE(again) << describe(again.error());
    EXPECT_EQ(pieces(), upgraded);
  }
}

}  // namespace
}  // namespace dl::publications
