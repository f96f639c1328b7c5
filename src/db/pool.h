// Connections that are lent to one thread at a time and opened when they are first needed.
//
// Internal to db/.
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "base/guarded.h"
#include "db/connection.h"

namespace dl::db {

class Pool {
 public:
  using Opener = std::function<Outcome<std::unique_ptr<Connection>>()>;

  /// A lent connection; goes back to the pool at the end of its life.
  class Loan {
   public:
    Loan(Pool& pool, std::unique_ptr<Connection> connection) : pool_(&pool), connection_(std::move(connection)) {}
    Loan(Loan&& other) noexcept = default;
    Loan& operator=(Loan&& other) noexcept = delete;
    ~Loan();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    Pool* pool_;
    std::unique_ptr<Connection> connection_;
  };

  Pool(Opener opener, std::size_t most) : opener_(std::move(opener)), most_(most) {}

  /// Opens all connections now, so that opening needs no disk and no server later.
  Outcome<void> fill();
  /// Waits for a free connection; Fault::Unavailable `db.unavailable` at the deadline.
  Outcome<Loan> lend(Deadline deadline);

 private:
  void take_back(std::unique_ptr<Connection> connection);

  Opener opener_;
  std::size_t most_;
  Mutex mutex_ = {};
  Signal returned_ = {};
  std::vector<std::unique_ptr<Connection>> idle_ DL_GUARDED_BY(mutex_) = {};
  std::size_t open_ DL_GUARDED_BY(mutex_) = 0;
};

}  // namespace dl::db
