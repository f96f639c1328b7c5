// What rules ask of other registers and of departments: at entry, at correction, in a file; and what is refused when
// the files are read.
#include "records/ties.h"

#include "records/dictionary.h"
#include "records/import_fixture.h"
#include "records/json_schema.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

constexpr const char* kItem = "410400202001";  // of the example of powers
constexpr const char* kItemName = "对擅自占用城市道路的处罚";

Register orders() { return must(read_text("orders", text_of_file("orders"))); }

Registers with_orders() {
  auto all = load_some();
  all.put(orders());
  return all;
}

class TiesTest : public testing::TestWithParam<test::Store>, public Office {
 protected:
  TiesTest() : Office(GetParam(), with_orders()) {}

  Read order(const std::map<std::string, std::string>& but = {}) {
    auto all = but;
    all.try_emplace("number", fmt::format("T-{}", ++last_));
    return words("orders", "an order", all);
  }
  Id power(Id agency, const char* item = kItem) {
    return entered("powers", words("powers", "a power to punish", {{"item", item}}), agency);
  }
  /// "field key", "?" behind warnings, of each record.
  std::vector<std::string> ties(const std::vector<Read>& reads, Id agency = kEast) {
    std::vector<const Record*> records;
    for (const auto& read : reads) records.push_back(&read.record);
    const auto all = must(Office::read([&](db::Session& session) {
      return check_ties(session, {projection_, made("orders"), agency}, records);
    }));
    EXPECT_EQ(all.size(), reads.size());
    std::vector<std::string> lines;
    for (const auto& problems : all) {
      auto& line = lines.emplace_back();
      for (const auto& one : problems)
        line += fmt::format("{}{} {}{}", line.empty() ? "" : ", ", one.field, one.key,
                            one.effect == Effect::Refuse ? "" : "?");
    }
    return lines;
  }
  std::vector<std::pair<std::string, std::string>> refused(const Read& read, Id agency = kEast) {
    const auto done = desk_.enter("orders", agency, {read}, clerk_);
    std::vector<std::pair<std::string, std::string>> fields;
    if (!done)
      for (const auto& field : done.error().fields) fields.emplace_back(field.field, field.key);
    return fields;
  }

  int last_ = 0;
};
DL_ON_EVERY_ENGINE(TiesTest);

TEST_P(TiesTest, TakeWhatStandsInTheOtherRegisterOfTheSameAgency) {
  const auto told = Pair("power", "record.rule:职权编码应在“权责清单”中有登记");
  EXPECT_THAT(refused(order({{"power", kItem}})), ElementsAre(told));
  power(kWest);
  EXPECT_THAT(refused(order({{"power", kItem}})), ElementsAre(told)) << "another agency has it";
  EXPECT_THAT(refused(order({{"power", kItem}}), kWest), IsEmpty());
  const auto id = power(kEast);
  EXPECT_THAT(refused(order({{"power", kItem}})), IsEmpty());
  EXPECT_THAT(refused(order()), IsEmpty()) << "what is empty is not asked about";
  must_do(desk_.take(id, Step::Erase, "重复", second_));
  EXPECT_THAT(refused(order({{"power", kItem}})), ElementsAre(told)) << "erased";
}

TEST_P(TiesTest, LookAtEachOfSeveralValues) {
  power(kEast);
  power(kEast, "410400202002");
  auto two = order();
  const auto place = made("orders").find("others")->place;
  const auto others = [&](const char* second) {
    two.record.at(place) = std::vector<Value>{std::string(kItem), std::string(second)};
    return ties({two}).front();
  };
  EXPECT_EQ(others("410400202002"), "");
  EXPECT_EQ(others("410400202003"), "others rule.exists-in");
}

TEST_P(TiesTest, CompareWithTheRecordThatIsMeant) {
  power(kEast);
  const std::map<std::string, std::string> other_name = {{"power", kItem}, {"power_name", "另一名称"}};
  auto earlier = other_name;
  earlier["issued_on"] = "2024-12-31";
  EXPECT_THAT(ties({order({{"power", kItem}, {"power_name", kItemName}}), order(other_name), order(earlier),
                    order({{"power", "9"}, {"power_name", kItemName}}), order({{"power_name", "谁知道"}}),
                    order({{"power", kItem}})}),
              ElementsAre("", "power rule.same-as-list?", "", "power rule.exists-in", "", ""));
  EXPECT_THAT(refused(order(other_name)), IsEmpty()) << "a warning keeps nothing out";
}

