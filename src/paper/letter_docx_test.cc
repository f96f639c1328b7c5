// Letters as DOCX, unpacked and read again; and what a letter may not hold.
#include <gmock/gmock.h>
#include <zip.h>

#include "paper/letter_fixture.h"

namespace dl::paper {
namespace {

using testing::HasSubstr;
using testing::Not;

std::map<std::string, std::string> parts_of(const std::string& bytes) {
  std::map<std::string, std::string> found;
  auto* archive = zip_open_from_source(zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr), 0, nullptr);
  if (archive == nullptr) return found;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t stat;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &stat);
    auto* file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    std::string content(stat.size, '\0');
    EXPECT_EQ(zip_fread(file, content.data(), content.size()), static_cast<zip_int64_t>(content.size()));
    zip_fclose(file);
    found[stat.name] = content;
  }
  zip_close(archive);
  return found;
}

Letter full_letter() {
  auto letter = sample_letter();
  letter.seal = Seal{seal_png()};
  letter.code = "https://www.example.gov.cn/letters/7F3K-92QD";
  letter.copies_to = "梅城市司法局";
  letter.imprint = Imprint{"梅城市城市管理局办公室", Date(2026, 3, 6)};
  return letter;
}

std::map<std::string, std::string> docx_parts_of(const Letter& letter) {
  const auto docx = to_docx(letter);
  EXPECT_TRUE(docx) << describe(docx.error());
  return parts_of(docx.value_or(""));
}

std::string words_of(const pugi::xml_node& node) {
  std::string out = node.value();
  for (const auto& child : node.children()) out += words_of(child);
  return out;
}

TEST(LetterDocx, IsWellFormedAndWhole) {
  const auto parts = docx_parts_of(full_letter());
  for (const auto& [name, bytes] : parts) {
    SCOPED_TRACE(name);
    if (name.ends_with(".png")) continue;
    pugi::xml_document xml;
    EXPECT_TRUE(xml.load_buffer(bytes.data(), bytes.size()));
  }
  pugi::xml_document relations;
  relations.load_string(parts.at("word/_rels/document.xml.rels").c_str());
  std::set<std::string> ids;
  for (const auto& row : relations.child("Relationships").children()) {
    EXPECT_TRUE(parts.contains(std::string("word/") + row.attribute("Target").value()))
        << row.attribute("Target").value();
    ids.insert(row.attribute("Id").value());
  }
  pugi::xml_document document;
  document.load_string(parts.at("word/document.xml").c_str());
  for (const char* path : {"//@r:embed", "//@r:id"})
    for (const auto& found : document.select_nodes(path))
      EXPECT_TRUE(ids.contains(found.attribute().value())) << found.attribute().value();
}

TEST(LetterDocx, SaysWhatTheLetterSays) {
  pugi::xml_document document;
  document.load_string(docx_parts_of(full_letter()).at("word/document.xml").c_str());
  const auto words = words_of(document);
  for (const char* said : {"梅城市城市管理局", "梅城管公开〔2026〕12号", "张某某：", "一、予以公开的信息",
                           "（一）提供的方式", "1.文件清单", "附件：1.梅城市2025年城区道路停车泊位设置方案",
                           "2026年3月5日", "抄送：梅城市司法局。", "2026年3月6日印发"})
    EXPECT_THAT(words, HasSubstr(said));
}

