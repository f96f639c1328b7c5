// A small register for tests: penalties of two agencies, with every type of field, and figures over it.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/resources.h"
#include "db/schema.h"
#include "figures/ask.h"
#include "figures/frozen.h"
#include "journal/schema.h"
#include "tests/support/database_fixture.h"

namespace dl::figures {

inline std::shared_ptr<const Source> penalties() {
  using condition::Type;
  constexpr const char* kDay = "date((penalty.published_at + 28800000) / 1000, 'unixepoch')";
  constexpr const char* kDayOnPostgres =
      "to_char(to_timestamp((penalty.published_at + 28800000) / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD')";
  static const auto source = std::make_shared<const Source>(Source{
      .name = "penalties",
      .title = "行政处罚",
      .from = "penalty",
      .where = "penalty.state = 'public'",
      .id = "penalty.id",
      .agency = "penalty.agency",
      .withheld = "penalty.hidden <> 0",
      .columns = {
          {.field = {"kind", "种类", Type::Text}, .sql = "penalty.kind"},
          {.field = {"party", "当事人", Type::Text}, .sql = "penalty.party"},
          {.field = {"amount", "金额", Type::Integer}, .sql = "penalty.amount"},
          {.field = {"decided_on", "决定日期", Type::Date}, .sql = "penalty.decided_on"},
          {.field = {"moved_on", "移送日期", Type::Date}, .sql = "penalty.moved_on"},
          {.field = {"published_on", "公开日期", Type::Date},
           .sql = kDay,
           .postgres = kDayOnPostgres,
           .moment = "penalty.published_at"},
          {.field = {"themes", "主题", Type::List}, .sql = "penalty.themes"},
          {.field = {"agency_id", "机关", Type::Integer}, .sql = "penalty.agency", .use = Column::Use::Inside}}});
  return source;
}

inline constexpr const char* kPenaltyFigures = R"toml(
[[figure]]
id = "penalties.count"
version = 1
title = "行政处罚决定"
unit = "件"
source = "penalties"
at = "decided_on"
by = ["kind"]
measure = "count"
law = "行政处罚法第四十八条"

[[figure]]
id = "penalties.amount"
version = 2
title = "罚款金额"
unit = "分"
source = "penalties"
at = "decided_on"
measure = { sum = "amount" }
when = { all = [{ field = "kind", is = "罚款" }, { field = "decided_on", from = 2020-01-01 }] }
law = "行政处罚法第四十八条"

[[figure]]
id = "penalties.high"
version = 1
title = "较大数额罚款占比"
unit = "件"
source = "penalties"
at = "published_on"
by = ["kind"]
measure = { share = { field = "amount", at-least = 100 } }
law = "行政处罚法第六十三条"
)toml";

/// What is under way, beside the above: decided and not yet moved on.
inline constexpr const char* kPendingFigures = R"toml(
[[figure]]
id = "penalties.before"
version = 1
title = "期初未移送"
unit = "件"
source = "penalties"
at = "decided_on"
open = { until = "moved_on", at = "begin" }
by = ["kind"]
measure = "count"
law = "行政处罚法"

[[figure]]
id = "penalties.after"
version = 1
title = "期末未移送"
unit = "件"
source = "penalties"
at = "decided_on"
open = { until = "moved_on", at = "end" }
by = ["kind"]
measure = "count"
law = "行政处罚法"

[[figure]]
id = "penalties.moved"
version = 1
title = "移送"
unit = "件"
source = "penalties"
at = "moved_on"
by = ["kind"]
measure = "count"
law = "行政处罚法"

[[identity]]
id = "penalties.K"
title = "期初加新增等于移送加期末"
law = "行政处罚法"
by = ["kind"]
left = ["penalties.before", "penalties.count"]
right = ["penalties.moved", "penalties.after"]
)toml";

class FiguresTest : public test::DatabaseTest {
 public:
  struct Penalty {
    std::int64_t agency = 1;
    std::string kind = "罚款";
    std::string party = "某公司";
    std::optional<std::int64_t> amount = 100;
    std::string decided_on = "2025-03-04";
    std::string published = "2025-03-10 09:00";
    std::string themes = {};
    bool hidden = false;
    std::optional<std::string> moved_on = {};
  };

  FiguresTest() {
    static const std::vector<db::Migration> kPenalties = {{"penalties-1",
                                                           R"sql(
CREATE TABLE penalty (
  id BIGINT PRIMARY KEY,
  agency BIGINT NOT NULL,
  state TEXT NOT NULL,
  kind TEXT,
  party TEXT NOT NULL,
  amount BIGINT,
  decided_on TEXT,
  moved_on TEXT,
  published_at BIGINT,
  themes TEXT,
  hidden BIGINT NOT NULL
))sql",
                                                           {}}};
    migrate({&db::migrations(), &journal::migrations(), &migrations(), &kPenalties});
    use(kPenaltyFigures);
  }
  ~FiguresTest() override { EXPECT_TRUE(set_resource_overlay({})); }

  static std::string replaced(std::string text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    EXPECT_NE(at, text.npos) << what;
    return at == text.npos ? text : text.replace(at, what.size(), with);
  }

  /// Lays definitions over those that were there.
  Outcome<Definitions> read_definitions(const std::string& text) {
    const test::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "data/figures");
    std::ofstream(folder.path() / "data/figures/penalties.toml") << text;
    EXPECT_TRUE(set_resource_overlay(folder.path()));
    return Definitions::load({penalties()});
  }
  void use(const std::string& text) {
    auto loaded = read_definitions(text);
    ASSERT_TRUE(loaded) << describe(loaded.error());
    definitions_ = std::move(*loaded);
  }

  void enter_all(const std::vector<Penalty>& several, std::string_view state = "public") {
    const auto entered = database().write([&](db::Session& session) -> Outcome<void> {
      for (const auto& one : several)
        DL_CHECK(session.run(
            "INSERT INTO penalty (id, agency, state, kind, party, amount, decided_on, moved_on, published_at, themes, "
            "hidden) VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10, :11)",
            ++last_, one.agency, std::string(state), one.kind, one.party, one.amount, one.decided_on, one.moved_on,
            one.published.empty() ? std::optional<Instant>() : std::optional(*Instant::parse(one.published)),
            one.themes, one.hidden));
      return {};
    });
    ASSERT_TRUE(entered) << describe(entered.error());
  }
  void enter(const Penalty& one, std::string_view state = "public") { enter_all({one}, state); }

  template <class F>
  auto read(F f) {
    return database().read([&](db::Session& session) { return f(session); });
  }

  std::vector<Cell> cells_of(const Ask& ask) {
    auto found = read([&](auto& session) { return cells(session, ask); });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::vector<Cell>());
  }
  std::vector<Row> rows_of(const Ask& ask, const std::optional<std::vector<condition::Value>>& group = {}) {
    auto found = read([&](auto& session) { return rows(session, ask, group); });
    EXPECT_TRUE(found) << describe(found.error());
    return found.value_or(std::vector<Row>());
  }

 protected:
  journal::Journal journal_ = journal::Journal(database(), clock());
  Definitions definitions_ = {};
  std::int64_t last_ = 0;
};

}  // namespace dl::figures
