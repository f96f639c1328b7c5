// The log of one register as it grows in one transaction: whoever does something to a record, at the desk or by a file,
// writes it down here and nowhere else. Moving the record's row in the table, its projection and the event are the
// caller's.
#pragma once

#include <span>

#include "records/clocks.h"
#include "records/record_store.h"

namespace dl::records {

/// What new words are sealed with.
struct Sealing {
  const accounts::SealingKey& key;
  const OwnNumbers& own;
};

/// New words of a record.
struct NewWords {
  Row& row;
  const Record& record;
  const Before* before = nullptr;  ///< what is as it was keeps its commitment; nullptr for a record's first words
};

class Entries {
 public:
  struct Hand {
    std::string actor = {};
    Instant at = {};
  };
  /// What stands in here outlives it.
  Entries(db::Session& session, const Register& made, Hand hand)
      : session_(session), made_(made), hand_(std::move(hand)) {}

  /// Gives a record new words: they are sealed, written, and are the newest of the row.
  Outcome<Entry> write(const NewWords& words, Act act, const Sealing& sealing, const std::string& reason);
  /// The same for some hundred records in few statements; their entries in that order.
  Outcome<std::vector<Entry>> write_all(std::span<const NewWords> all, Act act, const Sealing& sealing,
                                        const std::string& reason);
  /// What was done with words that there are.
  Outcome<Entry> append(const Row& row, Act act, const Entry& about, const std::string& reason);
  /// Shows the newest words to the public. Fault::Conflict `record.display-over` when they have been shown as long as
  /// the law says, `record.for-staff` where nothing may ever be public; before anything is written.
  Outcome<Entry> show(Row& row, Act act, const Times& times, const std::string& reason);

  /// From here on numbers are taken that were kept for these entries.
  void number_from(std::int64_t first) { next_ = first; }
  /// The next of them; 0 where none are kept.
  std::int64_t next() const { return next_; }

 private:
  Outcome<std::int64_t> take_numbers(std::int64_t count);
  void fill(Entry& entry, std::int64_t id, const Row& row) const;

  db::Session& session_;
  const Register& made_;
  Hand hand_;
  std::int64_t next_ = 0;
};

}  // namespace dl::records
