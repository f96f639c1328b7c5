// A kind of matter as the engine knows it: the tables of a domain's procedure by their stored names, and its functions.
//
// kind_of<P>() makes one of a domain's tables. P states
//
//   using State, Step;                     enumerations with names (base/named.h)
//   kStates, kCycle, kForms                the tables of procedure.h
//   kName, kChinese, kRead                 "request", 依申请公开, the right of whoever may see one
//   kOpened                                the event of opening one; its fact is the first of every matter
//   check(Standing, Step, Input)           what is wrong with what was sent for a step
//   settle(Matter&, Case, Fact)            what a fact changes of the matter besides its state: pure
//   complete(Session, Case, Fact&)         what nobody says of the fact of a step, before it is written; may be left
//   out clocks(Case, Times)                    what is due by which law; the first one is the answer's: pure
//   number(Place, year, serial)            its number as people write it
//   kHandle, kSign                         its two kinds of open work (work/open_work.h)
//   kChain                                 the chain of signatures, data/chains/ID.toml; empty for none
//   kSigners                               the rights that a chain may ask for; left out, those of the rows that sign
//   chain_fields(), chain_fact(Case, Input, field)   what a chain's conditions may ask of a matter that is sent for
//                                          signature: pure; may be left out
//   kAftercare                             what waits of an answer that was rated low; may be left out
//   kMark                                  a fact that the list of open work shows; may be left out
//   kNoted                                 the events of facts that the domain puts down by itself; may be left out
//   kBeside, waiting(Case, Times)          what may wait beside what its state says, and what does: pure; may be left
//   out told_on(Case, Fact), shown_state(Case)   from when whoever brought the matter hears of a fact, and the state
//                                          that they are shown: pure; left out, its day and the matter's own
//   check_draft(Case, kind, draft)         whether a letter may be written, or changed: the draft; may be left out
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "accounts/principal.h"
#include "base/condition.h"
#include "matters/procedure.h"
#include "periods/walk.h"
#include "work/open_work.h"

namespace dl::matters {

/// Something that is due, with the walk over days that says why.
struct Clock {
  std::string code = {};    ///< "answer", "third-party:81"
  std::string title = {};   ///< 答复期限
  std::string period = {};  ///< id of the law's period
  std::vector<periods::Pause> pauses = {};
  periods::Walk walk = {};
  std::optional<Date> met_on = {};  ///< when what it asks for was done
  bool pending() const { return !met_on; }
  Date due() const { return walk.due.date(); }
  /// The days by which it was or is missed, at the end of a day; 0 in time.
  bool missed(Date today) const { return met_on ? *met_on > due() : today > due(); }
};

/// The working days that a clock has run at the end of a day, without those on which it stood still; past its due day
/// they go on. Also of a clock that itself counts other days, so that answers can be held against each other.
int working_days_of(const Clock& clock, Date day, const Calendar& calendar);

/// The agency of a matter, as numbers and letters name it.
struct Place {
  std::int64_t agency = 0;
  std::string code = {};
  std::string name = {};
};

struct StateWords {
  std::string_view name = {};
  std::string_view chinese = {};
  Phase phase = Phase::Open;
  std::string_view told = {};
  std::optional<accounts::Right> by = {};
};

/// A row of a cycle by its stored names.
struct StepRow {
  std::string_view from = {};
  std::string_view step = {};
  std::string_view chinese = {};
  std::string_view to = {};
  accounts::Right right = {};
  journal::EventKind event = {};
  work::Reason reason = work::Reason::Free;
  Outcome<void> (*guard)(const Standing&) = nullptr;
  work::Asking asking = {};
  std::span<const Question> questions = {};
  Shown shown = Shown::Inside;
  Sign sign = Sign::None;
  Hands hands = Hands::Over;
  bool asks(Ask ask) const;
  /// Whether the chain says who takes it, place by place, in the stead of `right`.
  bool by_chain() const { return sign == Sign::Sign || sign == Sign::SendBack; }
};

/// What waits of an answer that was rated low, beside what its state says: also once the matter has ended.
struct Aftercare {
  work::Kind work = {};
  accounts::Right by = {};
  int stars = 0;                ///< of a low rating, at most
  std::string_view noted = {};  ///< verb of the fact that ends it, besides a new round
};

/// A fact of the round that the list of open work shows beside the state.
struct Mark {
  std::string_view verb = {};
  std::string_view words = {};  ///< Chinese
};

/// Open work that may wait on a matter beside what its state says: a letter to be issued, a proposal to be decided.
struct Beside {
  work::Kind work = {};
  accounts::Right by = {};
};
/// Such work as it waits.
struct Waiting {
  const Beside* what = nullptr;
  std::string words = {};                 ///< Chinese; the list shows them in the place of the state
  std::optional<Date> due_on = {};        ///< nothing where no law knows a day
  std::vector<std::string> not_for = {};  ///< actors who must not do it
  std::string holder = {};                ///< the actor for whom alone it waits; empty = for all with the right
  Instant since = {};
};

struct Kind {
  std::string_view name = {};  ///< stored; do not rename
  std::string_view chinese = {};
  accounts::Right read = {};  ///< of whoever may see one, and the names of its parties
  journal::EventKind opened = {};
  std::vector<StateWords> states = {};  ///< the first is where one begins
  std::vector<StepRow> steps = {};
  Outcome<void> (*check)(const Standing&, std::string_view step, const Input&) = nullptr;
  void (*settle)(Matter&, const Case&, const Fact&) = nullptr;
  /// Puts into the fact of a step, before it is written, what nobody says: an amount. nullptr: nothing.
  Outcome<void> (*complete)(db::Session&, const Case&, Fact&) = nullptr;
  Outcome<std::vector<Clock>> (*clocks)(const Case&, const Times&) = nullptr;
  Outcome<void> (*check_draft)(const Case&, std::string_view letter, std::int64_t draft) = nullptr;  ///< or: always
  std::string (*number)(const Place&, int year, std::int64_t serial) = nullptr;
  /// The day on which whoever brought the matter hears of a fact; nothing for one of which they have not heard yet.
  std::optional<Date> (*told_on)(const Case&, const Fact&) = [](const Case&, const Fact& fact) {
    return std::optional(fact.on);
  };
  /// The state that they are shown, by its stored name.
  std::string_view (*shown_state)(const Case&) = [](const Case& now) { return std::string_view(now.matter.state); };
  work::Kind handle = {};                           ///< what it is called in the list of open work
  work::Kind signature = {};                        ///< and while somebody has to sign
  std::string_view chain = {};                      ///< id of the chain of signatures (data/chains); empty for none
  std::vector<accounts::Right> signers = {};        ///< that a chain may ask for
  std::vector<condition::Field> chain_fields = {};  ///< that its conditions may ask of
  condition::Value (*chain_fact)(const Case&, const Input& sent, std::string_view field) = nullptr;
  std::optional<Aftercare> aftercare = {};
  std::optional<Mark> mark = {};
  std::span<const journal::EventKind> noted = {};  ///< of facts that no step puts down
  std::span<const Beside> beside = {};
  Outcome<std::vector<Waiting>> (*waiting)(const Case&, const Times&) = nullptr;  ///< of a kind and holder one

