// A register against the outside list that it is held against ([counterpart]): what has to be public and is not, what
// is public and does not stand in the list, what stands there otherwise, and of what nobody has said yet whether it has
// to be public (应归尽归、应示尽示; 行政处罚法第四十八条). One difference a record, worked out from how both sides
// stand now.
//
// A row of the list counts once it is accepted. While a correction of it is under way it is there, and says nothing.
// What is public is what the public sees: shown, or shown as long as the law says; what a rule withholds is owed by
// nobody. An agency without an accepted row has no list yet, and is asked for nothing.
#pragma once

#include <array>
#include <functional>

#include "records/carried.h"
#include "records/clocks.h"
#include "records/counterpart_rows.h"
#include "records/projection.h"

namespace dl::records {

/// Stored by name as the state of its work; do not rename.
enum class Differs : std::uint8_t { MissingHere, MissingThere, Otherwise, Unjudged };
inline constexpr auto kDiffers = named_table<Differs>({{Differs::MissingHere, "MissingHere", "应公开未公开"},
                                                       {Differs::MissingThere, "MissingThere", "已公开，清单中没有"},
                                                       {Differs::Otherwise, "Otherwise", "内容不一致"},
                                                       {Differs::Unjudged, "Unjudged", "待判断应否公开"}});
constexpr Names<Differs> table_of(Differs) { return kDiffers; }

struct Difference {
  Differs kind = {};
  std::int64_t other = 0;            ///< the record on the other side; 0 = none
  std::vector<std::string> in = {};  ///< titles of the fields that stand otherwise
  std::optional<Date> due_on = {};   ///< last day by the clock, of what is missing here or not judged
};

/// How an accepted row of a list stands towards the duty to publish it. Sent by name; do not rename.
enum class Duty : std::uint8_t { Met, MetLate, Missed, Open, Unjudged, None };
inline constexpr auto kDuties = named_table<Duty>({{Duty::Met, "Met", "已公开"},
                                                   {Duty::MetLate, "MetLate", "逾期公开"},
                                                   {Duty::Missed, "Missed", "逾期未公开"},
                                                   {Duty::Open, "Open", "尚未公开"},
                                                   {Duty::Unjudged, "Unjudged", "待判断"},
                                                   {Duty::None, "None", "不需公开"}});
constexpr Names<Duty> table_of(Duty) { return kDuties; }

/// What is counted of the accepted rows of a list. Sent by name; do not rename.
enum class Share : std::uint8_t { Owed, Published, Late, Overdue, Unjudged };
inline constexpr auto kShares = named_table<Share>({{Share::Owed, "Owed", "应公开"},
                                                    {Share::Published, "Published", "已公开"},
                                                    {Share::Late, "Late", "逾期公开"},
                                                    {Share::Overdue, "Overdue", "逾期未公开"},
                                                    {Share::Unjudged, "Unjudged", "待判断"}});
constexpr Names<Share> table_of(Share) { return kShares; }

/// The one rule by which a row is counted, and found behind the count.
constexpr bool counts(Share share, Duty duty) {
  switch (share) {
    case Share::Owed: return duty != Duty::Unjudged && duty != Duty::None;
    case Share::Published: return duty == Duty::Met || duty == Duty::MetLate;
    case Share::Late: return duty == Duty::MetLate;
    case Share::Overdue: return duty == Duty::Missed;
    case Share::Unjudged: return duty == Duty::Unjudged;
  }
  return false;
}

/// An accepted row of a list as it is counted. Days are calendar days.
struct KeptRow {
  std::int64_t key = 0;  ///< what a page goes on behind
  std::int64_t record = 0;
  std::int64_t other = 0;  ///< the record of the same key in the register; 0 = none
  Duty duty = {};
  std::optional<Date> due_on = {};        ///< last day by the clock
  std::optional<Date> published_on = {};  ///< first day on which it was public
  std::int64_t late_days = 0;             ///< behind the last day; of what is not public, up to today
};

/// How much of what had to be public is, and when.
struct Kept {
  std::array<std::int64_t, kShares.size()> rows = {};
  std::int64_t late_days = 0;  ///< of all that were published late together

