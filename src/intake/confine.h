// The limits of a process that reads foreign bytes: memory, processor time, no files, no network, no programs.
#pragma once

#include <chrono>
#include <cstddef>

namespace dl::intake {

struct Confinement {
  std::size_t memory = 512U << 20U;                           ///< address space, bytes
  std::chrono::milliseconds time = std::chrono::seconds(20);  ///< of the processor
  std::size_t written = 0;                                    ///< the largest file that it may write, bytes
  unsigned open = 64;                                         ///< files that it may have open
  const char* folder = nullptr;                               ///< see shut_in(); nothing: not shut in
};

/// Limits the calling process: no memory beyond, no file larger than that, no core, no new privileges. Kept by
/// programs that it becomes. Safe between fork and exec.
void limit_process(const Confinement& confinement);

/// Shuts the calling process in for good: of all files it gets to those of the folder, and for reading to programs,
/// libraries and fonts of the system; no network, nobody else's socket, no other process. Kept by programs that it
/// becomes. False where the kernel cannot do that (Landlock, Linux 5.13). Safe between fork and exec.
bool shut_in(const char* folder);

/// Lets the calling process do nothing from here on but compute, and read and write what it has open: every other
/// call of the system fails with EPERM. Nothing happens where the kernel has no such filter.
void close_system();

/// Moves the limit of processor time to so much from now; the limit of limit_process stays the longest.
void allow_time(std::chrono::milliseconds time);

/// The most memory that the calling process has had resident, bytes.
std::size_t peak_memory();

/// Whether the sanitizers are in the program; they need memory and calls that a confined process has not.
constexpr bool is_sanitized() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
  return true;
#else
  return false;
#endif
#else
  return false;
#endif
}

}  // namespace dl::intake
