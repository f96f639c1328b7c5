// What belongs together: matters that are handled jointly, and those that ask for something alike.
#pragma once

#include "api/matters/views.h"

namespace dl::api {

struct MatterJointInput {
  std::string leader = {};  ///< number of the matter that it is handled with
  static constexpr auto kFields = std::to_array<Field>(
      {{"leader", "与哪一件合并办理", {.characters = 100, .owed = true, .hint = "填写那一件的编号"}}});
};
BOOST_DESCRIBE_STRUCT(MatterJointInput, (), (leader))

/// Another matter of the agency that the same person brought, or that asks for something alike.
struct MatterAlike : MatterLine {
  bool same_person = false;
  int likeness = 0;    ///< of what they ask for, in hundredths; 0 where its kind compares nothing
  bool alike = false;  ///< so much that people should look whether it is the same
};
BOOST_DESCRIBE_STRUCT(MatterAlike, (MatterLine), (same_person, likeness, alike))

/// To take over search and answer of the leader.
struct RequestTakeOverInput {
  std::optional<std::string> reason = {};
  std::int64_t revision = 0;  ///< what was looked at; 0 asks nothing
  static constexpr auto kFields =
      std::to_array<Field>({{"reason", "说明", {.characters = 1'000, .asked = Asked::Long}}});
};
BOOST_DESCRIBE_STRUCT(RequestTakeOverInput, (), (reason, revision))

}  // namespace dl::api
