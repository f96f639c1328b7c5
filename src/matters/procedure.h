// What a domain states of the procedure of its matters, once: states with their phases, steps as rows of one table
// (work/cycle.h), what each step asks for, and pure functions that judge. The desk, the API, the dialogs of the console
// and the picture in the documents read it; the engine knows no domain (kind.h is how it is handed over).
//
// A domain writes
//
//   inline constexpr std::array kStates = std::to_array<matters::StateRow<State>>({{State::Received, Phase::Open, …}});
//   inline constexpr std::array kCycle  = std::to_array<matters::Transition<State, Step>>({…});
//   inline constexpr std::array kForms  = std::to_array<matters::Form<Step>>({…});
//   static_assert(matters::sound(kStates, kCycle, kForms));
#pragma once

#include <span>

#include "base/outcome.h"
#include "matters/matter.h"
#include "work/cycle.h"

namespace dl::matters {

/// A state: its phase, what whoever brought the matter is told of it, and who sees it in the list of open work until it
/// is left. The first row is where a matter begins.
template <class State>
struct StateRow {
  State state = {};
  Phase phase = Phase::Open;
  std::string_view told = {};              ///< Chinese, a sentence
  std::optional<accounts::Right> by = {};  ///< nobody where nothing waits
};

/// What guards look at.
struct Standing {
  const Case& of;
  const Times& times;
  Date today = {};
  std::string_view actor = {};
};

template <class State, class Step>
using Transition = work::Transition<State, Step, Standing>;

/// What a step may ask for besides its reason. Sent by name; do not rename.
enum class Ask : std::uint8_t {
  On,          ///< the day that it counts for; today when nothing is said
  Until,       ///< a day that it sets
  Code,        ///< a word out of a list
  About,       ///< a fact of this matter
  Other,       ///< another matter of the agency, by its number
  Department,  ///< who has it in hand from then on, or helps (Hands)
  Holder,      ///< the person who does
  Letter,      ///< a letter of this matter that is written
  File,        ///< a file of this matter, by its position
  Count,       ///< how many, a whole number above 0
  Place,       ///< where something was done
  Person,      ///< by whom, in words: also somebody without an account
  Terms,       ///< in which terms
};
inline constexpr auto kAsks = named_table<Ask>({{Ask::On, "on", "日期"},
                                                {Ask::Until, "until", "截止日期"},
                                                {Ask::Code, "code", "选项"},
                                                {Ask::About, "about", "所对应的事项"},
                                                {Ask::Other, "other", "另一件的编号"},
                                                {Ask::Department, "department", "承办科室"},
                                                {Ask::Holder, "holder", "承办人"},
                                                {Ask::Letter, "letter", "文书"},
                                                {Ask::File, "file", "附件"},
                                                {Ask::Count, "count", "数量"},
                                                {Ask::Place, "place", "地点"},
                                                {Ask::Person, "person", "人员"},
                                                {Ask::Terms, "terms", "用词"}});
constexpr Names<Ask> table_of(Ask) { return kAsks; }

enum class Need : std::uint8_t { Owed, Free };

struct Question {
  Ask ask = Ask::On;
  std::string_view label = {};  ///< Chinese
  Need need = Need::Owed;
  std::string_view among = {};  ///< of Code, Person: a list of data/vocabularies; of About: verbs, of Letter: kinds of
                                ///< letters, joined by spaces; of Until: the period (data/laws) that proposes a day
  std::string_view hint = {};   ///< Chinese; what is meant, and by which law
};

/// What a step does with the chain of signatures (work/sign_off.h) that runs inside one state.
enum class Sign : std::uint8_t {
  None,
  Ask,       ///< begins it; when all are passed over, the row of the step that bears AllSigned is taken at once
  Sign,      ///< the next signature; the last one takes that row
  SendBack,  ///< whoever is next returns it, and it ends
  TakeBack,  ///< whoever signed last takes the signature back, and leads nowhere; before that whoever asked, the whole
  AllSigned  ///< nobody takes it by itself
};

enum class Shown : std::uint8_t {
  Inside,  ///< the office alone
  Told,    ///< also whoever brought the matter, in the words of the event
  InFull   ///< the same with the words of whoever took the step, which are written to them
};

/// What becomes of the department and the person that a step names.
enum class Hands : std::uint8_t {
  Over,   ///< they have the matter in hand from then on
  Beside  ///< they help: the fact names them, and the matter stays with whoever has it
};

/// How the dialog of a step looks, what it does with signatures, and who hears of it.
template <class Step>
struct Form {
  Step step = {};
  std::span<const Question> questions = {};
  Shown shown = Shown::Inside;
  Sign sign = Sign::None;
  Hands hands = Hands::Over;
};

/// What somebody sends with a step.
struct Input {
  std::string words = {};  ///< the reason, where one is owed
  std::optional<Date> on = {};
  std::optional<Date> until = {};
  std::string code = {};
  std::int64_t about = 0;  ///< fact, letter, file or other matter
  std::string department = {};
  std::string holder = {};  ///< actor
  std::int64_t count = 0;
  std::string place = {};
  std::string person = {};
  std::string terms = {};
};

namespace detail {

/// Whether some row leaves a state.
template <class Row, std::size_t N>
constexpr bool leads_on(const std::array<Row, N>& cycle, decltype(Row::from) state) {
  for (const auto& row : cycle)
    if (row.from == state && row.to != state) return true;
  return false;
}

template <class Forms, class Step>
constexpr int forms_of(const Forms& forms, Step step) {
  int count = 0;
  for (const auto& form : forms)
    if (form.step == step) ++count;
  return count;
}

}  // namespace detail

/// Whether the tables say what they must: besides work::sound(), each state stands once and tells something; whoever is
/// waited for can be waited for no longer, and an answered matter can be ended; what has ended begins again only with a
/// step that leads anew; each step has one form, and each state in which signatures are given has a row for the
/// last. For static_assert.
template <class State, class Step, std::size_t N, std::size_t M, std::size_t K>
constexpr bool sound(const std::array<StateRow<State>, M>& states, const std::array<Transition<State, Step>, N>& cycle,
                     const std::array<Form<Step>, K>& forms) {
  std::array<State, M> all = {};
  for (std::size_t i = 0; i < M; ++i) {
    all[i] = states[i].state;
    if (states[i].told.empty()) return false;
    for (std::size_t j = 0; j < i; ++j)
      if (all[j] == all[i]) return false;
    if (states[i].phase != Phase::Ended && !detail::leads_on(cycle, states[i].state)) return false;
  }
  if (!work::sound(cycle, all, all[0])) return false;
  const auto phase_of = [&](State state) {
    for (const auto& row : states)
      if (row.state == state) return row.phase;
    return Phase::Ended;
  };
  for (const auto& row : cycle) {
    if (detail::forms_of(forms, row.step) != 1) return false;
    const bool anew = phase_of(row.from) == Phase::Ended && row.to != row.from;
    if (anew && row.asking.leads != work::Leads::Anew) return false;
    for (const auto& form : forms) {
      if (form.step != row.step || form.sign != Sign::Ask) continue;
      bool ends = false;
      for (const auto& last : cycle)
        for (const auto& other : forms)
          if (other.sign == Sign::AllSigned && other.step == last.step && last.from == row.to) ends = true;
      if (!ends) return false;
    }
  }
  return true;
}

/// The same step out of several states that it leaves a matter in: for what may be noted at any time.
template <class State, class Step, std::size_t N>
constexpr std::array<Transition<State, Step>, N> wherever(const std::array<State, N>& states,
                                                          Transition<State, Step> row) {
  std::array<Transition<State, Step>, N> rows = {};
  for (std::size_t i = 0; i < N; ++i) {
    rows[i] = row;
    rows[i].from = states[i];
    rows[i].to = states[i];
  }
  return rows;
}
/// The same step out of several states into one.
template <class State, class Step, std::size_t N>
constexpr std::array<Transition<State, Step>, N> from_each(const std::array<State, N>& states,
                                                           Transition<State, Step> row) {
  std::array<Transition<State, Step>, N> rows = {};
  for (std::size_t i = 0; i < N; ++i) {
    rows[i] = row;
    rows[i].from = states[i];
  }
  return rows;
}
/// Tables one behind the other.
template <class Row, std::size_t... N>
constexpr auto joined(const std::array<Row, N>&... tables) {
  std::array<Row, (N + ...)> all = {};
  std::size_t at = 0;
  const auto put = [&](const auto& table) {
    for (const auto& row : table) all[at++] = row;
  };
  (put(tables), ...);
  return all;
}

}  // namespace dl::matters
