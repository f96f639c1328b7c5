// Opens reviews and suits against what became of a request. What follows are steps of the matter
// (matters/matter_desk.h).
#pragma once

#include "appeals/appeal_store.h"
#include "appeals/suit.h"
#include "matters/matter_desk.h"

namespace dl::appeals {

/// The kind of matter that is attacked, by its stored name: this module knows no more of it.
inline constexpr std::string_view kAttacked = "request";

class AppealDesk {
 public:
  /// Both outlive the desk.
  AppealDesk(journal::Journal& journal, matters::MatterDesk& matters) : journal_(journal), matters_(matters) {}

  /// A review or a suit (`kind`) against a request of the same agency, in whatever state: what may be attacked the body
  /// says that has accepted it; tied to it and, a suit after a review that was not withdrawn, to that one as well.
  /// `today` is the clock's. Fault::Forbidden `right.missing`; Fault::Invalid as check(), and `appeal.incomplete` with
  /// `request`: `appeal.no-request` for a number of none here.
  Outcome<matters::Opened> open(const matters::Kind& kind, const matters::Place& place, const NewAppeal& asked,
                                Date today, const accounts::Principal& by);

 private:
  Outcome<matters::Matter> find_attacked(db::Session& session, std::int64_t agency, const std::string& number);

  journal::Journal& journal_;
  matters::MatterDesk& matters_;
};

/// What every step of a review or a suit does besides: its rounds are kept for whoever counts them.
Outcome<void> follow(journal::Transaction& transaction, const matters::Case& after, const matters::Fact& fact);

}  // namespace dl::appeals
