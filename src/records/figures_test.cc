// Figures of registers: for every register that there is, the rows of a number give it, and nothing is in them that the
// public does not see.
#include "records/figures.h"

#include <gmock/gmock.h>

#include <set>

#include "figures/tables.h"
#include "records/desk_fixture.h"

namespace dl::records {
namespace {

using figures::Ask;
using figures::Definition;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class RegisterFiguresTest : public testing::TestWithParam<test::Store>, public Office {
 public:
  RegisterFiguresTest() : Office(GetParam(), load()) {}

 protected:
  static const figures::Definitions& definitions() {
    static const auto all = must(register_figures());
    return all;
  }

  /// Makes the examples of all registers public, on one of two days on which they can be, of both agencies in turn.
  void publish_examples() {
    std::set<std::string> there;
    Id agency = kEast;
    for (const auto day : {Date(2025, 10, 9), Date(2026, 11, 27)}) {
      clock_.set(Instant::at(day, 9, 30));
      for (const auto& [code, register_made] : registers_.all())
        for (const auto& read : good_examples(register_made)) {
          agency = agency == kEast ? kWest : kEast;
          const auto entered = desk_.enter(code, agency, {read}, clerk_);
          if (entered && try_to_publish(register_made, entered->front())) there.insert(code);
        }
    }
    for (const auto& [code, register_made] : registers_.all())
      EXPECT_EQ(there.contains(code), !register_made.for_staff()) << code << ": which examples can be public";
  }
  bool try_to_publish(const Register& register_made, Id id) {
    const bool signed_off = !register_made.publication.chain ||
                            (desk_.take(id, Step::Submit, "", clerk_) && desk_.sign(id, "", {second_, {}}));
    return signed_off && desk_.take(id, Step::Publish, "", second_);
  }
  std::vector<figures::Cell> cells(const Ask& ask) {
    return must(read([&](db::Session& session) { return figures::cells(session, ask); }));
  }
  std::vector<figures::Row> rows(const Ask& ask, const std::optional<std::vector<condition::Value>>& group = {}) {
    return must(read([&](db::Session& session) { return figures::rows(session, ask, group); }));
  }
  Ask asked(const Definition& figure, const std::string& period = {}, Id agency = 0) {
    auto ask = Ask::of(figure, {}, agency, today());
    if (!period.empty()) ask.period = *figures::Period::parse(period);
    return ask;
  }

  /// What the rows say that the number is.
  static std::int64_t measured(const Definition& figure, const std::vector<figures::Row>& rows) {
    using Kind = figures::Measure::Kind;
    const auto fields = figure.source->open_fields();
    const auto value_of = [&](const figures::Row& row, std::string_view name) {
      const auto at = std::ranges::find(fields, name, &condition::Field::name) - fields.begin();
      return row.values.at(static_cast<std::size_t>(at));
    };
    std::int64_t number = 0;
    for (const auto& row : rows) {
      if (figure.measure.kind == Kind::Count) {
        ++number;
      } else if (figure.measure.kind == Kind::Sum) {
        const auto value = value_of(row, figure.measure.sum->field.name);
        if (const auto* amount = std::get_if<std::int64_t>(&value)) number += *amount;
      } else {
        number += condition::holds(*figure.measure.part, [&](std::string_view name) { return value_of(row, name); });
      }
      if (figure.when) {
        EXPECT_TRUE(condition::holds(*figure.when, [&](std::string_view name) { return value_of(row, name); }));
      }
    }
    return number;
  }
};
DL_ON_EVERY_ENGINE(RegisterFiguresTest);

TEST_P(RegisterFiguresTest, EveryRegisterHasFiguresWhoseRowsGiveTheNumber) {
  publish_examples();
  for (const auto& [code, one] : registers_.all())
    EXPECT_EQ(one.figures.empty(), one.for_staff()) << code << ": what is never public is not counted in public";
  std::size_t told = 0;
  for (const auto& figure : definitions().all()) {
    SCOPED_TRACE(figure.id);
    std::size_t everything = 0;
    for (const auto& [period, agency] : {std::pair("", Id{0}), {"", kEast}, {"2026", Id{0}}, {"2025", kWest}}) {
      const auto ask = asked(figure, period, agency);
      std::size_t total = 0;
      for (const auto& cell : cells(ask)) {
        const auto behind = rows(ask, cell.group);
        total += behind.size();
        EXPECT_EQ(cell.value, measured(figure, behind));
        EXPECT_EQ(cell.of.value_or(std::ssize(behind)), std::ssize(behind));
      }
      EXPECT_EQ(rows(ask).size(), total);
      everything += total;
    }
    told += everything > 0 ? 1 : 0;
  }
  EXPECT_GT(told, definitions().all().size() * 3 / 4) << "examples stand behind most of the figures";
}

TEST_P(RegisterFiguresTest, CountWhatIsPublicTodayUnderItsMask) {
  const auto first = published("penalties", penalty(1, {{"dishonesty", "minor"}}));
  published("penalties", penalty(2), kWest);
  entered("penalties", penalty(3));
  const auto& figure = definitions().at("records.penalties.count");
  auto ask = asked(figure);
  EXPECT_EQ(rows(ask).size(), 2U);
  EXPECT_THAT(cells(ask).front().group, ElementsAre(condition::Value("东区"), condition::Value("2025-09")));
  const auto files = must(read([&](db::Session& session) {
    return figures::tables_of(session, definitions(),
                              {.period = *figures::Period::parse("2025"), .salt = "secret", .today = today()});
  }));
  EXPECT_THAT(files.at("rows/records.penalties.count.csv"), HasSubstr("张某某"));
  for (const auto& [name, text] : files)
    for (const char* hidden : {"张三", "11010519491231002X", "〔2025〕3号"})
      EXPECT_THAT(text, Not(HasSubstr(hidden))) << name;
  EXPECT_THAT(files.at("schema/records.penalties.json"), HasSubstr(R"({"value":"fine","label":"罚款"})"));

  ask.today = row(first).shown_until->plus_days(1);
  EXPECT_EQ(rows(ask).size(), 1U) << "its display is over";
  ask.today.reset();
  EXPECT_THROW(static_cast<void>(rows(ask)), std::logic_error);
  auto of_west = asked(figure);
  const auto west = accounts::Scope::of({kWest});
  of_west.scope = &west;
  EXPECT_EQ(rows(of_west).size(), 1U);
  must_do(desk_.take(first, Step::Withdraw, "误", second_));
  EXPECT_EQ(rows(asked(figure)).size(), 1U);
}

TEST_P(RegisterFiguresTest, AreOfTheDayThatTheFileSays) {
  const auto& penalties = definitions().at("records.penalties.fines");
  EXPECT_EQ(penalties.at->field.name, "decided_on");
  EXPECT_EQ(penalties.condition_text(), "处罚类别包含“罚款”");
  EXPECT_EQ(definitions().at("records.budgets.spending").at->field.name, "year.first");
  const auto& lots = definitions().at("records.parking.lots");
  EXPECT_EQ(lots.at->field.name, "public.day");
  published("parking", words("parking", "a public lot", {{"changed_on", "2025-09-30"}}));
  EXPECT_EQ(rows(asked(lots, "2025-10")).size(), 1U);
  EXPECT_EQ(rows(asked(lots, "2025-09")).size(), 0U);
}

TEST_P(RegisterFiguresTest, WaitForTablesThatAreMadeAnew) {
  must_do(store_.database().write([](db::Session& session) -> Outcome<void> {
    DL_CHECK(session.run("UPDATE rec_shape SET up_to = 0 WHERE register = 'penalties'"));
    return {};
  }));
  const auto ask = asked(definitions().at("records.penalties.count"));
  const auto refused = read([&](db::Session& session) { return figures::cells(session, ask); });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "register.rebuilding");
}

TEST(RegisterFigures, AreReadStrictly) {
  const auto text = text_of_file("penalties");
  const std::string_view figure = "[[figure]]\ncode = \"count\"";
  const auto with = [&](std::string_view more) {
    return read_text("penalties", replaced(text, figure, "[[figure]]\n" + std::string(more) + "code = \"count\""));
  };
  EXPECT_TRUE(with("share = { field = \"kinds\", has = \"fine\" }\nat = \"valid_until\"\n"));
  const std::pair<const char*, const char*> wrong[] = {
      {"at = \"fine\"\n", "holds a day"},
      {"at = \"decidet_on\"\n", "decided_on"},
      {"sum = \"fine\"\nshare = { field = \"kinds\", has = \"fine\" }\n", "not both"},
      {"share = { field = \"party_number\", filled = true }\n", "party_number"},
  };
  for (const auto& [more, what] : wrong) {
    SCOPED_TRACE(more);
    const auto read = with(more);
    ASSERT_FALSE(read);
    EXPECT_THAT(read.error().detail, HasSubstr(what));
  }
  const auto several =
      read_text("penalties", replaced(text, "by = [\"agency\", \"decided_on.month\"]", "by = [\"agency\", \"kinds\"]"));
  ASSERT_FALSE(several);
  EXPECT_THAT(several.error().detail, HasSubstr("several values"));
}

}  // namespace
}  // namespace dl::records
