#include "app/simulation_plan.h"

#include <algorithm>
#include <iterator>

#include "app/simulation_appeals.h"
#include "app/simulation_script.h"
#include "base/identifiers.h"

namespace dl::app {
namespace {

using matters::Channel;
using requests::Applicant;
using requests::Decision;
using requests::Delivery;
using requests::Way;

constexpr int kOpens = 8 * 60 + 30;  ///< minute of the day
constexpr int kCloses = 17 * 60 + 45;
constexpr std::size_t kPeople = 5'000;  ///< who might ask in a city

constexpr std::size_t kLeftOver = 100;  ///< beyond the parts of a request
constexpr std::size_t kAttacked = 200;
constexpr int kAttackShare = 1;  ///< of a hundred answers

/// How many of a thousand requests end so, in the order of requests::kDecisions.
constexpr std::array kDecisionShares = {300, 110, 70, 4, 6, 5, 28, 14, 22, 16, 22, 130, 75, 8, 32,
                                        8,   40,  8,  5, 5, 6, 24, 3,  42, 6,  6,  2,   2,  1};
static_assert(kDecisionShares.size() == requests::kDecisions.size());

constexpr std::array kChannels = {Channel::Online, Channel::Counter, Channel::Registered, Channel::Post,
                                  Channel::Fax,    Channel::Mail,    Channel::Oral};
constexpr std::array kChannelShares = {58, 12, 14, 6, 1, 7, 2};
static_assert(kChannels.size() == kChannelShares.size());

constexpr std::array kApplicantShares = {84, 9, 1, 1, 3, 2};
static_assert(kApplicantShares.size() == requests::kApplicants.size());

constexpr std::array kWayShares = {25, 60, 12, 3};
static_assert(kWayShares.size() == requests::kWays.size());

/// In how many of a hundred requests it happens, in the order of Turn.
constexpr std::array kTurnShares = {15, 4, 2, 6, 3, 8, 2, 2, 1, 1, 1, 1, 3, 1, 2, 1, 1, 7, 3, 4, 8, 3, 1, 2};
static_assert(kTurnShares.size() == kTurns);

bool consults(Turn turn) { return turn >= Turn::ThirdConsent && turn <= Turn::AgencySilence; }
bool lengthens(Turn turn) { return turn == Turn::Deferral || turn == Turn::FeePaid || turn == Turn::Extension; }

/// What chance adds: at most one consultation and one thing that moves the last day, so that nothing is asked for when
/// it is too late.
Turns draw_turns(Dice& dice) {
  Turns turns;
  bool consulted = false;
  bool lengthened = false;
  for (std::size_t i = 0; i < kTurns; ++i) {
    const auto turn = static_cast<Turn>(i);
    const bool drawn = dice.chance(kTurnShares.at(i));
    bool& taken = consults(turn) ? consulted : lengthened;
    if (!drawn || ((consults(turn) || lengthens(turn)) && std::exchange(taken, true))) continue;
    turns = turns.with(turn);
  }
  return turns;
}

/// Without which a decision could not be taken.
Turns owed_turns(Decision decision, Turns turns) {
  if (decision == Decision::ThirdParty) turns = Turns(Turn::ThirdObjection);
  if (decision == Decision::Unclear) turns = turns.with(Turn::Supplement);
  if (decision == Decision::Excessive || turns.has(Turn::Deferral)) turns = turns.with(Turn::Reasons);
  return turns;
}

Delivery delivery_of(Way way, Dice& dice) {
  if (way == Way::Electronic) return Delivery::Online;
  if (way == Way::Post) return Delivery::Post;
  return dice.chance(15) ? Delivery::Entrusted : Delivery::Direct;
}

std::string filled(std::string text, std::string_view mark, std::string_view with) {
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + with.size()))
    text.replace(at, mark.size(), with);
  return text;
}

