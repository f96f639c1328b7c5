#include "web/workers.h"

namespace dl::web {

Workers::Workers(unsigned threads, std::size_t queue_limit) : limit_(queue_limit) {
  for (unsigned i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

Workers::~Workers() { stop(); }

bool Workers::submit(std::function<void()> task, Admission admission) {
  {
    Lock lock(mutex_);
    if (stopping_ || (admission == Admission::Bounded && queue_.size() >= limit_)) return false;
    queue_.push_back(std::move(task));
  }
  ready_.notify_one();
  return true;
}

void Workers::submit_idle(std::function<void()> task) {
  {
    Lock lock(mutex_);
    if (stopping_ || !queue_.empty()) return;
    queue_.push_back(std::move(task));
  }
  ready_.notify_one();
}

void Workers::stop() {
  {
    Lock lock(mutex_);
    stopping_ = true;
  }
  ready_.notify_all();
  for (auto& thread : threads_)
    if (thread.joinable()) thread.join();
}

std::size_t Workers::waiting() const {
  Lock lock(mutex_);
  return queue_.size();
}

void Workers::run() {
  Lock lock(mutex_);
  for (;;) {
    ready_.wait(lock, [this]() DL_REQUIRES(mutex_) { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    auto task = std::move(queue_.front());
    queue_.pop_front();
    lock.unlock();
    busy_.fetch_add(1, std::memory_order_relaxed);
    try {
      task();
    } catch (...) {  // only idle tasks throw, when memory is short: they may be left undone
    }
    task = nullptr;
    busy_.fetch_sub(1, std::memory_order_relaxed);
    lock.lock();
  }
}

}  // namespace dl::web
