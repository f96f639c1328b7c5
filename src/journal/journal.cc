#include "journal/journal.h"

#include "base/guarded.h"
#include "base/limits.h"
#include "journal/alongside.h"
#include "journal/canonical.h"
#include "journal/entry_rows.h"
#include "journal/read_only.h"
#include "journal/seals.h"
#include "journal/topics.h"

namespace dl::journal {

namespace {

db::Sql behind(std::int64_t sequence, int limit) {
  return db::Sql("sequence > ? ORDER BY sequence ?", sequence, db::limit_to(limit));
}

Outcome<db::Literal> seals_column(db::Session& session) {
  DL_TRY(auto steps, session.value<std::int64_t>("SELECT count(*) FROM schema_version WHERE name = 'journal.seals'"));
  return steps > 0 ? kSeals : kNoSeals;
}

/// Says what a follower or a cache could not read back.
Outcome<void> check(const Event& event) {
  if (event.actor.empty() || event.verb.empty() || event.subject.empty())
    return fail(Fault::Internal, "journal.event", "an event needs an actor, a verb and a subject");
  for (const auto& topic : event.topics)
    if (topic.empty() || topic.find('\n') != std::string::npos)
      return fail(Fault::Internal, "journal.event", "a topic is a line of text");
  if (text::length(event.reason) > kLongestReason) return fail(Fault::Invalid, "journal.reason-long", event.verb);
  if (!text::is_writable(event.reason)) return fail(Fault::Invalid, "journal.reason-characters", event.verb);
  return {};
}

struct Head {
  std::int64_t sequence = 0;
  std::string hash = {};
};

Outcome<Head> load_head(db::Session& session, bool lock) {
  std::string sql = "SELECT sequence, hash FROM journal_head WHERE id = 1";
  if (lock && session.engine() == db::Engine::Postgres) sql += " FOR UPDATE";
  DL_TRY(auto row, (session.find<std::int64_t, std::string>(sql)));
  if (!row) return fail(Fault::Internal, "journal.head", "the head row is missing");
  return Head{std::get<0>(*row), std::get<1>(*row)};
}

}  // namespace

Outcome<void> Transaction::hold(const std::string& subject) {
  if (seals_ == nullptr) return {};
  return seals_->hold(session_, subject, held_);
}

std::set<std::string> Transaction::changed() const {
  std::set<std::string> subjects(touched_.begin(), touched_.end());
  for (const auto& event : events_) subjects.insert(event.subject);
  return subjects;
}

Outcome<void> Transaction::keep_others_out() {
  DL_CHECK(load_head(session_, true));
  return {};
}

struct Journal::Wakes {
  Mutex mutex = {};
  Signal woken = {};
  std::int64_t count DL_GUARDED_BY(mutex) = 0;
};

Journal::Journal(db::Database& database, const Clock& clock)
    : database_(database), clock_(clock), features_({kEverything}), wakes_(std::make_unique<Wakes>()) {}
Journal::~Journal() = default;

void Journal::seal_with(std::string_view key) { seals_ = std::make_unique<const Seals>(key); }

Outcome<void> Journal::check_open(Transaction& transaction) {
  return journal::check_open(transaction.sql(), transaction.events(), features_, closed_here_);
}

Outcome<void> Journal::append(Transaction& transaction) {
  if (transaction.events().empty()) return fail(Fault::Internal, "journal.silent", "a write without an event");
  // The head row stays locked until the commit, so sequence numbers become visible in their order. Whoever waits for a
  // row that is written alongside waits for the head first, so that no two wait for each other.
  DL_TRY(auto head, load_head(transaction.sql(), true));
  DL_CHECK(write_alongside(transaction));
  if (each_change_) DL_CHECK(each_change_(transaction));
  const auto& events = transaction.events();
  std::vector<std::string> seals(events.size());
  if (seals_) {
    DL_TRY(seals, seals_->of_events(transaction));
  }
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto& event = events[i];
    DL_CHECK(check(event));
    Entry entry{.sequence = head.sequence + 1,
                .at = transaction.at(),
                .event = event,
                .seals = std::move(seals[i]),
                .previous_hash = head.hash};
    entry.hash = hash_of(entry);
    DL_CHECK(transaction.sql().run(
        "INSERT INTO journal (sequence, at, actor, verb, subject, agency, before_digest, after_digest, reason, "
        "topics, seals, previous_hash, hash) VALUES (:sequence, :at, :actor, :verb, :subject, :agency, :before, "
        ":after, "
        ":reason, :topics, :seals, :previous, :hash)",
        entry.sequence, entry.at, event.actor, event.verb, event.subject, event.agency, event.before_digest,
        event.after_digest, event.reason, join_topics(event.topics), entry.seals, entry.previous_hash, entry.hash));
    head = {entry.sequence, entry.hash};
  }
  DL_CHECK(transaction.sql().run("UPDATE journal_head SET sequence = :sequence, hash = :hash WHERE id = 1",
                                 head.sequence, head.hash));
  return {};
}

