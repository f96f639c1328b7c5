// The registers of the program: their files are right, their clocks run by the law of the day, their dictionaries say
// it.
#include <fstream>
#include <set>

#include "records/clocks.h"
#include "records/compare.h"
#include "records/dictionary.h"
#include "records/json_schema.h"
#include "records/records_fixture.h"
#include "records/write.h"

namespace dl::records {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// load() runs the examples of each file; this says that they are worth it.
TEST(Registers, OfTheProgramAreRightAndTryTheirRules) {
  EXPECT_EQ(registers().all().size(), 50U);
  for (const auto& [code, made] : registers().all()) {
    SCOPED_TRACE(code);
    EXPECT_TRUE(acceptable(check(made, example(made, made.cases.front().name), made.changes.back().on)));
    EXPECT_TRUE(std::ranges::any_of(made.cases, [&](const Case& one) {
      const auto read = read_json(one.record, made);
      return !read || !acceptable(check(made, *read, one.today.value_or(made.changes.back().on)));
    })) << "no example that is refused";
    std::set<std::string> broken;
    for (const auto& one : made.cases) broken.insert(one.problems.begin(), one.problems.end());
    for (const auto& rule : made.rules)
      EXPECT_TRUE(rule.check->holds == nullptr ||
                  std::ranges::any_of(
                      broken, [&](const auto& line) { return line.ends_with(": " + std::string(rule.check->name)); }))
          << rule.check->name;
    EXPECT_FALSE(made.group.empty() || made.group == "other") << made.group;
    for (const auto& field : made.fields) EXPECT_FALSE(field.source.empty() || field.title.empty()) << field.code;
  }
  EXPECT_EQ(penalties().fields.size(), 31U) << "the thirty of the exchange, and the grade that the display runs by";
  EXPECT_EQ(penalties().exports.front().columns.size(), 30U);
  EXPECT_EQ(registers().find("penaltys").error().key, "register.unknown");
}

/// The piece of docs/registers.md in TOML that holds these words.
std::string guide_part(std::string_view words) {
  std::ifstream file(DAYLIGHT_SOURCE_DIR "/docs/registers.md");
  const std::string guide((std::istreambuf_iterator<char>(file)), {});
  const std::string_view fence = "```toml\n";
  const auto begin = guide.rfind(fence, guide.find(words)) + fence.size();
  return guide.substr(begin, guide.find("```", begin) - begin);
}

// The register that docs/registers.md makes in fifteen minutes.
TEST(Registers, OfTheGuideIsRight) {
  std::ifstream file(DAYLIGHT_SOURCE_DIR "/docs/registers.md");
  const std::string guide((std::istreambuf_iterator<char>(file)), {});
  const auto made = read_text("toilets", guide_part("code = \"toilets\""));
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(made->fields.size(), 12U);
  for (const auto& row : all_checks()) EXPECT_THAT(guide, HasSubstr("| `" + std::string(row.name) + "` |"));
  for (const auto name : type_names()) EXPECT_THAT(guide, HasSubstr("`" + std::string(name) + "`"));
}

TEST(Registers, OfTheGuideHaveListsAndStricterOrder) {
  const auto grades = Vocabulary::parse("toilet_grades", guide_part("title = \"公共厕所等级\""));
  ASSERT_TRUE(grades) << describe(grades.error());
  EXPECT_NE(grades->find("一类"), nullptr);
  const auto toilets = guide_part("code = \"toilets\"");
  const auto of = [&](const std::string& check, const std::string& problems) {
    auto text = toilets;
    const std::string rule = "check = \"in-order\"";
    text.replace(text.find(rule), rule.size(), "check = \"" + check + "\"");
    text += "\n[[case]]\nname = \"as many\"\nlike = \"an ordinary one\"\nrecord = { accessible_seats = \"12\" }\n";
    return read_text("toilets", text + "problems = [" + problems + "]\n");
  };
  EXPECT_TRUE(of("in-order", ""));
  EXPECT_TRUE(of("strictly-in-order", "\"accessible_seats: strictly-in-order\""));
  EXPECT_THAT(of("strictly-in-order", "").error().detail,
              HasSubstr("has the problems [accessible_seats: strictly-in-order], and says []"));
}

TEST(Registers, StayPublicThroughTheDayThatAFieldHolds) {
  const auto toilets = [](const std::string& until) {
    return read_text("toilets", replaced(guide_part("code = \"toilets\""), "steps = \"two-people\"",
                                         "steps = \"two-people\"\nshown_until = " + until));
  };
  const auto made = must(toilets("\"closed_until\""));
  auto record = example(made, "an ordinary one").record;
  EXPECT_EQ(shown_until(made, record, {laws(), calendar()}), std::nullopt) << "without a day it stays";
  record[made.find("closed_until")->place] = Value(std::string("2026-12-31"));
  EXPECT_EQ(shown_until(made, record, {laws(), calendar()})->text(), "2026-12-31");
  EXPECT_THAT(publication_of(made, laws(), {2026, 11, 27}), HasSubstr("- 公开期限：公开至停用至当天\n"));
  EXPECT_THAT(toilets("\"seats\"").error().detail, HasSubstr("names a field that holds a date"));
  EXPECT_THAT(toilets("\"never\"").error().detail, HasSubstr("never"));
  EXPECT_THAT(toilets("3").error().detail, HasSubstr("is a field with the last day"));
  EXPECT_THAT(toilets("{ from = \"opened_on\", rows = [] }").error().detail, HasSubstr("one { period"));
}

TEST(Registers, WithholdWhatIsAboutChildrenAndDoNotRefuseIt) {
  const auto problems = check(penalties(), example(penalties(), "a person under age is never public"), {2026, 1, 1});
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems.front().effect, Effect::Withhold);
  EXPECT_EQ(problems.front().says, "按证件号码，当事人在处罚决定日期未满18周岁");
  EXPECT_TRUE(acceptable(problems));
}

