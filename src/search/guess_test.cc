#include "search/guess.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "search/han.h"
#include "search/index_fixture.h"

namespace dl::search {
namespace {

TEST(Han, KnowsHowCharactersSound) {
  const auto& han = Han::get();
  EXPECT_EQ(han.pinyin(U"养犬登记"), "yangquandengji");
  EXPECT_EQ(han.initials(U"垃圾分类"), "ljfl");
  EXPECT_EQ(han.pinyin(U"养a"), "");
  EXPECT_EQ(han.syllables_of("yangquan").size(), 2u);
  EXPECT_EQ(han.syllables_of("lvhua").size(), 2u);
  EXPECT_TRUE(han.syllables_of("xyz").empty());
  EXPECT_EQ(han.simplified(U"養犬登記"), U"养犬登记");
}

class GuessTest : public IndexTest {
 protected:
  void SetUp() override {
    IndexTest::SetUp();
    Wordings words;
    words.add({"生活垃圾", "垃圾分类"}, {"生活垃圾", "垃圾分类"});
    index_->say(std::make_shared<const Wordings>(std::move(words)));
    put({record(1, "文明养犬管理实施细则", "养犬登记由养犬人办理。"), record(2, "生活垃圾分类办法", "垃圾分类投放。"),
         record(3, "户外广告和招牌设施管理规定", "招牌应当牢固。")});
  }
};

TEST_F(GuessTest, NamesWhatWasMeant) {
  struct Case {
    const char* name;
    const char* asked;
    const char* meant;
  };
  const Case cases[] = {
      {"pinyin of a known word", "lajifenlei", "垃圾分类"},
      {"its first letters", "ljfl", "垃圾分类"},
      {"pinyin of what only a record has", "yangquandengji", "养犬登记"},
      {"capitals", "YangQuan", "养犬"},
      {"a character that sounds alike", "养全登记", "养犬登记"},
      {"of a word of two", "养全", "养犬"},
      {"a wrong character", "户外广吿", "户外广告"},
      {"a missing one", "户外广和招牌", "户外广告和招牌"},
      {"one too many", "招牌设设施", "招牌设施"},
      {"nothing near", "火星探测", ""},
      {"letters that are no pinyin", "xqzzw", ""},
      {"quoted", "\"养全登记\"", ""},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_EQ(ask(c.asked).meant, c.meant);
  }
  EXPECT_EQ(ask("养犬").meant, "");
}

TEST_F(GuessTest, ReadsTraditionalCharacters) {
  EXPECT_EQ(ids(ask("養犬登記")), std::vector<std::int64_t>{1});
  put({record(4, "養犬須知", "正文")});
  EXPECT_EQ(ids(ask("養犬須知")).at(0), 4) << "what is written so is found so";
  put({record(6, "臺北展覽", "正文")});
  EXPECT_EQ(ids(ask("臺北車站")), std::vector<std::int64_t>{6}) << "in part, and the simplified characters not at all";
}

TEST_F(GuessTest, TakesAnyLetters) {
  for (const char* any :
       {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "v", "zz", "的的的的的的"})
    EXPECT_EQ(ask(any).meant, "") << any;
}

}  // namespace
}  // namespace dl::search
