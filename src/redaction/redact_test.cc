// Files with parts that are not to be public, before and after, read by programs other than the one that wrote them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include <cstring>

#include "intake/docx_fixture.h"
#include "paper/letter_sample.h"
#include "redaction/hand_pdf_fixture.h"
#include "redaction/redact.h"

namespace dl::redaction {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const Date kToday(2026, 3, 2);

Outcome<Redacted> redacted(const std::string& bytes, const std::vector<Area>& areas) {
  return redact(
      {"file", bytes}, areas, [](const intake::Source& source) { return intake::read_document(source); }, kToday);
}
Area passage(std::string words, std::string ground = "15") {
  return {.passage = std::move(words), .ground = std::move(ground)};
}
std::string key_after(const std::string& bytes, const std::vector<Area>& areas) {
  const auto made = redacted(bytes, areas);
  return made ? "done" : made.error().key;
}

std::string pdf_of_letter() { return paper::to_pdf(paper::sample_letter()).value_or(""); }

TEST(RedactPdf, TakesPassagesOutOfALetter) {
  const auto made = redacted(pdf_of_letter(), {passage("停车泊位的设置方案"), passage("电子邮箱")});
  ASSERT_TRUE(made) << describe(made.error());
  for (const auto& text : {text_by_poppler(made->bytes), text_by_mupdf(made->bytes)})
    EXPECT_THAT(text, AllOf(HasSubstr("收费标准"), HasSubstr("政府信息公开条例"), Not(HasSubstr("停车泊位的设置方案")),
                            Not(HasSubstr("电子邮箱"))));
  std::size_t characters = 0;
  for (const auto& mark : made->marks)
    if (mark.passage == "停车泊位的设置方案") characters += mark.characters;
  EXPECT_EQ(characters, 9U);
}

TEST(RedactPdf, TakesARectangleOut) {
  const auto made = redacted(HandPdf{.content = std::string(kThreeWords)}.bytes(), {area_of_secret()});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(text_by_poppler(made->bytes), "AlphaOmega");
  EXPECT_EQ(text_by_mupdf(made->bytes), "AlphaOmega");
  EXPECT_THAT(made->bytes, AllOf(Not(HasSubstr("Secretname")), Not(HasSubstr("/Info")), Not(HasSubstr("Helvetica"))));
  ASSERT_EQ(made->marks.size(), 1U);
  EXPECT_EQ(made->marks[0].characters, 10U);
  EXPECT_EQ(made->marks[0].words, std::vector<std::string>{"Secretname"});
}

TEST(RedactPdf, FindsAPassageAcrossALineBreak) {
  const HandPdf pdf{.content = "BT /F1 20 Tf 72 700 Td (Alpha Secret) Tj 0 -30 Td (name Omega) Tj ET"};
  const auto made = redacted(pdf.bytes(), {passage("Secret name")});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(made->marks.size(), 2U);
  EXPECT_EQ(text_by_poppler(made->bytes), "AlphaOmega");
}

TEST(RedactPdf, FindsAPassageOnEachPage) {
  const HandPdf pdf{.content = std::string(kThreeWords), .pages = 12};
  const auto made = redacted(pdf.bytes(), {passage("Secretname")});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(made->marks.size(), 12U);
  EXPECT_EQ(made->marks[11].page, 12);
  EXPECT_THAT(text_by_mupdf(made->bytes), Not(HasSubstr("Secretname")));
}

TEST(RedactPdf, LeavesNothingOfTheOldFile) {
  const HandPdf pdf{.content = std::string(kThreeWords),
                    .page = " /Annots [6 0 R]",
                    .catalog = " /OpenAction 7 0 R",
                    .trailer = " /Info 8 0 R",
                    .more = {"<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Secretname)>>",
                             "<</S /JavaScript /JS (app.alert\\(1\\))>>", "<</Title (Secretname)>>"}};
  const auto made = redacted(pdf.bytes(), {area_of_secret()});
  ASSERT_TRUE(made) << describe(made.error());
  for (const auto* what : {"Secretname", "/Annot", "/JavaScript", "/Info", "/Title"})
    EXPECT_THAT(made->bytes, Not(HasSubstr(what)));
}

TEST(RedactPdf, DoesNotTakeCoveredWordsAlong) {
  const HandPdf pdf{.content = std::string(kThreeWords) + " 0 g 195 690 150 40 re f"};
  const auto made = redacted(pdf.bytes(), {passage("Omega")});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(text_by_poppler(made->bytes), "Alpha");
}

TEST(RedactPdf, RefusesWordsThatStandElsewhere) {
  const HandPdf pdf{.content = std::string(kThreeWords) + " BT /F1 20 Tf 72 500 Td (Secretname) Tj ET"};
  const auto made = redacted(pdf.bytes(), {area_of_secret()});
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().key, "redaction.residue");
  ASSERT_FALSE(made.error().fields.empty());
  EXPECT_EQ(made.error().fields[0].key, "redaction.residue-word");
  auto here = area_of_secret();
  here.only_here = true;
  EXPECT_EQ(key_after(pdf.bytes(), {here}), "done");
  EXPECT_EQ(key_after(pdf.bytes(), {passage("Secretname")}), "done");
}

