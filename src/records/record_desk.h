// The verbs on records: enter, correct, sign, publish, withdraw, restore, erase, declare that there are none.
//
// Each verb is one transaction: load, ask the principal for the right (Fault::Forbidden `right.missing`), decide by
// kCycle, append an entry, move the state, write the tables of the register anew, record the event with the digest of
// the words. What people send is checked here once more, whoever has checked it before.
#pragma once

#include "agencies/holidays.h"
#include "records/clocks.h"
#include "records/projection.h"
#include "records/record.h"
#include "records/record_files.h"
#include "work/open_work.h"

namespace dl::records {

/// New words of a record.
struct Correction {
  Read read = {};
  /// Codes of fields that keep the sealed or masked value they have: who corrects the rest need not see it.
  std::vector<std::string> keep = {};
  /// The words (Row::head) that were corrected; nothing: those that there are.
  std::optional<std::int64_t> made_on = {};
};

class RecordDesk {
 public:
  using Principal = accounts::Principal;
  /// What the desk stands on; all of it outlives the desk.
  struct House {
    const Registers& registers;
    const Projection& projection;
    const periods::Laws& laws;
    const accounts::SealingKey& key;
  };
  RecordDesk(journal::Journal& journal, House house) : journal_(journal), house_(house) {}

  /// Takes a file in for the records of an agency in a register; what a field of type `file` is to hold. Refused as
  /// add_record_file(); Fault::NotFound `register.unknown`.
  Outcome<FileValue> add_file(std::string_view code, std::int64_t agency, const work::NewFile& file,
                              const Principal& by);

  /// Enters records, all or none; their numbers in the same order. Fault::Invalid `record.problems` with the fields of
  /// the first that is not acceptable; Fault::Conflict `record.taken` for a key or unique value that another record of
  /// the keeper has; Fault::NotFound `register.unknown`; Fault::Unavailable `register.other-shape`.
  Outcome<std::vector<std::int64_t>> enter(std::string_view code, std::int64_t agency, const std::vector<Read>& records,
                                           const Principal& by);

  /// The same for words that the program has made itself, in the transaction of whoever made them, who has asked for
  /// the right; they go the register's way. Refused as enter().
  Outcome<std::int64_t> enter_made(journal::Transaction& transaction, std::string_view code, std::int64_t agency,
                                   const Read& words, const Principal& by);

  /// Gives a record new words, which go their way anew; the public goes on seeing the old ones. Refused as enter(), and
  /// Fault::Conflict `record.step`, `record.same`, `revision.changed`; Fault::Invalid `record.reason-owed`.
  Outcome<void> correct(std::int64_t id, const Correction& correction, const std::string& reason, const Principal& by);

  /// Submit, Publish, Demand, Withdraw, Restore, Erase. Fault::Conflict `record.step` where the state does not offer
  /// it, Fault::Invalid `record.reason-owed`, and what its guard says.
  Outcome<void> take(std::int64_t id, Step step, const std::string& reason, const Principal& by);

  /// Enters words that the program has made itself and shows them to the public at once, in the transaction of whoever
  /// made them, who has asked for the right and for a second person; the record's number. Refused as enter().
  Outcome<std::int64_t> put_out(journal::Transaction& transaction, std::string_view code, std::int64_t agency,
                                const Read& words, const Principal& by);
  /// The same for new words of such a record. Refused as correct(); Fault::Conflict `record.step` while it is not
  /// public, or somebody corrects it.
  Outcome<void> put_out_anew(journal::Transaction& transaction, std::int64_t id, const Read& words,
                             const std::string& reason, const Principal& by);

  /// The next signature of the register's chain, or its refusal; refused as work::sign.
  Outcome<void> sign(std::int64_t id, const std::string& remark, const work::Seat& seat);
  Outcome<void> send_back(std::int64_t id, const std::string& reason, const work::Seat& seat);
  /// As work::take_back.
  Outcome<void> take_back(std::int64_t id, const Principal& by);

  /// Shows a sealed value of the newest words to somebody who checks records there, which no other system does; the
  /// journal names who and why. Refused as work::open_value.
  Outcome<std::string> open(std::int64_t id, std::string_view field, const std::string& reason, const Principal& by);

  /// Declares that an agency has no record of a period that is over: "2026-11", "2026-Q3", "2026"; the declaration's
  /// number. Fault::Invalid `nil.period`, `nil.early`; Fault::Conflict `nil.none` for a register without them,
  /// or without a day of its records (Register::at), `nil.records` where there are some, `nil.repeated`.
  Outcome<std::int64_t> declare_nil(std::string_view code, std::int64_t agency, const std::string& period,
                                    const Principal& by);

  /// Withdraws what has been shown as long as the law says, so many at most, each in a transaction of its own; how
  /// many.
  Outcome<int> end_displays(int most);

 private:
  class Deed;
  template <class F>
  Outcome<void> in_register(journal::Transaction& transaction, std::string_view code, const Principal& by, F deed);
  template <class F>
  Outcome<void> on_record(std::int64_t id, const Principal& by, F deed);

  journal::Journal& journal_;
  House house_;
  agencies::CalendarInRows calendar_ = {};
};

}  // namespace dl::records
