// Files as offices send them, beyond single cells: headings in two lines, merged cells, keys of others, what is left
// over.
#include "records/import_fixture.h"
#include "records/import_rest.h"

namespace dl::records {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class ImportSituations : public ImportOffice {
 protected:
  static std::size_t column_of(const Register& made, const std::vector<Cells>& rows, const char* code) {
    const auto fields = fields_in(made, rows);
    const auto found = std::ranges::find(fields, std::string_view(code), [](const auto* field) { return field->code; });
    return static_cast<std::size_t>(found - fields.begin());
  }
  static std::string value_of(const Register& made, const Prepared& row, const char* code) {
    const auto read = must(read_json(row.words, made));
    const auto& field = *made.find(code);
    return text_of(read.record.at(field.place), field);
  }
  static ReadTable file_of(const std::string& bytes) {
    return [&bytes](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); };
  }
};

DL_ON_EVERY_ENGINE(ImportSituations);

TEST(ImportCells, ReadsIdentityNumbersAsPeopleTypeThem) {
  const Field field{.code = "number", .title = "身份证号码", .type = Type::IdNumber};
  struct Case {
    std::string raw;
    std::string value;
    std::string key;
  };
  const Case cases[] = {{"11010519491231002X", "11010519491231002X", ""},
                        {"110105 19491231 002x", "11010519491231002X", ""},
                        {"１１０１０５１９４９１２３１００２ｘ", "11010519491231002X", ""},
                        {" 11010519491231002X\u3000", "11010519491231002X", ""},
                        {"110105194912310021", "", "resident_number.check_digit"},
                        {"11010519491331002X", "", "resident_number.birth"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.raw);
    const auto read = read_cell({.kind = sheets::Kind::Text, .raw = c.raw}, field, penalties());
    ASSERT_EQ(read.problems.empty(), c.key.empty());
    if (!c.key.empty()) {
      EXPECT_EQ(read.problems.front().key, c.key);
      EXPECT_TRUE(read.value.empty()) << "never repaired";
    } else {
      ASSERT_NE(read.value.text(), nullptr);
      EXPECT_EQ(*read.value.text(), c.value);
    }
  }
}

TEST(ImportCells, TakeOneValueOfJsonForASubTable) {
  const auto& parking = registers().all().at("parking");
  const auto table = std::ranges::find(parking.fields, Type::Table, &Field::type);
  ASSERT_NE(table, parking.fields.end());
  for (const std::string raw : {"[],\"name\":\"甲\"", "[]}", "[", "甲"}) {
    SCOPED_TRACE(raw);
    const auto read = read_cell({.kind = sheets::Kind::Text, .raw = raw}, *table, parking);
    ASSERT_EQ(read.problems.size(), 1U);
    EXPECT_EQ(read.problems.front().key, "import.table-cell");
  }
  EXPECT_TRUE(read_cell({.kind = sheets::Kind::Text, .raw = "[]"}, *table, parking).problems.empty());
}

TEST(ImportRows, PassOverSumsAndNothingThatBeginsLikeOne) {
  const auto& made = penalties();
  const auto rows = [&](const std::string& first) {
    const auto bytes = "行政相对人名称,处罚内容\n甲公司,罚款\n" + first + ",罚款\n";
    const auto file = [&](sheets::Receiver& receiver) { return sheets::read_table(bytes, receiver); };
    return must(read_rows(file, {made, {}, Date(2025, 10, 9)}, [](FileRow, const auto&) { return true; })).rows;
  };
  for (const std::string sum : {"合计", "总 计", "合计：", "共计3户", "合计（万元）", "总计金额", "共计１２户"})
    EXPECT_EQ(rows(sum), 1U) << sum;
  for (const std::string name : {"总计划管理有限公司", "合计家园物业", "共计划"}) EXPECT_EQ(rows(name), 2U) << name;
}

