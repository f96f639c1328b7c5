#include "base/identifiers.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace dl {
namespace {

struct CodeCase {
  const char* text;
  Verdict verdict;
  const char* problem;
};

void expect_codes(Checked (*check)(std::string_view), std::initializer_list<CodeCase> cases) {
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto checked = check(c.text);
    EXPECT_EQ(checked.verdict, c.verdict);
    EXPECT_EQ(checked.problem, c.problem);
  }
}

TEST(Identifiers, CreditCode) {
  expect_codes(check_credit_code, {
                                      {"91110000101623741K", Verdict::Right, ""},
                                      {"911101066976941872", Verdict::Right, ""},
                                      {"91230500MA1B3N1N2M", Verdict::Right, ""},
                                      {"11441700007280420Y", Verdict::Right, ""},
                                      {"11331002002673575G", Verdict::Right, ""},
                                      {"11370322004222241N", Verdict::Right, ""},
                                      {" 91230500ma1b3n1n2m ", Verdict::Right, ""},
                                      {"９１２３０５００ＭＡ１Ｂ３Ｎ１Ｎ２Ｍ", Verdict::Right, ""},
                                      {"91350211M0000XUF46", Verdict::Doubtful, "credit_code.check_digit_alone"},
                                      {"91310115MA1H8R7C6D", Verdict::Wrong, "credit_code.check_digit"},
                                      {"99110000101623741K", Verdict::Wrong, "credit_code.registrar"},
                                      {"9111000010162374IK", Verdict::Wrong, "credit_code.form"},
                                      {"911100001016237", Verdict::Wrong, "credit_code.form"},
                                      {"91A10000101623741K", Verdict::Wrong, "credit_code.form"},
                                      {"", Verdict::Wrong, "credit_code.form"},
                                  });
  EXPECT_EQ(check_credit_code(" 91230500ma1b3n1n2m ").canonical, "91230500MA1B3N1N2M");
  EXPECT_EQ(credit_code_check_digit("91310115MA1H8R7C6"), '7');
}

TEST(Identifiers, CreditCodeCheckDigitIsZeroNotPastTheTable) {
  // Remainder 0 is "0"; one such code is sought among the serials of a made-up agency.
  bool seen = false;
  for (int i = 0; i < 1000 && !seen; ++i) seen = credit_code_check_digit(fmt::format("11410400{:08}0", i)) == '0';
  EXPECT_TRUE(seen);
}

TEST(Identifiers, OrganisationCode) {
  expect_codes(check_organisation_code, {
                                            {"743719761", Verdict::Right, ""},
                                            {"L6005760X", Verdict::Right, ""},
                                            {"66195133X", Verdict::Right, ""},
                                            {"783059753", Verdict::Right, ""},
                                            {"D2143569X", Verdict::Right, ""},
                                            {"000014349", Verdict::Right, ""},
                                            {"00248968X", Verdict::Right, ""},
                                            {"00001434-9", Verdict::Right, ""},
                                            {"00248968-x", Verdict::Right, ""},
                                            {"000014348", Verdict::Wrong, "organisation_code.check_digit"},
                                            {"00001434A", Verdict::Wrong, "organisation_code.form"},
                                            {"0000143-49", Verdict::Wrong, "organisation_code.form"},
                                        });
  EXPECT_EQ(check_organisation_code("00001434-9").canonical, "000014349");
}

TEST(Identifiers, AgencyCodeIsEitherOfBoth) {
  expect_codes(check_agency_code, {
                                      {"00248968X", Verdict::Right, ""},
                                      {"11441700007280420Y", Verdict::Right, ""},
                                      {"91350211M0000XUF46", Verdict::Doubtful, "credit_code.check_digit_alone"},
                                      {"0024896", Verdict::Wrong, "agency_code.form"},
                                      {"", Verdict::Wrong, "agency_code.form"},
                                  });
}

