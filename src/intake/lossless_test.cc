// Nothing is lost in silence: every word that a file shows is in the document, or in a warning that tells its place.
#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/document.h"
#include "intake/docx_fixture.h"

namespace dl::intake {
namespace {

std::string text_of(const Found& found) {
  std::string text = found.title + "\n" + content::plain_text(found.body);
  for (const auto& block : found.body.blocks) text += "\n" + block.alt;
  return text;
}

bool is_told(const Found& found, std::string_view word) {
  return std::ranges::any_of(found.warnings, [&](const Warning& warning) {
    // What stands beside the text has no block: headers, notes, pages.
    bool placed = warning.block || warning.code == "header-dropped";
    return placed && warning.words.find(word) != std::string::npos;
  });
}

struct Case {
  const char* name;
  std::string part;  ///< with the word
  const char* word;
  const char* text = nullptr;  ///< how it must stand in the document
  const char* code = nullptr;  ///< the warning that must come along
};

void expect_kept(const Found& found, const Case& c) {
  auto text = text_of(found);
  EXPECT_TRUE(text.find(c.word) != std::string::npos || is_told(found, c.word)) << text;
  if (c.text != nullptr) {
    EXPECT_NE(text.find(c.text), std::string::npos) << text;
  }
  if (c.code == nullptr) return;
  auto told = std::ranges::find(found.warnings, c.code, &Warning::code);
  ASSERT_NE(told, found.warnings.end()) << c.code;
  EXPECT_TRUE(told->block || told->code == std::string("header-dropped") || told->code == std::string("notes-moved"));
}

std::string paragraph(const std::string& inner) { return "<w:p>" + inner + "</w:p>"; }
std::string run(const std::string& words, const std::string& properties = "") {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t>" + words + "</w:t></w:r>";
}
std::string math(const std::string& inner) {
  return paragraph(run("按") + "<m:oMath>" + inner + "</m:oMath>" + run("计。"));
}
std::string letter(const std::string& words) { return "<m:r><m:t>" + words + "</m:t></m:r>"; }
std::string field(const std::string& instruction, const std::string& data = "") {
  return "<w:r><w:fldChar w:fldCharType=\"begin\">" + data + "</w:fldChar></w:r><w:r><w:instrText>" + instruction +
         "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
}
std::string drawing(const std::string& inner) {
  return paragraph(run("见图。") + "<w:r><w:drawing>" + inner + "</w:drawing></w:r>");
}

std::string document_of(const std::string& body) {
  return "<w:document><w:body><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" + run("关于清扫积雪的通知") +
         "</w:p><w:p><w:r><w:t>各街道：</w:t></w:r></w:p>" + body + paragraph(run("请及时清扫积雪。")) +
         "<w:sectPr><w:headerReference r:id=\"h1\"/><w:footerReference r:id=\"f1\"/></w:sectPr></w:body></w:document>";
}

std::string relation(const char* id, const char* target) {
  return std::string("<Relationship Id=\"") + id + "\" Target=\"" + target + "\"/>";
}

Outcome<Found> read_word(const std::string& body) {
  return read_document(
      {"a.docx",
       pack_docx(
           {{"word/document.xml", document_of(body)},
            {"word/_rels/document.xml.rels", "<Relationships>" + relation("h1", "header1.xml") +
                                                 relation("f1", "footer1.xml") + relation("a1", "chunk.html") +
                                                 relation("a2", "chunk.txt") + relation("a3", "chunk.docx") +
                                                 relation("a4", "chunk.rtf") + relation("c1", "chart.xml") +
                                                 relation("d1", "diagram.xml") + "</Relationships>"},
            {"word/header1.xml", "<w:hdr><w:p><w:r><w:t>暗号页眉</w:t></w:r></w:p></w:hdr>"},
            {"word/footer1.xml", "<w:ftr><w:p><w:r><w:t>第 1 页</w:t></w:r></w:p></w:ftr>"},
            {"word/footnotes.xml",
             "<w:footnotes><w:footnote w:type=\"separator\" w:id=\"0\"/><w:footnote "
             "w:id=\"2\"><w:p><w:r><w:t>暗号脚注</w:t></w:r></w:p></w:footnote>"
             "<w:footnote w:id=\"5\"><w:tbl><w:tr><w:tc><w:p><w:r><w:t>暗号格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
             "</w:footnote></w:footnotes>"},
            {"word/endnotes.xml",
             "<w:endnotes><w:endnote w:id=\"3\"><w:p><w:r><w:t>暗号尾注</w:t></w:r></w:p></w:endnote></w:endnotes>"},
            {"word/comments.xml",
             "<w:comments><w:comment w:id=\"4\"><w:p><w:r><w:t>暗号批注</w:t></w:r></w:p></w:comment></w:comments>"},
            {"word/styles.xml",
             "<w:styles><w:style w:styleId=\"Up\"><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>"
             "</w:styles>"},
            {"word/numbering.xml",
             "<w:numbering><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"4\"/><w:numFmt "
             "w:val=\"upperRoman\"/><w:lvlText w:val=\"%1)\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\">"
             "<w:abstractNumId w:val=\"1\"/></w:num></w:numbering>"},
            {"word/chunk.html", "<html><body><p>暗号网页</p></body></html>"},
            {"word/chunk.txt", "暗号文本"},
            {"word/chunk.docx", pack_docx({{"word/document.xml",
                                            "<w:document><w:body><w:p><w:r><w:t>暗号套件</w:t>"
                                            "</w:r></w:p></w:body></w:document>"}})},
            {"word/chunk.rtf", "{\\rtf1 x}"},
            {"word/chart.xml", "<c:chartSpace><c:v>暗号图表</c:v></c:chartSpace>"},
            {"word/diagram.xml", "<dgm:dataModel><a:t>暗号图示</a:t></dgm:dataModel>"}})});
}

TEST(Lossless, WordFiles) {
  const std::string up = "<w:vertAlign w:val=\"superscript\"/>", down = "<w:vertAlign w:val=\"subscript\"/>";
  const std::string box = "<w:txbxContent>" + paragraph(run("暗号")) + "</w:txbxContent>";
  const std::string cell = "<w:tc>" + paragraph(run("暗号")) + "</w:tc>";
  const Case cases[] = {
      {"superscript", paragraph(run("不超过10") + run("4", up) + run("个。")), "10⁴", "不超过10⁴个。"},
      {"subscript", paragraph(run("二氧化碳CO") + run("2", down) + run("。")), "CO₂", "CO₂"},
      {"by a style", paragraph(run("面积35m") + run("2", "<w:rStyle w:val=\"Up\"/>") + run("。")), "m²", "35m²"},
      {"words above", paragraph(run("商标") + run("暗号", up) + run("。")), "暗号", "商标暗号"},
      {"footnote", paragraph(run("四十件") + "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"), "[1] 暗号脚注",
       "四十件[1]"},
      {"endnote", paragraph(run("四十件") + "<w:r><w:endnoteReference w:id=\"3\"/></w:r>"), "[1] 暗号尾注",
       "四十件[1]"},
      {"unused footnote", "", "暗号脚注", nullptr, "part-dropped"},
      {"table in a footnote", paragraph(run("五十件") + "<w:r><w:footnoteReference w:id=\"5\"/></w:r>"), "暗号格",
       "五十件[1]", "notes-moved"},
      {"header", "", "暗号页眉", nullptr, "header-dropped"},
      {"comment", paragraph(run("四十件") + "<w:r><w:commentReference w:id=\"4\"/></w:r>"), "暗号批注", nullptr,
       "comments-dropped"},
      {"soft break", paragraph("<w:r><w:t>前一行</w:t><w:br/><w:t>暗号行</w:t></w:r>"), "暗号行", "前一行\n暗号行"},
      {"simple formula", math(letter("F=A×1.2")), "F=A×1.2", "按F=A×1.2计。"},
      {"fraction", math("<m:f><m:num>" + letter("暗号") + "</m:num><m:den>" + letter("a+b") + "</m:den></m:f>"),
       "暗号/(a+b)", nullptr, "formula-flattened"},
      {"power and root",
       math("<m:rad><m:deg/><m:e><m:sSup><m:e>" + letter("x") + "</m:e><m:sup>" + letter("2") +
            "</m:sup></m:sSup></m:e></m:rad>"),
       "√(x²)", nullptr, "formula-flattened"},
      {"sum",
       math("<m:nary><m:naryPr><m:chr m:val=\"∑\"/></m:naryPr><m:sub>" + letter("i=1") + "</m:sub><m:sup>" +
            letter("n") + "</m:sup><m:e>" + letter("暗号") + "</m:e></m:nary>"),
       "∑ᵢ₌₁ⁿ暗号", nullptr, "formula-flattened"},
      {"older formula", paragraph(run("按") + field("eq \\f(暗号,2)") + run("计。")), "暗号/2", nullptr,
       "formula-flattened"},
      {"ruby",
       paragraph("<w:r><w:ruby><w:rt><w:r><w:t>xí</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>隰</w:t></w:r>"
                 "</w:rubyBase></w:ruby></w:r>" +
                 run("川路段除外。")),
       "xí", "隰川路段", "ruby-dropped"},
      {"older ruby",
       paragraph(field("EQ \\* jc2 \\* \"Font:宋体\" \\* hps10 \\o\\ad(\\s\\up 9(xí),隰)") + run("川路段。")), "xí",
       "隰川路段", "ruby-dropped"},
      {"ticked box",
       paragraph(field(" FORMCHECKBOX ", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>") + run("同意")),
       "☑同意"},
      {"symbols", paragraph("<w:r><w:sym w:font=\"Wingdings 2\" w:char=\"F052\"/></w:r>" + run("同意")), "☑同意"},
      {"unknown symbol", paragraph("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0CC\"/></w:r>" + run("同意")),
       "Wingdings F0CC", "□同意", "symbol-unknown"},
      {"struck out", paragraph(run("第二条") + run("暗", "<w:strike/>") + run("号", "<w:strike/>") + run("。")), "暗号",
       "第二条暗号。", "struck-out"},
      {"hidden", paragraph(run("第二条。") + run("暗号", "<w:vanish/>")), "暗号", nullptr, "hidden-dropped"},
      {"deleted", paragraph(run("第二条。") + "<w:del><w:r><w:delText>暗号</w:delText></w:r></w:del>"), "暗号", nullptr,
       "tracked-changes"},
      {"deleted paragraph", "<w:del>" + paragraph(run("暗号")) + "</w:del>", "暗号", nullptr, "tracked-changes"},
      {"list number",
       "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" + run("事项") + "</w:p>",
       "IV)事项"},
      {"embedded page", "<w:altChunk r:id=\"a1\"/>", "暗号网页", "暗号网页", "part-read"},
      {"embedded text", "<w:altChunk r:id=\"a2\"/>", "暗号文本", "暗号文本", "part-read"},
      {"embedded document", "<w:altChunk r:id=\"a3\"/>", "暗号套件", "暗号套件", "part-read"},
      {"embedded other", "<w:altChunk r:id=\"a4\"/>", "chunk.rtf", nullptr, "part-dropped"},
      {"text box", drawing(box), "暗号"},
      {"box in a box", drawing("<w:txbxContent>" + drawing(box) + "</w:txbxContent>"), "暗号"},
      {"old text box",
       paragraph("<w:r><mc:AlternateContent><mc:Fallback><w:pict>" + box +
                 "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"),
       "暗号"},
      {"word art", paragraph("<w:r><w:pict><v:shape><v:textpath string=\"暗号\"/></v:shape></w:pict></w:r>"), "暗号"},
      {"chart", drawing("<c:chart r:id=\"c1\"/>"), "暗号图表", nullptr, "object-dropped"},
      {"diagram", drawing("<dgm:relIds r:dm=\"d1\"/>"), "暗号图示", nullptr, "object-dropped"},
      {"object", paragraph(run("见表。") + "<w:r><w:object><o:OLEObject ProgID=\"Excel.Sheet.12\"/></w:object></w:r>"),
       "Excel.Sheet.12", nullptr, "object-dropped"},
      {"row in a control", "<w:tbl><w:sdt><w:sdtContent><w:tr>" + cell + "</w:tr></w:sdtContent></w:sdt></w:tbl>",
       "暗号"},
      {"cell in a control", "<w:tbl><w:tr><w:sdt><w:sdtContent>" + cell + "</w:sdtContent></w:sdt></w:tr></w:tbl>",
       "暗号"},
      {"something unknown", "<x:later><w:p>" + run("暗号") + "</w:p></x:later>", "暗号", nullptr, "part-dropped"},
      {"unknown in a run", paragraph("<w:r><x:later><w:t>暗号</w:t></x:later></w:r>" + run("第二条。")), "暗号",
       nullptr, "part-dropped"},
      {"no character", paragraph(run("暗&#xFFFE;号。")), "暗号。", "暗号。", "characters-dropped"},
      {"private character", paragraph(run("暗&#xE123;号。")), "号", nullptr, "symbol-unknown"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_word(c.part);
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_EQ(found->title, "关于清扫积雪的通知");
    expect_kept(*found, c);
  }
}

TEST(Lossless, Pages) {
  const Case cases[] = {
      {"superscript", "<p>不超过10<sup>4</sup>个，10<sup>-2</sup>。</p>", "10⁴", "10⁻²"},
      {"by style", "<p>35m<span style=\"vertical-align: super\">2</span>。</p>", "m²", "35m²"},
      {"words above", "<p>商标<sup>暗号</sup>。</p>", "暗号", "商标暗号"},
      {"struck out", "<p>第二条<s>暗号</s>。</p>", "暗号", "第二条暗号。", "struck-out"},
      {"deleted", "<p>第二条<del>暗<b>号</b></del>。</p>", "暗号", "第二条暗号。", "struck-out"},
      {"struck out by style", "<p>第二条<span style=\"text-decoration:line-through\">暗号</span>。</p>", "暗号",
       nullptr, "struck-out"},
      {"ruby", "<p><ruby>隰<rp>(</rp><rt>xí</rt><rp>)</rp></ruby>川路段。</p>", "xí", "隰川路段。", "ruby-dropped"},
      {"formula", "<p>按<math><mfrac><mi>暗号</mi><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow></mfrac></math>计。</p>",
       "暗号/(a+b)", "计。", "formula-flattened"},
      {"power", "<p>按<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mn>4</mn></math>计。</p>", "x²=4",
       "按x²=4计。"},
      {"ticked box", "<p><input type=checkbox checked>同意 <input type=radio>反对</p>", "☑同意", "□反对"},
      {"input", "<p>姓名：<input type=text value=\"暗号\">。</p>", "暗号", nullptr, "part-dropped"},
      {"choice", "<p>种类：<select><option>暗号</option></select>。</p>", "暗号", nullptr, "part-dropped"},
      {"text area", "<p>内容：<textarea>暗号</textarea>。</p>", "暗号", nullptr, "part-dropped"},
      {"hidden", "<p>第二条。<span style=\"display:none\">暗号</span></p>", "暗号", nullptr, "hidden-dropped"},
      {"aside", "<aside>暗号</aside>", "暗号", nullptr, "part-dropped"},
      {"frame", "<p>见表。<iframe src=\"暗号.html\"></iframe></p>", "暗号", nullptr, "object-dropped"},
      {"object", "<p>见表。<object data=\"暗号.swf\"></object></p>", "暗号", nullptr, "object-dropped"},
      {"drawing", "<p>见图。<svg><text>暗号</text></svg></p>", "暗号", nullptr, "object-dropped"},
      {"without scripts", "<p>第二条。<noscript>暗号</noscript></p>", "暗号"},
      {"caption", "<table><caption>暗号表</caption><tr><td>一<td>二<tr><td>三<td>四</table>", "暗号表", "暗号表"},
      {"caption of a picture",
       "<figure><img src=\"data:image/png;base64,iVBORw0KGgo=\"><figcaption>暗号图</figcaption></figure>", "暗号图",
       "暗号图"},
      {"caption of a picture that did not come along",
       "<figure><img src=a.png><figcaption>暗号图</figcaption></figure>", "暗号图", "暗号图", "image-dropped"},
      {"footnote", "<p>四十件<sup><a href=#n1 id=r1>1</a></sup>。</p><ol><li id=n1>暗号脚注 <a href=#r1>↩</a></ol>",
       "[1] 暗号脚注 ↩", "四十件[1]。"},
      {"footnote in an aside", "<p>四十件<a role=doc-noteref href=#n1>*</a>。</p><aside id=n1>暗号脚注</aside>",
       "* 暗号脚注", "四十件*。"},
      {"hidden row", "<table><tr><td>一<td>二<tr hidden><td>暗号<td>四</table>", "暗号", nullptr, "hidden-dropped"},
      {"list from", "<ol start=4><li>暗号事项</ol>", "4. 暗号事项", "4. 暗号事项"},
      {"list value", "<ol><li>一<li value=7>暗号事项</ol>", "7. 暗号事项", "7. 暗号事项"},
      {"list of letters", "<ol type=a><li>一<li>暗号事项</ol>", "b. 暗号事项", "b. 暗号事项"},
      {"list of numerals", "<ol style=\"list-style-type:cjk-ideographic\"><li>一<li>暗号事项</ol>", "二、暗号事项"},
      {"soft breaks", "<p>前一行<br>暗号行</p>", "暗号行", "前一行\n暗号行"},
      {"kept breaks", "<pre>前一行\n暗号行</pre>", "暗号行", "前一行\n暗号行"},
      {"quotes", "<p>称为<q>暗号</q>。</p>", "“暗号”", "称为“暗号”。"},
      {"picture", "<p>见图。<img src=\"暗号.png\"></p>", "暗号", nullptr, "image-dropped"},
      {"no character", "<p>暗&#xFFFE;号。</p>", "暗号。", "暗号。", "characters-dropped"},
      {"zero", std::string("<p>暗\0号。</p>", 16), "暗号。", "暗号。", "characters-dropped"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found =
        read_document({"a.html", "<html><body><h1>关于清扫积雪的通知</h1><p>各街道：</p><p>请及时清扫积雪。</p>" +
                                     c.part + "<p>请抓紧落实。</p></body></html>"});
    ASSERT_TRUE(found) << describe(found.error());
    expect_kept(*found, c);
  }
}

TEST(Lossless, Texts) {
  using namespace std::string_literals;
  const Case cases[] = {
      {"zero", "请及时\0清扫暗号。"s, "清扫暗号", "请及时清扫暗号。", "characters-dropped"},
      {"control", "请及时\x01清扫暗号。", "清扫暗号", "请及时清扫暗号。", "characters-dropped"},
      {"no character", "请及时\xEF\xBF\xBE清扫暗号。", "清扫暗号", "请及时清扫暗号。", "characters-dropped"},
      {"surrogate", "请及时\xED\xA0\x80清扫暗号。", "清扫暗号", "清扫暗号。", "encoding-doubtful"},
      {"damaged byte", "请及时\xE6清扫暗号。", "清扫暗号", "请及时\uFFFD清扫暗号。", "encoding-doubtful"},
      {"private character", "请及时\xEE\x84\xA3清扫暗号。", "清扫暗号", "清扫暗号。", "symbol-unknown"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_document({"a.txt", "关于清扫积雪的通知\n\n各街道：\n　　" + c.part + "\n　　请抓紧落实。\n"});
    ASSERT_TRUE(found) << describe(found.error());
    EXPECT_EQ(found->title, "关于清扫积雪的通知");
    expect_kept(*found, c);
  }
}

TEST(Lossless, SignaturesOfDecreesAboveWhatTheyIssue) {
  auto found = read_document({"a.html",
                              "<html><head><meta name=\"ArticleTitle\" content=\"青石市河道保洁管理办法\"></head><body>"
                              "<p>第31号</p><p>《青石市河道保洁管理办法》已经通过，现予公布。</p><p>市长 王某某</p>"
                              "<p>2023年5月8日</p><p align=center>青石市河道保洁管理办法</p>"
                              "<p>第一条　为了加强河道保洁，制定本办法。</p></body></html>"});
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_EQ(found->title, "青石市河道保洁管理办法");
  auto text = text_of(*found);
  for (const char* words : {"第31号", "王某某", "2023年5月8日"})
    EXPECT_NE(text.find(words), std::string::npos) << words;
}

}  // namespace
}  // namespace dl::intake