  const StateWords& state(std::string_view name) const;  ///< throws std::out_of_range for another kind's
  const StepRow* find(std::string_view from, std::string_view step) const;
  /// Whether a fact's number is a position among the files of its matter.
  bool names_file(std::string_view verb) const;
  /// The words of a verb, out of its own events; the verb where it has none.
  std::string_view chinese_of(std::string_view verb) const;
  /// The row's right, or, of what is done with a signature, any that a chain may ask for: whose turn it is the sign-off
  /// says. Fault::Forbidden `right.missing`.
  Outcome<void> require(const StepRow& row, const accounts::Principal& who, std::int64_t agency) const;
  /// Whether whoever brought the matter hears of a fact.
  bool told(std::string_view verb) const;
  /// Whether a letter of a kind may be written as the matter stands, or this draft of one (0: a new one) changed.
  bool may_draft(const Case& now, std::string_view letter, std::int64_t draft) const;
  /// Whether they also read the words of whoever took the step.
  bool told_in_full(std::string_view verb) const;
  /// The low rating of this round that nobody has followed up yet; nullptr for none.
  const Rating* low_rating(const Case& now) const;
};

/// Outcomes of check(): a field of Input and what is wrong with it.
Error wrong_input(Ask ask, std::string_view key, std::string detail = {});

template <class P>
Kind kind_of() {
  using Step = typename P::Step;
  Kind kind{.name = P::kName, .chinese = P::kChinese, .read = P::kRead, .opened = P::kOpened};
  for (const auto& row : P::kStates)
    kind.states.push_back({name_of(row.state), chinese_of(row.state), row.phase, row.told, row.by});
  for (const auto& row : P::kCycle) {
    StepRow step{name_of(row.from), name_of(row.step), chinese_of(row.step),
                 name_of(row.to),   row.right,         row.event,
                 row.reason,        row.guard,         row.asking};
    for (const auto& form : P::kForms) {
      if (form.step != row.step) continue;
      step.questions = form.questions;
      step.shown = form.shown;
      step.sign = form.sign;
      step.hands = form.hands;
    }
    kind.steps.push_back(step);
  }
  kind.check = [](const Standing& standing, std::string_view step, const Input& input) -> Outcome<void> {
    return P::check(standing, *find_name<Step>(step), input);
  };
  kind.settle = P::settle;
  kind.clocks = P::clocks;
  kind.number = P::number;
  kind.handle = P::kHandle;
  kind.signature = P::kSign;
  kind.chain = P::kChain;
  if constexpr (requires { P::kSigners; }) kind.signers.assign(std::begin(P::kSigners), std::end(P::kSigners));
  for (const auto& row : kind.steps)
    if (row.by_chain() && std::ranges::find(kind.signers, row.right) == kind.signers.end())
      kind.signers.push_back(row.right);
  if constexpr (requires { P::chain_fact; }) {
    kind.chain_fields = P::chain_fields();
    kind.chain_fact = P::chain_fact;
  }
  if constexpr (requires { P::check_draft; }) kind.check_draft = P::check_draft;
  if constexpr (requires { P::complete; }) kind.complete = P::complete;
  if constexpr (requires { P::shown_state; }) {
    kind.told_on = P::told_on;
    kind.shown_state = P::shown_state;
  }
  if constexpr (requires { P::kAftercare; }) kind.aftercare = P::kAftercare;
  if constexpr (requires { P::kMark; }) kind.mark = P::kMark;
  if constexpr (requires { P::kNoted; }) kind.noted = P::kNoted;
  if constexpr (requires { P::kBeside; }) {
    kind.beside = P::kBeside;
    kind.waiting = P::waiting;
  }
  return kind;
}

}  // namespace dl::matters