TEST_P(TiesTest, AreAskedOfAllRecordsAtOnce) {
  power(kEast);
  std::vector<Read> all(1'100, order({{"power", kItem}}));
  const std::set<std::size_t> wrong = {0, 511, 512, 1'023, 1'099};
  for (const auto at : wrong) all[at] = order({{"power", fmt::format("9{}", at)}});
  const auto lines = ties(all);
  for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(lines[i].empty(), !wrong.contains(i)) << i;
  EXPECT_THAT(ties({}), IsEmpty());
}

TEST_P(TiesTest, WarnOfADepartmentThatTheAgencyDoesNotHave) {
  must_do(journal_.write([](journal::Transaction& transaction) -> Outcome<void> {
    transaction.record({.actor = "system:test", .verb = "agency.organised", .subject = "agency:1"});
    DL_CHECK(agencies::insert(transaction.sql(), agencies::Department{.agency = kEast, .name = "法规科"}));
    DL_CHECK(agencies::insert(transaction.sql(), agencies::Department{.agency = kWest, .name = "执法科"}));
    return {};
  }));
  const std::vector<Read> both = {order({{"department", "法规科"}}), order({{"department", "执法科"}}), order()};
  EXPECT_THAT(ties(both), ElementsAre("", "department record.no-department?", ""));
  EXPECT_THAT(ties(both, kWest), ElementsAre("department record.no-department?", "", ""));
  EXPECT_THAT(refused(both[1]), IsEmpty());
}

TEST_P(TiesTest, AreAskedAgainWhenARecordIsCorrected) {
  power(kEast);
  auto read = order({{"power", kItem}});
  const auto id = entered("orders", read);
  read.record.at(made("orders").find("power")->place) = Value(std::string("9"));
  EXPECT_EQ(key_of(desk_.correct(id, {read}, "笔误", clerk_)), "record.problems");
}

TEST_P(TiesTest, AreAskedOfTheRowsOfAFile) {
  const auto item = power(kEast);
  ImportDesk import(journal_, {registers_, projection_, laws(), key_});
  const auto check = [&](const std::string& bytes) {
    return must(import.check(
        {.code = "orders", .agency = kEast, .file = sha256_hex(bytes), .name = "a.csv"},
        [&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); }, clerk_));
  };
  const std::string head = "通知编号,送达日期,是否紧急,问题,职权编码,职权名称\n";
  const auto checked = check(head + "A,2025-01-02,是,甲," + kItem + "," + kItemName +
                             "\nB,2025-01-02,是,乙,9,\nC,2025-01-02,否,丙," + kItem + ",别的\n");
  EXPECT_THAT(told(checked), ElementsAre("3 power rule.exists-in", "4 power rule.same-as-list?"));
  EXPECT_EQ(actions(checked), "new refused new");
  ASSERT_FALSE(checked.rows[1].problems.empty());
  EXPECT_EQ(checked.rows[1].problems[0].cell, "E3");

  // What the file has no column for stays in the record, and is asked about with it.
  const auto id = entered("orders", order({{"number", "A"}, {"power", kItem}}));
  must_do(desk_.take(item, Step::Erase, "重复", second_));
  const auto later = check("通知编号,送达日期,是否紧急,问题\nA,2025-01-02,是,改过\n");
  EXPECT_THAT(told(later), ElementsAre("2 power rule.exists-in"));
  EXPECT_EQ(later.rows[0].record, id);
}

// ── the language ─────────────────────────────────────────────────────────────────────────────────────────────────────