TEST_P(ImportSituations, RepeatsNothingForMergedCellsThatAreEmpty) {
  const auto& powers = made("powers");
  std::vector<Cells> rows(4, cells_like(powers, "a power to punish"));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i]["item"] = fmt::format("41040020200{}", i + 2);
  for (const std::size_t i : {1, 2, 3}) rows[i].erase("body");
  auto book = book_of(powers, rows);
  const auto body = column_of(powers, rows, "body");
  // The later one stands first in the file.
  book.behind = fmt::format("<mergeCells><mergeCell ref=\"{}:{}\"/><mergeCell ref=\"{}:{}\"/></mergeCells>",
                            sheets::address(body, 4), sheets::address(body, 5), sheets::address(body, 2),
                            sheets::address(body, 3));
  std::vector<std::string> bodies;
  const auto bytes = book.bytes();
  must(read_rows(file_of(bytes), {powers, {}, today()}, [&](FileRow row, const auto&) {
    bodies.push_back(text_of(row.read.record.at(powers.find("body")->place), *powers.find("body")));
    return true;
  }));
  EXPECT_THAT(bodies, ElementsAre(rows[0].at("body"), rows[0].at("body"), "", ""));
}

TEST_P(ImportSituations, RepeatsMergedCellsWhereTheRegisterSaysSo) {
  const auto& powers = made("powers");
  ASSERT_EQ(powers.import.merged, Merged::Repeat);
  const auto first = cells_like(powers, "a power to punish");
  auto second = first, third = first;
  second["item"] = "410400202002";
  second.erase("body");
  third["item"] = "410400202003";
  third["body"] = "平城市交通运输局";
  const std::vector<Cells> rows = {first, second, third};
  auto book = book_of(powers, rows);
  const auto body = column_of(powers, rows, "body");
  book.behind = fmt::format("<mergeCells><mergeCell ref=\"{}:{}\"/></mergeCells>", sheets::address(body, 2),
                            sheets::address(body, 3));
  const auto checked = check(book.bytes(), "powers");
  EXPECT_THAT(told(checked), IsEmpty());
  ASSERT_EQ(actions(checked), "new new new");
  EXPECT_EQ(value_of(powers, checked.rows[1], "body"), first.at("body"));
  EXPECT_EQ(value_of(powers, checked.rows[2], "body"), "平城市交通运输局") << "beyond the merged cells";
}

TEST_P(ImportSituations, TakesAHeadingInTwoLines) {
  const auto cells = penalty_cells(1);
  const auto fields = fields_in(penalties(), {cells});
  std::string above, below, row;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool is_below = i % 3 == 2;  // under a heading that stands over several columns
    above += (is_below ? "" : fields[i]->title) + "\t";
    below += (is_below ? fields[i]->title : "") + "\t";
    row += cells.at(fields[i]->code) + "\t";
  }
  const auto checked = check(above + "\n" + below + "\n" + row + "\n");
  EXPECT_THAT(told(checked), IsEmpty());
  ASSERT_EQ(actions(checked), "new");
  EXPECT_EQ(checked.rows.front().row, 3U);
  EXPECT_EQ(checked.heading_row, 1U);
}

TEST_P(ImportSituations, DoesNotReachRecordsOfOthers) {
  // The same register, kept by the whole city together.
  auto all = load_some();
  auto text = replaced(text_of_file("penalties"), "keeper = \"agency\"", "keeper = \"city\"");
  text.erase(text.find("[counterpart]"), text.find("# ── how it is entered") - text.find("[counterpart]"));
  all.put(must(read_text("penalties", text)));
  Office city(GetParam(), std::move(all));
  ImportDesk import(city.journal_, {city.registers_, city.projection_, laws(), city.key_});
  city.entered("penalties", city.penalty(1, {}, "a firm is fined"), kWest);
  const auto bytes = csv_of(penalties(), {penalty_cells(1), penalty_cells(2)});
  const auto checked = must(import.check(order(bytes), file_of(bytes), city.clerk_));
  EXPECT_EQ(actions(checked), "refused new");
  EXPECT_THAT(told(checked), ElementsAre("2 number import.out-of-reach"));
  EXPECT_THAT(checked.rows[0].changes, IsEmpty()) << "nothing of theirs is told";
  EXPECT_EQ(import.apply(order(bytes), checked, city.clerk_).error().key, "import.refused");
}

TEST_P(ImportSituations, KnowsAFileUnderAnotherName) {
  const auto bytes = csv_of(penalties(), {penalty_cells(1)});
  EXPECT_NE(apply(bytes), 0);
  auto renamed = order(bytes);
  renamed.name = "最终版（2）.csv";
  EXPECT_THAT(told(must(check_file(bytes, renamed))), ElementsAre("0  import.again"));
  const auto elsewhere = check(bytes, "penalties", kWest);
  EXPECT_THAT(told(elsewhere), IsEmpty()) << "another agency may have the same file";
}

