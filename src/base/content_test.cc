#include "base/content.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace dl::content {
namespace {

const std::string kDigest(64, 'a');

Block paragraph(std::string text, Align align = Align::Body) {
  return {.kind = BlockKind::Paragraph, .align = align, .runs = {{.text = std::move(text)}}};
}

Tree sample() {
  Tree tree;
  tree.blocks.push_back({.kind = BlockKind::Heading, .level = 2, .runs = {{.text = "（一）停车 <场> & \"位\""}}});
  tree.blocks.push_back({.kind = BlockKind::Paragraph,
                         .align = Align::Left,
                         .runs = {{.text = "见", .strong = true},
                                  {.text = "公告", .emphasis = true, .link = "https://example.org/a?b=1&c=2"},
                                  {.text = "栏", .link = "/columns/3"},
                                  {.text = "旧", .struck = true},
                                  {.text = "注", .script = Script::Super},
                                  {.text = "n", .strong = true, .struck = true, .script = Script::Sub}}});
  tree.blocks.push_back({.kind = BlockKind::Table,
                         .runs = {{.text = "表1 车位"}},
                         .rows = {{.cells = {{.runs = {{.text = "序号"}}, .header = true},
                                             {.runs = {{.text = "名称"}}, .column_span = 2, .row_span = 3}}},
                                  {.cells = {{.runs = {{.text = "1"}}}, {.runs = {}}}}}});
  tree.blocks.push_back(
      {.kind = BlockKind::Image, .runs = {{.text = "图1"}}, .source = "file:" + kDigest, .alt = "位置图"});
  tree.blocks.push_back({.kind = BlockKind::Rule});
  return tree;
}

TEST(ContentJson, ComesBackAsItWas) {
  ASSERT_TRUE(well_formed(sample()));
  for (const auto& tree : {sample(), Tree{}, Tree{{paragraph("")}}}) {
    auto back = read_json(write_json(tree));
    ASSERT_TRUE(back) << write_json(tree);
    EXPECT_EQ(*back, tree);
  }
  EXPECT_EQ(write_json(Tree{{paragraph("甲")}}), R"({"blocks":[{"kind":"paragraph","runs":[{"text":"甲"}]}]})");
}

TEST(ContentJson, RefusesWhatIsNotATree) {
  struct Case {
    const char* name;
    std::string json;
  };
  const Case cases[] = {
      {"nothing", ""},
      {"not an object", "[]"},
      {"no blocks", "{}"},
      {"blocks not an array", R"({"blocks":{}})"},
      {"unknown member of the tree", R"({"blocks":[],"x":1})"},
      {"block without kind", R"({"blocks":[{"runs":[]}]})"},
      {"unknown kind", R"({"blocks":[{"kind":"script"}]})"},
      {"unknown script", R"({"blocks":[{"kind":"paragraph","runs":[{"text":"a","script":"ruby"}]}]})"},
      {"unknown member of a block", R"({"blocks":[{"kind":"rule","onclick":"x"}]})"},
      {"level of a paragraph", R"({"blocks":[{"kind":"paragraph","level":1}]})"},
      {"level beyond four", R"({"blocks":[{"kind":"heading","level":5}]})"},
      {"heading without level", R"({"blocks":[{"kind":"heading"}]})"},
      {"note of a heading", R"({"blocks":[{"kind":"heading","level":1,"note":1}]})"},
      {"note below nought", R"({"blocks":[{"kind":"paragraph","note":-1}]})"},
      {"mark of a note beyond reason", R"({"blocks":[{"kind":"paragraph","runs":[{"text":"a","note":20001}]}]})"},
      {"rows in a paragraph", R"({"blocks":[{"kind":"paragraph","rows":[[]]}]})"},
      {"runs in a rule", R"({"blocks":[{"kind":"rule","runs":[{"text":"a"}]}]})"},
      {"run without text", R"({"blocks":[{"kind":"paragraph","runs":[{"strong":true}]}]})"},
      {"script link", R"({"blocks":[{"kind":"paragraph","runs":[{"text":"a","link":"javascript:x"}]}]})"},
      {"other host by path", R"({"blocks":[{"kind":"paragraph","runs":[{"text":"a","link":"//evil.example"}]}]})"},
      {"span of nothing", R"({"blocks":[{"kind":"table","rows":[[{"runs":[],"column_span":0}]]}]})"},
      {"span beyond reason", R"({"blocks":[{"kind":"table","rows":[[{"runs":[],"row_span":100000}]]}]})"},
      {"image from a data address", R"({"blocks":[{"kind":"image","source":"data:image/png;base64,AA"}]})"},
      {"image of another host", R"({"blocks":[{"kind":"image","source":"https://example.org/a.png"}]})"},
      {"image without source", R"({"blocks":[{"kind":"image"}]})"},
      {"deep nesting", std::string(5000, '[')},
      {"broken UTF-8", "{\"blocks\":[{\"kind\":\"paragraph\",\"runs\":[{\"text\":\"\xC0\x80\"}]}]}"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto read = read_json(c.json);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().key, "content.unreadable");
  }
}

TEST(ContentJson, RefusesMoreThanTwentyThousandBlocks) {
  Tree tree{std::vector<Block>(20'000, Block{.kind = BlockKind::Rule})};
  EXPECT_TRUE(read_json(write_json(tree)));
  tree.blocks.push_back({.kind = BlockKind::Rule});
  EXPECT_FALSE(read_json(write_json(tree)));
}

TEST(ContentHtml, FillsShortRowsOfForms) {
  Block table{.kind = BlockKind::Table};
  auto row = [](std::vector<std::string> words) {
    Row made;
    for (auto& word : words) made.cells.push_back({.runs = {{.text = word}}});
    return made;
  };
  table.rows = {row({"甲", "乙", "丙"}), row({"丁", "戊"}), row({"己"})};
  EXPECT_EQ(render_html(Tree{{table}}),
            "<div class=\"table-scroll\" tabindex=\"0\"><table><tr><td>甲</td><td>乙</td><td>丙</td></tr>"
            "<tr><td>丁</td><td colspan=\"2\">戊</td></tr><tr><td colspan=\"3\">己</td></tr></table></div>\n");
}

TEST(ContentHtml, EscapesAndShowsEveryKind) {
  EXPECT_EQ(render_html(sample(), "/f/"),
            "<h3>（一）停车 &lt;场&gt; &amp; &quot;位&quot;</h3>\n"
            "<p class=\"left\"><strong>见</strong>"
            "<a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"noopener noreferrer\"><em>公告</em></a>"
            "<a href=\"/columns/3\">栏</a><s>旧</s><sup>注</sup><strong><s><sub>n</sub></s></strong></p>\n"
            "<div class=\"table-scroll\" tabindex=\"0\"><table><caption>表1 车位</caption><tr><th>序号</th>"
            "<td colspan=\"2\" rowspan=\"3\">名称</td><td></td></tr><tr><td>1</td><td></td></tr></table></div>\n"
            "<figure><img src=\"/f/" +
                kDigest + "\" alt=\"位置图\" loading=\"lazy\"><figcaption>图1</figcaption></figure>\n<hr>\n");
}

Block note(int number, std::string label, std::string text) {
  return {.kind = BlockKind::Paragraph,
          .note = number,
          .runs = {{.text = std::move(label), .note = number}, {.text = std::move(text)}}};
}

TEST(ContentHtml, LeadsToNotesAndBack) {
  const auto marked = [](int number) {
    return Block{.runs = {{.text = "四十件"}, {.text = fmt::format("[{}]", number), .note = number}}};
  };
  const std::string section = "<section class=\"notes\" role=\"doc-endnotes\">\n";
  struct Case {
    const char* name;
    Tree tree;
    std::string html;
  };
  const Case cases[] = {
      {"both ways, the notes last", Tree{{note(1, "[1]", " 含结转"), marked(1)}},
       "<p>四十件<sup><a href=\"#note-1\" id=\"noteref-1\" role=\"doc-noteref\">[1]</a></sup></p>\n" + section +
           "<p id=\"note-1\"><a href=\"#noteref-1\" role=\"doc-backlink\">[1]</a> 含结转</p>\n</section>\n"},
      {"two marks and two paragraphs of one note have one anchor",
       Tree{{marked(2), marked(2), note(2, "[2]", "甲"), {.note = 2, .runs = {{.text = "乙"}}}}},
       "<p>四十件<sup><a href=\"#note-2\" id=\"noteref-2\" role=\"doc-noteref\">[2]</a></sup></p>\n"
       "<p>四十件<sup><a href=\"#note-2\" role=\"doc-noteref\">[2]</a></sup></p>\n" +
           section +
           "<p id=\"note-2\"><a href=\"#noteref-2\" role=\"doc-backlink\">[2]</a>甲</p>\n<p>乙</p>\n</section>\n"},
      {"a mark without a note", Tree{{marked(3)}}, "<p>四十件<sup>[3]</sup></p>\n"},
      {"a note that nothing leads to", Tree{{note(4, "[4]", "甲")}}, section + "<p>[4]甲</p>\n</section>\n"},
      {"a mark in a cell and one in a caption",
       Tree{{{.kind = BlockKind::Table,
              .runs = {{.text = "*", .note = 1}},
              .rows = {{.cells = {{.runs = {{.text = "*", .script = Script::Super, .note = 1}}}}}}},
             note(1, "*", "甲")}},
       "<div class=\"table-scroll\" tabindex=\"0\"><table><caption><sup><a href=\"#note-1\" id=\"noteref-1\" "
       "role=\"doc-noteref\">*</a></sup></caption><tr><td><sup><a href=\"#note-1\" "
       "role=\"doc-noteref\">*</a></sup></td></tr></table></div>\n" +
           section + "<p id=\"note-1\"><a href=\"#noteref-1\" role=\"doc-backlink\">*</a>甲</p>\n</section>\n"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_TRUE(well_formed(c.tree));
    EXPECT_EQ(render_html(c.tree), c.html);
    auto back = read_json(write_json(c.tree));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, c.tree);
  }
}

TEST(ContentHtml, NeverShowsAForbiddenAddress) {
  Tree tree{{{.kind = BlockKind::Paragraph, .runs = {{.text = "点击", .link = "javascript:alert(1)"}}},
             {.kind = BlockKind::Image, .source = "http://example.org/x.png"}}};
  EXPECT_EQ(render_html(tree), "<p>点击</p>\n");
}

TEST(ContentText, HasOneLineABlockAndTabsBetweenCells) {
  EXPECT_EQ(plain_text(sample()), "（一）停车 <场> & \"位\"\n见公告栏旧注n\n表1 车位\n序号\t名称\n1\t\n图1\n");
}

TEST(ContentSummary, EndsWhereASentenceEnds) {
  Tree tree{{paragraph("　　第一句话。第二句话，\n还有后半句。第三句")}};
  struct Case {
    std::size_t characters;
    const char* expected;
  };
  const Case cases[] = {
      {100, "第一句话。第二句话， 还有后半句。第三句"}, {6, "第一句话。"}, {11, "第一句话。第二句话…"},
      {17, "第一句话。第二句话， 还有后半句。"},        {3, "第一句…"},    {0, "…"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.characters);
    EXPECT_EQ(summary(tree, c.characters), c.expected);
  }
  EXPECT_EQ(summary(Tree{}, 10), "");
}

}  // namespace
}  // namespace dl::content
