// What is read out of a yearly plan (政务公开工作要点): its tasks, each with the words that set it.
//
// Pure values. A task is the smallest numbered item or row of a table that asks something of somebody; what its
// parents, merged cells and lines behind it say of units, limits and basis holds for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/content.h"
#include "base/named.h"
#include "base/time.h"

namespace dl::plans {

/// What a limit sets. 及时 and 定期 set nothing. Sent by name; do not rename.
enum class LimitKind : std::uint8_t { Deadline, During, Within, AtLeast, AtMost, Count, Share, Frequency, Ongoing };

inline constexpr auto kLimitKinds = named_table<LimitKind>({
    {LimitKind::Deadline, "deadline", "截止"},    // 2020年底前
    {LimitKind::During, "during", "期间"},        // 9月
    {LimitKind::Within, "within", "时限"},        // 7个工作日
    {LimitKind::AtLeast, "at-least", "不少于"},   // 不少于2次
    {LimitKind::AtMost, "at-most", "不多于"},     // 不超过3个
    {LimitKind::Count, "count", "数量"},          // 举办2场
    {LimitKind::Share, "share", "比例"},          // 不低于50%
    {LimitKind::Frequency, "frequency", "频次"},  // 一周两次
    {LimitKind::Ongoing, "ongoing", "持续"},      // 持续推进
});
constexpr Names<LimitKind> table_of(LimitKind) { return kLimitKinds; }

struct Limit {
  std::string text = {};  ///< in the words that stand there
  LimitKind kind = LimitKind::Deadline;
  std::optional<int> value = {};
  std::string unit = {};         ///< 工作日, 次, %, 次/周; empty where there is no value
  std::optional<Date> due = {};  ///< the last day, where the words and the plan's year tell it

  friend bool operator==(const Limit&, const Limit&) = default;
};

struct Task {
  std::string title = {};                     ///< the heading that it stands under, or its own
  std::string outline = {};                   ///< the numbers as they are written: 二（一）2
  std::string text = {};                      ///< without number, label and lines of units
  std::vector<std::string> basis = {};        ///< 国办发〔2020〕12号, 《…》
  std::vector<std::string> lead = {};         ///< 牵头
  std::vector<std::string> responsible = {};  ///< 责任, 配合, 负责
  std::vector<Limit> limits = {};

  friend bool operator==(const Task&, const Task&) = default;
};

/// A plan as it was read in.
struct Paper {
  std::string title = {};
  std::string number = {};       ///< 文号
  std::optional<int> year = {};  ///< of its date, for plans whose words name none
  content::Tree body = {};
};

}  // namespace dl::plans
