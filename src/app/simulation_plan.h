// What is to happen to one request of a simulated year: who asks for what by which way, how it is decided, and what
// comes between (requests-law 4.2 and 7.1 are its table: every decision and every clock has its turn). Pure: the same
// seed and number give the same plan.
#pragma once

#include "app/simulation_data.h"
#include "app/simulation_dice.h"
#include "base/calendar.h"
#include "requests/states.h"

namespace dl::app {

/// What may come between the receipt of a request and its answer. The script of a plan keeps the order of the values.
enum class Turn : std::uint8_t {
  Contact,       ///< the office rings the applicant up
  Agent,         ///< somebody asks for another one
  Helped,        ///< the office writes the request down (art. 29)
  Supplement,    ///< asked for, and it comes (art. 30)
  Return,        ///< the department gives it back
  CoHandling,    ///< another department helps
  ThirdConsent,  ///< art. 32
  ThirdObjection,
  ThirdSilence,
  MakerConsent,  ///< art. 34
  MakerObjection,
  MakerSilence,
  AgencyAnswer,  ///< art. 11
  AgencySilence,
  Reasons,    ///< asked for and given (art. 35)
  Deferral,   ///< and the answer is deferred
  FeePaid,    ///< art. 42
  Extension,  ///< art. 33(2)
  Joint,      ///< handled together with another one
  Late,       ///< answered after its day
  SendBack,   ///< by the approver
  TakeBack,   ///< by the clerk
  Recall,     ///< signed, and not issued
  Transform,  ///< proposed for publication (art. 44)
};
inline constexpr std::size_t kTurns = static_cast<std::size_t>(Turn::Transform) + 1;
using Turns = EnumSet<Turn, kTurns>;

/// What somebody does next.
enum class SimulatedDeed : std::uint8_t {
  File,
  Step,      ///< of the table of requests
  Third,     ///< names whom it concerns besides
  Join,      ///< handles it together with another one
  TakeOver,  ///< of the one that it is handled together with
  Draft,     ///< writes the answer, or writes it anew
  Divide,
  Review,  ///< enters a review that somebody has asked for
  Suit,    ///< enters a suit
  Appeal   ///< a step of the review or the suit that was entered last
};

struct Stage {
  SimulatedDeed deed = SimulatedDeed::Step;
  requests::Step step = {};
  int days = 0;                   ///< working days after the stage before; 0 on the same one if there is time
  int minute = 0;                 ///< of the day, where it is another one
  int pause = 0;                  ///< minutes after the stage before on the same day
  std::optional<int> until = {};  ///< the day that it sets, in working days from its own; of an extension and a
                                  ///< deferral from the day that is due
  std::string_view appeal = {};   ///< the step of a review or a suit, by its stored name
  std::string code = {};          ///< what was found, what somebody said, how it was delivered, the topic
};

struct Plan {
  std::size_t number = 0;  ///< from 0; a part has that of its whole
  requests::Filing filing = {};
  requests::Decision decision = {};
  requests::Delivery delivery = {};
  Turns turns = {};
  std::string material = {};
  std::string third = {};
  std::string topic = {};  ///< under which it is classed; empty for none
  std::vector<Stage> script = {};
};

/// So many plans walk through every decision and every turn, before chance takes over.
inline constexpr std::size_t kWalk = requests::kDecisions.size() + kTurns;
/// From so many requests on what the walk began is over by the end of the year.
inline constexpr std::size_t kComplete = 2 * kWalk;

class Planner {
 public:
  Planner(const SimulationData& data, std::uint64_t seed, int year) : data_(data), seed_(seed), year_(year) {}

  Plan plan(std::size_t number) const;
  /// Of a part of a request that was divided.
  Plan part_of(const Plan& whole, std::size_t nth) const;
  /// Of one that is left over from the year before.
  Plan left_over(const matters::Matter& matter, requests::Purpose purpose) const;
  /// When requests come, ascending: on every day of the year, on working days more.
  std::vector<Instant> arrivals(std::size_t count, const Calendar& calendar) const;

 private:
  /// A review or a suit against what it was answered, where there is one.
  void attack(Plan& plan) const;
  Dice dice_of(std::size_t number, std::size_t part = 0) const;
  requests::Filing filing_of(Plan& plan, Dice& dice) const;
  matters::Contact contact_of(requests::Applicant applicant, Dice& dice) const;

  const SimulationData& data_;
  std::uint64_t seed_;
  int year_;
};

/// The working day so many after another, which is not counted itself.
Date working_day_after(Date date, int days, const Calendar& calendar);
/// When a stage is taken up after the one before.
Instant moment_of(const Stage& stage, Instant before, const Calendar& calendar);
/// When a request that came at some moment is filed: where the office enters it, in the hours of the office.
Instant moment_of_filing(const Plan& plan, Instant came, const Calendar& calendar);

}  // namespace dl::app
