#include "journal/alongside.h"

namespace dl::journal {

namespace {
thread_local const Alongside* innermost = nullptr;
}  // namespace

Alongside::Alongside(Write write) : write_(std::move(write)), outer_(innermost) { innermost = this; }

Alongside::~Alongside() { innermost = outer_; }

Outcome<void> Alongside::run(Transaction& transaction) const {
  if (outer_ != nullptr) DL_CHECK(outer_->run(transaction));
  return write_(transaction);
}

Outcome<void> write_alongside(Transaction& transaction) {
  return innermost == nullptr ? Outcome<void>() : innermost->run(transaction);
}

}  // namespace dl::journal
