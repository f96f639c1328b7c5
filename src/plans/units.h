// Who does a task, in every wording: 责任单位：…, （…牵头，…配合）, 由…负责, 各…按职责分工负责, [局办公室、法规科].
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "plans/labels.h"

namespace dl::plans {

struct Units {
  std::vector<std::string> lead = {};
  std::vector<std::string> responsible = {};

  bool empty() const { return lead.empty() && responsible.empty(); }
  void add(const Units& other);  ///< each name once
};

/// The names of a list, which stand in the role of its label unless they say another (…牵头, （牵头）, …配合).
Units read_units(View list, Role role);

/// Whether words can be the name of a unit by their ending: 局, 科, 中心, 各单位 …
bool looks_like_unit(View name);

struct Duties {
  Units units = {};
  std::vector<std::pair<std::size_t, std::size_t>> said = {};  ///< where: stretches of labels, brackets and sentences
};

/// Everything in a text that says who does it.
Duties find_duties(View words);

/// The units that a heading names and nothing else (一、局办公室): what stands below it is theirs.
Units units_of_heading(View head);

}  // namespace dl::plans
