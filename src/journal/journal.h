// The journal: who did what to what, when and why, chained by hash in commit order.
//
// Every change of the program is one transaction of rows and at least one event; Journal::write
// is the only door to the database's write side. Sequence numbers have no gaps and grow in commit
// order, so a follower that reads "after N" never skips an event that commits late.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "db/database.h"
#include "journal/event_kind.h"

namespace dl::journal {

/// What a desk says of a change. The journal adds sequence, time and hashes.
struct Event {
  std::string actor = {};                ///< "person:张三", "system:import"
  std::string verb = {};                 ///< "document.published"
  std::string subject = {};              ///< "document:881"; with further topics it names what caches must drop
  std::int64_t agency = 0;               ///< whose business it is; 0 = the installation
  std::string before_digest = {};        ///< SHA-256 of the subject before; empty for a new one
  std::string after_digest = {};         ///< SHA-256 of the subject after; empty for a removed one
  std::string reason = {};               ///< why, where one is owed
  std::vector<std::string> topics = {};  ///< further things it touches: "column:12", "site:1"
};

struct Entry {
  std::int64_t sequence = 0;
  Instant at = {};
  Event event = {};
  std::string seals = {};  ///< digests of what the event has changed (seals.h); empty where there are none
  std::string previous_hash = {};
  std::string hash = {};  ///< SHA-256 over the canonical text of this entry and previous_hash
};

/// A bundle of digests as the journal has it.
struct BundleLine {
  std::int64_t bundle = 0;
  std::string digest = {};  ///< SHA-256 over its pages
};

class Seals;

/// The session of one write transaction and the events recorded in it.
class Transaction {
 public:
  using Room = std::function<Outcome<void>()>;
  Transaction(db::Session& session, Instant now, const Room* room = nullptr, const Seals* seals = nullptr)
      : session_(session), now_(now), at_(now), real_now_(now), room_(room), seals_(seals) {}
  db::Session& sql() { return session_; }
  Instant now() const { return now_; }
  /// When its events happened: now(), unless said otherwise.
  Instant at() const { return at_; }
  void happened(Instant at) { at_ = at; }
  /// The same moment as now() on the real clock: for time-outs (Journal::measure_by).
  Instant real_now() const { return real_now_; }
  void measured(Instant real_now) { real_now_ = real_now; }
  void record(Event event) { events_.push_back(std::move(event)); }
  /// Says that something is another now though no event is owed for it yet; what is written with each change follows.
  void touch(std::string subject) { touched_.push_back(std::move(subject)); }
  /// What the events are about, and what was touched besides; each once.
  std::set<std::string> changed() const;
  /// No other change comes between this and the commit. On PostgreSQL it waits for those under way.
  Outcome<void> keep_others_out();
  /// To be called before the first row of a subject is changed; locks it. Its entry then says from what state it went
  /// on, so that what was changed past the program before cannot pass for the program's own change.
  Outcome<void> hold(const std::string& subject);
  /// Digests of the digests of what is held, by thing.
  const std::map<std::string, std::string>& held() const { return held_; }
  /// To be asked before anything large is stored: Fault::Full `disk.nearly-full` when the disk runs short.
  Outcome<void> need_room() const { return room_ != nullptr && *room_ ? (*room_)() : Outcome<void>(); }
  /// Things that were sealed before, while they were not in force (seal_bundle.h); they go with the last event.
  void seal(BundleLine bundle) { bundles_.push_back(std::move(bundle)); }
  const std::vector<BundleLine>& bundles() const { return bundles_; }
  const std::vector<Event>& events() const { return events_; }

 private:
  db::Session& session_;
  Instant now_;
  Instant at_;
  Instant real_now_;
  const Room* room_ = nullptr;
  const Seals* seals_ = nullptr;
  std::vector<Event> events_ = {};
  std::vector<std::string> touched_ = {};
  std::map<std::string, std::string> held_ = {};
  std::vector<BundleLine> bundles_ = {};
};

/// What `verify` found. Problems: "hash" = the entry was changed, "gap" = entries are missing
/// before this one, "previous" = it does not continue the one before it, "head" = the chain does
/// not end where the head row says (its tail was cut, or something was put after it).
struct Verdict {
  bool intact = false;
  std::int64_t checked = 0;
  std::int64_t first_broken = 0;  ///< sequence number; 0 when intact
  std::string problem = {};
  std::string head = {};  ///< hash of the last entry
};

class Journal {
 public:
  Journal(db::Database& database, const Clock& clock);
  ~Journal();

  /// Calls f(Transaction&) -> Outcome<T> in a write transaction, appends its events to the chain,
  /// commits, then wakes the followers. A success without an event is refused: `journal.silent`; a change of
  /// what is closed (read_only.h): Fault::Unavailable `installation.read-only`.
  template <class F>
  std::invoke_result_t<F, Transaction&> write(F&& f) {
    using Result = std::invoke_result_t<F, Transaction&>;
    const auto change = [&](db::Session& session) -> Result {
      Transaction transaction(session, clock_.now(), &room_, seals_.get());
      set_times(transaction);
      Result inner = f(transaction);
      if (!inner) return inner;
      DL_CHECK(check_open(transaction));
      DL_CHECK(append(transaction));
      return inner;
    };
    if (together_ != nullptr) {
      auto result = change(*together_);
      if (!result) refused_together_ = result.error();
      return result;
    }
    auto result = database_.write(change);
    if (result) wake();
    return result;
  }

