// What keeps a server that says nothing more from holding our threads: sockets are cut at a deadline, and a server
// that was silent is asked by one thread at a time until it answers again.
//
// Internal to db/. libpq waits for an answer without an end, and a host that hangs resets nothing.
#pragma once

#include <atomic>

#include "base/guarded.h"
#include "db/work.h"

namespace dl::db {

/// Shuts a socket down when its deadline passes, which ends every wait for it. Holds a descriptor of its own, so it
/// does not matter when the library closes its.
class SocketWatch {
 public:
  SocketWatch() = default;
  SocketWatch(const SocketWatch&) = delete;
  SocketWatch& operator=(const SocketWatch&) = delete;
  ~SocketWatch() { let_go(); }

  /// Takes this socket in the place of the one before it, without a deadline.
  void take(int socket);
  void let_go();
  /// In the place of an earlier deadline.
  void set(Deadline deadline);

 private:
  int socket_ = -1;
};

/// Whether the server answers.
class Outage {
 public:
  /// False when the server was silent a moment ago: the caller must not ask it now. After true, call `leave`.
  bool enter();
  void leave(bool answered);

 private:
  std::atomic<bool> silent_ = false;
  Mutex mutex_ = {};
  bool asking_ DL_GUARDED_BY(mutex_) = false;
  Deadline again_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::db
