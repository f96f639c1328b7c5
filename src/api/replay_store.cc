#include "api/replay.h"

namespace dl::api {

namespace {

constexpr std::int64_t kKept = std::int64_t{24} * 3600 * 1000;
constexpr int kRunning = 0;
constexpr int kSecret = -1;
constexpr std::int64_t kAttempt = std::int64_t{kAttemptSeconds} * 1000;

web::Response reply_of(int status, std::string type, const std::string& tag, std::string body) {
  web::Response reply;
  reply.status = status;
  reply.type = std::move(type);
  reply.body = std::move(body);
  if (!tag.empty()) reply.headers.emplace_back("ETag", tag);
  reply.headers.emplace_back("Idempotency-Replayed", "true");
  reply.max_age = -1;
  return reply;
}

std::string tag_of(const web::Response& reply) {
  for (const auto& [name, value] : reply.headers)
    if (name == "ETag") return value;
  return {};
}

// A key whose attempt left no answer: still under way, done, or ended with its node and free to be taken up again.
Outcome<void> take_up(db::Session& session, const ReplayKey& key, Instant now) {
  DL_TRY(auto row, (session.find<std::string, std::string, std::int64_t>(
                       "SELECT done_by, subject, at FROM api_reply WHERE caller = :caller AND key = :key "
                       "AND status = 0",
                       key.caller, key.key)));
  if (!row) return fail(Fault::Conflict, "idempotency.running", key.key);
  auto& [done_by, subject, at] = *row;
  if (now.milliseconds() - at < kAttempt) return fail(Fault::Conflict, "idempotency.running", key.key);
  if (!done_by.empty()) return fail(Fault::Conflict, "idempotency.done", subject);
  DL_TRY(auto taken, session.run("UPDATE api_reply SET at = :now WHERE caller = :caller AND key = :key AND status = 0 "
                                 "AND done_by = '' AND at = :at",
                                 now, key.caller, key.key, at));
  if (taken != 1) return fail(Fault::Conflict, "idempotency.running", key.key);
  return {};
}

using Found = std::optional<web::Response>;

Outcome<Found> take_or_find(db::Session& session, const ReplayKey& key, Instant now) {
  DL_CHECK(session.run("DELETE FROM api_reply WHERE at < :old", now.milliseconds() - kKept));
  DL_TRY(auto taken, session.run("INSERT INTO api_reply (caller, key, digest, status, type, tag, body, at) VALUES "
                                 "(:caller, :key, :digest, 0, '', '', '', :now) ON CONFLICT (caller, key) DO NOTHING",
                                 key.caller, key.key, key.digest, now));
  if (taken == 1) return Found();
  // What was stored may not have reached a standby yet. Something is written, so that this commit waits until it has.
  DL_CHECK(session.run("UPDATE api_reply SET at = at WHERE caller = :caller AND key = :key", key.caller, key.key));
  DL_TRY(auto row, (session.find<std::string, int, std::string, std::string, std::string>(
                       "SELECT digest, status, type, tag, body FROM api_reply WHERE caller = :caller AND key = :key",
                       key.caller, key.key)));
  if (!row) return fail(Fault::Conflict, "idempotency.running", key.key);
  auto& [digest, status, type, tag, body] = *row;
  if (digest != key.digest) return fail(Fault::Invalid, "idempotency.reused", key.key);
  if (status == kSecret) return fail(Fault::Conflict, "idempotency.once", key.key);
  if (status != kRunning) return Found(reply_of(status, std::move(type), tag, std::move(body)));
  DL_CHECK(take_up(session, key, now));
  return Found();
}

}  // namespace

// Refusals are committed as well: they too are answers from what was stored.
Outcome<std::optional<web::Response>> begin_replayable(db::Database& database, const ReplayKey& key, Instant now) {
  DL_TRY(auto verdict, database.write([&](db::Session& session) {
    return Outcome<Outcome<Found>>(take_or_find(session, key, now));
  }));
  return verdict;
}

Outcome<void> note_done(journal::Transaction& transaction, const ReplayKey& key) {
  DL_TRY(auto noted, transaction.sql().run(
                         "UPDATE api_reply SET done_by = :attempt, subject = :subject, at = :now "
                         "WHERE caller = :caller "
                         "AND key = :key AND digest = :digest AND status = 0 AND (done_by = '' OR done_by = :same)",
                         key.attempt, transaction.events().front().subject, transaction.now(), key.caller, key.key,
                         key.digest, key.attempt));
  if (noted != 1) return fail(Fault::Conflict, "idempotency.running", key.key);
  return {};
}

Outcome<void> keep_reply(db::Database& database, const ReplayKey& key, const web::Response& reply, bool secret) {
  return database.write([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(
        session.run("UPDATE api_reply SET status = :status, type = :type, tag = :tag, body = :body WHERE "
                    "caller = :caller AND key = :key AND status = 0 AND (done_by = '' OR done_by = :attempt)",
                    secret ? kSecret : reply.status, reply.type, tag_of(reply), secret ? std::string() : reply.body,
                    key.caller, key.key, key.attempt));
    return {};
  });
}

Outcome<void> forget_replayable(db::Database& database, const ReplayKey& key) {
  return database.write([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(session.run("DELETE FROM api_reply WHERE caller = :caller AND key = :key AND status = 0 AND done_by = ''",
                         key.caller, key.key));
    return {};
  });
}

}  // namespace dl::api
