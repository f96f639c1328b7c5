// Values, statements and faults, on every engine.
#include <limits>
#include <thread>

#include "db/ids.h"
#include "db/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::db {
namespace {

const std::vector<Migration> kThings = {{.name = "test.things", .sql = R"(
CREATE TABLE kind (name TEXT PRIMARY KEY);
INSERT INTO kind (name) VALUES ('good');
CREATE TABLE thing (
  id BIGINT PRIMARY KEY,
  text TEXT,
  number BIGINT,
  share DOUBLE PRECISION,
  bytes BYTEA,
  code TEXT UNIQUE,
  kind TEXT REFERENCES kind (name),
  must BIGINT NOT NULL DEFAULT 1,
  small BIGINT CHECK (small < 10)
);
)"}};

class SessionTest : public test::DatabaseTest {
 public:
  SessionTest() { migrate({&migrations(), &kThings}); }

  Outcome<std::int64_t> write(std::string_view sql, const auto&... args) {
    return database().write([&](Session& session) { return session.run(sql, args...); });
  }
};
DL_ON_EVERY_ENGINE(SessionTest);

struct Row {
  std::string name;
  std::optional<std::string> text;
  std::optional<std::int64_t> number;
  std::optional<double> share;
  std::optional<Bytes> bytes;
};

TEST_P(SessionTest, KeepsEveryValueAsItWas) {
  using Limits = std::numeric_limits<std::int64_t>;
  const std::vector<Row> rows = {
      {"nothing", {}, {}, {}, {}},
      {"plain", "阳光公开", 42, 0.1, Bytes{"\x01\x02"}},
      {"empty text is not NULL", "", 0, 0.0, Bytes{std::string(1, '\0')}},
      {"largest", std::string(1 << 16, 'x'), Limits::max(), 1.7976931348623157e308, Bytes{std::string(70000, '\xff')}},
      {"smallest", "a'b\"c\\d:e\n", Limits::min(), -5e-324, Bytes{std::string("\0'\\x\xfe", 5)}},
      {"nothing again, by the same statement", {}, {}, {}, {}},
  };
  std::int64_t id = 0;
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    ++id;
    auto written = write("INSERT INTO thing (id, text, number, share, bytes) VALUES (:id, :text, :number, :share, :b)",
                         id, row.text, row.number, row.share, row.bytes);
    ASSERT_TRUE(written) << describe(written.error());
    EXPECT_EQ(*written, 1);
    auto read = database().read([&](Session& session) {
      return session
          .find<std::optional<std::string>, std::optional<std::int64_t>, std::optional<double>, std::optional<Bytes>>(
              "SELECT text, number, share, bytes FROM thing WHERE id = :id", id);
    });
    ASSERT_TRUE(read) << describe(read.error());
    ASSERT_TRUE(*read);
    EXPECT_EQ(**read, std::tuple(row.text, row.number, row.share, row.bytes));
  }
}

TEST_P(SessionTest, KeepsLongText) {
  std::string text;
  while (text.size() < 10'000'000) text += "政务公开工作要点 0123456789 ";
  ASSERT_TRUE(write("INSERT INTO thing (id, text) VALUES (1, :text)", text));
  auto read = database().read(
      [](Session& session) { return session.value<std::string>("SELECT text FROM thing WHERE id = 1"); });
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, text);
}

TEST_P(SessionTest, TypedValuesTravel) {
  Date date(2022, 7, 22);
  Instant instant = Instant::at(date, 13, 21);
  auto read = database().read([&](Session& session) {
    return session.find<Date, Instant, bool, bool, int, std::string>(
        "SELECT :date, :instant, :yes, :no, :int, :view", date, instant, true, false, -7, std::string_view("文号"));
  });
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(**read, std::tuple(date, instant, true, false, -7, std::string("文号")));
}

TEST_P(SessionTest, ANameThatComesTwiceTakesOneArgument) {
  auto read = database().read([](Session& session) {
    return session.find<std::int64_t, std::int64_t>("SELECT :a + :b, :a - :b WHERE (:a = 0 OR :a = 9000000000)",
                                                    std::int64_t{9000000000}, 2);
  });
  ASSERT_TRUE(read) << describe(read.error());
  EXPECT_EQ(**read, std::tuple(9000000002, 8999999998));
}