TEST(Clocks, RunByTheLawOfTheDay) {
  const auto& made = penalties();
  struct {
    const char* decided;
    const char* grade;
    const char* due;
    const char* until;
  } cases[] = {
      {"2025-09-10", "一般", "2025-09-19", "2026-09-10"}, {"2025-09-10", "轻微", "2025-09-19", "2025-12-10"},
      {"2025-09-10", "严重", "2025-09-19", "2028-09-10"}, {"2020-03-02", "一般", "2020-03-11", "2021-03-02"},
      {"2024-03-04", "一般", "2024-03-13", ""},           {"2025-09-10", "", "2025-09-19", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.decided) + c.grade);
    auto record = example(made, "a firm is fined").record;
    record[made.find("decided_on")->place] = Value(std::string(c.decided));
    record[made.find("dishonesty")->place] = parse_value(c.grade, *made.find("dishonesty")).value;
    EXPECT_EQ(due_on(made, record, {laws(), calendar()})->text(), c.due);
    fill_computed(made, record, {laws(), calendar()});
    EXPECT_EQ(text_of(record[made.find("shown_until")->place], *made.find("shown_until")), c.until);
  }
}

TEST(Dictionary, SaysConditionsInChinese) {
  const auto text = markdown_of(penalties());
  EXPECT_THAT(text, HasSubstr("| `fine` | 罚款金额 | 金额（万元） | 公开 | "
                              "处罚类别包含“罚款”时必填；不属于以下情形：处罚类别包含“罚款”时不得填写"));
  EXPECT_THAT(text, HasSubstr("- 证件类型为“居民身份证”的，按证件号码，当事人在处罚决定日期未满18周岁（不予公开；"));
  EXPECT_THAT(text, HasSubstr("- `criticism` 通报批评，2021-07-15起"));
  EXPECT_THAT(markdown_of(registers().all().at("parking")), HasSubstr("| `bays.count` | 数量 | 整数 | 公开 | 必填 |"));
}

TEST(Dictionary, SaysWhatIsPublicAndByWhichLaw) {
  const auto text = publication_of(penalties(), laws(), {2026, 11, 27});
  EXPECT_THAT(text, HasSubstr("- 办理：双人复核"));
  EXPECT_THAT(text, HasSubstr("- 公布期限：自处罚决定日期起7个工作日（`penalty.publish`，"));
  EXPECT_THAT(text, HasSubstr("- 公开期限：自处罚决定日期起，"));
  EXPECT_THAT(text, HasSubstr("- 遮盖后公开："));
  EXPECT_THAT(text, HasSubstr("- 零报告：每月\n"));
}

