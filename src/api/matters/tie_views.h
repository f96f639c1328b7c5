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

}  // namespace dl::api
