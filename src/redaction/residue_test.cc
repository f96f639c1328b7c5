// Files that were made badly: what is looked for has to be found, each kind by its name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "intake/docx_fixture.h"
#include "paper/letter_sample.h"
#include "redaction/hand_pdf_fixture.h"
#include "redaction/residue.h"

namespace dl::redaction {
namespace {

using testing::Contains;
using testing::Field;
using testing::IsEmpty;

const Wanted kSecret{{"Secretname"}, {}};

std::vector<Residue> residue_of(const std::string& file, const Wanted& wanted = kSecret) {
  const auto found = find_residue(file, wanted);
  EXPECT_TRUE(found) << describe(found.error());
  return found.value_or(std::vector<Residue>());
}

/// A revision behind a file, which says Alpha and Omega alone.
std::string with_revision(const std::string& pdf) {
  const auto object = pdf.size();
  const auto at = pdf.rfind("startxref\n") + 10;
  const auto before = pdf.substr(at, pdf.find('\n', at) - at);
  auto out = pdf + fmt::format("4 0 obj\n<</Length {}>>\nstream\n{}\nendstream\nendobj\n", kTwoWords.size(), kTwoWords);
  const auto table = out.size();
  return out + fmt::format(
                   "xref\n4 1\n{:010} 00000 n \ntrailer\n<</Size 6 /Root 1 0 R /Prev {}>>\nstartxref\n{}\n"
                   "%%EOF\n",
                   object, before, table);
}

TEST(PdfResidue, IsFound) {
  const HandPdf clean{.content = std::string(kTwoWords)};
  auto with = [&](auto change) {
    auto pdf = clean;
    change(pdf);
    return pdf.bytes();
  };
  const struct {
    const char* name;
    std::string bytes;
    ResidueKind kind;
  } cases[] = {
      {"the word as it is", HandPdf{.content = std::string(kThreeWords)}.bytes(), ResidueKind::Word},
      {"a black rectangle over the word",
       HandPdf{.content = std::string(kThreeWords) + " 0 g 195 690 150 40 re f"}.bytes(), ResidueKind::Covered},
      {"white on white", HandPdf{.content = "1 g " + std::string(kThreeWords)}.bytes(), ResidueKind::Covered},
      {"an earlier revision", with_revision(HandPdf{.content = std::string(kThreeWords)}.bytes()),
       ResidueKind::Revision},
      {"bytes behind the end", clean.bytes() + "Secretname", ResidueKind::Revision},
      {"bytes behind the end, by the word", clean.bytes() + "Secretname", ResidueKind::Raw},
      {"properties with the word", with([](HandPdf& pdf) {
         pdf.trailer = " /Info 6 0 R";
         pdf.more = {"<</Title (Secretname)>>"};
       }),
       ResidueKind::Metadata},
      {"properties with the word, by the word", with([](HandPdf& pdf) {
         pdf.trailer = " /Info 6 0 R";
         pdf.more = {"<</Title <FEFF005300650063007200650074006E0061006D0065>>>"};
       }),
       ResidueKind::Raw},
      {"XMP", with([](HandPdf& pdf) {
         pdf.catalog = " /Metadata 6 0 R";
         pdf.more = {"<</Type /Metadata /Subtype /XML /Length 3>>\nstream\n<x>\nendstream"};
       }),
       ResidueKind::Metadata},
      {"an annotation", with([](HandPdf& pdf) {
         pdf.page = " /Annots [6 0 R]";
         pdf.more = {"<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (note)>>"};
       }),
       ResidueKind::Annotation},
      {"a file within", with([](HandPdf& pdf) {
         pdf.catalog = " /Names <</EmbeddedFiles <</Names [(a) 6 0 R]>>>>";
         pdf.more = {"<</Type /Filespec /F (a) /EF <</F 7 0 R>>>>",
                     "<</Type /EmbeddedFile /Length 10>>\nstream\nSecretname\nendstream"};
       }),
       ResidueKind::Attachment},
      {"a layer", with([](HandPdf& pdf) {
         pdf.catalog = " /OCProperties <</OCGs [6 0 R] /D <</OFF [6 0 R]>>>>";
         pdf.more = {"<</Type /OCG /Name (hidden)>>"};
       }),
       ResidueKind::Layer},
      {"a script", with([](HandPdf& pdf) {
         pdf.catalog = " /OpenAction 6 0 R";
         pdf.more = {"<</S /JavaScript /JS (1)>>"};
       }),
       ResidueKind::Script},
      {"a form", with([](HandPdf& pdf) { pdf.catalog = " /AcroForm <</Fields []>>"; }), ResidueKind::Form},
      {"an outline", with([](HandPdf& pdf) { pdf.catalog = " /Outlines <</Type /Outlines /Count 0>>"; }),
       ResidueKind::Structure},
      {"an object that nothing leads to", with([](HandPdf& pdf) { pdf.more = {"(Secretname)"}; }), ResidueKind::Raw},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(residue_of(c.bytes), Contains(Field(&Residue::kind, c.kind)));
  }
  EXPECT_THAT(residue_of(clean.bytes()), IsEmpty());
}

TEST(PdfResidue, StandsUnderAnAreaOrIsNotBlack) {
  const Mark mark{.page = 1, .box = {195, 115, 345, 150}, .ground = "15"};
  const auto seen = residue_of(HandPdf{.content = std::string(kThreeWords)}.bytes(), {{}, {mark}});
  EXPECT_THAT(seen, Contains(Field(&Residue::kind, ResidueKind::UnderArea)));
  EXPECT_THAT(seen, Contains(Field(&Residue::kind, ResidueKind::Visible)));
  const auto black = HandPdf{.content = std::string(kTwoWords) + " 0 g 190 680 160 50 re f"}.bytes();
  EXPECT_THAT(residue_of(black, {{}, {mark}}), IsEmpty());
}

TEST(PdfResidue, BlocksAndSaysWhere) {
  const auto refused = refuse_residue(residue_of(HandPdf{.content = std::string(kThreeWords)}.bytes()));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().key, "redaction.residue");
  EXPECT_THAT(refused.error().fields, Contains(FieldProblem{"第 1 页（Secretname）", "redaction.residue-word"}));
  EXPECT_TRUE(refuse_residue({}));
}

// --- DOCX

std::string docx_of(const std::string& body, const std::vector<std::pair<std::string, std::string>>& more = {}) {
  std::vector<std::pair<std::string, std::string>> parts{
      {"[Content_Types].xml", "<Types/>"},
      {"word/document.xml", "<w:document xmlns:w=\"urn:w\"><w:body>" + body + "</w:body></w:document>"}};
  parts.insert(parts.end(), more.begin(), more.end());
  return intake::pack_docx(parts);
}

TEST(DocxResidue, IsFound) {
  const std::string plain = "<w:p><w:r><w:t>Alpha</w:t></w:r></w:p>";
  const struct {
    const char* name;
    std::string bytes;
    ResidueKind kind;
  } cases[] = {
      {"across runs", docx_of("<w:p><w:r><w:t>Secret</w:t></w:r><w:r><w:t>name</w:t></w:r></w:p>"), ResidueKind::Word},
      {"deleted, but tracked", docx_of("<w:p><w:del><w:r><w:delText>Secretname</w:delText></w:r></w:del></w:p>"),
       ResidueKind::Change},
      {"hidden", docx_of("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"), ResidueKind::Hidden},
      {"a comment", docx_of(plain, {{"word/comments.xml", "<w:comments/>"}}), ResidueKind::Comment},
      {"an object", docx_of("<w:p><w:r><w:object/></w:r></w:p>"), ResidueKind::Attachment},
      {"a file within", docx_of(plain, {{"word/embeddings/a.xlsx", "PK"}}), ResidueKind::Attachment},
      {"a head", docx_of(plain, {{"word/header1.xml", "<w:hdr><w:t>Secretname</w:t></w:hdr>"}}), ResidueKind::Word},
      {"who changed it last",
       docx_of(plain, {{"docProps/core.xml", "<c><cp:lastModifiedBy>x</cp:lastModifiedBy></c>"}}),
       ResidueKind::Metadata},
      {"a title", docx_of(plain, {{"docProps/core.xml", "<c><dc:title>Secretname</dc:title></c>"}}), ResidueKind::Raw},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_THAT(residue_of(c.bytes), Contains(Field(&Residue::kind, c.kind)));
  }
  EXPECT_THAT(residue_of(docx_of(plain)), IsEmpty());
  EXPECT_THAT(residue_of(docx_of("<w:p><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>x</w:t></w:r></w:p>")),
              IsEmpty());
}

TEST(DocxResidue, OfALetterOfOursIsNone) {
  const auto docx = paper::to_docx(paper::sample_letter());
  ASSERT_TRUE(docx);
  EXPECT_THAT(residue_of(*docx), IsEmpty());
  const auto found = find_residue(intake::pack_docx(std::vector<std::pair<std::string, std::string>>{{"a", "b"}}), {});
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().key, "redaction.format");
}

}  // namespace
}  // namespace dl::redaction
