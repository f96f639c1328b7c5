#include "intake/ofd_file.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/document.h"
#include "intake/docx_fixture.h"
#include "intake/ofd_text.h"

namespace dl::intake {
namespace {

std::string text_object(double x, double y, const std::string& words, const std::string& more = "") {
  return fmt::format(
      "<ofd:TextObject Boundary=\"{} {} 160 6\" Font=\"1\" Size=\"5\"{}><ofd:TextCode X=\"0\" "
      "Y=\"4.4\">{}</ofd:TextCode>"
      "</ofd:TextObject>",
      x, y, more, words);
}

struct Parts {
  std::string info = {};
  std::string page = {};
  std::string more = {};  ///< of Document.xml
  std::map<std::string, std::string> files = {};
};

std::string pack(const Parts& parts) {
  const std::string space = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  auto files = parts.files;
  files["OFD.xml"] = "<ofd:OFD" + space + "><ofd:DocBody><ofd:DocInfo>" + parts.info +
                     "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
  files["Doc_0/Document.xml"] =
      "<ofd:Document" + space +
      "><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
      "<ofd:TemplatePage ID=\"9\" BaseLoc=\"Tpls/T.xml\"/></ofd:CommonData>"
      "<ofd:Pages><ofd:Page BaseLoc=\"Pages/Page_0/Content.xml\"/></ofd:Pages>" +
      parts.more + "</ofd:Document>";
  files["Doc_0/Pages/Page_0/Content.xml"] = "<ofd:Page" + space +
                                            "><ofd:Template TemplateID=\"9\"/><ofd:Content><ofd:Layer>" + parts.page +
                                            "</ofd:Layer></ofd:Content></ofd:Page>";
  files.try_emplace("Doc_0/Tpls/T.xml", "<ofd:Page" + space + "/>");
  return pack_docx(files);
}

const std::string kNotice = text_object(80, 30, "关于清扫积雪的通知") + text_object(25, 50, "各街道：") +
                            text_object(35, 60, "请及时清扫积雪。") + text_object(130, 80, "青石市城市管理局") +
                            text_object(140, 90, "2023年5月8日");

bool tells(const Found& found, std::string_view code, std::string_view words) {
  return std::ranges::any_of(found.warnings, [&](const Warning& warning) {
    return warning.code == code && (warning.words + warning.message).find(words) != std::string::npos;
  });
}

TEST(Ofd, IsReadWithItsCard) {
  auto found = read_document(
      {"通知.ofd", pack({.info = "<ofd:Title>x</ofd:Title><ofd:CustomDatas><ofd:CustomData Name=\"文号\">"
                                 "青城管〔2023〕7号</ofd:CustomData><ofd:CustomData Name=\"os.name\">某系统"
                                 "</ofd:CustomData></ofd:CustomDatas>",
                         .page = kNotice})});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_EQ(found->title, "关于清扫积雪的通知");
  EXPECT_EQ(found->document_number, "青城管〔2023〕7号");
  EXPECT_EQ(found->issuer, "青石市城市管理局");
  ASSERT_TRUE(found->issued_on);
  EXPECT_EQ(found->issued_on->text(), "2023-05-08");
  auto text = content::plain_text(found->body);
  EXPECT_NE(text.find("请及时清扫积雪。"), std::string::npos);
  EXPECT_EQ(text.find("某系统"), std::string::npos);
}

TEST(Ofd, KeepsOrTellsWhatItHolds) {
  struct Case {
    const char* name;
    Parts parts;
    const char* word;
    const char* code;  ///< nullptr: it is in the text
  };
  const std::string annotation = "<ofd:PageAnnot><ofd:Annot><ofd:Appearance>" + text_object(0, 0, "暗号") +
                                 "</ofd:Appearance></ofd:Annot></ofd:PageAnnot>";
  const Case cases[] = {
      {"in a block",
       {.page = kNotice + "<ofd:PageBlock>" + text_object(35, 70, "暗号。") + "</ofd:PageBlock>"},
       "暗号",
       nullptr},
      {"in a template",
       {.page = kNotice,
        .files = {{"Doc_0/Tpls/T.xml",
                   "<Page><Content><Layer>" + text_object(35, 70, "暗号。") + "</Layer></Content></Page>"}}},
       "暗号",
       nullptr},
      {"hidden", {.page = kNotice + text_object(35, 70, "暗号", " Visible=\"false\"")}, "暗号", "hidden-dropped"},
      {"a picture", {.page = kNotice + "<ofd:ImageObject Boundary=\"0 0 40 40\"/>"}, "第 1 页", "image-dropped"},
      {"an annotation",
       {.page = kNotice,
        .more = "<ofd:Annotations>Annots.xml</ofd:Annotations>",
        .files = {{"Doc_0/Annots.xml",
                   "<Annotations><Page PageID=\"1\"><FileLoc>A/a.xml</FileLoc></Page></Annotations>"},
                  {"Doc_0/A/a.xml", annotation}}},
       "暗号",
       "comments-dropped"},
      {"an attachment that is not shown",
       {.page = kNotice,
        .more = "<ofd:Attachments>/Doc_0/At.xml</ofd:Attachments>",
        .files = {{"Doc_0/At.xml",
                   "<Attachments><Attachment Name=\"暗号.csv\" Visible=\"false\"><FileLoc>a.csv</FileLoc>"
                   "</Attachment></Attachments>"},
                  {"Doc_0/a.csv", "1,2"}}},
       "暗号.csv",
       "hidden-dropped"},
      {"a lost attachment",
       {.page = kNotice,
        .more = "<ofd:Attachments>/Doc_0/At.xml</ofd:Attachments>",
        .files = {{"Doc_0/At.xml",
                   "<Attachments><Attachment Name=\"暗号.pdf\"><FileLoc>no.pdf</FileLoc></Attachment>"
                   "</Attachments>"}}},
       "暗号.pdf",
       "part-dropped"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_document({"a.ofd", pack(c.parts)});
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_EQ(found->title, "关于清扫积雪的通知");
    EXPECT_TRUE(found->attachments.empty());
    auto in_text = content::plain_text(found->body).find(c.word) != std::string::npos;
    EXPECT_EQ(in_text, c.code == nullptr);
    if (c.code != nullptr) {
      EXPECT_TRUE(tells(*found, c.code, c.word));
    }
  }
}

TEST(Ofd, BringsAttachmentsAlong) {
  auto found = read_document({"a.ofd", pack({.page = kNotice,
                                             .more = "<ofd:Attachments>Attachs/List.xml</ofd:Attachments>",
                                             .files = {{"Doc_0/Attachs/List.xml",
                                                        "<Attachments><Attachment Name=\"名单\"><FileLoc>../Files/a.csv"
                                                        "</FileLoc></Attachment></Attachments>"},
                                                       {"Doc_0/Files/a.csv", "1,2"}}})});
  ASSERT_TRUE(found) << describe(found.error());
  ASSERT_EQ(found->attachments.size(), 1U);
  EXPECT_EQ(found->attachments[0].name, "a.csv");
  EXPECT_EQ(found->attachments[0].bytes, "1,2");
}

TEST(Ofd, IsRefusedWithoutPagesOrWhenDamaged) {
  struct Case {
    const char* name;
    std::string bytes;
    const char* key;
  };
  const std::string whole = pack({.page = kNotice});
  const Case cases[] = {
      {"no document", pack_docx({{"OFD.xml", "<OFD/>"}}), "intake.format"},
      {"no page",
       pack_docx({{"OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"}, {"D.xml", "<Document/>"}}),
       "intake.format"},
      {"a page that is not there",
       pack_docx({{"OFD.xml", "<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"},
                  {"D.xml", "<Document><Pages><Page BaseLoc=\"p.xml\"/></Pages></Document>"}}),
       "intake.broken"},
      {"no xml", pack_docx({{"OFD.xml", "<<<"}}), "intake.broken"},
      {"cut", whole.substr(0, whole.size() / 2), "intake.broken"},
      {"no words", pack({}), "intake.empty"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_document({"a.ofd", c.bytes});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().key, c.key);
  }
}

TEST(Ofd, PlacesLettersByTheirSteps) {
  struct Case {
    const char* name;
    const char* object;
    std::vector<std::string> words;  ///< with their places
  };
  const Case cases[] = {
      {"repeated steps",
       "<TextObject Boundary='10 20 90 9' Size='4'><TextCode X='0' Y='4' DeltaX='g 3 "
       "4'>清扫积雪</TextCode></TextObject>",
       {"清扫积雪 10"}},
      {"a wide gap",
       "<TextObject Boundary='10 20 90 9' Size='4'><TextCode X='0' Y='4' DeltaX='4 20 "
       "4'>清扫积雪</TextCode></TextObject>",
       {"清扫 10", "积雪 34"}},
      {"a line below",
       "<TextObject Boundary='10 20 90 9' Size='4'><TextCode X='0' Y='4' DeltaX='4 -4 4' DeltaY='0 6 "
       "0'>清扫积雪</TextCode></TextObject>",
       {"清扫 10", "积雪 10"}},
      {"no steps",
       "<TextObject Boundary='10 20 90 9' Size='4'><TextCode X='1' Y='4'>共35件</TextCode></TextObject>",
       {"共35件 11"}},
      {"drawn larger",
       "<TextObject Boundary='10 20 90 9' Size='2' CTM='2 0 0 2 0 0'><TextCode X='1' Y='2' "
       "DeltaX='2'>清扫</TextCode></TextObject>",
       {"清扫 12"}},
      {"two codes",
       "<TextObject Boundary='10 20 90 9' Size='4'><TextCode X='0' Y='4'>清</TextCode><TextCode "
       "X='40'>扫</TextCode></TextObject>",
       {"清 10", "扫 50"}},
      {"no size", "<TextObject Boundary='10 20 90 9'><TextCode>清</TextCode></TextObject>", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    pugi::xml_document xml;
    ASSERT_TRUE(xml.load_string(c.object));
    std::vector<PlacedWord> words;
    place_text(xml.document_element(), words);
    std::vector<std::string> shown;
    for (const auto& word : words) shown.push_back(fmt::format("{} {:.0f}", text::encode(word.text), word.left));
    EXPECT_EQ(shown, c.words);
  }
}

}  // namespace
}  // namespace dl::intake
