#include "web/body.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "web/nameless_file.h"

namespace dl::web {

bool Budget::take(std::uint64_t amount) noexcept {
  auto left = left_.load(std::memory_order_relaxed);
  while (left >= amount)
    if (left_.compare_exchange_weak(left, left - amount, std::memory_order_relaxed)) return true;
  return false;
}

struct Body::Held {
  BodyRoom* room = nullptr;
  std::string memory = {};
  std::uint64_t in_memory = 0;  // taken of the room
  std::uint64_t on_disk = 0;
  int file = -1;
  void* mapped = nullptr;

  Held() = default;
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  ~Held() {
    if (mapped != nullptr) ::munmap(mapped, on_disk);
    if (file >= 0) ::close(file);
    if (room == nullptr) return;
    room->memory.give_back(in_memory);
    room->disk.give_back(on_disk);
  }
};

namespace {

Failure no_room() { return fail(Fault::Unavailable, "request.room"); }
Failure disk_full() { return fail(Fault::Full, "disk.nearly-full", std::strerror(errno)); }

}  // namespace

Body::Body(std::string bytes) {
  auto held = std::make_shared<Held>();
  held->memory = std::move(bytes);
  held_ = std::move(held);
}

std::string_view Body::bytes() const {
  if (held_ == nullptr) return {};
  if (held_->mapped != nullptr) return {static_cast<const char*>(held_->mapped), held_->on_disk};
  return held_->memory;
}

BodyReceiver::BodyReceiver(BodyRoom& room) : held_(std::make_shared<Body::Held>()) { held_->room = &room; }

Outcome<void> BodyReceiver::add(std::string_view bytes) {
  if (!held_->room->memory.take(bytes.size())) return no_room();
  held_->in_memory += bytes.size();
  held_->memory.append(bytes);
  return {};
}

bool BodyReceiver::owes_writing(bool at_end) const {
  return held_->memory.size() > kPiece || (at_end && held_->file >= 0 && !held_->memory.empty());
}

Outcome<void> BodyReceiver::write() {
  if (!held_->room->disk.take(held_->memory.size())) return no_room();
  auto before = std::exchange(held_->on_disk, held_->on_disk + held_->memory.size());
  if (held_->file < 0) held_->file = open_nameless(held_->room->folder);
  if (held_->file < 0) return disk_full();
  for (std::size_t done = 0; done < held_->memory.size();) {
    auto count = ::pwrite(held_->file, held_->memory.data() + done, held_->memory.size() - done,
                          static_cast<off_t>(before + done));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return disk_full();
    done += static_cast<std::size_t>(count);
  }
  held_->memory.clear();
  held_->room->memory.give_back(std::exchange(held_->in_memory, 0));
  return {};
}

Outcome<Body> BodyReceiver::finish() {
  if (held_->file >= 0) {
    auto* mapped = ::mmap(nullptr, held_->on_disk, PROT_READ, MAP_PRIVATE, held_->file, 0);
    if (mapped == MAP_FAILED) return no_room();
    held_->mapped = mapped;
  }
  return Body(std::shared_ptr<const Body::Held>(std::move(held_)));
}

}  // namespace dl::web
