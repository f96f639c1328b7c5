// A small program run on untrusted bytes: no shell, no files left behind, limits on everything.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/outcome.h"
#include "intake/confine.h"

namespace dl::intake {

/// Closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int get() const { return number_; }
  void close();

 private:
  int number_;
};

/// A running child; killed and buried with this object.
class Process {
 public:
  Process() = default;
  explicit Process(pid_t id) : id_(id) {}
  ~Process() { kill(); }
  Process(Process&& other) noexcept : id_(std::exchange(other.id_, 0)) {}
  Process& operator=(Process&& other) noexcept {
    std::swap(id_, other.id_);
    return *this;
  }
  /// Waits for its end and returns the status that waitpid gives.
  int wait();
  int kill();

 private:
  pid_t id_ = 0;
};

/// What the child has for its three streams; -1 is /dev/null.
struct Streams {
  int in = -1;
  int out = -1;
  int errors = -1;
};

/// Whether the child ends with the thread that started it, whatever happens to that.
enum class Orphan : std::uint8_t { Killed, Lives };

/// Starts `arguments` (the first is an absolute path) with an empty environment but for the locale and its folder, no
/// descriptor of ours but the streams, and within limits (confine.h). Fault::Unavailable `child.start`.
Outcome<Process> start_process(const std::vector<std::string>& arguments, const Streams& streams,
                               const Confinement& confinement, Orphan orphan);

/// When to give up waiting for a child: at a time, or when somebody says so.
struct Patience {
  std::chrono::steady_clock::time_point until = {};
  std::stop_token stop = {};
};
/// Waits until the descriptor is ready for `events` (poll.h); false when patience is at its end.
bool wait_for(int descriptor, short events, const Patience& patience);

struct ChildLimits {
  std::chrono::milliseconds time = std::chrono::seconds(20);  ///< on the wall clock; CPU time likewise
  std::size_t memory = 1024U << 20U;                          ///< address space, bytes
  std::size_t output = 32U << 20U;                            ///< more than this is cut off
  std::stop_token stop = {};
  std::size_t written = 0;  ///< the largest file that it may write, bytes
  std::string folder = {};  ///< shut in there (confine.h), also for what it keeps for a while; empty: not shut in
};

/// Runs `arguments` with `input` as a seekable standard input and returns its standard output.
/// Fails with Fault::Unavailable `child.start` when it cannot be started or was told to stop, with Fault::Unreadable
/// `child.failed` when it ends badly, with Fault::TooLarge `child.late` when it takes too long.
/// `errors` gets the beginning of what it says on its error stream.
Outcome<std::string> run_child(const std::vector<std::string>& arguments, std::string_view input,
                               const ChildLimits& limits, std::string* errors = nullptr);

}  // namespace dl::intake
