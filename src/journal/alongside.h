// What has to be written together with whatever a request changes, in the same transaction or not at all.
//
// The verbs of the desks open their own transactions and know nothing of who called them. Whoever calls one lays
// down here what is to go with it; the journal writes it before it appends the events.
#pragma once

#include <functional>

#include "journal/journal.h"

namespace dl::journal {

/// While it lives, every transaction of this thread that leaves an event also runs `write`; its failure rolls the
/// whole transaction back. One within another: both are written, the outer one first. They end in the opposite order.
class Alongside {
 public:
  using Write = std::function<Outcome<void>(Transaction&)>;
  explicit Alongside(Write write);
  ~Alongside();
  Alongside(const Alongside&) = delete;
  Alongside& operator=(const Alongside&) = delete;

 private:
  friend Outcome<void> write_alongside(Transaction& transaction);
  Outcome<void> run(Transaction& transaction) const;

  Write write_;
  const Alongside* outer_;
};

/// Runs all that this thread has laid down, if anything. For the journal.
Outcome<void> write_alongside(Transaction& transaction);

}  // namespace dl::journal
