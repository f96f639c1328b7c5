// A life cycle as one table: which step leads from where to where, who may take it, what keeps them from it, and what
// people are told before they do. Pure.
//
// A domain writes its rows once, as a constexpr array of Transition<State, Step, Facts>. Its desk refuses by check()
// what its views show by check(), so buttons cannot promise what the desk would not do; dialogs, the command line and
// the picture in the documents come from the same rows. What a step does to the thing is the desk's.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "accounts/principal.h"
#include "base/outcome.h"
#include "journal/event_kind.h"

namespace dl::work {

/// Where a step leads a thing. Sent by name; do not rename.
enum class Leads : std::uint8_t {
  On,       ///< towards its end; the first choice
  Back,     ///< to whoever had it before, or out of sight
  Anew,     ///< to a beginning
  Past,     ///< on, past the rules that protect the steps between
  Follows,  ///< from another step; nobody takes it by itself
};
std::string_view name_of(Leads leads);

enum class Reason : std::uint8_t { Free, Owed };

/// What people are told and asked before they take a step, in Chinese.
struct Asking {
  Leads leads = Leads::Follows;
  std::string_view sentence = {};  ///< what comes of it
  std::string_view label = {};     ///< of the words of reason
};

/// A row. `State` and `Step` are enumerations, `Facts` is what the rules look at.
template <class State, class Step, class Facts>
struct Transition {
  State from = {};
  Step step = {};
  State to = {};
  accounts::Right right = {};
  journal::EventKind event = {};
  Reason reason = Reason::Free;
  Outcome<void> (*guard)(const Facts&) = nullptr;  ///< what keeps everybody from it; none = nothing
  Asking asking = {};
};

/// The row of a step from a state; nullptr when the state does not offer it.
template <class Row, std::size_t N>
constexpr const Row* find(const std::array<Row, N>& rows, decltype(Row::from) from, decltype(Row::step) step) {
  for (const auto& row : rows)
    if (row.from == from && row.step == step) return &row;
  return nullptr;
}

/// Fault::Forbidden `right.missing` for who has the right to a step from no state at all; they hear of no states.
template <class Row, std::size_t N>
Outcome<void> require_ever(const std::array<Row, N>& rows, decltype(Row::step) step, const accounts::Principal& who,
                           std::int64_t agency) {
  Outcome<void> refused;
  for (const auto& row : rows) {
    if (row.step != step) continue;
    refused = who.require(row.right, agency);
    if (refused) return {};
  }
  return refused;
}

/// What keeps a person from a row: Fault::Forbidden `right.missing`, or what its guard says.
template <class State, class Step, class Facts>
Outcome<void> check(const Transition<State, Step, Facts>& row, const Facts& facts, const accounts::Principal& who,
                    std::int64_t agency) {
  DL_CHECK(who.require(row.right, agency));
  return row.guard == nullptr ? Outcome<void>() : row.guard(facts);
}

/// Whether a table says what it must: no step twice from a state, every state reached from the start, an event and
/// words for people wherever they take the step. For static_assert.
template <class Row, std::size_t N, std::size_t M>
constexpr bool sound(const std::array<Row, N>& rows, const std::array<decltype(Row::from), M>& states,
                     decltype(Row::from) start) {
  for (std::size_t i = 0; i < N; ++i) {
    const auto& row = rows[i];
    const bool follows = row.asking.leads == Leads::Follows;
    if (find(rows, row.from, row.step) != &row) return false;
    if (follows != row.event.verb.empty() || follows != row.asking.sentence.empty()) return false;
    if (row.asking.sentence.empty() != row.asking.label.empty()) return false;
  }
  std::array<bool, M> reached = {};
  for (std::size_t turn = 0; turn <= M; ++turn)
    for (std::size_t i = 0; i < M; ++i) {
      if (states[i] == start) reached[i] = true;
      for (const auto& row : rows)
        for (std::size_t j = 0; j < M; ++j)
          if (reached[j] && states[j] == row.from && states[i] == row.to) reached[i] = true;
    }
  for (bool one : reached)
    if (!one) return false;
  return true;
}

/// A row as the picture shows it.
struct Arrow {
  std::string from = {};
  std::string to = {};
  std::string words = {};
};

/// A state diagram in the language of Mermaid, which begins in `start`.
std::string draw(std::string_view start, std::span<const Arrow> arrows);

}  // namespace dl::work
