// The layouts of other platforms: their columns, their cells, and what of the file is refused.
#include "records/exchange.h"

#include "records/records_fixture.h"

namespace dl::records {
namespace {

using testing::HasSubstr;

const ExchangeLayout& layout(std::string_view code) {
  static const auto all = must(load_exchange(registers()));
  return *std::ranges::find(all, code, &ExchangeLayout::code);
}

TEST(Exchange, HasTheColumnsOfTheInterfaceInTheirOrder) {
  const auto heads = layout("credit-penalties").headings();
  ASSERT_EQ(heads.size(), 30U);
  EXPECT_EQ(heads.front(), "CF_XDR_MC");
  EXPECT_EQ(heads.at(13), "CF_WSH");
  EXPECT_EQ(heads.back(), "BZ");
  const auto titles = layout("credit-penalties-titles").headings();
  ASSERT_EQ(titles.size(), 30U);
  EXPECT_EQ(titles.at(0), "行政相对人名称");
  EXPECT_EQ(titles.at(13), "行政处罚决定书文号");
  EXPECT_EQ(layout("credit-permits").headings().size(), 28U);
}

TEST(Exchange, WritesAmountsInTenThousandsAndLeavesOutWhatIsSealed) {
  const auto& made = *must(registers().find("penalties"));
  auto read = example(made, "a natural person");
  read.record.at(made.find("party_number")->place) = Value(std::string("11010519491231002X"));
  read.record.at(made.find("fine")->place) = Value(std::int64_t{20'000});
  const auto& credit = layout("credit-penalties");
  const auto heads = credit.headings();
  const auto cells = credit.cells(read.record);
  const auto cell = [&](std::string_view head) {
    return cells.at(static_cast<std::size_t>(std::ranges::find(heads, head) - heads.begin()));
  };
  EXPECT_EQ(cell("CF_NR_FK"), "0.020000") << "200 元";
  EXPECT_EQ(cell("CF_XDR_ZJHM"), "");
  EXPECT_EQ(cell("CF_XDR_LB"), "自然人");
  EXPECT_EQ(cell("CF_JDRQ").size(), 10U);
}

TEST(Exchange, OffersNothingThatIsUnconfirmed) {
  const auto all = must(load_exchange(registers()));
  const auto& permits = *must(registers().find("permits"));
  const auto& penalties = *must(registers().find("penalties"));
  EXPECT_NE(find_layout(all, permits, "credit-permits"), nullptr);
  EXPECT_EQ(find_layout(all, permits, "credit-permits-titles"), nullptr);
  EXPECT_EQ(find_layout(all, penalties, "credit-permits"), nullptr) << "of another register";
  const std::string good =
      "[[layout]]\ncode = \"a\"\ntitle = \"甲\"\nregister = \"penalties\"\nexport = \"credit\"\n"
      "headings = \"columns\"\nbetween = \";\"\nsource = \"书\"\ngrade = \"read\"\noffered = true\n";
  ASSERT_TRUE(read_exchange(good, registers()));
  const struct {
    const char* from;
    const char* to;
    const char* says;
  } wrong[] = {{"\"penalties\"", "\"lamps\"", "exchange.toml:4: there is no register 'lamps'"},
               {"\"credit\"", "\"debit\"", "has no export 'debit'"},
               {"\"columns\"", "\"rows\"", "'rows' is no headings"},
               {"\"read\"", "\"unconfirmed\"", "what is unconfirmed is not offered"},
               {"\"read\"", "\"heard\"", "'heard' is no grade"}};
  for (const auto& c : wrong) {
    auto text = good;
    text.replace(text.find(c.from), std::string_view(c.from).size(), c.to);
    EXPECT_THAT(read_exchange(text, registers()).error().detail, HasSubstr(c.says));
  }
  EXPECT_THAT(read_exchange(good + good, registers()).error().detail, HasSubstr("'a' is there twice"));
}

}  // namespace
}  // namespace dl::records
