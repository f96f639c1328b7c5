// Outlines, signatures, attachments and tables of plain text, in the kinds that offices write.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/document.h"

namespace dl::intake {
namespace {

std::vector<std::string> headings_of(const content::Tree& body) {
  std::vector<std::string> found;
  for (const auto& block : body.blocks)
    if (block.kind == content::BlockKind::Heading) found.push_back(text::remove_space(content::text_of(block.runs)));
  return found;
}

TEST(Outlines, FollowTheKindOfDocument) {
  struct Case {
    const char* name;
    std::string text;
    std::vector<std::string> headings;
  };
  const Case cases[] = {
      {"articles 一、 through the chapters",
       "第一章　总则\n一、为了规范会议，制定本规则。\n二、会议坚持少开短开。与会人员应当准时到会。\n第二章　组织\n"
       "三、会议由办公室组织，办公室主任负责。会场由后勤科布置。\n四、纪要在三日内印发。\n",
       {"第一章总则", "第二章组织"}},
      {"headings 一、 that begin anew in each chapter",
       "第一章　概况\n一、自然地理\n全市地势北高南低，河网密布。\n二、行政区划\n全市辖三县两区。\n第二章　经济\n一、总"
       "量\n"
       "全年平稳增长，结构继续优化。\n",
       {"第一章概况", "一、自然地理", "二、行政区划", "第二章经济", "一、总量"}},
      {"duties",
       "一、主要职责\n（一）贯彻水利法规。起草规范性文件。\n（二）负责水资源管理，保障供水。组织调度。\n（三）指导河湖"
       "保护。\n"
       "二、内设机构\n办公室、运管科、建设科。\n",
       {"一、主要职责", "二、内设机构"}},
      {"run-in headings of all neighbours",
       "一、工作要求\n（一）加强领导。各单位要把防汛摆上重要位置，主要负责人亲自抓。\n"
       "（二）严明纪律。值班人员要坚守岗位，有情况立即报告市防办。\n",
       {"一、工作要求", "（一）加强领导。", "（二）严明纪律。"}},
      {"a sentence among the neighbours",
       "一、工作要求\n（一）加强领导。各单位要把防汛摆上重要位置，主要负责人亲自抓。\n"
       "（二）值班人员在汛期要坚守岗位，不得擅自离岗，确有事情的要提前一天请假并安排人员顶班。有情况立即报告市防办。\n",
       {"一、工作要求"}},
      {"chapters without a space",
       "第一章总则\n第一条为了规范管理，制定本办法。\n第二条本办法适用于本市。\n第二章监督管理\n第三条水利部门负责监督"
       "。\n",
       {"第一章总则", "第二章监督管理"}},
      {"table of contents",
       "目　录\n第一章　总则\n第二章　监督管理\n第一章　总则\n第一条　为了规范管理，制定本办法。\n第二章　监督管理\n"
       "第二条　水利部门负责监督。\n",
       {"第一章总则", "第二章监督管理"}},
      {"decimals below bare numbers",
       "1 总则\n1.1 编制目的\n为做好防汛工作，制定本预案。\n1.2 适用范围\n本市行政区域内适用。\n2 组织体系\n"
       "由市防办组织，各科室配合。\n3 监测预警\n3.1 监测\n3.1.1 雨情\n由气象台报送。\n3.1.2 水情\n由水文站报送。\n"
       "3.2 预警\n分四级。\n4 附则\n自发布之日起施行。\n",
       {"1总则", "1.1编制目的", "1.2适用范围", "2组织体系", "3监测预警", "3.1监测", "3.1.1雨情", "3.1.2水情", "3.2预警",
        "4附则"}},
      {"decimals whose items are sentences",
       "1. 总则\n1.1 编制目的\n为做好防汛工作，制定本预案。\n2. 职责\n2.1 市防办负责统一组织全市防汛抢险救灾工作。\n"
       "2.2 各科室应当按照分工做好相关工作。\n",
       {"1.总则", "1.1编制目的", "2.职责"}},
      {"figures at the beginning of lines",
       "一、投资\n1.5亿元用于堤防。\n2.5亿元用于水库。\n二、时间\n年底完成。\n",
       {"一、投资", "二、时间"}},
      {"decimals below chapters",
       "第一章　总则\n1.1 目的\n为了规范。\n1.2 依据\n依照条例。\n第二章　要求\n2.1 一般要求\n应当整洁。\n",
       {"第一章总则", "1.1目的", "1.2依据", "第二章要求", "2.1一般要求"}},
      {"parts",
       "第一部分　概况\n一、主要职能\n负责防汛。\n第二部分　预算\n一、收入\n收入一百万元。\n",
       {"第一部分概况", "一、主要职能", "第二部分预算", "一、收入"}},
      {"table of contents with pages",
       "目录\n一、基本情况……1\n二、收支情况……3\n一、基本情况\n本局是市政府工作部门。\n二、收支情况\n全年收支平衡。\n",
       {"一、基本情况", "二、收支情况"}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(headings_of(read_body(c.text)), c.headings);
    auto found = read_document({"a.txt", "梅岭市水利局工作规则\n" + c.text});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->title, "梅岭市水利局工作规则");
    EXPECT_EQ(headings_of(found->body), c.headings);
    // No character is lost, whatever became a heading.
    EXPECT_EQ(text::remove_space(content::plain_text(found->body)), text::remove_space(c.text));
  }
}

TEST(Outlines, OfDecimalsAreAsDeepAsTheirNumbers) {
  struct Case {
    const char* name;
    const char* text;
    std::vector<int> levels;
  };
  const Case cases[] = {
      {"bare",
       "1 总则\n1.1 目的\n为了防汛。\n1.1.1 依据\n依照条例。\n1.2 范围\n全市。\n2 职责\n2.1 科室\n各司其职。\n",
       {1, 2, 3, 2, 1, 2}},
      {"below 一、",
       "一、总体要求\n1. 目标\n1.1 近期目标\n到明年底建成。\n1.2 远期目标\n全部建成。\n二、保障措施\n加强领导。\n",
       {1, 3, 4, 4, 1}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    std::vector<int> levels;
    for (const auto& block : read_body(c.text).blocks)
      if (block.kind == content::BlockKind::Heading) levels.push_back(block.level);
    EXPECT_EQ(levels, c.levels);
  }
}

TEST(Signatures, AreFoundInEveryForm) {
  struct Case {
    const char* signature;
    const char* issuer;
    const char* date;
  };
  const Case cases[] = {
      {"梅岭市水利局\n二OO九年三月二日", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局\n二00九年三月二日", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局\n二○○九年三月2日", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局\n二〇〇九年十二月三十一日", "梅岭市水利局", "2009-12-31"},
      {"梅岭市水利局\n2OO9年3月2日", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局\n２００９年３月２日（公章）", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局（盖章）\n2009年3月2日", "梅岭市水利局", "2009-03-02"},
      {"（公章）梅岭市水利局\n（公章）2009年3月2日", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局 2009年3月2日", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局　　梅岭市财政局\n2009年3月2日", "梅岭市水利局、梅岭市财政局", "2009-03-02"},
      {"梅岭市水利局　梅岭市财政局\n梅岭市公安局\n2009年3月2日", "梅岭市水利局、梅岭市财政局、梅岭市公安局",
       "2009-03-02"},
      {"2009年3月2日\n梅岭市水利局", "梅岭市水利局", "2009-03-02"},
      {"梅岭市水利局\n2009年3月", "梅岭市水利局", ""},
      {"梅岭市水利局\n2009年　月　日", "梅岭市水利局", ""},
      {"（印章）\n2009年3月2日", "", "2009-03-02"},
      {"局长　王某某\n2009年3月2日", "", "2009-03-02"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.signature);
    auto found = read_document(
        {"a.txt", std::string("关于防汛值班的通知\n各科室：\n现将有关事项通知如下，请认真落实，有问题及时报告。\n") +
                      c.signature + "\n"});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->issuer, c.issuer);
    EXPECT_EQ(found->issued_on ? found->issued_on->text() : "", c.date);
    EXPECT_EQ(found->body.blocks.back().align, content::Align::Right);
  }
}

TEST(Attachments, AreListedAndMissedOneByOne) {
  struct Case {
    const char* name;
    std::string list;
    std::string below;
    std::vector<std::string> names;
    std::vector<std::string> missing;
  };
  const Case cases[] = {
      {"no colon", "附件1.值班表\n2.联系表\n", "", {"值班表", "联系表"}, {"值班表", "联系表"}},
      {"space", "附件 1.值班表\n2.联系表\n", "", {"值班表", "联系表"}, {"值班表", "联系表"}},
      {"the word alone", "附件\n1.值班表\n2.联系表\n", "", {"值班表", "联系表"}, {"值班表", "联系表"}},
      {"each its own word", "附件1：值班表\n附件2：联系表\n", "", {"值班表", "联系表"}, {"值班表", "联系表"}},
      {"number and space",
       "附件1 防汛值班表\n附件2 防汛联系表\n",
       "",
       {"防汛值班表", "防汛联系表"},
       {"防汛值班表", "防汛联系表"}},
      {"one of two below",
       "附件：1.值班表\n2.联系表\n",
       "附件1\n值班表\n周一由运管科值班。\n",
       {"值班表", "联系表"},
       {"联系表"}},
      {"second below by its name",
       "附件：1.值班表\n2.联系表\n",
       "附件\n联系表\n办公室由王某联系。\n",
       {"值班表", "联系表"},
       {"值班表"}},
      {"both below",
       "附件：1.值班表\n2.联系表\n",
       "附件1\n值班表\n周一由运管科值班。\n附件2\n联系表\n办公室由王某联系。\n",
       {"值班表", "联系表"},
       {}},
      {"name beside the number below",
       "附件：1.防汛值班表\n2.防汛联系表\n",
       "附件1 防汛值班表\n周一由运管科值班。\n附件2：防汛联系表\n办公室由王某联系。\n",
       {"防汛值班表", "防汛联系表"},
       {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found =
        read_document({"a.txt", "关于防汛值班的通知\n各科室：\n现将有关事项通知如下，请认真落实，有问题及时报告。\n" +
                                    c.list + "梅岭市水利局\n2024年5月6日\n" + c.below});
    ASSERT_TRUE(found);
    std::vector<std::string> names, missing;
    for (const auto& attachment : found->attachments) names.push_back(attachment.name);
    for (const auto& warning : found->warnings)
      if (warning.code == "attachment-missing") missing.push_back(warning.words);
    EXPECT_EQ(names, c.names);
    EXPECT_EQ(missing, c.missing);
    EXPECT_TRUE(headings_of(found->body).empty());
  }
}

TEST(TextTables, AreDrawnFromTabsAndBars) {
  struct Case {
    const char* name;
    std::string text;
    std::size_t rows = 0;  ///< 0: no table
    std::size_t columns = 0;
  };
  const Case cases[] = {
      {"tabs", "单位\t件数\t金额\n甲队\t12\t5000\n乙队\t8\t3200\n", 3, 3},
      {"tabs with empty cells at the end", "单位\t件数\t备注\n甲队\t12\n乙队\t8\n丙队\t9\t补报\n丁队\t3\t\n", 0, 0},
      {"bars behind", "内容 | 件数 | 金额 |\n甲 | 1 | 2 |\n乙 | 3 | 4 |\n", 3, 3},
      {"bars between", "内容 | 件数 | 金额\n甲 | 1 | 2\n", 2, 3},
      {"bars around and a rule", "| 内容 | 件数 |\n| --- | --- |\n| 甲 | 1 |\n", 2, 2},
      {"full-width bars", "内容｜件数｜金额\n甲｜1｜2\n", 2, 3},
      {"drawn", "┌──┬──┐\n│内容│件数│\n├──┼──┤\n│甲的│1　│\n│事项│　　│\n└──┴──┘\n", 2, 2},
      {"numbers of a list", "1.\t加强领导，落实责任。\n2.\t严明纪律，坚守岗位。\n", 0, 0},
      {"one line alone", "甲队\t12\t5000\n", 0, 0},
      {"table of contents", "一、基本情况\t1\n二、收支情况\t3\n", 0, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto body = read_body("情况如下：\n" + c.text + "以上为全部情况。\n");
    auto table = std::ranges::find(body.blocks, content::BlockKind::Table, &content::Block::kind);
    ASSERT_EQ(table != body.blocks.end(), c.rows > 0);
    if (c.rows == 0) continue;
    EXPECT_EQ(table->rows.size(), c.rows);
    for (const auto& row : table->rows) EXPECT_EQ(row.cells.size(), c.columns);
    EXPECT_TRUE(table->rows.front().cells.front().header);
    EXPECT_EQ(body.blocks.size(), 3U);
  }
}

TEST(TextTables, AreDrawnFromSpacesWhereAColumnHasFigures) {
  struct Case {
    const char* name;
    const char* rows;
    std::size_t tables;
  };
  const Case cases[] = {
      {"figures", "街道    件数    办结率\n南湖    40    98%\n西塘    7     100%\n", 1},
      {"wide spaces", "街道　　件数\n南湖　　40\n西塘　　7\n", 1},
      {"names of a list", "张三    李四    王五\n赵六    钱七    孙八\n周九    吴十    郑一\n", 0},
      {"two rows", "街道    件数\n南湖    40\n", 0},
      {"rows of other lengths", "街道    件数    备注\n南湖    40\n西塘    7    续\n", 0},
      {"no head", "南湖    40\n西塘    7\n东河    3\n", 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    const std::string text = std::string("各街道：\n情况如下。\n") + c.rows + "请抓紧办理。\n";
    auto body = read_body(text);
    EXPECT_EQ(
        static_cast<std::size_t>(std::ranges::count(body.blocks, content::BlockKind::Table, &content::Block::kind)),
        c.tables);
    EXPECT_EQ(text::remove_space(content::plain_text(body)), text::remove_space(text));
  }
}

TEST(Spaces, StayBetweenANameAndItsNumber) {
  struct Case {
    const char* written;
    const char* read;
  };
  const Case cases[] = {
      {"路政员 5 大专", "路政员 5 大专"},
      {"1.1 编制目的", "1.1 编制目的"},
      {"1 总则", "1 总则"},
      {"王某某 0123-5550123", "王某某 0123-5550123"},
      {"报名请与水利局办公室王某某 0123-5550123联系，逾期不再受理。",
       "报名请与水利局办公室王某某 0123-5550123联系，逾期不再受理。"},
      {"全市共有水库 35 座，其中大型 2 座，全部完成了除险加固。",
       "全市共有水库35座，其中大型2座，全部完成了除险加固。"},
      {"2024 年 5 月 6 日", "2024年5月6日"},
      {"第 5 号", "第5号"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.written);
    auto body = read_body(std::string("情况如下：\n") + c.written + "\n");
    ASSERT_EQ(body.blocks.size(), 2U);
    EXPECT_EQ(content::text_of(body.blocks[1].runs), c.read);
  }
}

TEST(Tables, OfSheetsHaveTheirTitleInTheFirstRow) {
  auto found = read_document(
      {"a.html",
       "<table border=1><tr><td colspan=3>梅岭市2024年水费减免情况公示表</td></tr><tr><td>序号</td><td>户名"
       "</td><td>金额</td></tr><tr><td>1</td><td>某某小学</td><td>300</td></tr></table>"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->title, "梅岭市2024年水费减免情况公示表");
  ASSERT_EQ(found->body.blocks.size(), 1U);
  EXPECT_EQ(found->body.blocks[0].rows.size(), 2U);
}

TEST(Tables, ThatPlaceAMenuAreNoPartOfTheDocument) {
  auto menu = [](const char* cell) {
    std::string rows;
    for (const auto* name : {"网站首页", "机构概况", "规章制度", "宣传教育"})
      rows += std::string("<tr><td>") + cell + "</td><td>" + name + "</td></tr>";
    return "<table>" + rows + "</table>";
  };
  std::string article;
  for (const auto* words :
       {"第一条　为了加强节约用水管理，保障城市生活用水，根据有关法律法规，结合本市实际，制定本条例。",
        "第二条　本市城市供水、用水及其监督管理，适用本条例。", "第三条　本条例自公布之日起施行。"})
    article += std::string("<p>") + words + "</p>";
  for (const char* cell : {"&nbsp;", "<span></span>", "　"}) {
    SCOPED_TRACE(cell);
    auto found =
        read_document({"a.html", "<html><body><table><tr><td>" + menu(cell) +
                                     "</td><td><table><tr><td align=center>梅岭市节约用水条例</td></tr><tr><td>" +
                                     article + "</td></tr></table></td></tr></table></body></html>"});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->title, "梅岭市节约用水条例");
    EXPECT_THAT(content::plain_text(found->body), testing::Not(testing::HasSubstr("机构概况")));
    EXPECT_EQ(found->body.blocks.size(), 3U);
  }
}

}  // namespace
}  // namespace dl::intake
