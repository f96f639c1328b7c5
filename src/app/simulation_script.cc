#include "app/simulation_script.h"

#include "requests/fees.h"
#include "requests/procedure.h"

namespace dl::app {
namespace {

using requests::Consent;
using requests::Decision;
using requests::Found;
using requests::State;
using requests::Step;

// Working days. What somebody sets is shorter than what a law sets; silence lasts longer than it (arts 32, 34, 42).
constexpr int kSupplementUntil = 10;
constexpr int kAgencyUntil = 8;
constexpr int kReasonsUntil = 7;
constexpr int kCoHandlingUntil = 3;
constexpr int kSilence = 16;  ///< beyond the fifteen of whoever is consulted
constexpr int kUnpaid = 21;   ///< beyond the twenty of a fee
constexpr int kLate = 24;     ///< beyond the twenty of an answer
constexpr int kLateExtended = 45;

constexpr std::size_t kClassedLater = 5;  ///< one request in so many

class Script {
 public:
  Script(const Plan& plan, Dice& dice) : plan_(plan), dice_(dice) {}

  std::vector<Stage> whole();
  std::vector<Stage> part();
  std::vector<Stage> from(State state, bool received);

 private:
  Stage& add(SimulatedDeed deed, int least = 0, int most = 0) {
    stages_.push_back({.deed = deed,
                       .days = dice_.between(least, most),
                       .minute = dice_.between(8 * 60 + 40, 16 * 60 + 30),
                       .pause = dice_.between(5, 40)});
    return stages_.back();
  }
  Stage& step(Step step, int least = 0, int most = 0) {
    auto& stage = add(SimulatedDeed::Step, least, most);
    stage.step = step;
    return stage;
  }
  /// The registrar knows the topic mostly; else somebody gives it a little later.
  void register_by(Step by, int least, int most) {
    auto& stage = step(by, least, most);
    if (plan_.topic.empty()) return;
    if (plan_.number % kClassedLater != 0) {
      stage.code = plan_.topic;
      return;
    }
    stages_.push_back({.step = Step::Classify, .minute = stage.minute, .pause = stage.pause, .code = plan_.topic});
  }
  bool has(Turn turn) const { return plan_.turns.has(turn); }

  void receive();
  bool supplement();  ///< whether it goes on
  void assign();
  void search();
  void consult();
  void consult(Step ask, Step answer, Consent said);
  bool charge();  ///< whether it goes on
  void lengthen();
  void answer();
  void draft(int least, int most);
  void send();  ///< what was signed