TEST_P(SessionTest, CountsAndReadsInOrder) {
  for (int id = 1; id <= 5; ++id) ASSERT_TRUE(write("INSERT INTO thing (id, number) VALUES (:id, :n)", id, id * 10));
  auto changed = write("UPDATE thing SET number = number + 1 WHERE id > :id", 3);
  ASSERT_TRUE(changed);
  EXPECT_EQ(*changed, 2);
  EXPECT_EQ(write("UPDATE thing SET number = 0 WHERE id > :id", 99).value_or(-1), 0);
  auto rows = database().read([](Session& session) {
    return session.query<std::int64_t, std::int64_t>("SELECT id, number FROM thing WHERE id > 2 ORDER BY id DESC");
  });
  ASSERT_TRUE(rows);
  EXPECT_EQ(*rows, (std::vector<std::tuple<std::int64_t, std::int64_t>>{{5, 51}, {4, 41}, {3, 30}}));
  auto count = database().read([](Session& session) { return session.value<int>("SELECT count(*) FROM thing"); });
  EXPECT_EQ(count.value_or(-1), 5);
  auto none = database().read([](Session& session) { return session.find<int>("SELECT id FROM thing WHERE id = 0"); });
  ASSERT_TRUE(none);
  EXPECT_FALSE(*none);
}

struct FaultCase {
  std::string name;
  std::string sql;
  Fault fault;
  std::string key;
};

TEST_P(SessionTest, NamesItsFaults) {
  ASSERT_TRUE(write("INSERT INTO thing (id, code) VALUES (1, 'a')"));
  const std::vector<FaultCase> cases = {
      {"primary key", "INSERT INTO thing (id) VALUES (1)", Fault::Conflict, "db.unique"},
      {"unique", "INSERT INTO thing (id, code) VALUES (2, 'a')", Fault::Conflict, "db.unique"},
      {"foreign key", "INSERT INTO thing (id, kind) VALUES (2, 'bad')", Fault::Conflict, "db.foreign"},
      {"not null", "INSERT INTO thing (id, must) VALUES (2, NULL)", Fault::Conflict, "db.null"},
      {"check", "INSERT INTO thing (id, small) VALUES (2, 10)", Fault::Conflict, "db.check"},
      {"no such table", "INSERT INTO nothing (id) VALUES (2)", Fault::Internal, "db.statement"},
      {"no SQL", "INSRT", Fault::Internal, "db.statement"},
      {"argument missing", "DELETE FROM thing WHERE id = :id", Fault::Internal, "db.arguments"},
  };
  for (int round = 0; round < 2; ++round) {  // the second time the statement has been dropped once
    for (const auto& c : cases) {
      SCOPED_TRACE(c.name);
      auto written = write(c.sql);
      ASSERT_FALSE(written);
      EXPECT_EQ(written.error().fault, c.fault) << describe(written.error());
      EXPECT_EQ(written.error().key, c.key) << describe(written.error());
    }
  }
}

TEST_P(SessionTest, RefusesTextThatIsNone) {
  for (const auto& text : {std::string("a\0b", 3), std::string("\xc3\x28"), std::string("\xed\xa0\x80")}) {
    auto written = write("INSERT INTO thing (id, text) VALUES (2, :text)", text);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().key, "db.text");
    EXPECT_EQ(written.error().fault, Fault::Invalid);
  }
}

TEST_P(SessionTest, KeepsValuesOutOfTheDetail) {
  ASSERT_TRUE(write("INSERT INTO thing (id, code) VALUES (:id, :code)", 1, "330106199001011234"));
  auto written = write("INSERT INTO thing (id, code) VALUES (:id, :code)", 2, "330106199001011234");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().detail.find("330106199001011234"), std::string::npos) << written.error().detail;
}

