// Templates and exports: what is written is what is read, by this program and by another one.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/text.h"
#include "sheets/book_fixture.h"
#include "sheets/export_file.h"
#include "sheets/package.h"
#include "sheets/table_file.h"
#include "sheets/template_file.h"

namespace dl::sheets {
namespace {

namespace fs = std::filesystem;

/// A folder of its own that goes with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / fmt::format("daylight-sheets-{}-{}", ::getpid(), count_++)) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  fs::path operator/(const char* name) const { return path_ / name; }
  const fs::path& path() const { return path_; }

 private:
  static inline int count_ = 0;
  fs::path path_;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

using Rows = std::vector<std::vector<std::string>>;

/// The raw words of rows behind `skip`, by column, all of one width.
class Collected : public Receiver {
 public:
  Collected(std::size_t skip, std::size_t width) : skip_(skip), width_(width) {}
  Wish begin(const SheetHead& sheet) override { return sheet.index == 0 ? Wish::Rows : Wish::Nothing; }
  bool row(const Row& row) override {
    if (++count_ <= skip_) return true;
    auto& cells = rows.emplace_back(width_);
    for (const auto& cell : row.cells) {
      if (cell.kind != Kind::Text) others.push_back(std::string(cell.raw));
      if (cell.column < width_) cells[cell.column] = cell.raw;
    }
    return true;
  }
  Rows rows = {};
  std::vector<std::string> others = {};  ///< cells that are no text

