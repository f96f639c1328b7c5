// The tables of letters to the mailbox and their SQL, but for what is public (public_store.h).
//
// Title and words as somebody wrote them lie sealed (work/sealed_values.h), for people write of themselves and others;
// whoever loads them has loaded the matter within its scope.
#pragma once

#include "accounts/principal.h"
#include "accounts/sealing_key.h"
#include "db/schema.h"
#include "dialogue/message.h"
#include "matters/matter.h"

namespace dl::dialogue {

/// The tables; after those of matters.
const std::vector<db::Migration>& migrations();

/// Keeps what was written beside its matter. In the transaction that opens the matter.
Outcome<void> insert(db::Session& session, const accounts::SealingKey& key, const Message& message);
/// Fault::NotFound `message.missing`.
Outcome<Message> load_message(db::Session& session, const accounts::SealingKey& key, std::int64_t matter);

/// Of agencies in the scope, by agency and topic.
Outcome<std::vector<Route>> list_routes(db::Session& session, const accounts::Scope& scope);
/// The department that answers letters of the topic; empty where none is set.
Outcome<std::string> department_for(db::Session& session, std::int64_t agency, const std::string& topic);
/// Takes the route away for an empty department.
Outcome<void> put_route(db::Session& session, const Route& route);

}  // namespace dl::dialogue