TEST_P(SessionTest, AFaultDoomsTheTransaction) {
  auto written = database().write([](Session& session) -> Outcome<std::int64_t> {
    DL_CHECK(session.run("INSERT INTO thing (id) VALUES (1)"));
    EXPECT_FALSE(session.run("INSERT INTO thing (id) VALUES (1)"));
    auto after = session.run("INSERT INTO thing (id) VALUES (2)");
    EXPECT_EQ(after ? "" : after.error().key, "db.doomed");
    return 0;  // passes over the faults
  });
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().key, "db.unique");
  auto count = database().read([](Session& session) { return session.value<int>("SELECT count(*) FROM thing"); });
  EXPECT_EQ(count.value_or(-1), 0);
  EXPECT_TRUE(write("INSERT INTO thing (id) VALUES (1)"));
}

TEST_P(SessionTest, MoreStatementsThanAreKept) {
  auto done = database().write([](Session& session) -> Outcome<std::int64_t> {
    for (int round = 0; round < 2; ++round) {
      for (int i = 0; i < 300; ++i) {
        DL_TRY(auto value, session.value<int>(fmt::format("SELECT {} + :n", i), 1000));
        EXPECT_EQ(value, 1000 + i);
      }
    }
    return 0;
  });
  EXPECT_TRUE(done);
}

TEST_P(SessionTest, TheSameTextMayReadOtherTypes) {
  ASSERT_TRUE(write("INSERT INTO thing (id, text) VALUES (1, '17')"));
  auto done = database().read([](Session& session) -> Outcome<std::int64_t> {
    DL_TRY(auto text, session.value<std::string>("SELECT text FROM thing WHERE id = :id", 1));
    EXPECT_EQ(text, "17");
    DL_TRY(auto found, (session.find<std::optional<std::string>>("SELECT text FROM thing WHERE id = :id", 1)));
    EXPECT_EQ(std::get<0>(*found), "17");
    return session.value<std::int64_t>("SELECT text FROM thing WHERE id = :id", 1);
  });
  EXPECT_EQ(done.value_or(-1), 17);
}

TEST_P(SessionTest, DoesNotReadNullAsAPlainValue) {
  const auto key_of = [](const auto& outcome) { return outcome ? std::string("no fault") : outcome.error().key; };
  auto done = database().read([&](Session& session) -> Outcome<void> {
    EXPECT_EQ(key_of(session.value<std::int64_t>("SELECT CAST(NULL AS BIGINT)")), "db.value");
    EXPECT_EQ(key_of(session.value<bool>("SELECT CAST(NULL AS BIGINT)")), "db.value");
    EXPECT_EQ(key_of(session.value<double>("SELECT CAST(NULL AS DOUBLE PRECISION)")), "db.value");
    EXPECT_EQ(key_of(session.value<std::string>("SELECT CAST(NULL AS TEXT)")), "db.value");
    EXPECT_EQ(key_of(session.value<Instant>("SELECT CAST(NULL AS BIGINT)")), "db.value");
    EXPECT_EQ(key_of(session.find<Date>("SELECT CAST(NULL AS TEXT)")), "db.value");
    EXPECT_EQ(key_of(session.find<Date>("SELECT '2024-02-30'")), "db.value");
    EXPECT_EQ(key_of(session.find<std::optional<Date>>("SELECT '2024-02-30'")), "db.value");
    EXPECT_EQ(key_of(session.query<std::string>("SELECT 'a' UNION ALL SELECT CAST(NULL AS TEXT)")), "db.value");
    EXPECT_EQ(key_of(session.query<std::optional<std::string>>("SELECT CAST(NULL AS TEXT)")), "no fault");
    return {};
  });
  EXPECT_TRUE(done) << describe(done.error());
}

TEST_P(SessionTest, NumbersRows) {
  auto numbered = [&](std::string_view table, bool keep) {
    auto number = std::int64_t{-1};
    auto done = database().write([&](Session& session) -> Outcome<std::int64_t> {
      DL_TRY(number, next_id(session, table));
      if (!keep) return fail(Fault::Conflict, "test.no");
      return number;
    });
    EXPECT_EQ(done.has_value(), keep);
    return number;
  };
  EXPECT_EQ(numbered("document", true), 1);
  EXPECT_EQ(numbered("document", true), 2);
  EXPECT_EQ(numbered("column", true), 1);
  EXPECT_EQ(numbered("document", false), 3);
  EXPECT_EQ(numbered("document", true), 3);
}

}  // namespace
}  // namespace dl::db
