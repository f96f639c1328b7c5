// Files read beside this process: each goes to a child of the same program that can do nothing but
// compute, within a time and a memory, so that a hostile file costs its own reading and nothing else.
//
// Safe from many threads; `read` blocks the calling one until its file is read or refused.
#pragma once

#include <memory>
#include <stop_token>

#include "base/guarded.h"
#include "intake/child.h"
#include "intake/document.h"
#include "intake/reader.h"
#include "intake/table_parcel.h"

namespace dl::intake {

struct ReaderLimits {
  std::chrono::milliseconds time = std::chrono::seconds(20);  ///< for one file
  std::size_t memory = 512U << 20U;                           ///< address space of one child, bytes
  unsigned children = 2;                                      ///< at the same time
  unsigned waiting = 16;  ///< callers that may wait for one; beyond it `intake.busy`
  unsigned files = 1;     ///< that one child reads before it is replaced
};

class Readers {
 public:
  explicit Readers(const ReaderLimits& limits) : limits_(limits) {}
  ~Readers() { stop({}); }
  Readers(const Readers&) = delete;
  Readers& operator=(const Readers&) = delete;

  /// As read_document. Besides: Fault::TooLarge `intake.too-costly` for a file that takes more than its time or
  /// memory, Fault::Unavailable `intake.busy` when too many wait or after `stop`, `intake.reader` when no child can
  /// be started.
  Outcome<Found> read(const Source& source, const Options& options);

  /// What a file of rows holds: a workbook, separated values, JSON. Fails as sheets::read_table, and as read().
  Outcome<Table> read_table(std::string_view bytes, std::optional<char> separator);
  /// The workbook with what is wrong in it marked. Fails as sheets::mark_workbook, and as read().
  Outcome<std::string> mark_workbook(std::string_view bytes, const sheets::Marking& marking);

  /// Takes no more files, gives those that are being read so much time, then ends every child.
  void stop(std::chrono::milliseconds grace);

 private:
  struct Child {
    Process process = {};
    Descriptor socket{-1};
    unsigned files = 0;
  };
  Outcome<void> take_turn();
  void end_turn();
  Outcome<std::unique_ptr<Child>> take_child();
  Outcome<std::unique_ptr<Child>> start_child() const;
  Outcome<Found> read_in_turn(const Source& source, const Options& options);
  Outcome<Found> ask_child(const Source& source, const Options& options);
  Outcome<std::string> ask_in_turn(Task task, std::string_view wish, std::string_view bytes);
  Outcome<std::string> ask(Task task, std::string_view wish, std::string_view bytes);
  Failure why_nothing(Child& child, const Patience& patience) const;

  const ReaderLimits limits_;
  std::stop_source stop_ = {};
  Mutex mutex_ = {};
  Signal turn_ = {};
  bool closed_ DL_GUARDED_BY(mutex_) = false;
  unsigned reading_ DL_GUARDED_BY(mutex_) = 0;
  unsigned waiting_ DL_GUARDED_BY(mutex_) = 0;
  std::vector<std::unique_ptr<Child>> idle_ DL_GUARDED_BY(mutex_) = {};
};

}  // namespace dl::intake
