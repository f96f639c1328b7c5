// What the page of a lamp shows.
#pragma once

#include "portal/shell_views.h"

namespace dl::portal {

struct LampPage : Shell {
  std::string lamp_place = {};
  std::string lamp_fault = {};
  std::string lamp_number = {};
  std::string lamp_state = {};
  std::string lamp_noted = {};
};
BOOST_DESCRIBE_STRUCT(LampPage, (Shell), (lamp_place, lamp_fault, lamp_number, lamp_state, lamp_noted))

}  // namespace dl::portal
