#include "work/cycle.h"

#include <gtest/gtest.h>

namespace dl::work {
namespace {

enum class Lamp : std::uint8_t { Off, On, Broken };
enum class Press : std::uint8_t { Light, Quench, Break };
struct Facts {
  bool has_current = true;
};
using Row = Transition<Lamp, Press, Facts>;

Outcome<void> has_current(const Facts& facts) {
  if (!facts.has_current) return fail(Fault::Conflict, "lamp.current");
  return {};
}

constexpr std::array kStates = {Lamp::Off, Lamp::On, Lamp::Broken};
constexpr std::array kRows = {
    Row{Lamp::Off,
        Press::Light,
        Lamp::On,
        accounts::Right::DraftDocuments,
        {"lamp.lit", "点灯"},
        Reason::Free,
        has_current,
        {Leads::On, "灯会亮。", "说明"}},
    Row{Lamp::On,
        Press::Quench,
        Lamp::Off,
        accounts::Right::ReviewDocuments,
        {"lamp.quenched", "熄灯"},
        Reason::Owed,
        nullptr,
        {Leads::Back, "灯会灭。", "理由"}},
    Row{Lamp::On, Press::Break, Lamp::Broken, accounts::Right::ReviewDocuments, {}, Reason::Free, nullptr, {}},
};
static_assert(sound(kRows, kStates, Lamp::Off));

template <std::size_t N>
constexpr std::array<Row, N> but(std::array<Row, N> rows, void (*change)(std::array<Row, N>&)) {
  change(rows);
  return rows;
}
using Rows = std::array<Row, 3>;

TEST(Cycle, TellsATableThatIsNotSound) {
  struct Case {
    const char* name;
    void (*change)(Rows&);
  };
  const Case cases[] = {
      {"a step twice from one state", [](Rows& rows) { rows[2].step = Press::Quench; }},
      {"a state that nothing leads to", [](Rows& rows) { rows[2].to = Lamp::Off; }},
      {"a row without an event", [](Rows& rows) { rows[0].event = {}; }},
      {"a step of people without words",
       [](Rows& rows) {
         rows[0].asking = {Leads::On, "", ""};
       }},
      {"a step of people that does not ask", [](Rows& rows) { rows[0].asking.label = ""; }},
      {"words where nobody acts", [](Rows& rows) { rows[2].asking.sentence = "灯会坏。"; }},
  };
  EXPECT_TRUE(sound(kRows, kStates, Lamp::Off));
  EXPECT_FALSE(sound(kRows, kStates, Lamp::Broken)) << "a start from which nothing leads on";
  for (const auto& c : cases) {
    SCOPED_TRACE(c.name);
    EXPECT_FALSE(sound(but(kRows, c.change), kStates, Lamp::Off));
  }
}

TEST(Cycle, AsksForTheRightThenForTheGuard) {
  const auto key = accounts::Principal::of_key(1, "甲", 7, accounts::Rights(accounts::Right::DraftDocuments));
  const auto* light = find(kRows, Lamp::Off, Press::Light);
  ASSERT_NE(light, nullptr);
  EXPECT_EQ(find(kRows, Lamp::Off, Press::Quench), nullptr);
  EXPECT_TRUE(check(*light, Facts(), key, 7));
  EXPECT_EQ(check(*light, Facts{false}, key, 7).error().key, "lamp.current");
  EXPECT_EQ(check(*light, Facts{false}, key, 8).error().key, "right.missing");
  EXPECT_TRUE(require_ever(kRows, Press::Light, key, 7));
  EXPECT_EQ(require_ever(kRows, Press::Quench, key, 7).error().key, "right.missing");
}

TEST(Cycle, IsDrawn) {
  const Arrow arrows[] = {{"Off", "On", "light"}, {"On", "Off", "quench"}};
  EXPECT_EQ(draw("Off", arrows), "stateDiagram-v2\n  [*] --> Off\n  Off --> On: light\n  On --> Off: quench\n");
}

}  // namespace
}  // namespace dl::work