TEST(RedactPdf, RefusesWhatItDoesNotTakeOn) {
  const auto good = HandPdf{.content = std::string(kThreeWords)}.bytes();
  const auto sealed = run_tool({"/usr/bin/qpdf", "--encrypt", "one", "two", "256", "--", kInput, "-"}, good);
  const auto owned = run_tool({"/usr/bin/qpdf", "--encrypt", "", "two", "256", "--", kInput, "-"}, good);
  ASSERT_TRUE(sealed && owned);
  auto far_page = area_of_secret(), outside = area_of_secret();
  far_page.page = 2;
  outside.x = 300;
  const struct {
    const char* name;
    std::string bytes;
    Area area;
    const char* key;
  } cases[] = {
      {"encrypted", *sealed, area_of_secret(), "redaction.encrypted"},
      {"encrypted for changes only", *owned, area_of_secret(), "redaction.encrypted"},
      {"broken", "%PDF-1.7\nnothing of the kind", area_of_secret(), "redaction.broken"},
      {"too large pages", HandPdf{.box = "0 0 200000 200000"}.bytes(), area_of_secret(), "redaction.page-size"},
      {"too many pages", HandPdf{.content = std::string(kThreeWords), .pages = 1000}.bytes(), area_of_secret(),
       "redaction.pages"},
      {"another kind", "GIF89a", area_of_secret(), "redaction.format"},
      {"nothing", "", area_of_secret(), "redaction.format"},
      {"no such passage", good, passage("Nobody"), "redaction.passage-missing"},
      {"no such page", good, far_page, "redaction.page-missing"},
      {"beside the page", good, outside, "redaction.outside"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(key_after(c.bytes, {c.area}), c.key);
  }
}

// --- pictures

/// The colour of a point, without how much it covers.
std::uint32_t point_of(const std::string& png, int x, int y) {
  const auto surface = paper::load_seal({png});
  if (!surface) return 1;
  const auto* row = cairo_image_surface_get_data(surface->get()) + y * cairo_image_surface_get_stride(surface->get());
  std::uint32_t point = 0;
  std::memcpy(&point, row + 4 * static_cast<std::ptrdiff_t>(x), sizeof point);
  return point & 0xFFFFFFU;
}

/// A quarter of a PNG of 100 points a side that names no resolution.
Area quarter() { return {.page = 1, .x = 0, .y = 0, .width = 13.2, .height = 13.2, .ground = "15"}; }

TEST(RedactPicture, BurnsIntoAPng) {
  const auto made = redacted(paper::opaque_png(), {quarter()});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_EQ(point_of(made->bytes, 5, 5), 0U);
  EXPECT_EQ(point_of(made->bytes, 45, 45), 0U);
  EXPECT_EQ(point_of(made->bytes, 60, 60), 0xFF0000U);
  EXPECT_EQ(point_of(made->bytes, 45, 60), 0xFF0000U);
}

TEST(RedactPicture, DropsWhatAJpegSaysOfItself) {
  const auto plain = to_jpeg({.width = 100, .height = 100, .channels = 3, .bytes = std::string(30'000, '\xC0')});
  const std::string words(
      "\xFF\xE1\x00\x14"
      "Exif\0\0SECRET-PLACE",
      22);
  const auto made = redacted(plain.substr(0, 2) + words + plain.substr(2), {quarter()});
  ASSERT_TRUE(made) << describe(made.error());
  EXPECT_THAT(made->bytes, AllOf(Not(HasSubstr("SECRET-PLACE")), Not(HasSubstr("Exif"))));
  EXPECT_TRUE(made->bytes.starts_with("\xFF\xD8\xFF"));
}

TEST(RedactPicture, Refuses) {
  auto beside = quarter();
  beside.x = 100;
  EXPECT_EQ(key_after(paper::opaque_png(), {beside}), "redaction.outside");
  EXPECT_EQ(key_after(paper::opaque_png(), {passage("文字")}), "redaction.picture-passage");
  EXPECT_EQ(key_after(paper::opaque_png().substr(0, 20), {quarter()}), "redaction.broken");
}

// --- DOCX

TEST(RedactDocx, TakesPassagesOut) {
  const auto docx = paper::to_docx(paper::sample_letter());
  ASSERT_TRUE(docx);
  const auto made = redacted(*docx, {passage("停车泊位的设置方案", "16-2")});
  ASSERT_TRUE(made) << describe(made.error());
  const auto found = intake::read_document({"file.docx", made->bytes});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_THAT(content::plain_text(found->body),
              AllOf(HasSubstr("████"), HasSubstr("收费标准"), Not(HasSubstr("停车泊位的设置方案"))));
  ASSERT_EQ(made->marks.size(), 1U);
  EXPECT_EQ(made->marks[0].characters, 9U);
  EXPECT_EQ(key_after(*docx, {area_of_secret()}), "redaction.docx-area");
  EXPECT_EQ(key_after(*docx, {passage("没有这样的话")}), "redaction.passage-missing");
}

// --- what is asked for, and what is kept of it

TEST(Areas, AreReadOrRefused) {
  constexpr std::string_view kGrounds[] = {"15", "16-1"};
  const struct {
    const char* json;
    const char* key;
  } cases[] = {
      {R"({"areas":[{"page":1,"x":1,"y":2.5,"width":3,"height":4,"ground":"E15"},{"passage":"张三","ground":"15"}]})",
       ""},
      {R"({"areas":[{"page":1,"x":1,"y":2,"width":3,"height":4,"ground":"15","only_here":true}]})", ""},
      {R"({"areas":[{"passage":"张三","ground":"E17"}]})", "redaction.ground"},
      {R"({"areas":[{"passage":"张三"}]})", "redaction.areas"},
      {R"({"areas":[{"passage":"张","ground":"15"}]})", "redaction.areas"},
      {R"({"areas":[{"passage":"张三","page":1,"ground":"15"}]})", "redaction.areas"},
      {R"({"areas":[{"page":0,"x":1,"y":2,"width":3,"height":4,"ground":"15"}]})", "redaction.areas"},
      {R"({"areas":[{"page":1,"x":1,"y":2,"width":0,"height":4,"ground":"15"}]})", "redaction.areas"},
      {R"({"areas":[{"page":1,"x":1e9,"y":2,"width":1,"height":4,"ground":"15"}]})", "redaction.areas"},
      {R"({"areas":[{"page":1,"x":1,"y":2,"width":1,"height":4,"ground":"15","colour":1}]})", "redaction.areas"},
      {R"({"areas":[]})", "redaction.areas"},
      {R"({"areas":[7]})", "redaction.areas"},
      {R"([])", "redaction.areas"},
      {R"({"areas":)", "redaction.areas"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.json);
    const auto areas = read_areas(c.json, kGrounds);
    EXPECT_EQ(areas ? "" : areas.error().key, c.key);
    if (areas) {
      EXPECT_EQ(areas->front().ground, "15");
    }
  }
}

TEST(Log, TellsEachMark) {
  const auto log = boost::json::parse(
      write_log("a\"\n\xFF.pdf", "before", "after",
                {{.page = 2, .box = {72, 144, 144, 216}, .ground = "15", .passage = "张三", .characters = 2}}));
  const auto& mark = log.at("areas").at(0);
  EXPECT_EQ(mark.at("page").as_int64(), 2);
  EXPECT_DOUBLE_EQ(mark.at("x").to_number<double>(), 25.4);
  EXPECT_DOUBLE_EQ(mark.at("height").to_number<double>(), 25.4);
  EXPECT_EQ(mark.at("ground").as_string(), "15");
  EXPECT_EQ(mark.at("characters").to_number<int>(), 2);
  EXPECT_EQ(log.at("file").as_string(), "a\"\n\xEF\xBF\xBD.pdf");
}

}  // namespace
}  // namespace dl::redaction