  std::int64_t of(Share share) const { return rows.at(static_cast<std::size_t>(share)); }
};

/// Whose rows are counted, and by what time. What stands in here outlives it.
struct Counting {
  const Register& made;  ///< the register, or its list
  const accounts::Scope& scope;
  const Times& times;
  Date today;
};

class Counterparts {
 public:
  explicit Counterparts(std::shared_ptr<const Carried> carried);

  /// What is different about some records, by their numbers; those of which nothing is are left out, as those of a
  /// register that nothing is held against. Some hundred at once take few statements. Fails as Projection::require
  /// while the lists of the other side are being made anew.
  Outcome<std::map<std::int64_t, Difference>> of(db::Session& session, const std::map<std::int64_t, Row>& rows,
                                                 const Times& times) const;
  /// Other records about which something may be different since these have changed.
  Outcome<std::vector<std::int64_t>> touched(db::Session& session, const std::vector<std::int64_t>& changed) const;
  /// Public records of registers that are held against a list, behind `after`, ascending, so many at most.
  Outcome<std::vector<std::int64_t>> shown_behind(db::Session& session, std::int64_t after, int most) const;
  /// Counts the accepted rows of a list within the scope. Fault::NotFound `register.no-counterpart`.
  Outcome<Kept> kept(db::Session& session, const Counting& counting) const;
  /// The rows behind a count, or all that are accepted; those behind `after`, ascending, so many at most. They are
  /// those that kept() counts, for both ask the same walk.
  Outcome<std::vector<KeptRow>> kept_rows(db::Session& session, const Counting& counting, std::optional<Share> share,
                                          std::int64_t after, int most) const;

  /// The register that is held against this list; nullptr for none.
  const Register* holder_of(const Register& list) const;

 private:
  struct Side;
  struct There;
  std::optional<Side> side_of(const Register& made) const;
  /// Fails as Projection::require.
  Outcome<const Shape*> shape_to_read(db::Session& session, const Register& made) const;
  /// Calls `take` with the rows of one side and one agency, for each.
  Outcome<void> by_side(
      const std::map<std::int64_t, Row>& rows,
      const std::function<Outcome<void>(const Side&, std::int64_t, const std::vector<const Row*>&)>& take) const;
  Outcome<ByKey> others_by(db::Session& session, const Side& side, std::int64_t agency, const std::vector<Key>& keys,
                           Among among) const;
  Outcome<There> there(db::Session& session, const Side& side, std::int64_t agency, const std::vector<Key>& keys) const;
  Outcome<void> compare(db::Session& session, const Side& side, std::int64_t agency,
                        const std::vector<const Row*>& rows, const Times& times,
                        std::map<std::int64_t, Difference>& found) const;
  Outcome<void> touched_by(db::Session& session, const Side& side, std::int64_t agency,
                           const std::vector<std::int64_t>& records, std::vector<std::int64_t>& all) const;
  /// Hands out the accepted rows behind `after`, ascending, until `take` wants no more.
  Outcome<void> walk(db::Session& session, const Counting& counting, std::int64_t after,
                     const std::function<bool(const KeptRow&)>& take) const;

  std::shared_ptr<const Carried> carried_;
  std::map<std::string, const Register*, std::less<>> holders_ = {};  ///< by the code of their list
  Projection on_sqlite_;
  Projection on_postgres_;
};

/// Which differences are asked for: of a register and its list.
struct Asking {
  std::vector<std::string> registers = {};
  std::optional<std::int64_t> agency = {};
  std::optional<Differs> kind = {};
};
/// A difference as its open work has it.
struct DifferenceLine {
  std::int64_t key = 0;  ///< what a page goes on behind
  Row row = {};
  std::string title = {};
  Differs kind = {};
  std::optional<Date> due_on = {};
  Instant since = {};
};
/// Within the scope, behind `after`.
Outcome<std::vector<DifferenceLine>> list_differences(db::Session& session, const Asking& asked,
                                                      const accounts::Scope& scope, std::int64_t after, int most);
/// How many there are of each kind, whatever kind is asked for.
Outcome<std::map<Differs, std::int64_t>> count_differences(db::Session& session, const Asking& asked,
                                                           const accounts::Scope& scope);

}  // namespace dl::records
