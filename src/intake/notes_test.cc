// Notes and captions of files come into the tree with what leads to them; raised, lowered and struck words with their
// marks.
#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/document.h"
#include "intake/docx_fixture.h"

namespace dl::intake {
namespace {

/// The tree on lines: kind, caption or words; marks as {n:…}, ^{…}, _{…}, ~{…}; header cells as #….
std::string runs_on_a_line(const std::vector<content::Run>& runs) {
  std::string out;
  for (const auto& run : runs) {
    auto words = run.text;
    if (run.note != 0) words = fmt::format("{{{}:{}}}", run.note, words);
    if (run.script != content::Script::Plain)
      words = fmt::format("{}{{{}}}", run.script == content::Script::Super ? '^' : '_', words);
    if (run.struck) words = "~{" + words + "}";
    out += words;
  }
  return out;
}

std::string tree_on_lines(const content::Tree& tree) {
  std::string out;
  for (const auto& block : tree.blocks) {
    if (block.note != 0) out += fmt::format("note {}: ", block.note);
    if (block.kind == content::BlockKind::Table) out += "table: ";
    if (block.kind == content::BlockKind::Image) out += "image: ";
    out += runs_on_a_line(block.runs) + "\n";
    for (const auto& row : block.rows) {
      for (const auto& cell : row.cells) out += (cell.header ? "|#" : "|") + runs_on_a_line(cell.runs);
      out += "|\n";
    }
  }
  return out;
}

struct Case {
  const char* name;
  std::string part;
  std::string tree;  ///< of the part alone
  const char* code = nullptr;
};

void expect_tree(const Outcome<Found>& found, const Case& c) {
  ASSERT_TRUE(found) << describe(found.error());
  EXPECT_EQ(found->title, "关于清扫积雪的通知");
  EXPECT_TRUE(content::well_formed(found->body));
  EXPECT_EQ(tree_on_lines(found->body), "各街道：\n" + c.tree);
  for (const auto& warning : found->warnings)
    EXPECT_TRUE(c.code != nullptr && warning.code == c.code) << warning.code << ": " << warning.message;
  if (c.code != nullptr) {
    EXPECT_EQ(std::ranges::count(found->warnings, c.code, &Warning::code), 1);
  }
}

TEST(PageNotes, LeadToEachOther) {
  const Case cases[] = {
      {"raised numbers and a list",
       "<p>共四十件<sup><a href=#fn1 id=ref1>1</a></sup>，五十件<sup id=ref2><a href=#fn2>2</a></sup>。</p>"
       "<p>请抓紧。</p><ol><li id=fn1>含结转。<a href=#ref1>↩</a><li id=fn2>不含结转。<a href=#ref2>↩</a></ol>",
       "共四十件{1:[1]}，五十件{2:[2]}。\n请抓紧。\nnote 1: {1:[1]} 含结转。{1:↩}\nnote 2: {2:[2]} 不含结转。{2:↩}\n"},
      {"as word processors save them",
       "<p>共四十件<a style='mso-footnote-id:ftn1' href=\"#_ftn1\" name=\"_ftnref1\"><span>[1]</span></a>。</p>"
       "<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1>"
       "<p><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> 含结转。</p><p>另见后文。</p></div></div>",
       "共四十件{1:[1]}。\nnote 1: {1:[1]} 含结转。\nnote 1: 另见后文。\n"},
      {"two marks of one note",
       "<p>甲<a href=#n id=a>①</a>乙<a href=#n id=b>①</a>。</p><p id=n><a href=#a>①</a>含结转。</p>",
       "甲{1:①}乙{1:①}。\nnote 1: {1:①}含结转。\n"},
      {"the numbers follow the marks",
       "<p>甲<a href=#n2 id=a>※</a>乙<a href=#n1 id=b>*</a>。</p>"
       "<p id=n1><a href=#b>*</a>一。</p><p id=n2><a href=#a>※</a>二。</p>",
       "甲{1:※}乙{2:*}。\nnote 1: {1:※}二。\nnote 2: {2:*}一。\n"},
      {"in a cell",
       "<table><tr><th>街道<th>件数<tr><td>南湖<td>40<sup><a href=#n id=a>注</a></sup></table><p id=n>含结转。</p>",
       "table: \n|#街道|#件数|\n|南湖|40{1:注}|\nnote 1: {1:注} 含结转。\n"},
      {"a table of contents has none", "<p><a href=#s1 id=t1>总则</a></p><p id=s1>总则<a href=#t1>上面</a></p>",
       "总则\n总则上面\n"},
      {"a mark that leads nowhere", "<p>四十件<sup><a href=#fn1>1</a></sup>。</p>", "四十件¹。\n"},
      {"a mark that leads above", "<p id=n>含结转。</p><p>四十件<sup><a href=#n>[1]</a></sup>。</p>",
       "含结转。\n四十件^{[1]}。\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    expect_tree(
        read_document({"a.html", "<html><body><h1>关于清扫积雪的通知</h1><p>各街道：</p>" + c.part + "</body></html>"}),
        c);
  }
}

TEST(Captions, StayWithWhatTheyDescribe) {
  const std::string table = "<table><caption>表一件数</caption><tr><th>街道<th>件数<tr><td>南湖<td>40</table>";
  const std::string picture = "<img src=\"data:image/png;base64,iVBORw0KGgo=\">";
  const Case cases[] = {
      {"of a table", "<p>如下。</p>" + table, "如下。\ntable: 表一件数\n|#街道|#件数|\n|南湖|40|\n"},
      {"of a picture", "<p>如下。</p><figure>" + picture + "<figcaption>图一位置</figcaption></figure>",
       "如下。\nimage: 图一位置\n"},
      {"above a picture", "<p>如下。</p><figure><figcaption>图一位置</figcaption>" + picture + "</figure>",
       "如下。\nimage: 图一位置\n"},
      {"each its own",
       "<figure>" + picture + "<figcaption>图一位置</figcaption></figure><figure>" + picture +
           "<figcaption>图二范围</figcaption></figure>" + table,
       "image: 图一位置\nimage: 图二范围\ntable: 表一件数\n|#街道|#件数|\n|南湖|40|\n"},
      {"beside nothing", "<p>如下。</p><figure><p>全文</p><figcaption>图一位置</figcaption></figure>",
       "如下。\n全文\n图一位置\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    expect_tree(
        read_document({"a.html", "<html><body><h1>关于清扫积雪的通知</h1><p>各街道：</p>" + c.part + "</body></html>"}),
        c);
  }
}

std::string run(const std::string& words, const std::string& properties = "") {
  return "<w:r><w:rPr>" + properties + "</w:rPr><w:t xml:space=\"preserve\">" + words + "</w:t></w:r>";
}
std::string paragraph(const std::string& inner, const std::string& style = "") {
  return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>" + inner + "</w:p>";
}
std::string mark(const char* kind, const char* id) {
  return std::string("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:") + kind + "Reference w:id=\"" + id +
         "\"/></w:r>";
}
std::string note(const char* kind, const char* id, const std::string& inner) {
  return std::string("<w:") + kind + " w:id=\"" + id + "\">" + inner + "</w:" + kind + ">";
}

std::string word_file(const std::string& body) {
  const auto used = [&](const char* kind, const char* id, const std::string& inner) {
    auto reference = std::string(kind) + "Reference w:id=\"" + id + "\"";
    return body.find(reference) == body.npos ? std::string() : note(kind, id, inner);
  };
  const auto two = paragraph("<w:r><w:footnoteRef/></w:r>" + run(" 含结转。")) + paragraph(run("另见后文。", "<w:b/>"));
  return pack_docx(
      {{"word/document.xml", "<w:document><w:body><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>" +
                                 run("关于清扫积雪的通知") + "</w:p>" + paragraph(run("各街道：")) + body +
                                 "</w:body></w:document>"},
       {"word/_rels/document.xml.rels",
        "<Relationships><Relationship Id=\"a1\" Target=\"chunk.html\"/></Relationships>"},
       {"word/chunk.html",
        "<html><body><p>又<a href=#n id=a>[1]</a>。</p><p id=n><a href=#a>[1]</a> 内嵌。</p></body></html>"},
       {"word/footnotes.xml", "<w:footnotes>" + used("footnote", "1", two) +
                                  used("footnote", "2", paragraph(run("按年。"))) + "</w:footnotes>"},
       {"word/endnotes.xml", "<w:endnotes>" + used("endnote", "1", paragraph(run("尾注。"))) + "</w:endnotes>"},
       {"word/styles.xml", "<w:styles><w:style w:styleId=\"C\"><w:name w:val=\"caption\"/></w:style></w:styles>"}});
}

TEST(WordNotes, LeadToEachOther) {
  const std::string cells = "<w:tc>" + paragraph(run("街道")) + "</w:tc><w:tc>" + paragraph(run("件数")) + "</w:tc>";
  const std::string table =
      "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>" + cells + "</w:tr><w:tr>" + cells + "</w:tr></w:tbl>";
  const std::string up = "<w:vertAlign w:val=\"superscript\"/>";
  const Case cases[] = {
      {"footnotes and endnotes in the order of their marks",
       paragraph(run("甲") + mark("footnote", "2") + run("乙") + mark("endnote", "1") + run("丙") +
                 mark("footnote", "1") + run("。")),
       "甲{1:[1]}乙{2:[2]}丙{3:[3]}。\nnote 1: {1:[1]} 按年。\nnote 2: {2:[2]} 尾注。\nnote 3: {3:[3]} 含结转。\nnote "
       "3: 另见后文。\n"},
      {"in words that are raised themselves",
       paragraph(run("甲") + "<w:r><w:rPr>" + up + "</w:rPr><w:t>乙</w:t><w:footnoteReference w:id=\"2\"/></w:r>" +
                 run("丙", "<w:strike/>")),
       "甲^{乙}{1:[1]}~{丙}\nnote 1: {1:[1]} 按年。\n", "struck-out"},
      {"in a cell",
       "<w:tbl><w:tr><w:tc>" + paragraph(run("甲")) + "</w:tc><w:tc>" + paragraph(run("乙") + mark("footnote", "2")) +
           "</w:tc></w:tr></w:tbl>",
       "table: \n|甲|乙{1:[1]}|\nnote 1: {1:[1]} 按年。\n"},
      {"of a part, counted on",
       paragraph(run("甲") + mark("footnote", "2")) + "<w:altChunk r:id=\"a1\"/>" +
           paragraph(run("丙") + mark("endnote", "1")),
       "甲{1:[1]}\n又{2:[1]}。\n丙{3:[3]}\nnote 1: {1:[1]} 按年。\nnote 2: {2:[1]} 内嵌。\nnote 3: {3:[3]} 尾注。\n",
       "part-read"},
      {"a mark that is only raised", paragraph(run("甲") + run("①", up) + run("。")), "甲^{①}。\n"},
      {"captions and header cells", paragraph(run("表一件数"), "C") + table,
       "table: 表一件数\n|#街道|#件数|\n|街道|件数|\n"},
      {"a caption below its table", paragraph(run("如下。")) + table + paragraph(run("表一件数"), "C"),
       "如下。\ntable: 表一件数\n|#街道|#件数|\n|街道|件数|\n"},
      {"a caption beside nothing", paragraph(run("如下。")) + paragraph(run("图一位置"), "C"), "如下。\n图一位置\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    expect_tree(read_document({"a.docx", word_file(c.part)}), c);
  }
}

}  // namespace
}  // namespace dl::intake
