// Checks over several fields of a record, by name: a closed list, one row each. What the language of conditions cannot
// say is a check here. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/condition.h"
#include "base/named.h"
#include "base/time.h"
#include "records/value.h"

namespace dl::records {

struct Field;
struct Rule;

/// What a rule that does not hold does to a record.
enum class Effect : std::uint8_t {
  Refuse,    ///< it is not taken
  Warn,      ///< it is taken, and the warning is shown and answered
  Withhold,  ///< it is taken and never published
};
inline constexpr auto kEffects = named_table<Effect>({{Effect::Refuse, "refuse", "不予接受"},
                                                      {Effect::Warn, "warn", "提示"},
                                                      {Effect::Withhold, "withhold", "不予公开"}});
constexpr Names<Effect> table_of(Effect) { return kEffects; }

/// What a rule gives its check beside fields. Column: of the sub-table; Register: another one, and fields of it.
enum class Argument : std::uint8_t { None, Days, Age, Values, Column, Register };

struct CheckRow {
  std::string_view name = {};     ///< written in files; do not rename
  std::string_view chinese = {};  ///< {0}: the first field's title, {1}: the others', {2}: the argument
  std::size_t least = 1;
  std::size_t most = 1;
  bool (*suits)(const Field& field, std::size_t place) = nullptr;
  Argument argument = Argument::None;
  /// Whether the record is right. What is empty is right: `required` says what must be there. nullptr: other records
  /// are asked (ties.h).
  bool (*holds)(const Rule& rule, const Record& record, Date today) = nullptr;
};

std::span<const CheckRow> all_checks();
inline constexpr std::string_view kSameAsList = "same-as-list";

/// Fields of another register that a rule compares its own with, one by one.
struct Elsewhere {
  std::string code = {};                 ///< of the register
  std::string title = {};                ///< once it is known (tie_up)
  std::vector<std::string> fields = {};  ///< codes
  std::vector<std::string> places = {};  ///< file:line of each
};

struct Rule {
  const CheckRow* check = nullptr;
  std::vector<const Field*> fields = {};
  std::optional<condition::Condition> when = {};
  Effect effect = Effect::Refuse;
  std::int64_t number = 0;  ///< days or years
  std::vector<std::string> values = {};
  const Field* column = nullptr;  ///< of the sub-table that is summed
  Elsewhere elsewhere = {};
  std::string says = {};  ///< for people; the check's own sentence where the file has none
  std::string source = {};
};

/// What the check says in Chinese of these fields.
std::string sentence_of(const Rule& rule);

}  // namespace dl::records