TEST_P(ImportSituations, TakesTheGoodRowsAndGivesTheOthersBack) {
  const std::vector<Cells> rows = {penalty_cells(1), penalty_cells(2, {{"fine", "许多"}}), penalty_cells(3),
                                   penalty_cells(4, {{"facts", ""}, {"decided_on", number_cell("45910", 1)}}),
                                   penalty_cells(5)};
  const auto bytes = book_of(penalties(), rows).bytes();
  auto wish = order(bytes);
  const auto checked = must(check_file(bytes, wish));
  EXPECT_EQ(actions(checked), "new refused new refused new");
  EXPECT_EQ(import_.apply(wish, checked, clerk_).error().key, "import.refused") << "nobody has asked for a part of it";
  wish.take = Take::Good;
  EXPECT_NE(must(import_.apply(wish, checked, clerk_)), 0);
  EXPECT_EQ(listed("penalties", "number", {}, accounts::Scope::everywhere()).size(), 3U);

  const auto rest = must(rest_of(file_of(bytes), checked));
  const auto again = check(rest);
  EXPECT_THAT(told(again), ElementsAre("2 fine record.money", "3 facts record.required"));
  ASSERT_EQ(again.rows.size(), 2U) << "exactly those that were not taken";
  EXPECT_EQ(again.rows[0].key, "东城管罚决字〔2025〕2号");
  auto corrected = replaced(rest, "许多", "0.03");
  EXPECT_THAT(told(check(corrected)), ElementsAre("3 facts record.required"));
  EXPECT_EQ(rest_of(file_of("[{\"number\":\"1\"}]"), {}).error().key, "import.rest-form");
}

TEST_P(ImportSituations, TellsWhatAFileChangesFieldByField) {
  apply(csv_of(penalties(), {penalty_cells(1), penalty_cells(2, {}, "a natural person")}));
  const auto checked = check(
      csv_of(penalties(),
             {penalty_cells(1, {{"fine", "3"}, {"facts", "改过的事实"}}),
              penalty_cells(2, {{"party", "李四光"}, {"party_number", "110105194912310039"}}, "a natural person")}));
  ASSERT_EQ(checked.rows.size(), 2U);
  const auto& changes = checked.rows[0].changes;
  ASSERT_EQ(changes.size(), 2U);
  const auto fine = std::ranges::find(changes, "fine", &FieldChange::field);
  ASSERT_NE(fine, changes.end());
  EXPECT_EQ(*fine, (FieldChange{"fine", "0.020000", "3.000000"}));
  for (const auto& one : checked.rows[1].changes) {
    EXPECT_EQ((one.before + one.after).find("李四光"), std::string::npos) << one.field;
    if (one.field != "party_number") continue;
    EXPECT_EQ(one.before + one.after, "") << "of what is sealed nothing is told";
  }
  const auto sum = std::ranges::find(checked.sums, "fine", [](const auto& one) { return one.first; });
  ASSERT_NE(sum, checked.sums.end());
  EXPECT_EQ(sum->second.substr(0, 2), "3.");
}

TEST_P(ImportSituations, SaysWhatAHostileFileIs) {
  const std::string old = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(504, '\0');
  std::string locked = old;
  for (const char c : std::string_view("EncryptedPackage")) locked += {c, '\0'};
  const auto plain = book_of(penalties(), {penalty_cells(1)});
  auto wide = plain;
  wide.before = "<dimension ref=\"A1:XFD1048576\"/>";
  const std::pair<std::string, const char*> refused[] = {
      {sheets::Book{.rows = std::string(8U << 20U, ' ')}.bytes(), "sheets.too-dense"},
      {sheets::Book{
           .more = {{"xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b \"bb\">]><worksheet>&b;</worksheet>"}}}
           .bytes(),
       "sheets.entities"},
      {old, "sheets.old-workbook"},
      {locked, "sheets.password"},
  };
  for (const auto& [bytes, key] : refused) {
    const auto checked = check_file(bytes, order(bytes));
    ASSERT_FALSE(checked) << key;
    EXPECT_EQ(checked.error().key, key);
  }
  EXPECT_EQ(actions(check(wide.bytes())), "new") << "cells count, not what a sheet says of itself";
}

}  // namespace
}  // namespace dl::records
