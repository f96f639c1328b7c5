#include "web/kernel_copy.h"

#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <unistd.h>

namespace dl::web {

namespace {

// Below this the second system call costs more than the copy that it saves.
constexpr std::size_t kWorthwhile = 12 << 10;
constexpr int kMostFiles = 256;
std::atomic<int> files = 0;

bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    auto count = ::write(file, bytes.data(), bytes.size());
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

KernelCopy::~KernelCopy() {
  if (!ready()) return;
  ::close(file_);
  --files;
}

bool KernelCopy::make(std::string_view body) {
  if (ready() || body.size() < kWorthwhile) return false;
  if (files.fetch_add(1) < kMostFiles) {
    int file = ::memfd_create("page", MFD_CLOEXEC);
    if (file >= 0 && write_all(file, body)) {
      file_.store(file, std::memory_order_release);
      return true;
    }
    if (file >= 0) ::close(file);
  }
  --files;
  return false;
}

std::ptrdiff_t KernelCopy::send(int socket, std::string_view head, std::size_t body_size) const {
  auto count = ::send(socket, head.data(), head.size(), MSG_MORE | MSG_NOSIGNAL);
  if (count < static_cast<std::ptrdiff_t>(head.size())) return count;
  off_t from = 0;
  auto more = ::sendfile(socket, file_.load(std::memory_order_acquire), &from, body_size);
  return more < 0 ? count : count + more;
}

}  // namespace dl::web
