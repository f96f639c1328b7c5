// Progress of long work, on standard error: one line that counts on a terminal, a line now and then
// elsewhere, nothing for work that is over at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace dl::app {

class Progress {
 public:
  /// `what` is a short Chinese phrase: "已导入". A total of 0 is one that is not known.
  Progress(std::string what, std::size_t total);
  ~Progress();  ///< ends the line
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(std::size_t done);

 private:
  using Clock = std::chrono::steady_clock;

  std::string what_;
  std::size_t total_;
  bool terminal_;
  bool open_line_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_ = start_;
};

}  // namespace dl::app
