#include "requests/request.h"

#include "requests/case_fixture.h"
#include "requests/fees.h"
#include "requests/likeness.h"

namespace dl::requests {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Filing good() {
  return {.contact = {.name = "张三",
                      .identity_kind = "resident",
                      .identity_number = "11010119900307889X",
                      .phone = "13800000000"},
          .wanted = "2025年道路养护预算"};
}
std::vector<FieldProblem> problems(const Filing& filing) {
  const auto checked = check(filing);
  return checked ? std::vector<FieldProblem>() : checked.error().fields;
}

TEST(Filing, OwesWhatTheRegulationNamesAndNoMore) {
  auto filing = good();
  filing.contact.identity_kind = "passport";
  EXPECT_THAT(problems(filing), IsEmpty());
  filing.contact.identity_kind.clear();
  EXPECT_THAT(problems(filing), IsEmpty()) << "the number of an identity card says what it is";
  filing.contact.identity_number = "E12345678";
  EXPECT_THAT(problems(filing), ElementsAre(FieldProblem{"contact.identity_kind", "request.identity-kind-owed"}));
  EXPECT_THAT(problems({}), ElementsAre(FieldProblem{"contact.name", "request.name-owed"},
                                        FieldProblem{"contact.identity_number", "request.identity-owed"},
                                        FieldProblem{"contact", "request.reach-owed"},
                                        FieldProblem{"wanted", "request.wanted-owed"}));
}

TEST(Filing, ChecksNumbersAndWays) {
  auto filing = good();
  filing.contact.identity_number = "110101199003078891";
  filing.way = Way::Post;
  filing.contact.email = "nobody";
  filing.agent = matters::Contact();
  filing.wanted = std::string(kLongestWanted + 1, 'a');
  EXPECT_THAT(problems(filing),
              ElementsAre(FieldProblem{"contact.identity_number", "request.identity"},
                          FieldProblem{"contact.address", "request.address-owed"},
                          FieldProblem{"contact.email", "request.email"},
                          FieldProblem{"agent.name", "request.name-owed"}, FieldProblem{"wanted", "request.long"}));
  filing = good();
  filing.applicant = Applicant::Business;
  EXPECT_THAT(problems(filing), ElementsAre(FieldProblem{"contact.identity_number", "request.identity"}));
}

// Art. 30: what a letter of somebody's own lacks is asked for, and no ground to leave it unfiled.
TEST(Filing, WhatCameByItselfMayHaveGaps) {
  Filing filing{.wanted = "预算", .as_came = true};
  EXPECT_THAT(problems(filing), IsEmpty());
  std::vector<std::string_view> keys;
  for (const auto& gap : gaps_of(filing)) keys.push_back(gap.key);
  EXPECT_THAT(keys, ElementsAre("request.name-owed", "request.identity-owed", "request.reach-owed"));
  filing.wanted.clear();
  filing.contact.email = "nobody";
  EXPECT_THAT(problems(filing), ElementsAre(FieldProblem{"contact.email", "request.email"},
                                            FieldProblem{"wanted", "request.wanted-owed"}));
  EXPECT_THAT(gaps_of(good()), IsEmpty());
}

// 国办函〔2020〕109号 arts 4 and 5; the last by the page is a notice of 2024.
TEST(Fees, AreThoseOfTheTables) {
  const std::pair<int, int> pieces[] = {{0, 0},     {10, 0},    {11, 100},  {30, 2000}, {31, 2200},
                                        {40, 4000}, {41, 4300}, {50, 7000}, {51, 7400}};
  const auto& scales = fee_scales();
  ASSERT_EQ(scales.at(0).basis, FeeBasis::Piece);
  for (const auto& [count, fee] : pieces) EXPECT_EQ(fee_of(scales.at(0), count), fee) << count;
  const std::pair<int, int> pages[] = {{0, 0},     {30, 0},     {31, 10},    {68, 380},    {100, 700},
                                       {101, 720}, {200, 2700}, {201, 2740}, {1500, 54700}};
  for (const auto& [count, fee] : pages) EXPECT_EQ(fee_of(FeeBasis::Page, count).yuan, fee) << count;
  EXPECT_EQ(fee_of(FeeBasis::Piece, 10).yuan, 0);
  EXPECT_EQ(fee_of(FeeBasis::Piece, 11).yuan, 100);
  EXPECT_EQ(fee_of(FeeBasis::Piece, 41).yuan, 300);
}

TEST(Fees, NeverFall) {
  for (int count = 0; count < 300; ++count) {
    EXPECT_LE(fee_of(FeeBasis::Piece, count).yuan, fee_of(FeeBasis::Piece, count + 1).yuan);
    EXPECT_LE(fee_of(FeeBasis::Page, count).yuan, fee_of(FeeBasis::Page, count + 1).yuan);
  }
}

TEST(Fees, TellBasisStandardAndAmount) {
  EXPECT_THAT(words_of(fee_of(FeeBasis::Page, 1'500)), AllOf(HasSubstr("按量计收，共1500页"), HasSubstr("54700元")));
  EXPECT_THAT(words_of(fee_of(FeeBasis::Piece, 41)), AllOf(HasSubstr("第41件申请"), HasSubstr("数额为300元")));
}

TEST(Fees, AreReadWithTheirLine) {
  const auto key = [](std::string_view text) {
    const auto read = read_fee_scales("fees.toml", text);
    return read ? std::string() : read.error().key;
  };
  constexpr std::string_view kPage = "[[scale]]\nbasis = 'page'\nstandard = 's'\nbands = [{ above = 0, each = 2 }]\n";
  constexpr std::string_view kPiece = "[[scale]]\nbasis = 'piece'\nstandard = 's'\nbands = [{ above = 1, each = 5 }]\n";
  EXPECT_EQ(key(fmt::format("{}{}", kPage, kPiece)), "");
  EXPECT_EQ(key(kPage), "data.invalid");
  EXPECT_EQ(key(fmt::format("{}{}{}", kPage, kPiece, kPage)), "data.invalid");
  EXPECT_EQ(key(fmt::format("{}{}bands = 3", kPage, kPiece)), "data.invalid");
  EXPECT_EQ(
      key("[[scale]]\nbasis = 'page'\nstandard = 's'\nbands = [{ above = 9, each = 2 }, { above = 3, each = 4 }]\n"),
      "data.invalid");
}

TEST(Likeness, IsThatOfWords) {
  EXPECT_EQ(likeness("2025年道路养护预算", "２０２５年 道路养护预算。"), 1);
  EXPECT_GE(likeness("申请公开2025年道路养护预算", "2025年道路养护预算"), kAlike);
  EXPECT_LT(likeness("2025年道路养护预算", "2024年公园绿化合同"), kAlike);
  EXPECT_EQ(likeness("", ""), 0);
}

}  // namespace
}  // namespace dl::requests