  /// Calls f(db::Session&) -> Outcome<void> in one transaction of the database that takes in every write() of this
  /// journal meanwhile, each with its own moment and entries: all of them are on the disk in the end, or none, also
  /// when f takes no notice of one that failed. For a journal with which one thread alone writes; f reads by the
  /// session, and neither keep() nor a read of the database may come within.
  template <class F>
  Outcome<void> together(F&& f) {
    auto result = database_.write([&](db::Session& session) -> Outcome<void> {
      refused_together_.reset();
      together_ = &session;
      Outcome<void> done;
      try {
        done = f(session);
      } catch (...) {
        together_ = nullptr;
        throw;
      }
      together_ = nullptr;
      if (done && refused_together_) return Failure(std::move(*refused_together_));
      return done;
    });
    if (result) wake();
    return result;
  }

  /// As write, for the keeping of counts and moments that are no change of anything (a failed sign-in, a
  /// session's last use): may succeed without an event.
  template <class F>
  std::invoke_result_t<F, Transaction&> keep(F&& f) {
    using Result = std::invoke_result_t<F, Transaction&>;
    bool recorded = false;
    auto result = database_.write([&](db::Session& session) -> Result {
      Transaction transaction(session, clock_.now(), &room_, seals_.get());
      set_times(transaction);
      Result inner = f(transaction);
      recorded = !transaction.events().empty();
      if (inner && recorded) DL_CHECK(append(transaction));
      if (inner && !recorded) DL_CHECK(follow(transaction));
      return inner;
    });
    if (result && recorded) wake();
    return result;
  }

  /// What can be closed, everything among it; before others write. Without this, everything alone.
  void know_features(std::vector<Feature> features) { features_ = std::move(features); }
  const std::vector<Feature>& features() const { return features_; }
  /// Closes features to the writes of this process alone, as its settings say; before others write.
  void close_here(std::vector<std::string> features) { closed_here_ = std::move(features); }
  const std::vector<std::string>& closed_here() const { return closed_here_; }
  /// What is written with each change, in its transaction and while no other change can come between: projections,
  /// which so are true when their cause is. Its failure rolls the change back. Before others write.
  void with_each_change(std::function<Outcome<void>(Transaction&)> write) { each_change_ = std::move(write); }
  /// By which clock entries are dated where it is another than that of what is written (simulation.h); before others
  /// write. The clock must outlive the journal.
  void date_entries_by(const Clock& clock) { dated_by_ = &clock; }
  /// By which clock time-outs go where it is another than that of what is written (simulation.h); before others write.
  /// The clock must outlive the journal.
  void measure_by(const Clock& clock) { measured_by_ = &clock; }
  /// What Transaction::need_room asks; before others write. Safe from any thread.
  void set_room(Transaction::Room room) { room_ = std::move(room); }

  /// From now on each entry carries the digests of what its event has changed, under this key; before others write.
  void seal_with(std::string_view key);
  const Seals* seals() const { return seals_.get(); }  ///< nullptr without a key

  db::Database& database() { return database_; }
  const Clock& clock() const { return clock_; }
  const Clock& real_clock() const { return measured_by_ != nullptr ? *measured_by_ : clock_; }

  /// Entries after `sequence`, in order, at most `limit`.
  Outcome<std::vector<Entry>> after(std::int64_t sequence, int limit);
  /// Entries about one subject, oldest first.
  Outcome<std::vector<Entry>> about(const std::string& subject);
  Outcome<std::int64_t> last_sequence();

  /// Recomputes the chain from the first entry; `progress` hears the count now and then.
  Outcome<Verdict> verify(const std::function<void(std::int64_t)>& progress = {});

  /// Waits until this process has written since `seen_wakes` was last brought up to date, or `timeout`.
  void wait(std::chrono::milliseconds timeout, std::int64_t& seen_wakes);
  /// Ends all waits, as a write does.
  void wake();

 private:
  void set_times(Transaction& transaction) const {
    if (dated_by_ != nullptr) transaction.happened(dated_by_->now());
    if (measured_by_ != nullptr) transaction.measured(measured_by_->now());
  }
  Outcome<void> check_open(Transaction& transaction);
  Outcome<void> append(Transaction& transaction);
  Outcome<void> follow(Transaction& transaction);

  struct Wakes;
  db::Database& database_;
  const Clock& clock_;
  const Clock* dated_by_ = nullptr;
  const Clock* measured_by_ = nullptr;
  std::vector<Feature> features_;
  std::vector<std::string> closed_here_ = {};
  Transaction::Room room_ = {};
  std::function<Outcome<void>(Transaction&)> each_change_ = {};
  std::unique_ptr<const Seals> seals_;
  std::unique_ptr<Wakes> wakes_;
  db::Session* together_ = nullptr;  ///< within together()
  std::optional<Error> refused_together_ = {};
};

/// Reads the journal in order on a thread of its own and hands on what is new: at once for this
/// process's writes, within `poll` for those of other nodes. A handler that fails is logged and
/// called again with the same entries; it never misses one.
class Follower {
 public:
  using Handler = std::function<Outcome<void>(const std::vector<Entry>&)>;
  Follower(Journal& journal, std::string name, std::int64_t after, Handler handler,
           std::chrono::milliseconds poll = std::chrono::milliseconds(250));
  ~Follower();                    ///< stops and joins
  std::int64_t position() const;  ///< the last sequence handed on with success
  bool wait_for(std::int64_t sequence, std::chrono::milliseconds timeout) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The topics of an entry that caches drop: its subject and further topics.
std::vector<std::string> topics_of(const Entry& entry);

}  // namespace dl::journal
