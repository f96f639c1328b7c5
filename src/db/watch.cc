#include "db/watch.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <map>
#include <thread>

#include "base/guarded.h"

namespace dl::db {
namespace {

constexpr std::chrono::seconds kPause{1};  // between two questions to a server that is silent

/// One thread for all sockets of the process, begun with the first of them and never ended.
class Watchman {
 public:
  static Watchman& shared() {
    static auto* watchman = new Watchman();
    return *watchman;
  }

  void set(int socket, Deadline deadline) {
    Lock lock(mutex_);
    if (deadline == kNoDeadline) {
      deadlines_.erase(socket);
      return;
    }
    deadlines_[socket] = deadline;
    if (deadline >= next_) return;
    next_ = deadline;
    changed_.notify_all();
  }

 private:
  Watchman() {
    std::thread([this] { run(); }).detach();
  }

  [[noreturn]] void run() {
    Lock lock(mutex_);
    while (true) {
      auto now = std::chrono::steady_clock::now();
      next_ = kNoDeadline;
      for (auto at = deadlines_.begin(); at != deadlines_.end();) {
        if (at->second > now) {
          next_ = std::min(next_, (at++)->second);
          continue;
        }
        ::shutdown(at->first, SHUT_RDWR);
        at = deadlines_.erase(at);
      }
      if (next_ == kNoDeadline)
        changed_.wait(lock);
      else
        changed_.wait_until(lock, next_);
    }
  }

  Mutex mutex_ = {};
  Signal changed_ = {};
  std::map<int, Deadline> deadlines_ DL_GUARDED_BY(mutex_) = {};
  Deadline next_ DL_GUARDED_BY(mutex_) =
      kNoDeadline;  ///< when the thread looks again; may be sooner than there is need
};

}  // namespace

void SocketWatch::take(int socket) {
  let_go();
  socket_ = ::fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

void SocketWatch::let_go() {
  set(kNoDeadline);
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
}

void SocketWatch::set(Deadline deadline) {
  if (socket_ >= 0) Watchman::shared().set(socket_, deadline);
}

bool Outage::enter() {
  if (!silent_.load()) return true;
  Lock lock(mutex_);
  if (asking_ || std::chrono::steady_clock::now() < again_) return false;
  asking_ = true;
  return true;
}

void Outage::leave(bool answered) {
  if (answered && !silent_.load()) return;
  Lock lock(mutex_);
  silent_ = !answered;
  asking_ = false;
  again_ = std::chrono::steady_clock::now() + kPause;
}

}  // namespace dl::db
