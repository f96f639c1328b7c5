#include "app/progress.h"

#include <unistd.h>

#include <cstdio>

namespace dl::app {

Progress::Progress(std::string what, std::size_t total)
    : what_(std::move(what)), total_(total), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (open_line_) fmt::print(stderr, "\n");
}

void Progress::show(std::size_t done) {
  auto now = Clock::now();
  auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(5000);
  bool last = total_ != 0 && done == total_;
  bool long_work = now - start_ > std::chrono::seconds(1);
  if (!long_work || (!last && now - shown_ < pause)) return;
  shown_ = now;
  double seconds = std::chrono::duration<double>(now - start_).count();
  std::string of = total_ == 0 ? std::string() : fmt::format("/{}", total_);
  fmt::print(stderr, "{}{} {}{}，每秒 {:.0f}{}", terminal_ ? "\r\033[K" : "", what_, done, of,
             static_cast<double>(done) / seconds, terminal_ ? "" : "\n");
  open_line_ = terminal_;
}

}  // namespace dl::app
