// Idempotency keys: a write that is sent twice with the same key is done once and answered twice alike.
//
// The key is taken before the work begins, in a transaction of its own; that the work is done is noted in the
// transaction of the work itself. So a node that is killed leaves either a key without work, which another attempt
// may take up, or work that nobody does again. These rows are no records of the domain: they go after a day.
#pragma once

#include <optional>
#include <string>

#include "journal/journal.h"
#include "web/message.h"

namespace dl::api {

/// Who sends what under which key.
struct ReplayKey {
  std::string caller = {};  ///< "person:12"
  std::string key = {};
  std::string digest = {};   ///< of the operation and the body
  std::string attempt = {};  ///< this attempt at it; no two have the same
};

/// How long an attempt without an answer keeps others from trying; more than work usually takes. Which of two is
/// committed first counts, so that a wrong guess only costs the other's work.
inline constexpr int kAttemptSeconds = 3;

/// Takes the key for a first request or for one whose node is gone, or finds the answer that it had.
/// Fault::Invalid `idempotency.reused` for another request under the same key; Fault::Conflict
/// `idempotency.running` while the first may yet be answered, `idempotency.done` when it was done and the answer lost
/// (the detail is its subject), `idempotency.once` when its answer was a secret that is shown only once.
Outcome<std::optional<web::Response>> begin_replayable(db::Database& database, const ReplayKey& key, Instant now);

/// Notes that the work is done, in its own transaction. Fault::Conflict `idempotency.running` when another attempt
/// was first, which undoes this one.
Outcome<void> note_done(journal::Transaction& transaction, const ReplayKey& key);

/// Keeps the answer. A secret one is only remembered as given.
Outcome<void> keep_reply(db::Database& database, const ReplayKey& key, const web::Response& reply, bool secret);

/// Gives the key back after a failure, so that the caller may try again; not when something was done before it.
Outcome<void> forget_replayable(db::Database& database, const ReplayKey& key);

}  // namespace dl::api
