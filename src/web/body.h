// The body of a request. Few bytes stay in memory, more go to a nameless file as they come, and all bodies
// under way share what the program gives them: however many people send, memory stays bounded.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/outcome.h"

namespace dl::web {

/// Something of which there is only so much. Thread-safe.
class Budget {
 public:
  explicit Budget(std::uint64_t whole) : left_(whole) {}
  /// False when there is not that much left; nothing is taken then.
  bool take(std::uint64_t amount) noexcept;
  void give_back(std::uint64_t amount) noexcept { left_.fetch_add(amount, std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> left_;
};

struct BodyLimits {
  std::uint64_t memory = 64 << 20;              ///< bytes of all bodies under way that are in memory
  std::uint64_t disk = std::uint64_t{2} << 30;  ///< bytes of all bodies under way that are in files
  std::string folder = "/tmp";                  ///< for the files
};

/// What the bodies under way share. Outlives them.
struct BodyRoom {
  std::string folder;
  Budget memory;
  Budget disk;

  explicit BodyRoom(const BodyLimits& limits) : folder(limits.folder), memory(limits.memory), disk(limits.disk) {}
};

/// The bytes of a body, wherever they are. Copies share them.
class Body {
 public:
  Body() = default;
  Body(std::string bytes);                             // NOLINT(google-explicit-constructor): a text is a body
  Body(const char* text) : Body(std::string(text)) {}  // NOLINT(google-explicit-constructor)
  std::string_view bytes() const;
  operator std::string_view() const { return bytes(); }  // NOLINT(google-explicit-constructor)
  bool empty() const { return bytes().empty(); }

 private:
  friend class BodyReceiver;
  struct Held;
  explicit Body(std::shared_ptr<const Held> held) : held_(std::move(held)) {}

  std::shared_ptr<const Held> held_ = {};
};

/// Collects a body as it comes. What it took of the room is given back with the last copy of the body.
class BodyReceiver {
 public:
  /// What is kept in memory at most before it goes to the file.
  static constexpr std::size_t kPiece = 64 * 1024;

  explicit BodyReceiver(BodyRoom& room);

  /// Fault::Unavailable `request.room` when all bodies together have become too much.
  Outcome<void> add(std::string_view bytes);
  /// Whether write() is due: there is a piece, or the end of a body that is in a file.
  bool owes_writing(bool at_end) const;
  /// Moves what is in memory to the file. Blocks. Fault::Full `disk.nearly-full`.
  Outcome<void> write();
  /// The body as it came. Fault::Unavailable `request.room` when its file cannot be mapped.
  Outcome<Body> finish();

 private:
  std::shared_ptr<Body::Held> held_;
};

}  // namespace dl::web
