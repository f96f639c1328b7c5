// Locks, and what stands under them: said beside each member, and checked by clang (-Wthread-safety) in the early
// checks (tools/check_locks.py). g++ reads past the words.
//
//   mutable Mutex mutex_ = {};
//   std::deque<Task> queue_ DL_GUARDED_BY(mutex_) = {};
//   void make_room() DL_REQUIRES(mutex_);
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>

#ifdef __clang__
#define DL_ATTRIBUTE(words) __attribute__((words))
#else
#define DL_ATTRIBUTE(words)
#endif

/// A member that is read and written under the lock alone.
#define DL_GUARDED_BY(mutex) DL_ATTRIBUTE(guarded_by(mutex))
/// A function, or the lambda of a wait, that is called under the lock.
#define DL_REQUIRES(mutex) DL_ATTRIBUTE(requires_capability(mutex))

namespace dl {

class DL_ATTRIBUTE(capability("mutex")) Mutex {
 public:
  Mutex() = default;
  Mutex(const Mutex&) = delete;
  Mutex& operator=(const Mutex&) = delete;

  void lock() DL_ATTRIBUTE(acquire_capability()) { mutex_.lock(); }
  void unlock() DL_ATTRIBUTE(release_capability()) { mutex_.unlock(); }
  bool try_lock() DL_ATTRIBUTE(try_acquire_capability(true)) { return mutex_.try_lock(); }

 private:
  friend class Lock;
  std::mutex mutex_ = {};
};

/// Holds a mutex for as long as it lives, but for the time between unlock() and lock().
class DL_ATTRIBUTE(scoped_lockable) Lock {
 public:
  explicit Lock(Mutex& mutex) DL_ATTRIBUTE(acquire_capability(mutex)) : lock_(mutex.mutex_) {}
  ~Lock() DL_ATTRIBUTE(release_capability()) = default;
  Lock(const Lock&) = delete;
  Lock& operator=(const Lock&) = delete;

  void lock() DL_ATTRIBUTE(acquire_capability()) { lock_.lock(); }
  void unlock() DL_ATTRIBUTE(release_capability()) { lock_.unlock(); }

 private:
  friend class Signal;
  std::unique_lock<std::mutex> lock_;
};

/// What threads wait for under a lock. The lambda that says whether it has come is marked DL_REQUIRES.
class Signal {
 public:
  void wait(Lock& lock) { signal_.wait(lock.lock_); }  ///< until it is notified, or by chance
  template <class Moment>
  void wait_until(Lock& lock, Moment until) {
    signal_.wait_until(lock.lock_, until);
  }
  template <class F>
  void wait(Lock& lock, F come) {
    signal_.wait(lock.lock_, std::move(come));
  }
  /// Whether it has come within the time.
  template <class Duration, class F>
  bool wait_for(Lock& lock, Duration time, F come) {
    return signal_.wait_for(lock.lock_, time, std::move(come));
  }
  template <class Moment, class F>
  bool wait_until(Lock& lock, Moment until, F come) {
    return signal_.wait_until(lock.lock_, until, std::move(come));
  }
  void notify_one() { signal_.notify_one(); }
  void notify_all() { signal_.notify_all(); }

 private:
  std::condition_variable signal_ = {};
};

}  // namespace dl
