#include "intake/decode.h"

#include <gtest/gtest.h>

#include <map>

#include "intake/docx_fixture.h"

namespace dl::intake {
namespace {

TEST(Format, IsTakenFromTheBytesFirst) {
  struct Case {
    const char* name;
    std::string bytes;
    Format format;
  };
  const Case cases[] = {
      {"a.txt", "%PDF-1.7\n", Format::Pdf},
      {"damaged.docx", "PK\x03\x04 word", Format::Docx},
      {"damaged.xlsx", "PK\x03\x04 sheet", Format::Xlsx},
      {"a.txt", pack_docx({{"word/document.xml", "x"}}), Format::Docx},
      {"a.docx", pack_docx({{"xl/workbook.xml", "x"}}), Format::Xlsx},
      {"a.zip", pack_docx({{"OFD.xml", "x"}, {"Attachs/word/document.xml", "x"}}), Format::Ofd},
      {"pictures.docx", pack_docx({{"1.png", "x"}}), Format::Unknown},
      {"a.docx", "no archive", Format::Unknown},
      {"a.pdf", "关于清扫积雪的通知", Format::Unknown},
      {"page.doc", "<html><body>通知", Format::Html},
      {"a.txt", "\x89PNG\r\n\x1A\n", Format::Unknown},
      {"a.txt", "MZ\x90\1\2\3\4\5", Format::Unknown},
      {"a.txt", "MM 二字开头的文字", Format::Text},
      {"a.txt", "BMI \xD6\xB8\xCA\xFD\xCB\xB5\xC3\xF7", Format::Text},
      {"a.txt", std::string("BM\x36\x10\0\0\0\0\0\0\x36\0\0\0", 14), Format::Unknown},
      {"a.txt", "\1\2\3\4\5 words", Format::Unknown},
      {"a.csv", "街道,件数", Format::Csv},
      {"a.mht", "MIME-Version: 1.0", Format::Mhtml},
      {"a.txt", "From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x", Format::Mhtml},
      {"a.doc", "\xD0\xCF\x11\xE0", Format::Unknown},
      {"a.xls", std::string("\xD0\xCF\x11\xE0 W\0o\0r\0k\0b\0o\0o\0k\0", 21), Format::Unknown},
      {"a.wps", std::string("\xD0\xCF\x11\xE0 W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 29), Format::Office},
      {"a.rtf", "{\\rtf1 words}", Format::Office},
      {"a.odt", "PK\x03\x04" + std::string(26, 'x') + "mimetypeapplication/vnd.oasis.opendocument.textPK",
       Format::Office},
      {"a.bin", "<!DOCTYPE HTML><p>x", Format::Html},
      {"a.htm", "plain words", Format::Html},
      {"a.md", "# 标题", Format::Markdown},
      {"a.txt", "小于号 <div> 是标记", Format::Text},
      {"a", "", Format::Text},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(format_of(c.name, c.bytes), c.format);
  }
}

TEST(Format, IsKnownOfEveryEndingThatIsOffered) {
  const std::string word = "\xD0\xCF\x11\xE0" + std::string("W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 24);
  const std::map<std::string_view, std::string> files = {
      {".docx", pack_docx({{"word/document.xml", "x"}})},
      {".xlsx", pack_docx({{"xl/workbook.xml", "x"}})},
      {".ofd", pack_docx({{"OFD.xml", "x"}})},
      {".pdf", "%PDF-1.7\n"},
      {".doc", word},
      {".wps", word},
      {".rtf", "{\\rtf1 words}"},
      {".odt", "PK\x03\x04" + std::string(26, 'x') + "mimetypeapplication/vnd.oasis.opendocument.textPK"}};
  for (const auto ending : kReadEndings) {
    const auto file = files.find(ending);
    const auto bytes = file == files.end() ? std::string("关于清扫积雪的通知") : file->second;
    EXPECT_NE(format_of("a" + std::string(ending), bytes), Format::Unknown) << ending;
  }
}

TEST(Decode, ReadsTheEncodingsOfOffices) {
  struct Case {
    const char* name;
    std::string bytes;
    Format format;
    const char* text;
    bool doubtful;
  };
  using namespace std::string_literals;
  const Case cases[] = {
      {"utf-8", "通知\r\n第二行\r三", Format::Text, "通知\n第二行\n三", false},
      {"utf-8 mark", "\xEF\xBB\xBF通知", Format::Text, "通知", false},
      {"gbk", "\xCD\xA8\xD6\xAA", Format::Text, "通知", false},
      {"gbk page", "<meta charset=\"gb2312\">\xCD\xA8\xD6\xAA", Format::Html, "<meta charset=\"gb2312\">通知", false},
      {"gb18030, four bytes", "\x82\x35\x8F\x33\xCD\xA8", Format::Text, "\U00009FA6通", false},
      {"utf-16 le", "\xFF\xFE\x1A\x90\xE5\x77", Format::Text, "通知", false},
      {"utf-16 be", "\xFE\xFF\x90\x1A\x77\xE5", Format::Text, "通知", false},
      {"utf-16 le without mark", "1\0.\0\x1A\x90\xE5\x77"s, Format::Text, "1.通知", false},
      {"big5 page", "<meta charset=big5>\xB3\x71\xAA\xBE", Format::Html, "<meta charset=big5>通知", false},
      {"nonsense", "\xCD\xA8\xFF\xFF", Format::Text, "通\uFFFD\uFFFD", true},
      {"controls", "a\x01\x02\tb\u200B", Format::Text, "a\xF4\x8F\xBF\xBD\xF4\x8F\xBF\xBD\tb", false},
      {"zeros in utf-8", "关于清\0扫积雪的\0通知"s, Format::Text, "关于清\xF4\x8F\xBF\xBD扫积雪的\xF4\x8F\xBF\xBD通知",
       false},
      {"no characters",
       "a\xEF\xBF\xBE\xEF\xB7\x90"
       "b",
       Format::Text,
       "a\xF4\x8F\xBF\xBD\xF4\x8F\xBF\xBD"
       "b",
       false},
      {"a surrogate", "关于清扫积雪的通知\xED\xA0\x80", Format::Text, "关于清扫积雪的通知\uFFFD\uFFFD\uFFFD", true},
      {"cut utf-8", "关于清扫积雪的\xE9\x80", Format::Text, "关于清扫积雪的\uFFFD\uFFFD", true},
      {"a damaged byte", "关于清\xFF扫积雪的通知", Format::Text, "关于清\uFFFD扫积雪的通知", true},
      {"nothing", "", Format::Text, "", false},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto decoded = decode(c.bytes, c.format);
    EXPECT_EQ(decoded.text, c.text);
    EXPECT_EQ(decoded.doubtful, c.doubtful);
  }
}

}  // namespace
}  // namespace dl::intake
