// What a test takes for granted: the value of an outcome, or an exception that says why there is none.
#pragma once

#include <stdexcept>

#include "base/outcome.h"

namespace dl::test {

template <class T>
T must(Outcome<T> made) {
  if (!made) throw std::runtime_error(describe(made.error()));
  return std::move(*made);
}
inline void must(Outcome<void> done) {
  if (!done) throw std::runtime_error(describe(done.error()));
}

/// Why something was refused; empty where it was not.
template <class T>
std::string key_of(const Outcome<T>& done) {
  return done ? "" : done.error().key;
}
/// The key of the first field that is wrong.
template <class T>
std::string field_of_error(const Outcome<T>& done) {
  return done || done.error().fields.empty() ? "" : done.error().fields.front().key;
}

}  // namespace dl::test
