// Types by their texts and cells: what is taken, in which form, and what is refused.
#include <rapidcheck.h>

#include <set>

#include "records/mask.h"
#include "records/records_fixture.h"
#include "records/write.h"

namespace dl::records {
namespace {

Field of_type(std::string_view name) {
  Field field{.code = "it", .title = "它", .type = find_type(name)->value};
  field.length = field.row().length;
  if (field.type == Type::Decimal) field.digits = 2;
  if (field.type == Type::Money) field.shown = Unit::TenThousandYuan;
  if (field.type == Type::Code) field.choices = std::make_shared<const Choices>(lists().at("penalty_kinds"));
  return field;
}

struct Case {
  const char* type;
  const char* text;
  const char* canonical;  // as it is written again; "" = refused
  const char* problem = "";
};

// Test vectors of GB 32100, GB 11714 and GB 11643, and ways in which people write the rest.
constexpr Case kCases[] = {
    {"text", "　阳光  餐饮 ", "阳光 餐饮"},
    {"text", "一行\n两行", "", "record.one-line"},
    {"long-text", "一行\r\n两行\r三行", "一行\n两行\n三行"},
    {"long-text", "a\x01", "", "record.unwritable"},
    {"integer", "1,234", "1234"},
    {"integer", "１２", "12"},
    {"integer", "-0", "0"},
    {"integer", "12,34", "", "record.integer"},
    {"integer", "1.5", "", "record.integer"},
    {"integer", "1234567890123456", "", "record.integer"},
    {"decimal", "3.10", "3.10"},
    {"decimal", "-0.5", "-0.50"},
    {"decimal", "3.101", "", "record.decimal"},
    {"decimal", "3.", "", "record.decimal"},
    {"money", "0.02", "0.020000"},
    {"money", "200元", "0.020000"},
    {"money", "2万元", "2.000000"},
    {"money", "1,000.55 元", "0.100055"},
    {"money", "0.0000001", "", "record.money"},
    {"money", "贰佰元", "", "record.money"},
    {"department", " 法规科", "法规科"},
    {"department", "法规科\n执法科", "", "record.one-line"},
    {"date", "2021年7月5日", "2021-07-05"},
    {"date", "2021/7/5", "2021-07-05"},
    {"date", "二〇二一年七月五日", "2021-07-05"},
    {"date", "2021-02-30", "", "record.date"},
    {"date", "1821-02-03", "", "record.date"},
    {"month", "2021年7月", "2021-07"},
    {"month", "2021-7", "2021-07"},
    {"month", "2021-13", "", "record.month"},
    {"year", "2021年", "2021"},
    {"year", "21", "", "record.year"},
    {"moment", "2021-07-05 09:30", "2021-07-05 09:30:00"},
    {"moment", "今天", "", "record.moment"},
    {"period", "2021年1月1日至2021年12月31日", "2021-01-01/2021-12-31"},
    {"period", "2021-01-01/2021-12-31", "2021-01-01/2021-12-31"},
    {"period", "2021-12-31至2021-01-01", "", "record.period"},
    {"yes-no", "有", "是"},
    {"yes-no", "×", "否"},
    {"yes-no", "也许", "", "record.yes-no"},
    {"code", "罚款", "fine"},
    {"code", "吊销执照", "revocation"},
    {"code", "罚金", "", "record.list"},
    {"agency", "743719761", "743719761"},
    {"agency", "7437197", "", "agency_code.form"},
    {"unified-code", "91110000101623741k", "91110000101623741K"},
    {"unified-code", "911101066976941872", "911101066976941872"},
    {"unified-code", "91230500MA1B3N1N2M", "91230500MA1B3N1N2M"},
    {"unified-code", "91310115MA1H8R7C6D", "", "credit_code.check_digit"},
    {"unified-code", "91350211M0000XUF46", "91350211M0000XUF46", "credit_code.check_digit_alone"},
    {"unified-code", "00000000000000000X", "", "credit_code.registrar"},
    {"organisation-code", "L6005760-X", "L6005760X"},
    {"organisation-code", "783059753", "783059753"},
    {"organisation-code", "D2143569X", "D2143569X"},
    {"organisation-code", "743719762", "", "organisation_code.check_digit"},
    {"id-number", "11010519491231002X", "11010519491231002X"},
    {"id-number", "440524188001010014", "440524188001010014"},
    {"id-number", "110105194912310021", "", "resident_number.check_digit"},
    {"person-name", "欧阳娜娜", "欧阳娜娜"},
    {"person-name", "张3", "", "record.person-name"},
    {"phone", "（0375）1234567", "(0375)1234567"},
    {"phone", "12345", "12345"},
    {"phone", "见公示牌", "", "record.phone"},
    {"address", "平城区建设路1号", "平城区建设路1号"},
    {"document-number", "平城管罚决字[2021] 第017号", "平城管罚决字〔2021〕第017号"},
    {"document-number", "第17号处罚决定", "第17号处罚决定", "record.document-number"},
    {"legal-basis", "《城市绿化条例》第二十六条", "《城市绿化条例》第二十六条"},
    {"legal-basis", "城市绿化条例", "城市绿化条例", "record.legal-basis"},
    {"place", "113.3012，33.7351", "113.301200,33.735100"},
    {"place", "33.7351,113.3012", "", "record.place-swapped"},
    {"place", "113.3012", "", "record.place"},
    {"document", "000014349/2020-10036", "000014349/2020-10036"},
    {"document", "000014340/2020-10036", "", "record.document"},
    {"file", " sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 48213 采购 合同.pdf ",
     "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 48213 采购 合同.pdf"},
    {"file", "采购合同.pdf", "", "record.file"},
    {"file", "sha256:9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08 4 a.pdf", "", "record.file"},
    {"file", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 0 a.pdf", "", "record.file"},
    {"file", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 4 a；b.pdf", "", "record.file"},
    {"file", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 4 ../a.pdf", "", "record.file"},
    {"web-address", "https://example.gov.cn/a?b=c", "https://example.gov.cn/a?b=c"},
    {"web-address", "javascript:alert(1)", "", "record.web-address"},
    {"link", "410400202001", "410400202001"},
};

TEST(Types, ReadWhatPeopleWrite) {
  std::set<std::string_view> tried;
  for (const auto& c : kCases) {
    SCOPED_TRACE(std::string(c.type) + " " + c.text);
    const auto field = of_type(c.type);
    const auto parsed = parse_value(c.text, field);
    EXPECT_EQ(parsed.problem, c.problem);
    EXPECT_EQ(parsed.value.empty() ? "" : text_of(parsed.value, field), c.canonical);
    EXPECT_EQ(parsed.doubtful, *c.problem != '\0' && *c.canonical != '\0');
    tried.insert(c.type);
  }
  EXPECT_EQ(tried.size() + 1, type_names().size()) << "each type but the sub-table has its cases";
}

TEST(Types, TakeBackWhatTheyWrite) {
  for (const auto& c : kCases) {
    if (*c.canonical == '\0') continue;
    SCOPED_TRACE(std::string(c.type) + " " + c.text);
    const auto field = of_type(c.type);
    const auto value = parse_value(c.text, field).value;
    EXPECT_EQ(parse_value(text_of(value, field), field).value, value);
  }
}

TEST(Types, KeepAmountsExactly) {
  EXPECT_TRUE(rc::check([] {
    const auto field = of_type("money");
    const Value value(*rc::gen::inRange<std::int64_t>(-99'999'999'999'999, 99'999'999'999'999));
    RC_ASSERT(parse_value(text_of(value, field), field).value == value);
  }));
}

TEST(Types, HaveLimits) {
  auto field = of_type("text");
  field.length = 2;
  field.allow = {"不适用"};
  EXPECT_EQ(parse_value("三个字", field).problem, "record.too-long");
  EXPECT_EQ(parse_value("不适用", field).problem, "");
  auto number = of_type("integer");
  number.minimum = 1;
  number.maximum = 9;
  EXPECT_EQ(parse_value("0", number).problem, "record.too-small");
  EXPECT_EQ(parse_value("10", number).problem, "record.too-large");
  auto code = of_type("unified-code");
  code.allow = {"00000000000000000X"};
  EXPECT_EQ(parse_value("00000000000000000X", code).problem, "");
}

TEST(Cells, AreReadByTheirKindAndNeverGuessed) {
  using Kind = Cell::Kind;
  struct {
    const char* type;
    Kind kind;
    const char* stored;
    const char* canonical;
    const char* problem = "";
  } cases[] = {
      {"money", Kind::Number, "0.020000000000000004", "0.020000"},
      {"integer", Kind::Number, "2E3", "2000"},
      {"text", Kind::Number, "17", "17"},
      {"id-number", Kind::Number, "110105194912310020", "", "record.cell-digits-lost"},
      {"unified-code", Kind::Number, "911101066976941872", "", "record.cell-digits-lost"},
      {"date", Kind::Number, "44382", "", "record.cell-no-date"},
      {"date", Kind::Date, "2021-07-05 00:00:00", "2021-07-05"},
      {"month", Kind::Date, "2021-07-01", "2021-07"},
      {"text", Kind::Date, "2021-03-01", "", "record.cell-date"},
      {"yes-no", Kind::Flag, "1", "是"},
      {"text", Kind::Flag, "1", "", "record.cell-flag"},
      {"integer", Kind::Error, "#N/A", "", "record.cell-error"},
      {"integer", Kind::Number, "nan?", "", "record.cell-error"},
      {"date", Kind::Text, "2021.7.5", "2021-07-05"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(std::string(c.type) + " " + c.stored);
    const auto field = of_type(c.type);
    const auto parsed = parse_cell({c.kind, c.stored}, field);
    EXPECT_EQ(parsed.problem, c.problem);
    EXPECT_EQ(parsed.value.empty() ? "" : text_of(parsed.value, field), c.canonical);
  }
}

TEST(Masks, LeaveWhatTellsNobodyApart) {
  EXPECT_EQ(masked(Mask::PersonName, "张三"), "张某某");
  EXPECT_EQ(masked(Mask::PersonName, "欧阳娜娜"), "欧阳某某");
  EXPECT_EQ(masked(Mask::PersonName, "单于"), "单某某");
  EXPECT_EQ(masked(Mask::Digits, "13812345678"), "138****5678");
  EXPECT_EQ(masked(Mask::Digits, "1234567890"), "***");
  EXPECT_EQ(masked(Mask::Address, "平城区建设街道阳光小区3号楼"), "平城区建设街道***");
  EXPECT_EQ(masked(Mask::Address, "阳光小区3号楼"), "***");
  EXPECT_EQ(masked(Mask::Whole, "什么"), "***");
}

TEST(Masks, AreForPeopleAndNotForFirms) {
  const auto& made = penalties();
  const auto firm = example(made, "a firm is fined").record;
  const auto person = example(made, "a natural person").record;
  const auto shown = [&](const Record& record, const char* code) {
    return shown_of(public_value(*made.find(code), made, record, {}), *made.find(code));
  };
  EXPECT_EQ(shown(firm, "party"), "平城区阳光餐饮有限公司");
  EXPECT_EQ(shown(person, "party"), "张某某");
  EXPECT_EQ(shown(firm, "representative"), "张某某") << "whoever acts for a firm is not the punished";
  EXPECT_EQ(shown(person, "party_number"), "");
  EXPECT_EQ(record_name(made, person, {}), "平城管罚决字〔2025〕17号 张某某");
}

TEST(Writing, SpeaksToPeopleFilesAndPages) {
  const auto& made = penalties();
  const auto record = example(made, "a firm is fined").record;
  const auto at = [&](const char* code) -> const Value& { return record.at(made.find(code)->place); };
  EXPECT_EQ(shown_of(at("fine"), *made.find("fine")), "0.02万元");
  EXPECT_EQ(text_of(at("fine"), *made.find("fine")), "0.020000");
  EXPECT_EQ(shown_of(at("kinds"), *made.find("kinds")), "罚款");
  EXPECT_EQ(text_of(at("kinds"), *made.find("kinds")), "fine");
  EXPECT_EQ(text_of(at("kinds"), *made.find("kinds"), Codes::Name), "罚款");
  EXPECT_EQ(html_of(at("decided_on"), *made.find("decided_on")), "<time datetime=\"2025-09-10\">2025-09-10</time>");
  const Value foreign(std::string("<b>\n&"));
  EXPECT_EQ(html_of(foreign, *made.find("facts")), "&lt;b&gt;<br>&amp;");
  const auto& parking = registers().all().at("parking");
  const auto lot = example(parking, "a public lot").record;
  EXPECT_EQ(shown_of(lot.at(parking.find("bays")->place), *parking.find("bays")),
            "泊位类型 小型车，数量 514；泊位类型 充电，数量 40；泊位类型 无障碍，数量 12");
}

TEST(Writing, JsonComesBackAsItWas) {
  for (const auto& [code, made] : registers().all()) {
    for (const auto& one : made.cases) {
      SCOPED_TRACE(one.place);
      const auto read = must(read_json(one.record, made));
      const auto text = json_of(read.record, made);
      const auto again = must(read_json(text, made));
      EXPECT_EQ(again.record, read.record);
      EXPECT_EQ(json_of(again.record, made), text);
    }
  }
}

TEST(Reading, TellsWhatAJsonObjectHasThatTheRegisterHasNot) {
  const auto problems =
      must(read_json(R"({"parti":"x","fine":[1],"kinds":"罚款","decided_on":5})", penalties())).problems;
  const std::vector<Problem> wanted = {
      {"fine", "record.json-type"}, {"decided_on", "record.json-type"}, {"parti", "record.unknown-field"}};
  EXPECT_EQ(problems, wanted);
  EXPECT_EQ(read_json("[]", penalties()).error().key, "record.json");
  EXPECT_EQ(read_json("{", penalties()).error().key, "record.json");
}

}  // namespace
}  // namespace dl::records
