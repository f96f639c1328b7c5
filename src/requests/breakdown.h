// Requests of a period broken down beside table 3 (by channel, department, decision, topic, days): how long answers
// took, and the requests of each line as a condition of the list of matters.
#pragma once

#include <limits>
#include <map>

#include "db/sql.h"
#include "requests/table3_store.h"

namespace dl::requests {

/// By what requests are broken down. Sent by name; do not rename.
enum class Split : std::uint8_t { Channel, Department, Decision, Topic, Days };
inline constexpr auto kSplits = named_table<Split>({{Split::Channel, "channel", "来源"},
                                                    {Split::Department, "department", "承办科室"},
                                                    {Split::Decision, "outcome", "办理结果"},
                                                    {Split::Topic, "topic", "主题"},
                                                    {Split::Days, "days", "用时"}});
constexpr Names<Split> table_of(Split) { return kSplits; }

/// Answers that took so many working days; the bounds are included. Codes are sent; do not rename.
struct Band {
  std::string_view code = {};
  std::string_view title = {};
  int from = 0;
  int until = 0;
};
inline constexpr auto kBands = std::to_array<Band>({{"0-5", "5 个工作日以内", 0, 5},
                                                    {"6-10", "6 至 10 个工作日", 6, 10},
                                                    {"11-15", "11 至 15 个工作日", 11, 15},
                                                    {"16-20", "16 至 20 个工作日", 16, 20},
                                                    {"21-40", "21 至 40 个工作日", 21, 40},
                                                    {"41", "超过 40 个工作日", 41, std::numeric_limits<int>::max()}});
inline constexpr std::string_view kNoDays = "none";  ///< of an end whose days are not known

/// The line of a breakdown that counts a slice, by its code: a stored name, what the agency calls a department, a topic
/// (empty for none), a band. Nothing by decision and days for what did not end in the period.
std::optional<std::string> line_of(const Slice& slice, Split split);

/// The requests of a line, whatever row of table 3 of the period that ends with `until` they are in: for `further` of a
/// list beside cell_condition(). Fault::Invalid `request.table-cell` for no band.
Outcome<db::Sql> line_condition(Split split, const std::string& line, Date until);
/// Those that ended by `until` after the day that was due.
db::Sql late_condition(Date until);

/// How many working days answers took.
class Lengths {
 public:
  void add(int days, std::int64_t count) { counts_[days] += count; }
  std::int64_t sum() const;
  std::int64_t count() const;
  /// Twice the median: the two in the middle together, or the one twice. Nothing without an answer.
  std::optional<std::int64_t> twice_median() const;
  std::optional<std::int64_t> longest() const;

 private:
  int at(std::int64_t place) const;
  std::map<int, std::int64_t> counts_ = {};
};

}  // namespace dl::requests