TEST(Identifiers, ResidentNumber) {
  expect_codes(check_resident_number, {
                                          {"11010519491231002X", Verdict::Right, ""},
                                          {"11010519491231002x", Verdict::Right, ""},
                                          {"440524188001010014", Verdict::Right, ""},
                                          {"110105491231002", Verdict::Right, ""},
                                          {"110105194912310021", Verdict::Wrong, "resident_number.check_digit"},
                                          {"110105194913310026", Verdict::Wrong, "resident_number.birth"},
                                          {"110105194902300025", Verdict::Wrong, "resident_number.birth"},
                                          {"990105194912310029", Verdict::Wrong, "resident_number.area"},
                                          {"1101051949123100", Verdict::Wrong, "resident_number.form"},
                                          {"X1010519491231002X", Verdict::Wrong, "resident_number.form"},
                                      });
  EXPECT_EQ(check_resident_number("110105491231002").canonical, "11010519491231002X");
}

TEST(Identifiers, LuhnAndSiteCode) {
  EXPECT_TRUE(passes_luhn("79927398713"));
  EXPECT_FALSE(passes_luhn("79927398710"));
  EXPECT_FALSE(passes_luhn(""));
  expect_codes(check_site_code, {
                                    {"5101320017", Verdict::Right, ""},
                                    {"bm55000001", Verdict::Right, ""},
                                    {"BM64130001", Verdict::Right, ""},
                                    {"N123456789", Verdict::Doubtful, "site_code.form"},
                                    {"510132001", Verdict::Wrong, "site_code.form"},
                                });
}

TEST(IndexNumber, ReadsAndWritesBothForms) {
  for (const char* text :
       {"000014349/2017-00110", "00248968X/2022-00246", "011336909/2020-12335", "11441700007280420Y/2021-00050",
        "11331002002673575G/2020-136604", "11370322004222241N/2021-5135380"}) {
    SCOPED_TRACE(text);
    auto number = IndexNumber::parse(text);
    ASSERT_TRUE(number) << describe(number.error());
    EXPECT_EQ(number->text(), text);
  }
  EXPECT_EQ(IndexNumber::parse("００２４８９６８ｘ／２０２２－００２４６")->text(), "00248968X/2022-00246");
  EXPECT_EQ(IndexNumber::parse("00001434-9/2017-00110")->text(), "000014349/2017-00110");
  struct Case {
    const char* text;
    const char* key;
  } cases[] = {
      {"000014348/2017-00110", "index_number.agency"}, {"000014349/2017-0110", "index_number.form"},
      {"000014349/2017-001100", "index_number.form"},  {"000014349-2017-00110", "index_number.form"},
      {"000014349/2017-00000", "index_number.form"},   {"", "index_number.form"},
      {"000014349/17-000110", "index_number.form"},    {"91310115MA1H8R7C6D/2021-00001", "index_number.agency"}};
  for (const auto& c : cases) {
    SCOPED_TRACE(c.text);
    auto number = IndexNumber::parse(c.text);
    ASSERT_FALSE(number);
    EXPECT_EQ(number.error().key, c.key);
  }
}

TEST(IndexNumber, FollowsItsPredecessor) {
  EXPECT_EQ(IndexNumber::next("00248968X", 2022, 246)->text(), "00248968X/2022-00247");
  EXPECT_EQ(IndexNumber::next("00248968X", 2023, std::nullopt)->text(), "00248968X/2023-00001");
  EXPECT_EQ(IndexNumber::next("11441700007280420Y", 2021, 99'999)->text(), "11441700007280420Y/2021-100000");
  EXPECT_EQ(IndexNumber::next("00248968X", 2022, 99'999).error().key, "index_number.exhausted");
  EXPECT_EQ(IndexNumber::next("00248968Y", 2022, 1).error().key, "index_number.agency");
  EXPECT_TRUE(rc::check([] {
    int last = *rc::gen::inRange(0, 9'999'998);
    auto number = *IndexNumber::next("11441700007280420Y", *rc::gen::inRange(2000, 2100), last);
    RC_ASSERT(*IndexNumber::parse(number.text()) == number);
    RC_ASSERT(number.serial == last + 1);
  }));
}

TEST(Identifiers, TakeAnyBytes) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    static_cast<void>(check_credit_code(bytes));
    static_cast<void>(check_resident_number(bytes));
    static_cast<void>(check_site_code(bytes));
    static_cast<void>(IndexNumber::parse(bytes));
    static_cast<void>(DocumentNumber::parse(bytes));
    static_cast<void>(find_document_numbers(bytes));
  }));
}

}  // namespace
}  // namespace dl
