// Lists, searches and facets of records, and that their tables are what their entries make of them.
#include <random>
#include <set>

#include "db/rows.h"
#include "journal/contents.h"
#include "records/desk_fixture.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

class RecordListTest : public OfficeTest {
 protected:
  void publish_some() {
    for (int i = 1; i <= 5; ++i)
      published("penalties",
                penalty(i, {{"decided_on", fmt::format("202{}-09-0{}", i < 3 ? 4 : 5, i)},
                            {"valid_until", "2026-12-31"},
                            {"offence", i == 2 ? "随意倾倒垃圾" : "擅自占用城市道路"}}),
                i == 5 ? kWest : kEast);
  }
  const Field* field(std::string_view code) const { return made("penalties").find(code); }
};
DL_ON_EVERY_ENGINE(RecordListTest);

std::string number(int i) { return fmt::format("东城管罚决字〔2025〕{}号", i); }

TEST_P(RecordListTest, IsInTheOrderOfThePageAPageAtATime) {
  publish_some();
  EXPECT_THAT(listed("penalties", "number"), ElementsAre(number(5), number(4), number(3), number(2), number(1)));
  entered("penalties", penalty(6));
  EXPECT_THAT(listed("penalties", "number", {}, accounts::Scope::of({kEast})),
              ElementsAre(number(6), number(4), number(3), number(2), number(1)))
      << "the office sees the newest first, and what is not public yet";
  EXPECT_THAT(listed("penalties", "number", {}, accounts::Scope()), IsEmpty());
}

// Few rows are sorted themselves, many are read in the order of the index: they come in the same order.
TEST_P(RecordListTest, OfTheOfficeIsInTheOrderOfAField) {
  publish_some();
  const auto* day = field("decided_on");
  const auto everywhere = accounts::Scope::everywhere();
  const std::vector<std::string> upwards = {number(1), number(2), number(3), number(4), number(5)};
  EXPECT_EQ(listed("penalties", "number", {.sorting = {day, false}}, everywhere), upwards);
  EXPECT_THAT(listed("penalties", "number", {.sorting = {day, true}}, accounts::Scope::of({kEast})),
              ElementsAre(number(4), number(3), number(2), number(1)));
  EXPECT_THAT(listed("penalties", "number", {.words = "倾倒", .sorting = {day, true}}, everywhere),
              ElementsAre(number(2)));
  EXPECT_THAT(listed("penalties", "number", {.sorting = {day, false}}),
              ElementsAre(number(5), number(4), number(3), number(2), number(1)))
      << "the public's order is that of the page";
  std::vector<std::string> sorts;
  for (const auto* one : sorts_of(made("penalties"))) sorts.push_back(one->code);
  EXPECT_THAT(sorts, ElementsAre("party_kind", "decided_on"));

  // More rows than are sorted: made of one of them past the program, and behind all others in this order.
  must_do(store_.database().write([&](db::Session& session) -> Outcome<void> {
    const auto& shape = projection_.shape("penalties");
    std::string columns = "_record, _agency, _head, _shown, _until, _sort, _facets, _words";
    for (const auto* one : shape.columns)
      if (one != day && one->code != "number") columns += ", " + quoted_name(one->code);
    const auto sql = fmt::format(
        "INSERT INTO {0} (_entry, number, decided_on, {1}) SELECT 1000000 + n.i, 'N' || n.i, '2025-10-01', {1} FROM "
        "{0} "
        "CROSS JOIN (WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 5100) SELECT i FROM c) "
        "AS n WHERE number = ?",
        shape.table, columns);
    DL_CHECK(db::query_rows(session, sql, {number(1)}, {}));
    return {};
  }));
  const auto first = must(read([&](db::Session& session) {
    return list_records(session, projection_, "penalties", {everywhere, today()}, {.sorting = {day, false}}, {}, 5);
  }));
  std::vector<std::string> numbers;
  for (const auto& one : first.rows) numbers.push_back(text_of(one.shown.at(field("number")->place), *field("number")));
  EXPECT_EQ(numbers, upwards);
}

TEST_P(RecordListTest, IsCounted) {
  publish_some();
  const auto count = [&](const Asked& asked) {
    return must(read([&](db::Session& session) {
      return count_records(session, projection_, "penalties", {{}, today()}, asked);
    }));
  };
  EXPECT_EQ(count({}).records, 5);
  EXPECT_FALSE(count({}).more);
  EXPECT_EQ(count({.agency = kWest}).records, 1);
  EXPECT_EQ(count({.words = "倾倒"}).records, 1);
}