TEST(LetterDocx, StatesPaperMarginsAndFonts) {
  const auto parts = docx_parts_of(full_letter());
  pugi::xml_document document;
  document.load_string(parts.at("word/document.xml").c_str());
  const auto section = document.select_node("//w:sectPr").node();
  const auto twips = [&](const char* element, const char* attribute) {
    return section.child(element).attribute(attribute).as_double() * 25.4 / 1440;
  };
  EXPECT_NEAR(twips("w:pgSz", "w:w"), 210, 0.1);
  EXPECT_NEAR(twips("w:pgSz", "w:h"), 297, 0.1);
  EXPECT_NEAR(twips("w:pgMar", "w:top"), 37, 0.1);
  EXPECT_NEAR(twips("w:pgMar", "w:left"), 28, 0.1);
  EXPECT_NEAR(twips("w:pgMar", "w:right"), 26, 0.1);
  EXPECT_NEAR(twips("w:pgMar", "w:bottom"), 35, 0.1);
  EXPECT_NEAR(twips("w:docGrid", "w:linePitch") * 22, 225, 0.2);
  pugi::xml_document styles;
  styles.load_string(parts.at("word/styles.xml").c_str());
  const auto spacing = styles.select_node("//w:rPrDefault/w:rPr/w:spacing/@w:val").attribute().as_double() / 20;
  EXPECT_NEAR((16 + spacing) * 28, 156 * 72 / 25.4, 2) << "28 characters of 3号";
  EXPECT_LE((16 + spacing) * 28, 156 * 72 / 25.4);
  for (const char* font : {"方正小标宋简体", "仿宋", "黑体", "楷体"})
    EXPECT_THAT(parts.at("word/document.xml"), HasSubstr(fmt::format("w:eastAsia=\"{}\"", font)));
  EXPECT_THAT(parts.at("word/styles.xml"), HasSubstr("w:eastAsia=\"仿宋\""));
  EXPECT_THAT(parts.at("word/footer1.xml"), HasSubstr("w:jc w:val=\"right\""));
  EXPECT_THAT(parts.at("word/footer2.xml"), HasSubstr("w:jc w:val=\"left\""));
}

TEST(LetterDocx, MarksADraft) {
  auto letter = sample_letter();
  EXPECT_THAT(docx_parts_of(letter).at("word/header1.xml"), Not(HasSubstr("草稿")));
  letter.standing = Standing::Draft;
  EXPECT_THAT(docx_parts_of(letter).at("word/header1.xml"), HasSubstr("草稿（未签发）"));
}

TEST(LetterDocx, TellsOfItselfWithoutPersons) {
  const auto parts = docx_parts_of(full_letter());
  EXPECT_THAT(parts.at("docProps/core.xml"), HasSubstr("梅城市城市管理局 梅城管公开〔2026〕12号"));
  EXPECT_THAT(parts.at("docProps/core.xml"), HasSubstr("2026-03-05T00:00:00Z"));
  EXPECT_THAT(parts.at("docProps/core.xml"), Not(HasSubstr("张某某")));
}

TEST(LetterDocx, EscapesWhatItSays) {
  auto letter = sample_letter();
  letter.body = {Paragraph{"甲<w:p>&乙\"丙"}};
  pugi::xml_document document;
  ASSERT_TRUE(document.load_string(docx_parts_of(letter).at("word/document.xml").c_str()));
  EXPECT_THAT(words_of(document), HasSubstr("甲<w:p>&乙\"丙"));
}

TEST(LetterDocx, TheSameLetterGivesTheSameBytes) {
  const auto once = to_docx(full_letter());
  const auto zone = std::string(std::getenv("TZ") == nullptr ? "" : std::getenv("TZ"));
  ::setenv("TZ", "America/New_York", 1);
  ::tzset();
  const auto elsewhere = to_docx(full_letter());
  zone.empty() ? ::unsetenv("TZ") : ::setenv("TZ", zone.c_str(), 1);
  ::tzset();
  ASSERT_TRUE(once && elsewhere);
  EXPECT_TRUE(*once == *elsewhere);
}

TEST(LetterDocx, AFormHasNeitherMarkNorSignature) {
  auto form = sample_letter();
  form.standing = Standing::Form;
  const auto document = docx_parts_of(form).at("word/document.xml");
  EXPECT_THAT(document, HasSubstr("张某某"));
  EXPECT_THAT(document, Not(HasSubstr(form.number)));
  EXPECT_THAT(document, Not(HasSubstr("2026年3月5日")));
  form.seal = Seal{seal_png()};
  EXPECT_EQ(to_docx(form).error().key, "paper.sealed-draft");
}

