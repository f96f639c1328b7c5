// A street lamp that somebody reported broken, and its life cycle. Pure.
#pragma once

#include <boost/describe.hpp>

#include "base/limits.h"
#include "base/time.h"
#include "lamps/events.h"
#include "work/cycle.h"

namespace dl::lamps {

/// Stored by name; do not rename.
enum class State : std::uint8_t { Noted, Checked, Published, Repaired };
inline constexpr auto kStates = named_table<State>({
    {State::Noted, "Noted", "已登记"},
    {State::Checked, "Checked", "已核实"},
    {State::Published, "Published", "已公布"},
    {State::Repaired, "Repaired", "已修复"},
});
constexpr Names<State> table_of(State) { return kStates; }

/// Sent by name; do not rename.
enum class Step : std::uint8_t { Check, SendBack, Publish, Repair };
inline constexpr auto kSteps = named_table<Step>({
    {Step::Check, "Check", "核实"},
    {Step::SendBack, "SendBack", "退回"},
    {Step::Publish, "Publish", "公布"},
    {Step::Repair, "Repair", "登记修复"},
});
constexpr Names<Step> table_of(Step) { return kSteps; }

/// What people write of a lamp.
struct Report {
  std::string place = {};  ///< 位置, as people find it
  std::string fault = {};  ///< 故障
  static constexpr auto kLimits = std::to_array<Limit>({{"place", 100}, {"fault", 500}});
};
BOOST_DESCRIBE_STRUCT(Report, (), (place, fault))

struct Lamp {
  std::int64_t id = 0;
  std::int64_t agency = 0;
  std::string number = {};  ///< 编号, "2024-00012"
  Report report = {};
  State state = State::Noted;
  Instant noted_at = {};
  Instant changed_at = {};
  std::string noted_by = {};

  bool is_public() const { return state == State::Published || state == State::Repaired; }
};

/// What the rules of a step look at.
struct Standing {
  const Lamp& lamp;
  std::string actor = {};
};

/// Forbidden `lamp.own-check`: whoever noted it does not check it.
Outcome<void> check_other(const Standing& standing);

using Transition = work::Transition<State, Step, Standing>;

inline constexpr std::array kEveryState = {State::Noted, State::Checked, State::Published, State::Repaired};

inline constexpr std::array kCycle = [] {
  using enum State;
  using accounts::Right;
  using work::Leads;
  using work::Reason;
  return std::to_array<Transition>({
      {Noted,
       Step::Check,
       Checked,
       Right::KeepLamps,
       event("lamp.checked"),
       Reason::Free,
       check_other,
       {Leads::On, "确认到过现场，情况属实。", "核实情况（可不填）"}},
      {Checked,
       Step::SendBack,
       Noted,
       Right::KeepLamps,
       event("lamp.sent-back"),
       Reason::Owed,
       nullptr,
       {Leads::Back, "退回重新登记。", "退回的理由"}},
      {Checked,
       Step::Publish,
       Published,
       Right::KeepLamps,
       event("lamp.published"),
       Reason::Free,
       nullptr,
       {Leads::On, "公布后公众可以看到位置和故障。", "说明（可不填）"}},
      {Published,
       Step::Repair,
       Repaired,
       Right::KeepLamps,
       event("lamp.repaired"),
       Reason::Free,
       nullptr,
       {Leads::On, "网页上显示已修复。", "修复情况（可不填）"}},
  });
}();
static_assert(work::sound(kCycle, kEveryState, State::Noted));

}  // namespace dl::lamps