TEST_P(RecordListTest, FindsWhatNamesAnotherRecord) {
  published("powers", words("powers", "a power to punish"));
  published("powers", words("powers", "a part of it"));
  const auto* parent = made("powers").find("parent");
  EXPECT_THAT(listed("powers", "item", {.filters = {{parent, std::string("410400202001")}}}),
              ElementsAre("41040020200101"));
}

TEST_P(RecordListTest, IsFilteredAndSearched) {
  publish_some();
  struct Case {
    const char* name;
    Asked asked;
    std::vector<std::string> numbers;
  };
  const Case cases[] = {
      {"agency", {.agency = kWest}, {number(5)}},
      {"value", {.filters = {{field("party_kind"), std::string("natural")}}, .words = "倾倒"}, {number(2)}},
      {"one of many",
       {.filters = {{field("kinds"), std::string("fine")}}},
       {number(5), number(4), number(3), number(2), number(1)}},
      {"none of many", {.filters = {{field("kinds"), std::string("warning")}}}, {}},
      {"days",
       {.filters = {{field("decided_on"), {}, std::string("2025-01-01"), std::string("2025-09-05")}}},
       {number(4), number(3)}},
      {"key", {.filters = {{field("number"), number(3)}}}, {number(3)}},
      {"one character", {.words = "倾"}, {number(2)}},
      {"two words", {.words = "垃圾 倾倒"}, {number(2)}},
      {"a masked name", {.words = "张三"}, {}},
      {"what a pattern means is a character", {.words = "%"}, {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(listed("penalties", "number", c.asked), c.numbers);
  }
  const auto refused = read([&](db::Session& session) {
    return list_records(session, projection_, "penalties", {{}, today()},
                        {.filters = {{field("remark"), std::string("x")}}}, {}, 5);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "list.filter");
}

TEST(CountText, SaysThatThereMayBeMore) {
  EXPECT_EQ(count_text(12, false), "12");
  EXPECT_EQ(count_text(12, false, "条"), "12 条");
  EXPECT_EQ(count_text(kMostCounted, true), "10000 以上");
  EXPECT_EQ(count_text(kMostCounted, true, "条"), "10000 条以上");
}

TEST_P(RecordListTest, CountsFacetsAsKeptAndUnderAFilter) {
  publish_some();
  EXPECT_THAT(facet("penalties", "decided_on"), UnorderedElementsAre(Pair("2024", 2), Pair("2025", 3)));
  EXPECT_THAT(facet("penalties", "kinds", {.agency = kEast}), UnorderedElementsAre(Pair("fine", 4)));
  EXPECT_THAT(facet("penalties", "decided_on", {.words = "倾倒"}), UnorderedElementsAre(Pair("2024", 1)));
  const auto id = published("penalties", penalty(6));
  EXPECT_THAT(facet("penalties", "decided_on"), UnorderedElementsAre(Pair("2024", 2), Pair("2025", 4)));
  must_do(desk_.take(id, Step::Withdraw, "误", second_));
  EXPECT_THAT(facet("penalties", "decided_on"), UnorderedElementsAre(Pair("2024", 2), Pair("2025", 3)));
}

TEST_P(RecordListTest, IsMadeAnewForAnotherShapeAndGoesOnWhereItStopped) {
  publish_some();
  auto changed =
      must(read_text("penalties", replaced(text_of_file("penalties"), "facets = [\"kinds\", ", "facets = [")));
  auto all = load_some();
  all.put(std::move(changed));
  const Projection newer(all, store_.database().engine());
  RecordDesk desk(journal_, {all, newer, laws(), key_});
  EXPECT_EQ(desk.enter("penalties", kEast, {penalty(7)}, clerk_).error().key, "register.other-shape");
  EXPECT_EQ(must(newer.make_what_is_older(journal_)), 5);
  EXPECT_EQ(must(newer.make_what_is_older(journal_)), 0);
  EXPECT_EQ(desk_.enter("penalties", kEast, {penalty(7)}, clerk_).error().key, "register.other-shape");
  EXPECT_TRUE(desk.enter("penalties", kEast, {penalty(7)}, clerk_));

  // As a program leaves it that was stopped after the third record.
  EXPECT_EQ(must(projection_.make_what_is_older(journal_)), 6);
  must_do(store_.database().write([](db::Session& session) -> Outcome<void> {
    DL_CHECK(session.run("DELETE FROM rec_penalties WHERE _record > 3"));
    if (session.engine() == db::Engine::Postgres)
      DL_CHECK(session.run("DELETE FROM rec_penalties___words WHERE _entry NOT IN (SELECT _entry FROM rec_penalties)"));
    DL_CHECK(session.run("DELETE FROM rec_penalties__kinds WHERE _entry NOT IN (SELECT _entry FROM rec_penalties)"));
    DL_CHECK(session.run("DELETE FROM rec_penalties__grounds WHERE _entry NOT IN (SELECT _entry FROM rec_penalties)"));
    DL_CHECK(session.run("UPDATE rec_facet SET n = 3 WHERE field = 'kinds' AND agency = 1"));
    DL_CHECK(session.run("UPDATE rec_shape SET up_to = 3 WHERE register = 'penalties'"));
    return {};
  }));
  const auto meanwhile = read([&](db::Session& session) {
    return list_records(session, projection_, "penalties", {{}, today()}, {}, {}, 5);
  });
  ASSERT_FALSE(meanwhile);
  EXPECT_EQ(meanwhile.error().key, "register.rebuilding");
  EXPECT_EQ(must(projection_.rebuild(journal_, "penalties")), 3);
  EXPECT_EQ(listed("penalties", "number").size(), 5U);
  EXPECT_THAT(facet("penalties", "kinds", {.agency = kEast}), ElementsAre(Pair("fine", 4)));
}

TEST_P(RecordListTest, HasTheIndexesOfItsListsThoughItStoppedBeforeThem) {
  publish_some();
  const auto& listings = projection_.shape("penalties").listings;
  const auto drop_index = [&](const std::string& creation) {
    constexpr std::string_view kBefore = "CREATE INDEX IF NOT EXISTS ";
    ASSERT_TRUE(creation.starts_with(kBefore)) << creation;
    const auto name = creation.substr(kBefore.size(), creation.find(' ', kBefore.size()) - kBefore.size());
    must_do(store_.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(session.run("DROP INDEX " + name));  // fails where there is none
      return {};
    }));
  };
  drop_index(listings.front());
  drop_index(listings.back());
  must_do(store_.database().write([](db::Session& session) -> Outcome<void> {
    DL_CHECK(
        session.run("UPDATE rec_shape SET up_to = (SELECT max(id) FROM record_state) WHERE register = 'penalties'"));
    return {};
  }));
  EXPECT_EQ(must(projection_.make_what_is_older(journal_)), 0);
  EXPECT_EQ(listed("penalties", "number").size(), 5U);
  drop_index(listings.front());
  drop_index(listings.back());
}

/// All rows of all tables of a register, and its counts, as text.
std::multiset<std::string> contents(Office& office, const Shape& shape) {
  std::multiset<std::string> all;
  const auto put = [&](const std::string& table, std::vector<std::string> columns, const std::string& where) {
    std::string list;
    for (const auto& column : columns) list += fmt::format("{}CAST({} AS TEXT)", list.empty() ? "" : ", ", column);
    const auto rows = must(office.read([&](db::Session& session) {
      return db::query_rows(session, fmt::format("SELECT {} FROM {}{}", list, table, where), {},
                            std::vector<db::Type>(columns.size(), db::Type::Text));
    }));
    for (const auto& row : rows) {
      auto line = table;
      for (const auto& value : row) line += "|" + (value.index() == 0 ? "-" : std::get<std::string>(value));
      all.insert(std::move(line));
    }
  };
  std::vector<std::string> columns = {"_entry", "_record", "_agency", "_head", "_shown",
                                      "_until", "_sort",   "_facets", "_words"};
  for (const auto* field : shape.columns) columns.push_back(quoted_name(field->code));
  put(shape.table, columns, "");
  for (const auto& part : shape.parts) {
    columns = {"_entry", "_position"};
    for (const auto* column : part.columns) columns.push_back(quoted_name(column->code));
    put(part.table, columns, "");
  }
  put("rec_facet", {"field", "agency", "value", "n"}, " WHERE n <> 0 AND register = '" + shape.made->code + "'");
  return all;
}

/// Does whatever comes, as somebody who has every right and no plan.
class Aimless {
 public:
  Aimless(Office& office, unsigned seed) : office_(office), random_(seed) {}

  void act() {
    const auto& states = kSteps;
    if (ids_.empty() || below(4) == 0) {
      const auto made = office_.desk_.enter("penalties", 1 + below(2), {words()}, office_.clerk_);
      if (made) ids_.push_back(made->front());
      return;
    }
    const auto id = ids_[static_cast<std::size_t>(below(std::ssize(ids_)))];
    const auto step = states[static_cast<std::size_t>(below(std::ssize(states)))].value;
    if (step == Step::Correct)
      done_ += office_.desk_.correct(id, {words(), {}}, "更正", office_.clerk_).has_value() ? 1 : 0;
    else if (step == Step::Sign)
      done_ += office_.desk_.sign(id, "", {office_.second_, {}}).has_value() ? 1 : 0;
    else if (step == Step::SendBack)
      done_ += office_.desk_.send_back(id, "退回", {office_.second_, {}}).has_value() ? 1 : 0;
    else if (step != Step::Erase || below(4) == 0)
      done_ += office_.desk_.take(id, step, "理由", office_.second_).has_value() ? 1 : 0;
  }
  int done() const { return done_; }

 private:
  std::int64_t below(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most - 1)(random_); }
  Read words() {
    static constexpr std::array kGrades = {"", "轻微", "一般", "严重"};
    const bool fined = below(2) == 0;
    std::map<std::string, std::string> values = {{"dishonesty", kGrades[static_cast<std::size_t>(below(4))]},
                                                 {"decided_on", fmt::format("2025-{:02}-11", 6 + below(4))},
                                                 {"kinds", fined ? "fine" : "confiscation"},
                                                 {"fine", fined ? "0.02" : ""},
                                                 {"confiscated", fined ? "" : "0.5"},
                                                 {"valid_until", "2026-12-31"}};
    const bool person = below(2) == 0;
    if (person) values["party"] = below(2) == 0 ? "张三" : "欧阳文静";
    return office_.penalty(static_cast<int>(below(40)), values, person ? "a natural person" : "a firm is fined");
  }

  Office& office_;
  std::mt19937 random_;
  std::vector<std::int64_t> ids_ = {};
  int done_ = 0;
};