  const Plan& plan_;
  Dice& dice_;
  std::vector<Stage> stages_ = {};
};

void Script::receive() {
  if (requests::is_received_at_once(plan_.filing.channel))
    register_by(Step::Accept, 0, 1);
  else
    register_by(Step::Confirm, has(Turn::Late) ? 2 : 0, has(Turn::Late) ? 4 : 1);
  if (has(Turn::Contact)) step(Step::Contact);
}

bool Script::supplement() {
  const bool lapses = plan_.decision == Decision::SupplementLapsed;
  if (!lapses && !has(Turn::Supplement)) return true;
  step(Step::AskSupplement, 1, 4).until = kSupplementUntil;
  if (lapses)
    step(Step::LapseSupplement, kSupplementUntil + 1, kSupplementUntil + 3);
  else
    step(Step::Supplemented, 2, kSupplementUntil - 2);
  return !lapses;
}

void Script::assign() {
  step(Step::Assign, 0, 1);
  if (has(Turn::Return)) {
    step(Step::Return, 1, 1);
    step(Step::Assign);
  }
  if (!has(Turn::CoHandling)) return;
  step(Step::CoHandle).until = kCoHandlingUntil;
  step(Step::CoAnswered, 1, 2);
}

void Script::search() {
  if (plan_.decision == Decision::NotHeld) step(Step::Search, 1, 2).code = name_of(Found::Nothing);
  if (plan_.decision == Decision::Partly) step(Step::Search, 1, 2).code = name_of(Found::Part);
  if (plan_.decision == Decision::Open) step(Step::Search, 1, 2).code = name_of(Found::Found);
}

void Script::consult(Step ask, Step answer, Consent said) {
  if (ask == Step::ConsultThird) add(SimulatedDeed::Third);
  step(ask);
  const bool silent = said == Consent::Silent;
  step(answer, silent ? kSilence : 3, silent ? kSilence + 1 : 9).code = name_of(said);
}

void Script::consult() {
  if (has(Turn::ThirdConsent)) consult(Step::ConsultThird, Step::ThirdAnswered, Consent::Consent);
  if (has(Turn::ThirdObjection)) {
    consult(Step::ConsultThird, Step::ThirdAnswered, Consent::Objection);
    if (plan_.decision == Decision::Open || plan_.decision == Decision::Partly)
      step(Step::Override).code = name_of(requests::Overriding::PublicInterest);
  }
  if (has(Turn::ThirdSilence)) consult(Step::ConsultThird, Step::ThirdAnswered, Consent::Silent);
  if (has(Turn::MakerConsent)) consult(Step::ConsultMaker, Step::MakerAnswered, Consent::Consent);
  if (has(Turn::MakerObjection)) consult(Step::ConsultMaker, Step::MakerAnswered, Consent::Objection);
  if (has(Turn::MakerSilence)) consult(Step::ConsultMaker, Step::MakerAnswered, Consent::Silent);
  if (!has(Turn::AgencyAnswer) && !has(Turn::AgencySilence)) return;
  step(Step::ConsultAgency).until = kAgencyUntil;
  if (has(Turn::AgencyAnswer)) step(Step::AgencyAnswered, 3, kAgencyUntil - 1);
}

bool Script::charge() {
  const bool lapses = plan_.decision == Decision::FeeLapsed;
  if (!lapses && !has(Turn::FeePaid)) return true;
  step(Step::Fee, 1, 2).code = name_of(requests::FeeBasis::Page);
  if (lapses)
    step(Step::LapseFee, kUnpaid, kUnpaid + 2);
  else
    step(Step::Paid, 2, 6);
  return !lapses;
}

void Script::lengthen() {
  if (has(Turn::Reasons)) {
    step(Step::AskReasons, 1, 1).until = kReasonsUntil;
    step(Step::ReasonsGiven, 2, 3);
  }
  if (has(Turn::Deferral)) step(Step::Defer).until = 15;
  if (!has(Turn::Extension)) return;
  step(Step::ProposeExtension, 1, 2).until = dice_.between(8, 20);
  step(Step::Extend);
}

void Script::draft(int least, int most) {
  add(SimulatedDeed::Draft, least, most);
  step(Step::Submit);
}

void Script::answer() {
  const int late = has(Turn::Extension) || has(Turn::Deferral) ? kLateExtended : kLate;
  if (has(Turn::Late))
    draft(late, late + 8);
  else
    draft(1, 5);
  if (has(Turn::TakeBack)) {
    step(Step::TakeBack);
    draft(0, 0);
  }
  if (has(Turn::SendBack)) {
    step(Step::SendBack, 0, 1);
    draft(0, 1);
  }
  step(Step::Sign, 0, 1);
  if (has(Turn::Recall)) {
    step(Step::Recall);
    draft(0, 1);
    step(Step::Sign);
  }
  send();
}

void Script::send() {
  step(Step::Issue, 0, 1);
  step(Step::Deliver, 0, 2).code = name_of(plan_.delivery);
  if (has(Turn::Transform)) step(Step::Transform, 1, 3);
  step(Step::Archive, 3, 10);
}

std::vector<Stage> Script::whole() {
  add(SimulatedDeed::File);
  receive();
  if (!supplement()) return std::move(stages_);
  assign();
  if (plan_.decision == Decision::Withdrawn) {
    step(Step::Withdraw, 1, 3);
    return std::move(stages_);
  }
  if (plan_.decision == Decision::Divided) {
    add(SimulatedDeed::Divide, 0, 1);
    return std::move(stages_);
  }
  search();
  consult();
  if (!charge()) return std::move(stages_);
  lengthen();
  if (has(Turn::Joint)) {
    add(SimulatedDeed::Join);
    // No answer fits one to correct a record, and what is not held stands on a search of its own.
    const bool searched = requests::row_of(plan_.decision).owes.has(requests::Clause::Search);
    if (plan_.filing.purpose == requests::Purpose::Information && !searched) add(SimulatedDeed::TakeOver);
  }
  answer();
  return std::move(stages_);
}

std::vector<Stage> Script::part() {
  register_by(Step::Accept, 0, 0);
  assign();
  search();
  answer();
  return std::move(stages_);
}

// Whoever was consulted in the year before has had their time by then, and so had whoever was to supplement.
std::vector<Stage> Script::from(State state, bool received) {
  switch (state) {
    case State::Received: step(received ? Step::Accept : Step::Confirm, 0, 1); [[fallthrough]];
    case State::Fee:
      if (state == State::Fee) step(Step::Paid, 1, 3);
      [[fallthrough]];
    case State::Registered:
      draft(kSilence + 1, kSilence + 4);
      step(Step::Sign, 0, 1);
      send();
      break;
    case State::Supplement: step(Step::LapseSupplement, kSupplementUntil + 1, kSupplementUntil + 3); break;
    case State::Signing: step(Step::Sign, 0, 1); [[fallthrough]];
    case State::Signed: send(); break;
    case State::Issued: step(Step::Deliver, 0, 1).code = name_of(plan_.delivery); [[fallthrough]];
    case State::Answered: step(Step::Archive, 1, 5); break;
    default: break;
  }
  return std::move(stages_);
}

}  // namespace

std::vector<Stage> script_of(const Plan& plan, Dice& dice) { return Script(plan, dice).whole(); }
std::vector<Stage> script_of_part(const Plan& plan, Dice& dice) { return Script(plan, dice).part(); }
std::vector<Stage> script_from(State state, bool received, const Plan& plan, Dice& dice) {
  return Script(plan, dice).from(state, received);
}

}  // namespace dl::app
