// What was sent with a form, so that a second click, a lost answer or a reloaded page brings the same matter and its
// code once more instead of another matter.
//
// Kept in memory for half an hour, on the node that took the form; a second node, or one that was started anew, does
// not know of it. Safe from any thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>

#include "base/guarded.h"
#include "matters/matter_desk.h"

namespace dl::portal {

class Sent {
 public:
  using Act = std::function<Outcome<matters::Opened>()>;
  static constexpr std::int64_t kKeptMs = 30 * 60 * 1000;
  static constexpr std::size_t kMost = 10'000;

  /// What `act` opened for these words when they were sent with this key before; else opens it. Who sends them while
  /// they are being opened waits. What fails is not kept. Fault::Unavailable `request.busy` after some seconds.
  Outcome<matters::Opened> once(const std::string& key, std::string_view words, Instant now, const Act& act);

 private:
  struct Slot {
    std::optional<matters::Opened> opened = {};  ///< nothing while it is being opened
    Instant until = {};
  };
  class Turn;
  /// What is there; nothing when it is the caller's turn.
  Outcome<std::optional<matters::Opened>> enter(const std::string& slot, Instant now);
  void leave(const std::string& slot, std::optional<matters::Opened> opened, Instant until);
  void make_room(Instant now) DL_REQUIRES(mutex_);

  Mutex mutex_ = {};
  Signal settled_ = {};
  std::map<std::string, Slot> slots_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::portal
