#include "db/pool.h"

namespace dl::db {

Pool::Loan::~Loan() {
  if (connection_) pool_->take_back(std::move(connection_));
}

Outcome<void> Pool::fill() {
  Lock lock(mutex_);
  for (; open_ < most_; ++open_) {
    DL_TRY(auto connection, opener_());
    idle_.push_back(std::move(connection));
  }
  return {};
}

Outcome<Pool::Loan> Pool::lend(Deadline deadline) {
  {
    Lock lock(mutex_);
    bool ready =
        returned_.wait_until(lock, deadline, [this]() DL_REQUIRES(mutex_) { return !idle_.empty() || open_ < most_; });
    if (!ready) return fail(Fault::Unavailable, "db.unavailable", "every connection was busy for too long");
    if (!idle_.empty()) {
      Loan loan(*this, std::move(idle_.back()));
      idle_.pop_back();
      return loan;
    }
    ++open_;
  }
  auto connection = opener_();
  if (connection) return Loan(*this, std::move(*connection));
  {
    Lock lock(mutex_);
    --open_;
  }
  returned_.notify_one();
  return fail(Fault::Unavailable, "db.unavailable", connection.error().detail);
}

void Pool::take_back(std::unique_ptr<Connection> connection) {
  {
    Lock lock(mutex_);
    idle_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

}  // namespace dl::db
