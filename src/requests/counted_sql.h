// What table 3 counts, as SQL over `matter`: the rule of counted_of() (table3.h) in the words of the engines, made of
// kDecisionRows. Tests hold the two against each other.
#pragma once

#include "requests/decision.h"

namespace dl::requests {
namespace detail {

/// A text that is made while the program is compiled.
struct Made {
  std::array<char, 4000> data = {};
  std::size_t size = 0;

  constexpr Made& add(std::string_view text) {
    for (const char c : text) data.at(size++) = c;
    return *this;
  }
  constexpr std::string_view text() const { return {data.data(), size}; }
};

template <class E>
constexpr std::string_view stored(E value) {
  for (const auto& row : table_of(value))
    if (row.value == value) return row.name;
  return {};
}

/// 'open', 'already-open', …: the decisions that count in some row, or in none.
constexpr Made decisions(bool counted) {
  Made made;
  for (const auto& row : kDecisionRows) {
    if ((row.row != 0) != counted) continue;
    made.add(made.size == 0 ? "'" : ", '").add(stored(row.decision)).add("'");
  }
  return made;
}

constexpr Made where() {
  Made made;
  made.add("matter.kind = 'request' AND matter.received_on IS NOT NULL AND matter.outcome NOT IN (")
      .add(decisions(false).text())
      .add(") AND matter.id NOT IN (SELECT request.matter FROM request WHERE request.purpose = '")
      .add(stored(Purpose::Correction))
      .add("')");
  return made;
}

constexpr Made is_result() {
  Made made;
  made.add("matter.ended_on IS NOT NULL AND matter.outcome IN (").add(decisions(true).text()).add(")");
  return made;
}

constexpr Made ended() {
  Made made;
  made.add("CASE WHEN ")
      .add(is_result().text())
      .add(" THEN CASE WHEN matter.ended_on < matter.received_on THEN matter.received_on ELSE matter.ended_on END END");
  return made;
}

inline constexpr auto kWhere = where();
inline constexpr auto kIsResult = is_result();
inline constexpr auto kEnded = ended();

}  // namespace detail

/// Whether a matter is a request of the table.
inline constexpr std::string_view kCountedWhere = detail::kWhere.text();
/// Whether it has ended with a row of the table.
inline constexpr std::string_view kIsResult = detail::kIsResult.text();
/// The day on which it ended, never before that of receipt; NULL while it runs.
inline constexpr std::string_view kEndedOn = detail::kEnded.text();
/// The code of its topic; empty while it has none.
inline constexpr std::string_view kTopicOf =
    "coalesce((SELECT request.topic FROM request WHERE request.matter = matter.id), '')";

}  // namespace dl::requests
