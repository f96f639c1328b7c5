#include <thread>

#include "base/guarded.h"
#include "base/log.h"
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

  mutable Mutex mutex = {};
  mutable Signal moved = {};
  std::int64_t position DL_GUARDED_BY(mutex) = 0;
  bool stopping DL_GUARDED_BY(mutex) = false;
  std::thread thread = {};

  void run();
  Outcome<std::size_t> step();
  void pause(milliseconds delay) const {
    Lock lock(mutex);
    moved.wait_for(lock, delay, [this]() DL_REQUIRES(mutex) { return stopping; });
  }
  bool stopped() const {
    Lock lock(mutex);
    return stopping;
  }
  std::int64_t reached() const {
    Lock lock(mutex);
    return position;
  }
};

/// Hands on the next batch; the number of its entries.
Outcome<std::size_t> Follower::State::step() {
  DL_TRY(auto entries, journal.after(reached(), kBatch));
  if (entries.empty()) return std::size_t{0};
  DL_CHECK(handler(entries));
  {
    Lock lock(mutex);
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
      log::warning("follower.failed", {{"follower", name},
                                       {"at", reached()},
                                       {"problem", describe(handed.error())},
                                       {"again_in_ms", delay.count()}});
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
    : state_(new State{.journal = journal,
                       .name = std::move(name),
                       .handler = std::move(handler),
                       .poll = poll,
                       .position = after}) {
  state_->thread = std::thread([state = state_.get()] { state->run(); });
}

Follower::~Follower() {
  {
    Lock lock(state_->mutex);
    state_->stopping = true;
  }
  state_->moved.notify_all();
  state_->journal.wake();
  state_->thread.join();
}

std::int64_t Follower::position() const { return state_->reached(); }

bool Follower::wait_for(std::int64_t sequence, milliseconds timeout) const {
  const auto& state = *state_;
  Lock lock(state.mutex);
  return state.moved.wait_for(lock, timeout, [&]() DL_REQUIRES(state.mutex) { return state.position >= sequence; });
}

}  // namespace dl::journal