Outcome<void> Journal::follow(Transaction& transaction) {
  if (!each_change_ || transaction.changed().empty()) return {};
  DL_CHECK(transaction.keep_others_out());
  return each_change_(transaction);
}

Outcome<std::vector<Entry>> Journal::after(std::int64_t sequence, int limit) {
  return database_.read([&](db::Session& session) { return select_entries(session, behind(sequence, limit)); });
}

Outcome<std::vector<Entry>> Journal::about(const std::string& subject) {
  return database_.read(
      [&](db::Session& session) { return select_entries(session, db::Sql("subject = ? ORDER BY sequence", subject)); });
}

Outcome<std::int64_t> Journal::last_sequence() {
  return database_.read([](db::Session& session) -> Outcome<std::int64_t> {
    DL_TRY(auto head, load_head(session, false));
    return head.sequence;
  });
}

Outcome<Verdict> Journal::verify(const std::function<void(std::int64_t)>& progress) {
  constexpr int kBatch = 1000;
  Verdict verdict;
  // A backup is made of an older journal before its tables are brought up to date.
  DL_TRY(const auto seals, database_.read([](db::Session& session) { return seals_column(session); }));
  Head end;
  std::int64_t last = 0;
  for (bool more = true; more;) {
    std::vector<Entry> batch;
    // Head and entries from one snapshot, so that writes in the meantime do not look like damage.
    auto read = database_.read([&](db::Session& session) -> Outcome<void> {
      DL_TRY(end, load_head(session, false));
      DL_TRY(batch, select_entries(session, behind(last, kBatch), seals));
      return {};
    });
    DL_CHECK(read);
    for (const auto& entry : batch) {
      const char* problem = entry.sequence != last + 1            ? "gap"
                            : entry.previous_hash != verdict.head ? "previous"
                            : hash_of(entry) != entry.hash        ? "hash"
                            : entry.sequence > end.sequence       ? "head"
                                                                  : nullptr;
      if (problem != nullptr) {
        verdict.first_broken = last + 1;
        verdict.problem = problem;
        return verdict;
      }
      last = entry.sequence;
      verdict.head = entry.hash;
      ++verdict.checked;
    }
    more = batch.size() == static_cast<std::size_t>(kBatch);
    if (progress) progress(verdict.checked);
  }
  verdict.intact = end.sequence == last && end.hash == verdict.head;
  if (!verdict.intact) {
    verdict.problem = "head";
    verdict.first_broken = end.sequence > last ? last + 1 : last;
  }
  return verdict;
}

void Journal::wait(std::chrono::milliseconds timeout, std::int64_t& seen_wakes) {
  auto& wakes = *wakes_;
  Lock lock(wakes.mutex);
  wakes.woken.wait_for(lock, timeout, [&]() DL_REQUIRES(wakes.mutex) { return wakes.count != seen_wakes; });
  seen_wakes = wakes.count;
}

void Journal::wake() {
  {
    Lock lock(wakes_->mutex);
    ++wakes_->count;
  }
  wakes_->woken.notify_all();
}

bool is_staff_only(const Entry& entry) {
  return std::ranges::find(entry.event.topics, kStaffOnly) != entry.event.topics.end();
}

Outcome<std::optional<Latest>> latest_about(db::Session& session, const std::string& subject) {
  DL_TRY(auto row,
         (session.find<std::string, Instant>(
             "SELECT actor, at FROM journal WHERE subject = :subject ORDER BY sequence DESC LIMIT 1", subject)));
  if (!row) return std::nullopt;
  auto& [actor, at] = *row;
  return Latest{std::move(actor), at};
}

std::vector<std::string> topics_of(const Entry& entry) {
  std::vector<std::string> topics;
  if (!is_staff_only(entry)) topics.push_back(entry.event.subject);
  for (const auto& topic : entry.event.topics)
    if (topic != kStaffOnly && std::ranges::find(topics, topic) == topics.end()) topics.push_back(topic);
  return topics;
}

}  // namespace dl::journal
