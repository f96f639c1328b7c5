// [counterpart] and registers for staff: each wrong word is refused with its line, and nothing is loosened unseen.
#include "records/compare.h"
#include "records/records_fixture.h"

namespace dl::records {
namespace {

using testing::HasSubstr;
using Text = std::string;

/// Why a file is refused once a piece of it is another.
Text refusal(const Text& code, std::string_view what, std::string_view with) {
  const auto read = read_text(code, replaced(text_of_file(code), what, with));
  return read ? "" : read.error().detail;
}

TEST(CounterpartLanguage, IsReadWithItsList) {
  const auto& held = penalties().counterpart;
  ASSERT_TRUE(held);
  EXPECT_EQ(held->code, "enforcement_cases");
  EXPECT_EQ(held->title, "行政处罚案件清单");
  ASSERT_EQ(held->key.size(), 1U);
  EXPECT_EQ(held->key[0].here->code, "number");
  EXPECT_EQ(held->compared.size(), 2U);
  EXPECT_TRUE(held->when && held->unjudged);
  EXPECT_EQ(held->period, "penalty.publish");
  EXPECT_FALSE(registers().all().at("powers").counterpart->when);
  EXPECT_TRUE(registers().all().at("enforcement_cases").for_staff());
  EXPECT_FALSE(penalties().for_staff());
}

TEST(CounterpartLanguage, RefusesWhatIsNotThere) {
  const auto penalty = [](std::string_view what, std::string_view with) { return refusal("penalties", what, with); };
  EXPECT_THAT(penalty(R"(register = "enforcement_cases")", R"(register = "enforcement_case")"),
              HasSubstr("enforcement_cases"));
  EXPECT_THAT(penalty(R"(register = "enforcement_cases")", R"(register = "powers")"),
              HasSubstr("is no list for staff"));
  EXPECT_THAT(penalty(R"(key = { number = "number" })", R"(key = { number = "numbr" })"),
              HasSubstr("is 'number' meant?"));
  EXPECT_THAT(penalty(R"(key = { number = "number" })", R"(key = { decided_on = "decided_on" })"),
              HasSubstr("the first of the key"));
  EXPECT_THAT(penalty(R"(compare = { party_kind = "party_kind", decided_on = "decided_on" })",
                      R"(compare = { decided_on = "influence" })"),
              HasSubstr("'influence' in 'enforcement_cases' is not one open value"));
  EXPECT_THAT(penalty(R"(compare = { party_kind)", R"(compare = { party = "party", party_kind)"),
              HasSubstr("'party' is not one open value"));
  EXPECT_THAT(penalty(R"(when = { field = "influence", is = 1 })", R"(when = { field = "influenc", is = 1 })"),
              HasSubstr("data/registers/penalties.toml:"));
  EXPECT_THAT(penalty(R"(when = { field = "influence", is = 1 })", R"(when = { field = "party_kind", is = "firm" })"),
              HasSubstr("no term 'firm'"));
  EXPECT_THAT(penalty(R"(when = { field = "influence", is = 1 })", R"(when = { field = "party", filled = true })"),
              HasSubstr("'party' is not open"));
  EXPECT_THAT(penalty(R"(unjudged = {)", R"(unjudge = {)"), HasSubstr("is 'unjudged' meant?"));
  EXPECT_THAT(penalty("# ── how it is entered and shown", "[counterpart.clock]\nperiod = 1\n#"),
              HasSubstr("penalties.toml:"));
}

TEST(CounterpartLanguage, AClockRunsFromADayOfTheList) {
  EXPECT_THAT(refusal("penalties", R"(unjudged = { field = "influence", filled = false }
clock = { period = "penalty.publish", from = "decided_on" })",
                      R"(clock = { period = "penalty.publish", from = "unit" })"),
              HasSubstr("no open day"));
  EXPECT_THAT(refusal("penalties", R"(unjudged = { field = "influence", filled = false }
clock = { period = "penalty.publish", from = "decided_on" })",
                      R"(clock = { period = "penalty.publis", from = "decided_on" })"),
              HasSubstr("penalty.publish"));
}

TEST(CounterpartLanguage, ARegisterForStaffHasNothingForThePublic) {
  const auto list = [](std::string_view what, std::string_view with) {
    return refusal("service_network_powers", what, with);
  };
  EXPECT_EQ(list("平顶山市", "平顶山"), "");
  EXPECT_THAT(list(R"(steps = "two-people")", R"(steps = "none")"), HasSubstr("accepted by somebody else"));
  EXPECT_THAT(list(R"(steps = "two-people")",
                   "steps = \"two-people\"\nclock = { period = \"information.publish\", from = \"taken_on\" }"),
              HasSubstr("is never public"));
  EXPECT_THAT(list(R"(keeper = "agency")", R"(keeper = "city")"), HasSubstr("kept by each agency"));
  EXPECT_THAT(list(R"(nil = "none")", R"(nil = "month")"), HasSubstr("declarations of nothing"));
  EXPECT_THAT(
      list("[[change]]", "[[figure]]\ncode = \"n\"\ntitle = \"项\"\nunit = \"项\"\nby = [\"agency\"]\n\n[[change]]"),
      HasSubstr("has no figures"));
  EXPECT_THAT(list(R"(audience = "staff")", R"(audience = "staf")"), HasSubstr("is 'staff' meant?"));
}

TEST(CounterpartLanguage, ListsBelongToOneRegister) {
  const auto second =
      replaced(text_of_file("permits"), "[console]",
               "[counterpart]\nregister = \"enforcement_cases\"\nkey = { number = \"number\" }\n\n[console]");
  const auto read = read_text("permits", second);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().detail, HasSubstr("'penalties' is held against 'enforcement_cases' already"));
}

// What is asked for less than before would pass unseen.
TEST(CounterpartLanguage, LooseningIsTold) {
  const auto text = text_of_file("penalties");
  const auto broken = [&](std::string_view what, std::string_view with) {
    auto now = must(read_text("penalties", replaced(text, what, with)));
    const auto lines = what_breaks(penalties(), now);
    return lines.empty() ? Text() : lines.back();
  };
  EXPECT_THAT(broken(R"(compare = { party_kind = "party_kind", decided_on)", "compare = { decided_on"),
              HasSubstr("'party_kind' is compared no more"));
  EXPECT_THAT(broken(R"(when = { field = "influence", is = 1 })",
                     R"(when = { all = [{ field = "influence", is = 1 }, { field = "kinds", has = "fine" }] })"),
              HasSubstr("other rows ('when')"));
  EXPECT_THAT(broken("unjudged = { field = \"influence\", filled = false }\n", ""), HasSubstr("wait for a judgement"));
  EXPECT_THAT(broken("\nclock = { period = \"penalty.publish\", from = \"decided_on\" }\n\n# ──", "\n\n# ──"),
              HasSubstr("its clock is another"));
  auto staff = must(read_text("service_network_powers",
                              replaced(text_of_file("service_network_powers"), "audience = \"staff\"\n", "")));
  EXPECT_THAT(what_breaks(registers().all().at("service_network_powers"), staff),
              testing::Contains(HasSubstr("does not become public")));
}

}  // namespace
}  // namespace dl::records
