// Letters as PDF, measured by other programs: what is said, where it stands, what it is set in.
#include <gmock/gmock.h>
#include <qrencode.h>

#include <thread>

#include "paper/geometry.h"
#include "paper/letter_fixture.h"

namespace dl::paper {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string pdf_of(const Letter& letter) {
  const auto pdf = to_pdf(letter);
  EXPECT_TRUE(pdf) << describe(pdf.error());
  return pdf.value_or("");
}

const Word* word_of(const std::vector<Word>& words, std::string_view text) {
  for (const auto& word : words)
    if (word.text == text) return &word;
  ADD_FAILURE() << "no word " << text;
  static const Word none;
  return &none;
}

std::size_t pages_of(const std::vector<Word>& words) { return words.empty() ? 0 : words.back().page; }

/// The words of a page but for its number.
std::vector<Word> body_of(const std::vector<Word>& words, std::size_t page) {
  std::vector<Word> found;
  for (const auto& word : words)
    if (word.page == page && word.bottom < kTop + kHeight + 0.5 * kRow) found.push_back(word);
  return found;
}

struct Box {
  double left = 1e9, top = 1e9, right = 0, bottom = 0;  ///< millimetres
};

/// Where ink of a page is that `counts`.
template <class Counts>
Box ink_of(const Pixels& pixels, int dots, Counts counts) {
  Box box;
  const double unit = 25.4 / dots;
  for (int y = 0; y < pixels.height; ++y)
    for (int x = 0; x < pixels.width; ++x) {
      if (!counts(pixels.at(x, y), y * unit)) continue;
      box.left = std::min(box.left, x * unit);
      box.right = std::max(box.right, (x + 1) * unit);
      box.top = std::min(box.top, y * unit);
      box.bottom = std::max(box.bottom, (y + 1) * unit);
    }
  return box;
}

bool is_red(const std::array<int, 3>& colour) { return colour[0] > 200 && colour[1] < 100 && colour[2] < 100; }

TEST(LetterPdf, SaysWhatTheLetterSays) {
  const ReadPdf pdf(pdf_of(sample_letter()));
  const auto text = text::remove_space(pdf.text());
  for (const char* said :
       {"梅城市城市管理局", "梅城管公开〔2026〕12号", "张某某：", "一、予以公开的信息", "（一）提供的方式",
        "1.文件清单", "二、不属于本机关公开的信息", "制作机关", "附件：1.梅城市2025年城区道路停车泊位设置方案",
        "2.城区道路停车泊位示意图（34幅）", "2026年3月5日", "（联系电话：0000-7654321）", "—1—"})
    EXPECT_THAT(text, HasSubstr(said));
  EXPECT_THAT(text, Not(HasSubstr("（34幅）。")));
  EXPECT_THAT(text, Not(HasSubstr("草稿")));
}

TEST(LetterPdf, HasTwentyTwoLinesOfTwentyEightCharacters) {
  const ReadPdf pdf(pdf_of(plain_letter(2'000)));
  const auto rows = body_of(pdf.words(), 2);
  ASSERT_EQ(rows.size(), kRows);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    SCOPED_TRACE(i);
    EXPECT_NEAR(rows[i].top - rows[i - 1].top, kRow, 0.1);
    if (text::length(rows[i].text) == 26) continue;  // begins a paragraph
    EXPECT_EQ(text::length(rows[i].text), kCharacters);
    EXPECT_NEAR(rows[i].left, kLeft, 0.5);
    EXPECT_NEAR(rows[i].right, kLeft + kWidth, 0.5);
  }
}

TEST(LetterPdf, FillsTheMeasureOfThePage) {
  constexpr int kDots = 100;
  const ReadPdf pdf(pdf_of(plain_letter(2'000)));
  const auto box = ink_of(pdf.drawn(2, kDots), kDots, [](const auto& colour, double y) {
    return colour[0] < 128 && y < 37 + 225 + 3;  // not the page number
  });
  EXPECT_NEAR(box.top, 37, 1);
  EXPECT_NEAR(box.left, 28, 1);
  EXPECT_NEAR(box.right, 28 + 156, 1);
  EXPECT_NEAR(box.bottom, 37 + 225, 1);
}

TEST(LetterPdf, HasItsHeadWhereTheStandardHasIt) {
  constexpr int kDots = 100;
  const ReadPdf pdf(pdf_of(sample_letter()));
  const auto red = ink_of(pdf.drawn(1, kDots), kDots, [](const auto& colour, double) { return is_red(colour); });
  EXPECT_NEAR(red.top, 37 + 35, 2);  // 7.2.4
  EXPECT_NEAR(red.left, 28, 0.5);    // 7.2.7: the rule
  EXPECT_NEAR(red.right, 28 + 156, 0.5);
  const auto words = pdf.words();
  const auto* number = word_of(words, "梅城管公开〔2026〕12号");
  EXPECT_NEAR(red.bottom - number->bottom / kMillimetre, 4, 1.5);
  EXPECT_NEAR((number->left + number->right) / 2, kLeft + kWidth / 2, 1);
  EXPECT_NEAR(word_of(words, "张某某：")->left, kLeft, 1);
}

TEST(LetterPdf, EmbedsItsFonts) {
  const ReadPdf pdf(pdf_of(sample_letter()));
  const auto fonts = pdf.fonts();
  for (const char* name : {"FandolFang", "FandolHei", "FandolKai", "FandolSong"}) EXPECT_THAT(fonts, HasSubstr(name));
  std::istringstream lines(fonts);
  std::string line;
  std::size_t count = 0;
  for (std::size_t i = 0; std::getline(lines, line); ++i) {
    if (i < 2) continue;  // the head of the table
    ++count;
    EXPECT_THAT(line, HasSubstr("yes yes yes")) << "embedded, a part, with its characters";
  }
  EXPECT_GE(count, 5U);
}

TEST(LetterPdf, HasRareCharacters) {
  auto letter = sample_letter();
  letter.addressee = "𠅤㛃䶮";
  const ReadPdf pdf(pdf_of(letter));
  EXPECT_THAT(pdf.text(), HasSubstr("𠅤㛃䶮："));
  EXPECT_THAT(pdf.fonts(), HasSubstr("NotoSerifCJK"));
}

TEST(LetterPdf, NamesWhatNoTypefaceHas) {
  auto letter = sample_letter();
  letter.body.push_back(Paragraph{"图标\xF0\x9F\x98\x80和\xEE\x80\x80"});
  const auto pdf = to_pdf(letter);
  ASSERT_FALSE(pdf);
  EXPECT_EQ(pdf.error().key, "paper.characters");
  ASSERT_EQ(pdf.error().fields.size(), 1U);
  EXPECT_EQ(pdf.error().fields[0].key, "paper.character:\xF0\x9F\x98\x80\xEE\x80\x80");
}

TEST(LetterPdf, NumbersItsPagesAtTheOuterEdge) {
  const ReadPdf pdf(pdf_of(plain_letter(2'000)));
  std::vector<Word> dashes;
  for (const auto& word : pdf.words())
    if (word.text == "—") dashes.push_back(word);
  ASSERT_GE(dashes.size(), 4U);
  EXPECT_NEAR(dashes[1].right, kLeft + kWidth - kPitch, 2);
  EXPECT_NEAR(dashes[2].left, kLeft + kPitch, 2);
  EXPECT_THAT(pdf.text(), HasSubstr("— 2 —"));
}

TEST(LetterPdf, BreaksALongLetterIntoPages) {
  const ReadPdf pdf(pdf_of(plain_letter(9'000)));
  const auto words = pdf.words();
  // The addressee and nine paragraphs of 36 rows: 9 on the first page, 14 pages of 22, 8 on the last.
  EXPECT_EQ(pages_of(words), 16U);
  for (std::size_t page = 2; page < 16; ++page) EXPECT_EQ(body_of(words, page).size(), kRows) << page;
}

TEST(LetterPdf, SignsOverTheDate) {
  const auto letter = sample_letter();
  const ReadPdf pdf(pdf_of(letter));
  const auto words = pdf.words();
  const auto* date = word_of(words, "2026年3月5日");
  EXPECT_EQ(date->page, pages_of(words));
  EXPECT_NEAR(date->right, kLeft + kWidth - 4 * kPitch, 1);
  const Word* signer = nullptr;
  for (const auto& word : words)
    if (word.page == date->page && word.text == letter.agency) signer = &word;
  ASSERT_NE(signer, nullptr);
  EXPECT_NEAR((signer->left + signer->right) / 2, (date->left + date->right) / 2, 1);
  EXPECT_NEAR(date->top - signer->top, kRow, 2) << "digits are of another typeface";
}

TEST(LetterPdf, KeepsALongSignatureWithinTheTypeArea) {
  auto letter = plain_letter(100);
  letter.signer = "梅城市梅江区城市管理和综合行政执法局";
  const ReadPdf pdf(pdf_of(letter));
  const auto words = pdf.words();
  const auto* date = word_of(words, "2026年3月5日");
  const auto* signer = word_of(words, letter.signer);
  EXPECT_LT(signer->right, kLeft + kWidth + 1);
  EXPECT_NEAR((signer->left + signer->right) / 2, (date->left + date->right) / 2, 1);
}

TEST(LetterPdf, BearsItsSealOverSignatureAndDate) {
  constexpr int kDots = 100;
  auto letter = plain_letter(200);
  const auto bare = pdf_of(letter);
  letter.seal = Seal{seal_png()};
  const ReadPdf pdf(pdf_of(letter));
  const auto words = pdf.words();
  const auto* date = word_of(words, "2026年3月5日");
  const auto rule = 37 + 35 + 60;  // below the red head
  const auto seal = ink_of(pdf.drawn(date->page, kDots), kDots, [&](const auto& colour, double y) {
    return is_red(colour) && (date->page > 1 || y > rule);
  });
  EXPECT_NEAR(seal.right - seal.left, 42, 1);
  EXPECT_NEAR(seal.bottom - seal.top, 42, 1);
  EXPECT_NEAR((seal.left + seal.right) / 2, (date->left + date->right) / 2 / kMillimetre, 0.5);
  // Both lie within it, below its middle; its top is within a line of the body (7.3.5.1).
  EXPECT_LT(date->bottom / kMillimetre, seal.bottom);
  EXPECT_GT((date->bottom - kRow) / kMillimetre, (seal.top + seal.bottom) / 2 - 7);
  double body = 0;
  for (const auto& word : words)
    if (word.page == date->page && word.text.starts_with("公")) body = std::max(body, word.bottom);
  ASSERT_GT(body, 0) << "no words of the body stand above the seal";
  EXPECT_LT(seal.top - body / kMillimetre, kRow / kMillimetre);
  // Without one the words stand in the same places.
  const ReadPdf unsealed(bare);
  EXPECT_NEAR(word_of(unsealed.words(), "2026年3月5日")->top, date->top, 0.01);
}

TEST(LetterPdf, TheSealIsAsWideAsItReallyIs) {
  constexpr int kDots = 100;
  for (const int width : {kSmallestSealWidth, kLargestSealWidth}) {
    SCOPED_TRACE(width);
    auto letter = plain_letter(200);
    letter.seal = Seal{seal_png(), width};
    const ReadPdf pdf(pdf_of(letter));
    const auto words = pdf.words();
    const auto* date = word_of(words, "2026年3月5日");
    const auto rule = 37 + 35 + 60;  // below the red head
    const auto seal = ink_of(pdf.drawn(date->page, kDots), kDots, [&](const auto& colour, double y) {
      return is_red(colour) && (date->page > 1 || y > rule);
    });
    EXPECT_NEAR(seal.right - seal.left, width, 1);
    EXPECT_NEAR((seal.left + seal.right) / 2, (date->left + date->right) / 2 / kMillimetre, 0.5);
    double body = 0;
    for (const auto& word : words)
      if (word.page == date->page && word.text.starts_with("公")) body = std::max(body, word.bottom);
    EXPECT_LT(seal.top - body / kMillimetre, kRow / kMillimetre);
    EXPECT_GT(seal.top, body / kMillimetre - 1) << "not over the words of the body";
  }
}

// pdfimages lists what pictures a PDF has: the seal as it was kept, with what shines through as a mask.
TEST(LetterPdf, TheSealComesOutAgainAsItWasKept) {
  auto letter = plain_letter(200);
  EXPECT_THAT(ReadPdf(pdf_of(letter)).images(), Not(HasSubstr("image")));
  letter.seal = Seal{seal_png(400)};
  const auto images = ReadPdf(pdf_of(letter)).images();
  EXPECT_THAT(images, testing::ContainsRegex(" image +400 +400 "));
  EXPECT_THAT(images, testing::ContainsRegex(" smask +400 +400 "));
}

TEST(LetterPdf, ASealIsKeptAsItsPictureAlone) {
  // Behind the picture of a PNG anything may stand.
  const auto kept = clean_seal({seal_png() + "and words", 45});
  ASSERT_TRUE(kept) << describe(kept.error());
  EXPECT_EQ(kept->width, 45);
  EXPECT_EQ(kept->png.find("and words"), std::string::npos);
  EXPECT_EQ(clean_seal(*kept)->png, kept->png) << "once cleaned it stays as it is";
  EXPECT_EQ(clean_seal({opaque_png()}).error().key, "paper.seal-opaque");
  EXPECT_EQ(clean_seal({seal_png(), kLargestSealWidth + 1}).error().key, "paper.seal-width");
  EXPECT_EQ(clean_seal({seal_png(40)}).error().key, "paper.seal");
  EXPECT_EQ(clean_seal({seal_png().substr(0, 200)}).error().key, "paper.seal");
  EXPECT_EQ(clean_seal({std::string(kLargestSeal + 1, 'x')}).error().key, "paper.seal-size");
}

TEST(LetterPdf, KeepsTheNoteOutOfTheSeal) {
  auto letter = plain_letter(100);
  letter.note = "联系人：政务公开科，联系电话：0000-7654321，传真：0000-7654322";
  const ReadPdf pdf(pdf_of(letter));
  const auto words = pdf.words();
  const auto* date = word_of(words, "2026年3月5日");
  std::size_t lines = 0;
  for (const auto& word : words) {
    if (word.page != date->page || word.top < date->top + kRow / 2 || word.text == "—" || word.text.size() < 3)
      continue;
    EXPECT_LT(word.right, (date->left + date->right - side_of({})) / 2 + 1) << word.text;
    ++lines;
  }
  EXPECT_GE(lines, 3U);
}

TEST(LetterPdf, DrawsItsCode) {
  constexpr int kDots = 300;
  auto letter = plain_letter(100);
  letter.code = "https://www.example.gov.cn/letters/7F3K-92QD";
  const ReadPdf pdf(pdf_of(letter));
  const auto words = pdf.words();
  const auto* label = word_of(words, "扫码核验");
  const auto pixels = pdf.drawn(label->page, kDots);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
      QRcode_encodeString8bit(letter.code.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
  const double unit = kCodeSide / (code->width + 8);
  const auto* signer = word_of(words, "2026年3月5日");
  // The code begins where the blank rows above the signature do.
  const double top = kTop + std::round((signer->top - kTop) / kRow - 3) * kRow;
  int wrong = 0;
  for (int y = 0; y < code->width; ++y)
    for (int x = 0; x < code->width; ++x) {
      const auto pixel = pixels.at(static_cast<int>((kLeft + (x + 4.5) * unit) * kDots / 72),
                                   static_cast<int>((top + (y + 4.5) * unit) * kDots / 72));
      wrong += (pixel[0] < 128) != ((code->data[y * code->width + x] & 1) != 0);
    }
  EXPECT_EQ(wrong, 0);
}

TEST(LetterPdf, MarksADraftOnEachPage) {
  auto letter = plain_letter(1'500);
  letter.number.clear();
  letter.standing = Standing::Draft;
  const ReadPdf pdf(pdf_of(letter));
  const auto text = pdf.text();
  std::size_t marks = 0;
  for (auto at = text.find("稿"); at != text.npos; at = text.find("稿", at + 1)) ++marks;
  EXPECT_EQ(marks, pages_of(pdf.words()));
}

TEST(LetterPdf, EndsWithCopiesAndWhoPrintedIt) {
  auto letter = plain_letter(100);
  letter.copies_to = "梅城市人民政府办公室，梅城市司法局";
  letter.imprint = Imprint{"梅城市城市管理局办公室", Date(2026, 3, 6)};
  const ReadPdf pdf(pdf_of(letter));
  const auto words = pdf.words();
  const auto* printed = word_of(words, "2026年3月6日印发");
  EXPECT_NEAR(printed->right, kLeft + kWidth - kSize4, 1.5);
  EXPECT_LT(printed->bottom, kTop + kHeight);
  EXPECT_GT(printed->bottom, kTop + kHeight - kRow);
  EXPECT_THAT(pdf.text(), HasSubstr("抄送：梅城市人民政府办公室，梅城市司法局。"));
}

TEST(LetterPdf, TellsOfItselfWithoutPersons) {
  auto letter = sample_letter();
  letter.title = "关于张某某申请的答复书";
  const ReadPdf pdf(pdf_of(letter));
  const auto info = pdf.info();
  EXPECT_THAT(info, HasSubstr("梅城市城市管理局 梅城管公开〔2026〕12号"));
  EXPECT_THAT(info, HasSubstr("CreationDate:    2026-03-05T00:00:00+08"));
  EXPECT_THAT(info, Not(HasSubstr("张某某")));
}

TEST(LetterPdf, TheSameLetterGivesTheSameBytes) {
  const auto letter = sample_letter();
  const auto once = pdf_of(letter);
  static_cast<void>(pdf_of(plain_letter(300)));
  EXPECT_TRUE(pdf_of(letter) == once);
  std::array<std::string, 4> found;
  {
    std::vector<std::jthread> threads;
    for (auto& bytes : found) threads.emplace_back([&] { bytes = to_pdf(letter).value_or(""); });
  }
  for (const auto& bytes : found) EXPECT_TRUE(bytes == once);
}

// 7.3.7: on a page of its own, its label in the first row and its title in the third.
TEST(LetterPdf, HasItsAnnexOnAPageOfItsOwn) {
  auto letter = plain_letter(100);
  letter.copies_to.clear();
  const auto before = pages_of(ReadPdf(pdf_of(letter)).words());
  letter.annex = Annex{"征求意见确认函", {Paragraph{"意见：同意公开。"}}};
  letter.copies_to = "梅城市司法局";
  const auto words = ReadPdf(pdf_of(letter)).words();
  const auto* label = word_of(words, "附件");
  const auto* title = word_of(words, "征求意见确认函");
  EXPECT_EQ(label->page, before + 1);
  EXPECT_NEAR(label->left, kLeft, 1);
  EXPECT_EQ(title->page, before + 1);
  EXPECT_NEAR((title->left + title->right) / 2, kLeft + kWidth / 2, 2);
  EXPECT_GT(title->top - label->top, 1.5 * kRow);
  EXPECT_EQ(word_of(words, "意见：同意公开。")->page, before + 1);
  EXPECT_EQ(pages_of(words), before + 2) << "copies stand behind it";
}

// A sheet to be filled in is no letter of the agency.
TEST(LetterPdf, AFormHasNeitherMarkNorSignature) {
  auto form = plain_letter(100);
  form.standing = Standing::Form;
  form.body = {Facts{{{"姓名", ""}, {"电话", ""}}}};
  const ReadPdf pdf(pdf_of(form));
  const auto text = text::remove_space(pdf.text());
  EXPECT_THAT(text, HasSubstr("姓名"));
  EXPECT_THAT(text, Not(HasSubstr(form.number)));
  EXPECT_THAT(text, Not(HasSubstr("2026年3月5日")));
  const auto words = pdf.words();
  EXPECT_EQ(pages_of(words), 1U);
  ASSERT_FALSE(words.empty());
  EXPECT_LT(words.front().top, kTop + kRow) << "the title stands on top";
}

}  // namespace
}  // namespace dl::paper