TEST(TyingUp, RefusesWhatIsNotThereWithItsLine) {
  const struct {
    const char* what;
    const char* with;
    const char* says;
  } cases[] = {
      {"there = [\"item\"]", "there = [\"itme\"]", "there is no field 'itme' in 'powers'; is 'item' meant?"},
      {"there = [\"item\", \"name\"]", "there = [\"item\", \"forwarded\"]",
       "'forwarded' in 'powers' is not one open value such as 'power_name' has"},
      {"there = [\"item\", \"name\"]", "there = [\"item\", \"grounds\"]",
       "'grounds' in 'powers' is not one open value such as 'power_name' has"},
      {"register = \"powers\"\nthere = [\"item\", \"name\"]",
       "register = \"penalties\"\nthere = [\"number\", \"facts\"]",
       "'facts' in 'penalties' is not one open value such as 'power_name' has"},
      {"register = \"powers\"\nthere = [\"item\"]", "register = \"penalties\"\nthere = [\"party_number\"]",
       "'party_number' in 'penalties' is not one open value such as 'power' has"},
      {"there = [\"item\"]", "there = [\"name\"]",
       "records of 'powers' are not found by 'name': it is neither unique nor the first of the key"},
      {"there = [\"item\"]", "there = [\"item\", \"name\"]", "'there' names a field for each of 'fields'"},
      {"register = \"powers\"", "register = \"power\"", "there is no other register 'power'; is 'powers' meant?"},
      {"register = \"powers\"", "register = \"orders\"", "other register 'orders'"},
      {"column = \"amount\"", "column = \"ground\"", "'ground' is of type text, its sum 'total' of type money"},
      {"column = \"amount\"", "column = \"amout\"", "there is no column 'amout'; is 'amount' meant?"},
      {"check = \"sum-of-rows\"", "check = \"sum-of-rows\"\nregister = \"powers\"",
       "'sum-of-rows' takes no 'register'"},
      {"fields = [\"total\", \"costs\"]", "fields = [\"total\", \"facts\"]", "'sum-of-rows' does not suit 'facts'"},
      {"fields = [\"others\"]\nregister = \"powers\"\nthere = [\"item\"]",
       "fields = [\"others\", \"power\"]\nregister = \"powers\"\nthere = [\"item\", \"name\"]",
       "only alone may a field have several values here"},
      {"fields = [\"power\", \"power_name\"]", "fields = [\"others\", \"power_name\"]", "does not suit 'others'"},
      {"when = { field = \"urgent\", is = 1 } }", "when = { field = \"urgend\", is = 1 } }", "urgend"},
      {"forbidden_when = { field = \"free\", is = 1 }", "forbidden_when = { field = \"urgent\", is = 1 }", "urgent"},
      {"is = \"natural\" }", "is = \"naturel\" }", "is 'natural' meant?"},
      {"steps = \"none\"",
       "steps = \"none\"\nwithdraw = { period = \"penalty.withdraw\", when = { field = \"urgent\", is = 1 } }",
       "it has no 'when'"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto refused = read_text("orders", replaced(text_of_file("orders"), c.what, c.with));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "data.invalid");
    EXPECT_THAT(refused.error().detail, testing::MatchesRegex("data/registers/orders.toml:[0-9]+: .*"));
    EXPECT_THAT(refused.error().detail, HasSubstr(c.says));
  }
}

TEST(Rules, OfOtherRegistersHaveTheirTitleInTheSentence) {
  const auto made = orders();
  EXPECT_EQ(made.rules[0].says, "职权编码应在“权责清单”中有登记");
  EXPECT_EQ(made.rules[1].says, "职权名称应与“权责清单”中职权编码相同的登记一致");
  EXPECT_EQ(made.rules[2].says, "其他职权也应在权责清单里");
  EXPECT_EQ(made.rules[3].says, "费用合计应等于费用明细各行金额之和");
}

TEST(Rows, HaveConditionsOfTheirOwnInTheDictionaryAndInJsonSchema) {
  const auto made = orders();
  const auto text = markdown_of(made);
  EXPECT_THAT(
      text,
      HasSubstr("| `costs.ground` | 免收理由 | 文字，至多200字 | 公开 | 是否免收为“是”，且类别为“自然人”时必填 |"));
  const auto schema = boost::json::serialize(json_schema_of(made).at("properties").at("costs").at("items").at("allOf"));
  EXPECT_THAT(
      schema,
      HasSubstr(
          R"({"if":{"required":["free"],"properties":{"free":{"const":1}}},"then":{"not":{"required":["amount"]}}})"));
}

TEST(Clocks, RunOnlyWhereTheirConditionHolds) {
  const auto made = orders();
  auto record = example(made, "an order").record;
  EXPECT_EQ(due_on(made, record, {laws(), calendar()}).value_or(Date()).text(), "2025-01-13");
  record[made.find("urgent")->place] = std::int64_t{0};
  EXPECT_EQ(due_on(made, record, {laws(), calendar()}), std::nullopt);
}

}  // namespace
}  // namespace dl::records