 private:
  std::size_t skip_;
  std::size_t width_;
  std::size_t count_ = 0;
};

Template penalties() {
  return {.name = "penalties",
          .version = "3",
          .title = "行政处罚[公示]",
          .columns = {
              {.code = "decision_number",
               .title = "决定书文号",
               .required = true,
               .help = "以决定书为准。",
               .example = "梅城罚〔2024〕1号"},
              {.code = "party_code", .title = "信用代码", .example = "001234567890123456"},
              {.code = "kind",
               .title = "处罚种类",
               .required = true,
               .choices = {"警告", "罚款", "其他"},
               .help = "可在选项中选择。",
               .example = "罚款"},
              {.code = "fine", .title = "罚款（万元）", .kind = ColumnKind::Number, .example = "0.05", .decimals = 6},
              {.code = "decided_on", .title = "决定日期", .kind = ColumnKind::Date, .example = "2024-05-06"}}};
}

TEST(Template, HoldsCodesHeadingExampleAndChoices) {
  const auto description = penalties();
  const auto bytes = write_template(description);
  ASSERT_TRUE(bytes) << describe(bytes.error());
  Notes notes;
  ASSERT_TRUE(read_table(*bytes, notes));
  EXPECT_TRUE(notes.text.starts_with(
      "[行政处罚公示]\n"
      "1 hidden: A=decision_number(text) B=party_code(text) C=kind(text) D=fine(text) E=decided_on(text) "
      "F=#penalties/3(text)\n"
      "2: A=决定书文号(text) B=信用代码(text) C=处罚种类(text) D=罚款（万元）(text) E=决定日期(text)\n"
      "3: A=梅城罚〔2024〕1号(text) B=001234567890123456(text) C=罚款(text) D=#0.05 E=#45418(2024-05-06)\n"
      "[填写说明]\n"))
      << notes.text;
  EXPECT_NE(notes.text.find("[选项]\n1: C=处罚种类(text)\n2: C=警告(text)\n"), std::string::npos) << notes.text;

  const Limits limits;
  auto package = Package::open(*bytes, limits);
  ASSERT_TRUE(package);
  const auto sheet = package->read("xl/worksheets/sheet1.xml", 1U << 20U);
  ASSERT_TRUE(sheet);
  for (const auto* part :
       {"state=\"frozen\"", "type=\"list\"", "$C$2:$C$4", "必填。以决定书为准。例：梅城罚〔2024〕1号"})
    EXPECT_NE(sheet->find(part), std::string::npos) << part;
}

TEST(Template, IsKnownByItsHiddenRowAndItsExampleIsNobodysRow) {
  class Found : public Receiver {
   public:
    Wish begin(const SheetHead& sheet) override { return sheet.index == 0 ? Wish::Rows : Wish::Nothing; }
    bool row(const Row& row) override {
      if (row.number == 1) codes = code_row(row);
      if (row.number == 2) is_code = code_row(row).has_value();
      if (row.number == 3 && codes) example = is_example(row, *codes, penalties().columns);
      return true;
    }
    std::optional<CodeRow> codes = {};
    bool is_code = true, example = false;
  } found;
  const auto bytes = write_template(penalties());
  ASSERT_TRUE(bytes);
  ASSERT_TRUE(read_table(*bytes, found));
  ASSERT_TRUE(found.codes);
  EXPECT_EQ(found.codes->name, "penalties");
  EXPECT_EQ(found.codes->version, "3");
  EXPECT_EQ(found.codes->codes.size(), 5U);
  EXPECT_EQ(found.codes->codes[2], (std::pair<std::uint32_t, std::string>(2, "kind")));
  EXPECT_FALSE(found.is_code);
  EXPECT_TRUE(found.example);
  const Cell other{.raw = "梅城罚〔2024〕2号"};
  EXPECT_FALSE(is_example({.number = 3, .cells = std::span(&other, 1)}, *found.codes, penalties().columns));
}

TEST(Template, OfOneDescriptionIsTheSameBytes) {
  EXPECT_EQ(*write_template(penalties()), *write_template(penalties()));
}

const std::vector<std::string> kHarmful = {"=cmd|' /C calc'!A0",
                                           "+86 10 5678",
                                           "-5",
                                           "@x",
                                           "\tx",
                                           "0012",
                                           "9e42",
                                           "1/2",
                                           "110101199003077888",
                                           "'甲",
                                           "''",
                                           "\"甲\"",
                                           "甲,乙;丙",
                                           " 甲 ",
                                           "甲\r\n乙",
                                           "_x0041_",
                                           "<&>",
                                           "=1+1",
                                           "2021/7/5",
                                           "＝1",
                                           ".5",
                                           "#N/A",
                                           "TRUE"};

std::vector<Column> columns(std::size_t count) {
  std::vector<Column> out;
  for (std::size_t i = 0; i < count; ++i)
    out.push_back({.code = fmt::format("c{}", i), .title = fmt::format("列{}", i)});
  return out;
}

std::string export_csv(const Rows& rows, std::size_t width, CsvVariant variant) {
  const auto described = columns(width);
  auto out = csv_head(described, variant);
  for (const auto& row : rows) out += csv_line(described, row, variant);
  return out;
}

std::string export_xlsx(const Rows& rows, std::size_t width, const fs::path& file) {
  auto out = ExcelExport::create(file, "test", "1", columns(width));
  if (!out) return {};
  for (const auto& row : rows)
    if (!out->add(row)) return {};
  return out->close() ? bytes_of(file) : std::string();
}

Rows read_back(std::string_view bytes, std::size_t heads, std::size_t width,
               std::vector<std::string>* others = nullptr) {
  Collected collected(heads, width);
  const auto read = read_table(bytes, collected);
  EXPECT_TRUE(read) << describe(read.error());
  if (others != nullptr) *others = collected.others;
  return collected.rows;
}

TEST(Export, KeepsWhatSpreadsheetsWouldChange) {
  Rows rows;
  for (const auto& cell : kHarmful) rows.push_back({"行", cell});
  EXPECT_EQ(read_back(export_csv(rows, 2, CsvVariant::Plain), 1, 2), rows);
  EXPECT_EQ(read_back(export_csv(rows, 2, CsvVariant::Spreadsheets), 1, 2), rows);
  const Folder folder;
  std::vector<std::string> others;
  EXPECT_EQ(read_back(export_xlsx(rows, 2, folder / "a.xlsx"), 2, 2, &others), rows);
  EXPECT_TRUE(others.empty());
}

TEST(Export, LeavesNothingBareThatASpreadsheetWouldRun) {
  const auto described = columns(1);
  for (const auto& cell : {"=1+1", "+1", "-1", "@x", "\tx", "0012", "＝1", "'甲"}) {
    const std::string line = csv_line(described, std::vector<std::string>{cell}, CsvVariant::Spreadsheets);
    EXPECT_TRUE(line.starts_with("'") || line.starts_with("\"'")) << line;
    EXPECT_FALSE(csv_line(described, std::vector<std::string>{cell}, CsvVariant::Plain).starts_with("''"));
  }
  const std::vector<Column> number = {{.code = "n", .title = "数", .kind = ColumnKind::Number}};
  EXPECT_EQ(csv_line(number, std::vector<std::string>{"-5.20"}, CsvVariant::Spreadsheets), "-5.20\r\n");
  EXPECT_EQ(csv_line(number, std::vector<std::string>{"-cmd"}, CsvVariant::Spreadsheets), "'-cmd\r\n");
}

TEST(Export, WritesNumbersAndDaysAsSuchAndLongDigitsAsText) {
  const Folder folder;
  auto out = ExcelExport::create(folder / "a.xlsx", "test", "1",
                                 {{.code = "n", .title = "数", .kind = ColumnKind::Number},
                                  {.code = "d", .title = "日", .kind = ColumnKind::Date}});
  ASSERT_TRUE(out);
  for (const auto& row : Rows{{"12.5", "2021-07-05"}, {"1234567890123456", "2021-02-30"}, {"=1", "1900-01-01"}})
    ASSERT_TRUE(out->add(row));
  ASSERT_TRUE(out->close());
  Notes notes;
  ASSERT_TRUE(read_table(bytes_of(folder / "a.xlsx"), notes));
  EXPECT_NE(
      notes.text.find("3: A=#12.5 B=#44382(2021-07-05)\n4: A=1234567890123456 B=2021-02-30\n5: A==1 B=1900-01-01\n"),
      std::string::npos)
      << notes.text;
  auto long_text = ExcelExport::create(folder / "b.xlsx", "test", "1", columns(1));
  ASSERT_TRUE(long_text);
  EXPECT_EQ(long_text->add(std::vector<std::string>{std::string(40'000, 'a')}).error().key, "sheets.too-long");
}

/// Words of all kinds: what may stand in a cell, the first of a row never empty.
rc::Gen<Rows> some_rows() {
  const auto piece = rc::gen::oneOf(
      rc::gen::elementOf(kHarmful),
      rc::gen::map(
          rc::gen::container<std::vector<char32_t>>(rc::gen::oneOf(
              rc::gen::inRange<char32_t>(0x20, 0x7F), rc::gen::inRange<char32_t>(0x4E00, 0x9FFF),
              rc::gen::inRange<char32_t>(0x20000, 0x20100), rc::gen::element<char32_t>(U'\n', U'\t', U'"', U'\''))),
          [](const std::vector<char32_t>& characters) {
            return text::encode(std::u32string(characters.begin(), characters.end()));
          }));
  return rc::gen::map(rc::gen::container<std::vector<std::pair<std::string, std::string>>>(rc::gen::pair(piece, piece)),
                      [](const std::vector<std::pair<std::string, std::string>>& pairs) {
                        Rows rows;
                        for (const auto& [one, other] : pairs) rows.push_back({"行", one, other});
                        return rows;
                      });
}

RC_GTEST_PROP(Export, IsReadBackAsItWas, ()) {
  const auto rows = *some_rows();
  RC_PRE(!rows.empty());
  for (auto variant : {CsvVariant::Plain, CsvVariant::Spreadsheets})
    RC_ASSERT(read_back(export_csv(rows, 3, variant), 1, 3) == rows);
  const Folder folder;
  RC_ASSERT(read_back(export_xlsx(rows, 3, folder / "a.xlsx"), 2, 3) == rows);
}

TEST(Export, IsReadBackThroughAnotherProgram) {
  if (std::system("test -e \"$(dirname \"$(readlink -f \"$(command -v soffice)\")\")/libsclo.so\"") != 0)
    GTEST_SKIP() << "LibreOffice Calc is not installed";
  const Folder folder;
  Rows rows;
  for (const auto& cell : kHarmful)
    if (cell.find('\r') == cell.npos) rows.push_back({"行", cell});  // it keeps one kind of line end
  ASSERT_FALSE(export_xlsx(rows, 2, folder / "a.xlsx").empty());
  fs::create_directories(folder / "out");
  const auto command = fmt::format(
      "timeout 60 soffice -env:UserInstallation=file://{0}/profile --headless --convert-to xlsx --outdir {0}/out "
      "{0}/a.xlsx "
      ">/dev/null 2>&1",
      folder.path().string());
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::vector<std::string> others;
  EXPECT_EQ(read_back(bytes_of(folder / "out/a.xlsx"), 2, 2, &others), rows);
  EXPECT_TRUE(others.empty());
}

}  // namespace
}  // namespace dl::sheets
