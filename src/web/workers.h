// A bounded pool of threads for plain functions: handlers, compression, reading of stored files.
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <functional>
#include <thread>
#include <vector>

#include "base/guarded.h"

namespace dl::web {

/// Whether a task may be refused: new requests are, the next piece of an answer under way is not.
enum class Admission : std::uint8_t { Bounded, Always };

class Workers {
 public:
  /// `queue_limit` bounds what waits; what runs comes on top.
  Workers(unsigned threads, std::size_t queue_limit);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  /// Queues the task; false when the queue is full or the pool is stopping. The task must not throw.
  bool submit(std::function<void()> task, Admission admission = Admission::Bounded);
  /// Queues a task that nobody waits for; dropped without harm when anything else waits. It may throw.
  void submit_idle(std::function<void()> task);

  /// Runs what is queued, then ends the threads. Safe to call twice.
  void stop();

  std::size_t waiting() const;
  unsigned busy() const { return busy_.load(std::memory_order_relaxed); }

 private:
  void run();

  const std::size_t limit_;
  mutable Mutex mutex_ = {};
  Signal ready_ = {};
  std::deque<std::function<void()>> queue_ DL_GUARDED_BY(mutex_) = {};
  bool stopping_ DL_GUARDED_BY(mutex_) = false;
  std::atomic<unsigned> busy_ = 0;
  std::vector<std::thread> threads_ = {};
};

}  // namespace dl::web
