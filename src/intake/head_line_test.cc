// Whole heads of documents, as offices write them: what is the title, what the number, what stays in the text.
#include "intake/head_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "intake/document.h"

namespace dl::intake {
namespace {

TEST(HeadLines, AreToldFromTitles) {
  struct Case {
    const char* line;
    HeadKind kind;
    const char* number = "";
  };
  const Case cases[] = {
      {"梅岭市水利局文件", HeadKind::RedHead},
      {"梅岭市水利局 梅岭市财政局文件", HeadKind::RedHead},
      {"梅水〔2024〕17号", HeadKind::Number, "梅水〔2024〕17号"},
      {"梅水发[2024]17号", HeadKind::Number, "梅水发〔2024〕17号"},
      {"梅水发〈2024〉17号", HeadKind::Number, "梅水发〔2024〕17号"},
      {"梅水发（２０２４） １７ 号", HeadKind::Number, "梅水发〔2024〕17号"},
      {"（梅水发〔2024〕17号）", HeadKind::Number, "梅水发〔2024〕17号"},
      {"梅水报〔2024〕3号签发人：王某某", HeadKind::Number, "梅水报〔2024〕3号"},
      {"特急 梅水电〔2024〕3号", HeadKind::Number, "梅水电〔2024〕3号"},
      {"梅水〔2024〕8号　梅财〔2024〕21号、梅农〔2024〕5号", HeadKind::Number, "梅水〔2024〕8号"},
      {"梅水罚决字〔2024〕第0031号", HeadKind::Number, "梅水罚决字〔2024〕第0031号"},
      {"梅岭市人民政府令第12号", HeadKind::Number, "梅岭市人民政府令第12号"},
      {"梅岭市水利局公告2024年第3号", HeadKind::Number, "梅岭市水利局公告2024年第3号"},
      {"梅岭市水利局通告〔2024〕第3号", HeadKind::Number, "梅岭市水利局通告〔2024〕第3号"},
      {"第12号", HeadKind::Ordinal},
      {"2024年第3号", HeadKind::Ordinal},
      {"〔2024〕第 3 号", HeadKind::Ordinal},
      {"第三十一期", HeadKind::Ordinal},
      {"签发人：王某某 李某某", HeadKind::Mark},
      {"特 急", HeadKind::Mark},
      {"Ｂ类", HeadKind::Mark},
      {"（A1类）", HeadKind::Mark},
      {"公开属性：主动公开", HeadKind::Mark},
      {"000018", HeadKind::Mark},
      {"机密★1年", HeadKind::Secrecy},
      {"秘 密", HeadKind::Secrecy},
      {"通知公告", HeadKind::Banner},
      {"梅岭市人民政府门户网站", HeadKind::Banner},
      {"梅岭市水利局关于公布第12号预警的通知", HeadKind::None},
      {"关于政协第45号提案的答复", HeadKind::None},
      {"第45号提案的答复", HeadKind::None},
      {"梅岭市水利局", HeadKind::None},
      {"关于梅水〔2024〕17号文件的说明", HeadKind::None},
      {"秘密花园工程建设方案", HeadKind::None},
      {"", HeadKind::None},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.line);
    auto head = head_line(text::decode(c.line));
    EXPECT_EQ(head.kind, c.kind);
    EXPECT_EQ(head.number, c.number);
  }
}

struct Head {
  const char* name;
  std::string head;
  const char* title;
  const char* number = "";
  const char* issuer = "";
};

const std::string kBody = "各县水利局：\n　　现将有关事项通知如下，请认真抓好落实，执行中的问题请及时报告我们。\n";

TEST(Heads, GiveTitleNumberAndIssuer) {
  const Head cases[] = {
      {"plain", "梅岭市水利局文件\n梅水〔2024〕17号\n梅岭市水利局关于防汛值班的通知\n",
       "梅岭市水利局关于防汛值班的通知", "梅水〔2024〕17号", "梅岭市水利局"},
      {"all marks", "000012\n特急\n梅岭市水利局文件\n梅水〔2024〕17号　　签发人：王某\n关于防汛值班的请示\n",
       "关于防汛值班的请示", "梅水〔2024〕17号", "梅岭市水利局"},
      {"signer on its own line", "梅水报〔2024〕9号\n签发人：王某\n关于防汛值班\n情况的报告\n",
       "关于防汛值班情况的报告", "梅水报〔2024〕9号"},
      {"joint head on lines", "梅岭市水利局\n梅岭市财政局\n文件\n梅水〔2024〕8号\n关于下达补助资金的通知\n",
       "关于下达补助资金的通知", "梅水〔2024〕8号", "梅岭市水利局、梅岭市财政局"},
      {"joint numbers", "梅水〔2024〕8号 梅财〔2024〕21号\n关于下达补助资金的通知\n", "关于下达补助资金的通知",
       "梅水〔2024〕8号"},
      {"letter head", "梅岭市水利局\n梅水函〔2024〕5号\n梅岭市水利局关于商请支持的函\n", "梅岭市水利局关于商请支持的函",
       "梅水函〔2024〕5号", "梅岭市水利局"},
      {"joint title", "梅岭市水利局\n梅岭市公安局\n关于禁止采砂的通告\n", "梅岭市水利局 梅岭市公安局关于禁止采砂的通告",
       "", "梅岭市水利局、梅岭市公安局"},
      {"issuer above", "梅岭市水利局\n\n关于防汛值班的通知\n", "梅岭市水利局关于防汛值班的通知", "", "梅岭市水利局"},
      {"broken title", "梅岭市水利局关于进一步加强\n汛期水库安全度汛工作的\n通知\n",
       "梅岭市水利局关于进一步加强汛期水库安全度汛工作的通知", "", "梅岭市水利局"},
      {"site", "梅岭市人民政府\n首页 > 信息公开\n\n梅岭市人民政府办公室关于印发应急预案的通知\n",
       "梅岭市人民政府办公室关于印发应急预案的通知", "", "梅岭市人民政府办公室"},
      {"name above news", "梅岭市水利局\n梅岭市水利局召开防汛会议\n", "梅岭市水利局召开防汛会议"},
      {"letter of an office", "梅岭市水利局便函\n梅水函〔2024〕第5号\n关于商请支持的函\n", "关于商请支持的函",
       "梅水函〔2024〕第5号", "梅岭市水利局"},
      {"gazette", "梅岭市人民政府公报\n2024年第3期（总第45期）\n梅岭市人民政府关于清理文件的决定\n",
       "梅岭市人民政府关于清理文件的决定", "", "梅岭市人民政府"},
      {"gazette on one line", "梅岭市人民政府公报 2024年第3期\n梅岭市人民政府关于清理文件的决定\n梅政发〔2024〕3号\n",
       "梅岭市人民政府关于清理文件的决定", "梅政发〔2024〕3号", "梅岭市人民政府"},
      {"minutes with their imprint",
       "梅岭市人民政府常务会议纪要\n第12期\n梅岭市人民政府办公室　　2024年5月6日\n关于研究防汛工作的会议纪要\n",
       "关于研究防汛工作的会议纪要", "梅岭市人民政府常务会议纪要第12期", "梅岭市人民政府办公室"},
      {"a brief with its imprint", "防汛简报\n第5期\n梅岭市水利局 2024年5月6日\n梅岭市水利局召开防汛工作会议\n",
       "梅岭市水利局召开防汛工作会议", "", "梅岭市水利局"},
      {"minutes", "会议纪要\n〔2024〕5号\n梅岭市人民政府办公室\n关于研究水价问题的会议纪要\n",
       "梅岭市人民政府办公室关于研究水价问题的会议纪要", "会议纪要〔2024〕5号", "梅岭市人民政府办公室"},
      {"portal and column", "梅岭市水利局门户网站\n通知公告\n关于防汛值班的通知\n", "关于防汛值班的通知"},
      {"place and column", "石桥镇\n\n政务公开\n\n梅岭市石桥镇政府信息公开指南\n", "梅岭市石桥镇政府信息公开指南"},
      {"column alone above news", "工作动态\n我市三座水库提前完成加固\n", "我市三座水库提前完成加固"},
      {"class of a reply", "（B类）\n梅水提复〔2024〕6号\n关于市政协十届三次会议\n第45号提案的答复\n",
       "关于市政协十届三次会议第45号提案的答复", "梅水提复〔2024〕6号"},
      {"announcement", "梅岭市水利局\n2024年第3号\n关于划定管理范围的公告\n", "关于划定管理范围的公告", "",
       "梅岭市水利局"},
      {"series", "梅岭市水利局公告\n2024年第3号\n关于划定管理范围的公告\n", "关于划定管理范围的公告",
       "梅岭市水利局公告2024年第3号"},
      {"order", "梅岭市人民政府令\n第12号\n", "梅岭市人民政府令", "梅岭市人民政府令第12号"},
      {"number below the title", "关于防汛值班的通知\n梅水〔2024〕17号\n", "关于防汛值班的通知", "梅水〔2024〕17号"},
      {"number in brackets below", "关于防汛值班的通知\n（梅水〔2024〕17号）\n", "关于防汛值班的通知",
       "梅水〔2024〕17号"},
      {"decision", "行政处罚决定书\n梅水罚决字〔2024〕第0031号\n", "行政处罚决定书", "梅水罚决字〔2024〕第0031号"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto found = read_document({"a.txt", c.head + kBody});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->title, c.title);
    EXPECT_EQ(found->document_number, c.number);
    EXPECT_EQ(found->issuer, c.issuer);
    // What has no field is in the text or in a warning.
    auto told = found->title + found->document_number + found->issuer + content::plain_text(found->body);
    for (const auto& warning : found->warnings) told += warning.words;
    for (const auto* words : {"特急", "000012", "王某", "财〔2024〕21号", "B类", "第3号", "第12号", "公安局", "石桥镇"})
      if (c.head.find(words) != std::string::npos) {
        EXPECT_THAT(told, testing::HasSubstr(words));
      }
  }
}

TEST(Heads, OfCardsInEveryForm) {
  struct Case {
    const char* name;
    std::string card;
    const char* title = "关于防汛值班的通知";
    const char* index = "";
    const char* number = "";
    const char* issued = "";
    const char* published = "";
    const char* source = "";
    const char* effective = "";
    const char* expires = "";
  };
  const Case cases[] = {
      {.name = "unknown label ends a value",
       .card = "索引号：MB0412/2024-00031 归口科室：运管科 发文日期：2024-05-06 主题词：\n",
       .index = "MB0412/2024-00031",
       .issued = "2024-05-06"},
      {.name = "pairs",
       .card = "索 引 号: 11330000MB/2024-31 公文目录: 水利\n发布机构: 梅岭市水利局 生成日期: 2024年5月6日\n"
               "生效时间: 2024-06-01 文  号: 梅水〔2024〕17号\n废止时间: 2029-06-01 名称: 关于防汛值班的通知\n",
       .index = "11330000MB/2024-31",
       .number = "梅水〔2024〕17号",
       .issued = "2024-05-06",
       .effective = "2024-06-01",
       .expires = "2029-06-01"},
      {.name = "tools behind",
       .card = "发布时间：2024-05-06 08:30 浏览次数：27次 来源：市水利局 字体：【大 中 小】 【打印】 【关闭】\n",
       .published = "2024-05-06 08:30:00",
       .source = "市水利局"},
      {.name = "glued",
       .card = "发布时间：2024-05-06来源：市水利局浏览次数：27字号：大中小\n",
       .published = "2024-05-06 00:00:00",
       .source = "市水利局"},
      {.name = "tools first",
       .card = "字号：[ 大 中 小 ]　来源：市水利局　发布日期：2024-05-06　点击数：9　打印本页\n",
       .published = "2024-05-06 00:00:00",
       .source = "市水利局"},
      {.name = "bars and no label",
       .card = "2024-05-06 08:30 | 来源：市水利局 | 【字体：大 中 小】 | 分享到：微信 微博\n",
       .published = "2024-05-06 08:30:00",
       .source = "市水利局"},
      {.name = "date behind the source",
       .card = "来源：市水利局 2024-05-06 08:30 作者：王某 责任编辑：李某\n",
       .published = "2024-05-06 08:30:00",
       .source = "市水利局"},
      {.name = "tabs",
       .card = "索引号\tMB0412/2024-00031\t文号\t梅水〔2024〕17号\n成文日期\t2024-05-06\t发布日期\t2024-05-08\n",
       .index = "MB0412/2024-00031",
       .number = "梅水〔2024〕17号",
       .issued = "2024-05-06",
       .published = "2024-05-08 00:00:00"},
      {.name = "a size of type that is a number",
       .card = "字号：梅水〔2024〕17号 发布日期：2024-05-06\n",
       .number = "梅水〔2024〕17号",
       .published = "2024-05-06 00:00:00"},
      {.name = "labels in brackets",
       .card = "【文号】梅水〔2024〕17号\n【发布日期】2024-05-06\n",
       .number = "梅水〔2024〕17号",
       .published = "2024-05-06 00:00:00"},
      {.name = "one below the other",
       .card = "2024-05-06 08:30\n来源：\n市水利局\n浏览次数：\n45\n分享：\n微信\n微博\n打印\n关闭\n",
       .published = "2024-05-06 08:30:00",
       .source = "市水利局"},
      {.name = "above a line that says 正文",
       .card =
           "发布时间: 2024-05-06 08:30\n发布机构: \n栏目: 通知公告\n原文链接: https://a.example/1.html\n详见 a.tsv\n"
           "======== 正文 ========\n",
       .published = "2024-05-06 08:30:00"},
      {.name = "days of force",
       .card = "文号：梅水〔2024〕17号 起始日期：2024-06-01 终止日期：2029-06-01\n",
       .number = "梅水〔2024〕17号",
       .effective = "2024-06-01",
       .expires = "2029-06-01"},
      {.name = "days of a public notice",
       .card = "名称：关于拟补助名单的公示\n发布日期：2024-05-06 起始日期：2024-05-06 终止日期：2024-05-13\n",
       .title = "关于拟补助名单的公示",
       .published = "2024-05-06 00:00:00"},
      {.name = "a value that does not fit",
       .card = "索引号：MB0412/2024-00031 发布日期：近期 文号：梅水〔2024〕17号\n",
       .index = "MB0412/2024-00031",
       .number = "梅水〔2024〕17号"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    bool named = c.card.find("名称") != std::string::npos;
    auto found = read_document({"a.txt", c.card + (named ? "" : "关于防汛值班的通知\n") + kBody});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->title, c.title);
    EXPECT_EQ(found->index_number, c.index);
    EXPECT_EQ(found->document_number, c.number);
    EXPECT_EQ(found->issued_on ? found->issued_on->text() : "", c.issued);
    EXPECT_EQ(found->published_at ? found->published_at->text_with_seconds() : "", c.published);
    EXPECT_EQ(found->source, c.source);
    EXPECT_EQ(found->effective_on ? found->effective_on->text() : "", c.effective);
    EXPECT_EQ(found->expires_on ? found->expires_on->text() : "", c.expires);
    auto body = content::plain_text(found->body);
    for (const auto* words : {"打印", "字体", "字号", "浏览", "点击", "索引号", "归口"})
      EXPECT_THAT(body, testing::Not(testing::HasSubstr(words)));
  }
}

TEST(Heads, LeaveWhatIsNoCardInTheText) {
  for (const std::string line : {"时间：2024年5月6日\n地点：市水利局三楼", "联系人：王某　联系方式：0123-5550123",
                                 "服务对象：全体居民\n办理时限：十日", "密级：秘密　文号：梅水〔2024〕17号",
                                 "会议时间：2024年5月6日　参会范围：各科室"}) {
    SCOPED_TRACE(line);
    auto found = read_document({"a.txt", "关于召开会议的通知\n各科室：\n" + line + "\n请准时参加。\n"});
    ASSERT_TRUE(found);
    auto body = text::remove_space(content::plain_text(found->body));
    EXPECT_THAT(body, testing::HasSubstr(text::remove_space(line)));
    EXPECT_FALSE(found->published_at);
  }
}

}  // namespace
}  // namespace dl::intake
