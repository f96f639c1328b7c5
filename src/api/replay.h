// Idempotency keys: a write that is sent twice with the same key is done once and answered twice alike.
//
// The key is taken before the work begins, in a transaction of its own, so that two at the same time
// cannot both begin. These rows are no records of the domain: they leave no event and go after a day.
#pragma once

#include <optional>
#include <string>

#include "db/database.h"
#include "web/message.h"

namespace dl::api {

/// Who sends what under which key.
struct ReplayKey {
  std::string caller = {};  ///< "person:12"
  std::string key = {};
  std::string digest = {};  ///< of the operation and the body
};

/// Takes the key for a first request, or finds the answer that it had. Fault::Invalid `idempotency.reused`
/// for another request under the same key; Fault::Conflict `idempotency.running` while the first has no
/// answer yet, `idempotency.once` when its answer was a secret that is shown only once.
Outcome<std::optional<web::Response>> begin_replayable(db::Database& database, const ReplayKey& key, Instant now);

/// Keeps the answer. A secret one is only remembered as given.
Outcome<void> keep_reply(db::Database& database, const ReplayKey& key, const web::Response& reply, bool secret);

/// Gives the key back after a failure, so that the caller may try again.
Outcome<void> forget_replayable(db::Database& database, const ReplayKey& key);

}  // namespace dl::api