TEST(LetterDocx, HasItsAnnexOnAPageOfItsOwn) {
  EXPECT_THAT(docx_parts_of(sample_letter()).at("word/document.xml"), Not(HasSubstr("pageBreakBefore")));
  auto letter = sample_letter();
  letter.annex = Annex{"征求意见确认函", {Paragraph{"意见：同意公开。"}}};
  const auto document = docx_parts_of(letter).at("word/document.xml");
  const auto at = document.find("pageBreakBefore");
  ASSERT_NE(at, document.npos);
  EXPECT_GT(document.find("征求意见确认函"), at);
  EXPECT_GT(document.find("意见：同意公开。"), at);
}

TEST(Letter, RefusesWhatItCannotHold) {
  struct Case {
    const char* name;
    std::function<void(Letter&)> change;
    const char* key;
    const char* field;
  };
  const auto seal = [](std::string png) { return [png](Letter& letter) { letter.seal = Seal{png}; }; };
  const std::vector<Case> cases = {
      {"no agency", [](Letter& l) { l.agency = " "; }, "request.fields", "agency"},
      {"no title", [](Letter& l) { l.title.clear(); }, "request.fields", "title"},
      {"no body", [](Letter& l) { l.body.clear(); }, "request.fields", "body"},
      {"a long title", [](Letter& l) { l.title = repeated("长", 61); }, "request.fields", "title"},
      {"a long paragraph", [](Letter& l) { l.body = {Paragraph{repeated("长", kLongestParagraph + 1)}}; },
       "request.fields", "body.0"},
      {"a level that is none",
       [](Letter& l) {
         l.body = {Heading{5, "五"}};
       },
       "request.fields", "body.0"},
      {"a long value",
       [](Letter& l) {
         l.body = {Facts{{{"甲", repeated("长", 501)}}}};
       },
       "request.fields", "body.0.0.value"},
      {"many facts", [](Letter& l) { l.body = {Facts{std::vector<Fact>(501)}}; }, "request.fields", "body.0"},
      {"many blocks", [](Letter& l) { l.body.assign(1'001, Paragraph{"段"}); }, "request.fields", "body"},
      {"an annex without a title",
       [](Letter& l) {
         l.annex = Annex{"", {Paragraph{"段"}}};
       },
       "request.fields", "annex.title"},
      {"a long paragraph of an annex",
       [](Letter& l) {
         l.annex = Annex{"附", {Paragraph{repeated("长", kLongestParagraph + 1)}}};
       },
       "request.fields", "annex.body.0"},
      {"many attachments", [](Letter& l) { l.attachments.assign(51, "件"); }, "request.fields", "attachments"},
      {"what is no text", [](Letter& l) { l.note = std::string("a\0b", 3); }, "request.fields", "note"},
      {"too much in all", [](Letter& l) { l.body.assign(5, Paragraph{repeated("长", 4'001)}); }, "paper.too-long", ""},
      {"a seal that is none", seal("GIF89a"), "paper.seal", ""},
      {"a small seal", seal(seal_png(40)), "paper.seal", ""},
      {"a large seal", seal(seal_png(2'001)), "paper.seal", ""},
      {"half a seal", seal(seal_png().substr(0, 200)), "paper.seal", ""},
      {"a heavy seal", seal(seal_png() + std::string(kLargestSeal, ' ')), "paper.seal-size", ""},
      {"a seal as wide as a page",
       [](Letter& l) {
         l.seal = Seal{seal_png(), 200};
       },
       "paper.seal-width", ""},
      {"a sealed draft",
       [](Letter& l) {
         l.seal = Seal{seal_png()};
         l.standing = Standing::Draft;
       },
       "paper.sealed-draft", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto letter = sample_letter();
    c.change(letter);
    for (const auto& outcome : {to_pdf(letter), to_docx(letter)}) {
      ASSERT_FALSE(outcome);
      EXPECT_EQ(outcome.error().key, c.key);
      const auto& fields = outcome.error().fields;
      EXPECT_EQ(fields.empty() ? "" : fields[0].field, c.field);
    }
  }
}

}  // namespace
}  // namespace dl::paper
