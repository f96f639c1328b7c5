// What the service knows of its database without asking it: what was seen at the last look, and how long ago.
//
// A look is taken every second on a thread of its own, so that whoever asks how things are is answered at once, also
// while the database says nothing and every worker waits for it.
#pragma once

#include <chrono>
#include <memory>
#include <optional>

#include "app/ticker.h"
#include "base/guarded.h"
#include "journal/journal.h"
#include "web/server.h"

namespace dl::app {

class Lookout {
 public:
  /// Takes the first look before it returns.
  explicit Lookout(journal::Journal& journal);

  /// Ready when the last look found the database answering, and is not too old.
  web::Readiness readiness() const;
  /// How many features are closed to changes, as far as is known; "all" counts as one.
  std::size_t closed_features() const;
  std::chrono::milliseconds age() const;

 private:
  struct Seen {
    std::chrono::steady_clock::time_point at = {};
    std::string problem = {};  ///< the key of the fault; empty when the database answered
    std::size_t closed = 0;
  };
  void look();
  Seen seen() const;

  journal::Journal& journal_;
  mutable Mutex mutex_ = {};
  Seen seen_ DL_GUARDED_BY(mutex_) = {};
  std::optional<Ticker> ticker_ = {};
};

}  // namespace dl::app
