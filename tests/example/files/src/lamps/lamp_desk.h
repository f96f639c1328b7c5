// The verbs on lamps. Each is one transaction with its event.
#pragma once

#include "journal/journal.h"
#include "lamps/lamp_store.h"
#include "work/files.h"
#include "work/schedules.h"

namespace dl::lamps {

class LampDesk {
 public:
  using Principal = accounts::Principal;
  explicit LampDesk(journal::Journal& journal) : journal_(journal) {}

  /// Notes what was reported; its number. Fault::Forbidden `right.missing`; Fault::Invalid `request.fields`,
  /// `lamp.incomplete` with the fields that are empty.
  Outcome<std::int64_t> note(std::int64_t agency, const Report& report, const Principal& by);

  /// Takes a step of kCycle: Fault::Conflict `lamp.step` where the state does not offer it, Fault::Invalid
  /// `lamp.reason-owed`, and what its guard says.
  Outcome<void> take(std::int64_t id, Step step, const std::string& reason, const Principal& by);

  // Beside the words, kept by the subject in `work`: a remark, a picture, a step at a moment to come. Refused as there,
  // and Fault::Forbidden `right.missing`.
  Outcome<std::int64_t> comment(std::int64_t id, const std::string& text, const Principal& by);
  Outcome<work::Attachment> add_file(std::int64_t id, const work::NewFile& file, const Principal& by);
  Outcome<void> schedule(std::int64_t id, Step step, Instant at, const Principal& by);

 private:
  journal::Journal& journal_;
};

/// Takes steps of lamps that are due, as take() does.
work::Taker take_lamps();

}  // namespace dl::lamps
