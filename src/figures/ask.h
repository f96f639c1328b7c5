// Asking for numbers and for the rows behind them: one tree, compiled twice, so that the sum of the rows is the number.
#pragma once

#include <optional>
#include <vector>

#include "accounts/principal.h"
#include "figures/definition.h"
#include "figures/period.h"

namespace dl::figures {

/// A question: a definition, and what narrows it. What is counted stays the definition's, however it is grouped.
struct Ask {
  const Definition& figure;
  std::optional<Period> period = {};               ///< by the definition's `at`; nothing = ever, of a stock: now
  std::int64_t agency = 0;                         ///< 0 = all
  const accounts::Scope* scope = nullptr;          ///< of the person who asks; null where the public may know
  std::vector<std::string> by = {};                ///< groups, open or inside ones
  std::vector<condition::Condition> further = {};  ///< over open and inside columns; all must hold
  std::optional<Date> from = {};                   ///< from that day on, by `at`
  std::optional<Date> today = {};                  ///< owed where records of the source have a last day

  /// The question for the cells that the definition itself has.
  static Ask of(const Definition& figure, std::optional<Period> period = {}, std::int64_t agency = 0,
                std::optional<Date> today = {});
};

/// One number. A share has `of` beside it, the number that it is a part of.
struct Cell {
  std::vector<condition::Value> group = {};  ///< one value for each of Ask::by
  std::int64_t value = 0;
  std::optional<std::int64_t> of = {};

  friend bool operator==(const Cell&, const Cell&) = default;
};

/// The cells in the order of their groups. Without groups there is one cell, be it 0; with groups only what occurs.
/// Both fail as Source::ready does, and throw std::logic_error without the day that Ask::today owes.
Outcome<std::vector<Cell>> cells(db::Session& session, const Ask& ask);

/// A record that was counted. `values` are those of the open columns, in their order; of a withheld one only those
/// that decide its cell and its period.
struct Row {
  std::int64_t id = 0;
  bool withheld = false;
  std::vector<condition::Value> values = {};
};

/// Which of them: those behind a number, as many as are wanted.
struct Part {
  std::int64_t after = 0;
  int most = 0;  ///< 0 = all
};

/// The records of all cells, or of the one whose group is given, in the order of their numbers. `values` are whole
/// here; `hide` (tables.h) takes away what may not be seen.
Outcome<std::vector<Row>> rows(db::Session& session, const Ask& ask,
                               const std::optional<std::vector<condition::Value>>& group = {}, const Part& part = {});

/// A value from the text that text_of gives; nothing where it is no such value.
std::optional<condition::Value> value_of(std::string_view text, condition::Type type);

/// A value as people and files have it: lists as lines, dates YYYY-MM-DD, "" where it is empty.
std::string text_of(const condition::Value& value);

/// The same in the words of the column, where its values have such: "fine" as 罚款.
std::string worded(const Column& column, const condition::Value& value);

/// A group as addresses and files have it, a JSON array of texts: ["云泽市城市管理局","2025-09"].
std::string group_text(const std::vector<condition::Value>& group);
/// The same read back; Fault::Invalid `figures.group` unless it has a value for each of the columns.
Outcome<std::vector<condition::Value>> read_group(std::string_view text, const std::vector<const Column*>& columns);

/// A condition for Ask::further: that number in that column of the source.
condition::Condition is_number(const Source& source, std::string_view column, std::int64_t number);

}  // namespace dl::figures
