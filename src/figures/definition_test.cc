// Definitions are read strictly: a number that means something else than it says is worse than none.
#include "figures/definition.h"

#include "figures/figures_fixture.h"

namespace dl::figures {
namespace {

class DefinitionTest : public FiguresTest {};
INSTANTIATE_TEST_SUITE_P(Engines, DefinitionTest, testing::Values(test::Store::SqliteMemory), test::name_of);

TEST_P(DefinitionTest, SaysWhatIsWrongWithItsLine) {
  const std::string good = kPenaltyFigures;
  struct Case {
    const char* what;
    const char* with;
    const char* says;
  };
  const Case cases[] = {
      {"version = 2", "version = 0", "penalties.toml:15: versions begin with 1"},
      {"version = 2\n", "", "'version' is missing"},
      {"law = ", "low = ", "unknown key 'low'; is 'law' meant?"},
      {"source = \"penalties\"", "source = \"fines\"", "there is no source 'fines'"},
      {"at = \"decided_on\"", "at = \"kind\"", "'at' is a field that holds a date"},
      {"by = [\"kind\"]", "by = [\"kin\"]", "there is no field 'kin'; is 'kind' meant?"},
      {"by = [\"kind\"]", "by = [\"agency_id\"]", "there is no field 'agency_id'"},
      {"by = [\"kind\"]", "by = [\"themes\"]", "records cannot be grouped by a list"},
      {"by = [\"kind\"]", "by = [\"kind\", \"kind\"]", "'kind' comes twice"},
      {"measure = \"count\"", "measure = \"median\"", "'measure' is \"count\""},
      {"sum = \"amount\"", "sum = \"kind\"", "'sum' is a field that holds a number"},
      {"field = \"amount\", at-least", "field = \"amount\", at_least", "unknown word 'at_least'; is 'at-least' meant?"},
      {"is = \"罚款\"", "is = 3", "penalties.toml:21: 'is' wants a text"},
      {"id = \"penalties.high\"", "id = \"penalties.count\"", "there is a figure 'penalties.count' already"},
      {"id = \"penalties.high\"", "id = \"../high\"", "an id has small letters"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto refused = read_definitions(replaced(good, c.what, c.with));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "data.invalid");
    EXPECT_THAT(refused.error().detail, testing::HasSubstr(c.says));
  }
  EXPECT_TRUE(read_definitions(good));
}

TEST_P(DefinitionTest, SaysWhatIsWrongWithAStockOrAnIdentity) {
  const auto good = std::string(kPenaltyFigures) + kPendingFigures;
  struct Case {
    const char* what;
    const char* with;
    const char* says;
  };
  const Case cases[] = {
      {"until = \"moved_on\"", "until = \"kind\"", "'until' is a field that holds a date"},
      {"until = \"moved_on\"", "until = \"moved_om\"", "there is no field 'moved_om'; is 'moved_on' meant?"},
      {"at = \"begin\"", "at = \"start\"", "'at' of 'open' is \"begin\" or \"end\""},
      {"open = { until = \"moved_on\", at = \"begin\" }", "open = true", "'open' is { until = field"},
      {"right = [\"penalties.moved\"", "right = [\"penalties.gone\"", "there is no figure 'penalties.gone'"},
      {"left = [\"penalties.before\"", "left = [\"penalties.amount\"", "'penalties.amount' is not grouped by 'kind'"},
      {"left = [", "lift = [", "unknown key 'lift'; is 'left' meant?"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.with);
    const auto refused = read_definitions(replaced(good, c.what, c.with));
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().detail, testing::HasSubstr(c.says));
  }
  EXPECT_TRUE(read_definitions(good));
}

// The digest is of what a definition says, not of how its file is written.
TEST_P(DefinitionTest, HasADigestOfWhatItSays) {
  const std::string good = kPenaltyFigures;
  const auto digest = [&](const std::string& text) {
    auto loaded = read_definitions(text);
    EXPECT_TRUE(loaded) << describe(loaded.error());
    return loaded ? loaded->at("penalties.amount").digest : std::string();
  };
  const auto before = digest(good);
  EXPECT_EQ(digest("# a remark\n" + good), before);
  EXPECT_NE(digest(replaced(good, "2020-01-01", "2020-01-02")), before);
  EXPECT_NE(digest(replaced(good, "version = 2", "version = 3")), before);
}

TEST_P(DefinitionTest, KnowsPeriods) {
  struct Case {
    const char* text;
    const char* from;
    const char* before;
  };
  for (const auto& c : {Case{"2025", "2025-01-01", "2026-01-01"}, Case{"2024-02", "2024-02-01", "2024-03-01"},
                        Case{"2025-12", "2025-12-01", "2026-01-01"}, Case{"2025-Q4", "2025-10-01", "2026-01-01"}}) {
    const auto period = Period::parse(c.text);
    ASSERT_TRUE(period) << c.text;
    EXPECT_EQ(period->from.text(), c.from);
    EXPECT_EQ(period->before.text(), c.before);
  }
  for (const auto* bad :
       {"", "25", "2025-", "2025-13", "2025-00", "2025-Q5", "2025-Q0", "2025-1", "2025-01-01", "abcd"})
    EXPECT_EQ(Period::parse(bad).error().key, "figures.period") << bad;
}

}  // namespace
}  // namespace dl::figures
