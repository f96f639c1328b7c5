#include "journal/alongside.h"

namespace dl::journal {

namespace {
thread_local const Alongside::Write* laid_down = nullptr;
}  // namespace

Alongside::Alongside(Write write) : write_(std::move(write)) { laid_down = &write_; }

Alongside::~Alongside() { laid_down = nullptr; }

Outcome<void> write_alongside(Transaction& transaction) {
  return laid_down == nullptr ? Outcome<void>() : (*laid_down)(transaction);
}

}  // namespace dl::journal
