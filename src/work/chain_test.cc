// Chains as they are read from files, and whom they ask.
#include "work/chain.h"

#include <gmock/gmock.h>

namespace dl::work {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

const std::vector<condition::Field> kFields = {{"urgent", "紧急", condition::Type::Integer},
                                               {"outcome", "结果", condition::Type::Text}};

constexpr std::string_view kLetters = R"toml(
title = "公文审签"

[[signer]]
code = "head"
title = "科室负责人"
right = "publications.review"
skip = { field = "urgent", is = 1 }

[[signer]]
code = "law"
title = "法制机构"
right = "publications.clear"
skip = { field = "outcome", in = ["granted", "no-information"] }

[[signer]]
code = "leader"
title = "分管负责人"
right = "publications.publish"
hand = "any"
)toml";

std::vector<std::string> codes(const Chain& chain, std::int64_t urgent, const std::string& outcome) {
  const auto facts = [&](std::string_view field) {
    return field == "urgent" ? condition::Value(urgent) : condition::Value(outcome);
  };
  std::vector<std::string> found;
  for (const auto& signer : chain.signers_of(facts)) found.push_back(signer.code);
  return found;
}

TEST(Chain, AsksThoseWhomTheFactsDoNotPassOver) {
  const auto chain = Chain::parse("letters", kLetters, kFields);
  ASSERT_TRUE(chain) << describe(chain.error());
  EXPECT_EQ(chain->id, "letters");
  EXPECT_EQ(chain->signers.at(1).right, accounts::Right::ClearDocuments);
  EXPECT_EQ(chain->signers.at(1).hand, Hand::Another) << "where nothing is said";
  EXPECT_EQ(chain->signers.at(2).hand, Hand::Any);
  EXPECT_THAT(codes(*chain, 0, "refused"), ElementsAre("head", "law", "leader"));
  EXPECT_THAT(codes(*chain, 1, "refused"), ElementsAre("law", "leader"));
  EXPECT_THAT(codes(*chain, 1, "granted"), ElementsAre("leader"));
  EXPECT_THAT(codes(*chain, 0, ""), ElementsAre("head", "law", "leader")) << "an empty field passes nobody over";
}

TEST(Chain, IsReadStrictly) {
  struct Row {
    const char* text;
    const char* says;
  };
  constexpr Row kRows[] = {
      {"title = '无人'", "one [[signer]] at least"},
      {"[[signer]]\ncode = 'a'\ntitle = '甲'\nright = 'publications.review'", "'title'"},
      {"title = '甲'\nsteps = 2", "data/chains/x.toml:2"},
      {"title = '甲'\n[[signer]]\ncode = '1'\ntitle = '甲'\nright = 'publications.review'", "x.toml:3: '1' is no word"},
      {"title = '甲'\n[[signer]]\ncode = 'a'\ntitle = '甲'\nright = 'Sign'", "x.toml:5: 'Sign' is no right"},
      {"title = '甲'\n[[signer]]\ncode = 'a'\ntitle = '甲'\nright = 'publications.review'\nhand = 'mine'",
       "x.toml:6: 'mine' is no hand"},
      {"title = '甲'\n[[signer]]\ncode = 'a'\ntitle = '甲'\nright = 'publications.review'\nvacant = 'maybe'",
       "x.toml:6: 'maybe' is no vacant"},
      {"title = '甲'\n[[signer]]\ncode = 'a'\ntitle = '甲'\nright = 'publications.review'\n[[signer]]\ncode = "
       "'b'\ntitle = '乙'\nright = 'publications.draft'\nhand = 'asker'",
       "x.toml:10: 'b' asks and so comes first"},
      {"title = '甲'\n[[signer]]\ncode = 'a'\ntitle = '甲'\nright = 'publications.review'\n[[signer]]\ncode = "
       "'a'\ntitle = '乙'\n"
       "right = 'publications.clear'",
       "x.toml:7: 'a' comes twice"},
      {"title = '甲'\n[[signer]]\ncode = 'a'\ntitle = '甲'\nright = 'publications.review'\nskip = { field = 'colour', "
       "is = 1 }",
       "colour"},
  };
  for (const auto& row : kRows) {
    SCOPED_TRACE(row.text);
    const auto chain = Chain::parse("x", row.text, kFields);
    ASSERT_FALSE(chain);
    EXPECT_EQ(chain.error().key, "data.invalid");
    EXPECT_THAT(chain.error().detail, HasSubstr(row.says));
  }
}

TEST(Chain, PassesOverPlacesForWhichNobodyIsLeft) {
  const auto place = [](const char* code, Vacant vacant, Hand hand = Hand::Another) {
    return Signer{.code = code, .title = code, .hand = hand, .vacant = vacant};
  };
  const std::vector<Signer> due = {place("drafter", Vacant::Waits, Hand::Asker), place("head", Vacant::Passed),
                                   place("law", Vacant::Passed), place("leader", Vacant::Waits)};
  struct Row {
    const char* name;
    std::vector<std::vector<std::string>> people;
    std::vector<std::string> left;
  };
  const Row rows[] = {
      {"everybody is there", {{}, {"甲"}, {"乙"}, {"丙"}}, {"drafter", "head", "law", "leader"}},
      {"nobody is there", {{}, {}, {}, {}}, {"drafter", "leader"}},
      {"one is both, and the last place waits for them", {{}, {"丙"}, {"乙"}, {"丙"}}, {"drafter", "law", "leader"}},
      {"one may be both, and there is another for one of them",
       {{}, {"甲", "乙"}, {"甲"}, {"丙"}},
       {"drafter", "head", "law", "leader"}},
      {"two for three places", {{}, {"甲"}, {"甲"}, {"丙"}}, {"drafter", "head", "leader"}},
  };
  for (const auto& row : rows) {
    SCOPED_TRACE(row.name);
    std::vector<std::string> left;
    for (const auto& signer : without_vacant(due, row.people)) left.push_back(signer.code);
    EXPECT_EQ(left, row.left);
  }
  const std::vector<Signer> any = {place("head", Vacant::Passed, Hand::Any), place("law", Vacant::Passed, Hand::Any)};
  EXPECT_EQ(without_vacant(any, {{"甲"}, {"甲"}}).size(), 2U) << "where the same person may sign again";
}

TEST(Chain, ThatTheProgramCarriesIsRead) {
  const auto chain = Chain::load("two-people", {});
  ASSERT_TRUE(chain) << describe(chain.error());
  EXPECT_EQ(chain->title, "双人复核");
  ASSERT_EQ(chain->signers.size(), 1U);
  EXPECT_EQ(chain->signers[0].right, accounts::Right::CheckRecords);
  EXPECT_EQ(Chain::load("nothing", {}).error().key, "resource.missing");
}

}  // namespace
}  // namespace dl::work
