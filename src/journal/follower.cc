#include <condition_variable>
#include <mutex>
#include <thread>

#include <spdlog/spdlog.h>

#include "journal/journal.h"

namespace dl::journal {

using std::chrono::milliseconds;

struct Follower::State {
  static constexpr int kBatch = 2000;  ///< some hundred documents, as bulk import leaves five entries each
  static constexpr milliseconds kFirstDelay{20};
  static constexpr milliseconds kLongestDelay{5000};

  Journal& journal;
  std::string name;
  Handler handler;
  milliseconds poll;

  mutable std::mutex mutex = {};
  mutable std::condition_variable moved = {};
  std::int64_t position = 0;
  bool stopping = false;
  std::thread thread = {};

  void run();
  Outcome<std::size_t> step();
  void pause(milliseconds delay) const {
    std::unique_lock lock(mutex);
    moved.wait_for(lock, delay, [&] { return stopping; });
  }
  bool stopped() const {
    std::lock_guard lock(mutex);
    return stopping;
  }
};

/// Hands on the next batch; the number of its entries.
Outcome<std::size_t> Follower::State::step() {
  DL_TRY(auto entries, journal.after(position, kBatch));
  if (entries.empty()) return std::size_t{0};
  DL_CHECK(handler(entries));
  {
    std::lock_guard lock(mutex);
    position = entries.back().sequence;
  }
  moved.notify_all();
  return entries.size();
}

void Follower::State::run() {
  auto delay = kFirstDelay;
  std::int64_t seen = 0;
  while (!stopped()) {
    Outcome<std::size_t> handed = std::size_t{0};
    try {
      handed = step();
    } catch (const std::exception& exception) {
      handed = fail(Fault::Internal, "journal.handler", exception.what());
    }
    if (!handed) {
      spdlog::warn("follower {} at {}: {}; again in {} ms", name, position, describe(handed.error()), delay.count());
      pause(delay);
      delay = std::min(delay * 2, kLongestDelay);
      continue;
    }
    delay = kFirstDelay;
    // A write between the step and the wait has raised the count of wakes, so it is not slept through.
    if (*handed == 0) journal.wait(poll, seen);
  }
}

Follower::Follower(Journal& journal, std::string name, std::int64_t after, Handler handler, milliseconds poll)
    : state_(new State{.journal = journal, .name = std::move(name), .handler = std::move(handler), .poll = poll}) {
  state_->position = after;
  state_->thread = std::thread([state = state_.get()] { state->run(); });
}

Follower::~Follower() {
  {
    std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->moved.notify_all();
  state_->journal.wake();
  state_->thread.join();
}

std::int64_t Follower::position() const {
  std::lock_guard lock(state_->mutex);
  return state_->position;
}

bool Follower::wait_for(std::int64_t sequence, milliseconds timeout) const {
  std::unique_lock lock(state_->mutex);
  return state_->moved.wait_for(lock, timeout, [&] { return state_->position >= sequence; });
}

}  // namespace dl::journal
