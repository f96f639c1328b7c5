// How long the database may take: the class of a thread's work, and the limit that each class has.
//
// The limit is that of a whole transaction, with the waits for a session and for locks. When it is over, the statement
// under way is ended, nothing is changed, and the caller hears Fault::Unavailable `db.slow`.
#pragma once

#include <chrono>
#include <cstdint>

namespace dl::db {

enum class Work : std::uint8_t {
  Page,    ///< reading for somebody who waits; what a read is when nothing else is said
  Change,  ///< a step of daily work; what a write is when nothing else is said
  Import,  ///< much at once: imports and exports
  Upkeep,  ///< migrations, indexes, proofs, copies
};

/// The limits of an installation; its settings say them.
struct Limits {
  std::chrono::milliseconds page{10'000};
  std::chrono::milliseconds change{20'000};
  std::chrono::milliseconds import{600'000};
  std::chrono::milliseconds upkeep{7'200'000};
  std::chrono::milliseconds connect{5'000};  ///< for a connection, and for the answer to a transaction's beginning

  std::chrono::milliseconds of(Work work) const;
};

/// Says what this thread's transactions are for, as long as it lives; those within another keep the outer's class.
class Working {
 public:
  explicit Working(Work work);
  Working(const Working&) = delete;
  Working& operator=(const Working&) = delete;
  ~Working();

  /// What the thread is said to do, or `otherwise` when nothing was said.
  static Work now_or(Work otherwise);

 private:
  bool outermost_;
};

/// When what has begun must be over.
using Deadline = std::chrono::steady_clock::time_point;
inline constexpr Deadline kNoDeadline = Deadline::max();

}  // namespace dl::db
