// What has changed between any two hand-overs of a register, as the public may be told it today.
//
// It is told out of the entries, and is what comparing the files of the two gives. What may not be shown any more is
// not shown here either: of a record that is withdrawn, or has been shown as long as the law says, only what its
// tombstone has (政府信息公开条例; 行政处罚法 art. 48); of one that was withdrawn and put out anew, nothing of before.
#pragma once

#include "records/handover.h"

namespace dl::records {

/// Between hand-overs in which more was changed, or more records were touched, nothing is told: the whole file is the
/// better answer.
inline constexpr int kMostBetween = 5'000;

struct HandoverChange {
  OpenChange::What what = OpenChange::What::Added;
  std::int64_t record = 0;
  std::string key = {};  ///< by what the register tells its records apart; no name of anybody
  Instant at = {};       ///< of the last act between the two
  std::string ground = {};
  std::optional<Record> before = {};  ///< with masks; of a change, where it may be shown
  std::optional<Record> after = {};   ///< with masks; of what was added or changed, where it may be shown
  bool gone_since = false;            ///< added or changed between the two, and not public any more
};

/// Both are of one set, `from` the earlier. By record. Fault::TooLarge `open.too-many` beyond kMostBetween.
Outcome<std::vector<HandoverChange>> changes_between(db::Session& session, const Register& made, const Handover& from,
                                                     const Handover& to, Date today);

/// Whether the changes account for the records that the two have by their rows.
bool adds_up(const std::vector<HandoverChange>& changes, const Handover& from, const Handover& to);

}  // namespace dl::records
