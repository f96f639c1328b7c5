// A body that lies in the kernel's memory as well, so that sending it copies nothing. Internal to the server.
#pragma once

#include <atomic>
#include <cstddef>
#include <string_view>

namespace dl::web {

/// An anonymous file with the bytes of a body that is sent often. Thread-safe: made once by a worker,
/// used by I/O threads from then on. The kernel keeps the bytes until the last packet of them has left.
class KernelCopy {
 public:
  KernelCopy() = default;
  ~KernelCopy();
  KernelCopy(const KernelCopy&) = delete;
  KernelCopy& operator=(const KernelCopy&) = delete;

  /// Makes the file; false when it is there already, when the body is too small to gain from it, or when
  /// there are as many such files as the process shall have.
  bool make(std::string_view body);
  bool ready() const { return file_.load(std::memory_order_acquire) >= 0; }
  /// Sends head and body as far as the socket takes them: the count of bytes, or -1 with errno when none was.
  std::ptrdiff_t send(int socket, std::string_view head, std::size_t body_size) const;

 private:
  std::atomic<int> file_ = -1;
};

}  // namespace dl::web
