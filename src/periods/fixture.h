// What the tests of this module stand on: the program's own laws and calendar.
#pragma once

#include <stdexcept>

#include "base/calendar.h"
#include "base/resources.h"
#include "periods/laws.h"

namespace dl::periods {

template <class T>
T must(Outcome<T> made) {
  if (!made) throw std::runtime_error(describe(made.error()));
  return std::move(*made);
}

inline void lay_data() {
  static const bool laid = set_resource_overlay(DAYLIGHT_SOURCE_DIR).has_value();
  if (!laid) throw std::runtime_error("the data folder is missing");
}

inline const Calendar& calendar() {
  static const auto loaded = (lay_data(), must(Calendar::load()));
  return loaded;
}

inline const Laws& laws() {
  static const auto loaded = (lay_data(), must(Laws::load()));
  return loaded;
}

}  // namespace dl::periods
