#include "work/file_kind.h"

#include <gtest/gtest.h>

#include "work/files.h"

namespace dl::work {
namespace {

std::string number(std::size_t value, int length) {
  std::string bytes;
  for (int i = 0; i < length; ++i, value >>= 8U) bytes += static_cast<char>(value & 0xFFU);
  return bytes;
}

// A ZIP of empty files, the first of them with these words.
std::string zip(const std::vector<std::string>& names, const std::string& words = {}) {
  std::string files;
  std::string directory;
  for (const auto& name : names) {
    const auto& content = files.empty() ? words : std::string();
    const auto common = number(20, 2) + std::string(8, '\0') + number(0, 4) + number(content.size(), 4) +
                        number(content.size(), 4) + number(name.size(), 2) + number(0, 2);
    directory += "PK\x01\x02" + number(20, 2) + common + std::string(10, '\0') + number(files.size(), 4) + name;
    files += "PK\x03\x04" + common + name + content;
  }
  return files + directory + "PK\x05\x06" + std::string(4, '\0') + number(names.size(), 2) + number(names.size(), 2) +
         number(directory.size(), 4) + number(files.size(), 4) + number(0, 2);
}

TEST(FileKind, IsWhatTheBytesAreAndTheNameSays) {
  const auto docx = zip({"[Content_Types].xml", "word/document.xml"});
  const auto ods = zip({"mimetype", "content.xml"}, "application/vnd.oasis.opendocument.spreadsheet");
  const std::string compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on";
  const std::string program = std::string("MZ\x90\0\3", 5) + "This program cannot be run in DOS mode";
  struct Row {
    const char* name;
    std::string bytes;
    const char* type;  ///< or the key of the refusal
  };
  const Row rows[] = {
      {"a.pdf", "%PDF-1.7\n", "application/pdf"},
      {"A.PDF", "%PDF-1.7\n<html><script>alert(1)</script>", "application/pdf"},
      {"a.docx", docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
      {"a.xlsx", zip({"[Content_Types].xml", "xl/workbook.xml"}),
       "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"a.pptx", zip({"ppt/presentation.xml", "[Content_Types].xml"}),
       "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
      {"a.ofd", zip({"OFD.xml", "Doc_0/Document.xml"}), "application/ofd"},
      {"a.ods", ods, "application/vnd.oasis.opendocument.spreadsheet"},
      {"a.doc", compound, "application/msword"},
      {"a.wps", compound, "application/wps-office.wps"},
      {"a.png", "\x89PNG\r\n\x1a\n...", "image/png"},
      {"a.jpeg", "\xFF\xD8\xFF...", "image/jpeg"},
      {"a.txt", "现将有关事项通知如下。\r\n", "text/plain"},
      {"a.csv", "\xD0\xD5\xC3\xFB,\xBD\xF0\xB6\xEE\n", "text/csv"},

      {"a.exe", program, "file.kind"},
      {"a.pdf", program, "file.content"},
      {"a.txt", program, "file.content"},
      {"a.docx", program, "file.content"},
      {"a.pdf.exe", "%PDF-1.7\n", "file.kind"},
      {"a", "%PDF-1.7\n", "file.kind"},
      {"a.html", "<html>", "file.kind"},
      {"a.svg", "<svg/>", "file.kind"},
      {"a.js", "alert(1)", "file.kind"},
      {"a.bat", "del *", "file.kind"},
      {"a.zip", docx, "file.kind"},
      {"a.pdf", "<html><body>%PDF-1.7", "file.content"},
      {"a.pdf", "", "file.content"},
      {"a.png", "<svg/>", "file.content"},
      {"a.png", "\xFF\xD8\xFF...", "file.content"},
      {"a.xlsx", docx, "file.content"},
      {"a.odt", ods, "file.content"},
      {"a.docx", docx.substr(0, docx.size() - 30), "file.content"},
      {"a.docx", zip({"[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"}), "file.content"},
      {"a.doc", docx, "file.content"},
      {"a.csv", std::string("a\0b", 3), "file.content"},
      {"a.txt", "\xD0", "file.content"},
      {"a.txt", "\x81\x30\x81", "file.content"},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(std::string(row.name) + " " + row.type);
    auto type = type_of_file(row.name, row.bytes);
    EXPECT_EQ(type ? std::string(*type) : type.error().key, row.type);
  }
}

// Any cut and any flipped byte of a directory is looked at without harm.
TEST(FileKind, SurvivesDamagedDirectories) {
  const auto whole = zip({"[Content_Types].xml", "word/document.xml"});
  for (std::size_t at = 0; at < whole.size(); ++at) {
    for (const char* name : {"a.docx", "a.odt", "a.ofd", "a.pdf", "a.tif", "a.webp", "a.csv"})
      static_cast<void>(type_of_file(name, std::string_view(whole).substr(0, at)));
    for (char byte : {'\0', '\x7F', '\xFF'}) {
      auto damaged = whole;
      damaged[at] = byte;
      static_cast<void>(type_of_file("a.docx", damaged));
    }
  }
}

TEST(FileKind, NamesAreWhatTheyShowAndOpenEverywhere) {
  for (const char* good :
       {"附件1.xlsx", "关于“清雪”的通知（试行）.pdf", "a b.txt", "contact.csv", "第1批.名单.csv", "𠮷.txt"})
    EXPECT_TRUE(check_file_name(good)) << good;
  for (const std::string& bad : {std::string(),
                                 std::string("  "),
                                 std::string(".."),
                                 std::string("."),
                                 std::string(".htaccess"),
                                 std::string("a."),
                                 std::string("a.txt "),
                                 std::string("../a.txt"),
                                 std::string("a\\b.txt"),
                                 std::string("a:b.txt"),
                                 std::string("a*.txt"),
                                 std::string("CON"),
                                 std::string("con.txt"),
                                 std::string("Lpt1.pdf"),
                                 std::string("通知\u202Efdp.exe"),
                                 std::string("a\u200B.txt"),
                                 std::string("a\u2066b.txt"),
                                 std::string("a\uFFFE.txt"),
                                 std::string("a\tb.txt"),
                                 std::string("a\x7F.txt"),
                                 std::string("a\u0085.txt"),
                                 std::string("a\xFF.txt"),
                                 std::string(kLongestFileName + 1, 'a')}) {
    auto refused = check_file_name(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().fields.front().key, "file.name");
  }
}

TEST(FileKind, IsToldByTheNameOfWhatWasLookedAt) {
  EXPECT_EQ(type_by_name("采购合同.PDF"), "application/pdf");
  EXPECT_EQ(type_by_name("a.b.csv"), "text/csv");
  for (const auto* other : {"a.exe", "a", "", "a."})
    EXPECT_EQ(type_by_name(other), "application/octet-stream") << other;
}

}  // namespace
}  // namespace dl::work
