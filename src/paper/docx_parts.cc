#include "paper/docx_parts.h"

#include "base/markup.h"
#include "paper/word.h"
#include "paper/wording.h"

namespace dl::paper {

namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kNames =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
constexpr std::string_view kOffice = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kPackage = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view kWordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
constexpr std::string_view kDraftWords = "草稿（未签发）";
constexpr double kLine = kHeight / kRows;
constexpr double kRight = kPageWidth - kLeft - kWidth;
constexpr double kBottom = kPageHeight - kTop - kHeight;
/// Of the page number's line from the edge of the paper: its dash stands 7 mm below the 版心.
constexpr double kFooter = kBottom - kFolioBelow - 0.5 * kSize4;

/// Between characters, in twentieths of a point, so that 28 of 3号 stand on a line: a grid of characters (w:charSpace)
/// is not read alike by word processors.
constexpr int kSpacing = -5;
static_assert(kCharacters * (kSize3 + kSpacing / 20.0) <= kWidth);

std::string content_types() {
  std::string out = fmt::format(
      "{}<Types xmlns=\"{}content-types\">"
      "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      "<Default Extension=\"png\" ContentType=\"image/png\"/>"
      "<Override PartName=\"/docProps/core.xml\" "
      "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
      kDeclaration, kPackage);
  for (const auto& [part, type] :
       std::initializer_list<std::pair<std::string_view, std::string_view>>{{"document", "document.main+xml"},
                                                                            {"styles", "styles+xml"},
                                                                            {"settings", "settings+xml"},
                                                                            {"footer1", "footer+xml"},
                                                                            {"footer2", "footer+xml"},
                                                                            {"header1", "header+xml"},
                                                                            {"header2", "header+xml"}})
    out += fmt::format("<Override PartName=\"/word/{}.xml\" ContentType=\"{}{}\"/>", part, kWordType, type);
  return out + "</Types>";
}

std::string relations(const std::vector<std::array<std::string_view, 3>>& rows, std::string_view base) {
  std::string out = fmt::format("{}<Relationships xmlns=\"{}relationships\">", kDeclaration, kPackage);
  for (const auto& [id, type, target] : rows)
    out += fmt::format("<Relationship Id=\"{}\" Type=\"{}{}\" Target=\"{}\"/>", id, base, type, target);
  return out + "</Relationships>";
}

std::string package_relations() {
  auto out = relations({{"document", "officeDocument", "word/document.xml"}}, kOffice);
  out.insert(out.rfind("</Relationships>"),
             fmt::format("<Relationship Id=\"core\" Type=\"{}relationships/metadata/core-properties\" "
                         "Target=\"docProps/core.xml\"/>",
                         kPackage));
  return out;
}

std::string document_relations(const Letter& letter) {
  std::vector<std::array<std::string_view, 3>> rows{
      {"styles", "styles", "styles.xml"},  {"settings", "settings", "settings.xml"},
      {"odd", "footer", "footer1.xml"},    {"even", "footer", "footer2.xml"},
      {"draft1", "header", "header1.xml"}, {"draft2", "header", "header2.xml"}};
  if (letter.seal) rows.push_back({kSealRelation, "image", "media/seal.png"});
  if (!letter.code.empty()) rows.push_back({kCodeRelation, "image", "media/code.png"});
  return relations(rows, kOffice);
}

std::string styles() {
  std::string out = fmt::format(
      "{}<w:styles {}><w:docDefaults><w:rPrDefault><w:rPr>"
      "<w:rFonts w:ascii=\"仿宋\" w:hAnsi=\"仿宋\" w:eastAsia=\"仿宋\" w:cs=\"仿宋\"/><w:spacing w:val=\"{}\"/><w:sz "
      "w:val=\"32\"/>"
      "<w:szCs w:val=\"32\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>"
      "<w:pPrDefault><w:pPr><w:widowControl w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" "
      "w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr></w:pPrDefault></w:docDefaults>"
      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>",
      kDeclaration, kNames, kSpacing, word::twips(kLine));
  for (int level = 1; level <= 4; ++level)
    out += fmt::format(
        "<w:style w:type=\"paragraph\" w:styleId=\"Heading{0}\"><w:name w:val=\"heading {0}\"/>"
        "<w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:pPr><w:outlineLvl w:val=\"{1}\"/></w:pPr></w:style>",
        level, level - 1);
  return out + "</w:styles>";
}

/// Odd pages have their number on the right, even ones on the left (7.5).
std::string settings() {
  return fmt::format("{}<w:settings {}><w:evenAndOddHeaders/></w:settings>", kDeclaration, kNames);
}

enum class Pages : std::uint8_t { Odd, Even };

std::string folio(Pages pages) {
  const bool odd = pages == Pages::Odd;
  const word::Look look{"宋体", kSize4};
  const word::Layout layout{.align = odd ? "right" : "left", .left = odd ? 0 : kPitch, .right = odd ? kPitch : 0};
  const auto field = "<w:fldSimple w:instr=\" PAGE \">" + word::run("1", look) + "</w:fldSimple>";
  return fmt::format("{}<w:ftr {}>{}</w:ftr>", kDeclaration, kNames,
                     word::paragraph(layout.xml(), word::run("— ", look) + field + word::run(" —", look)));
}

std::string header(Standing standing) {
  const auto words = standing == Standing::Draft ? word::run(kDraftWords, {"黑体", kSize3, "808080"}) : std::string();
  return fmt::format("{}<w:hdr {}>{}</w:hdr>", kDeclaration, kNames,
                     word::paragraph(word::Layout{.align = "right"}.xml(), words));
}

std::string properties(const Letter& letter) {
  std::string title, agency;
  append_escaped(title, file_title(letter));
  append_escaped(agency, text::fold_space(letter.agency));
  return fmt::format(
      "{0}<cp:coreProperties xmlns:cp=\"{1}metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      "<dc:title>{2}</dc:title><dc:creator>{3}</dc:creator>"
      "<dcterms:created xsi:type=\"dcterms:W3CDTF\">{4}T00:00:00Z</dcterms:created>"
      "<dcterms:modified xsi:type=\"dcterms:W3CDTF\">{4}T00:00:00Z</dcterms:modified></cp:coreProperties>",
      kDeclaration, kPackage, title, agency, letter.date.text());
}

/// The section: paper, margins and the grid of 22 lines (5.1, 5.2).
std::string section() {
  return fmt::format(
      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"draft1\"/><w:headerReference w:type=\"even\" "
      "r:id=\"draft2\"/><w:footerReference w:type=\"default\" r:id=\"odd\"/><w:footerReference w:type=\"even\" "
      "r:id=\"even\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" "
      "w:left=\"{}\" w:header=\"850\" w:footer=\"{}\" w:gutter=\"0\"/>"
      "<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/></w:sectPr>",
      word::twips(kPageWidth), word::twips(kPageHeight), word::twips(kTop), word::twips(kRight), word::twips(kBottom),
      word::twips(kLeft), word::twips(kFooter), word::twips(kLine));
}

}  // namespace

PackageParts fixed_parts(const Letter& letter) {
  return {{"[Content_Types].xml", content_types()},
          {"_rels/.rels", package_relations()},
          {"docProps/core.xml", properties(letter)},
          {"word/_rels/document.xml.rels", document_relations(letter)},
          {"word/styles.xml", styles()},
          {"word/settings.xml", settings()},
          {"word/header1.xml", header(letter.standing)},
          {"word/header2.xml", header(letter.standing)},
          {"word/footer1.xml", folio(Pages::Odd)},
          {"word/footer2.xml", folio(Pages::Even)}};
}

std::string document_part(std::string_view body) {
  return fmt::format("{}<w:document {}><w:body>{}{}</w:body></w:document>", kDeclaration, kNames, body, section());
}

}  // namespace dl::paper
