#include "app/ticker.h"

#include "base/log.h"

namespace dl::app {

Ticker::Ticker(std::chrono::milliseconds pause, std::function<void()> work) {
  thread_ = std::thread([this, pause, work = std::move(work)] {
    Lock lock(mutex_);
    while (!ended_.wait_for(lock, pause, [this]() DL_REQUIRES(mutex_) { return ending_; })) {
      lock.unlock();
      try {
        work();
      } catch (const std::exception& thrown) {
        log::failure("ticker.failed", Error{Fault::Internal, "internal", thrown.what()});
      }
      lock.lock();
    }
  });
}

Ticker::~Ticker() {
  {
    Lock lock(mutex_);
    ending_ = true;
  }
  ended_.notify_all();
  thread_.join();
}

}  // namespace dl::app
