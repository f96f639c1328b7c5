// What files of records hold, and what has to happen: the cells and rows of workbooks, separated values and JSON.
#include "records/import_fixture.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ImportChecking : public ImportOffice {};
DL_ON_EVERY_ENGINE(ImportChecking);

const auto kPerson = "a natural person";

TEST_P(ImportChecking, ReadsCellsByWhatTheRegisterDeclares) {
  struct Case {
    const char* name;
    std::vector<Cells> rows;
    std::vector<std::string> problems;
    const char* field = nullptr;  ///< of the first row
    const char* value = "";       ///< as an export has it
  };
  const Case cases[] = {
      {"an identity number as a number",
       {penalty_cells(1, {{"party_number", number_cell("110105194912310020")}}, kPerson)},
       {"2 party_number record.cell-digits-lost"}},
      {"a code in wide letters, small ones and spaces",
       {penalty_cells(1, {{"unified_code", " ９１110000101623741k"}})},
       {},
       "unified_code",
       "91110000101623741K"},
      {"a code that is a number and lost its zeros",
       {penalty_cells(1, {{"unified_code", number_cell("12")}})},
       {"2 unified_code credit_code.form"}},
      {"digits and a letter in one column",
       {penalty_cells(1, {{"tax_number", number_cell("164")}}), penalty_cells(2, {{"tax_number", "0164A"}})},
       {},
       "tax_number",
       "164"},
      {"a day of the workbook",
       {penalty_cells(1, {{"decided_on", number_cell("45910", 1)}})},
       {},
       "decided_on",
       "2025-09-10"},
      {"a day of ISO 8601",
       {penalty_cells(1, {{"decided_on", "<c r=\"AT\" t=\"d\"><v>2025-09-10</v></c>"}})},
       {},
       "decided_on",
       "2025-09-10"},
      {"a day with 年", {penalty_cells(1, {{"decided_on", "2025年9月10日"}})}, {}, "decided_on", "2025-09-10"},
      {"a day with strokes", {penalty_cells(1, {{"decided_on", "2025/9/10"}})}, {}, "decided_on", "2025-09-10"},
      {"a day with dots", {penalty_cells(1, {{"decided_on", "2025.9.10"}})}, {}, "decided_on", "2025-09-10"},
      {"a day that could be two", {penalty_cells(1, {{"decided_on", "03/04/2021"}})}, {"2 decided_on record.date"}},
      {"the number of a day as a number",
       {penalty_cells(1, {{"decided_on", number_cell("45910")}})},
       {"2 decided_on record.cell-no-date"}},
      {"the number of a day as text", {penalty_cells(1, {{"decided_on", "45910"}})}, {"2 decided_on record.date"}},
      {"a time of day",
       {penalty_cells(1, {{"decided_on", number_cell("0.5", 1)}})},
       {"2 decided_on record.cell-no-date"}},
      {"nothing as a day",
       {penalty_cells(1, {{"decided_on", number_cell("0", 1)}})},
       {"2 decided_on record.cell-no-date"}},
      {"the day that 1900 did not have",
       {penalty_cells(1, {{"decided_on", number_cell("60", 1)}})},
       {"2 decided_on record.cell-no-date"}},
      {"thousands", {penalty_cells(1, {{"fine", "1,234.50"}})}, {}, "fine", "1234.500000"},
      {"a sign of a currency", {penalty_cells(1, {{"fine", "￥200"}})}, {"2 fine record.money"}},
      {"words", {penalty_cells(1, {{"fine", "二百元"}})}, {"2 fine record.money"}},
      {"marks for nothing",
       {penalty_cells(1, {{"licence", "-"}, {"remark", "无"}, {"tax_number", "/"}})},
       {},
       "licence",
       ""},
      {"a mark for nothing where something is owed", {penalty_cells(1, {{"fine", "/"}})}, {"2 fine record.required"}},
      {"a sum of decimals as a computer has it",
       {penalty_cells(1, {{"fine", number_cell("0.30000000000000004")}})},
       {},
       "fine",
       "0.300000"},
      {"more digits than an amount has",
       {penalty_cells(1, {{"fine", number_cell("0.3000000004")}})},
       {"2 fine record.money"}},
      {"a formula with its result",
       {penalty_cells(1, {{"fine", "<c r=\"AT\"><f>A1*2</f><v>0.04</v></c>"}})},
       {"0  import.formula-worked?"},
       "fine",
       "0.040000"},
      {"a formula without",
       {penalty_cells(1, {{"fine", "<c r=\"AT\"><f>[1]Sheet1!A1</f></c>"}})},
       {"2 fine import.formula-unworked"}},
      {"a link by a formula is its text",
       {penalty_cells(1, {{"remark", "<c r=\"AT\" t=\"str\"><f>HYPERLINK(\"http://a\",\"甲\")</f><v>甲</v></c>"}})},
       {"0  import.formula-worked?"},
       "remark",
       "甲"},
      {"an error of the workbook",
       {penalty_cells(1, {{"fine", "<c r=\"AT\" t=\"e\"><v>#N/A</v></c>"}})},
       {"2 fine record.cell-error"}},
      {"several values in one cell", {penalty_cells(1, {{"kinds", "罚款；警告"}})}, {}, "kinds", "fine；warning"},
      {"one of several values is wrong", {penalty_cells(1, {{"kinds", "罚款;坐牢"}})}, {"2 kinds[2] record.list"}},
      {"the only one is wrong: neither is it called missing, nor what hangs on it forbidden",
       {penalty_cells(1, {{"kinds", "坐牢"}})},
       {"2 kinds[1] record.list"}},
      {"a text that a spreadsheet would run",
       {penalty_cells(1, {{"remark", "=cmd|'/c calc'!A0"}})},
       {},
       "remark",
       "=cmd|'/c calc'!A0"},
      {"a rule over several fields",
       {penalty_cells(1, {{"valid_until", "2025-09-09"}})},
       {"2 decided_on rule.in-order"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto checked = check(book_of(penalties(), c.rows).bytes());
    EXPECT_THAT(told(checked), testing::ElementsAreArray(c.problems));
    ASSERT_EQ(checked.rows.size(), c.rows.size());
    if (c.field == nullptr) continue;
    const auto read = must(read_json(checked.rows[0].words, penalties()));
    const auto& field = *penalties().find(c.field);
    EXPECT_EQ(text_of(read.record.at(field.place), field), c.value);
  }
}

TEST_P(ImportChecking, NamesCellsInEveryKindOfFile) {
  const std::vector<Cells> rows = {penalty_cells(1), penalty_cells(2, {{"fine", "许多"}, {"decided_on", ""}})};
  const auto fields = fields_in(penalties(), rows);
  const auto at = [&](const char* code) {
    const auto found = std::ranges::find(fields, std::string_view(code), [](const auto* f) { return f->code; });
    return sheets::address(static_cast<std::size_t>(found - fields.begin()), 3);
  };
  for (const auto& bytes : {csv_of(penalties(), rows), book_of(penalties(), rows).bytes()}) {
    const auto checked = check(bytes);
    ASSERT_EQ(checked.rows.size(), 2U);
    EXPECT_EQ(checked.rows[1].key, "东城管罚决字〔2025〕2号");
    std::map<std::string, std::string> cells;
    for (const auto& one : checked.rows[1].problems) cells[one.field] = one.cell;
    EXPECT_EQ(cells["fine"], at("fine"));
    EXPECT_EQ(cells["decided_on"], at("decided_on"));
    EXPECT_EQ(actions(checked), "new refused");
  }
}

TEST_P(ImportChecking, FindsTheHeadingAmongWhatStandsAroundIt) {
  const std::vector<Cells> rows = {penalty_cells(1), penalty_cells(2)};
  const auto fields = fields_in(penalties(), rows);
  const auto column = [&](const char* code) {
    const auto found = std::ranges::find(fields, std::string_view(code), [](const auto* f) { return f->code; });
    return static_cast<std::size_t>(found - fields.begin());
  };
  const auto line = [](std::size_t row, const std::string& cells, const char* more = "") {
    return fmt::format("<row r=\"{}\"{}>{}</row>", row, more, cells);
  };
  const auto title = line(1, xml_cell("行政处罚公示表", "A1"));
  const auto sum = [&](const char* amount) {
    return line(5, xml_cell("合计", "A5") +
                       xml_cell(fmt::format("<c r=\"AT\"><v>{}</v></c>", amount), sheets::address(column("fine"), 5)));
  };
  const auto note = line(7, xml_cell("注：按月公示", "A7"));
  const auto merged = "<mergeCells><mergeCell ref=\"A3:A4\"/></mergeCells>";
  struct Case {
    const char* name;
    sheets::Book book;
    std::vector<std::string> problems;
  };
  Case cases[] = {
      {"a title above, a sum and a note below", book_of(penalties(), rows, 2, title, sum("0.04") + note), {}},
      {"a sum that is another", book_of(penalties(), rows, 2, title, sum("0.05")), {"0 fine import.sum-differs?"}},
      {"merged cells", book_of(penalties(), rows, 2, title), {"0 A3:A4 import.merged"}},
      {"a title over several columns", book_of(penalties(), rows, 2, title), {}},
      {"rows that are hidden", book_of(penalties(), rows, 2, title), {"0  import.hidden-rows?"}},
      {"another sheet, which is hidden", book_of(penalties(), rows, 2, title), {"0  import.sheet-left?"}},
  };
  cases[2].book.behind = merged;
  cases[3].book.behind = "<mergeCells><mergeCell ref=\"A1:C1\"/></mergeCells>";
  auto& hidden = cases[4].book.rows;
  hidden.replace(hidden.find("<row r=\"4\""), 10, "<row r=\"4\" hidden=\"1\"");
  cases[5].book.more = {
      {"xl/workbook.xml",
       "<workbook><sheets><sheet name=\"表一\" r:id=\"r1\"/><sheet name=\"旧\" state=\"hidden\" r:id=\"r2\"/></sheets>"
       "</workbook>"},
      {"xl/worksheets/sheet2.xml", "<worksheet><sheetData/></worksheet>"}};
  for (auto& c : cases) {
    SCOPED_TRACE(c.name);
    const auto checked = check(c.book.bytes());
    EXPECT_THAT(told(checked), testing::ElementsAreArray(c.problems));
    EXPECT_EQ(actions(checked), "new new");
  }
}

TEST_P(ImportChecking, KnowsColumnsByCodeTitleAliasAndWhatSomebodySaid) {
  const auto cells = penalty_cells(1);
  std::string codes, titles, row;
  for (const auto* field : fields_in(penalties(), {cells})) {
    codes += field->code + "\t";
    titles += (field->code == "party" ? " 当事 人\xC2\xA0" : field->title) + "\t";
    row += cells.at(field->code) + "\t";
  }
  struct Case {
    const char* name;
    std::string text;
    std::vector<std::string> problems;
  };
  const auto without = [&](const char* code) {
    auto less = cells;
    less.erase(code);
    return csv_of(penalties(), {less});
  };
  const Case cases[] = {
      {"codes", codes + "\n" + row + "\n", {}},
      {"titles and aliases with spaces", titles + "\n" + row + "\n", {}},
      {"a column that nobody knows", titles + "经办人电话\n" + row + "1\n", {"0 S1 import.column-unknown?"}},
      {"a column of one's own", "序号\t" + titles + "\n1\t" + row + "\n", {}},
      {"a column twice", titles + "文号\n" + row + cells.at("number") + "\n", {"0 number import.column-twice"}},
      {"no column of the key", without("number"), {"0 number import.column-owed", "2 number record.required"}},
      {"no column that is owed", without("facts"), {"0 facts import.column-owed", "2 facts record.required"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(told(check(c.text)), testing::ElementsAreArray(c.problems));
  }
}

TEST_P(ImportChecking, RemembersWhatSomebodySaidOfAColumn) {
  const auto cells = penalty_cells(1);
  auto text = csv_of(penalties(), {cells});
  text = replaced(text, "违法事实", "查明情况");
  auto wish = order(text);
  EXPECT_THAT(told(must(check_file(text, wish))), testing::Contains("0 facts import.column-owed"));
  wish.mapping = {{"查明 情况", "facts"}};
  const auto checked = must(check_file(text, wish));
  EXPECT_THAT(told(checked), IsEmpty());
  must(import_.apply(wish, checked, clerk_));
  const auto next = replaced(csv_of(penalties(), {penalty_cells(2)}), "违法事实", "查明情况");
  EXPECT_THAT(told(check(next)), IsEmpty());
  EXPECT_THAT(told(check(next, "penalties", kWest)), testing::Contains("0 facts import.column-owed"))
      << "another agency has its own headings";
  wish.mapping = {{"查明情况", "fact"}};
  EXPECT_EQ(check_file(text, wish).error().key, "import.no-field");
}

TEST_P(ImportChecking, ReadsTextsOfEveryKind) {
  const std::vector<Cells> rows = {penalty_cells(1, {{"facts", "一行\n另一行，\"引\""}}), penalty_cells(2)};
  const auto plain = csv_of(penalties(), rows);
  std::string json = "[";
  for (const auto& row : rows) {
    json += json.size() > 1 ? ",{" : "{";
    bool first = true;
    for (const auto& [code, text] : row) {
      const auto& field = *penalties().find(code);
      const bool bare = field.many;
      auto value = text;
      for (std::size_t at = 0; (at = value.find_first_of("\"\n", at)) != value.npos; at += 2)
        value.replace(at, 1, value[at] == '"' ? "\\\"" : "\\n");
      json += fmt::format("{}\"{}\":{}\"{}\"{}", first ? "" : ",", code, bare ? "[" : "", value, bare ? "]" : "");
      first = false;
    }
    json += "}";
  }
  for (const auto& text :
       {plain, "\xEF\xBB\xBF" + plain, csv_of(penalties(), rows, ";"), csv_of(penalties(), rows, "\t"), json + "]"}) {
    const auto checked = check(text);
    EXPECT_THAT(told(checked), IsEmpty()) << text.substr(0, 60);
    ASSERT_EQ(actions(checked), "new new");
    const auto read = must(read_json(checked.rows[0].words, penalties()));
    EXPECT_EQ(*read.record.at(penalties().find("facts")->place).text(), "一行\n另一行，\"引\"");
  }
}

TEST_P(ImportChecking, SaysWhyAFileCannotBeRead) {
  const auto plain = csv_of(penalties(), {penalty_cells(1)});
  const std::pair<std::string, const char*> cases[] = {
      {"", "sheets.no-rows"},
      {"甲,乙\n丙,丁\n", "import.no-heading"},
      {"PK\x03\x04 no archive", "sheets.broken"},
      {plain + "\xFF\n", "sheets.encoding"},
      {"[{\"number\":1,}]", "sheets.json"},
      {std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, '\0'), "sheets.old-workbook"},
  };
  for (const auto& [bytes, key] : cases) {
    const auto checked = check_file(bytes, order(bytes));
    ASSERT_FALSE(checked) << key;
    EXPECT_EQ(checked.error().key, key);
  }
}

TEST_P(ImportChecking, ComparesWithWhatIsThere) {
  const auto first = csv_of(penalties(), {penalty_cells(1), penalty_cells(2), penalty_cells(3)});
  EXPECT_NE(apply(first), 0);
  entered("penalties", penalty(9), kWest);
  published("penalties", penalty(4));
  const auto gone = published("penalties", penalty(5, {}, "a firm is fined"));
  must_do(desk_.take(gone, Step::Withdraw, "撤销", second_));
  const auto signing = entered("penalties", penalty(6, {}, "a firm is fined"));
  must_do(desk_.take(signing, Step::Submit, "", clerk_));
  const auto rows = csv_of(penalties(), {penalty_cells(1), penalty_cells(2, {{"fine", "3"}}), penalty_cells(9),
                                         penalty_cells(5), penalty_cells(6), penalty_cells(7), penalty_cells(7)});
  const auto checked = check(rows);
  EXPECT_EQ(actions(checked), "same changed new refused same refused refused");
  EXPECT_THAT(told(checked),
              ElementsAre("5 number import.withdrawn", "7 number import.repeated", "8 number import.repeated"));
  EXPECT_EQ(checked.rows[5].problems[0].about, "第 7 行、第 8 行");
  EXPECT_THAT(told(check(csv_of(penalties(), {penalty_cells(6, {{"fine", "3"}})}))),
              ElementsAre("2 number import.under-check"));
}

TEST_P(ImportChecking, TellsARowOnceThatOthersHaveItsKey) {
  const auto checked = check(csv_of(penalties(), std::vector<Cells>(4, penalty_cells(1))));
  EXPECT_THAT(told(checked), ElementsAre("2 number import.repeated", "3 number import.repeated",
                                         "4 number import.repeated", "5 number import.repeated"));
  EXPECT_EQ(checked.rows[3].problems[0].about, "第 2 行、第 5 行");
}

TEST_P(ImportChecking, KeepsWithinItsLimits) {
  const auto bytes = csv_of(penalties(), std::vector<Cells>(4, {{"number", "甲"}, {"fine", "许多"}}));
  const auto file = [&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); };
  const auto within = [&](ImportLimits limits) {
    ImportCheck checking({store_.database(), projection_, laws(), key_}, {penalties(), kEast, today()}, {}, limits);
    return checking.check(file, {});
  };
  const auto whole = must(within({}));
  ASSERT_EQ(whole.rows.size(), 4U);
  ASSERT_GT(whole.rows[0].problems.size(), 2U);
  const auto few = must(within({.problems = whole.rows[0].problems.size()}));
  EXPECT_EQ(actions(few), "refused refused refused refused");
  EXPECT_LE(few.rows[3].problems.size(), 2U) << "one of its own, and that its key is there twice";
  EXPECT_EQ(few.rows[3].problems[0].effect, Effect::Refuse);
  EXPECT_TRUE(within({.rows = 4}));
  EXPECT_EQ(within({.rows = 3}).error().key, "import.too-many-rows");
}

TEST_P(ImportChecking, SaysConditionsByTheNamesOfChoices) {
  const auto checked = check(csv_of(penalties(), {penalty_cells(1, {{"kinds", "警告"}})}));
  ASSERT_THAT(told(checked), ElementsAre("2 fine record.forbidden"));
  EXPECT_EQ(checked.rows[0].problems[0].about, "不属于以下情形：处罚类别包含“罚款”");
}

TEST_P(ImportChecking, KeepsWhatTheFileHasNoColumnFor) {
  apply(csv_of(penalties(), {penalty_cells(1, {}, kPerson)}));
  auto less = penalty_cells(1, {{"fine", "0.5"}}, kPerson);
  less.erase("party_number");
  less.erase("dishonesty");
  const auto checked = check(csv_of(penalties(), {less}));
  EXPECT_EQ(actions(checked), "changed");
  const auto read = must(read_json(checked.rows[0].words, penalties()));
  EXPECT_FALSE(read.record.at(penalties().find("party_number")->place).empty());
  EXPECT_FALSE(read.record.at(penalties().find("dishonesty")->place).empty());
}

TEST_P(ImportChecking, TellsAmountsThatAreOutOfTheUsual) {
  if (GetParam() == test::Store::Postgres) GTEST_SKIP() << "the same statement, and slow there";
  std::vector<Cells> rows;
  for (int i = 1; i <= 1'100; ++i) rows.push_back(penalty_cells(i, {{"fine", fmt::format("{}.02", i % 7)}}));
  apply(csv_of(penalties(), rows));
  const auto checked = check(csv_of(penalties(), {penalty_cells(2'000, {{"fine", "200"}}), penalty_cells(2'001)}));
  EXPECT_THAT(told(checked), ElementsAre("2 fine import.unusual?"));
  EXPECT_TRUE(checked.acceptable());
}

}  // namespace
}  // namespace dl::records
