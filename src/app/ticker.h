// Calls a function again and again, on a thread of its own, until it is destroyed.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

#include "base/guarded.h"

namespace dl::app {

class Ticker {
 public:
  /// What `work` throws is logged; the pause is between the end of one call and the next.
  Ticker(std::chrono::milliseconds pause, std::function<void()> work);
  ~Ticker();  ///< waits for a call under way
  Ticker(const Ticker&) = delete;
  Ticker& operator=(const Ticker&) = delete;

 private:
  Mutex mutex_ = {};
  Signal ended_ = {};
  bool ending_ DL_GUARDED_BY(mutex_) = false;
  std::thread thread_ = {};
};

}  // namespace dl::app
