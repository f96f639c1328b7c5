// How entries are read from their table. Internal to this module.
#pragma once

#include "journal/canonical.h"
#include "journal/journal.h"

namespace dl::journal {

inline constexpr db::Literal kSeals = "seals";
/// In the place of kSeals where the journal is of a program that had none.
inline constexpr db::Literal kNoSeals = "'' AS seals";

/// The entries for which the condition holds, in the order that it ends with.
inline Outcome<std::vector<Entry>> select_entries(db::Session& session, const db::Sql& condition,
                                                  db::Literal seals = kSeals) {
  DL_TRY(auto rows,
         (session.query<std::int64_t, Instant, std::string, std::string, std::string, std::int64_t, std::string,
                        std::string, std::string, std::string, std::string, std::string, std::string>(
             db::Sql("SELECT sequence, at, actor, verb, subject, agency, before_digest, after_digest, reason, topics, "
                     "?, previous_hash, hash FROM journal WHERE ?",
                     seals, condition))));
  std::vector<Entry> entries;
  entries.reserve(rows.size());
  for (auto& [sequence, at, actor, verb, subject, agency, before, after, reason, topics, sealed, previous, hash] :
       rows) {
    entries.push_back({.sequence = sequence,
                       .at = at,
                       .event = {.actor = std::move(actor),
                                 .verb = std::move(verb),
                                 .subject = std::move(subject),
                                 .agency = agency,
                                 .before_digest = std::move(before),
                                 .after_digest = std::move(after),
                                 .reason = std::move(reason),
                                 .topics = split_topics(topics)},
                       .seals = std::move(sealed),
                       .previous_hash = std::move(previous),
                       .hash = std::move(hash)});
  }
  return entries;
}

}  // namespace dl::journal
