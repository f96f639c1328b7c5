// A rectification (整改事项): a problem of openness that has to be put right and is struck off the list (清单式整改).
// What stands of it beside the matter.
//
// The fields are those of the lists of 固镇 (2023), 青山湖 (2023) and 埇桥 (2020). Whose it is, until when, what was
// done about it, who checked and when it was struck off are facts of the matter; that it is overdue is computed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/fields.h"
#include "base/vocabulary.h"

namespace dl::compliance {

inline constexpr std::size_t kLongestTitle = 100;  ///< characters
inline constexpr std::size_t kLongestProblem = 4'000;
inline constexpr std::size_t kLongestPlace = 500;
inline constexpr std::size_t kLongestNumber = 60;
inline constexpr std::size_t kLongestMeasures = 2'000;

/// What is entered when a problem is found.
struct NewRectification {
  std::string title = {};
  std::string origin_number = {};  ///< 问题编号 in the list of whoever found it; may be empty
  std::string origin = {};         ///< code of `problem_origins`
  std::string kind = {};           ///< code of `problem_kinds`
  std::string problem = {};
  std::string place = {};  ///< the column or link that it is about
  std::string measures = {};
  Date found_on = {};
  bool assessed = false;  ///< counts in the assessment

  static constexpr std::array kFields = {
      Field{"title", "事项名称", {.characters = kLongestTitle, .owed = true}},
      Field{"origin_number", "问题编号", {.characters = kLongestNumber, .help = "上级清单上的编号；自查的可不填。"}},
      Field{"origin", "来源", {.owed = true, .vocabulary = "problem_origins"}},
      Field{"kind", "类别", {.owed = true, .vocabulary = "problem_kinds"}},
      Field{"problem", "问题描述", {.characters = kLongestProblem, .owed = true, .asked = Asked::Long}},
      Field{"place", "涉及栏目或者链接", {.characters = kLongestPlace, .owed = true}},
      Field{"measures", "整改措施", {.characters = kLongestMeasures, .asked = Asked::Long}},
      Field{"found_on", "发现日期", {.owed = true}},
      Field{"assessed", "计入考核"},
  };

  friend bool operator==(const NewRectification&, const NewRectification&) = default;
};

/// The row beside the matter.
struct Rectification {
  std::int64_t matter = 0;
  NewRectification found = {};

  friend bool operator==(const Rectification&, const Rectification&) = default;
};

/// What is wrong with it, all at once: Fault::Invalid `rectification.incomplete` with the fields: `field.owed`,
/// `field.choice`, `field.characters`, `rectification.long`, `rectification.future`. Pure.
Outcome<void> check(const NewRectification& item, const Vocabularies& lists, Date today);

/// The first address of the web in a text; empty for none. Pure.
std::string first_link(std::string_view text);

}  // namespace dl::compliance
