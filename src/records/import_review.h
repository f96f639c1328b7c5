// The way of an import to the public, all of its records at once: asked, signed by a second person, published.
//
// The sign-off is of the import, with the digest over its entries; each record stands where it would stand if it went
// the way alone. Records that somebody has corrected since, or asked a signature for alone, go their own way.
// Everything is refused with Fault::NotFound `import.missing`, and with Fault::Conflict `import.undone` once it was
// taken back.
#pragma once

#include "records/import_desk.h"
#include "work/open_work.h"

namespace dl::records {

/// Where an import stands as one: Signing while signatures are asked for it; else Signed, or Entered, where one of its
/// records does; else Published, for nothing of it waits.
Outcome<State> state_of_import(db::Session& session, const ImportRow& import);

class ImportReview {
 public:
  using Principal = accounts::Principal;
  ImportReview(journal::Journal& journal, ImportDesk::House house) : journal_(journal), house_(house) {}

  /// Asks for the signatures of the register's chain, on no condition: whoever has to sign one of the records signs
  /// them all. Fault::Conflict `record.no-chain`, `import.nothing-waits`; Fault::Forbidden `right.missing`; as
  /// work::ask_signatures.
  Outcome<void> submit(std::int64_t id, const Principal& by);

  /// The next signature, or its refusal; refused as work::sign.
  Outcome<void> sign(std::int64_t id, const std::string& remark, const work::Seat& seat);
  Outcome<void> send_back(std::int64_t id, const std::string& reason, const work::Seat& seat);
  /// Whoever asked or signed last takes it back, as work::take_back.
  Outcome<void> take_back(std::int64_t id, const Principal& by);

  /// Publishes what was signed, or entered where the register has no chain; how many records. Those whose display is
  /// over and those that a rule withholds stay. Fault::Conflict `import.nothing-waits`.
  Outcome<std::int64_t> publish(std::int64_t id, const Principal& by);

 private:
  class Step;
  template <class F>
  std::invoke_result_t<F, Step&> in_step(std::int64_t id, F step);

  journal::Journal& journal_;
  ImportDesk::House house_;
  agencies::CalendarInRows calendar_ = {};
};

}  // namespace dl::records
