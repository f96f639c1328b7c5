#include "app/simulation_appeals.h"

#include "appeals/suit.h"

namespace dl::app {
namespace {

using appeals::Block;
using appeals::Result;

constexpr int kOrderedWithin = 25;  ///< working days that a decision sets

/// The stages of one review or suit after another.
class Trial {
 public:
  explicit Trial(Dice& dice) : dice_(dice) {}

  void review(Result result, AttackEnd end) {
    using Step = appeals::review::Step;
    open(SimulatedDeed::Review);
    step(name_of(Step::Answer), 2, 4);
    if (end == AttackEnd::Withdrawn) {
      step(name_of(Step::Withdraw), 4, 8);
    } else {
      decide(name_of(Step::Decide), result);
      if (result == Result::Corrected) comply(name_of(Step::Comply));
    }
    step(name_of(Step::Archive), 1, 3);
  }

  void suit(Result result, AttackEnd end) {
    using Step = appeals::suit::Step;
    open(SimulatedDeed::Suit);
    step(name_of(Step::Defend), 3, 8);
    if (end == AttackEnd::Appealed) {
      decide(name_of(Step::Judge), Result::Other);
      step(name_of(Step::Appeal), 4, 9);
      step(name_of(Step::Defend), 3, 8);
    }
    if (end == AttackEnd::Withdrawn) {
      step(name_of(Step::Withdraw), 4, 8);
    } else if (end == AttackEnd::Ruled) {
      decide(name_of(Step::Rule), result);
    } else {
      decide(name_of(Step::Judge), result);
      if (result == Result::Corrected) comply(name_of(Step::Comply));
    }
    step(name_of(Step::Archive), 11, 14);
  }

  std::vector<Stage> take() && { return std::move(stages_); }

 private:
  Stage& add(SimulatedDeed deed, int least, int most) {
    stages_.push_back({.deed = deed,
                       .days = dice_.between(least, most),
                       .minute = dice_.between(8 * 60 + 40, 16 * 60 + 30),
                       .pause = dice_.between(5, 40)});
    return stages_.back();
  }
  void open(SimulatedDeed deed) { add(deed, 8, 20); }
  Stage& step(std::string_view name, int least, int most) {
    auto& stage = add(SimulatedDeed::Appeal, least, most);
    stage.appeal = name;
    return stage;
  }
  /// What is corrected is ordered within a time.
  void decide(std::string_view name, Result result) {
    auto& stage = step(name, 12, 22);
    stage.code = name_of(result);
    if (result == Result::Corrected) stage.until = kOrderedWithin;
  }
  void comply(std::string_view name) { step(name, 5, 12); }

  Dice& dice_;
  std::vector<Stage> stages_ = {};
};

}  // namespace

std::vector<Stage> stages_of(const Attack& attack, Dice& dice) {
  Trial trial(dice);
  if (attack.block == Block::Review) {
    trial.review(attack.result, attack.end);
  } else {
    if (attack.block == Block::AfterReview) trial.review(Result::Upheld, AttackEnd::Decided);
    trial.suit(attack.result, attack.end);
  }
  return std::move(trial).take();
}

}  // namespace dl::app
