#include "api/replay.h"

namespace dl::api {

namespace {

constexpr std::int64_t kKept = std::int64_t{24} * 3600 * 1000;
constexpr int kUnanswered = 0;
constexpr int kSecret = -1;
constexpr std::int64_t kAwaited = std::int64_t{kAnswerSeconds} * 1000;

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

using Found = std::optional<web::Response>;

Outcome<bool> is_known(db::Session& session, const ReplayKey& key, Instant now) {
  DL_TRY(const auto row,
         session.find<int>("SELECT 1 FROM api_reply WHERE caller = :caller AND key = :key AND at >= :old", key.caller,
                           key.key, now.milliseconds() - kKept));
  return row.has_value();
}

Outcome<Found> load(db::Session& session, const ReplayKey& key, Instant now) {
  // What was stored may not have reached a standby yet. Something is written, so that this commit waits until it has.
  DL_CHECK(session.run("UPDATE api_reply SET at = at WHERE caller = :caller AND key = :key", key.caller, key.key));
  DL_TRY(auto row,
         (session.find<std::string, int, std::string, std::string, std::string, std::string, std::int64_t>(
             "SELECT digest, status, type, tag, body, subject, at FROM api_reply WHERE caller = :caller AND key = :key",
             key.caller, key.key)));
  if (!row) return Found();
  auto& [digest, status, type, tag, body, subject, at] = *row;
  if (digest != key.digest) return fail(Fault::Invalid, "idempotency.reused", key.key);
  if (status == kSecret) return fail(Fault::Conflict, "idempotency.once", key.key);
  if (status != kUnanswered) return Found(reply_of(status, std::move(type), tag, std::move(body)));
  if (now.milliseconds() - at < kAwaited) return fail(Fault::Conflict, "idempotency.running", key.key);
  return fail(Fault::Conflict, "idempotency.done", subject);
}

}  // namespace

// Refusals are committed as well: they too are answers from what was stored.
Outcome<std::optional<web::Response>> find_reply(db::Database& database, const ReplayKey& key, Instant now) {
  DL_TRY(const bool known, database.read([&](db::Session& session) { return is_known(session, key, now); }));
  if (!known) return Found();
  DL_TRY(auto verdict,
         database.write([&](db::Session& session) { return Outcome<Outcome<Found>>(load(session, key, now)); }));
  return verdict;
}

Outcome<void> note_done(journal::Transaction& transaction, const ReplayKey& key, Instant now) {
  auto& session = transaction.sql();
  // A key of more than a day ago is a new one.
  DL_TRY(
      const auto noted,
      session.run("INSERT INTO api_reply (caller, key, digest, status, type, tag, body, at, done_by, subject) VALUES "
                  "(:caller, :key, :digest, 0, '', '', '', :now, :attempt, :subject) "
                  "ON CONFLICT (caller, key) DO UPDATE SET digest = excluded.digest, status = 0, type = '', tag = '', "
                  "body = '', at = excluded.at, done_by = excluded.done_by, subject = excluded.subject "
                  "WHERE api_reply.at < :old",
                  key.caller, key.key, key.digest, now, key.attempt, transaction.events().front().subject,
                  now.milliseconds() - kKept));
  if (noted == 1) return {};
  // Work of several transactions notes the first.
  DL_TRY(const auto first,
         session.find<std::string>("SELECT done_by FROM api_reply WHERE caller = :caller AND key = :key", key.caller,
                                   key.key));
  if (first && std::get<0>(*first) == key.attempt) return {};
  return fail(Fault::Conflict, "idempotency.running", key.key);
}

Outcome<void> keep_reply(db::Database& database, const ReplayKey& key, const web::Response& reply, bool secret,
                         Instant now) {
  return database.write([&](db::Session& session) -> Outcome<void> {
    DL_CHECK(session.run("DELETE FROM api_reply WHERE at < :old", now.milliseconds() - kKept));
    DL_CHECK(session.run(
        "INSERT INTO api_reply (caller, key, digest, status, type, tag, body, at, done_by) VALUES "
        "(:caller, :key, :digest, :status, :type, :tag, :body, :now, :attempt) ON CONFLICT (caller, key) DO UPDATE SET "
        "status = excluded.status, type = excluded.type, tag = excluded.tag, body = excluded.body "
        "WHERE api_reply.status = 0 AND api_reply.done_by = excluded.done_by",
        key.caller, key.key, key.digest, secret ? kSecret : reply.status, reply.type, tag_of(reply),
        secret ? std::string() : reply.body, now, key.attempt));
    return {};
  });
}

}  // namespace dl::api
