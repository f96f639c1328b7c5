// The verbs on random draws: prepare, seal, reveal, discard. One transaction and one event each.
//
// Two people: whoever has prepared a draw does not seal it. Sealing makes the seed, which nobody is shown, keeps it
// encrypted (work/sealed_values.h), and puts the digests of lists and seed before the public as a record of the
// register `draws`; revealing gives that record the seed and the result. Both follow from the row alone, so there is
// nothing that somebody could choose.
#pragma once

#include "accounts/sealing_key.h"
#include "draws/draw_store.h"
#include "draws/lists.h"
#include "journal/journal.h"
#include "records/record_desk.h"

namespace dl::draws {

inline constexpr std::size_t kLongestNumber = 40;
inline constexpr std::size_t kLongestBeacon = 200;

/// A recusal with its reason, which is kept sealed.
struct RecusalOrder {
  std::string object = {};
  std::string inspector = {};
  std::string reason = {};
};

/// What is to be drawn.
struct Order {
  std::int64_t agency = 0;
  std::string agency_name = {};
  std::string number = {};
  std::string plan = {};  ///< number of a public record of `inspection_plans`
  Among among = {};
  std::int64_t objects_drawn = 0;
  std::int64_t inspectors_each = kFewestEach;
  std::vector<RecusalOrder> recused = {};
  Instant reveal_from = {};
  std::string beacon_source = {};
};

class DrawDesk {
 public:
  using Principal = accounts::Principal;
  using House = records::RecordDesk::House;
  DrawDesk(journal::Journal& journal, House house) : journal_(journal), house_(house), records_(journal, house) {}

  /// Takes both lists out of the registers as the public sees them today; the draw's number. Fault::Forbidden
  /// `right.missing`; Fault::Invalid `draw.words`, `draw.plan`, `draw.moment`, `draw.unknown-objects`,
  /// `draw.reason-owed` and what check() says; Fault::Conflict `draw.taken`.
  Outcome<std::int64_t> prepare(const Order& order, const Principal& by);

  /// `digest` is that of the lists that were looked at; the remark stands in the journal. Fault::Conflict `draw.step`,
  /// `draw.digest`, and what its guard says.
  Outcome<void> seal(std::int64_t id, const std::string& digest, const Principal& by, const std::string& remark = {});
  /// Fault::Invalid `draw.beacon-owed` without the number that was announced, `draw.beacon-none` with one that was not;
  /// Fault::Conflict as above, and `record.step` while somebody corrects the record.
  Outcome<void> reveal(std::int64_t id, const std::string& beacon, const Principal& by, const std::string& remark = {});
  /// Fault::Invalid `draw.reason-owed`; Fault::Conflict `draw.step`.
  Outcome<void> discard(std::int64_t id, const std::string& reason, const Principal& by);

  /// Shows why somebody is recused to whoever checks records there; the journal names who and why. Fault::NotFound
  /// `sealed.missing`; refused as work::open_value.
  Outcome<std::string> open_recusal(std::int64_t id, const Recusal& pair, const std::string& why, const Principal& by);

 private:
  Outcome<Terms> terms_of(db::Session& session, const Order& order, Date today) const;

  journal::Journal& journal_;
  House house_;
  records::RecordDesk records_;
};

}  // namespace dl::draws