TEST(Dictionary, IsTableSchemaWithoutWhatIsSealed) {
  const auto schema = table_schema_of(penalties());
  std::set<std::string> names;
  for (const auto& field : schema.at("fields").as_array()) names.insert(std::string(field.at("name").as_string()));
  EXPECT_EQ(names.size(), 29U);
  EXPECT_FALSE(names.contains("party_number"));
  EXPECT_EQ(schema.at("primaryKey"), json::parse(R"(["number"])"));
}

TEST(JsonSchemaOf, HasIfAndThen) {
  const auto schema = json_schema_of(penalties());
  EXPECT_THAT(json::serialize(schema.at("allOf")),
              HasSubstr(R"({"if":{"required":["kinds"],"properties":{"kinds":{"contains":{"const":"fine"}}}},)"
                        R"("then":{"required":["fine"]}})"));
  EXPECT_EQ(schema.at("properties").at("fine").at("description"), "200元填0.02。 单位：分");
}

// What an earlier state has, so that each way of losing or loosening is told.
TEST(Comparing, TellsWhatAChangeWouldBreak) {
  const auto text = text_of_file("penalties");
  const auto before = must(read_text("penalties", text));
  EXPECT_THAT(what_breaks(before, must(read_text("penalties", text))), IsEmpty());
  const auto next = [&](std::string changed, const char* loosens = "") {
    changed = replaced(std::move(changed), "version = 2\ntitle", "version = 3\ntitle");
    const bool lives = changed.find("required = true\nfrom = ") == changed.npos;  // the example is of an earlier day
    if (lives)
      changed =
          replaced(std::move(changed), "representative = \"张三\"", "representative = \"张三\"\ntax_number = \"1\"");
    return replaced(
        std::move(changed), "# ── examples",
        std::string("[[change]]\nversion = 3\non = 2026-12-01\nsays = \"改\"\n") + loosens + "\n# ── examples");
  };
  const auto breaks = [&](std::string_view what, std::string_view with, const char* loosens = "") {
    return what_breaks(before, must(read_text("penalties", next(replaced(text, what, with), loosens))));
  };
  const std::string tax = "title = \"行政相对人代码_4（税务登记号）\"\ntype = \"text\"\nlength = 32\n";
  const std::string end = "# ── publication";
  const std::string rule = "[[rule]]\ncheck = \"one-of-these\"\nfields = [\"party\", \"remark\"]\n";
  struct {
    std::string what;
    std::string with;
    const char* says;
  } cases[] = {
      {tax, replaced(tax, "text\"\nlength = 32", "long-text\""),
       "field 'tax_number': its type was text and is long-text"},
      {tax, replaced(tax, "32", "20"), "field 'tax_number': its length was 32 and is 20"},
      {tax, tax + "required = true\n",
       "field 'tax_number': it is required now, without a first day ('from') that is no earlier than the change"},
      {tax, tax + "required_when = { field = \"party_kind\", is = \"legal\" }\n",
       "field 'tax_number': it is required in other cases, without a first day (a 'from' in the condition)"},
      {tax, tax + "unique = true\n", "field 'tax_number': it is unique now; records that are there may not be"},
      {"minimum = \"0.000001\"", "minimum = \"0.01\"", "field 'fine': its range is narrower"},
      {"title = \"违法事实\"\ntype = \"long-text\"\nlength = 4000\nprivacy = \"scanned\"",
       "title = \"违法事实\"\ntype = \"long-text\"\nlength = 4000\nprivacy = \"open\"",
       "field 'facts': its privacy was scanned and is open; a [[change]] that means it says loosens = [\"facts\"]"},
      {"personal_when = { field = \"party_kind\", is = \"natural\" }",
       "personal_when = { field = \"party_kind\", is = \"individual\" }",
       "field 'party': its privacy was personal and is personal; a [[change]] that means it says loosens = "
       "[\"party\"]"},
      {"key = [\"number\"]", "key = [\"number\", \"decided_on\"]", "the key was number and is number, decided_on"},
      {"allow = [\"00000000000000000X\"]", "allow = [\"00000000000000000X\", \"无\"]", ""},
      {tax, tax + "required_when = { field = \"decided_on\", from = 2027-01-01 }\n", ""},
      {tax, replaced(tax, "32", "64"), ""},
      {tax, tax + "required = true\nfrom = 2026-01-01\n",
       "field 'tax_number': it is required now, without a first day ('from') that is no earlier than the change"},
      {tax, tax + "required = true\nfrom = 2027-01-01\n", ""},
      {tax, tax + "until = 2025-12-31\n", "field 'tax_number': it ended before the change itself"},
      {tax, tax + "until = 2026-11-30\n", ""},
      {end, rule + "effect = \"refuse\"\n" + end,
       "rule 'one-of-these' about party, remark: it refuses now, without a first day (a 'from' in 'when')"},
      {end, rule + "effect = \"refuse\"\nwhen = { field = \"decided_on\", from = 2027-01-01 }\n" + end, ""},
      {end, rule + "effect = \"warn\"\n" + end, ""},
      {"age = 18", "age = 17",
       "rule 'adult-at' about party_number, decided_on: it withholds no more; a [[change]] that means it says loosens "
       "= "
       "[\"party_number\"]"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto lines = breaks(c.what, c.with);
    if (*c.says == '\0')
      EXPECT_THAT(lines, IsEmpty());
    else
      EXPECT_THAT(lines, ElementsAre(c.says));
  }
  EXPECT_THAT(breaks("title = \"违法事实\"\ntype = \"long-text\"\nlength = 4000\nprivacy = \"scanned\"",
                     "title = \"违法事实\"\ntype = \"long-text\"\nlength = 4000\nprivacy = \"open\"",
                     "loosens = [\"facts\"]\n"),
              IsEmpty());
  EXPECT_THAT(
      what_breaks(before, must(read_text("penalties", replaced(text, "entry = \"处罚决定\"", "entry = \"决定\"")))),
      ElementsAre("the file has changed and its version is 2 still"));
}

TEST(Comparing, TellsWhatIsGone) {
  const auto text = text_of_file("parking");
  const auto before = must(read_text("parking", text));
  auto without =
      replaced(text, "[[field]]\ncode = \"filed_on\"\ntitle = \"备案日期\"\ntype = \"date\"\nprivacy = \"open\"\n", "");
  without =
      replaced(without, "[[rule]]\ncheck = \"not-after-today\"\nfields = [\"filed_on\"]\neffect = \"refuse\"\n", "");
  without = replaced(without, "\"filed_on\", ", "");
  const auto lines = what_breaks(before, must(read_text("parking", without)));
  EXPECT_THAT(lines, ElementsAre("the file has changed and its version is 1 still",
                                 "field 'filed_on': it is gone; retire a field with 'until'"));

  auto lists_before = lists();
  auto longer = lists().at("parking_kinds");
  longer.terms.push_back({.code = "sky", .name = "空中"});
  lists_before.put(longer);
  const auto with_list = must(read_register("data/registers/parking.toml", text, {lists_before, laws(), {"parking"}}));
  EXPECT_THAT(what_breaks(with_list, before),
              ElementsAre("field 'kind': its list has no 'sky' any more; end a term with 'until'"));
}

TEST(Lives, OfFieldsAndDutiesBeginAndEndOnADay) {
  auto text = replaced(text_of_file("penalties"), "title = \"行政相对人代码_4（税务登记号）\"\n",
                       "title = \"行政相对人代码_4（税务登记号）\"\nrequired = true\nfrom = 2026-01-01\n");
  text = replaced(text, "title = \"行政相对人代码_6（社会组织登记证号）\"\n",
                  "title = \"行政相对人代码_6（社会组织登记证号）\"\nuntil = 2025-12-31\n");
  const auto made = must(read_text("penalties", text));
  auto read = example(made, "a firm is fined");
  const auto keys = [&](const char* decided) {
    read.record[made.find("decided_on")->place] = Value(std::string(decided));
    std::vector<std::string> told;
    for (const auto& problem : check(made, read, {2026, 12, 1})) told.push_back(problem.field + " " + problem.key);
    return told;
  };
  EXPECT_THAT(keys("2025-12-31"), IsEmpty());
  EXPECT_THAT(keys("2026-01-01"), ElementsAre("tax_number record.required"));
  read.record[made.find("society_number")->place] = Value(std::string("51"));
  EXPECT_THAT(keys("2025-12-31"), IsEmpty());
  EXPECT_THAT(keys("2026-01-01"), ElementsAre("tax_number record.required", "society_number record.not-asked-for"));
}

}  // namespace
}  // namespace dl::records
