// Letters and answers that everybody may read: masked words, which lie apart from the letters themselves so that no
// reader of the site ever reads those.
#pragma once

#include "accounts/principal.h"
#include "accounts/subject.h"
#include "db/page.h"
#include "db/session.h"
#include "dialogue/public_words.h"

namespace dl::dialogue {

struct PublicMessage {
  std::int64_t id = 0;
  std::int64_t matter = 0;
  int round = 1;
  std::int64_t agency = 0;
  std::string kind = {};
  std::string topic = {};
  PublicWords words = {};
  std::string department = {};  ///< that answered; empty for the agency
  Date asked_on = {};
  Date answered_on = {};
  std::string shown_by = {};  ///< actor; for the office alone
  Instant shown_at = {};

  friend bool operator==(const PublicMessage&, const PublicMessage&) = default;
};

Outcome<void> insert(db::Session& session, PublicMessage& message);
/// Those of a matter that stand on the site.
Outcome<std::vector<PublicMessage>> list_public_of(db::Session& session, std::int64_t matter);
/// Takes one from the site; its row stays.
Outcome<void> end_public(db::Session& session, std::int64_t id, Instant at);

struct PublicWanted {
  std::int64_t agency = 0;
  std::string topic = {};  ///< empty for all
};
/// What stands on the site of an agency, the newest first.
Outcome<db::Page<PublicMessage>> list_public(db::Session& session, const PublicWanted& wanted,
                                             const std::optional<db::Key>& after, int limit);
/// Fault::NotFound `message.missing`, Fault::Gone `message.gone`.
Outcome<PublicMessage> load_public(db::Session& session, std::int64_t agency, std::int64_t id);

Outcome<accounts::Titles> titles_of(db::Session& session, const accounts::Scope& scope,
                                    const std::vector<std::int64_t>& numbers);

}  // namespace dl::dialogue
