// Idempotency keys: a write that is sent twice with the same key is done once and answered twice alike.
//
// The key is written in the transaction of the work itself, which notes that the work is done; the answer is kept
// afterwards. So a node that is killed leaves either nothing, or work that nobody does again. These rows are no records
// of the domain: they go after a day.
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

/// How long after the work its answer may still come; then it is taken for lost with its node.
inline constexpr int kAnswerSeconds = 3;

/// The answer that an earlier request under the key had; nothing where the key is new.
/// Fault::Invalid `idempotency.reused` for another request under the same key; Fault::Conflict
/// `idempotency.running` while the answer may yet come, `idempotency.done` when it was done and the answer lost
/// (the detail is its subject), `idempotency.once` when its answer was a secret that is shown only once.
Outcome<std::optional<web::Response>> find_reply(db::Database& database, const ReplayKey& key, Instant now);

/// Notes that the work is done, in its own transaction. Fault::Conflict `idempotency.running` when another attempt
/// was first, which undoes this one. `now` is of the real clock everywhere here.
Outcome<void> note_done(journal::Transaction& transaction, const ReplayKey& key, Instant now);

/// Keeps the answer, unless another attempt was first. A secret one is only remembered as given.
Outcome<void> keep_reply(db::Database& database, const ReplayKey& key, const web::Response& reply, bool secret,
                         Instant now);

}  // namespace dl::api