std::string resident_number(std::size_t person) {
  const auto born = Date(1950, 1, 1).plus_days(static_cast<int>(person * 37 % 19'000));
  auto number = fmt::format("119999{:04}{:02}{:02}{:03}", born.year(), born.month(), born.day(), person % 1'000);
  number += resident_number_check_digit(number);
  return number;
}

std::string unified_code(std::string_view registrar, std::size_t body) {
  auto inside = fmt::format("MAYM{:04}", body % 10'000);
  inside += organisation_code_check_digit(inside);
  auto code = fmt::format("{}990100{}", registrar, inside);
  code += credit_code_check_digit(code);
  return code;
}

bool is_office_time(Instant at, const Calendar& calendar) {
  const auto minute = static_cast<int>((at.milliseconds() - Instant::at(at.date()).milliseconds()) / 60'000);
  return calendar.is_working_day(at.date()) && minute >= kOpens && minute <= kCloses;
}

Instant minutes_after(Instant at, int minutes) { return Instant(at.milliseconds() + std::int64_t{minutes} * 60'000); }
Instant at_minute(Date date, int minute) { return minutes_after(Instant::at(date), minute); }

}  // namespace

// Drawn apart from all else, so that the rest of the year is what it is without it.
void Planner::attack(Plan& plan) const {
  auto dice = dice_of(plan.number, kAttacked);
  if (plan.script.back().step != requests::Step::Archive) return;  // without an answer
  constexpr auto kFirst = requests::kDecisions.size();
  const bool walks = plan.number >= kFirst && plan.number - kFirst < kAttacks.size();
  if (!walks && (plan.number < kWalk || !dice.chance(kAttackShare))) return;
  const auto& attack = kAttacks.at(walks ? plan.number - kFirst : dice.below(kAttacks.size()));
  std::ranges::move(stages_of(attack, dice), std::back_inserter(plan.script));
}

Dice Planner::dice_of(std::size_t number, std::size_t part) const {
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15;  // the golden ratio: neighbours lie far from each other
  return Dice(seed_ + ((number + 1) * kSpread) + (part << 56));
}

matters::Contact Planner::contact_of(Applicant applicant, Dice& dice) const {
  const auto who = dice.below(kPeople);
  matters::Contact contact{
      .phone = fmt::format("0969-{:07}", 5'000'000 + who),
      .email = fmt::format("a{}@mail.example", who),
      .address = fmt::format("{}{}号", data_.streets.at(who % data_.streets.size()), who % 300 + 1)};
  const auto person = data_.surnames.at(who % data_.surnames.size()) + data_.given.at(who / 7 % data_.given.size());
  if (applicant == Applicant::Natural) {
    contact.name = person;
    contact.identity_kind = "resident";
    contact.identity_number = resident_number(who);
    return contact;
  }
  const auto klass = std::ranges::find(data_.classes, applicant, &SimulatedClass::applicant);
  contact.name = data_.words.at(who % data_.words.size()) + klass->endings.at(who / 11 % klass->endings.size());
  contact.identity_number = unified_code(klass->registrar, who);
  contact.representative = person;
  contact.contact_name = person;
  return contact;
}

requests::Filing Planner::filing_of(Plan& plan, Dice& dice) const {
  const bool walks = plan.number < kWalk;
  const auto pick = [&](std::span<const int> shares) {
    return walks ? plan.number % shares.size() : dice.pick_share(shares);
  };
  requests::Filing filing;
  filing.channel = kChannels.at(pick(kChannelShares));
  filing.applicant = static_cast<Applicant>(pick(kApplicantShares));
  filing.way = static_cast<Way>(pick(kWayShares));
  filing.carrier = filing.way == Way::Electronic ? requests::Carrier::Electronic : requests::Carrier::Paper;
  filing.purpose = requests::row_of(plan.decision).purpose;
  filing.contact = contact_of(filing.applicant, dice);
  if (plan.turns.has(Turn::Agent)) filing.agent = contact_of(Applicant::Natural, dice);
  if (plan.turns.has(Turn::Helped)) {
    filing.channel = Channel::Oral;
    filing.helped = true;
  }
  const auto& topic = dice.pick(data_.topics);
  const auto year = std::to_string(year_ - 1);
  const auto& place = dice.pick(data_.places);
  const auto words = filled(filled(topic.wanted, "{year}", year), "{place}", place);
  filing.wanted =
      filing.purpose == requests::Purpose::Correction ? "请更正登记中与本人有关的住址记录：" + words : words;
  plan.material = filled(topic.material, "{year}", year);
  plan.third = topic.third;
  plan.topic = topic.topic;
  return filing;
}

Plan Planner::plan(std::size_t number) const {
  auto dice = dice_of(number);
  Plan plan{.number = number};
  constexpr auto kEach = requests::kDecisions.size();
  if (number < kEach) {
    plan.decision = requests::kDecisions.at(number).value;
  } else if (number < kWalk) {
    plan.turns = Turns(static_cast<Turn>(number - kEach));
  } else {
    plan.decision = requests::kDecisions.at(dice.pick_share(kDecisionShares)).value;
    plan.turns = draw_turns(dice);
  }
  plan.turns = owed_turns(plan.decision, plan.turns);
  plan.filing = filing_of(plan, dice);
  plan.delivery = delivery_of(plan.filing.way, dice);
  plan.script = script_of(plan, dice);
  attack(plan);
  return plan;
}

Plan Planner::part_of(const Plan& whole, std::size_t nth) const {
  auto dice = dice_of(whole.number, nth + 1);
  Plan plan = whole;
  plan.decision = nth == 0 ? Decision::Open : Decision::NotHeld;
  plan.turns = {};
  plan.script = script_of_part(plan, dice);
  return plan;
}

Plan Planner::left_over(const matters::Matter& matter, requests::Purpose purpose) const {
  auto dice = dice_of(static_cast<std::size_t>(matter.id), kLeftOver);
  const bool corrects = purpose == requests::Purpose::Correction;
  // Whatever was found, and whoever objected, in the year before: it has been published since.
  Plan plan{.number = static_cast<std::size_t>(matter.id),
            .decision = corrects ? Decision::Corrected : Decision::AlreadyOpen,
            .delivery = Delivery::Post,
            .material = "所申请的材料"};
  plan.filing.purpose = purpose;
  const auto state = find_name<requests::State>(matter.state).value_or(requests::State::Archived);
  plan.script = script_from(state, matter.received_on.has_value(), plan, dice);
  return plan;
}

std::vector<Instant> Planner::arrivals(std::size_t count, const Calendar& calendar) const {
  constexpr int kOnOtherDays = 25;  // of a hundred
  auto dice = Dice(seed_);
  const Date first(year_, 1, 1);
  const auto days = static_cast<std::size_t>(days_between(first, Date(year_ + 1, 1, 1)));
  std::vector<Instant> all;
  while (all.size() < count) {
    const auto day = first.plus_days(static_cast<int>(dice.below(days)));
    const bool works = calendar.is_working_day(day);
    // What comes after the last working day is entered in the next year.
    if (!works && (working_day_after(day, 1, calendar).year() != year_ || !dice.chance(kOnOtherDays))) continue;
    all.push_back(at_minute(day, works ? dice.between(kOpens, kCloses) : dice.between(7 * 60, 23 * 60)));
  }
  std::ranges::sort(all);
  return all;
}

Date working_day_after(Date date, int days, const Calendar& calendar) {
  while (days > 0) {
    date = date.plus_days(1);
    if (calendar.is_working_day(date)) --days;
  }
  return date;
}

Instant moment_of(const Stage& stage, Instant before, const Calendar& calendar) {
  const auto same_day = minutes_after(before, stage.pause);
  if (stage.days == 0 && is_office_time(before, calendar) && is_office_time(same_day, calendar)) return same_day;
  return at_minute(working_day_after(before.date(), std::max(1, stage.days), calendar), stage.minute);
}

Instant moment_of_filing(const Plan& plan, Instant came, const Calendar& calendar) {
  const auto channel = plan.filing.channel;
  if (channel == Channel::Online || is_office_time(came, calendar)) return came;
  return at_minute(working_day_after(came.date(), 1, calendar), kOpens + 15);
}

}  // namespace dl::app
