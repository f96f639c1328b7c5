// The clock of a simulation (journal/simulation.h): the real one and an offset, so it runs on. Safe from many threads.
#pragma once

#include <atomic>

#include "base/time.h"

namespace dl::app {

class SimulatedClock final : public Clock {
 public:
  /// `real` must outlive it. The offset is in milliseconds.
  SimulatedClock(const Clock& real, std::int64_t offset_ms) : real_(real), offset_ms_(offset_ms) {}

  Instant now() const override { return Instant(real_.now().milliseconds() + offset_ms_.load()); }
  void set_offset(std::int64_t offset_ms) { offset_ms_.store(offset_ms); }

 private:
  const Clock& real_;
  std::atomic<std::int64_t> offset_ms_;
};

}  // namespace dl::app