class RecordHistoryTest : public testing::TestWithParam<test::Store> {};
DL_ON_EVERY_ENGINE(RecordHistoryTest);

TEST_P(RecordHistoryTest, TablesAreWhatTheirEntriesMakeOfThem) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    SCOPED_TRACE(seed);
    Office office(GetParam());
    Aimless somebody(office, seed);
    for (int i = 0; i < 300; ++i) somebody.act();
    EXPECT_GT(somebody.done(), 20);
    const auto& shape = office.projection_.shape("penalties");
    const auto kept = contents(office, shape);
    ASSERT_FALSE(kept.empty());

    // Through another shape and back: everything is made of entries alone.
    auto all = load_some();
    all.put(must(read_text("penalties", replaced(text_of_file("penalties"), "facets = [\"kinds\", ", "facets = ["))));
    const Projection other(all, office.store_.database().engine());
    must(other.make_what_is_older(office.journal_));
    must(office.projection_.make_what_is_older(office.journal_));
    EXPECT_EQ(contents(office, shape), kept);

    for (const char* code : {"kinds", "party_kind", "decided_on"}) {
      SCOPED_TRACE(code);
      const Asked everything{.filters = {{shape.made->find("decided_on"), {}, std::string("2000-01-01")}}};
      EXPECT_EQ(office.facet("penalties", code), office.facet("penalties", code, everything));
    }
    for (const auto& line : kept) {
      EXPECT_EQ(line.find("张三"), std::string::npos) << line;
      EXPECT_EQ(line.find("欧阳文静"), std::string::npos) << line;
      EXPECT_EQ(line.find("11010519491231002X"), std::string::npos) << line;
    }
  }
}

