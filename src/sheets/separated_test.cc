// Separated values, the characters of text files, and records as JSON.
#include "sheets/separated.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "sheets/book_fixture.h"
#include "sheets/table_file.h"

namespace dl::sheets {
namespace {

std::string utf16(std::string_view text, bool big) {
  std::string out = big ? "\xFE\xFF" : "\xFF\xFE";
  for (char32_t c : text::decode(text)) {
    const char high = static_cast<char>(c >> 8U), low = static_cast<char>(c & 0xFFU);
    out += big ? high : low;
    out += big ? low : high;
  }
  return out;
}

TEST(TextFile, IsReadCellByCell) {
  struct Case {
    const char* name;
    std::string bytes;
    const char* told;
  };
  const Case cases[] = {
      {"UTF-8", "街道,件数\n南湖,12\n", "1: A=街道 B=件数\n2: A=南湖 B=12\n"},
      {"its mark", "\xEF\xBB\xBF街道,件数\n", "1: A=街道 B=件数\n"},
      {"UTF-16, either way round", utf16("街道\t件数\r\n南湖\t12", false), "1: A=街道 B=件数\n2: A=南湖 B=12\n"},
      {"the other", utf16("街道,件数\n", true), "1: A=街道 B=件数\n"},
      {"GB18030", "\xBD\xD6\xB5\xC0,\xBC\xFE\xCA\xFD\n\x95\x32\x82\x36,12\n", "1: A=街道 B=件数\n2: A=𠀀 B=12\n"},
      {"tabs", "街道\t件数\n南湖\t1,200\n", "1: A=街道 B=件数\n2: A=南湖 B=1,200\n"},
      {"semicolons, commas for points", "街道;金额\n南湖;1,5\n", "1: A=街道 B=金额\n2: A=南湖 B=1,5\n"},
      {"a title on its own line", "公示表\n街道,件数\n南湖,12\n", "1: A=公示表\n2: A=街道 B=件数\n3: A=南湖 B=12\n"},
      {"quotation marks, separators and line ends inside", "a,\"b,\"\"c\"\"\nd\"\r\n e ,f",
       "1: A=a B=b,\"c\"\nd\n3: A= e  B=f\n"},
      {"line ends mixed, the last left out", "a,b\r\nc,d\ne,f\rg,h",
       "1: A=a B=b\n2: A=c B=d\n3: A=e B=f\n4: A=g B=h\n"},
      {"empty cells and lines at the end", "a,,b,,\n\n,,\nc,,,,\n\n\n", "1: A=a C=b\n4: A=c\n"},
      {"digits stay words", "编号,数\n0012,0164A\n110101199003077000,9e42\n",
       "1: A=编号 B=数\n2: A=0012 B=0164A\n3: A=110101199003077000 B=9e42\n"},
      {"days, amounts and empty marks stay as they are written",
       "日期,金额\n03/04/2021,\"1,234.50\"\n20210705,￥200\n2021.7.5,二百元\n2021年7月5日,/\n",
       "1: A=日期 B=金额\n2: A=03/04/2021 B=1,234.50\n3: A=20210705 B=￥200\n4: A=2021.7.5 B=二百元\n"
       "5: A=2021年7月5日 B=/\n"},
      {"a heading twice, with a line end and a space", "编号 ,\"编\n号\",编号\n1,2,3\n",
       "1: A=编号  B=编\n号 C=编号\n3: A=1 B=2 C=3\n"},
      {"one column", "编号\n0012\n", "1: A=编号\n2: A=0012\n"},
      {"the variant for spreadsheets", "'编号,'说明\n'0012,'=1+1\n'5,''甲\n",
       "1: A=编号 B=说明\n2: A=0012 B==1+1\n3: A=5 B='甲\n"},
      {"apostrophes of others stay", "编号,说明\n'0012,甲\n", "1: A=编号 B=说明\n2: A='0012 B=甲\n"},
      {"formulas stay words", "a,b,c,d\n=cmd,+86 10,-5,@x\n", "1: A=a B=b C=c D=d\n2: A==cmd B=+86 10 C=-5 D=@x\n"},
      {"a list of objects", R"([{"编号":"0012","数":12.50},{"数":-1e3,"列":[1,{"a":"]"}],"真":true,"无":null}])",
       "0: A=编号 B=数 C=列 D=真 E=无\n1: A=0012 B=#12.50\n2: B=#-1e3 C=+[1,{\"a\":\"]\"}] D=?1\n"},
      {"an object a line", "{\"a\":\"\\u7532\\n\"}\r\n{\"a\":110101199003077888}\n",
       "0: A=a\n1: A=甲\n\n2: A=#110101199003077888\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Notes notes;
    const auto read = read_table(c.bytes, notes);
    ASSERT_TRUE(read) << describe(read.error());
    EXPECT_EQ(notes.text, std::string("[]\n") + c.told);
  }
}

TEST(TextFile, IsRefusedWithItsReasonAndLine) {
  struct Case {
    const char* name;
    std::string bytes;
    const char* key;
    const char* line;
    Limits limits = {};
  };
  const Case cases[] = {
      {"a stray byte in UTF-8", "街道,件数\n南湖,12\n西\xFF塘,7\n", "sheets.encoding", "sheets.line:3"},
      {"a stray byte behind the mark of UTF-8",
       "\xEF\xBB\xBF"
       "a,b\nc,\xC4\xCF\n",
       "sheets.encoding", "sheets.line:2"},
      {"a stray byte in GB18030", "\xBD\xD6\xB5\xC0,\xBC\xFE\n\xFF,1\n", "sheets.encoding", "sheets.line:2"},
      {"half a character of UTF-16",
       std::string("\xFF\xFE"
                   "a\0\n\0\x57",
                   7),
       "sheets.encoding", "sheets.line:2"},
      {"two separators alike", "a;b,c\nd;e,f\n", "sheets.separator", "sheets.line:1"},
      {"a quotation mark that is not closed", "a,b\nc,d\n\"e,f\ng,h\n", "sheets.quotes", "sheets.line:3"},
      {"no JSON", "[{\"a\":1},\n{\"a\":nix}]", "sheets.json", "sheets.line:2"},
      {"a member twice", "[{\"a\":1,\"a\":2}]", "sheets.json", "sheets.line:1"},
      {"no end", "[{\"a\":1},", "sheets.json", "sheets.line:1"},
      {"something behind", "[{\"a\":1}]\nx", "sheets.json", "sheets.line:2"},
      {"too many columns", "a,b,c\n", "sheets.too-many-columns", nullptr, {.columns = 2}},
      {"too many cells", "a,b\nc,d\n", "sheets.too-many-cells", nullptr, {.cells = 3}},
      {"a long cell", "a,bbbb\n", "sheets.too-long", "sheets.line:1", {.text = 3}},
      {"nothing", "\n,,\n", "sheets.no-rows", nullptr},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    Notes notes;
    const auto read = read_table(c.bytes, notes, {}, c.limits);
    ASSERT_FALSE(read) << notes.text;
    EXPECT_EQ(read.error().key, c.key) << read.error().detail;
    if (c.line != nullptr) {
      ASSERT_EQ(read.error().fields.size(), 1U);
      EXPECT_EQ(read.error().fields.front().key, c.line);
    }
  }
}

TEST(TextFile, IsReadByTheSeparatorThatSomebodyChose) {
  Notes notes;
  ASSERT_TRUE(read_table("a;b,c\nd;e,f\n", notes, ';'));
  EXPECT_EQ(notes.text, "[]\n1: A=a B=b,c\n2: A=d B=e,f\n");
}

TEST(TextFile, TellsItsCharset) {
  Notes notes;
  EXPECT_EQ(read_table("\xBD\xD6\xB5\xC0,b\n", notes)->charset, Charset::Gb18030);
  EXPECT_EQ(read_table(utf16("a,b\n", true), notes)->charset, Charset::Utf16);
  EXPECT_EQ(read_table("街,b\n", notes)->form, Form::Separated);
}

TEST(TextFile, OfManyOpenQuotationMarksIsReadInTime) {
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += "x\",\"\n";
  RecordReader records(text, ',');
  std::size_t count = 0;
  while (records.next()) ++count;
  EXPECT_EQ(count, 200'000U);
}

}  // namespace
}  // namespace dl::sheets
