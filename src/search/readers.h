// Open databases for searching threads, lent to one thread at a time.
//
// A lent database shows what was committed before it was lent. Threads may borrow at the same time.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "base/guarded.h"

namespace Xapian {  // NOLINT(readability-identifier-naming): the library's own name
class Database;
}

namespace dl::search {

class Readers {
 public:
  explicit Readers(std::filesystem::path path);
  ~Readers();

  struct Reader {
    Reader();
    Reader(Reader&&) noexcept;
    ~Reader();
    std::unique_ptr<Xapian::Database> database;
    std::uint64_t place = 0;     ///< which folder it was opened in
    std::uint64_t revision = 0;  ///< how many commits there had been
  };

  /// A database that shows the last commit. Throws Xapian::Error.
  Reader borrow();
  void give_back(Reader reader);

  /// How many commits there have been. While a search goes on and this does not move, no block that it reads changes.
  std::uint64_t commits() const { return revision_.load(std::memory_order_acquire); }
  /// Says that there is something new to see.
  void committed() { revision_.fetch_add(1, std::memory_order_release); }
  /// Says that the database is now in another folder.
  void moved(std::filesystem::path path);

 private:
  static constexpr std::size_t kKept = 32;

  Mutex mutex_;
  std::filesystem::path path_ DL_GUARDED_BY(mutex_);
  std::uint64_t place_ DL_GUARDED_BY(mutex_) = 0;
  std::vector<Reader> idle_ DL_GUARDED_BY(mutex_);
  std::atomic<std::uint64_t> revision_ = 0;
};

}  // namespace dl::search