TEST_P(RecordHistoryTest, NothingSealedStandsInAnEntryAnEventOrTheListOfWork) {
  Office office(GetParam());
  Aimless somebody(office, 9);
  for (int i = 0; i < 150; ++i) somebody.act();
  for (const char* sql : {"SELECT content || reason FROM record_entry", "SELECT title || number FROM record_state",
                          "SELECT subject || reason || topics || seals || before_digest || after_digest FROM journal",
                          "SELECT title || actor FROM work_item", "SELECT commitment || field FROM sealed_value",
                          "SELECT sealed FROM sealed_value WHERE sealed IS NOT NULL"}) {
    SCOPED_TRACE(sql);
    const auto rows = must(office.read([&](db::Session& session) { return session.query<std::string>(sql); }));
    EXPECT_FALSE(rows.empty());
    for (const auto& [text] : rows)
      for (const char* secret : {"张三", "欧阳文静", "11010519491231002X"})
        EXPECT_EQ(text.find(secret), std::string::npos) << text;
  }
  for (const auto& one : must(journal::check_contents(office.journal_)).differences) ADD_FAILURE() << describe(one);
}

TEST_P(RecordHistoryTest, WhoeverChangesAnEntryPastTheProgramIsTold) {
  Office office(GetParam());
  office.published("penalties", office.penalty(1));
  for (const char* sql :
       {"UPDATE record_entry SET content = '{}' WHERE act = 'enter'", "UPDATE record_state SET state = 'Withdrawn'"}) {
    SCOPED_TRACE(sql);
    Office::must_do(office.store_.database().write([&](db::Session& session) -> Outcome<void> {
      DL_CHECK(session.run(sql));
      return {};
    }));
    EXPECT_EQ(must(journal::check_contents(office.journal_)).differences.empty(), false);
  }
}

}  // namespace
}  // namespace dl::records
