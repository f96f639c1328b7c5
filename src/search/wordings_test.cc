#include "search/wordings.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "search/index_fixture.h"

namespace dl::search {
namespace {

Wordings read(std::string_view text) {
  auto words = Wordings::parse("list.toml", text);
  EXPECT_TRUE(words) << describe(words.error());
  return words ? *words : Wordings();
}

constexpr std::string_view kList = R"(title = "t"
source = "s"
filling = ["怎么办", "请问"]
same = [{ words = ["养狗", "养犬"], for = "f" }, { words = ["店招", "招牌", "牌匾标识"], for = "f" }]
said = [{ ask = ["泔水", "狗"], find = ["餐厨垃圾"], for = "f" }]
)";

/// "words=other,other" of each part.
std::string parts(std::string_view question) {
  std::string shown;
  for (const auto& part : parts_of(parse_query(question), read(kList))) {
    shown += (shown.empty() ? "" : " ") + text::encode(part.words);
    for (std::size_t i = 0; i < part.others.size(); ++i) shown += (i == 0 ? "=" : ",") + text::encode(part.others[i]);
  }
  return shown;
}

TEST(Wordings, TakeAQuestionApart) {
  EXPECT_EQ(parts("邻居养狗怎么办"), "邻居 养狗=养犬");
  EXPECT_EQ(parts("换店招"), "店招=招牌,牌匾标识");
  EXPECT_EQ(parts("请问，泔水倒掉"), "泔水=餐厨垃圾 倒掉");
  EXPECT_EQ(parts("餐厨垃圾"), "餐厨垃圾") << "said leads one way only";
  EXPECT_EQ(parts("小狗叫"), "狗=餐厨垃圾") << "one character is enough to ask by";
  EXPECT_EQ(parts("\"养狗\" -店招"), "");
  EXPECT_EQ(parts("怎么办"), "");
}

TEST(Wordings, SayARunOtherwiseAsAWhole) {
  auto parsed = parse_query("养狗办法 \"养狗\" -养狗");
  read(kList).say_otherwise(parsed);
  ASSERT_EQ(parsed.phrases[0].others.size(), 1u);
  EXPECT_EQ(parsed.phrases[0].others[0], std::vector<std::u32string>{U"养犬办法"});
  Wordings fines;
  fines.add({"处罚", "行政处罚", "罚款"}, {"处罚", "行政处罚", "罚款"});
  auto contained = parse_query("处罚");
  fines.say_otherwise(contained);
  EXPECT_EQ(contained.phrases[0].others[0], std::vector<std::u32string>{U"罚款"}) << "行政处罚 is found anyway";
  EXPECT_TRUE(parsed.phrases[1].others.empty()) << "what is quoted is meant as it is written";
  EXPECT_TRUE(parsed.phrases[2].others.empty());
}

TEST(Wordings, RefuseWhatWouldDoHarm) {
  struct Case {
    const char* name;
    const char* text;
    const char* place;
  };
  const Case cases[] = {
      {"a group of one", "same = [{ words = ['养狗'], for = 'f' }]", "list.toml:1"},
      {"a word twice in a group", "same = [\n{ words = ['养狗', '养狗'], for = 'f' }]", "list.toml:2"},
      {"a word in two groups",
       "same = [{ words = ['养狗', '养犬'], for = 'f' },\n{ words = ['养狗', '犬只'], for = 'f' }]", "list.toml:2"},
      {"a word of two lists", "filling = ['养狗']\nsame = [\n{ words = ['养狗', '养犬'], for = 'f' }]", "list.toml:3"},
      {"one character that means the same", "same = [{ words = ['狗', '养犬'], for = 'f' }]", "list.toml:1"},
      {"no reason", "same = [{ words = ['养狗', '养犬'] }]", "list.toml:1"},
      {"itself", "said = [{ ask = ['养狗'], find = ['养狗'], for = 'f' }]", "list.toml:1"},
      {"nothing to find", "said = [{ ask = ['养狗'], for = 'f' }]", "list.toml:1"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    auto words = Wordings::parse("list.toml", c.text);
    ASSERT_FALSE(words);
    EXPECT_EQ(words.error().key, "data.invalid");
    EXPECT_TRUE(words.error().detail.starts_with(c.place)) << words.error().detail;
  }
}

TEST(Wordings, LearnAWordOfTheirOwnAsTheListWould) {
  struct Case {
    const char* ask;
    std::vector<std::string> find;
    const char* refused;
  };
  const Case cases[] = {
      {"遛狗", {"携犬"}, ""},
      {"遛猫", {"携犬", "养犬"}, ""},
      {"养 狗", {"携犬"}, "answer.word-known"},
      {"怎么办", {"携犬"}, "answer.word-known"},
      {"泔水", {"厨余垃圾"}, "answer.word-known"},
      {"猫", {"养猫"}, "answer.word"},
      {"，", {"养猫"}, "answer.word"},
      {"养猫", {}, "answer.word"},
      {"养猫", {"猫"}, "answer.word"},
      {"养猫", {"猫只", "养，猫"}, "answer.word-same"},
  };
  for (const auto& c : cases) {
    auto words = read(kList);
    const auto learnt = words.learn(c.ask, c.find);
    EXPECT_EQ(learnt ? "" : learnt.error().key, c.refused) << c.ask;
    EXPECT_EQ(words.size(), read(kList).size() + (learnt ? 1 : 0)) << c.ask;
  }
  auto words = read(kList);
  ASSERT_TRUE(words.learn("遛狗", {"携犬"}));
  EXPECT_EQ(words.learn("遛狗", {"牵犬"}).error().key, "answer.word-known");
}

class RankingTest : public IndexTest {
 protected:
  void put_dogs() {
    index_->say(std::make_shared<const Wordings>(read(kList)));
    auto older = record(1, "青河市养犬管理办法", "养犬应当登记。");
    older.standing = Standing::After;
    older.validity = "Repealed";
    auto explained = record(5, "《青河市养犬管理办法》政策解读", "养犬管理办法说的是养犬登记和养犬管理。养犬，养犬。");
    explained.standing = Standing::After;
    put({older, record(2, "青河市养犬管理办法", "养犬应当登记，每年一次。"),
         record(3, "关于修改《青河市养犬管理办法》的决定", "青河市养犬管理办法，养犬。"),
         record(4, "招牌设置规定", "招牌应当牢固，门前不得堆放餐厨垃圾。"), explained});
  }
};

TEST_F(RankingTest, PutsTheTextInForceFirst) {
  put_dogs();
  EXPECT_EQ(ids(ask("青河市养犬管理办法")), (std::vector<std::int64_t>{2, 1, 3, 5}));
  EXPECT_EQ(ids(ask("《青河市养犬管理办法》")).at(0), 2);
  EXPECT_EQ(ids(ask("养犬管理办法")).at(0), 2) << "the place is left away";
  const auto dogs = ask("养犬登记");
  EXPECT_EQ(dogs.hits.at(0).id.number, 5) << "nothing else has it as it is written";
  const auto rules = ids(ask("养犬"));
  EXPECT_LT(std::find(rules.begin(), rules.end(), 2), std::find(rules.begin(), rules.end(), 1));
  EXPECT_LT(std::find(rules.begin(), rules.end(), 3), std::find(rules.begin(), rules.end(), 5));
  EXPECT_EQ(ask("青河市养犬管理办法").hits.at(1).validity, "Repealed");
}

TEST_F(RankingTest, LeavesAwayThePlaceThatATitleBeginsWith) {
  for (const char* place : {"青河市", "德州市", "苏州", "东区"}) {
    SCOPED_TRACE(place);
    const auto title = std::string(place) + "公园管理办法";
    put({record(1, title, "正文"), record(2, "公园管理办法问答", "公园管理办法，公园管理办法，公园管理办法。")});
    EXPECT_EQ(ids(ask("公园管理办法")).at(0), 1);
  }
  put({record(1, "公园管理办法", "正文"), record(2, "青河市公园管理办法", "公园管理办法，公园管理办法。")});
  EXPECT_EQ(ids(ask("公园管理办法")).at(0), 1) << "the title as it is written comes before";
}

TEST_F(RankingTest, PutsWhatIsWrittenBeforeALongerWayOfSayingIt) {
  Wordings words;
  words.add({"律师"}, {"法律援助"});
  index_->say(std::make_shared<const Wordings>(std::move(words)));
  put({record(1, "律师管理条例", "律师应当执业。"), record(2, "法律援助条例", "法律援助由机构给予。")});
  EXPECT_EQ(ids(ask("律师")), (std::vector<std::int64_t>{1, 2}));
}

TEST_F(RankingTest, FindsWhatIsSaidOtherwise) {
  put_dogs();
  const auto found = ask("养狗");
  EXPECT_EQ(found.total, 4u);
  EXPECT_FALSE(found.loose);
  EXPECT_FALSE(found.hits.at(0).title.spans.empty()) << "what stands for it is marked";
  EXPECT_EQ(ids(ask("店招")), std::vector<std::int64_t>{4});
  EXPECT_EQ(ids(ask("泔水")), std::vector<std::int64_t>{4});
  EXPECT_TRUE(ask("\"养狗\"").hits.empty());
}

TEST_F(RankingTest, SearchesInTheWordsThatAreGivenWithTheQuestion) {
  put_dogs();
  Query query;
  query.text = "遛狗";
  EXPECT_TRUE(ask(query).hits.empty());
  auto own = read(kList);
  ASSERT_TRUE(own.learn("遛狗", {"养犬"}));
  query.words = std::make_shared<const Wordings>(std::move(own));
  EXPECT_EQ(ask(query).total, 4u);
  EXPECT_TRUE(ask("遛狗").hits.empty()) << "the index's own words are as they were";
}

TEST_F(RankingTest, PutsWhatWasNamedForAQuestionBeforeAllOthers) {
  put_dogs();
  Query query;
  query.marks = {"site:1"};  // which none of them has
  for (const char* text : {"养犬管理办法", "电动自行车在哪里充电", "从来没有人说过的话"}) {
    query.text = text;
    query.first.reset();
    EXPECT_TRUE(ask(query).hits.empty()) << text;
    query.first = RecordId{4, 0};
    EXPECT_EQ(ids(ask(query)), std::vector<std::int64_t>{4}) << text;
    query.first = RecordId{99, 0};
    EXPECT_TRUE(ask(query).hits.empty()) << text << ": it is not there any more";
  }
  query.marks.clear();
  query.text = "养犬";
  query.first = RecordId{4, 0};
  const auto found = ids(ask(query));
  ASSERT_EQ(found.size(), 5u) << "the others stay";
  EXPECT_EQ(found[0], 4);
}

TEST_F(RankingTest, PutsWhatEndedByItsDayAfterWhatHolds) {
  auto ending = record(2, "青河市养犬管理办法", "养犬应当登记。");
  ending.ends_on = Date(2024, 6, 1);
  put({record(1, "青河市养犬管理办法", "养犬应当登记。"), ending});
  Query query;
  query.text = "养犬管理办法";
  struct Case {
    std::optional<Date> day;
    std::vector<std::int64_t> expected;
  };
  const Case cases[] = {
      {std::nullopt, {2, 1}},
      {Date(2024, 5, 31), {2, 1}},
      {Date(2024, 6, 1), {1, 2}},
      {Date(2030, 1, 1), {1, 2}},
  };
  for (const auto& c : cases) {
    query.day = c.day;
    EXPECT_EQ(ids(ask(query)), c.expected) << (c.day ? c.day->text() : "no day");
  }
}

TEST_F(RankingTest, AnswersALongQuestionWithWhatIsNear) {
  put_dogs();
  const auto answer = ask("请问我家隔壁邻居养狗天天叫个不停而且从来不去登记应该怎么办才好呢");
  EXPECT_TRUE(answer.loose);
  ASSERT_FALSE(answer.hits.empty());
  EXPECT_EQ(answer.hits[0].id.number, 2);
  EXPECT_FALSE(answer.hits[0].title.spans.empty()) << "养犬 is why it was found";
  EXPECT_FALSE(ask("换店招要多少钱").hits.empty());
}

}  // namespace
}  // namespace dl::search
