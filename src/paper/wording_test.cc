// Numbers of headings, labels, and the lines of titles.
#include "paper/wording.h"

#include <gmock/gmock.h>

namespace dl::paper {
namespace {

using testing::ElementsAre;

TEST(Wording, NumbersHeadings) {
  Numbering numbering;
  EXPECT_EQ(numbering.next(1), "一、");
  EXPECT_EQ(numbering.next(2), "（一）");
  EXPECT_EQ(numbering.next(3), "1.");
  EXPECT_EQ(numbering.next(4), "（1）");
  EXPECT_EQ(numbering.next(4), "（2）");
  EXPECT_EQ(numbering.next(2), "（二）");
  EXPECT_EQ(numbering.next(3), "1.") << "begun anew";
  EXPECT_EQ(numbering.next(1), "二、");
  EXPECT_EQ(numbering.next(2), "（一）");
}

TEST(Wording, BalancesTitles) {
  struct Case {
    const char* title;
    std::vector<std::string> lines;
  };
  const std::vector<Case> cases = {
      {"政府信息公开申请答复书", {"政府信息公开申请答复书"}},
      {"梅城市城市管理局关于城市道路停车泊位有关信息公开申请的答复书",
       {"梅城市城市管理局关于城市道路", "停车泊位有关信息公开申请的答复书"}},
      {"梅城市城市管理局\n关于申请的答复书", {"梅城市城市管理局", "关于申请的答复书"}},
      {"", {}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.title);
    EXPECT_THAT(balanced_lines(c.title, 20), testing::ElementsAreArray(c.lines));
  }
}

TEST(Wording, KeepsNumbersAndMarksTogether) {
  const auto lines = balanced_lines("关于印发《梅城市停车泊位管理办法》和2026年收费标准2026-2030的通知", 20);
  std::string whole;
  for (const auto& line : lines) {
    EXPECT_LE(width_of(text::decode(line)), 20);
    EXPECT_FALSE(line.starts_with("》") || line.ends_with("《") || line.starts_with("的")) << line;
    EXPECT_FALSE(line.starts_with("26") || line.starts_with("0") || line.starts_with("-")) << line;
    whole += line;
  }
  EXPECT_EQ(whole, "关于印发《梅城市停车泊位管理办法》和2026年收费标准2026-2030的通知");
  EXPECT_THAT(balanced_lines(std::string(50, 'a'), 20).size(), 2U) << "what has no place to break is cut";
}

TEST(Wording, APageSaysWhatThePaperSays) {
  Letter letter{.agency = "梅城市城市管理局", .title = "答复书", .addressee = "张某某", .date = Date(2026, 3, 2)};
  letter.body = {Paragraph{"第一段。\n第二段。"}, Heading{1, "情况"}, Facts{{{"编号", "SQ1"}}}};
  const auto words = words_of(letter);
  EXPECT_EQ(words.title, "答复书");
  EXPECT_EQ(words.addressee, addressee_line(letter)) << "what PDF and DOCX set";
  EXPECT_EQ(words.addressee, "张某某：");
  EXPECT_THAT(words.paragraphs, testing::ElementsAre("第一段。", "第二段。", "一、情况", "编号：SQ1"));
  EXPECT_EQ(words.signer, "梅城市城市管理局");
  EXPECT_EQ(words.date, "2026年3月2日");
  letter.addressee.clear();
  EXPECT_EQ(words_of(letter).addressee, "");
  EXPECT_EQ(words_of(letter).annex_title, "");
  letter.annex = Annex{"确认函", {Paragraph{"意见：同意"}, Facts{{{"日期", "3月2日"}}}}};
  EXPECT_EQ(words_of(letter).annex_title, "确认函");
  EXPECT_THAT(words_of(letter).annex, testing::ElementsAre("意见：同意", "日期：3月2日"));
}

TEST(Wording, AddsWhatTheLayoutAsksFor) {
  Letter letter;
  letter.agency = "梅城市城市管理局";
  letter.number = "梅城管〔2026〕1号";
  letter.addressee = " 张某某: ";
  letter.note = "此件公开发布";
  letter.copies_to = "梅城市司法局";
  EXPECT_EQ(addressee_line(letter), "张某某：");
  EXPECT_EQ(note_line(letter), "（此件公开发布）");
  EXPECT_EQ(copies_line(letter), "梅城市司法局。");
  EXPECT_EQ(signer_of(letter), "梅城市城市管理局");
  EXPECT_EQ(file_title(letter), "梅城市城市管理局 梅城管〔2026〕1号");
  EXPECT_EQ(attachment_name("方案。"), "方案");
  EXPECT_EQ(attachment_number(0, 1), "");
  EXPECT_EQ(attachment_number(1, 2), "2.");
  EXPECT_THAT(paragraphs_of("　　甲\n\n 乙 丙\r\n"), ElementsAre("甲", "乙 丙"));
}

TEST(Wording, MakesTheMarkAsLargeAsItsLine) {
  Letter letter;
  letter.agency = "梅城市城市管理局";
  EXPECT_EQ(mark_of(letter).size, 46);
  letter.agency = "梅城市人力资源和社会保障局";
  EXPECT_EQ(mark_of(letter).size, 34);
  letter.agency = "梅城市综合行政执法支队梅江区城市管理和综合执法大队";
  const auto two = mark_of(letter);
  EXPECT_EQ(two.lines.size(), 2U);
  EXPECT_GT(two.size, 26);
}

}  // namespace
}  // namespace dl::paper
